"""What the room sees: automatic, or one scene for as long as wanted."""

from __future__ import annotations

from collections.abc import Sequence

from screens.dialogs.menu import Deed, Menu
from screens.messages import Go
from screens.places import Destination
from session.model.state import State
from session.wording.catalogue import say

_WAYS: dict[str, tuple[Destination, str]] = {
    "follow": ("shared", ""),
    "why": ("shared", "welcome"),
    "sofar": ("start", "so-far"),
    "ideas": ("shared", "ideas"),
    "vote": ("shared", "vote"),
    "join": ("join", ""),
    "agreement": ("shared", "agreement"),
    "parking": ("shared", "parking"),
    "calm": ("calm", ""),
    "black": ("blackout", ""),
}
"""The screen of each line, and what it begins with."""


class RoomMenu(Menu):
    def heading(self, state: State) -> str:  # noqa: ARG002 - Menu's signature
        return say("room.title")

    def deeds(self, state: State) -> Sequence[Deed]:  # noqa: ARG002 - its lines are always the same
        return [
            Deed(name, nth % 10, say(f"room.{name}")) for nth, name in enumerate(_WAYS, start=1)
        ]

    def do(self, deed: str) -> None:
        to, about = _WAYS[deed]
        self.app.post_message(Go(to, about=about))
