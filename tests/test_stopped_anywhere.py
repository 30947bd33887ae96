"""The program is gone after any single file operation of what it does: done again, or at the next start, all is well.

Strikes have a test of their own (`tests/store/test_erase_strike.py`), and so has the ending on a disk that
loses its power (`tests/store/test_power.py`).
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import open_session
from session.erase.person import Forgetting
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.people import AddPerson, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, WriteNote
from session.replay import replay
from session.runtime import Done
from session.views.recap import recap
from store.disk import Disk
from store.erase.person import forget_person
from store.erase.session import forget_session
from store.journal.file import JournalFile
from store.journal.format import scan
from store.journal.repair import recover
from store.library.ending import finish
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.handed import hand_out
from tests.store.test_erase_strike import Killed, killed_after

HERE, OTHER = "2026-11-01-aaaaaa", "2026-11-08-bbbbbb"
NAME = "Zofia"
MOST = 400


def played(home: Home, session: str, *, agreed: bool) -> None:
    """Leave a session whose recap is stored (a draft unless it was agreed), and its export."""
    plan = Plan(title=session, series="Hub", agenda=(PlanItem("Talk", 10),))
    live = open_session(home, plan, session_id=session)
    for command in (AddPerson(name=NAME), RecordDecision(text="Soup"), WriteNote(text="A note")):
        assert isinstance(live.handle(command), Done)
    person = next(iter(live.runtime.live.people))
    live.handle(ChangeConsent(person=person, consent=Consent(named=True)))
    live.handle(EndSession())
    if agreed:
        live.handle(AgreeRecap(not_coproduced="The date"))
    assert live.settle()
    told = recap(live.runtime.durable)
    finish(home, told)
    hand_out(home, told, "text", private_folder(home.exports(session)))
    assert live.close()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(private_folder(tmp_path_factory.mktemp("whole") / "data"))
    played(home, HERE, agreed=True)
    played(home, OTHER, agreed=True)
    return home


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The second session's recap is stored as a draft; its journal says that it was agreed since."""
    home = Home(private_folder(tmp_path_factory.mktemp("drafted") / "data"))
    played(home, HERE, agreed=True)
    played(home, OTHER, agreed=False)
    live = Library(home).resume(OTHER)
    live.handle(AgreeRecap(not_coproduced="The date"))
    assert live.settle()
    assert live.close()
    return home


def told(home: Home, session: str = OTHER) -> str:
    return str(Library(home).recap(session))


def forgets_the_person(home: Home, disk: Disk) -> None:
    forget_person(home, Forgetting(NAME), disk=disk)


def forgets_the_session(home: Home, disk: Disk) -> None:
    if home.session_dir(HERE).exists():
        forget_session(home, HERE, disk=disk)


def agrees(home: Home, disk: Disk) -> None:
    state = replay(scan(home.journal(OTHER), OTHER).payloads).state
    finish(home, recap(state), disk=disk)


def exports(home: Home, disk: Disk) -> None:
    hand_out(home, Library(home).recap(OTHER), "markdown", home.exports(OTHER), disk)


STEPS: dict[str, Callable[[Home, Disk], None]] = {
    "forget a person": forgets_the_person,
    "forget a session": forgets_the_session,
    "agree": agrees,
    "export": exports,
}


@pytest.mark.parametrize("what", STEPS)
def test_stopped_after_any_operation_it_is_finished_by_doing_it_again(
    what: str, before: Home, drafted: Home, tmp_path: Path
) -> None:
    from store.disk import REAL

    whole, step = drafted if what == "agree" else before, STEPS[what]
    for operations in range(MOST):
        home = Home(tmp_path / "data")
        shutil.copytree(whole.root, home.root)
        stopped = True
        with contextlib.suppress(Killed):
            step(home, killed_after(operations))
            stopped = False

        Library(home).look()
        assert not {one.kind for one in verify(home).findings} & {"altered", "strike"}, operations
        for session in (OTHER,) if what == "forget a session" else (HERE, OTHER):
            assert Library(home).recap(session).agreed, operations
        step(home, REAL)

        report = verify(home)
        assert report.sound, (operations, report.findings)
        assert Library(home).recap(OTHER).agreed, operations
        if what == "forget a person":
            assert not _holding(home, NAME), operations
        if what == "forget a session":
            assert HERE not in home.session_ids()
        shutil.rmtree(home.root)
        if not stopped:
            assert operations > 3
            return
    pytest.fail("it takes more steps than were tried")


def _holding(home: Home, name: str) -> list[Path]:
    files = (path for path in home.root.rglob("*") if path.is_file())
    return [path for path in files if name.encode() in path.read_bytes()]


def test_a_move_that_is_stopped_anywhere_loses_nothing(before: Home, tmp_path: Path) -> None:
    for operations in range(MOST):
        home, stick = Home(tmp_path / "data"), tmp_path / "stick"
        shutil.copytree(before.root, home.root)
        stick.mkdir()
        path = home.journal(OTHER)
        held = scan(path, OTHER)
        stopped = True
        with contextlib.suppress(Killed):
            file = JournalFile(path, OTHER, after_n=held.last_n, disk=killed_after(operations))
            file.open()
            file.move_to(stick, b"")
            stopped = False

        assert recover(path, OTHER).payloads == held.payloads, operations
        assert verify(home).sound, operations
        assert Library(home).recap(OTHER).agreed
        for folder in (home.root, stick):
            shutil.rmtree(folder)
        if not stopped:
            return
    pytest.fail("it takes more steps than were tried")
