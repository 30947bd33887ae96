"""The round of speaking on the shared screen: every key, and nobody named who did not agree."""

from __future__ import annotations

import pytest

from screens.board import BoardScreen
from screens.speaking_round import CircleScreen
from screens.widgets.headline import Headline
from session.model.agenda import StartAgenda
from session.model.people import ArriveAll, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from tests.screens.harness import SIZES, Harness, Table, seen

PLAN = Plan(
    title="Hub",
    agenda=(PlanItem("Hello", 10, "check-in"),),
    people=(
        PlanPerson("Philomena Dove", ("community member",)),
        PlanPerson("Zebediah [/red] Quill", ("researcher",), remote=True),
        PlanPerson("周", ("service provider",)),
        PlanPerson("", ()),
    ),
)


def room(*commands: AnyCommand) -> Table:
    table = Table(PLAN).do(ArriveAll(), StartAgenda())
    first = next(iter(table.state.people))
    table.do(ChangeConsent(person=first, consent=Consent(named=True)))
    return table.do(*commands)


@pytest.mark.practice("P12")
@pytest.mark.practice("P35")
@pytest.mark.parametrize("size", SIZES)
async def test_a_round_is_opened_with_the_kind_the_agenda_is_at(size: tuple[int, int]) -> None:
    table = room()
    app = Harness(CircleScreen(), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "No round is open." in seen(app)
        await pilot.press("n", "enter", "enter", "n")
        await pilot.pause()
        assert app.commands == [OpenCircle(kind="check-in", question="How are you arriving today?")]
        assert app.screen.query_one(Headline).words == "How are you arriving today?"
        assert "Passing is fine." in seen(app)
        assert "3 still to come" in seen(app)


@pytest.mark.practice("P18")
async def test_a_quiet_minute_comes_first_if_the_group_wants_it() -> None:
    app = Harness(CircleScreen(), room())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "enter", "enter", "y")
        await pilot.pause()
        assert "A quiet minute to think." in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.commands[-1] == StartCircle()
        assert "Speaking:" in seen(app)


@pytest.mark.practice("P51")
@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("enter", StepCircle(how="on")),
        ("space", StepCircle(how="on")),
        ("p", StepCircle(how="on")),
        ("c", StepCircle(how="later")),
        ("e", CloseCircle()),
    ],
)
async def test_a_key_goes_on_with_the_round(key: str, command: AnyCommand) -> None:
    app = Harness(CircleScreen(), room(OpenCircle(kind="strengths")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        if key == "e":
            # People are still to come, so that it asks first.
            assert app.commands == []
            await pilot.press("y")
            await pilot.pause()
        assert app.commands == [command]
        assert app.told == []
        await pilot.press("u")
        await pilot.pause()
        assert "3 still to come" in seen(app)


async def test_whoever_wants_to_is_chosen_with_the_arrows() -> None:
    table = room(OpenCircle())
    app = Harness(CircleScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        waiting = list(app.screen.choices)  # type: ignore[attr-defined]  # It is the screen of this test
        await pilot.press("down", "down", "down", "up", "s")
        await pilot.pause()
        assert app.commands == [StepCircle(how="called", to=waiting[1])]


@pytest.mark.practice("P47")
@pytest.mark.parametrize("size", SIZES)
async def test_nobody_is_named_in_any_step_who_did_not_agree(size: tuple[int, int]) -> None:
    app = Harness(CircleScreen(), room(OpenCircle()))
    async with app.run_test(size=size) as pilot:
        steps = []
        for _ in range(5):
            await pilot.pause()
            steps.append(seen(app))
            await pilot.press("enter")
        words = "\n".join(steps)
        assert "Philomena Dove" in words
        assert "Z." in words
        assert "Quill" not in words
        assert "周" not in words
        assert "Everyone has been asked." in words


async def test_the_board_says_that_a_round_is_open() -> None:
    app = Harness(BoardScreen(), room(OpenCircle()))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "Speaking: " in seen(app)
        assert "G Round open" in seen(app)


async def test_the_ways_out() -> None:
    app = Harness(CircleScreen(), room(OpenCircle()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert app.ways == ["help", "board"]
        assert app.commands == []
