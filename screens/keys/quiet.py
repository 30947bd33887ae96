"""The keys of screens with few of them: the calm screen and the help."""

from __future__ import annotations

from screens.keys.key import Key

# fmt: off
CALM: tuple[Key, ...] = (
    Key("later", "plus,equals_sign", "+", "Go on later", "Say that we go on five minutes later.", "Calm", True),
    Key("sooner", "minus", "-", "Go on sooner", "Say that we go on five minutes sooner.", "Calm", True),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("back", "escape,m,enter,space", "Esc", "Go on", "Go back to the board.", "Session", True),
)

HELP: tuple[Key, ...] = (
    Key("up", "up", "↑", "Up", "Read on above.", "Help"),
    Key("down", "down", "↓", "Down", "Read on below.", "Help"),
    Key("leave", "escape,f1,question_mark,q", "Esc", "Back", "Go back to where help was opened.", "Help"),
)
# fmt: on
