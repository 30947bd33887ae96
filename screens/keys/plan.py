"""The keys of the plan screen: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
PLAN: tuple[Key, ...] = (
    Key("edit", "e", "Enter", "Change", "Change what the cursor is on.", "Plan", True, box=True),
    Key("add", "a", "a", "Add", "Add an item, as in “10 Welcome”, or a person.", "Plan", True, box=True),
    Key("remove", "d,delete", "d", "Remove", "Take this item or person off the plan.", "Plan"),
    Key("up", "up", "↑", "Line above", "Choose the line above.", "Plan"),
    Key("down", "down", "↓", "Line below", "Choose the line below.", "Plan"),
    Key("earlier", "K,shift+up", "K", "Move it up", "This item comes before the one above.", "Plan"),
    Key("later", "J,shift+down", "J", "Move it down", "This item comes after the one below.", "Plan"),
    Key("title", "t", "t", "Item title", "Say what this item is called.", "Item", box=True),
    Key("minutes", "m", "m", "Item minutes", "How long it takes; nothing for no set length.", "Item", box=True),
    Key("minute-more", "plus,equals_sign", "+", "A minute more", "Give this item one more minute.", "Item"),
    Key("minute-less", "minus", "-", "A minute less", "Take one minute from this item.", "Item"),
    Key("kind", "k", "k", "Item kind", "Say what sort of item it is.", "Item"),
    Key("focus-point", "f", "f", "Focus point", "The question everyone comes back to.", "Item", box=True),
    Key("note", "c", "c", "Content note", "A word before something sensitive.", "Item", box=True),
    Key("notes", "n", "n", "Notes for you", "Steps, who, how: for the facilitator alone.", "Item", box=True),
    Key("fixed", "s", "s", "Fixed start", "When this item must begin, such as lunch.", "Item", box=True),
    Key("protect", "p", "p", "Protect or not", "Keep its minutes when time runs short.", "Item"),
    Key("shrink", "h", "h", "May shrink or not", "May be made shorter when time runs short.", "Item"),
    Key("agenda", "1", "1", "Agenda", "Show the agenda.", "Parts", True),
    Key("about", "2", "2", "About", "Show what the session is for, and where.", "Parts", True),
    Key("people", "3", "3", "People", "Show who is expected.", "Parts", True),
    Key("next-part", "tab", "Tab", "Next part", "Show the next of the three parts.", "Parts"),
    Key("along", "l", "l", "People of last time", "Add those of the last session of this series.", "People"),
    Key("names", "f9", "F9", "Names and password", "Show them once nobody else sees the screen.", "People"),
    Key("begin", "b", "b", "Begin from", "A template, last time's plan, or a file.", "File", True),
    Key("paste", "v", "v", "Paste rows", "Add rows copied from a spreadsheet or a list.", "File", box=True),
    Key("save", "w", "w", "Save", "Save the plan as a file.", "File", True),
    Key("save-as", "W", "W", "Save as", "Save the plan in a file you name.", "File", box=True),
    Key("sheets", "P", "P", "Run sheets", "Pages to print: for you, and for everybody.", "File", box=True),
    Key("start", "g", "g", "Start session", "Save the plan, and open a session from it.", "File", True),
    Key("undo", "u", "u", "Undo", "Take back the last change.", "Plan", True),
    Key("redo", "U", "U", "Redo", "Do again what was taken back.", "Plan"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("home", "escape,q", "Esc", "Home", "Leave the plan; it asks about changes.", "Session", True),
)
# fmt: on
