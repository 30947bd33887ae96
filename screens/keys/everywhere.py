"""The keys of every screen, heard by the app itself: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
EVERYWHERE: tuple[Key, ...] = (
    Key("blackout", "full_stop", ".", "Black out", "Show nothing at all; any key comes back.", "Room"),
    Key("go-dark", "f10", "F10", "Black out at once", "The same, also while something is typed.", "Room", always=True),
    Key("command-palette", "ctrl+p", "Ctrl+P", "Find an action", "Every action by name, as far as it applies.", "Session", always=True),
    Key("quit", "ctrl+q", "Ctrl+Q", "Leave Fairsay", "Everything is kept.", "Session", always=True),
)
# fmt: on
