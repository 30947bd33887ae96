"""Ask for one line that only the facilitator may see."""

from __future__ import annotations

from screens.dialogs.ask import Ask
from screens.widgets.line import Line


class PrivateAsk(Ask):
    """Once covered by anything, what is typed stands as dots: the projector may be on again."""

    def on_screen_suspend(self) -> None:
        self.query_one(Line).password = True
