"""What is still open, with the current keys to continue it: for lines of keys, help and messages."""

from __future__ import annotations

from screens.keys.keymap import keys_on, layout_of
from session.model.state import State
from session.views.open_now import Kind, Open, open_now, sentences
from session.wording.catalogue import say

_AT_HAND: dict[str, frozenset[Kind]] = {"circle": frozenset({"circle", "turn"})}
"""What a screen shows itself."""


def open_on(place: str, state: State) -> tuple[Open, ...]:
    """Return what is open and not visible on a screen."""
    return tuple(one for one in open_now(state) if one.kind not in _AT_HAND.get(place, ()))


_NOW = {"vote": "ask", "circle": "speak", "hand": "speak", "replan": "time", "shared": "room"}
"""Which of the eight does what a letter of before did."""


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


def leading(app: object, opened: tuple[Open, ...]) -> str:
    """Return the start of the line of keys on any screen but the board; empty with nothing open."""
    if not opened:
        return ""
    keys = board_keys(app)
    what = ", ".join(f"{keys[one.key]} {one.label.lower()}" for one in opened)
    return say("open.elsewhere", what=what)
