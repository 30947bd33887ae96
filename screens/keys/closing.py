"""The keys of the closing: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
CLOSING: tuple[Key, ...] = (
    Key("carry-all", "c", "c", "Carry all over", "Keep all that is parked for the next session.", "Closing", True),
    Key("parking", "P", "P", "Parking lot", "See what is parked, and what becomes of it.", "Closing"),
    Key("action", "a", "a", "Action", "Write down a next step: what, who, by when.", "Closing", True, box=True),
    Key("change-action", "e", "e", "Put an action right", "Change the action chosen: what, who, by when.", "Closing", True, box=True),
    Key("next-session", "n", "n", "Next session", "Say when the next session is.", "Closing", True, box=True),
    Key("reflect", "r", "r", "Reflect", "What worked, and what to change.", "Closing", True, box=True),
    Key("thanks", "t", "t", "Thanks", "Thank people, or tell a little win.", "Closing", True, box=True),
    Key("recap", "R", "R", "Recap and end", "Read the recap back, agree it, end.", "Closing", True),
    Key("check", "f9", "F9", "Check names", "Private: lines that name or quote people.", "Closing"),
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down", "↓", "Down", "Read on below.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
