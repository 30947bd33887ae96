"""The keys of a round of speaking: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
CIRCLE: tuple[Key, ...] = (
    Key("on", "enter,space,p", "Enter", "Next", "Spoken or passed: no record says which.", "Round", True),
    Key("come-back", "c", "c", "Come back to me", "They are asked once more, at the end.", "Round", True),
    Key("up", "up", "↑", "Up", "Choose the person above.", "Round"),
    Key("down", "down", "↓", "Down", "Choose the person below.", "Round"),
    Key("choose", "s", "s", "They speak now", "The person chosen has the word now.", "Round"),
    Key("new", "n", "n", "New round", "Choose what is asked, and start.", "Round"),
    Key("end", "e", "e", "End the round", "Nobody else is asked.", "Round", True),
    Key("undo", "u", "u", "Undo", "Take back the last step; it says what.", "Round"),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Round"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board; the round stays open.", "Session", True),
)
# fmt: on
