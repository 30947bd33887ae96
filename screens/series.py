"""A series: what became of people's ideas, all that is still open, and its sessions. For the wall: it names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens.base import BaseScreen
from screens.dialogs.ask import ask_line
from screens.dialogs.pick import Pick
from screens.filtering import Filtering
from screens.keys.tables import bindings_for
from screens.messages import Tell
from screens.outcomes import Outcomes
from screens.places import Place
from screens.series_messages import SeriesAsked, SeriesSeen
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.opening_closing import Reported
from session.model.series import (
    AnySeriesCommand,
    MakePromise,
    PlanSessions,
    ReplaceDecision,
    ReportOutcome,
)
from session.views.series import SeriesSession, SeriesView, ThingLine
from session.wording.catalogue import say

_SESSION = "session/"
"""What the id of a session's row begins with; no id of a thing has it."""


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
        yield Static(id="ideas")
        yield Static(plain(say("series.reading")), id="summary")
        yield Rows(focus=False)
        yield KeyLine("series", ("done", "under-way", "add", "replaced", "leave", "help"))

    def begin(self, about: str) -> None:
        """Show the series called ``about``."""
        self._view = SeriesView(about)
        self.query_one("#title", Static).update(plain(about, "bold"))
        self.post_message(SeriesAsked(self, about))

    @on(SeriesSeen)
    def _seen(self, message: SeriesSeen) -> None:
        self._view = message.view
        self.query_one("#title", Static).update(plain(self._view.name, "bold"))
        self.query_one("#ideas", Static).update(plain(self._view.ideas))
        self.query_one("#summary", Static).update(plain(self._view.summary, "$quiet"))
        self.query_one(Rows).show(list(_rows(self._view)))

    @property
    def thing(self) -> str:
        """Id of the selected line; an outcome is reported on it. Empty for a session, which has none."""
        chosen = self.query_one(Rows).chosen
        return "" if chosen.startswith(_SESSION) else chosen

    def tell_outcome(self, about: str, state: Reported, why: str = "", to: str = "") -> None:
        self._send(ReportOutcome(about=about, state=state, why=why, to=to))

    def action_add(self) -> None:
        """Write down a promise, or how many sessions there will be."""
        choices = [(one, say(f"series.add.{one}")) for one in ("promise", "sessions")]

        def chosen(which: str | None) -> None:
            if which == "promise":
                self._add_promise()
            elif which:
                hint = say("series.many_hint")
                ask_line(self, say("series.many"), self._plan_sessions, hint, empty=True)

        self.app.push_screen(Pick(say("series.add"), choices), chosen)

    def _plan_sessions(self, number: str) -> None:
        self._send(PlanSessions(sessions=int(number) if number.isdecimal() else 0))

    def _add_promise(self) -> None:
        """Ask what was promised, by whom, and by when."""

        def by_when(text: str, who: str, by: str) -> None:
            self._send(MakePromise(text=text, who=who, by=by))

        def by_whom(text: str, who: str) -> None:
            kept, hint = partial(by_when, text, who), say("series.promise_due_hint")
            ask_line(self, say("series.promise_due"), kept, hint, empty=True)

        def what(text: str) -> None:
            hint = say("series.promise_who_hint")
            ask_line(self, say("series.promise_who"), partial(by_whom, text), hint)

        ask_line(self, say("series.promise"), what, say("series.promise_hint"))

    def action_replaced(self) -> None:
        """Say which later decision replaces the one chosen, and why; or to which series a session belongs."""
        about = self.query_one(Rows).chosen
        if about.startswith(_SESSION):
            move = partial(self._move, about.removeprefix(_SESSION))
            name = self._view.name
            hint = say("series.move_hint")
            ask_line(self, say("series.move"), move, hint, name, again=True, empty=True)
            return
        decisions = [one for one in self._view.lines if one.kind == "decision"]
        old = next((one for one in decisions if one.id == about), None)
        if old is None:
            self.post_message(Tell(say("series.replace_choose"), trouble=True))
            return
        later = [(one.id, one.text) for one in decisions if _is_later(one, old)]
        if not later:
            self.post_message(Tell(say("refused.decision_later"), trouble=True))
            return

        def why(instead: str, text: str) -> None:
            self._send(ReplaceDecision(about=about, instead=instead, why=text))

        def chosen(instead: str | None) -> None:
            if instead:
                kept, hint = partial(why, instead), say("series.replace_hint")
                ask_line(self, say("series.replace_why"), kept, hint, empty=True)

        self.app.push_screen(Pick(say("series.replace", text=old.text), later[::-1]), chosen)

    def _move(self, session: str, to: str) -> None:
        self.post_message(SeriesAsked(self, self._view.name, session=session, to=to))

    def _send(self, command: AnySeriesCommand) -> None:
        self.post_message(SeriesAsked(self, self._view.name, command))


def _is_later(one: ThingLine, old: ThingLine) -> bool:
    return one.id != old.id and one.since >= old.since


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
        yield f"{_SESSION}{session.id}", plain(f"  {_session(session)}")


def _thing(line: ThingLine) -> Content:
    said = plain(f"  {line.text}: ") + plain(line.state, "$warning" if line.open else "$success")
    return said + plain(f" · {line.when}", "$quiet") if line.when else said


def _session(session: SeriesSession) -> str:
    return " · ".join(filter(None, (session.date, session.title, session.hours, session.stage)))
