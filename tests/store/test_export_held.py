"""An export by another program at whatever moment of an erasure: no file has the words afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from errno import EIO
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from app.catch_up import NotCaughtUp, about_missed, caught_up, write
from app.export_progress import ExportProgress
from app.library import Library
from app.open_session import resume_session
from app.recaps import Recaps
from app.series import report, things_of
from session.erase.person import Forgetting
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.record import SetAction, WriteNote
from session.model.series import MakePromise, ReportOutcome
from session.views.side import OneSide
from store.disk import REAL, Disk
from store.erase.inside import contents
from store.erase.person import forget_person
from store.erase.session import forget_session
from store.exports.placing import ExportRefused
from store.exports.writing import ExportsBusy, writing
from store.exports.written import hand_out, hand_out_side
from store.paths import Home, private_folder
from tests.tui.opened import ended

pytestmark = pytest.mark.practice("P46")

SESSION, LATER = "2026-11-22-aaaaaa", "2026-11-23-bbbbbb"
NAME = "Zadie Quill"
NOTE = f"{NAME} sold the minibus"
MOST = 400


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data")
    action = SetAction(what=f"Ask {NAME} for the keys", who=NAME)
    ended(home, WriteNote(text=NOTE), action, session=SESSION)
    ended(home, session=LATER)
    desk = Recaps(home)
    about = next(one.id for one in things_of(desk, "Hub") if "keys" in one.text)
    told = ReportOutcome(about=about, state="not-done", why=f"{NAME} has left the minibus")
    report(desk, "Hub", told)
    report(desk, "Hub", MakePromise(text=f"Money for what {NAME} asked", who="The council"))
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return private_folder(tmp_path / "stick")


def a_recap(home: Home, folder: Path) -> None:
    Library(home).export(SESSION, "text", folder)


def a_later_recap(home: Home, folder: Path) -> None:
    Library(home).export(LATER, "docx", folder)


def by_name(home: Home, folder: Path) -> None:
    Library(home).export(SESSION, PRIVATE_ACTIONS, folder)


def a_page(home: Home, folder: Path) -> None:
    desk = Recaps(home)
    write(desk, about_missed(desk, "Hub"), folder / "missed.txt")


EXPORTS: dict[str, Callable[[Home, Path], None]] = {
    "a recap": a_recap,
    "a later recap": a_later_recap,
    "open actions by name": by_name,
    "a page for who missed it": a_page,
}


def strike(home: Home, disk: Disk = REAL) -> None:
    live = resume_session(home, SESSION, disk=disk)
    for area in ("notes", "actions"):
        found = getattr(live.runtime.live, area)
        for key in [key for key, one in found.items() if NAME in str(one)]:
            asyncio.run(live.strike(area, key))
    live.close()


def forgets_the_person(home: Home, disk: Disk = REAL) -> None:
    assert not forget_person(home, Forgetting(NAME), disk=disk).troubles


def forgets_the_session(home: Home, disk: Disk = REAL) -> None:
    assert not forget_session(home, SESSION, disk=disk).troubles


ERASURES: dict[str, Callable[[Home, Disk], None]] = {
    "a strike": strike,
    "forgetting the person": forgets_the_person,
    "forgetting the session": forgets_the_session,
}
WORDS = {
    "a strike": ("minibus", "for the keys"),
    "forgetting the person": ("Zadie",),
    # Later sessions keep what they carried over.
    "forgetting the session": ("minibus",),
}


def with_words(folder: Path, what: str) -> list[str]:
    return [
        path.name
        for path in folder.iterdir()
        for data in contents(path)
        if any(word.encode() in data for word in WORDS[what])
    ]


def at(nth: int, meanwhile: Callable[[], object]) -> Disk:
    """A disk on which something else happens before the nth time that a file gets its name or is deleted."""
    left = nth

    def before() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            meanwhile()

    def rename(source: Path, target: Path) -> None:
        before()
        REAL.replace(source, target)

    def unlink(path: Path) -> None:
        before()
        REAL.unlink(path)

    return replace(REAL, replace=rename, unlink=unlink)


@pytest.mark.long
@pytest.mark.parametrize("what", ERASURES)
@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_at_any_moment_of_an_erasure_has_no_word_of_it(
    home: Home, folder: Path, tmp_path: Path, export: str, what: str
) -> None:
    made = 0
    for nth in range(1, MOST):
        here, stick = Home(tmp_path / f"{nth}"), private_folder(folder / f"{nth}")
        shutil.copytree(home.root, here.root)
        done: list[str] = []

        def meanwhile(here: Home = here, stick: Path = stick, done: list[str] = done) -> None:
            done.append("tried")
            with contextlib.suppress(ExportsBusy, ExportRefused, NotCaughtUp):
                EXPORTS[export](here, stick)

        ERASURES[what](here, at(nth, meanwhile))

        assert with_words(stick, what) == [], nth
        made += any(stick.iterdir())
        if not done:
            break
    assert made or what == "forgetting the session"


@pytest.mark.parametrize("what", ERASURES)
@pytest.mark.parametrize("form", ["all", PRIVATE_ACTIONS])
def test_an_erasure_between_making_an_export_and_writing_it_leaves_no_word_in_it(
    home: Home, folder: Path, form: str, what: str
) -> None:
    erasing = threading.Thread(target=ERASURES[what], args=(home,))

    def meanwhile(_title: str, nth: int, _of: int) -> None:
        if nth == 1:
            erasing.start()
            erasing.join(0.5)

    with contextlib.suppress(ExportRefused):
        Library(home).export(SESSION, form, folder, ExportProgress(meanwhile))
    erasing.join()

    assert with_words(folder, what) == []


@pytest.mark.parametrize("what", ERASURES)
def test_an_erasure_between_making_a_page_and_writing_it_leaves_no_word_in_it(
    home: Home, folder: Path, what: str
) -> None:
    desk = Recaps(home)
    about = about_missed(desk, "Hub")
    erasing = threading.Thread(target=ERASURES[what], args=(home,))

    def made() -> OneSide:
        side = caught_up(desk, "Hub")
        erasing.start()
        erasing.join(0.5)
        return side

    with writing(home, LATER) as held:
        hand_out_side(held, made, about, folder / "missed.txt")
    erasing.join()

    assert with_words(folder, what) == []


@pytest.mark.parametrize("what", ERASURES)
@pytest.mark.parametrize("fails", ["made", "written"])
def test_a_page_that_could_not_be_made_again_with_a_later_session_is_cleaned_as_it_was(
    home: Home, folder: Path, fails: str, what: str
) -> None:
    page, desk = folder / "missed.txt", Recaps(home)
    early = structs.replace(about_missed(desk, "Hub"), of=(SESSION,))
    write(desk, early, page)
    assert with_words(folder, what)

    def made() -> OneSide:
        if fails == "made":
            raise OSError(EIO, "no disk")
        return caught_up(desk, "Hub")

    def rename(source: Path, target: Path) -> None:
        if target == page:
            raise OSError(EIO, "no disk")
        REAL.replace(source, target)

    about = about_missed(desk, "Hub")
    disk = replace(REAL, replace=rename) if fails == "written" else REAL
    with pytest.raises((OSError, ExportRefused)), writing(home, LATER, disk) as held:
        hand_out_side(held, made, about, page)
    ERASURES[what](home, REAL)

    assert with_words(folder, what) == []


def test_two_sessions_exported_to_one_file_leave_each_other_their_temporary_file(
    home: Home, folder: Path
) -> None:
    one_file = folder / "recap.txt"
    Library(home).export(SESSION, "text", one_file)
    Library(home).export(LATER, "text", folder)
    (alone,) = (path for path in folder.iterdir() if path != one_file)
    wanted = alone.read_bytes()

    with writing(
        home, LATER, at(2, partial(Library(home).export, SESSION, "text", one_file))
    ) as held:
        hand_out(held, Library(home).content(LATER, "text"), "text", one_file)

    assert {path.name for path in folder.iterdir()} == {"recap.txt", alone.name}
    assert one_file.read_bytes() == wanted
