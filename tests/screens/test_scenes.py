"""The opening, "so far" and the closing: every key, at the sizes of a projector."""

from __future__ import annotations

import re

import pytest

from screens.close import CloseScreen
from screens.keys.keymap import layout_with
from screens.page_screen import PageScreen
from screens.start import StartScreen
from screens.widgets.headline import Headline
from screens.widgets.line import Line
from session.model.agreement import AddLine
from session.model.carried import Carried, CarriedAction, CarriedDecision, CarriedParked
from session.model.lifecycle import AgreeRecap
from session.model.opening_closing import (
    AddReflection,
    AddThanks,
    NoteMissing,
    SetNextSession,
    TakeUp,
    TellOutcome,
)
from session.model.parking import CarryAll
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, SetAction
from session.model.state import replace
from session.model.votes import OpenRound
from tests.screens.hall import hall
from tests.screens.harness import SIZES, Harness, Table, hub_plan, seen

BEFORE = Carried(
    sessions=1,
    title="First evening",
    date="2026-11-02",
    decisions=(CarriedDecision("d1", "Soup on Thursdays [/red]"),),
    actions=(CarriedAction("a1", "Ring the council", "Mo", "Friday"),),
    parked=(CarriedParked("p1", "The bus shelter"),),
)


def opened() -> Harness:
    return Harness(StartScreen(), Table(carried=BEFORE))


@pytest.mark.practice("P2")
@pytest.mark.practice("P3")
@pytest.mark.practice("P4")
@pytest.mark.practice("P6")
@pytest.mark.practice("P14")
@pytest.mark.practice("P15")
@pytest.mark.parametrize("size", SIZES)
async def test_the_opening_goes_from_why_to_who_to_last_time_to_today(
    size: tuple[int, int],
) -> None:
    app = opened()
    async with app.run_test(size=size) as pilot:
        pages, headlines = [], []
        for _ in range(4):
            await pilot.pause()
            pages.append(seen(app))
            headlines.append(app.screen.query_one(Headline).words)
            await pilot.press("space")

        why, who, last, today = pages
        assert headlines == [
            hub_plan().purpose,
            "Who is not here yet, and should be?",
            "Ring the council: not told yet · by Friday",
            "10:00 Welcome, and how today works",
        ]
        titles = ("Why we meet", "Who is here", "Last time", "Today")
        assert all(title in page for title, page in zip(titles, pages, strict=True))
        assert "1 of 5" in why
        assert "hoped for" not in who
        assert not re.search(r"\b0 here", who)
        assert "Ring the council" in last
        assert "Soup on Thursdays [/red]" in last
        assert "10:0" in today


OUTCOMES: list[tuple[str, list[str], AnyCommand]] = [
    ("1", [], TellOutcome(about="a1", state="done")),
    ("2", [], TellOutcome(about="a1", state="under-way")),
    ("3", ["enter"], TellOutcome(about="a1", state="not-done")),
    ("4", ["n", "o", "enter"], TellOutcome(about="a1", state="cannot-change", why="no")),
]


@pytest.mark.practice("P40")
@pytest.mark.parametrize(("key", "then", "command"), OUTCOMES)
async def test_a_key_tells_what_became_of_what_was_left(
    key: str, then: list[str], command: AnyCommand
) -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", key)
        await pilot.pause()
        await pilot.press(*then)
        await pilot.pause()

        assert app.commands == [command]


@pytest.mark.practice("P28")
async def test_what_was_carried_over_goes_into_todays_parking_lot() -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", "down", "p")
        await pilot.pause()

        assert app.commands == [TakeUp(carried="p1")]
        assert "The bus shelter: parked" in seen(app)


@pytest.mark.practice("P46")
@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), ("carried", "a1")),
        (("down",), ("carried", "p1")),
        (("up",), ("carried", "d1")),
        (("down", "p"), ("parking", "p1")),
    ],
)
async def test_what_is_chosen_can_be_struck(keys: tuple[str, ...], place: tuple[str, str]) -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", *keys, "x")
        await pilot.pause()

        assert [(asked.area, asked.key) for asked in app.strikes] == [place]


async def test_in_a_long_list_the_arrows_choose_and_keep_it_in_sight() -> None:
    many = tuple(CarriedAction(f"a{n}", f"Step {n} " + "word " * 20) for n in range(20))
    app = Harness(StartScreen(), Table(carried=Carried(1, "Before", actions=many)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", *["down"] * 19, "1")
        await pilot.pause()

        assert app.commands == [TellOutcome(about="a19", state="done")]
        assert "▸ Step 19" in seen(app)


async def test_outcome_keys_do_nothing_on_the_other_pages() -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "p", "left", "up", "down")
        await pilot.pause()

        assert app.commands == []


@pytest.mark.practice("P6")
async def test_who_is_missing_is_written_down_and_shown() -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "w", *"nobody", "enter")
        await pilot.pause()

        assert app.commands == [NoteMissing(text="nobody")]
        assert "nobody" in seen(app)


@pytest.mark.practice("P56")
@pytest.mark.parametrize("size", SIZES)
async def test_so_far_helps_a_latecomer_in(size: tuple[int, int]) -> None:
    vote = OpenRound(question="Which day?", options=("Monday", "Friday"))
    table = hall().do(RecordDecision(text="Soup on Thursdays"), vote)
    app = Harness(StartScreen("so-far"), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = seen(app)
        await pilot.press("end")
        await pilot.pause()
        shown += seen(app)
        await pilot.press("down", "up", "escape")
        await pilot.pause()

        assert "Why we meet" in shown
        assert "Which day?" in shown
        assert "Soup on Thursdays" in shown
        assert app.ways == ["board"]


CLOSING: list[tuple[list[str], AnyCommand]] = [
    (["c"], CarryAll()),
    (["n", *"2026-12-07", "enter", "escape"], SetNextSession(when="2026-12-07")),
    (
        ["n", *"2026-12-07", "enter", *"Hall", "enter", *"Bus", "enter", "escape"],
        SetNextSession(when="2026-12-07", place="Hall", way_there="Bus"),
    ),
    (["t", *"tea", "enter"], AddThanks(text="tea")),
    (["a", *"ring", "enter"], SetAction(what="ring")),
    (["r", *"soup", "enter", *"time", "enter"], AddReflection(worked="soup", change="time")),
    (["r", *"soup", "enter", "escape"], AddReflection(worked="soup")),
]


@pytest.mark.practice("P36")
@pytest.mark.practice("P37")
@pytest.mark.practice("P38")
@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize(("keys", "command"), CLOSING)
async def test_each_step_of_the_closing_is_a_key(
    keys: list[str], command: AnyCommand, size: tuple[int, int]
) -> None:
    app = Harness(CloseScreen(), hall())
    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press("minus" if key == "-" else key)
            await pilot.pause()

        assert app.commands == [command]


@pytest.mark.practice("P42")
@pytest.mark.parametrize(
    ("people", "agreed", "ways"),
    [
        (True, False, [("help", ""), ("private", "lines")]),
        (True, True, [("help", ""), ("close", "read-back")]),
        (False, False, [("help", ""), ("close", "read-back")]),
    ],
)
async def test_the_closing_says_what_is_open_and_leads_to_the_recap(
    people: bool, agreed: bool, ways: list[tuple[str, str]]
) -> None:
    """Where names may stand in the record, by way of the private look at them."""
    plan = hub_plan()
    table = Table(plan if people else replace(plan, people=()))
    if agreed:
        table.do(AgreeRecap(not_coproduced="The date was set before"))
    app = Harness(CloseScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = seen(app)
        await pilot.press("down", "up", "question_mark", "R")
        await pilot.pause()

        assert "Next session: no date yet" in shown
        assert "What was decided without this group" in shown
        assert [(gone.to, gone.about) for gone in app.gone] == ways


@pytest.mark.practice("P37")
async def test_an_action_is_read_back_and_put_right() -> None:
    table = Table()
    table.do(SetAction(what="Ring the depot"), SetAction(what="Book the hall", who="Dawn"))
    ring, book = table.state.actions
    app = Harness(CloseScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Ring the depot (nobody yet, no date yet)" in seen(app)
        await pilot.press("down", "down", "e", *" by Friday", "enter")
        await pilot.pause()
        assert app.commands == [SetAction(action=ring, what="Ring the depot", by="Friday")]
        await pilot.press("down", "e", *" by Monday", "enter")
        await pilot.pause()
        assert app.commands[1:] == [
            SetAction(action=book, what="Book the hall", who="Dawn", by="Monday")
        ]


async def test_enter_does_the_step_that_is_marked() -> None:
    app = Harness(CloseScreen(), Table())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "down", "enter", *"tea", "enter")
        await pilot.pause()

        assert app.commands == [AddThanks(text="tea")]
        await pilot.press("down", "x")
        await pilot.pause()
        assert [asked.area for asked in app.strikes] == ["thanks"]


async def test_a_date_that_is_none_is_refused_in_its_dialog_before_the_place_is_asked() -> None:
    app = Harness(CloseScreen(), Table())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"1234", "enter")
        await pilot.pause()

        assert "“1234” is not a date. Write it as 2026-12-07, or in words." in seen(app)
        assert app.screen.query_one(Line).value == "1234"
        assert not app.commands


@pytest.mark.parametrize("screen", [StartScreen, CloseScreen])
async def test_the_headline_is_large_where_there_is_room_and_bold_where_there_is_none(
    screen: type[PageScreen],
) -> None:
    app = Harness(screen(), hall())
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        headline = app.screen.query_one(Headline)
        top = headline.region
        rows = seen(app).splitlines()[top.y : top.bottom]
        large = (top.height, any(re.search("[▀▄█]", row) for row in rows))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()

        assert large[0] > 4
        assert large[1]
        assert headline.words in " ".join(seen(app).split())


async def test_a_step_shows_its_keys_as_they_were_changed() -> None:
    app = Harness(CloseScreen(), Table())
    app.layout_of_keys = layout_with({"thanks": "z"}, all_keys=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        thanks = next(row for row in seen(app).splitlines() if "thanks" in row.casefold())
        assert thanks.split()[:2] == ["·", "z"]


@pytest.mark.parametrize("key", ["s", "y", "7", "8", "9", "0", "a"])
async def test_a_key_of_the_agreement_turns_to_its_page_before_it_acts(key: str) -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert (app.commands, app.screen) == ([], app.first)
        assert "5 of 5 · Our group agreement" in seen(app)


@pytest.mark.parametrize("key", ["e", "enter", "delete", "shift+up", "x"])
async def test_a_key_for_a_line_does_nothing_where_no_line_is_shown(key: str) -> None:
    table = Table(carried=BEFORE).do(AddLine(text="One at a time"))
    app = Harness(StartScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert (app.commands, app.strikes, app.screen) == ([], [], app.first)
        assert "Why we meet" in seen(app)


@pytest.mark.practice("P56")
async def test_so_far_tells_somebody_who_was_away_what_was_decided_since() -> None:
    table = hall()
    table.do(RecordDecision(text="Soup on Thursdays"))
    table.wait(30)
    table.do(RecordDecision(text="Sundays from ten"))
    app = Harness(StartScreen("so-far"), table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "Soup on Thursdays" in seen(app)
        await app.screen.run_action("since")
        await pilot.press(*"20", "enter")
        await pilot.pause()
        assert "Decided since" in seen(app)
        assert "Sundays from ten" in seen(app)
        assert "Soup on Thursdays" not in seen(app)
        await app.screen.run_action("since")
        await pilot.press(*"soon", "enter")
        await pilot.pause()
        assert app.told
        await app.screen.run_action("since")
        await pilot.press("enter")
        await pilot.pause()
        assert "Soup on Thursdays" in seen(app)


async def test_the_pages_before_the_start_have_no_so_far() -> None:
    screen = StartScreen()
    app = Harness(screen, Table(carried=BEFORE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen.begin("so-far")
        await pilot.pause()
        assert "1 of 5" in seen(app)
