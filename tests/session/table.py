"""A session on a table: the real runtime with a clock, ids and a journal that the test holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from session.model.carried import Carried
from session.model.lifecycle import OpenSession
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State
from session.replay import replay
from session.runtime import Done, Runtime
from session.wording.catalogue import Say, say

OPENED = datetime(2026, 3, 2, 9, 55, tzinfo=UTC)

PLAN = Plan(
    title="What should the hub offer?",
    series="Hub futures",
    start="10:00",
    date="2026-03-02",
    agenda=(
        PlanItem("Welcome and check-in", 10, "check-in", "How are you arriving?"),
        PlanItem("Ideas", 30, "ideas", "Think of last winter. What was missing?"),
        PlanItem("Break", 10, "break", protected=True),
        PlanItem("Themes and dots", 20, "vote"),
        PlanItem("Check-out", 10, "check-out", protected=True),
    ),
    people=(
        PlanPerson("Priya", ("community member",)),
        PlanPerson("Mo", ("community member", "service provider")),
        PlanPerson("Sam", ("researcher",), remote=True),
        PlanPerson("Ana"),
    ),
)


class Table:
    """Plays commands; ``journal`` is what the disk would hold."""

    def __init__(
        self,
        plan: Plan = PLAN,
        carried: Carried = Carried(),  # noqa: B008 - frozen
        say: Say = say,
    ) -> None:
        self.t = 0
        self._ids = 0
        self.journal: list[bytes] = []
        self.runtime = Runtime(
            append=self._append, now=self.now, new_id=self.new_id, run="run-1", say=say
        )
        self.do(OpenSession(session="2026-03-02-table", plan=plan, carried=carried))

    def now(self) -> Instant:
        return Instant(self.t, OPENED + timedelta(milliseconds=self.t))

    def new_id(self) -> str:
        self._ids += 1
        return f"id-{self._ids:06d}"

    def _append(self, payloads: Sequence[bytes], n: int) -> None:
        self.journal += payloads

    @property
    def state(self) -> State:
        return self.runtime.live

    def wait(self, seconds: float) -> None:
        self.t += round(seconds * 1000)

    def give(self, command: AnyCommand, cmd: str = "") -> Done | Rejected:
        return self.runtime.handle(command, cmd)

    def do(self, command: AnyCommand, cmd: str = "") -> Done:
        done = self.give(command, cmd)
        assert isinstance(done, Done), f"{command} was refused: {done}"
        return done

    def refuse(self, command: AnyCommand) -> str:
        before = self.state
        refused = self.give(command)
        assert isinstance(refused, Rejected), f"{command} was carried out: {refused}"
        assert self.state is before
        return refused.reason

    def resumed(self, journal: Sequence[bytes] | None = None) -> Table:
        """Return the same session opened again from its journal, or from another that it might have."""
        again = Table.__new__(Table)
        again.t, again._ids = self.t, self._ids
        again.journal = list(self.journal if journal is None else journal)
        again.runtime = Runtime(
            append=again._append,
            now=again.now,
            new_id=again.new_id,
            run="run-2",
            start=replay(again.journal),
        )
        return again
