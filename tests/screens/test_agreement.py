"""The group agreement on the screen: every key, what the room reads, and bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import OptionList

from screens.agreement import parse_shares
from screens.board import BoardScreen
from screens.dialogs.ask import Ask
from screens.keys.keymap import Layout
from screens.start import StartScreen
from screens.widgets.agreed_lines import AgreedLines
from screens.widgets.lettering import LEAST
from screens.widgets.line import Line
from session.model.agreement import (
    AddLine,
    AgreeLines,
    AgreeShares,
    MoveLine,
    RemoveLine,
    RewordLine,
    ShowShares,
    TellByRole,
)
from session.model.history import Redo, Undo
from session.model.lifecycle import SetCounting
from session.model.protocol import AnyCommand
from session.model.state import Rejected, State
from session.rules.agreement import AGREED_LIMIT, lines, suggestions
from session.wording.catalogue import say
from tests.every_key import KEYS
from tests.screens.cells import BLOCKS
from tests.screens.harness import SIZES, Harness, Table, seen

TEXTS = ("One at a time", "Breaks are fine", "Plain words")


def agreement(*texts: str) -> Harness:
    table = Table()
    table.do(*(AddLine(text=text) for text in texts or TEXTS))
    return Harness(StartScreen("agreement"), table)


def first(state: State) -> str:
    return lines(state)[0].id


PRESSED: list[tuple[list[str], Callable[[State], AnyCommand]]] = [
    (["a", *"Be kind", "enter"], lambda s: AddLine(text="Be kind")),
    (["s", "enter"], lambda s: AddLine(text=suggestions(s)[0])),
    (["e", *"!", "enter"], lambda s: RewordLine(line=first(s), text="One at a time!")),
    (["enter", *"!", "enter"], lambda s: RewordLine(line=first(s), text="One at a time!")),
    (["J"], lambda s: MoveLine(line=first(s), by=1)),
    (["shift+down"], lambda s: MoveLine(line=first(s), by=1)),
    (["down", "K"], lambda s: MoveLine(line=lines(s)[1].id, by=-1)),
    (["down", "down", "up", "shift+up"], lambda s: MoveLine(line=lines(s)[1].id, by=-1)),
    (["d"], lambda s: RemoveLine(line=first(s))),
    (["delete"], lambda s: RemoveLine(line=first(s))),
    (["y"], lambda s: AgreeLines()),
    (["7"], lambda s: SetCounting(on=True)),
    (["8"], lambda s: ShowShares(on=True)),
    (["9"], lambda s: TellByRole(on=True)),
    (
        ["0", *"60 30 10", "enter"],
        lambda s: AgreeShares(
            shares={"community member": 60, "service provider": 30, "researcher": 10}
        ),
    ),
    (["u"], lambda s: Undo()),
]


@pytest.mark.parametrize(
    ("answer", "agreed"), [(["y"], 1), (["right", "enter"], 1), (["enter"], 0), (["escape"], 0)]
)
async def test_going_on_asks_once_whether_everybody_agrees(answer: list[str], agreed: int) -> None:
    app = Harness(BoardScreen(), Table().do(*(AddLine(text=text) for text in TEXTS)))
    app.layout_of_keys = Layout()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(StartScreen("agreement").data_bind(state=Harness.state))
        await pilot.pause()
        assert "n → agree these lines (asks)" in seen(app)
        await pilot.press("n")
        await pilot.pause()
        assert say("agreement.ask") in seen(app)
        assert app.commands == []
        await pilot.press(*answer)
        await pilot.pause()
        assert app.commands == [AgreeLines()] * agreed
        assert isinstance(app.screen, StartScreen)
        assert "n → who comes in" in seen(app)
        assert ("Agreed by all" in seen(app)) == bool(agreed)


@pytest.mark.practice("P16")
@pytest.mark.parametrize(("keys", "expected"), PRESSED, ids=["-".join(k) for k, _ in PRESSED])
async def test_a_key_of_the_agreement(
    keys: list[str], expected: Callable[[State], AnyCommand]
) -> None:
    app = agreement()
    async with app.run_test(size=(120, 36)) as pilot:
        wanted = expected(app.state)
        await pilot.press(*keys)
        await pilot.pause()
        assert (app.commands, app.told, app.screen) == ([wanted], [], app.first)


async def test_other_keys_strike_redo_and_go() -> None:
    app = agreement()
    async with app.run_test() as pilot:
        await pilot.press("x", "u", "U", "question_mark", "f1", "escape", "g", "q")
        await pilot.pause()
        assert [(asked.area, asked.key) for asked in app.strikes] == [("lines", first(app.state))]
        assert app.commands == [Undo(), Redo()]
        assert app.ways == ["help", "help", "board", "board", "board"]


def test_every_key_of_the_table_is_tried_here() -> None:
    tried = {keys[-1] for keys, _ in PRESSED} | {key for keys, _ in PRESSED for key in keys}
    tried |= {"x", "U", "question_mark", "f1", "escape", "g", "q"}
    # Those of the other pages.
    tried |= {*"12345wp", "space", "right", "left", "pagedown", "pageup"}
    assert {key for one in KEYS["start"] for key in one.keys.split(",") if key} <= tried


async def test_the_chosen_line_stays_chosen_where_it_goes() -> None:
    app = agreement()
    async with app.run_test() as pilot:
        await pilot.press("J", "J", "J")
        await pilot.pause()
        assert app.screen.query_one(AgreedLines).at == 2
        assert app.told == [say("refused.line_place")]
        await pilot.press("d", "d", "d", "d", "e", "J", "x")
        await pilot.pause()
        assert app.state.lines == {}
        assert app.strikes == []
        assert "No lines yet." in seen(app)


async def test_a_line_that_is_too_long_is_refused_and_stays_in_the_dialog() -> None:
    app = agreement()
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        line = app.screen.query_one(Line)
        line.value = "x" * 2000
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        told = say("refused.text_too_long", n=2000, limit=AGREED_LIMIT)
        assert " ".join(told.split()[:6]) in seen(app)
        assert line.value == "x" * 2000
        line.value = "Be kind"
        await pilot.press("enter")
        await pilot.pause()
        assert app.commands == [AddLine(text="Be kind")]


async def test_shares_that_do_not_add_up_stay_in_the_dialog() -> None:
    app = agreement()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("0", *"60 60 1", "enter")
        await pilot.pause()
        assert "These shares make 121 %" in seen(app)
        await pilot.press("escape", "0", "enter")
        await pilot.pause()
        assert (app.commands, app.screen) == ([], app.first)


@pytest.mark.parametrize(
    "typed", ["50", "50 50", "a b c", "1 2 3 4", "-1 50 51", "1.5 2 3", "٣ 1 1"]
)
def test_shares_are_one_whole_number_for_each_role_group(typed: str) -> None:
    assert isinstance(parse_shares(typed, ("a", "b", "c")), Rejected)


def test_shares_may_be_typed_with_commas_and_signs_or_left_out() -> None:
    assert parse_shares("50 %, 30%,20", ("a", "b", "c")) == {"a": 50, "b": 30, "c": 20}
    assert parse_shares(" ", ("a", "b", "c")) == {}


async def test_when_all_suggestions_are_taken_it_says_so() -> None:
    app = agreement(*suggestions(Table().state))
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert app.told == [say("agreement.suggest.none")]
        assert not app.screen.query(OptionList)


@pytest.mark.practice("P16")
@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_the_room_reads_lines_status_and_choices(size: tuple[int, int]) -> None:
    long = tuple(f"Line {n}: we leave room for those who have spoken least" for n in range(1, 8))
    app = agreement(*long)
    async with app.run_test(size=size) as pilot:
        await pilot.press("y", "7")
        await pilot.pause()
        shown = seen(app)
        assert "version 1" in shown
        assert "Agreed by all at 10:00" in shown
        # The marked line is in letters where there is room.
        assert ("▸ 1. Line 1:" in shown) == (size[0] < 200)
        assert "Line 7:" in shown or size[0] == 60
        assert "yes Turns are counted by role group" in shown
        assert shown.count(" no  ") == 2


@pytest.mark.parametrize("at", [0, 12, 29])
async def test_lines_without_room_are_counted_around_the_chosen_one(at: int) -> None:
    app = agreement(*(f"Line {n}, as it was said" for n in range(30)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * at)
        await pilot.pause()
        shown = seen(app)
        assert f"▸{at + 1:>2}. Line {at}, as it was said" in shown
        assert ("above" in shown) == (at > 0)
        assert ("more" in shown) == (at < 29)


async def test_few_short_lines_are_in_large_letters() -> None:
    app = agreement("Be kind")
    async with app.run_test(size=(120, 36)):
        assert "Be kind" not in seen(app)
        assert app.screen.query_one(AgreedLines).render().plain.count("█") > 50


async def test_of_more_lines_the_marked_one_is_in_large_letters() -> None:
    texts = ("Plain words, and ask if not", "One person speaks", "Breaks are fine", "Be kind")
    app = agreement(*texts)
    async with app.run_test(size=(120, 36)) as pilot:
        for at in range(len(texts)):
            shown = app.screen.query_one(AgreedLines).render().plain
            assert [text for text in texts if text not in shown] == [texts[at]]
            assert shown.count("█") > 50
            await pilot.press("down")
            await pilot.pause()


async def test_a_line_too_long_for_letters_is_marked_in_words() -> None:
    texts = (("A long line " * 15).strip(), "Be kind")
    app = agreement(*texts)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "A long line" in seen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "A long line" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_without_lines_the_largest_is_what_the_group_is_asked(size: tuple[int, int]) -> None:
    app = Harness(StartScreen("agreement"), Table())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        region = app.screen.query_one(AgreedLines).region
        rows = [row[region.x : region.right] for row in seen(app).splitlines()]
        told = [row for row in rows[region.y : region.bottom] if row.strip()]

    question = say("agreement.question")
    drawn = [row for row in told if any(cell in row for cell in BLOCKS)]
    assert len(drawn) >= LEAST / 2 or size == (80, 24)
    assert (question in told[0].strip()) == (not drawn)
    assert "No lines yet." in " ".join(told[len(drawn) or 1 :])
