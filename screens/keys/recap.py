"""The keys of the recap: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
RECAP: tuple[Key, ...] = (
    Key("agree", "y", "y", "Agree the recap", "What was decided without this group, first.", "Recap", True, box=True),
    Key("export", "e", "e", "Export", "Write the recap to files, in one form or all.", "Recap", True),
    Key("end", "E", "E", "End the session", "Close the session and keep its recap.", "Recap", True),
    Key("correct", "c", "c", "Correct the recap", "Say what was wrong; it makes a new version.", "Recap", box=True),
    Key("strike", "x", "x", "Strike a line", "Take words out of the record for good.", "Recap", True),
    Key("check", "f9", "F9", "Check names", "Private: lines that name or quote people.", "Recap"),
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down", "↓", "Down", "Read on below.", "Read"),
    Key("page-up", "pageup", "PgUp", "A page up", "Read the page above.", "Read"),
    Key("page-down", "pagedown,space", "PgDn", "A page down", "Read the page below.", "Read"),
    Key("top", "home", "Home", "To the start", "Read from the start.", "Read"),
    Key("bottom", "end", "End", "To the end", "Go to the last line.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("leave", "escape,q", "Esc", "Back", "To the board, or home once it has ended.", "Session", True),
)
# fmt: on
