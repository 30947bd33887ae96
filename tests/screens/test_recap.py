"""The recap screen: read back, agree, export, strike and end, each by its key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from app.recap_lines import read_back
from screens.dialogs.ask import Ask
from screens.messages import Go
from screens.widgets.rows import Rows
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.phones import SetWays
from session.model.protocol import AnyCommand
from store.exports.registry import FORMATS
from store.paths import Home
from tests.store.recaps import AGREED
from tests.tui.opened import SAID, app_on, ended, journal, opened, shown, until, words_on
from tui import places
from tui.app import FairsayApp

SESSION = "2026-11-23-aaaaaa"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@asynccontextmanager
async def reading(
    home: Home, *more: AnyCommand, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[FairsayApp, Pilot[str]]]:
    """Read back the recap of a session that is open."""
    live = opened(home, *SAID, *more)
    app = app_on(home, live)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        app.post_message(Go("close", about="read-back"))
        await until(pilot, lambda: places.place(app.screen) == "close" and app.read_back.lines)
        await pilot.pause()
        yield app, pilot
    live.close()


def choose(app: FairsayApp, words: str) -> None:
    """Put the cursor on the line of the read-back that has these words."""
    nth = next(n for n, line in enumerate(app.read_back.lines) if words in line.text)
    app.screen.query_one(Rows).choose(f"read/{nth}")


async def typed(app: FairsayApp, pilot: Pilot[str], words: str) -> None:
    await until(pilot, lambda: app.screen.query(Input))
    app.screen.query_one(Input).value = words
    await pilot.press("enter")


async def test_a_draft_says_so_in_large_letters(home: Home) -> None:
    async with reading(home) as (app, _):
        assert app.read_back.sign == "DRAFT"
        assert "Draft: not yet read back and agreed by the group" in shown(app)
        assert app.screen.query_one("#sign").size.height >= 4


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
async def test_what_people_said_is_read_back_as_they_said_it(
    home: Home, size: tuple[int, int]
) -> None:
    async with reading(home, size=size) as (app, pilot):
        await pilot.press("end", "home")
        await pilot.pause()

        assert "We ask for Sunday hours" in shown(app)
        texts = [line.text for line in app.read_back.lines]
        assert "A warm room [/red] on Sundays" in texts


@pytest.mark.practice("P55")
def test_an_idea_is_read_back_with_who_it_is_from() -> None:
    lines = read_back(AGREED).lines
    blankets = next(n for n, line in enumerate(lines) if line.text == "Blankets to borrow")

    assert (lines[blankets + 1].kind, lines[blankets + 1].text) == ("under", "From Kofi A.")


async def test_y_asks_what_was_not_co_produced_and_agrees(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("y")
        await typed(app, pilot, "The date was set before we met")
        await until(pilot, lambda: app.read_back.agreed)

        assert app.state.closing.not_coproduced == "The date was set before we met"
        await until(pilot, lambda: app.read_back.sign == "")
        await until(pilot, lambda: "The recap is agreed." in shown(app))


async def test_agreeing_without_the_line_is_refused_with_the_reason(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("y")
        await typed(app, pilot, "")
        await until(pilot, lambda: "Say what was decided without this group" in shown(app))

        assert app.state.closing.agreed_t is None


async def test_f2_exports_in_one_form_and_shows_where(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("f2")
        await pilot.pause()
        assert "In which form?" in shown(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.read_back.written)
        await pilot.pause()

        assert len(app.read_back.written) == 1
        assert Path(app.read_back.written[0]).suffix == ".md"
        assert "Written to" in shown(app)
        assert Path(app.read_back.written[0]).name in shown(app)


async def test_f2_exports_in_all_forms(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("f2", "enter")
        await until(pilot, lambda: app.read_back.written)

        kinds = {Path(name).suffix for name in app.read_back.written}
        assert kinds == {form.suffix for form in FORMATS.values()} - {".zip"} | {".csv"}


async def test_while_it_writes_it_says_which_form_and_how_many_there_are(home: Home) -> None:
    async with reading(home) as (app, pilot):
        app.exports.writing("Word, to go on writing", 4, 6)
        await until(pilot, lambda: "Writing 4 of 6: Word, to go on writing" in shown(app))
        app.exports.written((Path("/somewhere/recap.docx"),))
        await until(pilot, lambda: "Written to /somewhere" in shown(app))

        assert "recap.docx" in shown(app)
        assert "Writing" not in shown(app)


async def test_an_export_that_is_refused_leaves_no_line_behind(home: Home) -> None:
    async with reading(home) as (app, pilot):
        app.exports.writing("Word, to go on writing", 4, 6)
        app.exports.written(())
        await until(pilot, lambda: not app.read_back.writing)

        assert "Writing" not in shown(app)


async def test_a_word_file_that_is_open_elsewhere_stays_and_it_is_said(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("f2", "enter")
        await until(pilot, lambda: app.read_back.written)
        (word,) = [Path(name) for name in app.read_back.written if name.endswith(".docx")]
        (word.parent / f".~lock.{word.name}#").write_text("somebody")
        await pilot.press("f2", "enter")
        await until(pilot, lambda: any(n.endswith("-2.docx") for n in app.read_back.written))

        assert any("is open in another program" in n.message for n in app._notifications)


async def test_capital_e_ends_the_session_after_asking(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("E")
        await pilot.pause()
        assert "End the session?" in shown(app)
        await pilot.press("n")
        await pilot.pause()
        assert not app.session.ended

        await pilot.press("E", "y")
        await until(pilot, lambda: app.session.ended)
        await until(pilot, lambda: app.desk.stored(SESSION))


@pytest.mark.practice("P32")
async def test_e_corrects_what_was_agreed_and_makes_the_next_version(home: Home) -> None:
    before = EndSession(), AgreeRecap(not_coproduced="The date")
    async with reading(home, *before) as (app, pilot):
        await pilot.press("e")
        await typed(app, pilot, "It was Tuesday")
        await until(pilot, lambda: app.read_back.sign == "DRAFT")

        assert any("It was Tuesday" in line.text for line in app.read_back.lines)
        await until(pilot, lambda: (made := app.desk.stored(SESSION)) and made.version == 2)


async def test_x_strikes_the_line_in_focus_from_every_file(home: Home) -> None:
    async with reading(home) as (app, pilot):
        choose(app, "The bus does not run")
        await pilot.press("x")
        await pilot.pause()
        assert "Strike what is marked from the record for good? It is a note." in shown(app)
        await pilot.press("y")
        await until(pilot, lambda: "Taken out" in shown(app))
        await until(pilot, lambda: "The bus" not in str(app.read_back.lines))

        assert "The bus" not in journal(home, SESSION)


async def test_x_on_a_line_that_nobody_typed_strikes_nothing(home: Home) -> None:
    async with reading(home) as (app, pilot):
        app.screen.query_one(OptionList).highlighted = 0
        await pilot.press("x")
        await until(pilot, lambda: "Nobody typed this line" in shown(app))


async def test_keys_move_through_the_lines(home: Home) -> None:
    async with reading(home, size=(80, 24)) as (app, pilot):
        lines = app.screen.query_one(OptionList)
        await pilot.press("home")
        assert lines.highlighted == 0
        await pilot.press("down", "down", "up")
        assert lines.highlighted == 1
        await pilot.press("pagedown")
        after = lines.highlighted or 0
        assert after > 1
        await pilot.press("pageup")
        assert (lines.highlighted or 0) < after
        await pilot.press("end")
        assert lines.highlighted == lines.option_count - 1
        await pilot.press("home", "space")
        assert (lines.highlighted or 0) > 1


async def test_escape_goes_back_to_the_board(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")


async def test_escape_goes_home_once_the_session_has_ended(home: Home) -> None:
    async with reading(home, EndSession()) as (app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "home" and app.live is None)


async def test_question_mark_shows_the_keys_and_comes_back(home: Home) -> None:
    async with reading(home) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Keys: Close" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert places.place(app.screen) == "close"


async def test_another_recap_can_only_be_read_while_a_session_is_under_way(home: Home) -> None:
    ended(home, session="2026-11-20-eeeeee", agreed=False)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(Go("home"))
        await until(pilot, lambda: "Leave it for Home?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app.library.series)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.read_back.title)
        await pilot.press("y")
        await until(
            pilot, lambda: "Another session is under way, so this recap can only" in words_on(app)
        )

        assert not app.read_back.changeable
        assert app.live is live
    live.close()


async def test_an_agreed_recap_is_shown_as_it_was_stored(home: Home) -> None:
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.series)
        await pilot.press("enter")
        await until(pilot, lambda: app.read_back.title)
        await pilot.pause()

        assert app.read_back.sign == ""
        assert "Read back and agreed by the group." in shown(app)
    assert app.live
    app.live.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_mattered_and_the_next_session_are_asked_one_line_after_the_other(
    home: Home, size: tuple[int, int]
) -> None:
    async with reading(home, SetWays(meeting_link="https://meet.example/hub"), size=size) as (
        app,
        pilot,
    ):
        await pilot.press("m")
        for words in ("We want warmth", "Soup helps", "Sundays count"):
            await until(pilot, lambda: isinstance(app.screen, Ask))
            await typed(app, pilot, words)
            await pilot.pause()
        await until(pilot, lambda: len(app.state.summary) == 3)

        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close")
        app.screen.action_next_session()  # type: ignore[attr-defined]  # the closing's own
        for words in ("7 December 10:00-12:00", "Town hall", "Bus 4"):
            await until(pilot, lambda: isinstance(app.screen, Ask))
            await typed(app, pilot, words)
            await pilot.pause()
        await until(pilot, lambda: "join from elsewhere" in shown(app))
        # The link of this session is offered, and need not be typed.
        await pilot.press("enter")
        await until(pilot, lambda: app.state.closing.next_join)

        told = app.state.closing
        assert (told.next_place, told.next_way) == ("Town hall", "Bus 4")
        assert told.next_join == "https://meet.example/hub"


async def test_nothing_of_the_recap_is_shown_before_it_is_asked_for(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close" and app.read_back.lines)
        await pilot.pause()
        before = words_on(app)
        app.post_message(Go("close", about="read-back"))
        await until(pilot, lambda: "What was decided" in words_on(app))
        await pilot.press("home")
        await until(pilot, lambda: "Next session: no date yet" in words_on(app))

    assert "DRAFT" not in before
    assert "The bus does not run" not in before
    live.close()


async def test_agreeing_from_the_list_leads_to_the_read_back_first(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close")
        await pilot.press("y")
        await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "DRAFT" in shown(app) or app.screen.has_class("-reading"))

        assert app.state.closing.agreed_t is None
    live.close()


async def test_e_puts_the_line_right_that_is_read_back(home: Home) -> None:
    async with reading(home) as (app, pilot):
        choose(app, "The bus does not run")
        await pilot.press("e")
        await typed(app, pilot, "The bus runs again")
        await until(pilot, lambda: "The bus runs again" in str(app.read_back.lines))

        assert "The bus does not run" not in str(app.read_back.lines)


@pytest.mark.parametrize("key", ["c", "n", "r", "t", "a", "m", "e", "x", "y", "E", "f9"])
async def test_over_the_recap_of_another_session_no_key_changes_the_one_that_is_open(
    home: Home, key: str
) -> None:
    other = "2026-11-20-eeeeee"
    ended(home, session=other, agreed=False)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.post_message(Go("close", other))
        await until(pilot, lambda: app.read_back.session == other and app.read_back.title)
        await pilot.pause()
        assert "Next session: no date yet" not in words_on(app)
        before = live.runtime.live
        await pilot.press(key)
        await until(pilot, lambda: "this recap can only" in words_on(app))

        assert places.place(app.screen) == "close"
        assert live.runtime.live is before
    live.close()
