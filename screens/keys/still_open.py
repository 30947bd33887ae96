"""What is still open, with the current keys to continue it: for lines of keys, help and messages."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.keymap import keys_on, layout_of
from screens.places import Place
from session.model.state import State
from session.views.open_now import Kind, Open, open_now, sentences
from session.wording.catalogue import say

_AT_HAND: dict[str, frozenset[Kind]] = {"speak": frozenset({"circle", "turn"})}
"""What a screen shows itself."""


def open_on(place: str, state: State) -> tuple[Open, ...]:
    """Return what is open and not visible on a screen."""
    return tuple(one for one in open_now(state) if one.kind not in _AT_HAND.get(place, ()))


_NOW = {"vote": "ask", "circle": "speak", "hand": "speak", "replan": "time", "shared": "room"}
"""Which of the eight does what a letter of before did."""


def row_for(app: object, place: Place, name: str) -> Key | None:
    """Return the row of a screen with a key that does ``name`` of the board, or is the way to it."""
    keys = {key.id: key for key in keys_on(place, layout_of(app)) if key.keys}
    return keys.get(name) or keys.get(_NOW.get(name, ""))


def board_keys(app: object) -> dict[str, str]:
    """Return the keys of the board by their ids, as shown now."""
    keys = {key.id: key for key in keys_on("board", layout_of(app))}
    reach = keys["help"].shown
    return {
        name: next(
            (one.shown for one in (key, keys.get(_NOW.get(name, ""))) if one and one.keys), reach
        )
        for name, key in keys.items()
    }


def told_open(app: object, place: str, state: State) -> tuple[str, ...]:
    """Return a sentence for each open thing."""
    return sentences(open_on(place, state), board_keys(app), here=place == "board")


def leading(app: object, place: Place, opened: tuple[Open, ...]) -> str:
    """Return the start of the line of keys on any screen but the board; empty with nothing open."""
    here = [(one, row_for(app, place, one.key)) for one in opened]
    parts = [f"{row.shown} {one.label.lower()}" for one, row in here if row]
    keys = board_keys(app)
    there = [f"{keys[one.key]} {one.label.lower()}" for one, row in here if not row]
    if there:
        parts.append(say("open.elsewhere", what=", ".join(there)))
    return " · ".join(parts)
