"""The keys of the opening: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
OPENING: tuple[Key, ...] = (
    Key("on", "space,right,pagedown", "space", "On", "Go to the next page.", "Opening", True),
    Key("back", "left,pageup", "←", "Back", "Go to the page before.", "Opening", True),
    Key("up", "up", "↑", "Up", "Choose what is above, or read on above.", "Opening"),
    Key("down", "down", "↓", "Down", "Choose what is below, or read on below.", "Opening"),
    Key("missing", "w", "w", "Who is missing", "Write down who is not here and should be.", "Opening", True, box=True),
    Key("done", "1", "1", "Done", "It was done.", "Last time"),
    Key("under-way", "2", "2", "Under way", "It is under way and stays open.", "Last time"),
    Key("not-done", "3", "3", "Not done", "It is not done yet; say why if you like.", "Last time", box=True),
    Key("cannot-change", "4", "4", "Can't change", "It can't change; say why.", "Last time", box=True),
    Key("take-up", "p", "p", "Park today", "Take what was carried over into today's lot.", "Last time"),
    Key("strike", "x", "x", "Strike it", "Take the words chosen out for good.", "Last time"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
