"""The keys of the private panel and of its pages: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.listed import CHOOSE, LEAVE

_STAY = Key(
    "stay",
    "space",
    "space",
    "Keep it open",
    "It stays open; else it goes after a minute.",
    "Private",
    True,
)

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
    Key("names", "n", "n", "Names and consent", "Names in full, consent, what people need.", "Private", True),
    Key("slips", "s", "s", "Answers from slips", "Type in what people wrote: three keys each.", "Private", True),
    Key("check", "c", "c", "Check names", "Lines that name or quote who did not agree.", "Private", True),
    _STAY,
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("leave", "escape,f9,q", "Esc", "Back", "Go back to where you came from.", "Session", True),
)
NAMES: tuple[Key, ...] = (
    Key("consent", "c,enter", "c", "Consent", "Ask them five plain questions.", "Private", True),
    Key("named", "y", "y", "May be named", "They say yes to their name, or take it back.", "Private", True),
    Key("slips", "s", "s", "Answers from slips", "Type in what people wrote: three keys each.", "Private", True),
    Key("needs", "N", "N", "Access needs", "Write down what they need to take part.", "Private", True, box=True),
    Key("strike-needs", "X", "X", "Strike access needs", "Take them out of the record for good.", "Private"),
    Key("change", "e", "e", "Name and role groups", "Change the name, the role groups, or remote.", "Private", True, box=True),
    _STAY,
    Key("close", "f9", "F9", "Hide names", "Go back to where you came from.", "Private"),
    *CHOOSE,
    *LEAVE,
)
SLIPS: tuple[Key, ...] = (
    Key("yes", "y", "y", "Yes", "They said yes; the next question is up.", "Slips", True),
    Key("no", "n", "n", "No", "They said no; the next question is up.", "Slips", True),
    Key("open", "0,minus", "0", "Not answered", "They left it open; the next question is up.", "Slips", True),
    Key("right", "right,tab", "→", "Next question", "Leave this one as it is.", "Slips"),
    Key("left", "left,backspace", "←", "Question before", "Go back to put an answer right.", "Slips", True),
    _STAY,
    Key("close", "f9", "F9", "Hide names", "Go back to where you came from.", "Slips"),
    *CHOOSE,
    *LEAVE,
)
CHECK: tuple[Key, ...] = (
    Key("said-yes", "y", "y", "They said yes", "You asked them: this line may stand.", "Check", True),
    Key("change", "e", "e", "Put right", "Put the line in other words.", "Check", True, box=True),
    Key("strike", "x", "x", "Strike", "Take the line out for good.", "Check", True),
    Key("recap", "R", "R", "Read the recap", "Go on to the recap, for everyone to see.", "Check", True),
    _STAY,
    Key("close", "f9", "F9", "Hide the list", "Go back to where you came from.", "Check"),
    *CHOOSE,
    *LEAVE,
)
# fmt: on
