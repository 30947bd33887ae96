"""A page of the private panel that is one list. The app shows it only once nobody else can see the screen.

When it goes, by itself or because something else is shown, is the app's part (``tui.controllers.private``).
"""

from __future__ import annotations

from screens.list_screen import ListedScreen
from screens.messages import KeepAsked


class PrivateList(ListedScreen):
    """A list with the keys that all private pages have."""

    def action_stay(self) -> None:
        self.post_message(KeepAsked())

    def action_close(self) -> None:
        self.dismiss()
