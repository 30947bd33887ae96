"""The letter of each scene of the shared view, for ``All keys``."""

from __future__ import annotations

from session.views.shared.scene import SceneName

LETTERS: dict[str, SceneName] = {
    "w": "welcome",
    "a": "agenda",
    "o": "now",
    "r": "circle",
    "t": "ideas",
    "v": "vote",
    "b": "break",
    "g": "agreement",
    "p": "parking",
    "d": "decision",
    "l": "last-time",
    "k": "thanks",
}
"""The same as on the board where the board has one for it."""
