"""A series: what became of people's ideas, all that is still open, and its sessions. For the wall: it names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens.base import BaseScreen
from screens.filtering import Filtering
from screens.keys.tables import bindings_for
from screens.messages import SeriesAsked, SeriesSeen
from screens.outcomes import Outcomes
from screens.places import Place
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.opening_closing import Reported
from session.model.series import ReportOutcome
from session.views.series import SeriesSession, SeriesView, ThingLine
from session.wording.catalogue import say


class SeriesScreen(BaseScreen[None]):
    """Asks for the series when it opens, and again with everything that is reported."""

    CSS_PATH = Path(__file__).parent / "series.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("series")]
    PLACE: ClassVar[Place] = "series"
    PARTS = (Filtering, Outcomes)
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._view = SeriesView()

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(plain(say("series.reading")), id="summary")
        rows = Rows()
        # The keys belong to the screen, also after a click into the list.
        rows.can_focus = False
        yield rows
        yield KeyLine("series", ("done", "under-way", "not-done", "settings-back", "help"))

    def begin(self, about: str, deed: str) -> None:  # noqa: ARG002 - as Navigation calls it
        """Show the series called ``about``."""
        self._view = SeriesView(about)
        self.query_one("#title", Static).update(plain(about, "bold"))
        self.post_message(SeriesAsked(self, about))

    @on(SeriesSeen)
    def _seen(self, message: SeriesSeen) -> None:
        self._view = message.view
        self.query_one("#title", Static).update(plain(self._view.name, "bold"))
        self.query_one("#summary", Static).update(plain(self._view.summary, "$quiet"))
        self.query_one(Rows).show(list(_rows(self._view)))

    def action_up(self) -> None:
        self.query_one(Rows).action_cursor_up()

    def action_down(self) -> None:
        self.query_one(Rows).action_cursor_down()

    def action_back(self) -> None:
        self.dismiss()

    @property
    def thing(self) -> str:
        """Id of the selected line; an outcome is reported on it."""
        return self.query_one(Rows).chosen

    def tell_outcome(self, about: str, state: Reported, why: str = "", to: str = "") -> None:
        told = ReportOutcome(about=about, state=state, why=why, to=to)
        self.post_message(SeriesAsked(self, self._view.name, told))


def _rows(view: SeriesView) -> Iterator[Row]:
    kind = ""
    for line in view.lines:
        if line.kind != kind:
            kind = line.kind
            yield "", plain(say(f"thing.kind.{kind}"), "bold $secondary")
        yield line.id, _thing(line)
    if not view.lines:
        yield "", plain(say("series.nothing"), "$quiet")
    yield "", plain(say("series.sessions"), "bold $secondary")
    for session in view.sessions:
        yield "", plain(f"  {_session(session)}")


def _thing(line: ThingLine) -> Content:
    said = plain(f"  {line.text}: ") + plain(line.state, "$warning" if line.open else "$success")
    return said + plain(f" · {line.when}", "$quiet") if line.when else said


def _session(session: SeriesSession) -> str:
    return " · ".join(filter(None, (session.date, session.title, session.hours, session.stage)))
