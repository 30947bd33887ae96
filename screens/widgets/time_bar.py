"""How the time of a plan is shared out: a bar with a part for each item, the one at the cursor marked."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import fitted
from session.model.plan import Plan
from session.plan.time_shares import time_shares


class TimeBar(Widget):
    """Hidden while no item has minutes, or where there are more items than cells."""

    DEFAULT_CSS = """
    TimeBar { height: 1; margin: 0 2; }
    """

    plan: reactive[Plan | None] = reactive(None)
    at: reactive[int] = reactive(0)

    def watch_plan(self) -> None:
        self.display = self.plan is not None and any(one.minutes for one in self.plan.agenda)

    def render(self) -> Content:
        if self.plan is None:
            return Content()
        shares = time_shares(self.plan, self.content_size.width)
        parts = []
        for n, (one, cells) in enumerate(zip(self.plan.agenda, shares, strict=False)):
            # The sign between two parts is there without colours, too.
            words = fitted(plain(one.title), cells - 1) if cells > 2 else plain(" " * (cells - 1))
            look = (
                "bold $background on $accent"
                if n == self.at
                else "$secondary"
                if one.kind == "break"
                else "$quiet"
            )
            parts.append((words + plain("▕")).stylize(look))
        return Content().join(parts)
