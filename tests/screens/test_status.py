"""The line on top of a screen that shows the session: every such screen tells the same of the disk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.screen import Screen

from screens.board import BoardScreen
from screens.people import PeopleScreen
from screens.record import RecordScreen
from screens.shared import SharedScreen
from screens.themes import ThemesScreen
from screens.widgets.status_line import NothingYet
from tests.screens.hall import hall
from tests.screens.harness import Harness, seen

TROUBLE = "The disk is full. Nothing is lost yet."
SCREENS: list[Callable[[], Screen[None]]] = [
    BoardScreen,
    RecordScreen,
    PeopleScreen,
    SharedScreen,
    ThemesScreen,
]


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_the_disk_refuses_is_never_told_as_being_saved(
    screen: Callable[[], Screen[None]],
) -> None:
    app = Harness(screen(), hall())
    async with app.run_test(size=(120, 36)) as pilot:
        app.saved = NothingYet(durable_n=1, n=3, trouble=TROUBLE)
        await pilot.pause()
        assert TROUBLE in seen(app)
        assert "not saved" in seen(app)
        assert "saving…" not in seen(app)
        app.saved = NothingYet(durable_n=1, n=3)
        await pilot.pause()
        assert "saving…" in seen(app)
        assert TROUBLE not in seen(app)
