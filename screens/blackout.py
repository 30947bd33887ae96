"""Nothing at all on the screen; any key comes back."""

from __future__ import annotations

from pathlib import Path

from textual import events

from screens.messages import Darkened
from screens.once import ClosesOnce


class BlackoutScreen(ClosesOnce[None]):
    """Any key, because whoever needs the board back may be looking for the right one in the dark."""

    CSS_PATH = Path(__file__).parent / "blackout.tcss"
    ENABLE_SELECT = False

    def on_mount(self) -> None:
        self.app.post_message(Darkened(True))

    def on_unmount(self) -> None:
        # To the app itself: what is gone from the screen hands nothing on any more.
        self.app.post_message(Darkened(False))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.dismiss()
