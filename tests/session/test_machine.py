"""Whatever people do in whatever order: replay equals live, and undo puts its slice back."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.erase.areas import texts_in
from session.erase.redaction import words_of
from session.model.history import Redo, Undo
from session.model.lifecycle import Strike, StrikeArea
from session.model.state import State
from session.replay import replay
from session.runtime import Done
from session.undo import touches
from tests.session.strategies import command
from tests.session.table import Table

waits = st.integers(min_value=0, max_value=600)


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(min_value=1, max_value=40))
def test_replay_equals_live(data: st.DataObject, length: int) -> None:
    table = Table()
    for _ in range(length):
        table.wait(data.draw(waits))
        done = table.give(data.draw(command(table.state)))
        if isinstance(done, Done) and done.strike:
            table.journal = [done.strike.payload(payload) for payload in table.journal]
    again = replay(table.journal)
    assert again.state == table.state
    assert (again.n, again.misfits, again.unknown, again.strikes) == (table.runtime.n, 0, 0, ())
    for cmd, n in again.done.items():
        assert table.runtime.handle(Undo(), cmd) == Done(cmd, n, ())


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(min_value=1, max_value=25))
def test_an_undo_restores_its_slice_all_else_equal(data: st.DataObject, length: int) -> None:
    table = Table()
    states: dict[str, tuple[State, State]] = {}
    for _ in range(length):
        table.wait(data.draw(waits))
        asked = data.draw(command(table.state))
        if isinstance(asked, (Strike, Undo, Redo)):
            continue
        before = table.state
        done = table.give(asked)
        if isinstance(done, Done):
            states[done.cmd] = (before, table.state)
    if not states:
        return
    target = data.draw(st.sampled_from(sorted(states)))
    before, after = states[target]
    now = table.state
    done = table.give(Undo(target=target))
    if not isinstance(done, Done):
        assert table.state is now
        return
    mine = {(touch.area, touch.key): touch.before for touch in touches(before, after)}
    for touch in touches(now, table.state):
        assert (touch.area, touch.key) in mine
    for (area, key), value in mine.items():
        current = getattr(table.state, area)
        assert (current.get(key) if key else current) == value
    table.do(Redo())
    assert touches(now, table.state) == ()
    assert replay(table.journal).state == table.state


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(min_value=1, max_value=25))
def test_undoing_everything_comes_back_to_the_start(data: st.DataObject, length: int) -> None:
    table = Table()
    start = table.state
    given_ = 0
    for _ in range(length):
        table.wait(data.draw(waits))
        asked = data.draw(command(table.state))
        if isinstance(asked, (Undo, Redo)) or asked.undoable is not True:
            continue
        given_ += isinstance(table.give(asked), Done)
    end = table.state
    undone = 0
    while isinstance(table.give(Undo()), Done):
        undone += 1
        assert undone <= given_
    assert touches(start, table.state) == ()
    for _ in range(undone):
        table.do(Redo())
    assert touches(end, table.state) == ()


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(min_value=1, max_value=15))
def test_a_strike_takes_one_entry_and_the_fold_agrees(data: st.DataObject, length: int) -> None:
    table = Table()
    for _ in range(length):
        table.give(data.draw(command(table.state)))
    before = {area: dict(texts_in(table.state, area)) for area in get_args(StrikeArea)}
    entries = [(area, key) for area, found in before.items() for key in found]
    standing = [one for one in entries if words_of(table.state, *one)]
    if not standing:
        return
    area, key = data.draw(st.sampled_from(standing))

    done = table.do(Strike(area=area, key=key))

    assert done.strike
    journal = [done.strike.payload(payload) for payload in table.journal]
    assert replay(journal).state == table.state
    for other, found in before.items():
        for one, texts in texts_in(table.state, other).items():
            mine = one == key or (area == "rounds" and other == "options")
            mine = mine or (area == "options" and other == "rounds")
            assert mine or texts == found[one]
    assert words_of(table.state, area, key) == ()
    kept = zip(table.journal, journal, strict=True)
    assert all(key.encode() in old for old, new in kept if old is not new)
