"""The palette: every action by its name, only what applies, and words people typed kept as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from app.live_session import LiveSession
from screens.keys.table import SESSION
from screens.places import Destination
from screens.widgets.rows import Rows
from screens.widgets.stage import Stage
from session.model.agenda import StartAgenda
from session.model.ideas import AddIdea, AddTheme
from session.model.lifecycle import EndSession, RecordGap, SetCounting
from session.model.parking import Park
from session.model.protocol import AnyCommand
from session.model.votes import EnterCount, OpenRound
from session.runtime import Done
from store.paths import Home
from tests.every_key import KEYS as KEYS_ON
from tests.tui.opened import app_on, opened, until
from tui.palette import Actions, commands
from tui.places import place


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def names(home: Home, *given: AnyCommand) -> list[str]:
    """Return what the palette offers on the board after some commands."""
    live = opened(home, *given)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        found = [str(hit.text) async for hit in Actions(app.screen).discover()]
    live.close()
    return found


async def test_every_action_of_the_board_is_there_in_the_form_area_verb(home: Home) -> None:
    found = await names(home, StartAgenda(), SetCounting(on=True), AddTheme(name="Food"))

    for key in KEYS_ON["board"]:
        if key.id in {"turn", "turn-over", "call", "queue", "parking", "reservation"}:
            continue
        assert key.name in found
    assert "Turns: Turn of community member" in found
    assert all(": " in name for name in found)


async def test_only_what_applies_is_there(home: Home) -> None:
    found = await names(home)

    assert "Agenda: Next item" in found
    for name in ("Agenda: A minute more", "Turns: Silence", "Queue: Next in the queue"):
        assert name not in found


def offered(home: Home, *given: AnyCommand) -> dict[str, AnyCommand]:
    live = opened(home, *given)
    live.close()
    return {name: command for name, command, _ in commands(live.runtime.live)}


def voted(home: Home, session: str) -> LiveSession:
    """Open a session with a gap, something parked and a vote that was counted."""
    vote = OpenRound(question="Which [/red] first?", options=("Soup", "Bus"))
    given = (StartAgenda(), RecordGap(length_ms=60_000), vote, SetCounting(on=True), Park(text="X"))
    live = opened(home, *given, session=session)
    (open_vote,) = live.runtime.live.rounds.values()
    counts = dict.fromkeys(open_vote.options, 2)
    done = live.handle(EnterCount(round=open_vote.id, channel="hands", counts=counts))
    assert isinstance(done, Done)
    return live


def test_a_vote_is_closed_only_once_it_was_counted(home: Home) -> None:
    vote = OpenRound(question="Which first?", options=("Soup", "Bus"))

    assert "Vote: Close “Which first?”" not in offered(home, vote)


def test_every_action_without_a_key_is_carried_out(home: Home) -> None:
    live = voted(home, "2026-11-24-a")
    names = [name for name, _, _ in commands(live.runtime.live)]
    live.close()

    assert {
        "Agenda: Don't count the gap",
        "Agenda: Go to “Ideas”",
        "Vote: Close “Which [/red] first?”",
        "Parking: Carry all over",
        "People: Everyone is here",
    } <= set(names)
    for nth, name in enumerate(names):
        live = voted(home, f"2026-11-24-b{nth}")
        _, command, _ = list(commands(live.runtime.live))[nth]
        assert isinstance(live.handle(command), Done), name
        live.close()


def test_an_ended_session_offers_nothing_of_the_kind(home: Home) -> None:
    assert offered(home, StartAgenda(), EndSession()) == {}


async def test_an_action_is_found_by_its_name_and_done(home: Home) -> None:
    live = opened(home, StartAgenda())
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        app.screen.query_one(Input).value = "go to ideas"
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.items[app.state.clock.current].title == "Ideas")
    live.close()


async def test_colours_are_chosen_there(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        app.screen.query_one(Input).value = "colours strong"
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "fairsay-high-contrast")


async def test_on_the_shared_view_every_scene_is_there_by_name(home: Home) -> None:
    live = opened(home, StartAgenda())
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("z")
        await until(pilot, lambda: place(app.screen) == "shared")
        hits = {str(hit.text): hit async for hit in Actions(app.screen).discover()}
        await hits["Scenes: Show Parking lot"].command()
        await pilot.pause()

        told = app.screen.query_one(Stage).value
        assert told is not None
        assert told.name == "parking"
        assert "Scenes: Follow the agenda" in hits
    live.close()


async def found(home: Home, query: str, *given: AnyCommand) -> list[str]:
    """Return what the palette finds on the board, the best first."""
    live = opened(home, *given)
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        hits = [hit async for hit in Actions(app.screen).search(query)]
    live.close()
    return [str(hit.text) for hit in sorted(hits, key=lambda hit: -hit.score)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("late", "Agenda: Time"),
        ("longer", "Agenda: Time"),
        ("result", "Vote: Ask the room"),
        ("finish", "Session: Closing"),
        ("mistake", "Record: Undo"),
        ("bigger", "Room: What the room sees"),
        ("print", "Session: Recap and end"),
        ("screenshot", "Session: Recap and end"),
        ("name", "People: People"),
        ("count", "Vote: Ask the room"),
        ("delete", "Record: Strike it"),
        ("dele", "Record: Strike it"),
        ("BREAK now", "Agenda: Break now"),
    ],
)
async def test_what_people_call_it_is_found(home: Home, typed: str, name: str) -> None:
    hits = await found(home, typed, StartAgenda(), AddIdea(text="Soup"))

    assert name in hits[:2], hits


async def test_scattered_letters_find_nothing(home: Home) -> None:
    assert await found(home, "nxtm", StartAgenda()) == []


async def test_a_jump_in_the_agenda_never_comes_first(home: Home) -> None:
    hits = await found(home, "ideas", StartAgenda())

    assert hits[0].startswith("Ideas: ")
    assert hits[-1] == "Agenda: Go to “Ideas”"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("record", "Record: Record"), ("join", "Room: Join"), ("people", "People: People")],
)
async def test_its_label_is_found_before_its_area(home: Home, typed: str, name: str) -> None:
    hits = await found(home, typed, StartAgenda())

    assert hits[0] == name, hits


@pytest.mark.parametrize("at", SESSION)
async def test_people_record_join_and_private_are_found_on_every_screen_of_a_session(
    home: Home, at: Destination
) -> None:
    wanted = {key for key in KEYS_ON["board"] if key.id in {"people", "record", "join", "private"}}
    live = opened(home, StartAgenda())
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await app.navigation.show(at)
        await pilot.pause()
        hits = [str(hit.text) async for hit in Actions(app.screen).discover()]
        assert {key.name for key in wanted if key.to != at} <= {*hits}

        await app.navigation.show("help")
        await until(pilot, lambda: place(app.screen) == "help")
        rows = "\n".join(str(one.prompt) for one in app.screen.query_one(Rows).options)
        assert [key.id for key in wanted if key.to != at and f"{key.label} " not in rows] == []
    live.close()


@pytest.mark.parametrize("cover", ["blackout", "small", ""])
@pytest.mark.parametrize("times", [1, 2])
async def test_it_opens_once_and_over_nothing_that_hides_what_is_on(
    home: Home, cover: str, times: int
) -> None:
    app = app_on(home, opened(home))
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(times - 1):
            await pilot.press("ctrl+p")
        if cover == "blackout":
            await pilot.press("f10")
        elif cover:
            await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: not cover or place(app.screen) == cover)

        await pilot.press("ctrl+p", "ctrl+p")
        await pilot.pause()

        opened_now = [one for one in app.screen_stack if isinstance(one, CommandPalette)]
        assert len(opened_now) == (times - 1 if cover else 1)
        assert not app.crash.noted
    assert app.live
    app.live.close()
