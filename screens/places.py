"""Every place of the program in one table: the screens, and the dialogs that have keys of their own.

A screen or dialog names its row as its ``PLACE``. Keys, help, settings, messages, the private door and the tests
read this table; `tui.places` makes the screens from it.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

Destination = Literal[
    "board",
    "themes",
    "start",
    "close",
    "home",
    "speak",
    "record",
    "people",
    "shared",
    "join",
    "calm",
    "private",
    "help",
    "plan",
    "hall",
    "series",
    "blackout",
]
"""The screens that `Go` shows."""
Place = Literal[
    Destination,
    "small",
    "everywhere",
    "dialog",
    "line",
    "question",
    "list",
    "agenda",
    "replan",
    "words",
    "consent",
    "ballot",
    "vote",
    "count",
    "vote-menu",
    "vote-again",
    "show-vote",
    "menu",
    "write",
    "coming",
    "item",
    "ask-room",
]


class Row(Struct, frozen=True):
    """One place."""

    title: str = ""
    """The heading of its keys; empty: any key leaves it, or none does anything."""
    screen: str = ""
    """Module and class of the screen; empty for dialogs, which are made where they are asked."""
    private: bool = False
    """Whether it is shown only once nobody else can see the screen."""
    base: bool = False
    """Whether other screens are shown above it; one such is always at the bottom."""
    covers: bool = False
    """Whether it hides the work, so that nothing is asked over it."""


TABLE: dict[Place, Row] = {
    "board": Row("Board", "board:BoardScreen", base=True),
    "themes": Row("Themes", "themes:ThemesScreen"),
    "start": Row("Start", "start:StartScreen"),
    "close": Row("Close", "close:CloseScreen"),
    "home": Row("Home", "home:HomeScreen", base=True),
    "everywhere": Row("Everywhere"),
    "speak": Row("Who speaks", "speak:SpeakScreen"),
    "record": Row("Record", "record:RecordScreen"),
    "people": Row("People", "people:PeopleScreen"),
    "shared": Row("Shared view", "shared:SharedScreen"),
    "join": Row("Join", "join:JoinScreen"),
    "calm": Row("Taking a moment", "calm:CalmScreen", covers=True),
    "private": Row("Private", "private.screen:PrivateScreen", private=True),
    "help": Row("Help and settings", "help:HelpScreen"),
    "plan": Row("Plan", "plan.screen:PlanScreen"),
    "hall": Row("Hall check", "hall:HallScreen"),
    "series": Row("Series", "series:SeriesScreen"),
    "blackout": Row(screen="blackout:BlackoutScreen", covers=True),
    "small": Row(screen="small:SmallScreen", covers=True),
    "dialog": Row("Every dialog"),
    "line": Row("Typing a line"),
    "question": Row("A question"),
    "list": Row("A list to choose from"),
    "agenda": Row("Changing the agenda"),
    "replan": Row("Re-plan"),
    "words": Row("Words to explain"),
    "consent": Row("Consent"),
    "ballot": Row("A ballot"),
    "vote": Row("Opening a vote"),
    "count": Row("Counting a vote"),
    "vote-menu": Row("What to do with an open vote"),
    "vote-again": Row("A vote that was called off"),
    "show-vote": Row("A counted vote"),
    "menu": Row("What can be done now"),
    "write": Row("Writing"),
    "coming": Row("Who comes in"),
    "item": Row("An item of a plan"),
    "ask-room": Row("Asking the room"),
}

TITLES: dict[Place, str] = {place: row.title for place, row in TABLE.items() if row.title}
PLACES: tuple[Place, ...] = tuple(TITLES)
"""Those with keys of their own."""
SCREENS: tuple[Place, ...] = tuple(
    place for place in PLACES if TABLE[place].screen or place == "everywhere"
)
DIALOGS: tuple[Place, ...] = tuple(place for place in PLACES if place not in SCREENS)
DESTINATIONS: tuple[Destination, ...] = get_args(Destination)
BASES = frozenset(to for to in DESTINATIONS if TABLE[to].base)
PRIVATE = frozenset(to for to in DESTINATIONS if TABLE[to].private)
"""Shown only once nobody else can see the screen."""
COVERS = frozenset(place for place, row in TABLE.items() if row.covers)


def place_named(name: str) -> Place | None:
    """Return a place with keys by its name; ``None`` if there is none."""
    return next((place for place in PLACES if place == name), None)
