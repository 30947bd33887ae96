"""One key at a time: what is typed ahead goes to what it was typed for, and text is never a row of commands."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from textual import events
from textual._compositor import Compositor, LayoutUpdate
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from app.library import Library
from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.keys.key import Key
from screens.keys.keymap import table_of
from screens.messages import Go
from screens.places import Destination
from session.model.agenda import StartAgenda
from session.model.ideas import IdeaAdded
from session.model.lifecycle import EndSession
from session.model.parking import ItemParked
from session.model.protocol import AnyCommand
from session.model.record import DecisionRecorded, NoteWritten
from session.model.votes import CloseRound, EnterCount, OpenRound
from session.runtime import Done
from session.wording.catalogue import say
from store.paths import Home
from tests.every_key import DIALOG_KEYS, KEYS
from tests.screens.test_hostile import DIALOGS
from tests.test_one_display import LEAVES, PLACES, back_to, go, pressed
from tests.test_one_display import live as live_session
from tests.tui.opened import app_on, opened, told, until
from tui import places
from tui.app import FairsayApp
from tui.key_gate import PROSE, KeyGate

live = live_session
TYPED = (Input, TextArea)
NAMES = {"\t": "tab", " ": "space", "\r": "enter", ".": "full_stop", ",": "comma", "\x1b": "escape"}


def burst(app: FairsayApp, text: str) -> None:
    """Let keys arrive as a terminal hands them over after a stall: all in one read."""
    for letter in text:
        app.post_message(events.Key(NAMES.get(letter, letter), letter))


async def worked_off(app: FairsayApp, pilot: Pilot[str]) -> None:
    """Wait until no key waits any more."""
    await until(pilot, lambda: not app.message_queue_size and not app.gate.is_busy)


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_dialog_that_is_going_takes_no_second_answer(tmp_path: Path, dialog: str) -> None:
    home = Home(tmp_path)
    app = app_on(home, opened(home, StartAgenda()))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        for answer in ("\r\r", "\x1b\x1b", "yy", "nn", "  "):
            answers: list[object] = []
            await app.push_screen(DIALOGS[dialog]("x"), answers.append)
            burst(app, answer)
            await worked_off(app, pilot)

            assert len(answers) <= 1, repr(answer)
            assert app.is_running
            while places.place(app.screen) != "board":
                await app.pop_screen()
    assert not app.crash.noted
    assert app.live
    app.live.close()


def test_a_second_answer_changes_nothing(tmp_path: Path) -> None:
    async def twice() -> dict[str, list[object]]:
        home = Home(tmp_path)
        app = app_on(home, opened(home))
        answers: dict[str, list[object]] = {dialog: [] for dialog in DIALOGS}
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: places.place(app.screen) == "board")
            for dialog, answered in answers.items():
                sheet = DIALOGS[dialog]("x")
                await app.push_screen(sheet, answered.append)
                sheet.dismiss(None)
                sheet.dismiss(None)
                await until(pilot, lambda: places.place(app.screen) == "board")
        assert app.live
        app.live.close()
        return answers

    assert asyncio.run(twice()) == {dialog: [None] for dialog in DIALOGS}


def known_to(sheet: Screen[Any]) -> set[str]:
    """Return every key that means something in a dialog."""
    rows = next((keys for place, keys in DIALOG_KEYS.items() if place == table_of(sheet)), ())
    return {one for key in rows for one in key.keys.split(",")} | {
        *sheet.active_bindings,
        "full_stop",
    }


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_key_that_is_no_answer_does_nothing(
    tmp_path: Path, live: LiveSession, dialog: str
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        sheet = DIALOGS[dialog]("x")
        await app.push_screen(sheet)
        await pilot.pause()
        known = known_to(sheet)
        if dialog != "new key":
            before = live.runtime.n
            for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
                if isinstance(app.focused, TYPED) or letter not in known:
                    burst(app, letter)
                    await worked_off(app, pilot)

            assert app.screen is sheet
            assert live.runtime.n == before
    live.close()


@pytest.mark.parametrize("place", PLACES)
async def test_the_table_says_which_keys_open_a_box(live: LiveSession, place: Destination) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        for key in next(keys for known, keys in KEYS.items() if known == place):
            if (place, key.id) in LEAVES or not key.keys:
                continue
            await pilot.press(pressed(key)[0])
            await worked_off(app, pilot)
            # What can't be done just now opens nothing; what opens a box is said to.
            assert key.box or not isinstance(app.focused, TYPED), key.id
            await back_to(app, pilot, place)
    live.close()


def commands(place: Destination) -> list[Key]:
    """Return the keys of a screen that a text may begin with and that open no box."""
    table = next(keys for known, keys in KEYS.items() if known == place)
    return [key for key in table if not key.box and key.keys and len(pressed(key)[0]) == 1]


@pytest.mark.parametrize("place", PLACES)
async def test_text_where_keys_are_commands_is_not_carried_out(
    live: LiveSession, place: Destination
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        before = live.runtime.n
        for first in (*(pressed(key)[0] for key in commands(place)), "/"):
            burst(app, f"{first}yes, no and yes\ryyyy\r")
            await worked_off(app, pilot)

            assert places.place(app.screen) == place, first
            assert live.runtime.n == before, first
        assert say("keys.text_dropped") in told(app)
        assert app.is_running
    live.close()


@pytest.mark.parametrize("place", [place for place in PLACES if place not in {"plan", "people"}])
async def test_what_is_pasted_where_nothing_takes_it_is_said_to_be_dropped(
    live: LiveSession, place: Destination
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        before = live.runtime.n
        for text in ("yes, no and yes\ryyyy\r", "x" * 10_000, "\x1b[2J\x00\ud800", " \n"):
            app.post_message(events.Paste(text))
        await worked_off(app, pilot)

        assert (places.place(app.screen), live.runtime.n) == (place, before)
        # A sentence that is told again stands there once.
        assert told(app) == [say("keys.text_dropped")]
    live.close()


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_no_question_is_answered_out_of_text(live: LiveSession, dialog: str) -> None:
    app = app_on(live.home, live)
    answers: list[object] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await app.push_screen(DIALOGS[dialog]("x"), answers.append)
        await pilot.pause()
        if not isinstance(app.focused, TYPED):
            before = live.runtime.n
            burst(app, "y" * PROSE)
            await worked_off(app, pilot)

            assert answers == []
            assert live.runtime.n == before
            assert told(app) == [say("keys.text_dropped")]
    live.close()


@pytest.mark.parametrize(
    "text", ["Bus\rHeat\rDates\rAll of it is noted\r", "yes\rno\ryes\rno\r", "xyz\tand more\ryes\r"]
)
async def test_lines_that_are_pasted_are_one_text(live: LiveSession, text: str) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        before = live.runtime.n
        burst(app, text)
        await worked_off(app, pilot)
        assert (live.runtime.n, places.place(app.screen)) == (before, "board")

        # What follows at once would be the rest of it.
        loop = asyncio.get_running_loop()
        await until(pilot, lambda: loop.time() > app.gate._drop_until)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        burst(app, text)
        await worked_off(app, pilot)

        assert isinstance(app.screen, Confirm)
        assert (live.runtime.n, live.runtime.pending) == (before, None)
    live.close()


class StallingGate(KeyGate):
    """Holds the whole program up for longer than a key may take, just as the key after ``at`` is let in."""

    at = 0
    passed = 0

    def holds(self, event: events.Key | events.Paste) -> bool:
        held = super().holds(event)
        self.passed += not held
        if not held and self.passed == self.at + 1:
            asyncio.get_running_loop().call_soon(time.sleep, 2.2)
        return held


class StallingApp(FairsayApp):
    gate_type = StallingGate


@pytest.mark.parametrize("at", [0, 1, 5])
async def test_a_stall_of_the_whole_program_loses_nothing(tmp_path: Path, at: int) -> None:
    home = Home(tmp_path)
    app = StallingApp(Library(home), opened(home, StartAgenda()))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.gate.at = at  # type: ignore[attr-defined] # of the gate above

        burst(app, "wabc\rdef\r")
        await worked_off(app, pilot)

        assert app.gate.passed == len("wabc\rdef\r")  # type: ignore[attr-defined] # of the gate above
        assert [note.text for note in app.state.notes.values()] == ["abc", "def"]
    assert app.live
    app.live.close()


async def test_an_enter_behind_a_key_that_opens_a_menu_goes_to_the_menu(tmp_path: Path) -> None:
    home = Home(tmp_path)
    vote = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)
    app = app_on(home, opened(home, StartAgenda(), vote))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        burst(app, "v\r")
        await worked_off(app, pilot)

        # The menu's first choice asks whether anybody else can see the screen.
        assert isinstance(app.screen, Confirm)
    assert app.live
    app.live.close()


def test_dialogs_of_commands_say_which_keys_open_a_box() -> None:
    boxes = {name: {key.id for key in keys if key.box} for name, keys in DIALOG_KEYS.items()}

    assert {name: ids for name, ids in boxes.items() if ids} == {
        "agenda": {"agenda-set", "agenda-add", "filter"},
        "words": {"words-explain", "words-add", "filter"},
    }


async def test_what_is_typed_for_a_box_that_is_refused_is_no_command(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live = opened(home, StartAgenda())
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, "record")
        before = live.runtime.n

        # Nothing is parked yet that could get a promise; p would open a box, and q leave.
        burst(app, "tnkbp\rq")
        await worked_off(app, pilot)

        assert live.runtime.n == before
        assert places.place(app.screen) == "record"
        await until(pilot, lambda: say("keys.text_dropped") in told(app))
    live.close()


async def test_black_out_waits_for_nothing_and_is_a_full_stop_in_a_text(tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = app_on(home, opened(home, StartAgenda()))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        burst(app, "wHalf. A")
        app.post_message(events.Key("f10", None))
        await until(pilot, lambda: places.place(app.screen) == "blackout")
        await worked_off(app, pilot)
        assert places.place(app.screen) == "blackout"

        # Any key brings the screen back, and what was typed before goes where it was meant to go.
        await pilot.press("x")
        burst(app, "t once.\r")
        await until(pilot, lambda: app.state.notes)
        assert [note.text for note in app.state.notes.values()] == ["Half. At once."]

        await pilot.press("full_stop")
        assert places.place(app.screen) == "blackout"
    assert app.live
    app.live.close()


@pytest.mark.parametrize("ahead", ["k", "kk", "kb", "\r", "\x1b", "", "z"], ids=repr)
async def test_black_out_passes_keys_that_are_no_text(live: LiveSession, ahead: str) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        before = live.runtime.n
        burst(app, f"{ahead}.")
        await worked_off(app, pilot)

        assert places.place(app.screen) == "blackout"
        assert live.runtime.n == before

        # What waited is done once there is something to see again.
        await pilot.press("x")
        await worked_off(app, pilot)
        await pilot.pause()
        assert (live.runtime.n > before) == ("k" in ahead)
    live.close()


@pytest.mark.parametrize("text", ["w.", "wone. Two", "kw.", "Aw.", "Sun. Rain", "k. and more"])
async def test_a_full_stop_of_a_text_keeps_its_place(live: LiveSession, text: str) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        burst(app, text)
        await worked_off(app, pilot)

        assert "blackout" not in map(places.place, app.screen_stack)
        assert app.gate._put_off == deque()
    live.close()


class BusyApp(FairsayApp):
    """On its way to another session for as long as it is told to be."""

    on_its_way = False

    def on_the_way(self) -> bool:
        return self.on_its_way


@pytest.mark.parametrize("key", ["f10", "full_stop"])
async def test_black_out_does_not_wait_for_a_session_that_is_being_opened(
    live: LiveSession, key: str
) -> None:
    app = BusyApp(Library(live.home), live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.on_its_way = True
        burst(app, "kk")
        await pilot.pause(0.1)

        app.post_message(events.Key(key, None))
        await until(pilot, lambda: places.place(app.screen) == "blackout")

        assert app.on_the_way()
        app.on_its_way = False
    live.close()


STATES: dict[str, tuple[AnyCommand, ...]] = {
    "open": (OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3),),
    "hands": (OpenRound(question="Which first?", options=("Bus", "Soup"), method="hands"),),
    "pulse": (OpenRound(question="How is it?", method="pulse"),),
    "none": (),
    "counted": (OpenRound(question="Which first?", options=("Bus", "Soup"), method="hands"),),
    "ended": (EndSession(),),
}


def boxes(place: Destination) -> list[Key]:
    table = next(keys for known, keys in KEYS.items() if known == place)
    return [key for key in table if key.box and key.keys and len(pressed(key)[0]) == 1]


@pytest.mark.parametrize(
    ("place", "state"),
    [
        *(("close" if state == "ended" else "board", state) for state in STATES),
        *((place, "none") for place in PLACES if boxes(place)),
    ],
)
async def test_a_box_that_a_text_waits_for_opens_or_the_text_is_dropped(
    tmp_path: Path, place: Destination, state: str
) -> None:
    home = Home(tmp_path)
    live = opened(home, StartAgenda(), *STATES[state])
    if state == "counted":
        (vote,) = live.runtime.live.rounds.values()
        live.handle(EnterCount(vote.id, "hands", dict.fromkeys(vote.options, 3)))
        live.handle(CloseRound(vote.id))
        assert live.runtime.live.rounds[vote.id].closed
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) in {"board", "close"})
        await pilot.pause()
        await go(app, pilot, place)
        loop = asyncio.get_running_loop()
        for key in boxes(place):
            # What follows dropped text at once would be the rest of it.
            await until(pilot, lambda: loop.time() > app.gate._drop_until)
            app.clear_notifications()
            before = live.runtime.n
            burst(app, f"{pressed(key)[0]}ernonyr")
            await worked_off(app, pilot)

            assert live.runtime.n == before, key.id
            assert isinstance(app.focused, TYPED) or told(app), key.id
            await back_to(app, pilot, place)
    live.close()


async def test_keys_wait_for_the_session_they_were_typed_for(tmp_path: Path) -> None:
    home = Home(tmp_path)
    opened(home, StartAgenda()).close()
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.unfinished)
        await pilot.pause()

        burst(app, "\rwthe first line\r")
        await until(pilot, lambda: app.state.notes)

        assert [note.text for note in app.state.notes.values()] == ["the first line"]
    assert app.live
    app.live.close()


LINE = st.text(alphabet="abnuxyz. ", min_size=2, max_size=12).map(lambda text: f"q{text}q")
STRAY = st.sampled_from("".join(chr(n) for n in range(33, 127)))
WRITTEN = NoteWritten | ItemParked | DecisionRecorded | IdeaAdded


async def met(what: Callable[[], object]) -> None:
    """Wait until something is so; the pilot would wait for an answer of a screen that is just going, too."""
    for _ in range(6000):
        if what():
            return
        await asyncio.sleep(0.005)
    pytest.fail("waited in vain")


class Typing(RuleBasedStateMachine):
    """Somebody types lines, which arrive in reads of any size, and touches other keys in between."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        """Keeps one loop and one context from step to step, as the app needs them."""
        home = Home(Path(self.folder.name))
        self.live = opened(home, StartAgenda())
        self.app = app_on(home, self.live)
        self.on_its_way, self.finished = "", list[str]()
        self.written: list[str] = []
        self.live.runtime.follow(self._followed)
        self.running = self.app.run_test(size=(120, 36))
        self.pilot = self.runner.run(self.running.__aenter__())
        self.runner.run(met(lambda: self.place == "board"))

    @property
    def place(self) -> str:
        return places.place(self.app.screen)

    async def _worked_off(self) -> None:
        await met(lambda: not self.app.message_queue_size and not self.app.gate.is_busy)

    def _followed(self, done: Done) -> None:
        self.written += [event.text for event in done.events if isinstance(event, WRITTEN)]

    @rule(key=st.sampled_from("wpdi"), line=LINE)
    def a_line(self, key: str, line: str) -> None:
        # Each is another: what was parked or suggested once is refused a second time.
        line = f"{line}{len(self.finished)}"
        self.finished.append(" ".join(line.split()))
        self.on_its_way += f"{key}{line}\r" + "\x1b" * (key == "i")

    @rule()
    def an_empty_line(self) -> None:
        self.on_its_way += "w\r\r"

    @rule(line=LINE)
    def a_line_that_is_left(self, line: str) -> None:
        self.on_its_way += f"w{line}\x1b"

    @rule(size=st.integers(1, 40))
    def arrives(self, size: int) -> None:
        read, self.on_its_way = self.on_its_way[:size], self.on_its_way[size:]
        burst(self.app, read)
        self.runner.run(asyncio.sleep(0))

    @rule(size=st.sampled_from([(60, 20), (80, 24), (120, 36), (200, 56)]))
    def the_window_changes(self, size: tuple[int, int]) -> None:
        self.app.post_message(events.Resize(Size(*size), Size(*size)))

    @rule(keys=st.text(STRAY, min_size=1, max_size=PROSE - 1))
    def stray_keys(self, keys: str) -> None:
        """Keys that are no line, in one read; what they opened is left again."""
        self.everything_arrives()
        burst(self.app, keys)
        self.runner.run(self._to_the_board())

    async def _to_the_board(self) -> None:
        await self._worked_off()
        for _ in range(9):
            if self.place != "board":
                burst(self.app, "\x1b")
                await self._worked_off()
        if self.place != "board":
            self.app.post_message(Go("board"))
            await met(lambda: self.place == "board")

    @rule()
    def the_wall_goes_black(self) -> None:
        self.runner.run(self._black())

    async def _black(self) -> None:
        self.app.post_message(events.Key("f10", None))
        await met(lambda: self.app.dark)
        self.app.post_message(events.Key("f10", None))
        await met(lambda: not self.app.dark)

    @rule()
    def everything_arrives(self) -> None:
        burst(self.app, self.on_its_way)
        self.on_its_way = ""
        self.runner.run(self._worked_off())
        assert self.written == self.finished

    @invariant()
    def it_is_alive(self) -> None:
        assert self.app.is_running
        assert not self.app.crash.noted

    @invariant()
    def every_finished_line_once_and_in_order(self) -> None:
        assert self.written == self.finished[: len(self.written)]

    def teardown(self) -> None:
        try:
            self.everything_arrives()
        finally:
            self.runner.run(self.running.__aexit__(None, None, None))
            self.runner.close()
            self.live.close()
            self.folder.cleanup()


TestTyping = Typing.TestCase
TestTyping.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)


async def test_typing_over_a_screen_draws_nothing_but_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    app = app_on(home, opened(home, StartAgenda()))
    whole: list[object] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        burst(app, "w")
        await worked_off(app, pilot)
        await until(pilot, lambda: isinstance(app.focused, TYPED))
        await pilot.pause()
        draw_all = Compositor.render_full_update

        def counted(drawn: Compositor, simplify: bool = False) -> LayoutUpdate:
            whole.append(drawn)
            return draw_all(drawn, simplify)

        monkeypatch.setattr(Compositor, "render_full_update", counted)
        for letter in "eight letters":
            burst(app, letter)
            await worked_off(app, pilot)
            await pilot.pause()

        # One may be the clock's, should a minute end meanwhile.
        assert len(whole) <= 2
    assert app.live
    app.live.close()
