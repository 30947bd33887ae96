"""One door to everything private: one question before it, one way back, and nothing stays when nobody is there."""

from __future__ import annotations

import ast
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import screens
from app.live_session import LiveSession
from app.open_session import open_session
from screens.dialogs.ask import Ask
from screens.dialogs.ballot import BallotScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.consent import ConsentDialog
from screens.dialogs.count_vote import CountVote
from screens.dialogs.pick import Pick
from screens.dialogs.votes_menu import WhoseBallot
from screens.messages import READ_BACK, Go
from screens.plan.screen import PlanScreen
from screens.private.screen import PAGES, PrivateScreen
from session.model.people import AnswerConsent, ArriveAll, NoteNeeds
from session.model.plan import PlanPerson
from session.model.record import WriteNote
from session.model.state import replace
from session.model.votes import OpenRound
from store.paths import Home
from tests.tui.opened import PLAN, SAID, app_on, shown, until, words_on
from tui import places
from tui.app import FairsayApp

pytestmark = [pytest.mark.practice("P17"), pytest.mark.practice("P47")]

NAME = "Zebediah Quill"
NEEDS = "Large print"
QUESTION = "Can anybody but you see this screen now"


@pytest.fixture
def live(tmp_path: Path) -> LiveSession:
    plan = replace(PLAN, people=(PlanPerson(NAME), *PLAN.people))
    live = open_session(Home(tmp_path / "data"), plan, session_id="2026-11-23-aaaaaa")
    for command in (*SAID, ArriveAll(), WriteNote(text="Quill said: the bus is late")):
        live.handle(command)
    for person in list(live.runtime.live.people):
        live.handle(NoteNeeds(person=person, text=NEEDS))
    return live


def program(live: LiveSession, away_s: float = 60.0) -> FairsayApp:
    app = app_on(live.home, live)
    app.private.away_s = away_s
    return app


async def go(app: FairsayApp, pilot: Pilot[str], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def page_of(screen: Screen[Any]) -> str:
    return screen.page if isinstance(screen, PrivateScreen) else ""


async def at(pilot: Pilot[str], place: str) -> None:
    await until(pilot, lambda: places.place(pilot.app.screen) == place)


WAYS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    ((), "f9", "waiting"),
    (("l",), "f9", "people"),
    (("E",), "f9", "lines"),
    (("E",), "R", "lines"),
    (("R",), "f9", "lines"),
)
"""Keys to a screen, the key there that leads to something private, and its page."""


@pytest.mark.parametrize(("before", "key", "page"), WAYS)
async def test_the_one_question_stands_before_every_private_page(
    live: LiveSession, before: tuple[str, ...], key: str, page: str
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await go(app, pilot, *before)
        for answer in ("y", "enter", "escape"):
            stood = app.screen
            await go(app, pilot, key)
            assert QUESTION in words_on(app)
            await go(app, pilot, answer)
            assert "Zebediah" not in shown(app)
            if key == "R":
                await at(pilot, "close")
                await go(app, pilot, "escape", *before)
            else:
                assert app.screen is stood

        await go(app, pilot, key, "n")
        await until(pilot, lambda: page in map(page_of, app.screen_stack))
        assert page == "waiting" or "Zebediah" in shown(app)
    live.close()


@pytest.mark.parametrize(("key", "page"), [("l", "people"), ("s", "slips"), ("C", "lines")])
async def test_it_is_one_screen_with_one_question_and_one_way_back(
    live: LiveSession, key: str, page: str
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await go(app, pilot, "f9", "n", key)
        assert page_of(app.screen) == page
        await go(app, pilot, "escape")
        assert places.place(app.screen) == "board"
        await go(app, pilot, "f9")
        assert isinstance(app.screen, Confirm)
    live.close()


async def test_who_was_chosen_before_the_door_is_chosen_behind_it(live: LiveSession) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await go(app, pilot, "l", "down", "f9", "n")
        await until(pilot, lambda: page_of(app.screen) == "people")
        assert NAME in shown(app)
        await go(app, pilot, "y", "escape")
        assert places.place(app.screen) == "people"
        said = [one.consent.named for one in app.state.people.values()]
        assert said.index(True) == 1
    live.close()


# Each opens something private, and says when it stands there.
async def _page(app: FairsayApp, pilot: Pilot[str], page: str) -> None:
    app.post_message(Go("private", about=page))
    await until(pilot, lambda: isinstance(app.screen, Confirm))
    await go(app, pilot, "n")
    await until(pilot, lambda: page_of(app.screen) == page)


async def _dialog(
    app: FairsayApp, pilot: Pilot[str], page: str, key: str, of: type[object]
) -> None:
    await _page(app, pilot, page)
    await go(app, pilot, key)
    assert isinstance(app.screen, of)


async def _whose(app: FairsayApp, pilot: Pilot[str]) -> None:
    assert app.live
    app.live.handle(OpenRound(question="Which?", options=("A", "B"), method="dots", dots=3))
    app.session.paint()
    await go(app, pilot, "v", "down", "enter", "n")
    assert isinstance(app.screen, WhoseBallot)


async def _ballot(app: FairsayApp, pilot: Pilot[str]) -> None:
    await _whose(app, pilot)
    await go(app, pilot, "enter")
    assert isinstance(app.screen, BallotScreen)


async def _count(app: FairsayApp, pilot: Pilot[str]) -> None:
    assert app.live
    app.live.handle(OpenRound(question="Which?", options=("A", "B"), method="hands"))
    app.session.paint()
    await go(app, pilot, "v", "7", "f9", "n")
    assert isinstance(app.screen, CountVote)
    assert app.screen.private


async def _plan(app: FairsayApp, pilot: Pilot[str]) -> None:
    app.post_message(Go("plan"))
    await at(pilot, "plan")
    await go(app, pilot, "f9", "n")
    assert isinstance(app.screen, PlanScreen)
    assert app.screen.private


PRIVATE_THINGS: dict[str, Callable[[FairsayApp, Pilot[str]], Awaitable[None]]] = {
    **{page: partial(_page, page=page) for page in PAGES},
    "consent": partial(_dialog, page="people", key="c", of=ConsentDialog),
    "needs": partial(_dialog, page="people", key="N", of=Ask),
    "strike needs": partial(_dialog, page="people", key="x", of=Confirm),
    "change a name": partial(_dialog, page="people", key="e", of=Ask),
    "put a line right": partial(_dialog, page="lines", key="e", of=Ask),
    "strike a line": partial(_dialog, page="lines", key="x", of=Confirm),
    "whose ballot": _whose,
    "a ballot for somebody": _ballot,
    "counted numbers": _count,
    "names in a plan": _plan,
}


@pytest.mark.parametrize("thing", PRIVATE_THINGS)
async def test_everything_private_goes_by_itself_after_a_minute_without_a_key(
    live: LiveSession, thing: str
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await PRIVATE_THINGS[thing](app, pilot)
        assert app.private.is_open
        app.tick()
        await pilot.pause()
        assert app.private.is_open

        app.private.away_s = 0.0
        await until(pilot, lambda: not app.private.is_open)

        assert "Zebediah" not in shown(app)
        assert NEEDS not in shown(app)
    live.close()


async def test_the_minute_begins_no_earlier_than_the_app(live: LiveSession) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        vote = OpenRound(question="Which?", options=("A", "B"), method="dots", dots=3)
        live.handle(vote)
        (voting,) = live.runtime.live.rounds.values()
        await app.push_screen(WhoseBallot(live.runtime.live, voting))
        app.tick()
        await pilot.pause()

        assert app.private.is_open
    live.close()


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_that_is_kept_stays_until_it_is_left(live: LiveSession, page: str) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await _page(app, pilot, page)
        await go(app, pilot, "space")
        app.private.away_s = 0.0
        for _ in range(3):
            app.tick()
            await pilot.pause()
        assert page_of(app.screen) == page

        await go(app, pilot, "space")
        await until(pilot, lambda: not app.private.is_open)
    live.close()


@pytest.mark.parametrize("thing", PRIVATE_THINGS)
@pytest.mark.parametrize("cover", ["f10", "small"])
async def test_nothing_private_comes_back_from_under_what_covered_it(
    live: LiveSession, thing: str, cover: str
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await PRIVATE_THINGS[thing](app, pilot)
        if cover == "f10":
            await go(app, pilot, "f10")
            await at(pilot, "blackout")
            await go(app, pilot, "x")
        else:
            await pilot.resize_terminal(40, 10)
            await at(pilot, "small")
            await pilot.resize_terminal(120, 36)
            await until(pilot, lambda: places.place(app.screen) != "small")
        await pilot.pause()
        assert not app.private.is_open
        assert "Zebediah" not in shown(app)
    live.close()


async def test_while_planning_at_home_it_is_asked_once(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path / "data"))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        app.post_message(Go("plan"))
        await at(pilot, "plan")
        await go(app, pilot, "f9")
        assert QUESTION in words_on(app)
        await go(app, pilot, "n")
        shown_now = []
        for _ in range(4):
            shown_now.append(app.private.is_open)
            await go(app, pilot, "f9")
            assert QUESTION not in words_on(app)
        assert shown_now == [True, False] * 2

        app.private.away_s = 0.0
        await until(pilot, lambda: not app.private.is_open)
        app.private.away_s = 60.0
        await go(app, pilot, "f9")
        assert app.private.is_open

        await go(app, pilot, "f10", "x", "f9")
        assert QUESTION in words_on(app)


async def test_what_was_said_at_home_does_not_hold_in_a_session(live: LiveSession) -> None:
    app = app_on(live.home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        app.post_message(Go("plan"))
        await at(pilot, "plan")
        await go(app, pilot, "f9", "n")
        app.session.take(live)
        app.session.attach(live)
        app.post_message(Go("board"))
        await at(pilot, "board")
        await go(app, pilot, "f9")
        assert QUESTION in words_on(app)
    live.close()


async def test_keys_pressed_carelessly_show_nothing(live: LiveSession) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f9", "f9", "escape", "f9", "enter", "l", "c", "c", "escape", "y", "y")
        await pilot.pause()
        assert "Zebediah" not in shown(app)
    live.close()


async def test_a_line_is_put_right_struck_or_said_yes_to_and_the_recap_comes_after(
    live: LiveSession,
) -> None:
    live.handle(WriteNote(text="Quill brought soup"))
    live.handle(WriteNote(text="Thanks to Quill"))
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await go(app, pilot, "E", "R", "n")
        await at(pilot, "private")
        assert "3 lines hold names or words" in words_on(app)

        await go(app, pilot, "e", "home", *("delete",) * len("Quill said: "), "enter", "y")
        await until(pilot, lambda: "1 line holds" in words_on(app))
        await go(app, pilot, "x", "y")
        await until(pilot, lambda: "No line is left" in words_on(app))

        await go(app, pilot, "R")
        await at(pilot, "close")
        assert not app.private.is_open
    notes = [note.text for note in live.runtime.live.notes.values()]
    assert notes[-3:-1] == ["the bus is late", "Quill brought soup"]
    live.close()


async def test_a_no_by_phone_while_lines_are_looked_through_brings_theirs_back(
    live: LiveSession,
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await _page(app, pilot, "lines")
        await go(app, pilot, "y")
        await until(pilot, lambda: "No line is left" in words_on(app))

        who = next(iter(live.runtime.live.people))
        live.handle(AnswerConsent(person=who, question="quoted", answer=False))
        app.session.paint()
        await until(pilot, lambda: "1 line holds" in words_on(app))
    live.close()


PRIVATE_MODULES = {
    *(f"screens.private.{page}" for page in PAGES),
    "screens.dialogs.consent",
    "screens.dialogs.ballot",
    "screens.dialogs.votes_menu",
}
"""Where screens may show names in full, consent, needs, or what was told in private."""
PRIVATE_NAMES = {
    *("full_name", "private", "voices", "needs_of", "unread", "name_check", "said_yes"),
    *("ConsentDialog", "CheckLine", "VoicesView", "PrivateView"),
}


def test_no_other_screen_imports_what_is_private() -> None:
    root = Path(screens.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        module = ".".join(("screens", *path.relative_to(root).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {one.name for one in node.names} & PRIVATE_NAMES
                if names and node.module.startswith(("session", "screens.dialogs")):
                    found.add(module)
    assert found <= PRIVATE_MODULES


async def test_how_each_gets_it_is_chosen_and_ticked_off_on_the_private_list(
    live: LiveSession,
) -> None:
    app = program(live)
    person = next(iter(live.runtime.live.people))
    async with app.run_test(size=(120, 36)) as pilot:
        await go(app, pilot, "l", "f9", "n")
        await at(pilot, "private")
        await go(app, pilot, "g")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await go(app, pilot, "enter")
        await until(pilot, lambda: live.runtime.live.people[person].gets == "post")
        await until(pilot, lambda: "Still to hand out: 1 by post." in words_on(app))

        await go(app, pilot, "g")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await go(app, pilot, "enter")
        await until(pilot, lambda: live.runtime.live.people[person].got)
        await until(pilot, lambda: "✓ by post" in words_on(app))
        assert "Still to hand out" not in words_on(app)

        await go(app, pilot, "escape")
        await until(pilot, lambda: places.place(app.screen) == "people")
        assert "by post" not in words_on(app)
    live.close()


@pytest.mark.parametrize(
    ("answer", "comes"), [("escape", "board"), ("y", "close")], ids=["cancelled", "seen"]
)
async def test_the_read_back_comes_instead_only_after_an_answer(
    live: LiveSession, answer: str, comes: str
) -> None:
    app = program(live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Go("private", about="lines", instead=Go("close", about=READ_BACK)))
        await until(pilot, lambda: QUESTION in shown(app))

        await pilot.press(answer)

        await until(pilot, lambda: places.place(app.screen) == comes)
        await pilot.pause()
        assert places.place(app.screen) == comes
        assert not app.private.is_open
