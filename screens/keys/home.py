"""The keys of home: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
HOME: tuple[Key, ...] = (
    Key("open", "enter", "Enter", "Open", "Go on with this session, or read its recap.", "Home", True),
    Key("new", "n", "n", "Make a plan", "From a template, last time's plan, or a file.", "Home", True),
    Key("file", "o", "o", "Open a plan", "Start a session from a plan file.", "Home", True, box=True),
    Key("demo", "d", "d", "Demo", "Watch a sample session with simulated people.", "Home", True),
    Key("export", "e", "e", "Export", "Write the recap of this session to files.", "Home", True),
    Key("forget", "f", "f", "Forget", "Take this session, or a person, out for good.", "Home", True),
    Key("all", "a", "a", "All groups", "Show the sessions of other groups, too.", "Home"),
    Key("sign", "S", "S", "Sign of the series", "Choose the sign and colour of this series.", "Home"),
    Key("settings", "s", "s", "Settings", "Colours, keys, and how this program behaves.", "Home", True),
    Key("up", "up", "↑", "Up", "Choose the session above.", "Home"),
    Key("down", "down", "↓", "Down", "Choose the session below.", "Home"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Home", True),
    Key("quit", "q", "q", "Quit", "Leave Fairsay; everything is kept.", "Home", True),
)
# fmt: on
