"""While the screen is black nothing shows on it, and nothing that was told meanwhile is lost."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from app.live_session import LiveSession
from screens.base import BaseScreen
from screens.dialogs.votes_menu import VoteMenu
from screens.messages import ForgetAsked, Go
from screens.places import DESTINATIONS, Destination
from session.model.agenda import StartAgenda
from session.model.votes import CloseRound, EnterCount, OpenRound
from store.paths import Home
from tests.screens.test_hostile import dialog_classes
from tests.tui.opened import app_on, ended, opened, told, until, words_on
from tui import places
from tui.app import FairsayApp


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    home = Home(tmp_path / "data")
    ended(home)
    live = opened(home, StartAgenda())
    yield live
    live.close()


def dark(app: FairsayApp) -> bool:
    rows = app.screen._compositor.render_strips()
    return places.place(app.screen) == "blackout" and not any(row.text.strip() for row in rows)


async def black(app: FairsayApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: places.place(app.screen) == "board")
    await pilot.press("f10")
    await until(pilot, lambda: app.dark)


async def test_what_is_told_before_and_in_the_dark_is_seen_once_there_is_light(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.notify("Told before", timeout=3)
        await until(pilot, lambda: "Told before" in words_on(app))
        await pilot.press("f10")
        await until(pilot, lambda: app.dark)
        app.notify("Told in the dark", timeout=3)
        app.notify("Told in the dark", timeout=3)
        while not all(one.has_expired for one in app._notified):
            await pilot.pause(0.05)
            assert dark(app)

        await pilot.press("x")

        await until(pilot, lambda: "Told before" in words_on(app))
        await until(pilot, lambda: "Told in the dark" in words_on(app))
        assert words_on(app).count("Told in the dark") == 1
        await until(pilot, lambda: "Told" not in words_on(app))


async def test_a_sentence_told_again_stands_there_once(live: LiveSession) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.notify("The disk is full", severity="warning")
        for _ in range(3):
            app.notify("Told again")

        await until(pilot, lambda: "Told again" in words_on(app))
        assert words_on(app).count("Told again") == 1
        assert told(app) == ["The disk is full", "Told again"]


async def test_sentences_told_in_a_row_never_cover_the_screen(live: LiveSession) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.notify("The disk is full", severity="warning")
        for n in range(1, 7):
            app.notify(f"Told {n}")

        await until(pilot, lambda: "Told 6" in words_on(app))
        assert told(app) == ["The disk is full", "Told 5", "Told 6"]


async def _grows_small(app: FairsayApp, pilot: Pilot[Any]) -> None:
    await pilot.resize_terminal(40, 10)


async def _session_opens(app: FairsayApp, _: Pilot[Any]) -> None:
    app.post_message(Go("people"))


async def _question_comes(app: FairsayApp, _: Pilot[Any]) -> None:
    app.post_message(ForgetAsked(session="2026-11-23-bbbbbb"))


AFTERWARDS: dict[str, tuple[Callable[[FairsayApp, Pilot[Any]], Awaitable[None]], str]] = {
    "a window that is too small": (_grows_small, "small"),
    "another screen": (_session_opens, "people"),
    "a question": (_question_comes, ""),
}


@pytest.mark.parametrize("what", AFTERWARDS)
async def test_what_comes_in_the_dark_is_there_once_there_is_light(
    live: LiveSession, what: str
) -> None:
    comes, place = AFTERWARDS[what]
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await black(app, pilot)

        await comes(app, pilot)
        for _ in range(30):
            await pilot.pause(0.02)
            assert dark(app)
        await pilot.press("x")

        await until(pilot, lambda: places.place(app.screen) == place)


async def test_a_window_that_grew_in_the_dark_is_not_too_small_afterwards(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: places.place(app.screen) == "small")
        await pilot.press("f10")
        await until(pilot, lambda: app.dark)
        await pilot.resize_terminal(120, 36)
        await pilot.press("x")

        await until(pilot, lambda: places.place(app.screen) == "board")


async def test_what_closes_in_the_dark_takes_no_darkness_away(live: LiveSession) -> None:
    live.handle(OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots"))
    (vote,) = live.runtime.live.rounds.values()
    live.handle(EnterCount(vote.id, "hands", dict.fromkeys(vote.options, 3)))
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.state.rounds and places.place(app.screen) == "board")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, VoteMenu))
        await pilot.press("f10")
        await until(pilot, lambda: app.dark)

        live.handle(CloseRound(vote.id))
        app.session.paint()
        for _ in range(20):
            await pilot.pause(0.02)
            assert dark(app)
        await pilot.press("x")

        await until(pilot, lambda: places.place(app.screen) == "board")


async def test_a_double_click_brings_the_light_back_and_takes_nothing_else_away(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await black(app, pilot)
        for _ in range(3):
            app.screen.post_message(events.Click(app.screen, 1, 1, 0, 0, 1, False, False, False))
        # Not by the pilot, which waits for an answer of the screen that is going.
        for _ in range(1000):
            await asyncio.sleep(0.01)
            if len(app.screen_stack) == 1:
                break
        await until(pilot, lambda: places.place(app.screen) == "board")

        assert app.is_running
        assert not app.crash.noted


def screen_classes() -> set[type[Screen[Any]]]:
    found: set[type[Screen[Any]]] = set()
    todo: list[type[Screen[Any]]] = [Screen]
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if kind.__module__.startswith("screens."):
                found.add(kind)
    return found


def test_every_screen_that_closes_itself_closes_once() -> None:
    assert dialog_classes()
    for place in DESTINATIONS:
        places.screen_of(place)

    closing = {kind for kind in screen_classes() if "self.dismiss(" in inspect.getsource(kind)}

    assert {kind.__name__ for kind in closing if not issubclass(kind, BaseScreen)} == set()
    assert len(closing) > 10


@pytest.mark.parametrize(
    ("to", "about", "begun"),
    [
        ("record", "parking", lambda screen: screen.only == "parking"),
        ("start", "agreement", lambda screen: screen.page == "agreement"),
    ],
)
async def test_a_screen_asked_for_in_the_dark_begins_with_what_it_was_opened_for(
    live: LiveSession, to: Destination, about: str, begun: Callable[[Any], bool]
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await black(app, pilot)
        app.post_message(Go(to, about=about))
        await pilot.pause()
        assert dark(app)
        await pilot.press("f10")
        await until(pilot, lambda: places.place(app.screen) == to)
        await until(pilot, lambda: begun(app.screen))
