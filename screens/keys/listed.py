"""The keys that every screen with one list has: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
CHOOSE: tuple[Key, ...] = (
    Key("up", "up", "↑", "Above", "Choose what is above.", "List"),
    Key("down", "down", "↓", "Below", "Choose what is below.", "List"),
    Key("page-up", "pageup", "PgUp", "A page up", "Choose what is a page above.", "List"),
    Key("page-down", "pagedown", "PgDn", "A page down", "Choose what is a page below.", "List"),
    Key("first", "home", "Home", "First", "Choose the first of the list.", "List"),
    Key("last", "end", "End", "Last", "Choose the last of the list.", "List"),
)
LEAVE: tuple[Key, ...] = (
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record", True),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Record"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("leave", "escape,q", "Esc", "Back", "Go back to where you came from.", "Session", True),
)
# fmt: on
