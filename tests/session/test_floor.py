"""The floor: turns by role group, once the group agreed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.agenda import BackItem, GoToItem, NextItem, SkipItem, StartAgenda, TakeBreak
from session.model.floor import EndTurn, StartTurn, TurnEnded, TurnKind, TurnStarted
from session.model.history import Undo
from session.model.lifecycle import RecordGap, SetCounting
from session.model.parking import Park, PickUpNow
from session.model.protocol import AnyCommand
from session.model.state import State
from session.rules.floor import KEEP, evolve
from session.rules.turns import turn_ms
from session.runtime import Done
from tests.session.builders import COMMUNITY, PROVIDER, counting, floor_now
from tests.session.table import Table

ENDING: tuple[Callable[[State], AnyCommand], ...] = (
    lambda _: NextItem(),
    lambda _: SkipItem(),
    lambda _: BackItem(),
    lambda state: GoToItem(item=state.order[-1] if state.order else ""),
    lambda _: TakeBreak(),
    lambda state: PickUpNow(parked=next(iter(state.parking), "")),
)
"""Every command that ends the item under way; the end of the session has a test of its own."""


@pytest.mark.practice("P23")
def test_no_turn_is_counted_before_the_group_agreed() -> None:
    for kind in ("group", "someone", "silence", "group-work", "break"):
        assert Table().refuse(StartTurn(kind=kind, group=COMMUNITY)) == "refused.not_counting"


@pytest.mark.practice("P23")
def test_a_turn_ends_the_one_before() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(40)
    done = table.do(StartTurn(group=PROVIDER))
    assert [type(event) for event in done.events] == [TurnEnded, TurnStarted]
    table.wait(20)
    table.do(EndTurn())
    assert table.state.floor.current is None
    assert table.state.floor.total_ms == {COMMUNITY: 40_000, PROVIDER: 20_000}
    assert table.state.floor.turns == {COMMUNITY: 1, PROVIDER: 1}


@pytest.mark.parametrize("undone", [False, True])
@pytest.mark.parametrize("ends", ENDING, ids=lambda ends: type(ends(State())).__name__)
def test_a_turn_ends_with_its_item_and_undo_takes_both_back(
    ends: Callable[[State], AnyCommand], undone: bool
) -> None:
    table = counting()
    table.do(StartAgenda())
    table.do(Park(text="Who pays for heating?"))
    table.wait(60)
    table.do(NextItem())
    table.do(StartTurn(group=COMMUNITY))
    turn, item = table.state.floor.current, table.state.clock.current
    table.wait(40)

    done = table.do(ends(table.state))
    assert TurnEnded in {type(event) for event in done.events}
    assert table.state.floor.current is None
    assert table.state.floor.total_ms == {COMMUNITY: 40_000}
    assert table.state.clock.current != item

    if undone:
        table.do(Undo())
        assert table.state.floor.current == turn
        assert table.state.clock.current == item
    assert table.resumed().state == table.state


def test_a_turn_never_ends_before_it_began_where_the_item_ended_earlier_than_told() -> None:
    table = counting()
    table.do(StartAgenda())
    table.wait(100)
    table.do(StartTurn(group=COMMUNITY))
    table.wait(30)

    table.do(NextItem(back_s=60))

    assert table.state.floor.total_ms == {COMMUNITY: 0}


def test_a_turn_is_of_a_group_of_this_session() -> None:
    assert counting().refuse(StartTurn(group="astronauts")) == "refused.group_unknown"
    assert counting().refuse(StartTurn()) == "refused.group_unknown"


def test_someone_speaks_without_a_group() -> None:
    table = counting()
    table.do(StartTurn(kind="someone", group=COMMUNITY))
    table.wait(30)
    table.do(EndTurn())
    assert table.state.floor.total_ms == {"": 30_000}


@pytest.mark.practice("P23")
@pytest.mark.parametrize("kind", ["silence", "group-work", "break"])
def test_silence_group_work_and_breaks_are_not_talk(kind: TurnKind) -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(30)
    table.do(StartTurn(kind=kind))
    assert floor_now(table.state) == (kind, "")
    table.wait(300)
    table.do(EndTurn())
    assert table.state.floor.total_ms == {COMMUNITY: 30_000}
    assert table.state.floor.turns == {COMMUNITY: 1}


def test_a_turn_that_was_forgotten_is_put_back() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(60)
    table.do(StartTurn(group=PROVIDER, back_s=20))
    table.wait(10)
    table.do(EndTurn(back_s=5))
    assert table.state.floor.total_ms == {COMMUNITY: 40_000, PROVIDER: 25_000}


@pytest.mark.parametrize("back_s", [-1, 61])
def test_a_turn_is_never_put_back_to_before_the_one_before(back_s: int) -> None:
    table = counting()
    table.wait(100)
    table.do(StartTurn(group=COMMUNITY))
    table.wait(60)
    assert table.refuse(StartTurn(group=PROVIDER, back_s=back_s)) == "refused.turn_back"
    assert table.refuse(EndTurn(back_s=back_s)) == "refused.turn_back"


def test_a_turn_is_never_put_back_into_one_that_is_over() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(60)
    table.do(EndTurn())
    table.wait(10)
    assert table.refuse(StartTurn(group=PROVIDER, back_s=11)) == "refused.turn_back"
    table.do(StartTurn(group=PROVIDER, back_s=10))


@pytest.mark.practice("P23")
def test_a_turn_is_never_put_back_to_before_the_group_agreed() -> None:
    table = Table()
    table.wait(600)
    table.do(SetCounting(on=True))
    table.wait(30)
    assert table.refuse(StartTurn(group=COMMUNITY, back_s=31)) == "refused.turn_back"
    table.do(StartTurn(group=COMMUNITY, back_s=30))


def test_a_turn_is_never_put_back_into_a_gap() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(100)
    table.do(RecordGap(length_ms=60_000))
    table.wait(10)
    assert table.refuse(StartTurn(group=PROVIDER, back_s=11)) == "refused.turn_back"
    table.do(EndTurn())
    assert table.refuse(StartTurn(group=PROVIDER, back_s=1)) == "refused.turn_back"
    assert table.state.floor.total_ms == {COMMUNITY: 50_000}


def test_without_a_turn_there_is_none_to_end() -> None:
    assert counting().refuse(EndTurn()) == "refused.no_turn"


def test_a_turn_is_undone_as_a_whole() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.wait(60)
    table.do(StartTurn(group=PROVIDER))
    table.wait(5)
    table.do(Undo())
    assert floor_now(table.state) == ("group", COMMUNITY)
    assert table.state.floor.total_ms == {}
    table.wait(5)
    table.do(EndTurn())
    assert table.state.floor.total_ms == {COMMUNITY: 70_000}


def many(turns: int, every_s: int) -> State:
    """Fold as many turns, one after the other."""
    state, t = counting().state, 0
    for n in range(turns):
        state = evolve(state, TurnStarted(turn=f"turn-{n}", kind="group", group=COMMUNITY), t)
        t += every_s * 1000
        state = evolve(state, TurnEnded(turn=f"turn-{n}"), t)
    return state


def test_old_turns_are_forgotten_but_not_their_time() -> None:
    state = many(2000, every_s=20)
    assert len(state.turns) <= KEEP
    assert state.floor.total_ms == {COMMUNITY: 2000 * 20_000}
    assert state.floor.turns == {COMMUNITY: 2000}


def test_turns_of_the_last_fifteen_minutes_are_kept() -> None:
    state = many(2000, every_s=1)
    assert len(state.turns) >= 15 * 60
    assert sum(turn_ms(turn, 0) for turn in list(state.turns.values())[-900:]) == 900_000


def test_turns_never_fill_the_memory() -> None:
    state, t = counting().state, 0
    for n in range(6000):
        state = evolve(state, TurnStarted(turn=f"turn-{n}", kind="someone"), t)
        t += 10
        state = evolve(state, TurnEnded(turn=f"turn-{n}"), t)
    assert len(state.turns) <= 4096
    assert state.floor.turns == {"": 6000}


_steps = st.lists(
    st.tuples(
        st.sampled_from([*get_args(TurnKind), "end", "gap", "again"]),
        st.integers(0, 120),
        st.integers(0, 60),
    ),
    max_size=40,
)


@settings(max_examples=150)
@given(_steps)
def test_turns_add_up_to_the_time_with_the_floor(steps: list[tuple[str, int, int]]) -> None:
    """No gap is counted, no second twice, and nothing is lost between one turn and the next."""
    table = counting()
    held_s = 0
    for kind, wait, back in steps:
        held = table.state.floor.current is not None
        table.wait(wait)
        held_s += wait if held else 0
        if kind == "end":
            ended = isinstance(table.give(EndTurn(back_s=back)), Done)
            held_s -= back if ended else 0
        elif kind == "gap":
            gap = min(wait, back)
            table.do(RecordGap(length_ms=gap * 1000))
            held_s -= gap if held else 0
        elif kind == "again":
            table.do(SetCounting(on=False))
            table.do(SetCounting(on=True))
        else:
            asked = StartTurn(kind=cast("TurnKind", kind), group=PROVIDER, back_s=back)
            begun = isinstance(table.give(asked), Done)
            held_s += back if begun and not held else 0
    state = table.state
    current = state.floor.current
    turns = [*state.turns.values(), *((current,) if current else ())]
    assert sum(turn_ms(turn, table.t) for turn in turns) == held_s * 1000
    assert all(ms >= 0 for ms in state.floor.total_ms.values())
    spans = sorted((turn.since_t, turn.until_t or table.t) for turn in turns)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
