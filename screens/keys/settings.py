"""The keys of the settings: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
SETTINGS: tuple[Key, ...] = (
    Key("change", "enter,space", "Enter", "Change it", "Switch this, or choose for it.", "Settings", True),
    Key("up", "up", "↑", "Up", "Choose what is above.", "Settings"),
    Key("down", "down", "↓", "Down", "Choose what is below.", "Settings"),
    Key("keys", "k", "k", "Keys", "See every key, and choose others.", "Settings", True),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("back", "escape,q", "Esc", "Back", "Go back to where you came from.", "Session", True),
)

CHOOSE_KEYS: tuple[Key, ...] = (
    Key("change", "enter", "Enter", "Choose another key", "Then press the key it should be.", "Keys", True),
    Key("reset", "d,delete", "d", "As usual", "Give this its usual key back.", "Keys", True),
    Key("reset-all", "D", "D", "All as usual", "Give every key its usual meaning back.", "Keys", True),
    Key("up", "up", "↑", "Up", "Choose what is above.", "Keys"),
    Key("down", "down", "↓", "Down", "Choose what is below.", "Keys"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("back", "escape,q", "Esc", "Back", "Go back to the settings.", "Session", True),
)
# fmt: on
