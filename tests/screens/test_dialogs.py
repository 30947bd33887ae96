"""Every dialog and every key of it: what it submits, and that Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from screens.board import BoardScreen
from screens.dialogs.agenda import AgendaDialog, parse_item, whole
from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.count_vote import CountVote
from screens.dialogs.votes import OpenVote
from screens.dialogs.votes_menu import ShowVote
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from session.model.agenda import AddItem, AddMinutes, GoToItem, Item, MoveItem, SkipItem
from session.model.protocol import AnyCommand
from session.model.state import State
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.wording.catalogue import say
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen


def board(table: Table | None = None) -> Harness:
    return Harness(BoardScreen(), table or hall())


def item(app: Harness, title: str) -> Item:
    assert app.table
    return next(one for one in app.table.state.items.values() if title in one.title)


async def choose(app: Harness, key: str) -> None:
    app.screen.query_one(Rows).choose(key)


# Ask and Confirm


async def answer(dialog: Screen[Any], *keys: str) -> list[Any]:
    answers: list[Any] = []
    app = Harness(Screen())
    async with app.run_test() as pilot:
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return answers


@pytest.mark.parametrize(
    ("keys", "answered"),
    [
        (["a", "full_stop", "b", "enter"], ["wasa.b"]),
        (["space", "enter"], ["was"]),
        (["escape"], [None]),
        (["x", "escape"], [None]),
    ],
)
async def test_ask_gives_what_was_typed_or_nothing(keys: list[str], answered: list[Any]) -> None:
    assert await answer(Ask("Title", "hint", "was"), *keys) == answered


@pytest.mark.parametrize(
    ("keys", "answered"),
    [
        (["y"], [True]),
        (["n"], [False]),
        (["enter"], [False]),
        (["left", "enter"], [True]),
        (["left", "right", "enter"], [False]),
        (["escape"], [None]),
        (["x", "1"], []),
    ],
)
async def test_confirm_takes_only_a_clear_yes(keys: list[str], answered: list[Any]) -> None:
    assert await answer(Confirm("Sure?"), *keys) == answered


async def test_confirm_takes_a_click() -> None:
    answers: list[Any] = []
    app = Harness(Screen())
    async with app.run_test() as pilot:
        app.push_screen(Confirm("Sure?", "Do it", "Leave it"), answers.append)
        await pilot.pause()
        assert "Do it" in seen(app)
        assert "Leave it" in seen(app)
        await pilot.click("#yes")
        await pilot.pause()
    assert answers == [True]


async def test_pasted_text_is_cleaned_and_kept_as_one_line() -> None:
    from textual.events import Paste

    app = Harness(Screen())
    async with app.run_test() as pilot:
        app.push_screen(Ask("Title"))
        await pilot.pause()
        line = app.screen.query_one(Line)
        line.post_message(Paste("one\x1b[31m\ntwo\ud800\r\n\u202ethree"))
        await pilot.pause()
        assert line.value == "one[31m two? three"


@pytest.mark.parametrize(
    ("before", "pasted", "kept", "told"),
    [
        ("", "x" * 2000, 2000, []),
        ("", "x" * 2005, 2000, ["A line holds 2000 characters, so the last 5 were left out."]),
        (
            "was " * 400,
            "x" * 401,
            2000,
            ["A line holds 2000 characters, so the last one was left out."],
        ),
        ("w" * 2000, "xyz", 2000, ["A line holds 2000 characters, so the last 3 were left out."]),
    ],
)
async def test_of_a_long_paste_what_fits_is_taken_and_the_rest_is_told(
    before: str, pasted: str, kept: int, told: list[str]
) -> None:
    from textual.events import Paste

    app = Harness(Screen())
    async with app.run_test() as pilot:
        app.push_screen(Ask("Title", value=before))
        await pilot.pause()
        line = app.screen.query_one(Line)
        line.value = before
        line.post_message(Paste(pasted))
        await pilot.pause()
        assert (len(line.value), app.told) == (kept, told)


async def test_of_keys_in_a_full_line_it_is_told_once_until_there_is_room() -> None:
    app = Harness(Screen())
    async with app.run_test() as pilot:
        app.push_screen(Ask("Title", value="w" * 2000))
        await pilot.pause()
        await pilot.press("a", "b", "c")
        once = len(app.told)
        await pilot.press("backspace", "a", "b")
        assert (once, len(app.told)) == (1, 2)


async def test_two_fast_keys_move_an_item_two_places() -> None:
    table = hall()
    app = Harness(AgendaDialog(table.state), table)
    async with app.run_test() as pilot:
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, AgendaDialog)
        rows = dialog.query_one(Rows)
        key = table.state.order[-3]
        rows.choose(key)

        # The dialog is not shown the new order between the two.
        dialog.action_move(1)
        dialog.action_move(1)
        await pilot.pause()

        assert table.state.order[-1] == key


# Agenda

AGENDA: list[tuple[list[str], str, Callable[[Item, State], AnyCommand]]] = [
    (["enter"], "Sorting", lambda one, _: GoToItem(item=one.id)),
    (["s"], "Sorting", lambda one, _: SkipItem(item=one.id)),
    (["plus"], "Sorting", lambda one, _: AddMinutes(item=one.id, minutes=1)),
    (["equals_sign"], "Sorting", lambda one, _: AddMinutes(item=one.id, minutes=1)),
    (["minus"], "Sorting", lambda one, _: AddMinutes(item=one.id, minutes=-1)),
    (["J"], "Sorting", lambda one, _: MoveItem(item=one.id, by=1)),
    (
        ["shift+down"],
        "Sorting",
        lambda one, _: MoveItem(item=one.id, by=1),
    ),
    (["K"], "Choosing", lambda one, _: MoveItem(item=one.id, by=-1)),
    (
        ["shift+up"],
        "Choosing",
        lambda one, _: MoveItem(item=one.id, by=-1),
    ),
    (
        ["m", "end", "ctrl+u", "2", "0", "enter"],
        "Sorting",
        lambda one, _: AddMinutes(item=one.id, minutes=5),
    ),
    (
        ["a", *"10 Walk", "enter"],
        "Sorting",
        lambda one, s: AddItem(title="Walk", minutes=10, index=s.order.index(one.id) + 1),
    ),
    (["a", *"Walk", "enter"], "Welcome", lambda one, s: AddItem(title="Walk", index=-1)),
]


@pytest.mark.parametrize(
    ("keys", "title", "expected"), AGENDA, ids=["-".join(k) for k, *_ in AGENDA]
)
async def test_a_key_of_the_agenda(
    keys: list[str], title: str, expected: Callable[[Item, State], AnyCommand]
) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("M")
        await pilot.pause()
        one = item(app, title)
        wanted = expected(one, app.state)
        await choose(app, one.id)
        await pilot.press(*keys)
        await pilot.pause()
        assert app.commands == [wanted]
        assert app.told == []


async def test_the_agenda_opens_on_what_is_now_and_follows_changes() -> None:
    app = board()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("M")
        await pilot.pause()
        assert isinstance(app.screen, AgendaDialog)
        assert app.screen.chosen == app.state.clock.current
        await choose(app, item(app, "Sorting").id)
        await pilot.press("J", "J")
        await pilot.pause()
        titles = [app.state.items[key].title for key in app.state.order]
        assert titles.index("Sorting the ideas") == titles.index("Choosing with dots") + 2
        assert app.screen.chosen == item(app, "Sorting").id
        await pilot.press("m", "x", "enter", "escape")
        await pilot.pause()
        assert app.told == [say("dialog.number")]
        assert app.screen is app.first


def test_lines_typed_for_an_item() -> None:
    assert parse_item("20 Walk round the garden") == (20, "Walk round the garden")
    assert parse_item("5 min Tea") == (5, "Tea")
    assert parse_item("Open end") == (None, "Open end")
    assert parse_item("2030 and beyond") == (None, "2030 and beyond")
    assert [whole(text) for text in (" 7 ", "0", "", "x", "-1", "٣", "1" * 9)] == [
        7,
        0,
        *[None] * 5,
    ]


# Votes

QUESTION = "Which first?"


def voting(*commands: AnyCommand, dots: bool = False) -> Table:
    table = hall()
    table.do(
        OpenRound(
            question=QUESTION,
            options=("A one", "B two"),
            method="dots" if dots else "hands",
            dots=3,
        )
    )
    return table.do(*commands)


def round_id() -> str:
    return next(iter(voting().state.rounds))


def options() -> list[str]:
    return list(next(iter(voting().state.rounds.values())).options)


async def test_a_vote_opens_on_the_themes() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("v", *QUESTION)
        await pilot.pause()
        assert isinstance(app.screen, OpenVote)
        assert "A Getting here" in seen(app)
        await pilot.press("f2")
        await pilot.pause()
        themes = (
            "A Getting here",
            "B Food and warmth",
            "C Someone to talk to",
            "D Opening hours",
            "E Money and forms",
        )
        assert app.commands == [OpenRound(question=QUESTION, options=themes)]
        assert app.screen is app.first


@pytest.mark.parametrize("typed", ["one; two", "one\ntwo\n\n"])
async def test_a_vote_by_paper_dots_on_typed_options(typed: str) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("v", *QUESTION, "enter")
        app.screen.query_one("#options").text = typed  # type: ignore[attr-defined]
        await pilot.press("tab", "space", "tab", "backspace", "5", "tab", "tab", "enter")
        await pilot.pause()
        assert app.commands == [
            OpenRound(question=QUESTION, options=("one", "two"), method="dots", dots=5)
        ]


async def test_a_vote_that_can_not_be_opened_keeps_what_was_typed() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("v", *"Why")
        app.screen.query_one("#options").text = "only one"  # type: ignore[attr-defined]
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, OpenVote)
        assert app.screen.query_one("#question", Line).value == "Why"
        assert app.told == [say("refused.options_few")]


async def test_hands_are_counted_and_the_numbers_stay_unseen() -> None:
    app = board(voting())
    async with app.run_test() as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, CountVote)
        assert say("vote.none").split(".")[0] in seen(app)
        await pilot.press("7", "enter", "1", "2", "enter")
        await pilot.pause()
        one, two = options()
        assert app.commands == [
            EnterCount(round=round_id(), channel="hands", counts={one: 7, two: 12})
        ]
        assert "Counted so far: Hands" in seen(app)
        assert "12" not in "".join(row for row in seen(app).splitlines() if "B two" in row)
        await pilot.press("f9", "n")
        await pilot.pause()
        assert "12" in "".join(row for row in seen(app).splitlines() if "B two" in row)
        await pilot.press("f9", "y")
        await pilot.pause()
        assert "12" not in "".join(row for row in seen(app).splitlines() if "B two" in row)


async def test_paper_needs_the_number_of_papers() -> None:
    app = board(voting(dots=True))
    async with app.run_test() as pilot:
        await pilot.press("v", "down", "down", "enter", "7", "down", "5", "f2")
        await pilot.pause()
        assert app.told == [say("refused.ballots_missing")]
        await pilot.press("down", "8", "enter")
        await pilot.pause()
        one, two = options()
        assert app.commands[-1] == EnterCount(
            round=round_id(), channel="paper", counts={one: 7, two: 5}, ballots=8
        )


async def test_another_channel_is_chosen_with_space() -> None:
    app = board(voting())
    async with app.run_test() as pilot:
        await pilot.press("v", "shift+tab", "space", "tab", "3", "enter", "enter", "4", "enter")
        await pilot.pause()
        one, two = options()
        assert app.commands == [
            EnterCount(round=round_id(), channel="paper", counts={one: 3, two: 0}, ballots=4)
        ]


async def test_an_empty_count_is_refused_in_words() -> None:
    app = board(voting())
    async with app.run_test() as pilot:
        await pilot.press("v", "a", "f2")
        await pilot.pause()
        assert app.told == [say("refused.count_empty")]


async def test_a_count_is_closed_and_shown_by_one_key_each() -> None:
    one, two = options()
    count = EnterCount(round=round_id(), channel="hands", counts={one: 7, two: 12})
    app = board(voting(count))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("v", "f4")
        await pilot.pause()
        # Whoever carries it out asks first, wherever it comes from (tests/tui/test_vote_keys.py).
        assert app.commands == [CloseRound(round=round_id())]
        assert app.screen is app.first
        assert "12 hands" not in seen(app)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, ShowVote)
        assert "the whole room sees it" in seen(app)
        await pilot.press("escape", "v", "r")
        await pilot.pause()
        assert app.commands[-1] == RevealRound(round=round_id())
        assert "12 hands" in seen(app)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, OpenVote)


async def test_a_counted_vote_can_be_left_unshown_for_another() -> None:
    one, two = options()
    count = EnterCount(round=round_id(), channel="hands", counts={one: 7, two: 12})
    app = board(voting(count, CloseRound(round=round_id())))
    async with app.run_test() as pilot:
        await pilot.press("v", "n")
        await pilot.pause()
        assert isinstance(app.screen, OpenVote)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("key", ["r", "v", "i", "p", "a", "W"])
async def test_a_dialog_fits_and_its_keys_are_told(key: str, size: tuple[int, int]) -> None:
    app = board()
    async with app.run_test(size=size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        sheet = app.screen.query_one("#sheet")
        keys = app.screen.query_one(".keys")
        assert app.screen.region.contains_region(sheet.region)
        assert sheet.region.contains_region(keys.region)
        assert keys.size.height > 0


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_counting_twelve_options_fits(size: tuple[int, int]) -> None:
    table = hall()
    table.do(OpenRound(question="Which?", options=tuple(f"Option {n}" for n in range(12))))
    app = board(table)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v", *["1", "enter"] * 12)
        await pilot.pause()
        keys = app.screen.query_one(".keys")
        assert app.screen.query_one("#sheet").region.contains_region(keys.region)
        (count,) = app.commands
        assert isinstance(count, EnterCount)
        assert list(count.counts.values()) == [1] * 12
        assert len(app.screen.query(Input)) == 13
