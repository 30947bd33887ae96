"""The base of private pages that are one list. The app shows them only once nobody else can see the screen.

Closing them, by a timer or because another screen is shown, is done by the app (``tui.controllers.private``).
"""

from __future__ import annotations

from screens.list_screen import ListedScreen
from screens.messages import KeepAsked


class PrivateList(ListedScreen):
    """A list with the keys common to all private pages."""

    def action_stay(self) -> None:
        self.post_message(KeepAsked())

    def action_close(self) -> None:
        self.dismiss()
