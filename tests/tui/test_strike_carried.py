"""What an earlier session left, and when the next one is, can be struck: nothing holds the words after it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.live_session import LiveSession
from app.open_session import resume_session
from screens.widgets.rows import Rows
from session.erase.walk import STRUCK
from session.model.history import Undo
from session.model.lifecycle import EndSession, StrikeArea
from session.model.opening_closing import SetNextSession, TakeUp, TellOutcome
from session.model.parking import CarryAll, Park
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, SetAction
from session.replay import replay
from session.runtime import Done
from session.views.recap import recap
from session.views.recap_lines import ReadBackLine
from store.erase.words import holds
from store.journal.format import scan
from store.library.ending import finish
from store.paths import Home
from tests.tui.opened import app_on, ended, opened, shown, until

FIRST, SECOND, THIRD = "2026-11-09-cccccc", "2026-11-16-bbbbbb", "2026-11-23-aaaaaa"
SAID = "Zebediah pays the rent"
WORDED = "Quillon owes the landlord"

pytestmark = pytest.mark.practice("P46")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def left(area: str) -> tuple[AnyCommand, ...]:
    """Commands of a first session that leave ``SAID`` to the next one."""
    match area:
        case "actions":
            return (SetAction(what=SAID, who="Dawn", by="Friday"),)
        case "decisions":
            return (RecordDecision(text=SAID),)
        case _:
            return (Park(text=SAID, asked_by="Quillon", promise="We ask Quillon"), CarryAll())


def carried(live: LiveSession, area: str) -> str:
    """Return the id of what holds ``SAID`` in what was left to a session."""
    entries = getattr(live.runtime.live.carried, area)
    return next(str(one.id) for one in entries if SAID in str(one))


def struck(live: LiveSession, area: StrikeArea, key: str) -> None:
    done = asyncio.run(live.strike(area, key))
    assert isinstance(done, Done)
    assert done.strike


@pytest.mark.parametrize("area", ["actions", "decisions", "parked"])
def test_what_was_left_is_struck_from_the_sessions_before_and_after(home: Home, area: str) -> None:
    ended(home, *left(area), session=FIRST)
    ended(home, session=SECOND)
    first = resume_session(home, FIRST)
    asyncio.run(first.export("markdown"))
    asyncio.run(first.export("json"))
    first.close()
    third = opened(home, session=THIRD)
    if area == "decisions":
        # Decisions are told of the session right before; the second one is asked instead.
        third.close()
        third = resume_session(home, SECOND)

    struck(third, "carried", carried(third, area))
    third.close()

    assert holds(home, SAID) == holds(home, "Quillon") == []
    assert [path.suffix for path in sorted(home.exports(FIRST).iterdir())] == [".json", ".md"]


@pytest.mark.parametrize("area", ["actions", "decisions", "parked"])
def test_the_struck_journal_folds_to_the_struck_state(home: Home, area: str) -> None:
    ended(home, *left(area), session=FIRST)
    second = opened(home, session=SECOND)

    struck(second, "carried", carried(second, area))
    assert second.settle()
    second.close()

    state = replay(scan(home.journal(SECOND), SECOND).payloads).state
    assert state == second.runtime.live
    assert STRUCK in str(getattr(state.carried, area))
    first = replay(scan(home.journal(FIRST), FIRST).payloads).state
    assert SAID not in str(recap(first))


def test_what_became_of_it_goes_with_what_was_left_and_stays_told(home: Home) -> None:
    ended(home, *left("actions"), session=FIRST)
    second = opened(home, session=SECOND)
    key = carried(second, "actions")
    second.handle(TellOutcome(about=key, state="done"))

    struck(second, "carried", key)
    second.handle(EndSession())
    assert second.settle()
    finish(home, recap(second.runtime.durable))
    second.close()

    assert holds(home, SAID) == []
    told = recap(second.runtime.durable).outcomes
    assert [(one.text, one.state) for one in told] == [(STRUCK, "done")]


def test_what_was_taken_up_again_goes_from_todays_lot_too(home: Home) -> None:
    ended(home, *left("parked"), session=FIRST)
    second = opened(home, session=SECOND)
    key = carried(second, "parked")
    second.handle(TakeUp(carried=key))

    struck(second, "carried", key)
    second.close()

    assert holds(home, SAID) == holds(home, "Quillon") == []
    assert second.runtime.live.parking[key].text == STRUCK


def test_every_wording_of_the_next_session_goes(home: Home) -> None:
    live = opened(home)
    live.handle(SetNextSession(when=SAID))
    live.handle(SetNextSession(when="When Quillon is back"))
    live.handle(Undo())
    live.handle(SetNextSession(when=WORDED))

    struck(live, "closing", live.runtime.live.closing.next_id)
    live.handle(SetNextSession(when="2026-12-07"))
    live.close()

    assert holds(home, SAID) == holds(home, "Quillon") == []
    assert replay(scan(home.journal(THIRD), THIRD).payloads).state.closing.next_session


def test_the_next_session_is_struck_from_a_recap_that_was_agreed(home: Home) -> None:
    ended(home, SetNextSession(when=SAID), session=FIRST)
    live = resume_session(home, FIRST)
    asyncio.run(live.export("text"))

    struck(live, "closing", live.runtime.live.closing.next_id)
    live.close()

    assert holds(home, SAID) == []
    assert recap(live.runtime.durable).next_session == STRUCK


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
@pytest.mark.parametrize("area", ["actions", "decisions", "parked"])
async def test_x_on_the_opening_strikes_what_is_chosen(
    home: Home, area: str, size: tuple[int, int]
) -> None:
    ended(home, *left(area), session=FIRST)
    app = app_on(home, opened(home, session=SECOND))

    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("A", "space", "space")
        await until(pilot, lambda: "We decided" in shown(app))
        # What is still open is chosen first; what was decided stands above it.
        for key in ("up",) * 9 + ("down",) * 9:
            if f"▸ {SAID}" in shown(app):
                break
            await pilot.press(key)
        assert f"▸ {SAID}" in shown(app)
        await pilot.press("x")
        await until(pilot, lambda: "Strike what" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: "Taken out" in shown(app))
        assert f"▸ {STRUCK}" in shown(app)
        live = app.live
    assert live
    live.close()

    assert holds(home, SAID) == []


async def test_the_recap_offers_what_was_left_and_the_next_session(home: Home) -> None:
    ended(home, *left("actions"), session=FIRST)
    live = opened(home, SetNextSession(when=WORDED), session=SECOND)
    key = carried(live, "actions")
    live.handle(TellOutcome(about=key, state="done"))
    app = app_on(home, live)

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: app.read_back.lines)
        offered = {
            (entry.area, entry.key): line for line in app.read_back.lines for entry in line.entries
        }
        next_line = offered["closing", live.runtime.live.closing.next_id]
        assert WORDED in next_line.text
        assert SAID in offered["carried", key].text
        rows = app.screen.query_one(Rows)
        await until(pilot, lambda: [one for one in rows.options if WORDED in str(one.prompt)])
        rows.highlighted = next(
            n for n, one in enumerate(rows.options) if WORDED in str(one.prompt)
        )
        await pilot.press("x")
        await until(pilot, lambda: "Strike what" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: "Taken out" in shown(app))
        await until(pilot, lambda: not _stands(WORDED, app.read_back.lines))
    live.close()

    assert holds(home, WORDED) == []


def _stands(words: str, lines: tuple[ReadBackLine, ...]) -> bool:
    return any(words in line.text for line in lines)
