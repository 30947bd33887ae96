"""The keys common to all private pages. The app shows them only once nobody else can see the screen.

Closing them, by a timer or because another screen is shown, is done by the app (``tui.controllers.private``).
"""

from __future__ import annotations

from screens.base import Part
from screens.messages import KeepAsked


class PrivatePart(Part):
    def action_stay(self) -> None:
        self.screen.post_message(KeepAsked())

    def action_close(self) -> None:
        self.screen.dismiss()
