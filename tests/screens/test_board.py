"""The board: every key of it, what it shows without any, and at which size."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.app import App

from screens.board import BoardScreen
from screens.messages import MoveAsked
from screens.widgets.now_card import NowPanel
from screens.widgets.status_line import NothingYet
from session.model.agenda import (
    AddMinutes,
    BackdateStart,
    BackItem,
    ChangeFocus,
    NextItem,
    Pause,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.agreement import ShowShares
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.glossary import FlagWord
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea
from session.model.lifecycle import SetCounting
from session.model.parking import Park
from session.model.plan import Plan, PlanItem
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, RecordDecision, SetAction, WriteNote
from session.model.state import replace
from session.wording.catalogue import say
from tests.every_key import KEYS as KEYS_ON
from tests.screens.hall import hall
from tests.screens.harness import SIZES, Harness, Table, hub_plan, seen
from tests.screens.views import VIEW, VOTE

FOCUS = "What would bring you through the door on a dark afternoon?"


def board(table: Table | None = None) -> Harness:
    return Harness(BoardScreen(), table or hall())


COMMANDS: list[tuple[str, AnyCommand]] = [
    ("n", NextItem()),
    ("N", BackItem()),
    ("space", Pause()),
    ("plus", AddMinutes(minutes=1)),
    ("equals_sign", AddMinutes(minutes=1)),
    ("minus", AddMinutes(minutes=-1)),
    ("k", SkipItem()),
    ("b", TakeBreak()),
    ("1", StartTurn(group="community member")),
    ("2", StartTurn(group="service provider")),
    ("3", StartTurn(group="researcher")),
    ("4", StartTurn(group="facilitator")),
    ("0", StartTurn(kind="someone")),
    ("9", EndTurn()),
    ("s", StartTurn(kind="silence")),
    ("S", StartTurn(kind="group-work")),
    ("y", CallHand()),
    ("c", RaiseHand(reason="online")),
    ("u", Undo()),
    ("U", Redo()),
]


@pytest.mark.parametrize(("key", "command"), COMMANDS)
async def test_one_key_is_one_command(key: str, command: AnyCommand) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.commands == [command]


TYPED: list[tuple[str, str, AnyCommand]] = [
    ("e", "3", BackdateStart(back_s=180)),
    ("f", "What is missing?", ChangeFocus(focus="What is missing?")),
    ("h", "Halima B", RaiseHand(name="Halima B")),
    ("h", "2", RaiseHand(group="service provider")),
    ("C", "", RaiseHand(reason="unclear")),
    ("C", "2", RaiseHand(group="service provider", reason="unclear")),
    ("h", "Researcher", RaiseHand(group="researcher")),
    ("i", "A warm bus", AddIdea(text="A warm bus")),
    ("o", "A warm bus", AddIdea(text="A warm bus", channel="online")),
    (
        "p",
        "Bus timetable @Priya > session 4",
        Park(text="Bus timetable", asked_by="Priya", promise="session 4"),
    ),
    ("w", "The bus is late", WriteNote(text="The bus is late")),
    ("d", "Soup first", RecordDecision(text="Soup first")),
    ("D", "Not on Fridays", AddReservation(text="Not on Fridays")),
    (
        "a",
        "Ask about heating @Mo by 12 January",
        SetAction(what="Ask about heating", who="Mo", by="12 January"),
    ),
]


@pytest.mark.parametrize(("key", "typed", "command"), TYPED)
async def test_a_key_and_one_typed_line_are_one_command(
    key: str, typed: str, command: AnyCommand
) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        line = app.screen.query_one("Line")
        line.value = ""  # type: ignore[attr-defined]
        await pilot.press(*_keys(typed), "enter")
        await pilot.pause()
        assert app.commands == [command]


@pytest.mark.parametrize("key", sorted({key for key, *_ in TYPED}))
async def test_esc_leaves_a_typed_line_and_nothing_happens(key: str) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press(key, "x", "escape")
        await pilot.pause()
        assert (app.commands, app.screen) == ([], app.first)


WAYS = [
    ("t", "themes"),
    ("g", "start"),
    ("j", "join"),
    ("m", "calm"),
    ("z", "shared"),
    ("A", "start"),
    ("L", "start"),
    ("E", "close"),
    ("G", "speak"),
    ("H", "speak"),
    ("R", "close"),
    ("B", "record"),
    ("P", "record"),
    ("l", "people"),
    ("f1", "help"),
    ("question_mark", "help"),
    ("q", "home"),
]


@pytest.mark.parametrize(("key", "way"), WAYS)
async def test_a_key_asks_for_another_screen(key: str, way: str) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.ways == [way]


DIALOGS = [
    ("M", "Break, with soup"),
    ("r", say("replan.way.shrink")),
    ("v", "(•) Hands"),
    ("W", "No words yet"),
]


@pytest.mark.parametrize(("key", "words"), DIALOGS)
async def test_a_key_opens_a_dialog(key: str, words: str) -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is not app.first
        assert words in seen(app)


async def test_x_asks_to_strike_the_last_entry() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert [(asked.area, asked.key) for asked in app.strikes] == [("", "")]


async def test_every_key_of_the_table_is_tried_here() -> None:
    tried = {key for key, *_ in [*COMMANDS, *TYPED, *WAYS, *DIALOGS]}
    tried |= {"x", "f9", "5", "6", "7", "8"}
    assert {key for one in KEYS_ON["board"] for key in one.keys.split(",") if key} == tried


async def test_n_starts_the_agenda_when_it_has_not_begun() -> None:
    app = board(Table())
    async with app.run_test() as pilot:
        assert "not started yet" in seen(app)
        assert "Start" in seen(app)
        await pilot.press("n", "n")
        await pilot.pause()
        assert app.commands == [StartAgenda(), NextItem()]


async def test_e_starts_it_earlier_when_it_has_not_begun() -> None:
    table = Table()
    table.wait(10)
    app = board(table)
    async with app.run_test() as pilot:
        await pilot.press("e", "4", "enter")
        await pilot.press("e", "s", "o", "o", "n", "enter")
        await pilot.pause()
        assert app.commands == [StartAgenda(back_s=240)]
        assert app.told == [say("dialog.number")]


async def test_space_goes_on_when_paused() -> None:
    app = board(hall().do(Pause()))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert app.commands == [Resume()]


async def test_a_number_without_a_role_group_says_so() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert (app.commands, app.told) == ([], [say("board.no_group", number="5")])


async def test_f9_leads_to_the_private_panel_which_the_app_asks_before() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert app.ways == ["private"]


async def test_saving_elsewhere_asks_for_a_folder() -> None:
    moved: list[str] = []
    app = board()

    def hook(message: Any) -> None:
        if isinstance(message, MoveAsked):
            moved.append(message.folder)

    async with app.run_test(message_hook=hook) as pilot:
        await app.first.run_action("save_elsewhere")
        await pilot.pause()
        await pilot.press(*_keys("/media/usb"), "enter")
        await pilot.pause()
        assert set(moved) == {"/media/usb"}


async def test_single_keys_are_dead_while_something_is_typed() -> None:
    app = board()
    typed = "nNk+-=1x.?uUqRjmtvs "
    async with app.run_test() as pilot:
        await pilot.press("w", *_keys(typed + "!"))
        await pilot.pause()
        assert (app.commands, app.ways, app.strikes) == ([], [], [])
        await pilot.press("enter")
        await pilot.pause()
        assert app.commands == [WriteNote(text=typed + "!")]


async def test_ideas_are_written_one_after_another() -> None:
    app = board()
    async with app.run_test() as pilot:
        await pilot.press("i", *_keys("Soup"), "enter", *_keys("Tea"), "enter")
        await pilot.pause()
        assert "Idea: “Tea”" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert [c.text for c in app.commands if isinstance(c, AddIdea)] == ["Soup", "Tea"]
        assert app.screen is app.first


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_says_what_matters_without_any_key(size: tuple[int, int]) -> None:
    app = board()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)
        for told in (
            "Hub futures",
            "What should the hub",
            "✓ saved",
            "10:48",
            "Ideas for next winter",
            "Finishing about 12:00",
            "A ● Getting here",
            "B ■ Food and warmth",
            "6 ideas, 2 not sorted",
            "community member",
            "Mo",
            "2 parked",
            "n Next item",
            "? Help",
        ):
            assert told in words, told


@pytest.mark.parametrize("size", SIZES)
async def test_the_focus_point_is_the_largest_thing_there_is(size: tuple[int, int]) -> None:
    app = board()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        card = app.screen.query_one(NowPanel)
        assert card.value is not None
        assert card.value.focus == FOCUS
        words = seen(app)
        drawn = [row for row in words.splitlines() if any(c in row for c in "▀█")]
        # In a small window letters would be larger than the card: then it stands in bold words.
        assert len(drawn) >= 15 if size != SIZES[0] else FOCUS in words


@pytest.mark.parametrize("size", SIZES)
async def test_private_figures_are_never_on_the_board(size: tuple[int, int]) -> None:
    table = hall()
    table.wait(30)
    app = board(table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "%" not in seen(app)
        assert "Maureen" not in seen(app)


@pytest.mark.parametrize(
    ("size", "panels"), [((80, 24), 0), ((120, 36), 0), ((150, 44), 3), ((200, 56), 4)]
)
async def test_each_fact_stands_once(size: tuple[int, int], panels: int) -> None:
    """What a panel in sight tells stands in no line, and what has no panel stands in one."""
    app = board()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)

    for told in ("11:00", "Mo", "2 parked", "community member"):
        assert len(re.findall(rf"\b{told}\b", words)) == 1, told
    assert ("Speaking: community member · next: Mo" in words) is (panels == 0)
    assert ("Decided: Soup stays at eleven" in words) is (panels > 0)
    assert ("Today" in words) is (panels == 4)


@pytest.mark.parametrize("size", [(40, 10), *SIZES])
async def test_nothing_that_is_not_there_yet_is_painted(size: tuple[int, int]) -> None:
    """Before anything was said, written, parked or agreed there is no panel, no zero, and nothing about turns."""
    app = board(Table().do(StartAgenda()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)

    for told in (
        "Turns",
        "speak",
        "arked",
        "Theme",
        "0 idea",
        "Nobody",
        "people",
        " 0 ",
        "none",
        "yet",
    ):
        assert told not in words, told
    assert "about 5 minutes left" in words or size[0] > 80
    assert words.splitlines()[-1].strip().startswith("n ")
    assert words.rstrip().endswith("? Help")


async def test_panels_come_with_what_they_hold_and_go_with_it() -> None:
    app = board(Table().do(StartAgenda()))
    async with app.run_test(size=(120, 36)) as pilot:
        assert app.table
        for command, told in (
            (Park(text="The bus"), "1 parked"),
            (RaiseHand(group="researcher"), "1. researcher"),
            (AddIdea(text="A warm bus"), "• A warm bus"),
            (SetCounting(on=True), "Turns are counted"),
        ):
            app.table.do(command)
            app._paint()
            await pilot.pause()
            assert told in seen(app)
            app.table.do(Undo())
            app._paint()
            await pilot.pause()
            assert told not in seen(app)


@pytest.mark.parametrize("size", [(40, 10), *SIZES])
async def test_time_over_has_its_own_words_shape_and_colour(size: tuple[int, int]) -> None:
    table = Table().do(StartAgenda())
    table.wait(9)
    app = board(table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)
        over = app.theme_variables["over"]
        card = app.screen.query_one(NowPanel)
        drawn = card.render()

    assert card.value
    assert card.value.left == "over by 4 minutes"
    assert "▲" in words
    assert "▲ over by 4 minutes" in words or "█" in drawn.plain
    assert any("$over" in str(span.style) for span in drawn.spans)
    others = {
        app.theme_variables[name] for name in ("accent", "warning", "error", "short", "success")
    }
    assert over not in others


ONE_ITEM = Plan(title="An open talk", agenda=(PlanItem("Talk about the winter"),))
LONG = Plan(
    title="A long day",
    agenda=tuple(PlanItem(f"Item {n}, which has a title of many words", 5) for n in range(200)),
)


@pytest.mark.parametrize("size", [(40, 10), *SIZES])
@pytest.mark.parametrize("plan", [ONE_ITEM, LONG], ids=["one item without minutes", "two hundred"])
async def test_the_smallest_and_the_largest_plan(plan: Plan, size: tuple[int, int]) -> None:
    app = board(Table(plan).do(StartAgenda()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)

    rows = words.splitlines()
    assert rows[-1].strip().startswith("n ")
    if plan is ONE_ITEM:
        assert "Today" not in words
        assert "Finishing" not in words
        assert "━" not in words.replace("╭━", "")
    elif size[0] >= 160:
        assert "Item 1, which has a title of many words" in words
        assert re.search(r"and \d+ more", words)
    else:
        assert "Next at 10:05" in words


async def test_the_accent_marks_only_what_is_now() -> None:
    app = board(hall().do(ChangeFocus(focus="Which door?")))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        rows = seen(app).splitlines()
        now = [row for row in rows if "▶" in row]
        assert ["community member" in row for row in now] == [True]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 8])
async def test_no_theme_one_theme_and_eight(count: int, size: tuple[int, int]) -> None:
    view = replace(VIEW, themes=VIEW.themes[:count])
    if count == 8:
        from tests.screens.views import themes

        view = replace(VIEW, themes=themes(8))
    app = Harness(BoardScreen())
    async with app.run_test(size=size) as pilot:
        app.first.show(view)  # type: ignore[attr-defined]
        await pilot.pause()
        words = seen(app)
        assert app.screen.query_one("#lower").display is (count > 0)
        assert "Themes" in words if count else "Themes" not in words
        for bar in view.themes:
            assert f"{bar.letter} {bar.shape} {bar.name[:6]}" in words


@pytest.mark.parametrize("size", SIZES)
async def test_a_result_stands_on_the_board_once_it_is_revealed(size: tuple[int, int]) -> None:
    app = Harness(BoardScreen())
    async with app.run_test(size=size) as pilot:
        app.first.show(replace(VIEW, round=VOTE))  # type: ignore[attr-defined]
        await pilot.pause()
        words = seen(app)
        assert "Vote: Result" in words
        assert "28 dots" in words
        assert " 5 Money and forms" in words


async def test_trouble_stands_in_a_banner_until_it_is_over() -> None:
    app = board()
    async with app.run_test() as pilot:
        app.saved = NothingYet(durable_n=1, n=3, trouble="The disk is full. Nothing is lost yet.")
        await pilot.pause()
        assert "The disk is full. Nothing is lost yet." in seen(app)
        assert "not saved" in seen(app)
        assert "saving…" not in seen(app)
        app.saved = NothingYet(durable_n=1, n=3)
        await pilot.pause()
        assert "saving…" in seen(app)
        app.saved = NothingYet(durable_n=3, n=3)
        await pilot.pause()
        assert "The disk is full" not in seen(app)
        assert "✓ saved" in seen(app)


async def test_a_tick_that_changes_no_word_repaints_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = hall()
    app = board(table)
    async with app.run_test(size=(120, 36)) as pilot:
        # What the first paint set off is drawn as well.
        for _ in range(3):
            await pilot.pause()
        painted: list[Any] = []
        monkeypatch.setattr(
            App, "_display", lambda self, screen, renderable: painted.append(renderable)
        )
        for _ in range(8):
            table.t += 500
            app.now = table.now()
            await pilot.pause()
        assert painted == []
        table.wait(1)
        app.now = table.now()
        await pilot.pause()
        assert painted


@pytest.mark.parametrize(
    ("focus", "large"),
    [
        ("Czego nam brakuje zimą?", True),
        ("سردیوں میں آپ کو کیا چاہیے؟", True),
        ("这个冬天我们需要什么", False),
    ],
)
async def test_what_a_typeface_holds_is_large_and_the_rest_is_shown_plain(
    focus: str, large: bool
) -> None:
    plan = hub_plan()
    items = (replace(plan.agenda[0], focus=focus), *plan.agenda[1:])
    app = board(Table(replace(plan, agenda=items)).do(StartAgenda()))
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        assert (focus not in seen(app)) == large


@pytest.mark.parametrize("size", SIZES)
def test_how_the_board_looks(size: tuple[int, int], snap_compare: Any) -> None:
    assert snap_compare(board(), terminal_size=size)


def _keys(text: str) -> list[str]:
    return list(text)


@pytest.mark.practice("P25")
@pytest.mark.parametrize("size", SIZES)
async def test_a_word_somebody_asked_about_stands_in_small(size: tuple[int, int]) -> None:
    app = board(hall().do(FlagWord(text="ICB [/red]")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "1 word to explain: ICB [/red]" in seen(app)
        assert app.focused is None


@pytest.mark.practice("P23")
@pytest.mark.parametrize("size", SIZES)
async def test_shares_stand_on_the_board_only_once_the_group_agreed(size: tuple[int, int]) -> None:
    table = hall()
    table.do(StartTurn(group="service provider"))
    table.wait(12)
    app = board(table)
    async with app.run_test(size=size) as pilot:
        assert "% of talk" not in seen(app)
        assert app.table
        app.table.do(ShowShares(on=True))
        app._paint()
        await pilot.pause()
        assert "40 % of talk" in seen(app)
        app.table.do(SetCounting(on=False))
        app._paint()
        await pilot.pause()
        assert "% of talk" not in seen(app)
