"""The keys of dialogs, for help, the docs and the key card. They are the same everywhere, so none changes."""

from __future__ import annotations

from screens.keys.key import Key

_LEAVE = Key("leave", "escape", "Esc", "Back", "Leave it; nothing is changed.", "Dialog")
_HELP = Key("help", "f1", "F1", "Help", "Show the keys of this dialog.", "Dialog")

# fmt: off
LINE: tuple[Key, ...] = (
    Key("keep", "enter", "Enter", "Keep it", "Keep what was typed.", "Dialog"),
    _HELP, _LEAVE,
)
QUESTION: tuple[Key, ...] = (
    Key("yes", "y", "y", "Yes", "Do what was asked.", "Question"),
    Key("no", "n", "n", "No", "Do nothing.", "Question"),
    Key("other", "left,right", "← →", "The other answer", "Then Enter takes it.", "Question"),
    _HELP, _LEAVE,
)
LIST: tuple[Key, ...] = (
    Key("choose", "up,down", "↑ ↓", "Choose", "Choose a line.", "Dialog"),
    Key("take", "enter", "Enter", "Take it", "Do it, or take what is chosen.", "Dialog"),
    _HELP, _LEAVE,
)
MENU: tuple[Key, ...] = (
    Key("number", "1,2,3,4,5,6,7,8,9,0", "1–9", "Do it", "Each line has a number, always the same.", "Menu"),
    Key("take", "enter", "Enter", "Take it", "Do what the marked line says.", "Menu"),
    _HELP, _LEAVE,
)
WRITE: tuple[Key, ...] = (
    Key("keep", "enter", "Enter", "Keep it", "Keep the line, and wait for the next.", "Write"),
    Key("kind", "tab", "Tab", "Another kind", "Note, idea, park, decided, but, to do, word.", "Write"),
    _HELP, _LEAVE,
)
ASK_ROOM: tuple[Key, ...] = (
    Key("ask", "1,2,3,4", "1–4", "Ask in this way", "Hands, dots, can you live with it, or another.", "Ask"),
    Key("question", "tab", "Tab", "The question", "Put the question in other words, or back.", "Ask"),
    _HELP, _LEAVE,
)
AGENDA: tuple[Key, ...] = (
    Key("go", "enter", "Enter", "Go to the item", "End this item and start that one.", "Agenda"),
    Key("move", "J,K", "J K", "Move down or up", "Let it come later or earlier.", "Agenda"),
    Key("skip", "s", "s", "Leave it out", "Leave this item out today.", "Agenda"),
    Key("minutes", "plus,minus", "+ -", "A minute", "Give or take a minute.", "Agenda"),
    Key("set", "m", "m", "Minutes", "Say how long it takes.", "Agenda", box=True),
    Key("add", "a", "a", "Add", "Add an item below.", "Agenda", box=True),
    _HELP, _LEAVE,
)
REPLAN: tuple[Key, ...] = (
    Key("choose", "1,2,3,4", "1–4", "Choose a way", "Shorten, leave out, park, or finish late.", "Re-plan"),
    Key("other", "up,down", "↑ ↓", "Another item", "Which item would be left out or parked.", "Re-plan"),
    _HELP, _LEAVE,
)
QUEUE: tuple[Key, ...] = (
    Key("give", "enter,y", "Enter", "Give the floor", "They speak now.", "Queue"),
    Key("lower", "d", "d", "Take a hand down", "They no longer wait.", "Queue"),
    Key("order", "o", "o", "Who goes first", "As hands went up, or heard least first.", "Queue"),
    _HELP, _LEAVE,
)
WORDS: tuple[Key, ...] = (
    Key("explain", "enter", "Enter", "Explain", "Say in one line what the word means.", "Words", box=True),
    Key("add", "a", "a", "Another word", "Write down a word to explain.", "Words", box=True),
    Key("remove", "d", "d", "Take it off", "Take the word off the list.", "Words"),
    _HELP, _LEAVE,
)
CONSENT: tuple[Key, ...] = (
    Key("answer", "y,n", "y n", "Yes or no", "The answer holds at once.", "Consent"),
    Key("open", "0", "0", "Not asked", "It counts as no.", "Consent"),
    Key("person", "left,right", "← →", "Another person", "The one before, or the next.", "Consent"),
    _HELP, _LEAVE,
)
BALLOT: tuple[Key, ...] = (
    Key("on", "enter", "Enter", "Go on", "Begin, put it in the box, pass it on.", "Ballot"),
    Key("choose", "up,down", "↑ ↓", "Choose", "Choose an option.", "Ballot"),
    Key("more", "plus,right,space", "+ →", "A dot more", "Give it a dot, or choose it.", "Ballot"),
    Key("less", "minus,left", "- ←", "A dot less", "Take a dot back.", "Ballot"),
    Key("change", "c", "c", "Change it", "Until the laptop was passed on.", "Ballot"),
    Key("leave", "escape", "Esc", "Stop", "Stop without voting.", "Ballot"),
)
VOTE: tuple[Key, ...] = (
    Key("next", "tab", "Tab", "Go on", "To the next field.", "Vote"),
    Key("choose", "space", "space", "Choose", "Choose how to vote or count.", "Vote"),
    Key("do", "f2", "F2", "Open, or keep", "Open the vote, or keep the count.", "Vote"),
    Key("close", "f4", "F4", "Close the vote", "It can't be opened again.", "Vote"),
    Key("off", "f8", "F8", "Call it off", "Or say that the last result does not hold.", "Vote"),
    Key("kept", "f3", "F3", "Who may vote", "All phones, or those that are in now.", "Vote"),
    Key("numbers", "f9", "F9", "Show the numbers", "Asks who else sees the screen.", "Vote"),
    _HELP, _LEAVE,
)
VOTE_MENU: tuple[Key, ...] = (
    Key("choose", "up,down", "↑ ↓", "Choose", "Choose a line.", "Vote"),
    Key("take", "enter", "Enter", "Take it", "Do what is chosen.", "Vote"),
    Key("close", "f4", "F4", "Close the vote", "It can't be opened again.", "Vote"),
    Key("off", "f8", "F8", "Call it off", "Its ballots are not counted.", "Vote"),
    _HELP, _LEAVE,
)
VOTE_AGAIN: tuple[Key, ...] = (
    Key("again", "h", "h", "Hold it again", "The same question and choices once more.", "Vote"),
    Key("another", "n", "n", "Open another vote", "With a question of its own.", "Vote"),
    _HELP, _LEAVE,
)
# fmt: on

DIALOGS: dict[str, tuple[str, tuple[Key, ...]]] = {
    "line": ("Typing a line", LINE),
    "question": ("A question", QUESTION),
    "list": ("A list to choose from", LIST),
    "menu": ("What can be done now", MENU),
    "write": ("Writing", WRITE),
    "ask-room": ("Asking the room", ASK_ROOM),
    "agenda": ("Changing the agenda", AGENDA),
    "replan": ("Re-plan", REPLAN),
    "queue": ("The queue", QUEUE),
    "words": ("Words to explain", WORDS),
    "consent": ("Consent", CONSENT),
    "ballot": ("A ballot", BALLOT),
    "vote": ("Opening and counting a vote", VOTE),
    "vote-again": ("A vote that was called off", VOTE_AGAIN),
    "vote-menu": ("What to do with an open vote", VOTE_MENU),
}
"""The keys of each dialog with its title, by the name its screen gives as ``HELP``."""
