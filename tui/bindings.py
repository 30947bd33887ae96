"""Every key of the program, as data: screens bind them, the palette, the help and the docs list them."""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

from tui.keys.agreement import AGREEMENT
from tui.keys.board import BOARD
from tui.keys.circle import CIRCLE
from tui.keys.closing import CLOSING
from tui.keys.everywhere import EVERYWHERE
from tui.keys.home import HOME
from tui.keys.join import JOIN
from tui.keys.key import Key
from tui.keys.notes import NOTES
from tui.keys.opening import OPENING
from tui.keys.parking import PARKING
from tui.keys.people import PEOPLE
from tui.keys.plan import PLAN
from tui.keys.quiet import CALM, HELP
from tui.keys.recap import RECAP
from tui.keys.settings import CHOOSE_KEYS, SETTINGS
from tui.keys.shared import SHARED
from tui.keys.sofar import SOFAR
from tui.keys.themes import THEMES
from tui.keys.voices import VOICES

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
