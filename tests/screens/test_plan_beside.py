"""The plan screen uses its width: details of the item at the cursor, and how the time is shared out."""

from __future__ import annotations

import pytest

from screens.plan.pane import Pane
from screens.widgets.rows import Rows
from screens.widgets.time_bar import TimeBar
from session.model.state import replace
from store.paths import Home
from store.plans.shelf import Drafted, keep_draft
from tests.screens import test_plan
from tests.screens.test_plan import MADE, with_draft
from tests.tui.opened import app_on

home = test_plan.home


@pytest.mark.parametrize(("columns", "beside"), [(80, False), (120, True), (200, True)])
async def test_details_of_the_item_at_the_cursor_are_beside_the_list_where_there_is_width(
    home: Home, columns: int, beside: bool
) -> None:
    welcome, *others = MADE.agenda
    asked = replace(welcome, focus="Who is here?", notes="Put chairs in a circle")
    keep_draft(home, Drafted(replace(MADE, agenda=(asked, *others))))
    app = app_on(home)
    async with app.run_test(size=(columns, 36)) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("up", "up", "up")
        await pilot.pause()
        rows, pane = made.query_one(Rows), made.query_one(Pane)

        assert (pane.region.x >= rows.region.right) is beside
        assert "Who is here?" in str(pane.render())
        assert "Put chairs in a circle" in str(pane.render())
        await pilot.press("down")
        await pilot.pause()
        assert "Who is here?" not in str(pane.render())


async def test_the_bar_gives_each_item_its_share_of_the_time(home: Home) -> None:
    keep_draft(home, Drafted(MADE))
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        made = await with_draft(app, pilot)
        bar = made.query_one(TimeBar)
        # Welcome 10 minutes, ideas 20, check-out 5.
        welcome, ideas, out = (len(part) for part in bar.render().plain.split("▕")[:3])

        assert abs(ideas - 2 * welcome) <= 2
        assert abs(welcome - 2 * out) <= 2
        await pilot.press("3")
        await pilot.pause()
        assert not bar.display
