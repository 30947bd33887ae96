"""Slips of one key: pressed twice it counts once, and what can't be missed asks before it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from app.clock import Readings
from app.library import Library
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from app.open_session import open_session
from screens.messages import Go
from screens.places import Destination
from session.model.agenda import StartAgenda
from session.model.floor import StartTurn
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import EndSession, SetCounting
from session.model.people import ArriveAll
from session.model.protocol import AnyCommand
from session.model.speaking_round import OpenCircle, StepCircle
from session.model.votes import OpenRound
from store.paths import Home
from tests.every_key import KEYS
from tests.tui.opened import PLAN, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.controllers.reminders import LONG_TURN_MS
from tui.slips import TWICE_MS

VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)
STEERED = tuple(place for place, keys in KEYS.items() if any(key.id == "next" for key in keys))
"""Every screen on which a key goes on in the agenda."""


class Wall:
    """A clock on the wall that stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 0.0

    @property
    def readings(self) -> Readings:
        start = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        return Readings(
            elapsed=lambda: self.s,
            awake=lambda: self.s,
            wall=lambda: start + timedelta(seconds=self.s),
        )


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def begin(tmp_path: Path, wall: Wall) -> Iterator[Callable[..., FairsayApp]]:
    lives: list[LiveSession] = []

    def app(*commands: AnyCommand) -> FairsayApp:
        home = Home(tmp_path / "data")
        live = open_session(home, PLAN, readings=wall.readings)
        for command in commands:
            live.handle(command)
        lives.append(live)
        return FairsayApp(Library(home), live, ways=NetworkOptions(phones=False), all_keys=True)

    yield app
    for live in lives:
        live.close()


async def at(app: FairsayApp, pilot: Pilot[Any], place: str) -> None:
    if place != "board":
        app.post_message(Go(cast("Destination", place)))
    await until(pilot, lambda: places.place(app.screen) == place)


def now(app: FairsayApp) -> str:
    item = app.state.items.get(app.state.clock.current)
    return item.title if item else ""


def test_the_screens_on_which_n_goes_on_are_those_known() -> None:
    assert set(STEERED) == {"board", "shared"}


@pytest.mark.parametrize("place", STEERED)
async def test_n_pressed_twice_counts_once_and_says_so(
    begin: Callable[..., FairsayApp], wall: Wall, place: str
) -> None:
    app = begin()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, place)

        await pilot.press("n")
        await until(pilot, lambda: now(app) == "Welcome")
        wall.s += TWICE_MS / 1000 - 0.1
        await pilot.press("n")
        await until(pilot, lambda: "That was pressed twice, so it counted once." in words_on(app))
        assert now(app) == "Welcome"

        wall.s += TWICE_MS / 1000
        await pilot.press("n")
        await until(pilot, lambda: now(app) == "Ideas")


async def test_a_key_that_is_held_down_goes_on_once(
    begin: Callable[..., FairsayApp], wall: Wall
) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")
        for _ in range(60):
            await pilot.press("n")
            wall.s += 0.1
        await pilot.pause()

        assert now(app) == "Ideas"


async def test_going_on_after_an_undo_is_meant(begin: Callable[..., FairsayApp]) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")
        await pilot.press("n")
        await until(pilot, lambda: now(app) == "Ideas")
        await pilot.press("u")
        await until(pilot, lambda: now(app) == "Welcome")
        await pilot.press("n")
        await until(pilot, lambda: now(app) == "Ideas")


async def test_skipping_and_going_back_say_what_they_did(begin: Callable[..., FairsayApp]) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, "board")

        await pilot.press("k")
        await until(pilot, lambda: "Skipped: Welcome." in words_on(app))
        await pilot.press("N")
        await until(pilot, lambda: "Back to: Welcome." in words_on(app))


@pytest.mark.parametrize(
    ("place", "commands", "changed"),
    [
        ("themes", (AddTheme(name="Food"), AddIdea(text="Soup")), ColourIdea),
        ("speak", (ArriveAll(), OpenCircle()), StepCircle),
    ],
)
async def test_themes_and_rounds_of_speaking_can_be_undone_where_they_stand(
    begin: Callable[..., FairsayApp],
    place: str,
    commands: tuple[AnyCommand, ...],
    changed: type[AnyCommand],
) -> None:
    app = begin(*commands)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, place)
        before = app.state
        await pilot.press("a" if changed is ColourIdea else "p")
        await until(pilot, lambda: app.state != before)
        after = app.state

        await pilot.press("u")
        await until(pilot, lambda: "Taken back:" in words_on(app))
        assert app.state == before
        await pilot.press("U")
        await until(pilot, lambda: "Done again:" in words_on(app))
        assert app.state == after


async def test_a_round_with_people_still_to_come_asks_before_it_ends(
    begin: Callable[..., FairsayApp],
) -> None:
    app = begin(ArriveAll(), OpenCircle(quiet=True))
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "speak")

        for no in ("escape", "enter"):
            await pilot.press("e")
            await until(pilot, lambda: "1 person is still to come." in words_on(app))
            await pilot.press(no)
            await until(pilot, lambda: places.place(app.screen) == "speak")
            assert next(iter(app.state.circles.values())).closed_t is None

        await pilot.press("e")
        await until(pilot, lambda: "1 person is still to come." in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: next(iter(app.state.circles.values())).closed_t is not None)


@pytest.mark.parametrize(
    ("key", "asked"), [("q", "Leave it for Home?"), ("ctrl+q", "Leave Fairsay?")]
)
@pytest.mark.parametrize("no", ["escape", "enter", "n"])
async def test_a_running_session_is_not_left_by_a_slip(
    begin: Callable[..., FairsayApp], key: str, asked: str, no: str
) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")

        await pilot.press(key)
        await until(pilot, lambda: asked in words_on(app))
        await pilot.press(no)
        await until(pilot, lambda: places.place(app.screen) == "board")

        assert app.is_running
        assert now(app) == "Welcome"


@pytest.mark.parametrize(("key", "there"), [("q", "home"), ("ctrl+q", "")])
async def test_a_running_session_is_left_after_a_yes(
    begin: Callable[..., FairsayApp], key: str, there: str
) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")
        await pilot.press(key)
        await until(pilot, lambda: "The session is running." in words_on(app))
        await pilot.press("y")
        if there:
            await until(pilot, lambda: places.place(app.screen) == there)
        else:
            await until(pilot, lambda: app._exit)


async def test_whoever_is_at_home_already_goes_back_to_it_unasked(
    begin: Callable[..., FairsayApp],
) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")
        await pilot.press("q")
        await until(pilot, lambda: "Leave it for Home?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: places.place(app.screen) == "home")
        app.post_message(Go("plan"))
        await until(pilot, lambda: places.place(app.screen) == "plan")

        app.post_message(Go("home"))
        await until(pilot, lambda: places.place(app.screen) == "home")


async def test_the_question_is_asked_once_however_often_the_key_is_pressed(
    begin: Callable[..., FairsayApp],
) -> None:
    app = begin(StartAgenda())
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "board")
        await pilot.press("ctrl+q", "ctrl+q", "ctrl+q")
        await until(pilot, lambda: "Leave Fairsay?" in words_on(app))
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")

        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Leave Fairsay?" in words_on(app))


@pytest.mark.parametrize("commands", [(), (StartAgenda(), EndSession())])
async def test_a_session_that_has_not_begun_or_has_ended_is_left_at_once(
    begin: Callable[..., FairsayApp], commands: tuple[AnyCommand, ...]
) -> None:
    app = begin(*commands)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)


# What is open


OPEN: dict[str, tuple[AnyCommand, str]] = {
    "vote": (VOTE, "v Vote open"),
    "circle": (OpenCircle(), "G Round open"),
    "turn": (StartTurn(kind="someone"), "9 Turn over"),
}
LED = ("board", "shared", "themes", "start", "record", "people", "close")


@pytest.mark.parametrize("kind", OPEN)
@pytest.mark.parametrize("place", LED)
async def test_the_line_of_keys_and_the_help_lead_with_what_is_open(
    begin: Callable[..., FairsayApp], place: str, kind: str
) -> None:
    command, led = OPEN[kind]
    app = begin(StartAgenda(), SetCounting(on=True))
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, place)
        assert "on the board" not in words_on(app).lower()
        assert app.live
        app.live.handle(command)
        words = led if place == "board" else f"On the board: {led[0]} {led[2:].lower()}"
        await until(pilot, lambda: words in words_on(app))

        await pilot.press("f1")
        key = f"{led[0]} on the board." if place != "board" else f"{led[0]}."
        await until(
            pilot,
            lambda: f"still {'going on' if kind == 'turn' else 'open'}: {key}" in words_on(app),
        )


async def test_going_on_says_what_is_still_open_and_ends_the_turn(
    begin: Callable[..., FairsayApp],
) -> None:
    app = begin(StartAgenda(), SetCounting(on=True), VOTE, StartTurn(kind="someone"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, "board")
        await pilot.press("n")
        await until(pilot, lambda: "A vote is still open: v." in words_on(app))

        assert now(app) == "Ideas"
        assert app.state.floor.current is None
        assert "A turn is still" not in words_on(app)


async def test_the_end_names_what_is_open_and_does_nothing_without_a_yes(
    begin: Callable[..., FairsayApp],
) -> None:
    app = begin(StartAgenda(), VOTE)
    async with app.run_test(size=(120, 36)) as pilot:
        await at(app, pilot, "close")
        await until(pilot, lambda: app.read_back.changeable)

        await pilot.press("E")
        await until(pilot, lambda: "Still open: a vote." in words_on(app))
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "close")
        assert not app.session.ended

        await pilot.press("E", "y")
        await until(pilot, lambda: app.session.ended)


async def test_a_long_turn_is_asked_about_once_and_not_over_a_dialog(
    begin: Callable[..., FairsayApp], wall: Wall
) -> None:
    asked = "Is this turn still going on? 9 ends it."
    app = begin(StartAgenda(), SetCounting(on=True), StartTurn(kind="someone"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, "board")
        wall.s += LONG_TURN_MS / 1000 - 1
        app.tick()
        await pilot.pause()
        assert asked not in words_on(app)

        await pilot.press("w")
        await until(pilot, lambda: places.place(app.screen) == "")
        wall.s += 2
        app.tick()
        await pilot.pause()
        assert asked not in words_on(app)

        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.tick()
        await until(pilot, lambda: asked in words_on(app))
        app.clear_notifications()
        wall.s += 600
        app.tick()
        await pilot.pause()
        assert asked not in words_on(app)


@pytest.mark.parametrize("kind", ["silence", "group-work"])
async def test_nothing_is_asked_about_what_is_no_talk(
    begin: Callable[..., FairsayApp], wall: Wall, kind: Any
) -> None:
    app = begin(StartAgenda(), SetCounting(on=True), StartTurn(kind=kind))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await at(app, pilot, "board")
        wall.s += LONG_TURN_MS / 1000 + 1
        app.tick()
        await pilot.pause()

        assert "Is this turn still going on?" not in words_on(app)
