"""What one more line costs in a long list: as much work as in a short one, but for looking along it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from textual.content import Content

from screens.people import PeopleScreen
from screens.record import RecordScreen
from screens.widgets.rows import Drawn, Row, Rows
from session.model.people import AddPerson
from session.model.record import WriteNote
from session.model.state import State
from session.views.record import record_view
from session.views.writing import last_written
from session.wording.catalogue import say
from tests.screens.harness import Harness, Table


def noted(n: int) -> Table:
    return Table().do(*(WriteNote(text=f"Note {nth}") for nth in range(n)))


def sentences(make: Callable[[], object]) -> int:
    """Return how often the catalogue is asked for a sentence."""
    asked = 0

    def entered(frame: FrameType, event: str, _: object) -> None:
        nonlocal asked
        asked += event == "call" and frame.f_code is say.__code__

    sys.setprofile(entered)
    try:
        make()
    finally:
        sys.setprofile(None)
    return asked


@pytest.mark.parametrize("view", [record_view, last_written])
def test_a_view_of_many_notes_asks_for_no_more_sentences(view: Callable[[State], object]) -> None:
    few, many = noted(3).state, noted(200).state

    assert sentences(lambda: view(many)) == sentences(lambda: view(few))


def test_only_what_is_new_is_drawn_and_the_other_rows_are_kept() -> None:
    drawn: list[str] = []

    def draw(value: str) -> Row:
        drawn.append(value)
        return value, Content(value)

    rows = Drawn(draw)
    before = rows(["a", "b", "c", "d"])
    drawn.clear()
    after = rows(["a", "b", "new", "d", "newer"])

    assert drawn == ["new", "newer"]
    assert [row for row, _ in after] == ["a", "b", "new", "d", "newer"]
    assert after[0] is before[0]
    assert after[3] is before[3]


def test_a_struck_line_stays_nowhere_in_what_was_drawn() -> None:
    rows = Drawn(lambda value: (value, Content(value)))
    rows(["said", "lease"])
    rows(["said"])

    assert "lease" not in repr(vars(rows))


async def test_a_line_more_replaces_no_row_of_the_record() -> None:
    table = noted(200)
    app = Harness(RecordScreen(), table)
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = app.screen.query_one(Rows)
        before = [option.prompt for option in shown.options]
        app.state = table.do(WriteNote(text="One more")).state
        await pilot.pause()
        now = [option.prompt for option in shown.options]

        assert len(now) == len(before) + 1
        assert all(one is was for one, was in zip(now, before, strict=False))


async def test_among_five_hundred_people_one_more_is_one_row_and_each_is_found() -> None:
    table = Table().do(*(AddPerson(name=f"Pat {nth}") for nth in range(499)), AddPerson(name="Zed"))
    app = Harness(PeopleScreen(), table)
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = app.screen.query_one(Rows)
        before = [option.prompt for option in shown.options]
        app.state = table.do(AddPerson(name="Quinn")).state
        await pilot.press("end")
        await pilot.pause()
        now = [option.prompt for option in shown.options]

        assert len(before) >= 500
        assert len(now) == len(before) + 1
        assert all(one is was for one, was in zip(now, before, strict=False))
        assert shown.highlighted == len(before)
        assert "Q." in str(now[-1])
        await pilot.press("slash", "q", "full_stop", "enter")
        await pilot.pause()
        assert [option.prompt for option in shown.options] == now[-1:]
