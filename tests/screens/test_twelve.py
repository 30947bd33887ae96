"""The twelve screens of a session, and what stands beside them: another one has to be argued for here."""

from __future__ import annotations

from screens.places import TABLE, Place

TWELVE: tuple[Place, ...] = (
    "home",
    "plan",
    "board",
    "shared",
    "start",
    "speak",
    "ask-room",
    "themes",
    "record",
    "close",
    "people",
    "private",
)
"""Asking is a dialog, so that the question stays in sight below it."""
BESIDE: dict[Place, str] = {
    "help": "settings, keys and help are one, over whichever screen",
    "join": "a line of what the room sees, with codes that need the whole screen",
    "calm": "a line of what the room sees, which covers the work",
    "blackout": "a line of what the room sees, which covers the work",
    "small": "covers the work while the window is too small for it",
    "hall": "a list read at Home before people come",
    "series": "a list read at Home between sessions",
}


def test_there_are_twelve_screens_and_seven_beside_them() -> None:
    assert len(TWELVE) == 12
    assert TABLE["ask-room"].screen == ""
    shown = {place for place, row in TABLE.items() if row.screen}
    assert shown == {*TWELVE, *BESIDE} - {"ask-room"}
