"""Accessors of the table: names of screens, the rows of each, and the bindings made from them."""

from __future__ import annotations

from typing import Literal, get_args

from textual.binding import Binding
from textual.keys import key_to_character

from screens.keys.dialogs import DIALOG_KEYS
from screens.keys.key import Key
from screens.keys.table import TABLE

Place = Literal[
    "board",
    "themes",
    "agreement",
    "recap",
    "home",
    "everywhere",
    "opening",
    "closing",
    "sofar",
    "circle",
    "notes",
    "people",
    "parking",
    "shared",
    "join",
    "calm",
    "voices",
    "names",
    "slips",
    "check",
    "settings",
    "keys",
    "help",
    "plan",
    "dialog",
    "line",
    "question",
    "list",
    "agenda",
    "replan",
    "queue",
    "words",
    "consent",
    "ballot",
    "vote",
    "vote-menu",
    "vote-again",
    "show-vote",
    "menu",
    "write",
    "ask-room",
]

TITLES: dict[Place, str] = {
    "board": "Board",
    "themes": "Themes",
    "agreement": "Group agreement",
    "recap": "Recap",
    "home": "Home",
    "everywhere": "Everywhere",
    "opening": "Opening",
    "closing": "Closing",
    "sofar": "So far",
    "circle": "Round of speaking",
    "notes": "Notes",
    "people": "People",
    "parking": "Parking lot",
    "shared": "Shared view",
    "join": "Join",
    "calm": "Taking a moment",
    "voices": "Private panel",
    "names": "Names and consent",
    "slips": "Answers from slips",
    "check": "Names in the record",
    "settings": "Settings",
    "keys": "Choosing keys",
    "help": "Help",
    "plan": "Plan",
    "dialog": "Every dialog",
    "line": "Typing a line",
    "question": "A question",
    "list": "A list to choose from",
    "agenda": "Changing the agenda",
    "replan": "Re-plan",
    "queue": "The queue",
    "words": "Words to explain",
    "consent": "Consent",
    "ballot": "A ballot",
    "vote": "Opening and counting a vote",
    "vote-menu": "What to do with an open vote",
    "vote-again": "A vote that was called off",
    "show-vote": "A counted vote",
    "menu": "What can be done now",
    "write": "Writing",
    "ask-room": "Asking the room",
}
"""Every screen, then every dialog by its ``HELP`` name."""

ROWS: tuple[Key, ...] = (*TABLE, *DIALOG_KEYS)
PLACES: tuple[Place, ...] = get_args(Place)
DIALOGS: tuple[Place, ...] = PLACES[PLACES.index("dialog") :]
SCREENS: tuple[Place, ...] = PLACES[: PLACES.index("dialog")]
ROWS_ON: dict[Place, tuple[Key, ...]] = {
    place: tuple(key for key in ROWS if place in key.places) for place in PLACES
}
"""The own rows of each screen and dialog, without those of every screen."""


_SIGNS = {"plus": "+", "minus": "-", "slash": "/", "backslash": "\\", "at": "@", "underscore": "_"}
"""Characters whose name in Textual differs from Unicode's, and can't be looked up."""


def place_named(name: str) -> Place | None:
    """Return a screen or dialog of the table by its name; ``None`` if there is none."""
    return next((place for place in PLACES if place == name), None)


def stroke(key: Key, arg: str = "") -> str:
    """Return the name under which a binding receives a row, whatever its key is now."""
    return f"deed.{key.id}.{arg}" if arg else f"deed.{key.id}"


def is_sign(pressed: str) -> bool:
    """Return whether a key is a letter, a number or a sign, which may be remapped."""
    return bool(character_of(pressed))


def character_of(pressed: str) -> str:
    """Return the character of a key by Textual's name; empty for any other key."""
    character = _SIGNS.get(pressed) or key_to_character(pressed) or ""
    return character if character.isprintable() and character.strip() else ""


def bindings_for(place: Place) -> list[Binding]:
    """Return the ``BINDINGS`` of a screen or dialog.

    Letters, numbers and signs are not bound: the app looks up their row, and presses its stroke.
    """
    return [one for key in ROWS_ON[place] if not key.native for one in _bindings(key)]


def direct_keys(key: Key) -> list[str]:
    """Return the keys of a row that a screen binds directly, so that the focused widget may handle them first."""
    both = f"{key.keys},{key.with_all}".split(",")
    return list(dict.fromkeys(one for one in both if one and not is_sign(one)))


def _bindings(key: Key) -> list[Binding]:
    if not key.each:
        return [_bind(key, ",".join([*direct_keys(key), stroke(key)]), key.run)]
    args = key.each.split(",")
    return [_bind(key, stroke(key, arg), f"{key.run}({arg!r})") for arg in args]


def _bind(key: Key, keys: str, action: str) -> Binding:
    return Binding(
        keys,
        action,
        key.label,
        tooltip=key.tooltip,
        show=key.footer,
        priority=key.always or key.first,
    )
