"""The eight keys on the board: go on, write, who speaks, ask, time, what the room sees, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from screens.board import BoardScreen
from screens.dialogs.time_menu import TimeMenu
from screens.dialogs.write import WriteBox
from screens.eight import write_one
from screens.help import HelpScreen
from screens.keys.keymap import Layout
from screens.people import PeopleScreen
from screens.record import RecordScreen
from screens.start import StartScreen
from screens.themes import ThemesScreen
from screens.widgets.one_by_one import OneByOne
from session.model.agenda import (
    AddMinutes,
    BackdateStart,
    BackItem,
    NextItem,
    Pause,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.glossary import ExplainWord, FlagWord
from session.model.history import Undo
from session.model.ideas import AddIdea
from session.model.parking import Park
from session.model.people import ArriveAll
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, RecordDecision, SetAction, WriteNote
from session.model.speaking_round import OpenCircle, StepCircle
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.rules.ballots import BallotsIn
from session.rules.writing import WriteKind
from session.wording.catalogue import say
from tests.screens.hall import hall
from tests.screens.harness import Harness as AllKeys
from tests.screens.harness import Table, seen

PLAN = Plan(
    title="Winter plans",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Check-in", 10, "check-in", focus="How are you arriving?"),
        PlanItem("Ideas", 20, "ideas", focus="What is missing in winter?"),
        PlanItem("Deciding", 10, "decision"),
    ),
    people=(PlanPerson("Dawn"), PlanPerson("Mo")),
)
SIZES = [(80, 24), (120, 36)]
KEYS = {
    "go_on": "n",
    "write": "w",
    "speak": "h",
    "ask": "v",
    "time": "r",
    "room": "z",
    "undo": "u",
}


class Harness(AllKeys):
    """With the eight keys that everybody begins with."""

    layout_of_keys = Layout()


def begun(items: int = 0) -> Table:
    table = Table(PLAN).do(ArriveAll(), StartAgenda())
    for _ in range(items):
        table.wait(1)
        table.do(NextItem())
    table.wait(1)
    return table


async def press(app: Harness, pilot: Pilot[Any], *deeds: str) -> None:
    """Press the key of each deed, one after the other."""
    for deed in deeds:
        await pilot.press(KEYS[deed])
        await pilot.pause()


async def write(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*text, "enter")
    await pilot.pause()


# Go on


async def test_going_on_starts_the_round_of_a_check_in_with_its_question() -> None:
    app = Harness(BoardScreen(), begun(1))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(app, pilot, "go_on")
        assert app.commands == [OpenCircle(kind="check-in", question="How are you arriving?")]
        assert app.table
        app.table.wait(1)
        app._paint()
        await press(app, pilot, "go_on")
        assert app.commands[1:] == [StepCircle()]


async def test_going_on_twice_within_two_seconds_does_nothing_and_says_so() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(app, pilot, "go_on", "go_on", "go_on")
        assert app.commands == [NextItem()]
        assert app.told == [say("agenda.twice")] * 2


async def test_going_on_opens_the_box_of_an_item_once() -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(app, pilot, "go_on")
        assert isinstance(app.screen, WriteBox)
        await write(pilot, "Soup on Tuesdays")
        await pilot.press("escape")
        assert app.table
        app.table.wait(1)
        app._paint()
        await press(app, pilot, "go_on")
        assert app.commands == [AddIdea(text="Soup on Tuesdays"), NextItem()]


async def test_before_the_start_going_on_leads_to_who_comes_in_and_why_we_meet() -> None:
    app = Harness(BoardScreen(), Table(PLAN))
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(4):
            await press(app, pilot, "go_on")
            assert app.table
            app.table.wait(1)
            app._paint()
        assert app.ways == ["people", "start", "start"]
        assert app.commands == [StartAgenda()]


async def test_turning_pages_is_no_slip_for_what_comes_after_them() -> None:
    app = Harness(StartScreen(), Table(PLAN))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(app, pilot, *["go_on"] * 5)
        assert app.ways == ["people"]
        assert app.told == []


async def test_help_begins_with_what_going_on_does() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await app.push_screen(HelpScreen("board").data_bind(state=AllKeys.state))
        await pilot.pause()
        rows = [row.strip() for row in seen(app).splitlines() if row.strip()]
        assert rows[:2] == ["Keys: Board", "n → Check-in"]


# Write

KINDS: list[tuple[str, AnyCommand]] = [
    ("The bus is late", WriteNote(text="The bus is late")),
    ("idea A warm bus", AddIdea(text="A warm bus")),
    ("Idea: A warm bus", AddIdea(text="A warm bus")),
    ("online A warm bus", AddIdea(text="A warm bus", channel="online")),
    (
        "park Bus timetable @Priya > session 4",
        Park(text="Bus timetable", asked_by="Priya", promise="session 4"),
    ),
    ("decided Soup first", RecordDecision(text="Soup first")),
    (
        "to do Ask about heating @Mo by 12 January",
        SetAction(what="Ask about heating", who="Mo", by="12 January"),
    ),
    ("word ICB", FlagWord(text="ICB")),
    ("word ICB = care board", ExplainWord(text="ICB", meaning="care board")),
    ("ideas are few", WriteNote(text="ideas are few")),
]


@pytest.mark.parametrize(("typed", "command"), KINDS)
async def test_a_first_word_says_of_which_kind_a_line_is(typed: str, command: AnyCommand) -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test() as pilot:
        await press(app, pilot, "write")
        await write(pilot, typed)
        assert app.commands == [command]
        assert isinstance(app.screen, WriteBox)


async def test_the_box_stays_open_and_says_back_what_was_understood() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        await write(pilot, "to do Ask about heating @Mo by 12 January")
        assert "Next step: “Ask about heating”" in seen(app)
        assert "12 January" in seen(app)
        assert app.table
        app.table.wait(1)
        await write(pilot, "decided Soup first")
        await write(pilot, "but Not on Fridays")
        assert "Reservation: “Not on Fridays”" in seen(app)
        assert app.commands[1:] == [
            RecordDecision(text="Soup first"),
            AddReservation(text="Not on Fridays"),
        ]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_tab_goes_through_the_kinds_and_the_box_says_which() -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        assert "Idea  One idea a line." in seen(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "Park for later" in seen(app)
        await write(pilot, "but the lease")
        assert app.commands == [Park(text="but the lease")]
        assert "Idea  One idea a line." in seen(app)


async def test_the_box_says_the_kind_while_the_first_word_is_typed() -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        for typed, told in (("but", "Idea  "), (" ", "Reservation  "), ("n", "Reservation  ")):
            await pilot.press(*typed)
            await pilot.pause()
            assert told in seen(app), typed


async def test_a_first_word_alone_is_no_line_but_its_kind() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        await write(pilot, "Decided")
        assert "Decision  " in seen(app)
        await write(pilot, "Soup first")
        await write(pilot, "Dawn brings bowls")
        assert app.commands == [
            RecordDecision(text="Soup first"),
            WriteNote(text="Dawn brings bowls"),
        ]


@pytest.mark.parametrize("box", ["write", "idea"])
async def test_each_line_of_a_pasted_list_is_an_idea_of_its_own_once_it_is_kept(box: str) -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write") if box == "write" else await pilot.press("deed.idea")
        await pilot.pause()
        app.post_message(events.Paste("- Chess\n- Knitting\n\n- سوپ 🍲\n"))
        await pilot.pause()
        assert app.commands == []
        for _ in range(3):
            await pilot.press("enter")
            await pilot.pause()
        assert app.commands == [AddIdea(text=one) for one in ("Chess", "Knitting", "سوپ 🍲")]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_several_lines_of_anything_else_are_one_text() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        app.post_message(events.Paste("We talked\nabout soup.\n"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.commands == [WriteNote(text="We talked about soup.")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_says_what_going_on_does_and_then_the_others_of_the_eight(
    size: tuple[int, int],
) -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        footer = seen(app).splitlines()[-1].split()
        assert footer[:3] == ["n", "→", "Check-in"]
        assert [word for word in footer if word in {*"whvrzu?"}] == [*"whvrzu?"]


async def test_keys_that_have_no_letter_now_stand_on_no_panel() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        words = seen(app)
        assert " 0  someone" in words
        assert "group work" not in words


async def test_what_is_refused_stays_in_the_box_with_the_reason() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        await write(pilot, "but Not on Fridays")
        assert app.commands == []
        assert "but Not on Fridays" in seen(app)


async def test_a_decision_item_writes_decisions() -> None:
    app = Harness(BoardScreen(), begun(3))
    async with app.run_test() as pilot:
        await press(app, pilot, "write")
        await write(pilot, "Soup first")
        assert app.commands == [RecordDecision(text="Soup first")]


# Words that were not kept yet


def line(app: Harness) -> str:
    return app.screen.query_one(OneByOne).value


async def left(app: Harness, pilot: Pilot[Any], deed: str = "write") -> str:
    """Open the box, say what it begins with, and leave it."""
    await press(app, pilot, deed)
    words = line(app)
    await pilot.press("escape")
    await pilot.pause()
    return words


@pytest.mark.parametrize("how", ["escape", "another screen"])
async def test_the_box_begins_with_the_words_that_were_left_in_it(how: str) -> None:
    board = BoardScreen()
    app = Harness(board, begun())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        await pilot.press("tab", *"Soup at noon")
        if how == "escape":
            await pilot.press("escape")
        else:
            # What is opened elsewhere takes the dialogs off.
            await app.pop_screen()
        await pilot.pause()
        assert app.screen is board
        assert "Soup at noon" not in seen(app)
        assert app.told == [say("write.left")] * (how == "escape")
        await press(app, pilot, "write")
        assert line(app) == "Soup at noon"
        assert say("write.drops") in seen(app)
        assert "Idea  " in seen(app)
        # Esc drops them only as they were left.
        await pilot.press("s")
        await pilot.pause()
        assert say("write.drops") not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.commands == [AddIdea(text="Soup at noons")]
        assert say("write.drops") not in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert await left(app, pilot) == ""


async def test_esc_on_words_that_are_as_they_were_left_drops_them_and_so_does_emptying() -> None:
    app = Harness(BoardScreen(), begun())
    async with app.run_test() as pilot:
        await press(app, pilot, "write")
        await pilot.press(*"ab", "escape")
        await pilot.pause()
        assert [await left(app, pilot), await left(app, pilot)] == ["ab", ""]
        await press(app, pilot, "write")
        await pilot.press(*"ab", "escape")
        await press(app, pilot, "write")
        await pilot.press("backspace", "escape")
        await press(app, pilot, "write")
        await pilot.press("backspace", "escape")
        await pilot.pause()
        assert await left(app, pilot) == ""
        assert app.commands == []


async def test_a_box_for_ideas_never_begins_with_words_of_another_kind() -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "write")
        # A note of one's own is nothing for the idea box that `n` opens on the wall.
        await pilot.press(*["tab"] * 7, *"Do not show", "escape")
        await pilot.pause()
        await press(app, pilot, "go_on")
        assert isinstance(app.screen, WriteBox)
        assert line(app) == ""
        await pilot.press(*"Soup", "escape")
        await pilot.pause()
        assert await left(app, pilot) == "Soup"
        assert await left(app, pilot) == "Do not show"


async def test_what_waits_of_a_pasted_list_is_left_too_and_an_emptied_line_passes_one_over() -> (
    None
):
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test() as pilot:
        await press(app, pilot, "write")
        app.post_message(events.Paste("Chess\nX\nSoup\n"))
        await pilot.pause()
        await pilot.press("enter", "escape")
        await pilot.pause()
        await press(app, pilot, "write")
        assert line(app) == "X"
        await pilot.press("backspace", "enter", "enter", "enter")
        await pilot.pause()
        assert app.commands == [AddIdea(text="Chess"), AddIdea(text="Soup")]
        assert app.screen is app.first
        assert await left(app, pilot) == ""


# Who speaks


async def test_who_speaks_is_one_screen() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "speak")
        assert app.ways == ["speak"]


# Ask the room


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_is_opened_counted_closed_and_shown_in_six_keys(size: tuple[int, int]) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test(size=size) as pilot:
        keys = 0

        async def key(name: str) -> None:
            nonlocal keys
            keys += 1
            await pilot.press(name)
            await pilot.pause()

        await press(app, pilot, "ask")
        keys += 1
        assert "What would bring you through the door" in seen(app)
        await key("enter")
        (opened,) = app.commands
        assert isinstance(opened, OpenRound)
        assert opened.question == "What would bring you through the door on a dark afternoon?"
        assert opened.options[0] == "A Getting here"
        for n in range(len(opened.options)):
            # The counts, each with the Enter that goes on to the next.
            await pilot.press(str(n + 1), "enter")
        await pilot.pause()
        await key("f4")
        assert app.table
        app.table.wait(1)
        app._paint()
        await press(app, pilot, "go_on")
        keys += 1
    assert [type(one) for one in app.commands] == [
        OpenRound,
        EnterCount,
        CloseRound,
        RevealRound,
    ]
    # Closing and showing each ask, which is a key more.
    assert keys + 2 <= 6


@pytest.mark.parametrize(("number", "method", "options"), [("2", "dots", 5), ("3", "gradient", 0)])
async def test_the_other_ways_are_a_number(number: str, method: str, options: int) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "ask")
        await pilot.press(number)
        await pilot.pause()
        (opened,) = app.commands
        assert isinstance(opened, OpenRound)
        assert (opened.method, len(opened.options)) == (method, options)


async def test_other_ways_keep_the_question_and_without_themes_it_is_yes_or_no() -> None:
    app = Harness(BoardScreen(), begun(2))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "ask")
        assert "To choose from: Yes, No, Not sure" in seen(app)
        await pilot.press("4")
        await pilot.pause()
        assert "(•) Hands" in seen(app)
        assert "What is missing in winter?" in seen(app)


async def test_a_question_can_be_put_in_other_words_and_nothing_is_asked_without_one() -> None:
    app = Harness(BoardScreen(), Table(Plan(title="Hub", agenda=())))
    async with app.run_test() as pilot:
        await press(app, pilot, "ask")
        await write(pilot, "Soup?")
        await pilot.press("enter")
        await pilot.pause()
        (opened,) = app.commands
        assert isinstance(opened, OpenRound)
        assert opened.question == "Soup?"


async def test_an_open_vote_is_called_off_from_the_same_key() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "ask")
        await pilot.press("2")
        await pilot.pause()
        await press(app, pilot, "ask")
        await pilot.press("f8")
        await pilot.pause()
        assert say("vote.off.why") in seen(app)


# Time, what the room sees, take back

TIME: list[tuple[str, AnyCommand]] = [
    ("1", AddMinutes(minutes=5)),
    ("2", TakeBreak()),
    ("5", BackItem()),
    ("7", SkipItem()),
    ("8", Pause()),
]


@pytest.mark.parametrize(("number", "command"), TIME)
async def test_a_number_does_something_about_the_time(number: str, command: AnyCommand) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "time")
        assert "About 12 minutes left" in seen(app)
        await pilot.press(number)
        await pilot.pause()
        assert app.commands == [command]
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize(
    ("number", "words"), [("3", say("replan.way.shrink")), ("6", "Break, with soup")]
)
async def test_catching_up_and_the_agenda_open_below_the_menu(number: str, words: str) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "time")
        await pilot.press(number)
        await pilot.pause()
        assert not isinstance(app.screen, TimeMenu)
        assert words in seen(app)


async def test_it_began_earlier() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "time")
        await pilot.press("4")
        await write(pilot, "3")
        assert app.commands == [BackdateStart(back_s=180)]


@pytest.mark.parametrize(
    ("number", "to", "about"),
    [
        ("1", "shared", ""),
        ("2", "shared", "welcome"),
        ("3", "start", "so-far"),
        ("4", "shared", "ideas"),
        ("6", "join", ""),
        ("7", "shared", "agreement"),
        ("8", "shared", "parking"),
        ("9", "calm", ""),
        ("0", "blackout", ""),
    ],
)
async def test_what_the_room_sees_is_one_list(number: str, to: str, about: str) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "room")
        await pilot.press(number)
        await pilot.pause()
        assert [(one.to, one.about) for one in app.gone] == [(to, about)]


async def test_take_back() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await press(app, pilot, "undo")
        assert app.commands == [Undo()]


@pytest.mark.parametrize("deed", ["time", "room", "ask", "write"])
@pytest.mark.parametrize("size", [(40, 10), *SIZES])
async def test_what_a_key_opens_fits_and_esc_leaves_it(deed: str, size: tuple[int, int]) -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test(size=size) as pilot:
        await press(app, pilot, deed)
        assert type(app.screen).__name__ != "BoardScreen"
        for row in seen(app).splitlines():
            assert len(row) <= size[0]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.first
        assert app.commands == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", [BoardScreen, RecordScreen, StartScreen, ThemesScreen])
async def test_the_key_of_what_is_open_stands_in_the_footer_once(
    screen: Callable[[], Screen[None]], size: tuple[int, int]
) -> None:
    table = begun()
    table.do(OpenRound(question="Which first?", options=("Soup", "Coats")))
    app = Harness(screen(), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        (line,) = app.screen.query(".keys, KeyLine")
        words = str(line.render()).replace("·", " ").split()
        assert words.count("v") == 1
        assert words[words.index("v") + 1].lower() == "vote"


async def test_an_empty_ballot_box_is_no_line_of_its_own() -> None:
    table = begun()
    table.do(OpenRound(question="Which first?", options=("Soup", "Coats")))
    board = BoardScreen()
    app = Harness(board, table)
    async with app.run_test(size=(120, 36)) as pilot:
        (vote,) = table.state.rounds
        board.ballots = BallotsIn(round=vote)
        await pilot.pause()
        assert all(one in seen(app) for one in ("Soup", "Coats"))
        assert "0 ballots" not in seen(app)
        board.ballots = BallotsIn(round=vote, by_channel={"phone": 2})
        await pilot.pause()
        assert "2 ballots in the box" in seen(app)


PLANS = {
    "without minutes": Plan(title="Open", agenda=tuple(PlanItem(f"Item {n}") for n in range(4))),
    "one item": Plan(title="One", agenda=(PlanItem("All of it", 30),)),
    "two hundred items": Plan(
        title="Long", agenda=tuple(PlanItem(f"Item {n}", 5) for n in range(200))
    ),
}


@pytest.mark.parametrize("size", [(40, 10), *SIZES])
@pytest.mark.parametrize("plan", PLANS)
async def test_any_plan_is_gone_through_with_one_key(plan: str, size: tuple[int, int]) -> None:
    table = Table(PLANS[plan])
    table.do(StartAgenda())
    for _ in PLANS[plan].agenda[2:]:
        table.wait(1)
        table.do(NextItem())
    table.wait(1)
    app = Harness(BoardScreen(), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(2):
            table.wait(1)
            app._paint()
            await pilot.pause()
            assert "n →" in seen(app)
            assert all(len(row) <= size[0] for row in seen(app).splitlines())
            await press(app, pilot, "go_on")
        assert app.ways[-1:] == ["close"] or app.commands == [NextItem()]


async def test_nobody_here_yet_is_not_told_as_a_zero() -> None:
    app = Harness(PeopleScreen(), Table(PLAN))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "in the room" not in seen(app)
        assert "remote" not in seen(app)


@pytest.mark.parametrize("kind", ["note", "park", "decided", "but", "to-do"])
async def test_a_box_for_one_line_takes_it_as_it_is_and_closes(kind: WriteKind) -> None:
    board = BoardScreen()
    app = Harness(board, begun().do(RecordDecision(text="Soup first")))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        write_one(board, kind)
        await pilot.pause()
        assert say("write.keys.once", back="").strip(" ·") in seen(app)
        await pilot.press(*"note the bus", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        (command,) = app.commands
        assert "note the bus" in str(command)
        assert not isinstance(command, WriteNote) or kind == "note"
        assert await left(app, pilot) == ""


@pytest.mark.parametrize("kind", ["note", "park", "decided", "but", "to-do", "idea", "online"])
async def test_a_box_for_one_kind_is_empty_and_what_is_left_in_it_is_in_the_box_for_all(
    kind: WriteKind,
) -> None:
    board = BoardScreen()
    app = Harness(board, begun().do(RecordDecision(text="Soup first")))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for _ in range(2):
            # What is typed ahead, in one read with the key, is added to no other words.
            write_one(board, kind)
            await pilot.pause()
            assert line(app) == ""
            await pilot.press(*"note the bus", "escape")
            await pilot.pause()
        assert say("write.left.kind") in app.told
        await press(app, pilot, "write")
        assert line(app) == "note the bus"
        await pilot.press("enter")
        await pilot.pause()
        (command,) = app.commands
        assert "note the bus" in str(command)
        assert not isinstance(command, WriteNote) or kind == "note"
