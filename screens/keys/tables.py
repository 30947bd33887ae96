"""Accessors of the table: the rows of each place, and the bindings made from them."""

from __future__ import annotations

from msgspec.structs import replace
from textual.binding import Binding
from textual.keys import key_to_character

from screens.keys.dialogs import DIALOG_KEYS
from screens.keys.key import Key
from screens.keys.table import SESSION, TABLE
from screens.places import PLACES, Place

ROWS: tuple[Key, ...] = (*TABLE, *DIALOG_KEYS)
ROWS_ON: dict[Place, tuple[Key, ...]] = {
    place: tuple(key for key in ROWS if place in key.places) for place in PLACES
}
"""The own rows of each screen and dialog, without those of every screen."""


_WAYS = tuple(key for key in TABLE if key.to and "board" in key.places)
"""The rows of the board that show another screen."""


def ways_on(place: Place) -> tuple[Key, ...]:
    """Return the rows of the board that help and palette offer on a screen of a session, which has no key for them."""
    own = {key.id for key in ROWS_ON[place]}
    ways = (key for key in _WAYS if key.id not in own and (key.to != place or key.about))
    return tuple(replace(key, keys="", before="-") for key in ways if place in SESSION)


_SIGNS = {"plus": "+", "minus": "-", "slash": "/", "backslash": "\\", "at": "@", "underscore": "_"}
"""Characters whose name in Textual differs from Unicode's, and can't be looked up."""


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
