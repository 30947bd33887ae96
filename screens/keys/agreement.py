"""The keys of the group agreement: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
AGREEMENT: tuple[Key, ...] = (
    Key("add", "a", "a", "Add a line", "Write down a line in the group's own words.", "Lines", True, box=True),
    Key("suggest", "s", "s", "Suggested line", "Take one of a few lines to begin with.", "Lines", True),
    Key("reword", "e,enter", "e", "Reword the line", "Put this line in other words.", "Lines", True, box=True),
    Key("up", "up", "↑", "Line above", "Choose the line above.", "Lines"),
    Key("down", "down", "↓", "Line below", "Choose the line below.", "Lines"),
    Key("earlier", "K,shift+up", "K", "Move it up", "Let this line be read before the one above.", "Lines"),
    Key("later", "J,shift+down", "J", "Move it down", "Let this line be read after the one below.", "Lines"),
    Key("remove", "d,delete", "d", "Remove the line", "Take this line out of the agreement.", "Lines"),
    Key("strike", "x", "x", "Strike the line", "Take its words out of the record for good.", "Lines"),
    Key("agree", "y", "y", "Agreed by show", "Everyone has shown that they agree.", "Agree", True),
    Key("counting", "1", "1", "Turns counted or not", "By role group; only if the group says yes.", "Choices", True),
    Key("shares", "2", "2", "Shares shown or not", "Who has spoken, by role group, on the board.", "Choices"),
    Key("by-role", "3", "3", "Results by role or not", "Tell results of votes by role group as well.", "Choices"),
    Key("agreed-shares", "4", "4", "Agreed shares of talk", "Say how much each role group should speak.", "Choices", box=True),
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record", True),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Record"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,g,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
