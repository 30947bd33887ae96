"""The keys of the shared view: one line a key, since it is a table."""

from __future__ import annotations

from screens.keys.key import Key
from session.views.shared.scene import SceneName

LETTERS: dict[str, SceneName] = {
    "w": "welcome",
    "a": "agenda",
    "o": "now",
    "r": "round",
    "t": "ideas",
    "v": "vote",
    "b": "break",
    "g": "agreement",
    "p": "parking",
    "d": "decision",
    "l": "last-time",
    "k": "thanks",
}
"""The letter of each scene; the same as on the board where the board has one for it."""

# fmt: off
SHARED: tuple[Key, ...] = (
    Key("next", "n", "n", "Next item", "End this item and start the next one.", "Agenda", True),
    Key("pause", "space", "space", "Pause or go on", "Stop the clock of the agenda, or let it go on.", "Agenda", True),
    Key("more", "plus,equals_sign", "+", "A minute more", "Give this item one more minute.", "Agenda", True),
    Key("less", "minus", "-", "A minute less", "Take one minute from this item.", "Agenda"),
    Key("other", "right,tab", "→", "Other scenes", "Go to the next scene, and stay on it.", "Scenes", True),
    Key("before", "left,shift+tab", "←", "Scene before", "Go to the scene before, and stay on it.", "Scenes"),
    Key("scene", ",".join(LETTERS), "letter", "Show a scene", "Each scene has a letter; it stays on show.", "Scenes", each=True),
    Key("follow", "f,0", "f", "Follow the agenda", "Show whatever goes with what is on now.", "Scenes", True),
    Key("undo", "u", "u", "Undo", "Take back what was done last; it says what.", "Record"),
    Key("help", "f1,question_mark", "?", "Help", "Show every key of this screen.", "Session", True),
    Key("board", "escape,z,q", "Esc", "Board", "Go back to the board.", "Session", True),
)
# fmt: on
