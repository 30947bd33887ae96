"""The keys of the “so far” card: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
SOFAR: tuple[Key, ...] = (
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down,space", "↓", "Down", "Read on below.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
