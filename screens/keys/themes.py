"""The keys of the screen of themes: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
THEMES: tuple[Key, ...] = (
    Key("colour", "A,B,C,D,E,F,G,H,a,b,c,d,e,f,g,h", "A–H", "Colour and go on", "Put this idea into the theme, then the next.", "Themes", True, each=True),
    Key("also", "plus", "+", "Also called", "Then a letter: somebody sees it there too.", "Themes", True),
    Key("no-theme", "0,delete", "0", "No theme", "Take this idea out of every theme.", "Themes"),
    Key("up", "up", "↑", "Idea above", "Choose the idea above.", "Themes"),
    Key("down", "down", "↓", "Idea below", "Choose the idea below.", "Themes"),
    Key("new-theme", "1", "1", "New theme", "Add a theme; there is room for eight.", "Themes", True, box=True),
    Key("rename-theme", "2", "2", "Rename a theme", "Give a theme another name.", "Themes", box=True),
    Key("remove-theme", "3", "3", "Remove a theme", "Take a theme away; its ideas stay.", "Themes"),
    Key("new-idea", "4", "4", "New idea", "Write down an idea.", "Ideas", True, box=True),
    Key("edit-idea", "5", "5", "Edit the idea", "Reword this idea; its first words are kept.", "Ideas", box=True),
    Key("merge", "6", "6", "Put together", "Put this idea together with the one above.", "Ideas"),
    Key("split", "7", "7", "Take apart", "Let the ideas put together stand alone again.", "Ideas"),
    Key("remove-idea", "8", "8", "Remove the idea", "Take it away; the recap says that one went.", "Ideas"),
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record", True),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Record"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
