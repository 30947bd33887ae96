"""A sensitive item does not start before its content note was shown, whichever way it is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.open_session import open_session
from screens.messages import Submit
from session.model.agenda import GoToItem, StartAgenda
from session.model.plan import Plan, PlanItem, PlanPerson
from store.paths import Home
from tests.tui.opened import app_on, words_on

PLAN = Plan(
    title="Housing",
    support="Priya, in the small room",
    agenda=(
        PlanItem("Welcome", 5),
        PlanItem("Losing a home", 20, content_note="We may speak of [/red] loss."),
    ),
    people=(PlanPerson("Priya", ("community member",)),),
)


@pytest.mark.practice("P9")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("way", ["n", "go to"])
async def test_the_note_is_shown_before_the_item_starts(
    tmp_path: Path, way: str, size: tuple[int, int]
) -> None:
    live = open_session(Home(tmp_path), PLAN, session_id="2026-11-23-aaaaaa")
    live.handle(StartAgenda())
    first, second = live.runtime.live.order
    app = app_on(Home(tmp_path), live)

    async with app.run_test(size=size) as pilot:

        async def ask() -> None:
            if way == "n":
                await pilot.press("n")
            else:
                app.post_message(Submit(GoToItem(item=second)))
            await pilot.pause()

        await ask()
        shown = words_on(app)
        before = live.runtime.live.clock.current
        await pilot.press("escape")
        await pilot.pause()
        await ask()
        await pilot.press("n", "enter")
        await pilot.pause()
        after = live.runtime.live.clock.current
        on_board = words_on(app)

    assert "We may speak of [/red] loss." in shown
    assert "You can step out at any time." in shown
    assert "small room" in shown
    assert "Priya" not in shown
    assert (before, after) == (first, second)
    assert "We may speak of [/red] loss." in on_board
    live.close()
