"""What is on, soon over, over and private are told apart without colour, and from the eight themes."""

from __future__ import annotations

import pytest

from screens.board import BoardScreen
from screens.dialogs.agenda import AgendaDialog
from screens.private.screen import PrivateScreen
from screens.widgets.now_card import NowPanel
from session.model.agenda import StartAgenda
from session.rules.themes import SHAPES
from tests.screens.harness import Harness, Table, seen
from tui.theme import WITHOUT

TIMES = {"soon over": (4, "about a minute left", ""), "over": (9, "over by 4 minutes", "▲ ")}


def without_colour(app: Harness) -> Harness:
    app.theme = WITHOUT.name
    return app


@pytest.mark.practice("P26")
@pytest.mark.parametrize(("minutes", "words", "sign"), TIMES.values(), ids=TIMES)
async def test_time_soon_over_and_over_have_words_of_their_own(
    minutes: int, words: str, sign: str
) -> None:
    table = Table().do(StartAgenda())
    table.wait(minutes)
    app = without_colour(Harness(BoardScreen(), table))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        card = app.screen.query_one(NowPanel)

        assert card.value
        assert card.value.left == words
        assert f"{sign}{words}" in seen(app)
        assert sum(other in seen(app) for _, other, _ in TIMES.values()) == 1
        # Theme C has this shape too, but never before words of time.
        assert ("▲" in seen(app)) == bool(sign)


@pytest.mark.practice("P26")
async def test_what_is_on_has_a_sign_that_nothing_else_has() -> None:
    table = Table().do(StartAgenda())
    app = without_colour(Harness(BoardScreen(), table))
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(AgendaDialog(table.state))
        await pilot.pause()

        assert seen(app).count("▶") == 1
    assert "▶" not in SHAPES.values()


@pytest.mark.practice("P26")
async def test_what_is_private_says_so_with_a_sign_that_nothing_else_has() -> None:
    app = without_colour(Harness(PrivateScreen(), Table().do(StartAgenda())))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()

        assert "◈ Private" in seen(app)
    assert "◈" not in SHAPES.values()
