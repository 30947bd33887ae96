"""``/``: what is typed leaves in a list only the rows that have it; Esc shows all of them again."""

from __future__ import annotations

from textual import events, on
from textual.widgets import Input, OptionList

from screens.base import Part
from screens.widgets.line import Line
from session.wording.catalogue import say


class FilterLine(Line):
    """Is shown below the list while it is filtered."""

    DEFAULT_CSS = """
    FilterLine { margin: 0 1; }
    FilterLine > .input--placeholder, FilterLine > .input--suggestion { color: $foreground; }
    """

    def __init__(self, part: Filtering) -> None:
        super().__init__(placeholder=say("filter.hint"))
        self._part = part

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._part.screen.filter_by(event.value)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self._part.to_the_list()


class Filtering(Part):
    """Of every screen and dialog with a list. The keys of the list act on what is left of it."""

    async def action_filter(self) -> None:
        """Open the line, or go back to it."""
        lines = self.screen.query(FilterLine)
        line = lines.first() if lines else FilterLine(self)
        if not lines:
            await self.screen.mount(line, after=self.screen.query_one(OptionList))
        line.focus()

    def to_the_list(self) -> None:
        """Let keys be keys again, for what is left of the list."""
        rows = self.screen.query_one(OptionList)
        self.screen.set_focus(rows if rows.can_focus else None)

    async def pressed(self, event: events.Key) -> None:
        """Show all rows again at Esc, which leaves the screen only after that."""
        if event.key == "escape" and self.screen.query(FilterLine):
            event.stop()
            self.to_the_list()
            await self.screen.query(FilterLine).remove()
            self.screen.filter_by("")
