"""Opening, counting, gaps, agreeing and ending a session."""

from __future__ import annotations

import pytest

from session.model.agenda import NextItem, StartAgenda
from session.model.floor import StartTurn
from session.model.ideas import AddIdea
from session.model.lifecycle import (
    AgreeRecap,
    CountGap,
    EndSession,
    Gap,
    OpenSession,
    RecordGap,
    SetCounting,
)
from session.model.state import Rejected
from session.replay import EMPTY
from session.runtime import Done, Runtime
from tests.session.table import OPENED, PLAN, Table


def test_a_session_opens_with_its_plan() -> None:
    state = Table().state
    assert state.meta.title == PLAN.title
    assert state.meta.opened_at == OPENED
    assert [state.items[key].title for key in state.order] == [i.title for i in PLAN.agenda]
    assert [person.presence for person in state.people.values()] == ["expected"] * 4
    assert state.clock.started_t is None


def test_a_session_opens_once() -> None:
    assert Table().refuse(OpenSession(session="again", plan=PLAN)) == "refused.already_open"


def test_nothing_is_done_before_a_session_is_open() -> None:
    runtime = Runtime(
        append=lambda payloads, n: None,
        now=Table().now,
        new_id=lambda: "x",
        run="r",
    )
    refused = runtime.handle(AddIdea(text="early"))
    assert refused == Rejected("refused.not_open")
    assert runtime.live == EMPTY


@pytest.mark.practice("P23")
def test_turns_are_not_counted_until_the_group_agreed() -> None:
    table = Table()
    assert [table.state.meta.counting] == [False]
    table.do(SetCounting(on=True))
    assert [table.state.meta.counting] == [True]
    assert table.refuse(SetCounting(on=True)) == "refused.counting_same"


def test_when_counting_stops_the_turn_ends() -> None:
    table = Table()
    table.do(SetCounting(on=True))
    table.do(StartTurn(group="researcher"))
    table.wait(20)
    table.do(SetCounting(on=False))
    assert table.state.floor.current is None
    assert table.state.floor.total_ms["researcher"] == 20_000


def test_a_gap_is_counted_by_the_agenda_unless_told_not_to() -> None:
    table = Table()
    table.do(StartAgenda())
    table.wait(300)
    table.do(RecordGap(length_ms=240_000))
    assert table.state.gaps == (Gap(300_000, 240_000),)
    assert table.state.clock.away_ms == 0
    table.do(CountGap(counted=False))
    assert table.state.clock.away_ms == 240_000
    assert table.refuse(CountGap(counted=False)) == "refused.gap_same"
    table.do(CountGap(counted=True))
    assert table.state.clock.away_ms == 0


def test_a_turn_never_counts_a_gap() -> None:
    table = Table()
    table.do(SetCounting(on=True))
    table.do(StartTurn(group="researcher"))
    table.wait(100)
    table.do(RecordGap(length_ms=70_000))
    table.wait(10)
    table.do(StartTurn(group="community member"))
    assert table.state.floor.total_ms["researcher"] == 40_000


def test_a_gap_before_the_item_under_way_can_not_be_changed() -> None:
    table = Table()
    assert table.refuse(CountGap(counted=False)) == "refused.no_gap"
    table.do(StartAgenda())
    table.wait(60)
    table.do(RecordGap(length_ms=30_000))
    table.wait(60)
    table.do(NextItem())
    assert table.refuse(CountGap(counted=False)) == "refused.gap_older"


def test_a_set_wall_clock_is_told_but_counts_as_no_time() -> None:
    table = Table()
    table.do(RecordGap(length_ms=0, wall_ms=3_600_000))
    assert table.state.gaps == (Gap(0, 0, wall_ms=3_600_000),)
    assert table.refuse(CountGap(counted=False)) == "refused.no_gap"


@pytest.mark.practice("P42")
def test_a_recap_is_agreed_only_with_its_honest_line() -> None:
    table = Table()
    assert table.refuse(AgreeRecap(not_coproduced="  ")) == "refused.line_missing"
    table.do(AgreeRecap(not_coproduced="The budget was set before we met."))
    assert table.state.closing.not_coproduced == "The budget was set before we met."
    assert table.refuse(AgreeRecap(not_coproduced="x")) == "refused.already_agreed"


def test_the_end_ends_the_item_and_the_turn_under_way() -> None:
    table = Table()
    table.do(SetCounting(on=True))
    table.do(StartAgenda())
    table.do(StartTurn(group="researcher"))
    table.wait(60)
    table.do(EndSession())
    assert table.state.floor.current is None
    assert table.state.clock.current == ""
    assert table.state.items[table.state.order[0]].spent_ms == 60_000
    assert table.state.closing.ended_t == 60_000


def test_after_the_end_the_record_can_only_be_agreed_or_struck() -> None:
    table = Table()
    table.do(EndSession())
    assert table.refuse(AddIdea(text="late")) == "refused.ended"
    assert table.refuse(EndSession()) == "refused.ended"
    assert isinstance(table.give(AgreeRecap(not_coproduced="nothing")), Done)
