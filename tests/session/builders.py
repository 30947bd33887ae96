"""Sessions to start a test from: an agenda that runs by the minute, and turns that are counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from session.model.agenda import Item, NextItem, StartAgenda
from session.model.lifecycle import OpenSession, SetCounting
from session.model.plan import DEFAULT_ROLES, Plan, PlanItem
from session.model.protocol import AnyCommand
from session.model.state import Instant, State
from session.rules.agenda_clock import next_item
from session.rules.local_time import local_hhmm
from session.rules.timing import Timing, timing
from session.runtime import Runtime
from session.views.format_time import finish_words, left_words
from tests.session.table import OPENED, Table

COMMUNITY, PROVIDER, RESEARCHER, FACILITATOR = DEFAULT_ROLES

PLAN = Plan(
    title="A short one",
    start="10:00",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 30, "ideas"),
        PlanItem("Soup", 10, "break", protected=True),
        PlanItem("Dots", 20, "vote"),
        PlanItem("Check-out", 10, "check-out"),
    ),
)
"""Planned from 10:00 to 11:20; the session is opened at 9:55."""

OPEN = Plan(
    title="An open one",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 30, "ideas"),
        PlanItem("Soup", 15, "break", protected=True),
        PlanItem("Open talk"),
        PlanItem("Check-out", 10, "check-out"),
    ),
)
"""Without a start of its own, and with an item that has no set length."""


class Hall(Table):
    """A table with a clock: ``at`` goes to so many minutes after ``start_min``, itself after opening."""

    def __init__(
        self, plan: Plan = PLAN, opened: datetime = OPENED, east_s: int = 0, start_min: int = 5
    ) -> None:
        self._opened, self._start_min = opened, start_min
        self.t, self._ids, self.journal = 0, 0, []
        self.runtime = Runtime(append=self._append, now=self.now, new_id=self.new_id, run="run-1")
        self.do(OpenSession(session="2026-03-02-hall", plan=plan, utc_offset_s=east_s))

    def now(self) -> Instant:
        return Instant(self.t, self._opened + timedelta(milliseconds=self.t))

    def at(self, minutes: float, *commands: AnyCommand) -> Hall:
        self.t = round((self._start_min + minutes) * 60_000)
        for one in commands:
            self.do(one)
        return self

    def item(self, title: str) -> Item:
        return next(item for item in self.state.items.values() if item.title == title)

    def key(self, title: str) -> str:
        return self.item(title).id

    @property
    def titles(self) -> list[str]:
        return [self.state.items[key].title for key in self.state.order]

    @property
    def current(self) -> str:
        """The title of what is on; empty when nothing is."""
        key = self.state.clock.current
        return self.state.items[key].title if key else ""

    @property
    def following(self) -> str:
        """The title of what comes next; empty when nothing does."""
        coming = next_item(self.state)
        return coming.title if coming else ""

    @property
    def time(self) -> Timing:
        return timing(self.state, self.now())

    @property
    def starts(self) -> list[str]:
        return [local_hhmm(self.state, line.start) for line in self.time.lines]

    @property
    def finish(self) -> str:
        return finish_words(self.state, self.time)

    @property
    def left(self) -> str:
        return left_words(self.time)


def begun(*after: int, plan: Plan = OPEN) -> Hall:
    """Return a session begun as it was opened, and gone on with after each number of minutes."""
    hall = Hall(plan, start_min=0)
    hall.do(StartAgenda())
    for minutes in after:
        hall.wait(minutes * 60)
        hall.do(NextItem())
    return hall


def under_way() -> Hall:
    """Return the session of ``PLAN``, begun at 10:00 sharp."""
    return Hall().at(0, StartAgenda())


def counting() -> Table:
    """Return a session in which the group agreed that turns are counted."""
    table = Table()
    table.do(SetCounting(on=True))
    return table


def floor_now(state: State) -> tuple[str, str] | None:
    """Return kind and group of the turn under way."""
    turn = state.floor.current
    return (turn.kind, turn.group) if turn else None
