"""A black screen; any key ends it."""

from __future__ import annotations

from pathlib import Path

from textual import events

from screens.base import BaseScreen
from screens.messages import Darkened


class BlackoutScreen(BaseScreen[None]):
    """Any key, because a person who needs the board back can't look for the right one in the dark."""

    PLACE = "blackout"
    CSS_PATH = Path(__file__).parent / "blackout.tcss"
    ENABLE_SELECT = False

    def on_mount(self) -> None:
        self.app.post_message(Darkened(True))

    def on_unmount(self) -> None:
        # Posted to the app itself: a removed screen no longer forwards messages.
        self.app.post_message(Darkened(False))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.dismiss()
