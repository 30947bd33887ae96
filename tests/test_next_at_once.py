"""The next session of a series, opened before the recap of the last one is stored: nothing of it is left out."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.series import things_of, view_of
from screens.messages import PlanOpened, Submit
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import CorrectRecap
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision
from session.runtime import Done
from store.disk import REAL, Disk
from store.library.ending import pending
from store.library.series import series_id
from store.paths import Home, private_folder
from tests.tui.opened import app_on, until
from tui import places

SERIES, DECIDED, THEN = "Hub futures", "Soup on Thursdays", "Soup on Fridays"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


class SlowDisk:
    """A disk on which the file of a series gets into its place only once it is let through."""

    def __init__(self, home: Home) -> None:
        self.waits, self.through = Event(), Event()
        self._path = home.series_file(series_id(SERIES))
        self.disk: Disk = dataclasses.replace(REAL, replace=self._replace)

    def _replace(self, source: Path, target: Path) -> None:
        if target == self._path:
            self.waits.set()
            assert self.through.wait(60)
        REAL.replace(source, target)


def began(home: Home, disk: Disk = REAL) -> LiveSession:
    live = open_session(
        home, Plan(title="First", series=SERIES, agenda=(PlanItem("Talk", 10),)), disk=disk
    )
    assert isinstance(live.handle(RecordDecision(text=DECIDED)), Done)
    return live


def over(live: LiveSession) -> LiveSession:
    for command in (EndSession(), AgreeRecap(not_coproduced="The date")):
        assert isinstance(live.handle(command), Done)
    assert live.settle()
    return live


def crashed(home: Home) -> None:
    """Leave a session that ended, with its recap nowhere but in its journal."""
    over(began(home)).close()


def corrected(home: Home) -> None:
    """Leave a session whose recap was stored, and is corrected in its journal only."""
    live = over(began(home))
    asyncio.run(live.keep_recap())
    live.handle(CorrectRecap(text=THEN))
    live.close()


@contextmanager
def being_saved(home: Home) -> Iterator[LiveSession]:
    slow = SlowDisk(home)
    live = over(began(home, slow.disk))
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(asyncio.run, live.keep_recap())
        try:
            assert slow.waits.wait(60)
            yield live
        finally:
            slow.through.set()
            saving.result(60)
    live.close()


def plan_of(folder: Path) -> str:
    plan = folder / "next.toml"
    plan.write_text(
        f'title="Next"\nseries="{SERIES}"\n[[agenda]]\ntitle="Welcome"\nminutes=5\n', "utf-8"
    )
    return str(plan)


def begun(desk: Library, folder: Path) -> LiveSession:
    live = desk.begin(plan_of(folder))
    assert isinstance(live, LiveSession)
    live.close()
    return live


def test_a_session_that_ended_in_a_crash_is_stored_before_the_next_one_begins(
    home: Home, tmp_path: Path
) -> None:
    crashed(home)

    before = begun(Library(home), tmp_path).runtime.live.carried

    assert [one.text for one in before.decisions] == [DECIDED]
    assert pending(home) == ()


def test_a_correction_that_was_never_stored_is_told_at_the_next_session(
    home: Home, tmp_path: Path
) -> None:
    corrected(home)

    assert begun(Library(home), tmp_path).runtime.live.carried.corrections == (THEN,)


def test_a_session_that_another_program_is_still_saving_hands_on_what_its_journal_holds(
    home: Home, tmp_path: Path
) -> None:
    with being_saved(home):
        before = begun(Library(home), tmp_path).runtime.live.carried

    assert (before.title, before.sessions) == ("First", 1)
    assert [one.text for one in before.decisions] == [DECIDED]


def test_one_that_is_saved_twice_is_counted_once(home: Home, tmp_path: Path) -> None:
    with being_saved(home) as live:
        pass
    live = resume_session(home, live.session_id)
    assert begun(Library(home), tmp_path).runtime.live.carried.sessions == 1
    live.close()


READ: dict[str, Callable[[Library], str]] = {
    "things": lambda desk: str(things_of(desk, SERIES)),
    "series": lambda desk: str(view_of(desk, SERIES)),
}


@pytest.mark.parametrize("what", READ)
def test_what_is_told_of_a_series_has_what_is_still_being_saved(home: Home, what: str) -> None:
    with being_saved(home):
        assert DECIDED in READ[what](Library(home))


async def test_the_app_opens_the_next_session_once_this_one_is_saved(
    home: Home, tmp_path: Path
) -> None:
    slow = SlowDisk(home)
    live = began(home, slow.disk)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Submit(EndSession()))
        await until(pilot, slow.waits.is_set)

        app.post_message(PlanOpened(plan_of(tmp_path)))
        for _ in range(30):
            await pilot.pause(0.02)
        opened_before_saved = app.live is not live
        slow.through.set()
        await until(pilot, lambda: app.live not in {None, live})

        assert not opened_before_saved
        assert app.live
        assert [one.text for one in app.live.runtime.live.carried.decisions] == [DECIDED]
    app.live.close()
