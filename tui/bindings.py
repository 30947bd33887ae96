"""Every key of the program, as data: screens bind them, the palette, the help and the docs list them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from textual.binding import Binding

Place = Literal[
    "board",
    "themes",
    "agreement",
    "opening",
    "closing",
    "sofar",
    "circle",
    "recap",
    "home",
    "everywhere",
]


class Key(Struct, frozen=True):
    """One thing a person can do on a screen. Its action is ``action_<id with underscores>``."""

    id: str
    keys: str
    """Textual's key names, separated by commas; empty when only the palette offers it."""
    shown: str
    """The keys as a person reads them."""
    label: str
    tooltip: str
    area: str
    """The heading it stands under, and the first word of its name in the palette."""
    footer: bool = False
    each: bool = False
    """Whether each key is a choice of its own, handed to the action: ``action_turn("3")``."""
    always: bool = False
    """Whether it is heard first: also while something is typed, and over the palette."""

    @property
    def action(self) -> str:
        return self.id.replace("-", "_")

    @property
    def name(self) -> str:
        """The name in the palette: "Area: Verb"."""
        return f"{self.area}: {self.label}"


# fmt: off
# One line a key: it is a table.
BOARD: tuple[Key, ...] = (
    Key("next", "n", "n", "Next item", "End this item and start the next one.", "Agenda", True),
    Key("back", "N", "N", "Back to the item before", "Take up the item before; it counts on.", "Agenda"),
    Key("pause", "space", "space", "Pause or go on", "Stop the clock of the agenda, or let it go on.", "Agenda", True),
    Key("more", "plus,equals_sign", "+", "A minute more", "Give this item one more minute.", "Agenda"),
    Key("less", "minus", "-", "A minute less", "Take one minute from this item.", "Agenda"),
    Key("skip", "k", "k", "Skip this item", "Leave this item out and start the next one.", "Agenda"),
    Key("earlier", "e", "e", "It started earlier", "Say how many minutes ago it really started.", "Agenda"),
    Key("agenda", "r", "r", "Change the agenda", "Move, skip, add or lengthen items.", "Agenda"),
    Key("break", "b", "b", "Break now", "A break now; this item comes back after it.", "Agenda"),
    Key("focus", "f", "f", "Change the focus point", "Put the room's question in other words.", "Agenda"),
    Key("turn", "1,2,3,4,5,6,7,8", "1–8", "Turn of a role group", "Somebody of this role group speaks now.", "Turns", each=True),
    Key("someone", "0", "0", "Turn of someone", "Somebody speaks, in no role group.", "Turns"),
    Key("turn-over", "9", "9", "Turn over", "Nobody is speaking now.", "Turns"),
    Key("silence", "s", "s", "Silence", "A quiet moment for everyone.", "Turns"),
    Key("group-work", "S", "S", "Group work", "Everyone talks in small groups.", "Turns"),
    Key("agreement", "g", "g", "Group agreement", "Agree how we work, and what may be counted.", "Agreement"),
    Key("words", "W", "W", "Words to explain", "Somebody asks what a word means; explain it.", "Agreement"),
    Key("hand", "h", "h", "Hand up", "Put a name or a role group in the queue.", "Queue"),
    Key("call", "y", "y", "Next in the queue", "Give the floor to the first in the queue.", "Queue"),
    Key("queue", "H", "H", "Change the queue", "See who waits to speak, and take hands down.", "Queue"),
    Key("unclear", "c", "c", "Online can't follow", "Somebody online can't follow; they go first.", "Queue"),
    Key("lost", "C", "C", "I didn't follow", "Somebody didn't follow; no name is needed.", "Queue"),
    Key("idea", "i", "i", "Idea", "Write down an idea.", "Ideas", True),
    Key("idea-online", "o", "o", "Idea from online", "Write down an idea that came from online.", "Ideas"),
    Key("themes", "t", "t", "Themes", "Sort the ideas into themes.", "Ideas", True),
    Key("vote", "v", "v", "Vote", "Open a vote, count it, close it, show it.", "Vote"),
    Key("park", "p", "p", "Park", "Keep a side issue for later.", "Parking", True),
    Key("parking", "P", "P", "Parking lot", "See what is parked, and what becomes of it.", "Parking"),
    Key("note", "w", "w", "Note", "Write a line of the record.", "Record"),
    Key("decision", "d", "d", "Decision", "Write down what was decided.", "Record", True),
    Key("reservation", "D", "D", "Reservation", "Add a reservation to the last decision.", "Record"),
    Key("action", "a", "a", "Action", "Write down a next step: what, who, by when.", "Record"),
    Key("strike", "x", "x", "Strike the last entry", "Take the words entered last out for good.", "Record"),
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record", True),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Record"),
    Key("people", "l", "l", "People", "Somebody arrives, comes late or leaves.", "People"),
    Key("circle", "G", "G", "Round of speaking", "Ask everyone in turn; passing is always fine.", "Room"),
    Key("join", "j", "j", "Join", "Show how to join from elsewhere.", "Room"),
    Key("calm", "m", "m", "Taking a moment", "A calm screen while the group takes a moment.", "Room"),
    Key("voices", "f9", "F9", "Private panel", "Your eyes only: asks if the projector is off.", "Room"),
    Key("opening", "A", "A", "Aim and last time", "Why we meet, who is here, last time, today.", "Session"),
    Key("sofar", "L", "L", "So far", "Help somebody who came late in at once.", "Session"),
    Key("closing", "E", "E", "Closing", "See what is done and what is still open.", "Session"),
    Key("recap", "R", "R", "Recap and end", "Read the recap back, agree it, end.", "Session"),
    Key("save-elsewhere", "", "", "Save somewhere else", "Keep the session in another folder.", "Store"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("home", "q", "q", "Home", "See all sessions; this one is kept.", "Session"),
)

THEMES: tuple[Key, ...] = (
    Key("colour", "A,B,C,D,E,F,G,H,a,b,c,d,e,f,g,h", "A–H", "Colour and go on", "Put this idea into the theme, then the next.", "Themes", True, each=True),
    Key("also", "plus", "+", "Also called", "Then a letter: somebody sees it there too.", "Themes", True),
    Key("no-theme", "0,delete", "0", "No theme", "Take this idea out of every theme.", "Themes"),
    Key("up", "up", "↑", "Idea above", "Choose the idea above.", "Themes"),
    Key("down", "down", "↓", "Idea below", "Choose the idea below.", "Themes"),
    Key("new-theme", "1", "1", "New theme", "Add a theme; there is room for eight.", "Themes", True),
    Key("rename-theme", "2", "2", "Rename a theme", "Give a theme another name.", "Themes"),
    Key("remove-theme", "3", "3", "Remove a theme", "Take a theme away; its ideas stay.", "Themes"),
    Key("new-idea", "4", "4", "New idea", "Write down an idea.", "Ideas", True),
    Key("edit-idea", "5", "5", "Edit the idea", "Reword this idea; its first words are kept.", "Ideas"),
    Key("merge", "6", "6", "Put together", "Put this idea together with the one above.", "Ideas"),
    Key("split", "7", "7", "Take apart", "Let the ideas put together stand alone again.", "Ideas"),
    Key("remove-idea", "8", "8", "Remove the idea", "Take it away; the recap says that one went.", "Ideas"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape", "Esc", "Board", "Go back to the board.", "Session", True),
)

AGREEMENT: tuple[Key, ...] = (
    Key("add", "a", "a", "Add a line", "Write down a line in the group's own words.", "Lines", True),
    Key("suggest", "s", "s", "Suggested line", "Take one of a few lines to begin with.", "Lines", True),
    Key("reword", "e,enter", "e", "Reword the line", "Put this line in other words.", "Lines", True),
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
    Key("agreed-shares", "4", "4", "Agreed shares of talk", "Say how much each role group should speak.", "Choices"),
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record", True),
    Key("redo", "U", "U", "Redo", "Do again what was undone; it says what.", "Record"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,g,q", "Esc", "Board", "Go back to the board.", "Session", True),
)

RECAP: tuple[Key, ...] = (
    Key("agree", "y", "y", "Agree the recap", "First say what was not co-produced.", "Recap", True),
    Key("export", "e", "e", "Export", "Write the recap to files, in one form or all.", "Recap", True),
    Key("end", "E", "E", "End the session", "Close the session and keep its recap.", "Recap", True),
    Key("correct", "c", "c", "Correct the recap", "Say what was wrong; it makes a new version.", "Recap"),
    Key("strike", "x", "x", "Strike a line", "Take words out of the record for good.", "Recap", True),
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down", "↓", "Down", "Read on below.", "Read"),
    Key("page-up", "pageup", "PgUp", "A page up", "Read the page above.", "Read"),
    Key("page-down", "pagedown,space", "PgDn", "A page down", "Read the page below.", "Read"),
    Key("top", "home", "Home", "To the start", "Read from the start.", "Read"),
    Key("bottom", "end", "End", "To the end", "Go to the last line.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("leave", "escape,q", "Esc", "Back", "To the board, or home once it has ended.", "Session", True),
)

HOME: tuple[Key, ...] = (
    Key("open", "enter", "Enter", "Open", "Go on with this session, or read its recap.", "Home", True),
    Key("new", "n", "n", "Open a plan", "Start a session from a plan file.", "Home", True),
    Key("demo", "d", "d", "Demo", "Watch a sample session with simulated people.", "Home", True),
    Key("export", "e", "e", "Export", "Write the recap of this session to files.", "Home", True),
    Key("forget", "f", "f", "Forget", "Take this session, or a person, out for good.", "Home", True),
    Key("up", "up", "↑", "Up", "Choose the session above.", "Home"),
    Key("down", "down", "↓", "Down", "Choose the session below.", "Home"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Home", True),
    Key("quit", "q", "q", "Quit", "Leave Fairsay; everything is kept.", "Home", True),
)
EVERYWHERE: tuple[Key, ...] = (
    Key("blackout", "full_stop", ".", "Black out", "Show nothing at all; any key comes back.", "Room"),
    Key("go-dark", "f10", "F10", "Black out at once", "The same, also while something is typed.", "Room", always=True),
    Key("command-palette", "ctrl+p", "Ctrl+P", "Find an action", "Every action by name, as far as it applies.", "Session", always=True),
    Key("quit", "ctrl+q", "Ctrl+Q", "Leave Fairsay", "Everything is kept.", "Session", always=True),
)

OPENING: tuple[Key, ...] = (
    Key("on", "space,right,pagedown", "space", "On", "Go to the next page.", "Opening", True),
    Key("back", "left,pageup", "←", "Back", "Go to the page before.", "Opening", True),
    Key("up", "up", "↑", "Up", "Choose what is above, or read on above.", "Opening"),
    Key("down", "down", "↓", "Down", "Choose what is below, or read on below.", "Opening"),
    Key("missing", "w", "w", "Who is missing", "Write down who is not here and should be.", "Opening", True),
    Key("done", "1", "1", "Done", "It was done.", "Last time"),
    Key("under-way", "2", "2", "Under way", "It is under way and stays open.", "Last time"),
    Key("not-done", "3", "3", "Not done", "It is not done yet; say why if you like.", "Last time"),
    Key("cannot-change", "4", "4", "Can't change", "It can't change; say why.", "Last time"),
    Key("take-up", "p", "p", "Park today", "Take what was carried over into today's lot.", "Last time"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)

CLOSING: tuple[Key, ...] = (
    Key("carry-all", "c", "c", "Carry all over", "Keep all that is parked for the next session.", "Closing", True),
    Key("parking", "P", "P", "Parking lot", "See what is parked, and what becomes of it.", "Closing"),
    Key("action", "a", "a", "Action", "Write down a next step: what, who, by when.", "Closing", True),
    Key("change-action", "e", "e", "Put an action right", "Change the action chosen: what, who, by when.", "Closing", True),
    Key("next-session", "n", "n", "Next session", "Say when the next session is.", "Closing", True),
    Key("reflect", "r", "r", "Reflect", "What worked, and what to change.", "Closing", True),
    Key("thanks", "t", "t", "Thanks", "Thank people, or tell a little win.", "Closing", True),
    Key("recap", "R", "R", "Recap and end", "Read the recap back, agree it, end.", "Closing", True),
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down", "↓", "Down", "Read on below.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)

CIRCLE: tuple[Key, ...] = (
    Key("on", "enter,space", "Enter", "Next", "They have spoken: the next one has the word.", "Round", True),
    Key("pass-on", "p", "p", "Pass", "Go on to the next; nobody has to answer.", "Round", True),
    Key("come-back", "c", "c", "Come back to me", "They are asked once more, at the end.", "Round", True),
    Key("up", "up", "↑", "Up", "Choose the person above.", "Round"),
    Key("down", "down", "↓", "Down", "Choose the person below.", "Round"),
    Key("choose", "s", "s", "They speak now", "The person chosen has the word now.", "Round"),
    Key("new", "n", "n", "New round", "Choose what is asked, and start.", "Round"),
    Key("end", "e", "e", "End the round", "Nobody else is asked.", "Round", True),
    Key("undo", "u", "u", "Undo", "Take back the last step; it says what.", "Round"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board; the round stays open.", "Session", True),
)

SOFAR: tuple[Key, ...] = (
    Key("up", "up", "↑", "Up", "Read on above.", "Read"),
    Key("down", "down,space", "↓", "Down", "Read on below.", "Read"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on

KEYS: dict[Place, tuple[Key, ...]] = {
    "board": BOARD,
    "themes": THEMES,
    "agreement": AGREEMENT,
    "recap": RECAP,
    "home": HOME,
    "everywhere": EVERYWHERE,
    "opening": OPENING,
    "closing": CLOSING,
    "sofar": SOFAR,
    "circle": CIRCLE,
}

TITLES: dict[Place, str] = {
    "board": "Board",
    "themes": "Themes",
    "agreement": "Group agreement",
    "recap": "Recap",
    "home": "Home",
    "everywhere": "Everywhere",
    "opening": "Opening",
    "closing": "Closing",
    "sofar": "So far",
    "circle": "Round of speaking",
}


def keys_on(place: Place) -> tuple[Key, ...]:
    """Return the keys of a screen, and those that the app itself hears on every screen."""
    return KEYS[place] if place == "everywhere" else (*KEYS[place], *EVERYWHERE)


def bindings_for(place: Place) -> list[Binding]:
    """Return what a screen's ``BINDINGS`` is: one a key, with the id ``place.id``."""
    return [binding for key in KEYS[place] for binding in _bindings(place, key)]


def _bindings(place: Place, key: Key) -> list[Binding]:
    name = f"{place}.{key.id}"
    if not key.keys:
        return []
    if not key.each:
        return [_bind(key, key.keys, key.action, name)]
    return [
        _bind(
            key,
            one,
            f"{key.action}({one.upper()!r})",
            f"{name}-{one}",
            show=key.footer and not nth,
        )
        for nth, one in enumerate(key.keys.split(","))
    ]


def _bind(key: Key, keys: str, action: str, name: str, *, show: bool | None = None) -> Binding:
    return Binding(
        keys,
        action,
        key.label,
        id=name,
        tooltip=key.tooltip,
        key_display=key.shown,
        show=key.footer if show is None else show,
        priority=key.always,
    )
