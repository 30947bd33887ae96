"""Consent, person by person, and the words somebody asked about: every key of both dialogs."""

from __future__ import annotations

import pytest

from screens.board import BoardScreen
from screens.dialogs.consent import ASKED, ConsentDialog
from screens.dialogs.glossary import WordsDialog
from screens.people import PeopleScreen
from screens.private.screen import PrivateScreen
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from session.model.glossary import ExplainWord, FlagWord, RemoveWord
from session.model.people import AnswerConsent, Consent
from session.wording.catalogue import say
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen


def board(table: Table | None = None) -> Harness:
    return Harness(BoardScreen(), table or hall())


def people() -> Harness:
    return Harness(PrivateScreen("people"), hall())


def answers(app: Harness) -> list[tuple[str, bool | None]]:
    return [(one.question, one.answer) for one in app.commands if isinstance(one, AnswerConsent)]


def consent_of_first(app: Harness) -> Consent:
    return next(iter(app.state.people.values())).consent


@pytest.mark.practice("P17")
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_five_plain_questions_are_in_sight_with_their_answers(size: tuple[int, int]) -> None:
    app = people()
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ConsentDialog)
        for name in ASKED:
            assert " ".join(say(f"consent.ask.{name}").split()[:5]) in seen(app)
        assert seen(app).count("not asked") == 6
        keys = app.screen.query_one(".keys")
        assert app.screen.query_one("#sheet").region.contains_region(keys.region)


@pytest.mark.practice("P17")
async def test_yes_no_and_not_asked_hold_at_once_and_go_on_to_the_next_question() -> None:
    app = people()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("c", "y", "n", "y", "y", "n", "n")
        await pilot.pause()
        answered = Consent(
            named=True, counted=False, photographed=True, contacted=True, quoted=False
        )
        assert consent_of_first(app) == answered
        assert len(app.commands) == 5
        await pilot.press("0", "home", "enter", "delete", "enter")
        await pilot.pause()
        assert answers(app)[5:] == [
            ("quoted", None),
            ("named", False),
            ("named", None),
            ("counted", True),
        ]
        assert app.told == []


@pytest.mark.practice("P17")
async def test_it_goes_through_the_room_and_comes_back() -> None:
    app = people()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("c", "n", "right", "y", "tab", "left", "shift+tab", "left")
        await pilot.pause()
        everyone = list(app.state.people)
        assert [one.person for one in app.commands if isinstance(one, AnswerConsent)] == everyone[
            :2
        ]
        assert f"({len(everyone)} of {len(everyone)})" in seen(app)
        await pilot.press("right", "escape")
        await pilot.pause()
        assert isinstance(app.screen, PrivateScreen)


@pytest.mark.practice("P17")
async def test_how_many_may_be_photographed_is_told_to_the_facilitator_alone() -> None:
    table = hall()
    someone = next(iter(table.state.people))
    table.do(AnswerConsent(person=someone, question="photographed", answer=True))
    for screen, told in ((PeopleScreen(), False), (PrivateScreen("people"), True)):
        app = Harness(screen, table)
        async with app.run_test(size=(120, 50)) as pilot:
            await pilot.pause()
            assert ("1 may be photographed." in seen(app)) is told


async def test_without_anybody_there_is_nobody_to_ask() -> None:
    app = people()
    async with app.run_test() as pilot:
        app.screen.query_one(Rows).show([])
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, PrivateScreen)


# Words


@pytest.mark.practice("P25")
async def test_a_word_is_flagged_explained_and_taken_off_from_the_board() -> None:
    app = board()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("W", "a", *"ICB", "enter")
        await pilot.pause()
        assert "ICB  somebody asked what it means" in seen(app)
        await pilot.press("enter", *"integrated care board", "enter")
        await pilot.pause()
        assert "ICB  integrated care board" in seen(app)
        await pilot.press("a", *"GP = family doctor", "enter")
        await pilot.pause()
        (icb, gp) = (word.id for word in app.state.words.values())
        app.screen.query_one(Rows).choose(icb)
        await pilot.press("d")
        app.screen.query_one(Rows).choose(gp)
        await pilot.press("backspace", "d", "delete")
        await pilot.pause()
        assert app.commands == [
            FlagWord(text="ICB"),
            ExplainWord(text="ICB", meaning="integrated care board"),
            ExplainWord(text="GP", meaning="family doctor"),
            RemoveWord(word=icb),
            RemoveWord(word=gp),
        ]
        assert say("words.none") in " ".join(seen(app).split())
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.first


@pytest.mark.practice("P25")
async def test_what_waits_comes_first() -> None:
    table = hall()
    table.do(ExplainWord(text="AB", meaning="first by letter"), FlagWord(text="ZZ"))
    app = board(table)
    async with app.run_test() as pilot:
        await pilot.press("W")
        await pilot.pause()
        assert isinstance(app.screen, WordsDialog)
        assert seen(app).index("ZZ ") < seen(app).index("AB ")


async def test_what_is_refused_stays_in_the_line() -> None:
    app = board(hall().do(ExplainWord(text="ICB", meaning="integrated care board")))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("W", "a", *"icb", "enter")
        await pilot.pause()
        assert "was explained: integrated care board" in seen(app)
        assert app.screen.query_one(Line).value == "icb"
        await pilot.press("enter", "escape", "a", "escape", "a", "enter")
        await pilot.pause()
        assert app.commands == []
