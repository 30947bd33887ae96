"""When something breaks, the session is there again by itself: where it was, and with all that was kept."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from app.library import Library
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from screens.dialogs.confirm import Confirm
from screens.messages import Go, Submit
from session.model.lifecycle import EndSession
from session.model.record import WriteNote
from session.model.votes import OpenRound
from store.paths import Home
from tests.tui.opened import SAID, journal, opened, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.reopening import WITHIN_S, Reopening

SESSION = "2026-11-23-aaaaaa"
OTHER = "2026-11-20-bbbbbb"
WENT_ON = "Something broke; the session goes on where it was."
WORDS = "what Jo told us in private"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)

Part = Callable[[FairsayApp, Pilot[Any]], Awaitable[object]]


class Breaking(Static, can_focus=True):
    """A widget of the test's own that breaks at a key."""

    def on_key(self) -> None:
        raise RuntimeError(WORDS)


class BreakingScreen(Screen[None]):
    def on_mount(self) -> None:
        raise RuntimeError(WORDS)


def fault() -> None:
    raise RuntimeError(WORDS)


async def in_a_widget(app: FairsayApp, pilot: Pilot[Any]) -> None:
    await app.screen.mount(broken := Breaking())
    broken.post_message(Key("n", "n"))


async def on_a_screen(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.call_later(app.push_screen, BreakingScreen())


async def in_the_app(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.call_later(fault)


async def in_a_timer(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.call_later(app.set_timer, 0.001, fault)


async def in_an_errand(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.shell.run(lambda: asyncio.to_thread(fault))


async def at_the_keyboard(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.call_later(app.broken, RuntimeError(WORDS))


BREAKING: tuple[Part, ...] = (
    in_a_widget,
    on_a_screen,
    in_the_app,
    in_a_timer,
    in_an_errand,
    at_the_keyboard,
)


async def leave(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.leaving.leave()


class Evening:
    """Runs the program as the command line does, one part after the other in each app that is opened."""

    def __init__(self, app: FairsayApp, *parts: Part) -> None:
        self.apps: list[FairsayApp] = []
        self.clock = 0.0
        self._parts = parts
        self.running = Reopening(app, self._run, lambda: self.clock)

    def play(self) -> Evening:
        self.said = self.running.run()
        return self

    @property
    def app(self) -> FairsayApp:
        return self.running.app

    def close(self) -> LiveSession:
        live = self.app.live
        assert live
        assert live.close()
        return live

    def _run(self, app: FairsayApp) -> str | None:
        part = self._parts[len(self.apps)]
        self.apps.append(app)

        async def played(pilot: Pilot[Any]) -> None:
            try:
                await part(app, pilot)
                # Until it has broken or was left, as far as that comes from what was played.
                await until(pilot, lambda: app.return_code is not None or app._exit)
            except BaseException:
                # Textual ends the app after an Exception alone, which ``pytest.fail`` is not: it would run for ever.
                app.exit()
                raise

        return app.run(headless=True, size=(120, 36), auto_pilot=played)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def app_on(
    home: Home,
    live: LiveSession | None = None,
    ways: NetworkOptions = NetworkOptions(phones=False),  # noqa: B008 - frozen
) -> FairsayApp:
    return FairsayApp(Library(home), live, ways=ways, all_keys=True)


def waits_in_vain() -> None:
    pytest.fail("in vain")


def is_wrong() -> None:
    raise AssertionError("in vain")


@pytest.mark.parametrize("fails", [waits_in_vain, is_wrong], ids=lambda fails: fails.__name__)
def test_an_evening_ends_when_what_is_played_fails(home: Home, fails: Callable[[], None]) -> None:
    async def part(app: FairsayApp, pilot: Pilot[Any]) -> None:
        fails()

    evening = Evening(app_on(home, opened(home)), part)
    with pytest.raises(BaseException, match="in vain") as failed:
        evening.play()
    evening.close()

    assert failed.type in {AssertionError, pytest.fail.Exception}


@pytest.mark.parametrize("breaks", BREAKING, ids=lambda part: part.__name__)
def test_what_breaks_anywhere_opens_the_session_again_on_the_same_screen(
    home: Home, breaks: Part, capfd: pytest.CaptureFixture[str]
) -> None:
    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        app.post_message(Go("themes"))
        await until(pilot, lambda: places.place(app.screen) == "themes")
        app.post_message(Submit(WriteNote(text="Said just before")))
        await until(pilot, lambda: app.state.notes and app.saved.all)
        await breaks(app, pilot)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: places.place(app.screen) == "themes")
        await until(pilot, lambda: WENT_ON in words_on(app))
        assert [note.text for note in app.state.notes.values()] == ["Said just before"]
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home)), first, second).play()
    evening.close()

    assert len(evening.apps) == 2
    assert evening.said == "Kept. “fairsay resume” goes on."
    told = capfd.readouterr()
    assert "Traceback" not in told.out + told.err
    assert WORDS not in told.out + told.err + home.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(("breaks", "opened_again"), [(1, 1), (3, 3), (4, 3), (6, 3)])
def test_at_most_three_times_in_ten_minutes(home: Home, breaks: int, opened_again: int) -> None:
    parts = (*(in_a_timer for _ in range(breaks)), leave)

    evening = Evening(app_on(home, opened(home, *SAID)), *parts).play()
    evening.close()

    assert len(evening.apps) == opened_again + 1
    assert evening.app.broke == (breaks > 3)


def test_ten_minutes_later_there_are_three_more(home: Home) -> None:
    async def later(app: FairsayApp, pilot: Pilot[Any]) -> None:
        evening.clock += WITHIN_S
        await in_a_timer(app, pilot)

    parts = (in_a_timer, in_a_timer, in_a_timer, later, in_a_timer, leave)
    evening = Evening(app_on(home, opened(home)), *parts)
    evening.play().close()

    assert len(evening.apps) == 6
    assert not evening.app.broke


def test_a_screen_that_breaks_twice_is_not_opened_a_third_time(home: Home) -> None:
    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        app.post_message(Go("themes"))
        await until(pilot, lambda: places.place(app.screen) == "themes")
        await in_a_widget(app, pilot)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: places.place(app.screen) == "themes")
        await in_a_widget(app, pilot)

    async def third(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: WENT_ON in words_on(app))
        assert places.place(app.screen) == "board"
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home)), first, second, third).play()
    evening.close()

    assert len(evening.apps) == 3


def test_what_breaks_while_the_program_starts_comes_to_an_end(home: Home) -> None:
    class NeverThere(FairsayApp):
        def on_mount(self) -> None:
            fault()

        def again(self, *given: Any) -> FairsayApp:
            again = super().again(*given)
            return NeverThere(again.desk, again.live, ways=again.phones.ways)

    started: list[FairsayApp] = []

    def run(app: FairsayApp) -> str | None:
        started.append(app)
        return app.run(headless=True, size=(120, 36))

    running = Reopening(
        NeverThere(Library(home), opened(home, *SAID), ways=NetworkOptions(phones=False)), run
    )
    running.run()

    assert len(started) == 4
    assert running.app.broke
    assert running.app.live
    assert running.app.live.close()


def test_without_a_session_home_opens_again(home: Home) -> None:
    opened(home, *SAID).close()

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app.library.unfinished)
        await until(pilot, lambda: "Something broke; here is where you were." in words_on(app))
        assert places.place(app.screen) == "home"
        app.leaving.leave()

    evening = Evening(app_on(home), in_a_widget, second).play()

    assert evening.app.live is None
    assert not evening.app.broke


def test_a_wall_that_was_dark_is_dark_again_and_nothing_private_is_shown(home: Home) -> None:
    async def private(app: FairsayApp, pilot: Pilot[Any]) -> None:
        app.post_message(Go("private"))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("n")
        await until(pilot, lambda: places.place(app.screen) == "private")
        await in_a_widget(app, pilot)

    async def dark(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: WENT_ON in words_on(app))
        assert places.place(app.screen) == "board"
        app.post_message(Go("blackout"))
        await until(pilot, lambda: places.place(app.screen) == "blackout")
        await in_a_widget(app, pilot)

    async def still_dark(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: places.place(app.screen) == "blackout")
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home)), private, dark, still_dark).play()
    evening.close()

    assert evening.apps[0].calm_words == "We are taking a moment."
    assert evening.apps[1].calm_words == ""


def test_the_time_before_the_break_was_seen_and_is_no_gap(home: Home) -> None:
    live = opened(home, *SAID)
    live.clock._zero -= 300  # As if five minutes had passed since anybody did anything.

    evening = Evening(app_on(home, live), in_a_timer, leave).play()
    again = evening.close()

    gap = again.runtime.live.gaps[-1]
    assert 0 <= gap.length_ms < 60_000


def test_what_must_not_stop_half_way_is_done_before_the_app_is_there_again(home: Home) -> None:
    done: list[int] = []

    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        async def in_steps() -> None:
            while app.is_running:
                await asyncio.to_thread(lambda: None)
            for nth in range(3):
                await asyncio.to_thread(time.sleep, 0.1)
                done.append(nth)

        app.shell.run(in_steps, finish=True)
        app.call_later(fault)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert done == [0, 1, 2]
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home)), first, second).play()
    evening.close()

    assert len(evening.apps) == 2


def test_an_ending_under_way_is_finished_first(home: Home) -> None:
    async def ends(app: FairsayApp, pilot: Pilot[Any]) -> None:
        app.post_message(Submit(EndSession()))
        app.call_later(app.call_later, fault)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: places.place(app.screen) == "close")
        assert app.desk.stored(SESSION) is not None
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home, *SAID)), ends, second).play()
    evening.close()

    assert len(evening.apps) == 2


def unlisted(home: Home) -> None:
    """What is asked first about endings can't be read."""
    home.library.unlink()
    home.library.mkdir()


def not_stored(home: Home) -> None:
    """The ending of another session can't be read."""
    home.ending(OTHER).mkdir()


def not_struck(home: Home) -> None:
    """The strike of another session can't be finished."""
    home.strikes(OTHER).mkdir()
    (home.strikes(OTHER) / "one.json").mkdir()


@pytest.mark.parametrize(
    ("refuses", "told"),
    [
        (unlisted, "library.json: A folder stands where a file of Fairsay should be."),
        (not_stored, "The list of sessions can't be read."),
        (not_struck, "one.json can't be used: Is a directory."),
    ],
    ids=["unlisted", "not_stored", "not_struck"],
)
def test_what_another_session_refuses_keeps_nothing_from_opening_again(
    home: Home, refuses: Callable[[Home], None], told: str
) -> None:
    opened(home, *SAID, session=OTHER).close()

    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        refuses(home)
        app.call_later(fault)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert app.live
        assert app.live.session_id == SESSION
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home, *SAID)), first, second).play()
    evening.close()

    assert len(evening.apps) == 2
    assert told in " ".join(Library(home).look().told)


def test_a_session_that_cannot_be_opened_again_is_told_at_home(home: Home) -> None:
    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert app.live
        await until(pilot, lambda: app.saved.all)
        home.journal(SESSION).write_bytes(b"my list\n")
        app.call_later(fault)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert app.live is None
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home, *SAID)), first, second).play()

    assert len(evening.apps) == 2


def test_a_strike_under_way_is_finished_first(home: Home) -> None:
    async def strikes(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert app.live
        struck = app.live.strike("notes", next(iter(app.state.notes)))
        app.shell.run(lambda: struck, finish=True)
        app.call_later(app.call_later, fault)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        assert "The bus does not run late" not in journal(home, SESSION)
        app.leaving.leave()

    evening = Evening(app_on(home, opened(home, *SAID)), strikes, second).play()
    evening.close()

    assert len(evening.apps) == 2


def test_phones_find_their_way_back(home: Home) -> None:
    async def joined() -> ClientSession:
        return ClientSession(
            cookie_jar=CookieJar(unsafe=True), headers={"Accept": "application/json"}
        )

    seen: dict[str, Any] = {}

    async def first(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app.joining.link)
        assert app.joining.link
        seen["url"] = app.joining.link.url
        async with await joined() as phone:
            async with phone.post(f"{seen['url']}/join", data={}, allow_redirects=False) as answer:
                assert answer.status == 303
            seen["cookies"] = phone.cookie_jar
            await until(pilot, lambda: app.phones.phones_in and app.saved.all)
        await in_a_timer(app, pilot)

    async def second(app: FairsayApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app.joining.link)
        assert app.joining.link
        assert app.joining.link.url == seen["url"]
        async with (
            ClientSession(
                cookie_jar=seen["cookies"], headers={"Accept": "application/json"}
            ) as phone,
            phone.get(f"{seen['url']}/state") as answer,
        ):
            assert answer.status == 200
            assert "Which first?" in await answer.text()
        app.leaving.leave()

    ways = NetworkOptions(host="127.0.0.1", open=True)
    evening = Evening(app_on(home, opened(home, VOTE), ways), first, second).play()
    evening.close()

    assert len(evening.apps) == 2


PROGRAM = """
import sys
from pathlib import Path
from textual.binding import Binding
from app.library import Library
from app.network_options import NetworkOptions
from store.paths import Home
from tui.app import FairsayApp
from tui.reopening import Reopening

class Breaks(FairsayApp):
    BINDINGS = [Binding("f7", "break_it", "")]

    def action_break_it(self):
        raise RuntimeError("what Jo told us in private")

    def again(self, *given):
        again = super().again(*given)
        return Breaks(again.desk, again.live, ways=again.phones.ways, back=again._back, all_keys=True)

desk = Library(Home(Path(sys.argv[1])))
running = Reopening(Breaks(desk, desk.resume(), ways=NetworkOptions(phones=False), all_keys=True))
print(running.run())
running.app.live.close()
"""
F7 = b"\x1b[18~"


class Terminal:
    """A program in a terminal of its own; what it wrote so far is ``seen``."""

    def __init__(self, *words: str) -> None:
        self._mine, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        env = os.environ | {"TERM": "xterm-256color"}
        self.program = subprocess.Popen(
            [sys.executable, "-c", *words], stdin=its, stdout=its, stderr=its, env=env
        )
        self._its = its
        self.seen = b""
        self._looked_to = 0

    def echoes(self) -> bool:
        flags: int = termios.tcgetattr(self._its)[3]
        return bool(flags & termios.ECHO)

    def press(self, keys: bytes) -> None:
        os.write(self._mine, keys)

    def sees(self, words: str) -> None:
        """Wait until ``words`` have been written, after what was waited for before."""
        ends = time.monotonic() + 20
        while (found := self.seen.find(words.encode(), self._looked_to)) < 0:
            assert time.monotonic() < ends, f"{words} did not come, but: {self.seen[-3000:]!r}"
            if select.select([self._mine], [], [], 0.1)[0]:
                self.seen += os.read(self._mine, 65536)
        self._looked_to = found + len(words)

    def close(self) -> int:
        code = self.program.wait(20)
        self.hang_up()
        return code

    def hang_up(self) -> None:
        os.close(self._its)
        os.close(self._mine)


def test_on_a_real_terminal_a_calm_screen_stands_between_and_the_shell_is_never_seen(
    home: Home,
) -> None:
    opened(home, *SAID).close()
    terminal = Terminal(PROGRAM, str(home.root))
    terminal.sees("We ask for Sunday hours")

    for _ in range(3):
        terminal.press(F7)
        terminal.sees("We are taking a moment.")
        terminal.sees("Something broke; the session")
    terminal.press(b"\x11")
    terminal.sees("Leave Fairsay?")
    terminal.press(b"y")
    terminal.sees("Kept.")
    code = terminal.close()

    assert code == 0
    assert b"Traceback" not in terminal.seen
    assert WORDS.encode() not in terminal.seen
    # Out of the app and behind the curtain is one stroke: nothing is drawn on the shell between.
    away = [shell.split(b"\x1b[?1049h")[0] for shell in terminal.seen.split(b"\x1b[?1049l")[1:-1]]
    assert all(re.fullmatch(rb"(\x1b\[\?[0-9;]*[hl])*", gap) for gap in away), away


def test_the_fourth_time_the_shell_is_there_again_and_hears_what_is_typed(home: Home) -> None:
    opened(home, *SAID).close()
    terminal = Terminal(PROGRAM, str(home.root))
    terminal.sees("We ask for Sunday hours")

    for nth in (1, 2, 3, 4):
        terminal.press(F7)
        terminal.sees("We are taking a moment.")
        if nth < 4:
            assert not terminal.echoes()
            terminal.sees("Something broke; the session")
    terminal.sees("None")

    assert terminal.echoes()
    assert terminal.close() == 0
    assert terminal.seen.rstrip().endswith(b"None")
    assert b"\x1b[?1049l" in terminal.seen[-60:]


def test_a_terminal_that_was_closed_is_no_reason_to_open_anything_again(home: Home) -> None:
    opened(home, *SAID).close()
    terminal = Terminal(PROGRAM, str(home.root))
    terminal.sees("We ask for Sunday hours")

    terminal.hang_up()

    terminal.program.wait(20)
    assert home.log.read_text(encoding="utf-8").count(" UTC ") == 1
