"""Every key of the program, as data: screens bind them, the palette, the help and the docs list them."""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

from screens.keys.agreement import AGREEMENT
from screens.keys.board import BOARD
from screens.keys.closing import CLOSING
from screens.keys.everywhere import EVERYWHERE
from screens.keys.home import HOME
from screens.keys.join import JOIN
from screens.keys.key import Key
from screens.keys.opening import OPENING
from screens.keys.parking import PARKING
from screens.keys.people import PEOPLE
from screens.keys.plan import PLAN
from screens.keys.private import CHECK, NAMES, SLIPS, VOICES
from screens.keys.quiet import CALM, HELP
from screens.keys.recap import RECAP
from screens.keys.record import NOTES
from screens.keys.settings import CHOOSE_KEYS, SETTINGS
from screens.keys.shared import SHARED
from screens.keys.sofar import SOFAR
from screens.keys.speaking_round import CIRCLE
from screens.keys.themes import THEMES

Place = Literal[
    "board",
    "themes",
    "agreement",
    "opening",
    "closing",
    "sofar",
    "circle",
    "notes",
    "people",
    "parking",
    "shared",
    "plan",
    "recap",
    "home",
    "join",
    "calm",
    "voices",
    "names",
    "slips",
    "check",
    "settings",
    "keys",
    "help",
    "everywhere",
]

KEYS: dict[Place, tuple[Key, ...]] = {
    "board": BOARD,
    "themes": THEMES,
    "agreement": AGREEMENT,
    "recap": RECAP,
    "home": HOME,
    "everywhere": EVERYWHERE,
    "opening": OPENING,
    "closing": CLOSING,
    "sofar": SOFAR,
    "circle": CIRCLE,
    "notes": NOTES,
    "people": PEOPLE,
    "parking": PARKING,
    "shared": SHARED,
    "join": JOIN,
    "calm": CALM,
    "voices": VOICES,
    "names": NAMES,
    "slips": SLIPS,
    "check": CHECK,
    "settings": SETTINGS,
    "keys": CHOOSE_KEYS,
    "help": HELP,
    "plan": PLAN,
}

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
}


def keys_on(place: Place) -> tuple[Key, ...]:
    """Return the keys of a screen, and those that the app itself hears on every screen."""
    return KEYS[place] if place == "everywhere" else (*KEYS[place], *EVERYWHERE)


def bindings_for(place: Place) -> list[Binding]:
    """Return what a screen's ``BINDINGS`` is: one a key, with the id ``place.id``."""
    return [binding for key in KEYS[place] for binding in _bindings(place, key)]


def _bindings(place: Place, key: Key) -> list[Binding]:
    name = f"{place}.{key.id}"
    if not key.keys:
        return []
    if not key.each:
        return [_bind(key, key.keys, key.action, name)]
    return [
        _bind(
            key,
            one,
            f"{key.action}({one.upper()!r})",
            f"{name}-{one}",
            show=key.footer and not nth,
        )
        for nth, one in enumerate(key.keys.split(","))
    ]


def _bind(key: Key, keys: str, action: str, name: str, *, show: bool | None = None) -> Binding:
    return Binding(
        keys,
        action,
        key.label,
        id=name,
        tooltip=key.tooltip,
        key_display=key.shown,
        show=key.footer if show is None else show,
        priority=key.always,
    )
