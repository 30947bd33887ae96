"""The app: one session, one way in for commands, and nothing lost when anything goes wrong."""

from __future__ import annotations

import ast
import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.widgets._toast import Toast

from app.crash_log import CrashLog, traced
from screens.messages import DemoAsked, Go, StrikeAsked, Submit
from session.model.agenda import NextItem, StartAgenda
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea
from session.model.lifecycle import EndSession
from session.model.phones import JoinDevice, OpenDoor
from session.model.record import RecordDecision, WriteNote
from store.paths import Home
from tests.tui.opened import SAID, app_on, ended, journal, opened, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.projector_app import ProjectorApp, SafeNotification

SESSION = "2026-11-23-aaaaaa"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


async def test_a_command_reaches_the_journal_and_the_screen(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(Submit(StartAgenda()))
        await until(pilot, lambda: app.state.clock.current)
        await until(pilot, lambda: app.saved.n == 2 and app.saved.all)

        assert "ItemStarted" in journal(home, SESSION)
    live.close()


async def test_what_is_refused_is_told_in_one_sentence(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(Submit(Undo()))
        await until(pilot, lambda: "Opening a session can't be undone." in words_on(app))
    live.close()


def test_a_sentence_whose_time_is_up_sets_no_timer_that_never_ends() -> None:
    told = SafeNotification("Saved", timeout=-0.001)

    assert told.has_expired
    assert Toast(told)._timeout > 0


async def test_the_app_tells_such_sentences(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.shell.tell("Saved [/red]")
        await until(pilot, lambda: "Saved [/red]" in words_on(app))

        assert {type(one) for one in app._notifications} == {SafeNotification}
    live.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_look_into_the_private_panel_takes_its_sign_from_the_board(
    home: Home, size: tuple[int, int]
) -> None:
    door = OpenDoor(code="warm-soup", port=8470)
    live = opened(home, StartAgenda(), door, JoinDevice(device="mark"))
    app = app_on(home, live)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        assert "F9" not in words_on(app)
        # As if the last look was eleven minutes ago.
        app.looked = -11 * 60_000
        await until(pilot, lambda: "F9 Private panel" in words_on(app))
        await pilot.press("f9", "n")
        await until(pilot, lambda: places.place(app.screen) == "private")
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
        await until(pilot, lambda: "F9" not in words_on(app))
    live.close()


async def test_undo_and_redo_say_what(home: Home) -> None:
    live = opened(home, AddIdea(text="A [/red] bus"))
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(Submit(Undo()))
        await until(pilot, lambda: "Taken back: an idea." in words_on(app))
        app.post_message(Submit(Redo()))
        await until(pilot, lambda: "Done again: an idea." in words_on(app))
    live.close()


async def test_the_last_entry_is_struck_after_asking(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(Submit(WriteNote(text="Jo told us about her health")))
        await until(pilot, lambda: app.state.notes)
        app.post_message(StrikeAsked())
        await until(pilot, lambda: "Strike what was written last" in words_on(app))
        assert "her health" not in str(app.screen.query_one("#sheet .title", Static).content)
        await pilot.press("y")
        await until(pilot, lambda: "Taken out, here" in words_on(app))

        assert "her health" not in journal(home, SESSION)
        assert "The bus does not run late" in journal(home, SESSION)
    live.close()


async def test_striking_can_be_left(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(StrikeAsked())
        await until(pilot, lambda: "from the record for good?" in words_on(app))
        await pilot.press("escape")
        await pilot.pause()

        assert "We ask for Sunday hours" in journal(home, SESSION)
    live.close()


async def test_home_keeps_the_session_and_goes_back_to_it(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: "Leave it for Home?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app.library.unfinished)
        assert app.library.unfinished[0].here
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "board")
        assert app.live is live
    live.close()


async def test_another_session_takes_the_place_of_the_one_before(home: Home) -> None:
    opened(home, *SAID, session="2026-11-20-eeeeee").close()
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(Go("home"))
        await until(pilot, lambda: len(app.library.unfinished) == 2)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.live is not live)
        await until(pilot, lambda: places.place(app.screen) == "board")

        assert app.state.notes
        live.handle(NextItem())
        await pilot.pause()
        assert app.state.notes
    assert app.live
    app.live.close()


async def test_words_left_in_a_box_are_not_there_in_another_session(home: Home) -> None:
    opened(home, *SAID, session="2026-11-20-eeeeee").close()
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", *"What this group said", "escape")
        await pilot.pause()
        app.post_message(Go("home"))
        await until(pilot, lambda: len(app.library.unfinished) == 2)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.live is not live)
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query(Input))
        assert app.screen.query_one(Input).value == ""
    assert app.live
    app.live.close()


async def test_leaving_says_that_it_is_kept(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+q")

    assert app.return_value == "Kept. “fairsay resume” goes on."
    live.close()


async def test_a_small_terminal_is_told_and_comes_back(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(50, 15)) as pilot:
        await until(pilot, lambda: "Fairsay needs a little more room." in words_on(app))
        assert "It is 50 by 15 now, and needs 60 by 20." in words_on(app)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: places.place(app.screen) == "board")
    live.close()


async def test_while_the_disk_refuses_the_session_goes_on_and_another_place_is_chosen(
    home: Home, tmp_path: Path
) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.saved.all and app.saved.n)
        shutil.rmtree(home.session_dir(SESSION))
        app.post_message(Submit(WriteNote(text="Said while the stick was out")))
        await until(pilot, lambda: app.saved.trouble)
        await until(pilot, lambda: "Ctrl+P, then “Save somewhere else”." in words_on(app))
        app.post_message(Submit(WriteNote(text="And something more")))
        await until(pilot, lambda: len(app.state.notes) == 3)
        assert not app.saved.all

        await pilot.press("ctrl+q")
        await until(pilot, lambda: "The disk has not taken everything." in words_on(app))
        await pilot.press("o")

        await app.run_action("save_elsewhere")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "stick")
        await pilot.press("enter")
        await until(pilot, lambda: app.saved.all and not app.saved.trouble)
    assert live.close()
    (moved,) = (tmp_path / "stick").rglob("journal.jsonl")
    assert "And something more" in moved.read_text(encoding="utf-8")


async def test_a_demo_can_be_left_for_home_and_gone_back_to(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(DemoAsked())
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Go("home"))
        await until(pilot, lambda: app.library.unfinished and app.library.unfinished[0].here)
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "board")
    assert app.live
    app.live.close()
    app.desk.close()


@pytest.mark.parametrize("turns", range(1, 6))
async def test_a_screen_left_while_it_is_still_being_made_harms_nothing(
    home: Home, turns: int
) -> None:
    live = opened(home, RecordDecision(text="We ask for Sunday hours"))
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.session.take(live)
        app.session.attach(live)

        coming = asyncio.create_task(app.navigation.show("board"))
        for _ in range(turns):
            await asyncio.sleep(0)
        app.post_message(Go("home"))
        await coming

        await until(pilot, lambda: places.place(app.screen) == "home")
        await pilot.press("enter")
        await until(pilot, lambda: "We ask for Sunday hours" in words_on(app))
    live.close()


async def test_a_session_that_has_ended_is_resumed_at_its_recap(home: Home) -> None:
    live = opened(home, *SAID, EndSession())
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "close")
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "home" and app.live is None)


def test_a_traceback_in_the_log_holds_nobodys_words(tmp_path: Path) -> None:
    words = "".join(map(chr, (74, 111, 32, 116, 111, 108, 100)))

    def broken(told: str) -> None:
        raise ValueError(told)

    crash = CrashLog(tmp_path / "log" / "fairsay.log")
    with pytest.raises(ValueError, match=words) as caught:
        broken(words)
    crash.note(caught.value)
    told = traced(caught.value)

    assert words not in told
    assert "in broken" in told
    assert str(crash.log) in crash.sentence
    assert crash.log.read_text(encoding="utf-8").startswith("20")
    assert crash.log.stat().st_mode & 0o077 == 0


async def test_what_breaks_goes_to_the_log_and_is_not_shown(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(Screen[None]):
        def on_mount(self) -> None:
            raise RuntimeError("what Jo told us")

    app = app_on(home)

    async def breaking() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.push_screen(Broken())
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await breaking()

    assert app.crash.noted
    assert "on_mount" in home.log.read_text(encoding="utf-8")
    shown: Any = capsys.readouterr()
    assert "Traceback" not in shown.err + shown.out


async def test_an_ended_session_is_closed_on_the_way_home(home: Home) -> None:
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.series)
        await pilot.press("enter")
        await until(pilot, lambda: app.live)
        app.post_message(Go("board"))
        await until(pilot, lambda: app.live is None and places.place(app.screen) == "home")
        await until(pilot, lambda: app.library.series[0].sessions[0].standing == "agreed")


def test_the_app_is_composed() -> None:
    """At most one class of our own stands between it and Textual's, so that what it does is handed in."""
    assert FairsayApp.__mro__[1:3] == (ProjectorApp, App)


def test_the_app_only_routes() -> None:
    """What a message or a key asks for is handed to a controller, in one statement."""
    app = ast.parse((Path(__file__).parents[2] / "tui" / "app.py").read_text(encoding="utf-8"))
    routes = [
        node
        for node in ast.walk(app)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.decorator_list or node.name.startswith("action_"))
    ]

    assert len(routes) > 20
    assert [node.name for node in routes if len(_statements(node)) != 1] == []


def _statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    return [
        one
        for one in function.body
        if not isinstance(one, ast.Expr) or not isinstance(one.value, ast.Constant)
    ]


async def test_what_is_told_does_not_cover_a_line_being_typed(home: Home) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("w", *"a long note of what was said here, in many words")
        app.shell.tell("Nobody is waiting to speak.")
        await until(pilot, lambda: bool(app.screen.query("Toast")))
        await pilot.pause()

        told, sheet = app.screen.query_one("Toast").region, app.screen.query_one("#sheet").region
        assert not told.overlaps(sheet)
    live.close()


async def test_what_the_session_refuses_is_asked_again_with_the_reason_and_what_was_typed(
    home: Home,
) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.press("p")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = "Who pays for heating?"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query(".refused"))

        assert "Who pays for heating?" in words_on(app)
        assert not app._notifications
        app.screen.query_one(Input).value = "Who pays for the bus?"
        await pilot.press("enter")
        await until(pilot, lambda: len(app.state.parking) == 2)
        assert places.place(app.screen) == "board"
    live.close()
