"""A page of the opening or *so far* that is longer than the screen is turned in parts, and nothing is passed over."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from screens.start import StartScreen
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen

SIZES = [(60, 20), (80, 24), (120, 36)]
WORDS = [f"word{n}" for n in range(220)]


def long_purpose() -> Harness:
    agenda = (PlanItem("Welcome", 10), PlanItem("Ideas", 20, "ideas"))
    return Harness(StartScreen(), Table(Plan(title="Hub", purpose=" ".join(WORDS), agenda=agenda)))


def long_so_far() -> Harness:
    table = hall()
    table.do(*(RecordDecision(text=f"Decided {word} once more") for word in WORDS[:40]))
    return Harness(StartScreen("so-far"), table)


async def parts(app: Harness, pilot: Pilot[None]) -> list[str]:
    """Return what is shown until the first page or part comes again, or another page comes."""
    await pilot.pause()
    await pilot.pause()
    found = [seen(app)]
    screen: Screen[object] = app.screen
    page = re.search(r"\d of 5 · Why", found[0])
    while len(found) < 40:
        await pilot.press("space")
        await pilot.pause()
        now = seen(app)
        if now == found[0] or (page and page[0] not in now):
            break
        found.append(now)
    assert screen is app.screen
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_purpose_is_whole_and_turned_in_parts(size: tuple[int, int]) -> None:
    app = long_purpose()
    async with app.run_test(size=size) as pilot:
        told = await parts(app, pilot)

    text = " ".join(told)
    assert [word for word in WORDS if not re.search(rf"\b{word}\b", text)] == []
    assert "…" not in text
    if len(told) > 1:
        assert all(f"part {n} of {len(told)}" in one for n, one in enumerate(told, 1))
    assert (len(told) > 1) == (size[0] < 120)


@pytest.mark.parametrize("size", SIZES)
async def test_so_far_is_turned_in_parts_that_pass_over_nothing(size: tuple[int, int]) -> None:
    app = long_so_far()
    async with app.run_test(size=size) as pilot:
        told = await parts(app, pilot)

    text = " ".join(told)
    assert [word for word in WORDS[:40] if not re.search(rf"\b{word}\b", text)] == []
    assert len(told) > 1


async def test_another_size_begins_the_page_again() -> None:
    app = long_purpose()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        assert "word0" not in seen(app).split()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()

        assert "word0" in seen(app).split()
        assert "part 1 of 2" in seen(app)
