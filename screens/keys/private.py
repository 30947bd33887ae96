"""The keys of the private panel: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
VOICES: tuple[Key, ...] = (
    Key("seen", "k", "k", "I have read it", "Take the word in private away, show the next.", "Private", True),
    Key("let-in", "y", "y", "Let the idea in", "Put the idea that waits on the list.", "Private", True),
    Key("set-aside", "x", "x", "Set the idea aside", "Leave the idea that waits out.", "Private", True),
    Key("return", "w", "w", "Let them in again", "Who waits comes in, their earlier phone goes.", "Private", True),
    Key("no-return", "W", "W", "Don't let them in", "Who asks to be let in again stays out.", "Private"),
    Key("strike", "X", "X", "Strike what waits", "Take its words out of the record for good.", "Private"),
    Key("actions", "e", "e", "Open actions, by name", "Write a private file, for you alone.", "Private", True),
    Key("unlisted", "1,2,3,4,5,6,7,8,9", "1–9", "A name not on the list", "Show it, or keep it private again.", "Private", each=True),
    Key("stay", "space", "space", "Keep it open", "It stays open; else it goes after a minute.", "Private", True),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,f9,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
