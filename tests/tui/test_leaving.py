"""Leaving while phones are in: their page ends with it, so whoever leaves is asked first."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar
from textual.message import Message

from app.library import Library
from app.network_options import NetworkOptions
from screens.messages import DemoAsked, Go, PlanOpened, SessionOpened
from screens.places import Destination
from session.model.agenda import StartAgenda
from session.model.lifecycle import EndSession
from session.model.votes import OpenRound
from session.wording.catalogue import say
from store.examples import sample_plan
from store.paths import Home
from tests.tui.opened import opened, until, words_on
from tui import places
from tui.app import FairsayApp

ASKED = "1 phone is in"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)


def app_with_joining(home: Home) -> FairsayApp:
    return FairsayApp(
        Library(home),
        opened(home, VOTE),
        ways=NetworkOptions(host="127.0.0.1", open=True),
        all_keys=True,
    )


def phone() -> ClientSession:
    return ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Accept": "application/json"})


async def joins(app: FairsayApp, one: ClientSession) -> str:
    """Let a phone join; returns the address of the page."""
    link = app.joining.link
    assert link
    async with one.post(f"{link.url}/join", data={}, allow_redirects=False) as answer:
        assert answer.status == 303
    return link.url


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_to_quit_with_a_phone_in_asks_and_no_goes_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_with_joining(Home(tmp_path))
    async with app.run_test(size=size) as pilot, phone() as one:
        await until(pilot, lambda: app.joining.link)
        url = await joins(app, one)
        await until(pilot, lambda: app.phones.phones_in)

        await pilot.press("ctrl+q")
        await until(pilot, lambda: ASKED in words_on(app))
        # Esc is a no here: it must not read as if it left the program.
        assert "Esc leaves" not in words_on(app)
        await pilot.press("n")
        await until(pilot, lambda: places.place(app.screen) == "board")

        async with one.get(f"{url}/state") as answer:
            assert answer.status == 200
        await pilot.press("ctrl+q")
        await until(pilot, lambda: ASKED in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: not app.is_running)
    assert app.live
    app.live.close()


async def test_without_a_phone_nothing_is_asked(tmp_path: Path) -> None:
    app = app_with_joining(Home(tmp_path))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.joining.link)
        assert app.phones.phones_in == ""
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.live
    app.live.close()


async def test_after_the_end_the_recap_is_there_until_somebody_said_yes(tmp_path: Path) -> None:
    app = app_with_joining(Home(tmp_path))
    async with app.run_test() as pilot, phone() as one:
        await until(pilot, lambda: app.joining.link)
        url = await joins(app, one)
        live = app.live
        assert live
        live.handle(EndSession())
        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close" and app.phones.phones_in)

        await pilot.press("escape")
        await until(pilot, lambda: ASKED in words_on(app))
        async with one.get(f"{url}/recap") as answer:
            assert answer.status == 200
        await pilot.press("y")
        await until(pilot, lambda: places.place(app.screen) == "home" and not app.joining.links)


@pytest.mark.parametrize("what", ["plan", "session", "demo"])
async def test_to_open_something_else_with_a_phone_in_asks_first(tmp_path: Path, what: str) -> None:
    home = Home(tmp_path / "data")
    opened(home, session="2026-11-22-cccccc").close()
    asked: dict[str, Message] = {
        "plan": PlanOpened(str(sample_plan())),
        "session": SessionOpened("2026-11-22-cccccc"),
        "demo": DemoAsked(),
    }
    app = app_with_joining(home)
    async with app.run_test() as pilot, phone() as one:
        await until(pilot, lambda: app.joining.link)
        url = await joins(app, one)
        live = app.live
        app.post_message(Go("home"))
        await until(pilot, lambda: places.place(app.screen) == "home" and app.phones.phones_in)

        app.post_message(asked[what])
        await until(pilot, lambda: ASKED in words_on(app))
        await pilot.press("n")
        await until(pilot, lambda: places.place(app.screen) == "home")
        assert app.live is live
        async with one.get(f"{url}/state") as answer:
            assert answer.status == 200

        app.post_message(asked[what])
        await until(pilot, lambda: ASKED in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app.live is not live and not app.opening.letting_go)
        await app.phones.hang_up()
    assert app.live
    app.live.close()


@pytest.mark.parametrize("to", ["board", "home", "record"])
async def test_a_question_that_a_change_of_screens_took_away_is_asked_again(
    tmp_path: Path, to: Destination
) -> None:
    live = opened(Home(tmp_path), StartAgenda())
    app = FairsayApp(Library(Home(tmp_path)), live, all_keys=True)
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(2):
            await pilot.press("ctrl+q")
            await until(pilot, lambda: say("quit.running") in words_on(app))
            await app.navigation.show(to)
            await app.navigation.show("board")
            await until(pilot, lambda: app.screen is app.screen_stack[0])
    live.close()
