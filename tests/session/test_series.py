"""What became of what a series decided, promised and was asked for, told on any day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

import pytest
from msgspec import Struct

from session.envelope import SERIES_KINDS, encode, head, series_fact
from session.erase.kinds import SAME_ENTRY
from session.erase.person import forgetting
from session.erase.redaction import Redaction
from session.erase.walk import STRUCK
from session.model.carried import (
    CarriedAction,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
)
from session.model.opening_closing import TellOutcome
from session.model.recap import (
    Recap,
    RecapAction,
    RecapDecision,
    RecapOutcome,
    RecapParked,
    RecapReflection,
    half_id,
)
from session.model.series import (
    AnySeriesCommand,
    MakePromise,
    PlanSessions,
    ReplaceDecision,
    ReportOutcome,
    SeriesEvent,
    SeriesState,
    Thing,
)
from session.model.state import Instant, Rejected, State, replace
from session.rules.carry_over import carried
from session.rules.series import age_days, decide, evolve, still_open, things
from session.views.next_session import day
from session.views.pages import last_time
from session.views.recap import recap as recap_of
from session.views.series import series_view
from tests.session.table import OPENED, Table

FIRST = Recap(
    "s-1",
    "First evening",
    date="2026-03-02",
    stamp="2026-03-02T20:00:00+00:00",
    decisions=(
        RecapDecision("Soup on Thursdays", ("Not without bread",), "", "d-1", "", ("r-1",)),
    ),
    actions=(
        RecapAction("Ring the council", "Mo", "Friday", "a-1", "2026-03-06"),
        RecapAction("Find a cook", id="a-2"),
    ),
    parking=(RecapParked("The bus shelter", status="carried", id="p-1"),),
    reflections=(RecapReflection(change="A later start", id="c-1"),),
)
SECOND = Recap(
    "s-2",
    "Second evening",
    date="2026-03-16",
    stamp="2026-03-16T20:00:00+00:00",
    decisions=(RecapDecision("Soup on Fridays", id="d-2"),),
    outcomes=(RecapOutcome("Find a cook", "not-done", "Nobody had time", "a-2", "o-1"),),
)
TODAY = "2026-03-20"


class Told:
    """The journal of a series, in memory."""

    def __init__(self, *recaps: Recap) -> None:
        self.recaps, self.state = recaps, SeriesState()
        self.events: list[SeriesEvent] = []
        self._ids: Iterator[int] = count(1)

    def do(self, command: AnySeriesCommand, at: str = f"{TODAY}T09:00:00Z") -> str:
        """ReportOutcome, and return why it was refused; empty if it was not."""
        made = decide(self.state, self.things, command, lambda: f"t-{next(self._ids)}")
        if isinstance(made, Rejected):
            return made.reason
        for event in made:
            self.state = evolve(self.state, event, at)
            self.events.append(event)
        return ""

    @property
    def things(self) -> tuple[Thing, ...]:
        return things(self.recaps, self.state)

    def thing(self, key: str) -> Thing:
        return next(one for one in self.things if one.id == key)


def kinds(found: Sequence[Thing]) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in found]


@pytest.mark.practice("P40")
def test_promises_and_ideas_come_first_and_what_was_never_told_before_the_rest() -> None:
    told = Told(FIRST, SECOND)

    assert told.do(MakePromise(text="An answer on the lease", who="The council", on=TODAY)) == ""

    assert kinds(told.things) == [
        ("promise", "t-1"),
        ("suggestion", "c-1"),
        ("action", "a-1"),
        ("action", "a-2"),
        ("parked", "p-1"),
        ("decision", "d-1"),
        ("decision", "d-2"),
    ]
    assert kinds(still_open(told.things))[-1] == ("parked", "p-1")


@pytest.mark.practice("P40")
@pytest.mark.parametrize(
    ("state", "why", "to", "stays"),
    [
        ("done", "", "", False),
        ("under-way", "", "", True),
        ("not-done", "It rained", "", True),
        ("cannot-change", "The lease forbids it", "", False),
        ("passed-on", "", "The county", True),
    ],
)
@pytest.mark.parametrize("about", ["a-1", "c-1", "p-1", "promise"])
def test_everything_can_be_told_on_any_day_and_is_handed_on_as_told(
    state: str, why: str, to: str, stays: bool, about: str
) -> None:
    told = Told(FIRST)
    told.do(MakePromise(text="An answer", who="The council", by="27 March", on="2026-03-03"))
    key = "t-1" if about == "promise" else about

    refused = told.do(ReportOutcome(about=key, state=state, why=why, to=to, on=TODAY))  # type: ignore[arg-type]  # by parameter

    left = carried(told.recaps, told.state)
    those: tuple[Any, ...] = (*left.actions, *left.parked, *left.promises)
    handed_on = {one.id: one for one in those}
    assert refused == ""
    assert (told.thing(key).state, told.thing(key).on) == (state, TODAY)
    if key == "c-1":
        # What people asked for is answered to all of them once.
        (asked,) = left.suggestions
        assert (asked.state, asked.why, asked.to) == (state, why, to)
    else:
        assert (key in handed_on) is stays
        if stays:
            one = handed_on[key]
            assert (one.state, one.why, one.to) == (state, why, to)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (ReportOutcome(about="x-9", state="done"), "refused.thing_unknown"),
        (ReportOutcome(about="a-1", state="cannot-change"), "refused.outcome_why"),
        (ReportOutcome(about="a-1", state="passed-on"), "refused.outcome_to"),
        (ReportOutcome(about="a-1", state="done", why="x" * 2001), "refused.text_too_long"),
        (
            ReportOutcome(about="a-2", state="not-done", why="Nobody had time"),
            "refused.outcome_same",
        ),
        (MakePromise(text=" ", who="The council"), "refused.text_empty"),
        (MakePromise(text="An answer", who=""), "refused.promise_who"),
        (MakePromise(text="An answer", who="Mo", by="31.2.2026", on=TODAY), "refused.no_date"),
        (PlanSessions(sessions=0), "refused.sessions"),
        (ReplaceDecision(about="d-2", instead="d-1", why="So"), "refused.decision_later"),
        (ReplaceDecision(about="d-1", instead="d-2", why=""), "refused.replace_why"),
        (ReplaceDecision(about="a-1", instead="d-2", why="So"), "refused.decision_not_here"),
    ],
)
def test_what_says_too_little_or_means_nothing_is_refused(
    command: AnySeriesCommand, reason: str
) -> None:
    told = Told(FIRST, SECOND)

    assert told.do(command) == reason
    assert told.events == []


def test_of_what_was_struck_nothing_can_be_told() -> None:
    gone = Recap("s-1", "First evening", actions=(RecapAction(STRUCK, id="a-1"),))
    told = Told(gone)

    assert told.do(ReportOutcome(about="a-1", state="done")) == "refused.thing_unknown"


def test_the_later_report_counts_whoever_told_it() -> None:
    told = Told(FIRST, SECOND)

    told.do(ReportOutcome(about="a-2", state="under-way"), at="2026-03-10T09:00:00Z")
    before = told.thing("a-2").state
    told.do(ReportOutcome(about="a-2", state="done"), at="2026-03-17T09:00:00Z")

    assert (before, told.thing("a-2").state) == ("not-done", "done")


@pytest.mark.practice("P62")
def test_a_later_decision_replaces_an_earlier_one_and_says_why_at_the_next_opening() -> None:
    told = Told(FIRST, SECOND)

    told.do(ReplaceDecision(about="d-1", instead="d-2", why="The hall is let on Thursdays"))

    (decision,) = carried(told.recaps, told.state).decisions
    assert decision.text == "Soup on Fridays"
    assert (decision.replaces, decision.why) == (
        "Soup on Thursdays",
        "The hall is let on Thursdays",
    )
    assert told.thing("d-1").replaced_by == "Soup on Fridays"
    assert told.do(ReplaceDecision(about="d-1", instead="d-2", why="X")) == "refused.replaced_twice"


GOALS = ("A warm room", "A bus")


@pytest.mark.practice("P63")
def test_goals_are_told_of_once_however_many_plans_repeat_them() -> None:
    told = Told(replace(FIRST, goals=GOALS), replace(SECOND, goals=("a bus", "A cook")))
    goals = {one.text: one.id for one in told.things if one.kind == "goal"}

    told.do(ReportOutcome(about=goals["A bus"], state="done"))
    told.do(PlanSessions(sessions=6))
    left = carried(told.recaps, told.state)
    view = series_view("Hub", told.recaps, told.things, TODAY, told.state.sessions)
    page = last_time(State(carried=left))

    assert list(goals) == ["A warm room", "A bus", "A cook"]
    assert (left.goals, left.goals_reached, left.planned) == (3, 1, 6)
    assert "1 of 3 goals reached. 4 sessions left." in view.summary
    assert view.ideas == "What became of people's ideas: 1 not told yet."
    # The session that opens is one of those that were left.
    assert page.lines[1].text == "1 of 3 goals reached. 3 sessions left."


def test_goals_nobody_told_of_are_no_zero_and_the_day_is_told_in_words() -> None:
    told = Told(replace(FIRST, goals=GOALS))

    page = last_time(State(carried=carried(told.recaps, told.state)))
    view = series_view("Hub", told.recaps, told.things, TODAY, 0)

    assert "goal" not in view.summary
    assert not any("goal" in line.text for line in page.lines)
    assert page.lines[0].text == f"{FIRST.title} · {day(FIRST.date)}"
    assert [one.date for one in view.sessions] == [day(FIRST.date)]


def test_a_promise_has_a_real_date_and_what_is_open_an_age() -> None:
    told = Told(FIRST)

    told.do(MakePromise(text="An answer", who="The council", by="Friday", on=TODAY))

    promise = told.thing("t-1")
    assert (promise.by, promise.due) == ("Friday", "2026-03-27")
    assert age_days(told.thing("a-1"), TODAY) == 18
    assert age_days(Thing("x", "action", "y"), TODAY) is None


def payloads(told: Told) -> list[bytes]:
    now = Instant(0, OPENED)
    return [encode(n, now, "run", "cmd", event) for n, event in enumerate(told.events, 1)]


def everything_told() -> Told:
    told = Told(FIRST, SECOND)
    told.do(MakePromise(text="Mo Bell answers", who="Mo Bell", by="Mo Bell", on=TODAY))
    told.do(ReportOutcome(about="a-1", state="passed-on", why="Mo Bell asked", to="Mo Bell"))
    told.do(ReportOutcome(about="c-1", state="not-done", why="Mo Bell asked"))
    told.do(ReplaceDecision(about="d-1", instead="d-2", why="Mo Bell asked"))
    kinds = {(type(one).__name__, 1) for one in told.events}
    # How many sessions there will be is a number.
    assert kinds == SERIES_KINDS.keys() - {("SessionsPlanned", 1)}
    return told


@pytest.mark.practice("P46")
def test_a_forgotten_name_is_in_no_event_of_a_series() -> None:
    before = payloads(everything_told())

    after = [forgetting("Mo Bell").payload(one) for one in before]

    assert all(b"Mo Bell" in one for one in before)
    assert not any(b"Mo Bell" in one for one in after)
    assert all(series_fact(head(one)) for one in after)


@pytest.mark.practice("P46")
@pytest.mark.parametrize("area", sorted(SAME_ENTRY["carried"]))
@pytest.mark.parametrize("of", ["the recap", "the state"])
def test_a_struck_entry_goes_from_every_later_session_that_told_of_it(area: str, of: str) -> None:
    key = half_id("e-1", "change") if area == "reflections" else "e-1"
    handed_on = CARRIES[area]("e-1" if area != "reflections" else key, "Secret")
    recap = Recap("s-2", "Later", outcomes=(RecapOutcome("Secret", "not-done", "Why", key, "o-1"),))
    value = recap if of == "the recap" else handed_on

    struck = Redaction(area, "e-1", ("Secret",), session="s-1").value(value)

    assert "Secret" in str(value)
    assert "Secret" not in str(struck)


CARRIES: dict[str, Callable[[str, str], Struct]] = {
    "actions": CarriedAction,
    "parking": CarriedParked,
    "decisions": CarriedReopened,
    "reflections": CarriedSuggestion,
    "promises": CarriedPromise,
}


@pytest.mark.practice("P52")
def test_a_decision_that_is_not_done_comes_back_until_it_is() -> None:
    told = Told(FIRST, SECOND, Recap("s-3", "Third", stamp="2026-03-18T20:00:00+00:00"))
    told.do(
        ReportOutcome(about="d-1", state="not-done", why="It rained"), at="2026-02-01T09:00:00Z"
    )
    table = Table(carried=carried(told.recaps, told.state))

    page = [(one.kind, one.text) for one in last_time(table.state).lines]
    table.do(TellOutcome(about="d-1", state="done"))
    after = recap_of(table.state)

    assert ("part", "We come back to") in page
    assert any(
        kind == "left" and text.startswith("Soup on Thursdays: not done yet · It rained")
        for kind, text in page
    )
    assert [(one.text, one.state) for one in after.outcomes] == [("Soup on Thursdays", "done")]
    again = carried((*told.recaps, after), told.state)
    assert again.reopened == ()


@pytest.mark.practice("P46")
@pytest.mark.parametrize(
    ("area", "key", "gone"),
    [
        ("actions", "a-1", 1),
        ("carried", "a-1", 1),
        ("reflections", "c-1", 2),
        ("decisions", "d-1", 3),
        ("decisions", "d-2", 3),
        ("outcomes", "t-2", 1),
        ("carried", "t-1", 0),
    ],
)
def test_what_was_told_of_a_struck_entry_goes_with_it(area: str, key: str, gone: int) -> None:
    before = payloads(everything_told())

    after = [Redaction(area, key, session="s-1").payload(one) for one in before]

    changed = [nth for nth, one in enumerate(after) if one != before[nth]]
    assert changed == [gone]
    assert b"Mo Bell" not in after[gone]
