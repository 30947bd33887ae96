"""Shows a scene of the shared view, one page at a time if it is long."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.card import stacked
from screens.widgets.lettering import smooth_in
from screens.widgets.scene_layouts import stage_pages
from screens.widgets.scene_pages import BEGIN, Mark, Page
from session.views.shared.scene import SharedScene


class Stage(Widget):
    """Shows ``value``, from the page with the mark ``at`` on; equal values repaint nothing."""

    DEFAULT_CSS = "Stage { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    value: reactive[SharedScene | None] = reactive(None)
    at: reactive[Mark] = reactive(BEGIN)
    below: reactive[int] = reactive(0)
    """Rows under the stage available for remarks."""

    def watch_value(self, was: SharedScene | None, value: SharedScene | None) -> None:
        if was is None or value is None or (was.name, was.headline) != (value.name, value.headline):
            self.at = BEGIN

    @property
    def pages(self) -> tuple[Page, ...]:
        width, height = self.size
        if self.value is None or width < 1 or height < 1:
            return ()
        smooth = smooth_in(self.app)
        return stage_pages(self.value, width, height, smooth=smooth, below=self.below)

    @property
    def place(self) -> int:
        """The index of the page with the mark: after a resize, nothing before it is unread."""
        return max((nth for nth, page in enumerate(self.pages) if page.first <= self.at), default=0)

    def turn(self) -> None:
        """Go to the next page, and from the last one to the first."""
        if pages := self.pages:
            self.at = pages[(self.place + 1) % len(pages)].first

    def render(self) -> Content:
        pages = self.pages
        return stacked(pages[self.place].lines) if pages else Content("")
