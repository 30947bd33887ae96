"""Who speaks: hands, the round and turns on one screen; every key, and nobody named who did not agree."""

from __future__ import annotations

import pytest

from screens.board import BoardScreen
from screens.speak import SpeakScreen
from screens.widgets.headline import Headline
from screens.widgets.rows import Rows
from session.model.agenda import StartAgenda
from session.model.floor import CallHand, EndTurn, LowerHand, OrderQueue, RaiseHand, StartTurn
from session.model.lifecycle import SetCounting
from session.model.people import ArriveAll, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.rules.speaking_round import coming, open_circle
from tests.screens.hall import hall
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
    app = Harness(SpeakScreen(), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "5  A round: everyone in turn" in seen(app)
        await pilot.press("n", "enter", "enter", "n")
        await pilot.pause()
        assert app.commands == [OpenCircle(kind="check-in", question="How are you arriving today?")]
        assert app.screen.query_one(Headline).words == "How are you arriving today?"
        assert "Passing is fine." in seen(app)
        assert "3 still to come" in seen(app)


@pytest.mark.practice("P18")
async def test_a_quiet_minute_comes_first_if_the_group_wants_it() -> None:
    app = Harness(SpeakScreen(), room())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("5", "enter", "enter", "y")
        await pilot.pause()
        assert "A quiet minute to think." in seen(app)
        await pilot.press("5")
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
        ("5", StepCircle(how="on")),
        ("l", StepCircle(how="later")),
        ("7", StepCircle(how="later")),
        ("e", CloseCircle()),
        ("9", CloseCircle()),
    ],
)
async def test_a_key_goes_on_with_the_round(key: str, command: AnyCommand) -> None:
    app = Harness(SpeakScreen(), room(OpenCircle(kind="strengths")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        if command == CloseCircle():
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
    asking = open_circle(table.state)
    assert asking
    waiting = [one.id for one in coming(table.state, asking)]
    app = Harness(SpeakScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "down", "up", "up", "enter")
        await pilot.pause()
        assert app.commands == [StepCircle(how="called", to=waiting[1])]


@pytest.mark.practice("P47")
@pytest.mark.parametrize("size", SIZES)
async def test_nobody_is_named_in_any_step_who_did_not_agree(size: tuple[int, int]) -> None:
    app = Harness(SpeakScreen(), room(OpenCircle()))
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
    app = Harness(SpeakScreen(), room(OpenCircle()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert app.ways == ["help"]
        assert app.commands == []
        assert app.screen is not app.first


async def test_it_says_who_is_remote() -> None:
    remote = next(one.id for one in room().state.people.values() if one.remote)
    app = Harness(SpeakScreen(), room(OpenCircle(), RaiseHand(person=remote)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1. Z. · remote" in seen(app)
        assert seen(app).count("Z. · remote") == 2


async def test_who_did_not_follow_is_not_known_by_where_they_are() -> None:
    remote = next(one.id for one in room().state.people.values() if one.remote)
    app = Harness(SpeakScreen(), room(RaiseHand(person=remote, reason="unclear")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1. someone" in seen(app)
        assert "· remote" not in seen(app)


# Hands


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("y", CallHand()),
        ("1", CallHand()),
        ("4", RaiseHand(reason="online")),
        ("c", RaiseHand(reason="online")),
        ("8", StartTurn(kind="group-work")),
        ("S", StartTurn(kind="group-work")),
        ("s", StartTurn(kind="silence")),
        ("0", StartTurn(kind="someone")),
        ("9", EndTurn()),
    ],
)
async def test_a_key_says_who_speaks(key: str, command: AnyCommand) -> None:
    app = Harness(SpeakScreen(), hall())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.commands == [command]
        assert app.told == []


@pytest.mark.parametrize("key", ["enter", "space", "d", "delete", "backspace"])
async def test_a_key_acts_on_the_first_hand(key: str) -> None:
    app = Harness(SpeakScreen(), hall())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "1  1. Mo" in seen(app)
        hand = next(iter(app.state.queue))
        await pilot.press(key)
        await pilot.pause()
        given = key in {"enter", "space"}
        assert app.commands == [CallHand(hand=hand) if given else LowerHand(hand=hand)]
        assert "1. service provider" in seen(app)


async def test_a_hand_and_not_following_are_two_lines() -> None:
    app = Harness(SpeakScreen(), hall())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("2", *"researcher", "enter")
        await pilot.pause()
        await pilot.press("3", "enter")
        await pilot.pause()
        assert app.commands == [RaiseHand(group="researcher"), RaiseHand(reason="unclear")]


@pytest.mark.practice("P24")
async def test_who_goes_first_in_the_queue_is_chosen_openly() -> None:
    app = Harness(SpeakScreen(), hall())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "hands up first go first" in seen(app)
        await pilot.press("o")
        await pilot.pause()
        assert app.commands == [OrderQueue(order="heard-least")]
        assert "those heard least go first" in seen(app)
        await pilot.press("6")
        await pilot.pause()
        assert app.commands[1:] == [OrderQueue(order="arrival")]


async def test_without_hands_nobody_is_given_the_floor_and_enter_asks_whose_hand_is_up() -> None:
    app = Harness(SpeakScreen(), Table())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("1", "d", "6", "7", "9", "0")
        await pilot.pause()
        assert app.commands == []
        await pilot.press("enter")
        await pilot.pause()
        assert "Whose hand is up?" in seen(app)


# Turns


async def test_turns_are_offered_only_once_the_group_said_yes_to_counting() -> None:
    app = Harness(SpeakScreen(), room())
    async with app.run_test() as pilot:
        await pilot.pause()
        for told in ("Whose turn", "groups", "quiet", "ount"):
            assert told not in seen(app)
        await pilot.press("8", "9", "0")
        await pilot.pause()
        assert app.commands == []
        assert app.table
        app.table.do(SetCounting(on=True))
        app._paint()
        await pilot.pause()
        assert "Whose turn it is" in seen(app)
        app.screen.query_one(Rows).choose("role/community member")
        await pilot.press("enter", "9")
        await pilot.pause()
        assert app.commands == [StartTurn(group="community member"), EndTurn()]
