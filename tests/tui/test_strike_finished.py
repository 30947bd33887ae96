"""A strike that is written is finished while the session is open, whatever wrote it and whatever stood in the way."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.strikes import RETRY_S, StrikeUnfinished
from screens.messages import ExportAsked, Go, PlanOpened, StrikeAsked
from session.model.agenda import StartAgenda
from session.model.lifecycle import EndSession, Strike
from session.model.record import SetAction, WriteNote
from store.disk import REAL
from store.erase.notes import noted
from store.erase.words import holds
from store.library.storage import lock_of
from store.lock import locked
from store.paths import Home
from tests.tui.opened import PLAN, app_on, ended, opened, until, words_on
from tui import places
from tui.app import FairsayApp

pytestmark = pytest.mark.practice("P46")

FIRST, SECOND = "2026-11-20-bbbbbb", "2026-11-23-aaaaaa"
SAID = "The bus does not run late"
OTHER = "Mavis sold the minibus"
FOR_EVER_S = 600.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


async def strike(app: FairsayApp, pilot: Pilot[Any], area: Any = "notes") -> None:
    """Strike the first entry of an area on the screen, until it is pending or written."""
    assert app.live
    app.post_message(StrikeAsked(area, next(iter(getattr(app.state, area)))))
    await until(pilot, lambda: "Strike what" in words_on(app))
    await pilot.press("y")
    await until(pilot, lambda: "Press u to put it back" in words_on(app))


def _series_lock(home: Home) -> Path:
    return lock_of(home.series_file(home.series_ids()[0]))


async def test_what_a_lock_refuses_stays_hidden_and_goes_once_the_lock_is_free(home: Home) -> None:
    ended(home, session=FIRST)
    live = resume_session(home, FIRST)
    app = app_on(home, live)
    async with app.run_test(size=(120, 70), notifications=True) as pilot:
        await until(pilot, lambda: SAID in words_on(app))
        with locked(_series_lock(home), 5):
            await strike(app, pilot)
            await until(
                pilot,
                lambda: (
                    live.strikes.unfinished and "Another Fairsay window is saving" in words_on(app)
                ),
            )
            await app.workers.wait_for_complete()
            app.exports.read()
            await app.workers.wait_for_complete()
            assert SAID not in words_on(app)
            assert noted(home) == (FIRST,)

        app.strikes.carry_out_due(monotonic() + RETRY_S)
        await until(pilot, lambda: not live.strikes.unfinished)
        await until(pilot, lambda: "Taken out, here" in words_on(app))
        assert SAID not in words_on(app)
    live.close()
    assert holds(home, SAID) == []
    assert noted(home) == ()


async def test_what_refuses_is_told_once_and_tried_again_within_seconds(home: Home) -> None:
    ended(home, session=FIRST)
    live = resume_session(home, FIRST)
    live.attach(asyncio.get_running_loop())
    told: list[tuple[str, ...]] = []
    live.strikes.on_taken_out = lambda one: told.append(one.sentences)
    live.strikes.begin("notes", next(iter(live.runtime.live.notes)), until=10.0)
    assert live.strikes.due(9.9) is None
    with locked(_series_lock(home), 5):
        for now in (10.0, 10.0 + RETRY_S):
            due = live.strikes.due(now)
            assert due
            await due()
            assert live.strikes.due(now + RETRY_S - 0.1) is None
    assert len(told) == 1
    due = live.strikes.due(10.0 + 2 * RETRY_S)
    assert due
    await due()
    assert told[1:] == [()]
    assert live.strikes.due(FOR_EVER_S) is None
    live.close()


async def test_an_export_finishes_it_first_or_is_refused(home: Home, tmp_path: Path) -> None:
    ended(home, session=FIRST)
    live = resume_session(home, FIRST)
    live.attach(asyncio.get_running_loop())
    own = tmp_path / "own"
    live.strikes.begin("notes", next(iter(live.runtime.live.notes)))
    with (
        locked(_series_lock(home), 5),
        pytest.raises(StrikeUnfinished, match="Another Fairsay window is saving"),
    ):
        await Library(home).export_all(FIRST, "markdown", live, folder=own)
    assert not own.exists()

    (made,) = await Library(home).export_all(FIRST, "markdown", live, folder=own)

    assert SAID not in made.read_text()
    assert not live.strikes.unfinished
    live.close()


def _end_is_refused(live: LiveSession) -> None:
    # The end is refused as long as a break goes on, say; what matters is that the strike was written first.
    live.runtime.carry_out()
    assert live.runtime.pending is None


def _another_is_refused(live: LiveSession) -> None:
    assert live.strikes.begin("notes", "none") is not None


def _a_command_strikes_another(live: LiveSession) -> None:
    live.handle(Strike(area="decisions", key="none"))


@pytest.mark.parametrize(
    "writes", [_end_is_refused, _another_is_refused, _a_command_strikes_another]
)
async def test_one_that_something_else_wrote_early_is_finished_too(
    home: Home, writes: Callable[[LiveSession], None]
) -> None:
    live = opened(home, StartAgenda(), WriteNote(text=OTHER), session=SECOND)
    app = app_on(home, live, strike_s=FOR_EVER_S)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: live.saved.all)
        await strike(app, pilot)

        writes(live)

        await until(pilot, lambda: not holds(home, OTHER) and not noted(home))
        await until(pilot, lambda: "Taken out, here" in words_on(app))
    live.close()


async def test_the_end_keeps_its_recap_where_the_series_is_locked_no_longer(home: Home) -> None:
    live = opened(home, StartAgenda(), WriteNote(text=OTHER), session=SECOND)
    live.attach(asyncio.get_running_loop())
    live.strikes.begin("notes", next(iter(live.runtime.live.notes)))
    live.handle(EndSession())

    await live.keep_recap()

    assert Library(home).stored(SECOND)
    assert holds(home, OTHER) == []
    live.close()


@pytest.mark.parametrize("exports", [False, True])
async def test_the_recap_of_an_older_session_hides_it_and_is_read_again_once_it_is_out(
    home: Home, exports: bool
) -> None:
    ended(home, SetAction(what=OTHER, who="Ann", by="May"), session=FIRST)
    live = opened(home, StartAgenda(), session=SECOND)
    app = app_on(home, live, strike_s=FOR_EVER_S)
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await until(pilot, lambda: live.saved.all)
        app.post_message(StrikeAsked("carried", live.runtime.live.carried.actions[0].id))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: live.runtime.pending)

        app.post_message(Go("close", FIRST))
        await until(
            pilot,
            lambda: "by May" in words_on(app) or "was struck from the record" in words_on(app),
        )
        assert OTHER not in words_on(app)

        if exports:
            app.post_message(ExportAsked("text", FIRST))
            await until(pilot, lambda: app.read_back.written)
            assert holds(home, OTHER) == []
        app.strikes.carry_out_due(monotonic() + FOR_EVER_S)
        await until(pilot, lambda: not live.strikes.unfinished and not live.runtime.pending)
        await app.workers.wait_for_complete()
        assert OTHER not in str(app.read_back)
    live.close()
    assert holds(home, OTHER) == []


async def test_the_next_session_opens_once_one_that_is_being_closed_has_finished_its_strikes(
    home: Home, tmp_path: Path
) -> None:
    ended(home, SetAction(what=OTHER, who="Ann"), session=FIRST)
    plan = _next_plan(tmp_path)
    live = resume_session(home, FIRST)
    app = app_on(home, live, strike_s=FOR_EVER_S)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "close" and OTHER in words_on(app))
        await strike(app, pilot, "actions")
        live.strikes.erasing.acquire()
        await app.navigation.show("home")
        app.post_message(PlanOpened(str(plan)))
        await pilot.pause()
        live.strikes.erasing.release()
        await until(pilot, lambda: app.live)
        assert app.live
        assert OTHER not in str(app.live.runtime.live)
    app.live.close()
    assert holds(home, OTHER) == []


def _next_plan(folder: Path) -> Path:
    plan = folder / "plan.toml"
    plan.write_text(
        'title="Next"\nseries="Hub"\n[[agenda]]\ntitle="Welcome"\nminutes=5\n', encoding="utf-8"
    )
    return plan


@pytest.mark.parametrize("is_locked", [False, True])
async def test_the_next_session_opens_once_the_strikes_of_this_one_are_finished(
    home: Home, tmp_path: Path, is_locked: bool
) -> None:
    ended(home, SetAction(what=OTHER, who="Ann"), session=FIRST)
    plan = _next_plan(tmp_path)
    live = resume_session(home, FIRST)
    app = app_on(home, live, strike_s=FOR_EVER_S)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "close" and OTHER in words_on(app))
        await strike(app, pilot, "actions")
        with locked(_series_lock(home), 5) if is_locked else nullcontext():
            app.post_message(PlanOpened(str(plan)))
            if is_locked:
                await until(pilot, lambda: "Another Fairsay window is saving" in words_on(app))
                await app.workers.wait_for_complete()
                assert app.live is live
        if is_locked:
            app.post_message(PlanOpened(str(plan)))
        await until(pilot, lambda: app.live is not None and app.live is not live)
        assert app.live
        assert OTHER not in str(app.live.runtime.live)
        await until(pilot, lambda: not app.opening.letting_go)
    app.live.close()
    assert holds(home, OTHER) == []


async def test_a_disk_too_full_for_the_whole_journal_holds_up_nothing_else(home: Home) -> None:
    is_full = [False]

    def into_place(source: Path, target: Path) -> None:
        if is_full[0] and target == home.journal(SECOND):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        REAL.replace(source, target)

    live = open_session(home, PLAN, session_id=SECOND, disk=replace(REAL, replace=into_place))
    for text in (OTHER, SAID, "Dawn has the key"):
        live.handle(WriteNote(text=text))
    live.attach(asyncio.get_running_loop())
    await live.settled()
    is_full[0] = True
    live.strikes.rewrite_s = 0.1
    for key in live.runtime.live.notes:
        live.strikes.begin("notes", key)

    told = await live.strikes.finish()

    assert any("full" in one or "room" in one or "space" in one for one in told.left)
    assert live.strikes.unfinished
    assert not live.strikes.erasing.locked()
    (made,) = await Library(home).export_all(SECOND, "text", live)
    assert OTHER not in made.read_text()
    live.handle(EndSession())
    await live.keep_recap()

    is_full[0] = False
    while (await live.strikes.finish()).left:
        pass
    assert holds(home, OTHER) == holds(home, SAID) == []
    assert live.close()


async def test_where_no_note_can_be_left_it_is_told_once_and_tried_again(home: Home) -> None:
    is_full = [True]

    def into_place(source: Path, target: Path) -> None:
        if is_full[0] and target.parent == home.strikes(SECOND):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        REAL.replace(source, target)

    live = open_session(home, PLAN, session_id=SECOND, disk=replace(REAL, replace=into_place))
    live.handle(WriteNote(text=OTHER))
    live.attach(asyncio.get_running_loop())
    told: list[tuple[str, ...]] = []
    live.strikes.on_taken_out = lambda one: told.append(one.sentences)
    live.handle(Strike(area="notes", key=next(iter(live.runtime.live.notes))))
    for now in (10.0, 20.0):
        due = live.strikes.due(now)
        assert due
        await due()
    assert len(told) == 1

    is_full[0] = False
    due = live.strikes.due(30.0)
    assert due
    await due()
    assert holds(home, OTHER) == []
    assert live.close()
