"""The board gives its room to the question first: side panels and the lower row make way for large letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from screens.board import BoardScreen
from screens.widgets.card import Card
from screens.widgets.lettering import LEAST
from screens.widgets.now_card import NowPanel
from screens.widgets.themes_card import ThemesCard
from session.model.agenda import ChangeFocus, NextItem, StartAgenda
from session.model.floor import StartTurn
from session.model.ideas import AddTheme
from session.model.plan import Plan, PlanItem
from session.model.votes import CancelVote, OpenRound
from tests.screens.hall import THEMES, hall
from tests.screens.harness import Harness, Table, seen
from tests.screens.test_shared import VOTE, counted, revealed
from tests.tui.opened import until

QUESTIONS = (
    "What would bring you through the door on a dark afternoon?",
    "What got you through last winter, and what made it harder?",
    "Which of these ideas belong together?",
    "Your name, and one warm thing about this week",
)
SORTED = (
    "1 Soup on Tuesdays",
    "2 Somebody at the door",
    "2 A repair table",
    "4 A lift share",
)
URDU = "گزشتہ سردیوں میں آپ کو کس چیز نے سہارا دیا؟"


def asked(question: str) -> Harness:
    table = Table().do(StartAgenda()) if question == URDU else hall()
    if table.state.items[table.state.clock.current].focus != question:
        table.do(ChangeFocus(focus=question))
    return Harness(BoardScreen(), table)


@pytest.mark.parametrize("question", [*QUESTIONS, URDU])
async def test_on_a_projected_board_the_question_is_in_letters(question: str) -> None:
    app = asked(question)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        words = seen(app)

        assert " ".join(question.split()[:3]) not in words
        assert sum(any(cell in row for cell in "▀█") for row in words.splitlines()) >= LEAST


@pytest.mark.parametrize("question", QUESTIONS)
async def test_what_makes_way_for_the_question_is_still_told(question: str) -> None:
    app = asked(question)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        words = seen(app)

        assert all(f"{letter} " in words for letter in "ABCDE")
        assert "community member" in words
        assert "Mo" in words
        assert "2 parked" in words
        assert "about 12 minutes left" in words
        assert app.screen.query_one(ThemesCard).display


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (160, 45)])
async def test_panels_stay_beside_a_question_that_is_in_words_anyway(size: tuple[int, int]) -> None:
    app = asked("What do we " + "really " * 20 + "want?")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        panels = {type(card).__name__ for card in app.screen.query(Card) if card.region.area}

        assert "What do we really" in seen(app)
        assert ("QueueCard" in panels) == (size[0] >= 100)


async def test_panels_stay_beside_a_question_that_fits_beside_them() -> None:
    app = asked("Why?")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()

        assert "Waiting to speak" in seen(app)
        assert "Why?" not in seen(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_whose_turn_it_is_is_told_beside_an_open_vote(size: tuple[int, int]) -> None:
    app = asked(QUESTIONS[0])
    table = app.table
    assert table
    table.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="hands"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for group in ("researcher", "service provider"):
            table.do(StartTurn(group=group))
            app._paint()
            await until(pilot, partial(lambda one: f"Speaking: {one}" in seen(app), group))
            assert "A vote is open" in seen(app)


@pytest.mark.parametrize("asks", ["Why?", "Why here?"])
async def test_the_items_question_stands_beside_that_of_a_vote_if_it_is_another(asks: str) -> None:
    plan = Plan(title="Winter", agenda=(PlanItem("Talk", 10, focus="Why?"),))
    vote = OpenRound(question=asks, options=("Bus", "Soup"), method="hands")
    app = Harness(BoardScreen(), Table(plan).do(StartAgenda()).do(vote))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        # What is asked is in letters, which have no words to read here.
        assert "Soup" in seen(app)
        assert ("Why?" in seen(app)) is (asks != "Why?")


@pytest.mark.parametrize("size", [(120, 36), (200, 56)])
@pytest.mark.parametrize("table", [lambda: hall().do(VOTE), counted, revealed])
async def test_what_a_vote_asks_is_the_largest_on_the_board(
    table: Callable[[], Table], size: tuple[int, int]
) -> None:
    app = Harness(BoardScreen(), table())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words, region = seen(app), app.screen.query_one(NowPanel).region
        card = [row[region.x : region.right] for row in words.splitlines()][region.y :]

        assert VOTE.question.split("?")[0] not in words
        assert sum(any(cell in row for cell in "▀█") for row in card) >= LEAST
        # What the item asks is told in small, and what is voted on is there.
        assert QUESTIONS[0] in words
        assert all(one in words for one in (*VOTE.options, *THEMES))


@pytest.mark.parametrize("kind", ["off", "later"])
async def test_what_the_item_asks_is_large_again_after_a_vote(kind: str) -> None:
    table = revealed() if kind == "later" else hall().do(VOTE)
    table.wait(1)
    table.do(
        NextItem()
        if kind == "later"
        else CancelVote(round=next(reversed(table.state.rounds)), why="question")
    )
    app = Harness(BoardScreen(), table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        value = app.screen.query_one(NowPanel).value

    assert value is not None
    assert value.focus != VOTE.question


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 56)])
async def test_a_result_is_sorted_and_its_options_are_whole(size: tuple[int, int]) -> None:
    app = Harness(BoardScreen(), revealed())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)

    places = [words.index(one) for one in SORTED]
    assert places == sorted(places)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
async def test_a_short_name_of_a_theme_stands_whole_beside_a_long_one(
    size: tuple[int, int],
) -> None:
    table = Table().do(AddTheme(name="暖房が毎日" * 8))
    app = Harness(BoardScreen(), table.do(AddTheme(name="Bus")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        card = app.screen.query_one(ThemesCard).region
        rows = [row[card.x : card.right] for row in seen(app).splitlines()]

    (row,) = (row for row in rows if "Bus" in row)
    assert "…" not in row
