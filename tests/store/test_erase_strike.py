"""A strike is finished whatever happens in between, and touches only what Fairsay wrote."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.library import Library
from app.open_session import resume_session
from session.model.lifecycle import TextStruck
from session.model.recap import RecapNote
from session.model.record import NoteWritten
from store.disk import REAL, Disk
from store.erase import notes
from store.erase.notes import Note
from store.erase.outcome import Outcome
from store.erase.session import forget_session
from store.erase.strike import carry_out
from store.erase.unfinished import finish
from store.erase.words import holds
from store.exports.registry import FORMATS
from store.exports.written import make_again
from store.journal.format import scan
from store.library.ending import finish as end
from store.library.ending import pending
from store.library.handing_out import handed_out
from store.library.listing import sessions
from store.library.series import Series, series_id
from store.library.storage import backup_of
from store.lock import locked
from store.owner import claim
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.failing import OPERATIONS
from tests.store.handed import hand_out
from tests.store.made_once import made_once
from tests.store.sessions import ENDED, on_disk, started
from tests.store.stored import a_recap

pytestmark = pytest.mark.practice("P46")

WORDS = "Gülsüm said: “no\tmore/less” \\ <b> 🙂"
STRUCK_HERE = Note("notes", "n-1")
SERIES = "Hub futures"
LAST, NEXT = "s-1", "s-2"
FEW = ("json",)
"""The form of export that stands for all where the same is tried a hundred times, beside a packed one."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@made_once
def filled(home: Home, *, noted: bool = True, formats: tuple[str, ...] = tuple(FORMATS)) -> None:
    """An entry that was just struck, with its words in every place that can hold those of an entry."""
    on_disk(
        home,
        LAST,
        started(),
        NoteWritten(note="n-1", text=WORDS),
        NoteWritten(note="n-2", text="kept"),
        ENDED,
        TextStruck(area="notes", key="n-1"),
    )
    folder = home.session_dir(LAST)
    journal = home.journal(LAST).read_bytes()
    torn = b'{"c":"00","e":{"text":"' + WORDS.encode()
    (folder / "journal.jsonl.torn-20261123T100000Z-0badcafe").write_bytes(torn)
    (folder / "journal.jsonl.moved-20261123T100000123456Z").write_bytes(journal[:-9])
    said = (RecapNote(WORDS, "Item 1", "10:30"), RecapNote("kept", "Item 1", "10:31"))
    end(home, a_recap(notes=said))
    told = a_recap(notes=said, agreed=True)
    end(home, told)
    # The journal of the next session holds the same entry, as what was carried over.
    on_disk(home, NEXT, started(NEXT), NoteWritten(note="n-1", text=WORDS), ENDED)
    end(home, a_recap(NEXT))
    left = home.series_file(series_id(SERIES)).with_suffix(".json.tmp-0badcafe-1")
    left.write_text(WORDS)
    exports = private_folder(home.exports(LAST))
    for form in formats:
        hand_out(home, told, form, exports)
    if formats == FEW:
        hand_out(home, told, "csv", exports / "tables.zip")
    home.log.write_text(f"Traceback: {WORDS}\nother line\n")
    hand_out(home, a_recap(NEXT, notes=said), "text", private_folder(home.exports(NEXT)))
    if noted:
        notes.leave(home, LAST, STRUCK_HERE)


def contents(home: Home) -> dict[str, bytes]:
    return {
        path.relative_to(home.root).as_posix(): path.read_bytes()
        for path in sorted(home.root.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def gone(home: Home) -> bool:
    """Tell whether no file holds the words any more, compressed ones included."""
    packed = [
        path
        for path in home.root.rglob("*")
        if zipfile.is_zipfile(path)
        for name in zipfile.ZipFile(path).namelist()
        if "Gülsüm".encode() in zipfile.ZipFile(path).read(name)
    ]
    return not holds(home, WORDS) and not packed


def test_nothing_holds_the_words_afterwards_and_all_else_is_there(home: Home) -> None:
    filled(home)
    before = contents(home)
    assert len(holds(home, WORDS)) >= 8

    told = finish(home, LAST)

    assert told == Outcome()
    assert gone(home)
    assert set(contents(home)) == {
        place
        for place in before
        if "torn" not in place and "tmp" not in place and "strikes/" not in place
    }
    found = scan(home.journal(LAST), LAST)
    assert (found.whole, found.last_n) == (True, 5)
    with Series.named(home, SERIES, writable=False) as series:
        recap = series.recap(LAST)
    assert recap is not None
    assert recap.names == ("Ada", "Béa")
    assert recap.notes[1].text == "kept"
    assert {(row.id, row.state) for row in sessions(home)} == {
        (LAST, "agreed"),
        (NEXT, "draft"),
    }
    assert "other line" in home.log.read_text()
    assert verify(home).sound


def test_finishing_again_changes_nothing(home: Home) -> None:
    filled(home)
    finish(home, LAST)
    before = contents(home)

    assert finish(home, LAST) == Outcome()

    assert contents(home) == before


def test_a_strike_without_a_note_is_found_in_the_journal(home: Home) -> None:
    filled(home, noted=False)
    assert [one.kind for one in verify(home).findings if not one.mended] == ["strike"]

    verify(home, repair=True)

    assert gone(home)
    assert verify(home).sound


def test_a_note_of_a_strike_that_never_was_goes_and_that_is_told(home: Home) -> None:
    on_disk(home, LAST, started(), NoteWritten(note="n-1", text=WORDS))
    notes.leave(home, LAST, STRUCK_HERE)
    before = home.journal(LAST).read_bytes()

    told = finish(home, LAST)

    assert "The entry still stands." in told.sentences[0]
    assert notes.notes(home, LAST) == ()
    assert home.journal(LAST).read_bytes() == before
    assert finish(home, LAST) == Outcome()


# Stopped in between


class Killed(BaseException):
    """The program is gone: nothing after this moment happens, no clean-up either."""


def killed_after(operations: int) -> Disk:
    left = [operations]

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if left[0] <= 0:
                raise Killed
            left[0] -= 1
            return real(*args)

        return call

    return dataclasses.replace(REAL, **{name: wrap(getattr(REAL, name)) for name in OPERATIONS})


def resumed(home: Home) -> None:
    resume_session(home, LAST).close()


def at_home(home: Home) -> None:
    Library(home).look()


def repaired(home: Home) -> None:
    verify(home, repair=True)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, ...]:
    """A data folder for each operation of a strike, as a kill just before it would leave it."""
    root = tmp_path_factory.mktemp("killed")
    home = Home(root / "data")
    filled(home, formats=FEW)
    left: list[Home] = []

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            left.append(Home(root / str(len(left))))
            shutil.copytree(home.root, left[-1].root)
            return real(*args)

        return call

    wrapped = {name: wrap(getattr(REAL, name)) for name in OPERATIONS}
    assert finish(home, LAST, disk=dataclasses.replace(REAL, **wrapped)) == Outcome()
    return tuple(left)


@pytest.mark.long
@pytest.mark.parametrize(("next_start", "every"), [(resumed, 3), (at_home, 3), (repaired, 1)])
def test_a_kill_at_any_operation_is_finished_by_the_next_start(
    killed: tuple[Home, ...],
    tmp_path: Path,
    next_start: Callable[[Home], None],
    every: int,
) -> None:
    assert len(killed) > 60
    exports = len(list(killed[0].exports(LAST).iterdir()))
    for operations in range(0, len(killed), every):
        home = Home(tmp_path / str(operations))
        shutil.copytree(killed[operations].root, home.root)
        assert verify(home).sound == (notes.notes(home, LAST) == ()), operations

        next_start(home)

        assert gone(home), operations
        assert verify(home).sound, operations
        assert len(list(home.exports(LAST).iterdir())) == exports


@pytest.mark.long
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_that_is_refused_once_is_told_and_finished_later(
    home: Home, tmp_path: Path, operation: str
) -> None:
    from tests.store.failing import FailingDisk

    filled(home, formats=FEW)
    nth = 1
    while True:
        failed = Home(tmp_path / "failed")
        shutil.copytree(home.root, failed.root)
        disk = FailingDisk()
        disk.fail(operation, nth, errno.EIO)
        try:
            told = finish(failed, LAST, disk=disk.disk)
        finally:
            refused = disk.refused
        if not refused:
            break
        if not gone(failed):
            assert told.left or told.elsewhere, nth
            assert not verify(failed).sound, (nth, told, gone(failed))
        repaired(failed)
        assert gone(failed), nth
        assert verify(failed).sound, nth
        shutil.rmtree(failed.root)
        nth += 1


def test_while_a_series_is_locked_the_rest_is_done_and_the_note_stays(home: Home) -> None:
    filled(home)
    path = home.series_file(series_id(SERIES))

    with locked(path.with_name(f"{path.name}.lock")):
        told = finish(home, LAST)

    assert "Another Fairsay window is saving" in told.sentences[0]
    assert not verify(home).sound
    assert finish(home, LAST) == Outcome()
    assert gone(home)


def test_a_file_that_cannot_be_deleted_is_named_and_the_rest_is_done(home: Home) -> None:
    filled(home)
    torn = home.session_dir(LAST) / "journal.jsonl.torn-20261123T100000Z-0badcafe"

    def unlink(path: Path) -> None:
        if path == torn:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        path.unlink(missing_ok=True)

    told = finish(home, LAST, disk=dataclasses.replace(REAL, unlink=unlink))

    assert any(str(torn) in one for one in told.left)
    assert set(holds(home, WORDS)) <= {torn, home.journal(LAST)}
    assert not verify(home).sound
    assert finish(home, LAST) == Outcome()
    assert gone(home)


def test_a_session_open_elsewhere_is_cleaned_by_whoever_has_it(home: Home) -> None:
    filled(home)

    with claim(home.session_dir(NEXT)):
        told = finish(home, LAST)
        at_home(home)
        assert not verify(home, repair=True).sound

    assert any("when it closes" in one for one in told.elsewhere)
    assert {path.parts[-2] for path in holds(home, WORDS)} <= {NEXT, "exports"}
    resume_session(home, NEXT).close()
    assert gone(home)
    assert verify(home).sound


def test_a_session_on_a_disk_that_is_not_here_is_cleaned_once_it_is(
    home: Home, tmp_path: Path
) -> None:
    filled(home)
    stick = tmp_path / "stick"
    stick.mkdir()
    home.journal(NEXT).rename(stick / "journal.jsonl")
    home.journal(NEXT).symlink_to(stick / "journal.jsonl")
    stick.rename(tmp_path / "away")

    told = finish(home, LAST)
    assert any("not here" in one for one in told.elsewhere)

    (tmp_path / "away").rename(stick)
    at_home(home)
    assert WORDS not in (stick / "journal.jsonl").read_text()
    assert gone(home)


def test_what_is_still_to_be_stored_is_struck_too(home: Home) -> None:
    from tests.store.test_library_ending import Crashed, crashing_after

    filled(home)
    with pytest.raises(Crashed):
        end(home, a_recap(version=2, notes=(RecapNote(WORDS, "", ""),)), disk=crashing_after(8))

    finish(home, LAST)

    assert gone(home)
    assert [one.decided for one in pending(home)] == [True]


def test_a_series_that_cannot_be_read_is_told_after_the_rest_is_clean(home: Home) -> None:
    filled(home)
    path = home.series_file(series_id(SERIES))
    path.write_bytes(b"")

    told = finish(home, LAST)

    assert any("is empty; it was left" in one for one in told.left)
    assert gone(home)
    assert sorted(entry.name.removeprefix(path.name) for entry in home.series.iterdir()) == [
        "",
        ".bak",
        ".lock",
    ]
    backup_of(path).replace(path)
    assert finish(home, LAST) == Outcome()


# Only what Fairsay wrote


def theirs(home: Home, tmp_path: Path) -> dict[Path, bytes]:
    """Files that a person put among those of Fairsay, with the words in them."""
    folder = private_folder(home.exports(LAST) / "mine")
    with zipfile.ZipFile(folder / "minutes.docx", "w") as packed:
        packed.writestr("word/document.xml", WORDS.replace("<b>", "&lt;b&gt;"))
    texts = [
        home.exports(LAST) / "Notes of my own.md",
        folder / "recap.txt",
        home.session_dir(LAST) / "journal.jsonl.bak",
        home.session_dir(LAST) / "journal.jsonl.torn-by-hand",
        home.session_dir(LAST) / "journal.jsonl.tmp-mine",
        home.exports(LAST) / "plan.txt.tmp-1",
    ]
    for path in texts:
        path.write_text(WORDS)
    beside = [home.root / "library.json.odd-mine", home.series / "hub.json.tmp-mine"]
    for path in beside:
        path.write_text("no words of the session")
    every = [folder / "minutes.docx", *texts, *beside]
    return {path: path.read_bytes() for path in every}


def own_export(home: Home, tmp_path: Path, form: str = "text") -> Path:
    """An export in a folder of somebody's own, such as a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with Series.named(home, SERIES, writable=False) as series:
        recap = series.recap(LAST)
    assert recap
    (path,) = hand_out(home, recap, form, stick)
    return path


def test_exports_are_made_again_from_the_journal_while_the_series_cannot_be_read(
    home: Home, tmp_path: Path
) -> None:
    filled(home)
    own = own_export(home, tmp_path)
    exports = len(list(home.exports(LAST).iterdir()))
    home.series_file(series_id(SERIES)).write_bytes(b"{broken")

    assert finish(home, LAST).left

    assert len(list(home.exports(LAST).iterdir())) == exports
    (again,) = own.parent.iterdir()
    assert "struck from the record" in again.read_text()
    assert gone(home)


def test_exports_that_cannot_be_made_again_stay_and_so_does_the_note(
    home: Home, tmp_path: Path
) -> None:
    filled(home)
    own = own_export(home, tmp_path)
    exports = {path: path.read_bytes() for path in (own, *home.exports(LAST).iterdir())}
    series, journal = home.series_file(series_id(SERIES)), home.journal(LAST)
    stored, record = series.read_bytes(), journal.read_bytes()
    series.write_bytes(b"{broken")
    journal.unlink()

    again = make_again(home, LAST, partial(handed_out, home, LAST))

    assert {path: path.read_bytes() for path in exports} == exports
    assert "can't be made again yet" in again.left[0]
    assert notes.notes(home, LAST)
    series.write_bytes(stored)
    journal.write_bytes(record)
    assert finish(home, LAST) == Outcome()
    assert gone(home)
    assert WORDS not in own.read_text()


def test_an_end_that_was_cut_off_before_a_strike_is_finished_is_told(home: Home) -> None:
    on_disk(home, LAST, started(), NoteWritten(note="n-1", text=WORDS))
    with home.journal(LAST).open("ab") as file:
        file.write(b'{"c":"00')
    notes.leave(home, LAST, STRUCK_HERE)

    live = resume_session(home, LAST)
    live.close()

    assert "The last entry was cut short when the program stopped. It was kept aside." in live.told


def test_a_file_of_somebody_else_is_never_changed_and_is_named(home: Home, tmp_path: Path) -> None:
    filled(home)
    mine = theirs(home, tmp_path)

    told = finish(home, LAST)

    assert {path: path.read_bytes() for path in mine} == mine
    named = " ".join(told.sentences)
    for path in mine:
        if path.suffix == ".docx" or WORDS in path.read_text():
            assert path.relative_to(home.root).as_posix() in named
    assert "Gülsüm" not in named
    assert set(holds(home, WORDS)) <= set(mine)
    assert verify(home).sound


def test_after_a_kill_the_files_of_somebody_else_are_still_named(home: Home) -> None:
    filled(home)
    own = home.exports(LAST) / "mine.txt"
    own.write_text(WORDS)
    for operations in range(20, 400, 20):
        try:
            finish(home, LAST, disk=killed_after(operations))
        except Killed:
            continue
        break

    told = finish(home, LAST)

    assert told == Outcome() or "mine.txt" in told.sentences[0]


def test_exports_in_a_folder_of_ones_own_are_made_again(home: Home, tmp_path: Path) -> None:
    filled(home)
    with Series.named(home, SERIES, writable=False) as series:
        recap = series.recap(LAST)
    assert recap
    own = tmp_path / "council"
    own.mkdir()
    (own / "letter.txt").write_text(WORDS)
    for form in FORMATS:
        hand_out(home, recap, form, own)
    hand_out(home, recap, "csv", own / "tables.zip")
    before = sorted(path.name for path in own.iterdir())
    changed = next(own.glob("*.md"))
    changed.write_text(f"{changed.read_text()}\nWe added this.")

    told = finish(home, LAST)

    assert sorted(path.name for path in own.iterdir()) == before
    assert (own / "letter.txt").read_text() == WORDS
    assert "We added this." in changed.read_text()
    assert any(str(changed) in one for one in told.untouched)
    (text,) = (one for one in own.glob("2026*.txt") if "-newsletter" not in one.name)
    assert "struck from the record" in text.read_text()
    with zipfile.ZipFile(own / "tables.zip") as pack:
        (notes,) = (name for name in pack.namelist() if name.endswith("-notes.csv"))
        assert b"G\xc3\xbcls" not in pack.read(notes)


@pytest.mark.parametrize("next_start", [resumed, at_home, repaired])
def test_a_folder_of_ones_own_that_is_not_there_is_told_once_and_cleaned_once_it_is(
    home: Home, tmp_path: Path, next_start: Callable[[Home], None]
) -> None:
    filled(home, formats=FEW)
    own = own_export(home, tmp_path)
    own.parent.rename(tmp_path / "away")

    told = finish(home, LAST)

    assert told.left == []
    assert [one for one in told.sentences if str(own.parent) in one]
    assert gone(home)
    before = contents(home)
    for again in (partial(verify, home), partial(verify, home, repair=True)):
        report = again()
        assert not report.sound
        assert [one.kind for one in report.findings] == ["strike"]
        assert str(own.parent) in report.findings[0].say
    assert Library(home).look().told == ()
    live = resume_session(home, LAST)
    assert live.told == ()
    live.close()
    assert live.late == ()
    journal = f"sessions/{LAST}/journal.jsonl"
    assert {**contents(home), journal: b""} == {**before, journal: b""}
    (tmp_path / "away").rename(own.parent)
    next_start(home)
    assert "struck from the record" in own.read_text()
    assert verify(home).sound
    assert notes.notes(home, LAST) == ()


def test_a_folder_that_is_gone_for_good_is_given_up_by_an_empty_one(
    home: Home, tmp_path: Path
) -> None:
    filled(home)
    own = own_export(home, tmp_path)
    own.parent.rename(tmp_path / "away")
    finish(home, LAST)

    own.parent.mkdir()

    assert finish(home, LAST).done
    assert verify(home).sound


def test_another_session_with_an_export_that_is_away_is_told_once_too(
    home: Home, tmp_path: Path
) -> None:
    filled(home)
    stick = tmp_path / "stick"
    stick.mkdir()
    said = (RecapNote(WORDS, "", ""),)
    hand_out(home, a_recap(NEXT, notes=said), "text", stick)
    stick.rename(tmp_path / "away")

    told = finish(home, LAST)

    assert [one for one in told.sentences if str(stick) in one]
    assert notes.noted(home) == (NEXT,)
    assert Library(home).look().told == ()
    (tmp_path / "away").rename(stick)
    at_home(home)
    assert WORDS not in next(stick.iterdir()).read_text()
    assert verify(home).sound


def of_before(home: Home) -> list[Path]:
    """Leave the exports of a session as a Fairsay left them that kept no records."""
    shutil.rmtree(home.written(LAST))
    return sorted(home.exports(LAST).iterdir())


def test_exports_of_before_there_were_records_are_known_by_their_content(home: Home) -> None:
    filled(home)
    exports = of_before(home)
    own = home.exports(LAST) / "minutes.md"
    own.write_text(WORDS)

    told = finish(home, LAST)

    assert holds(home, WORDS) == [own]
    assert [one for one in told.untouched if "minutes.md" in one]
    assert json.dumps("kept").encode() in next(home.exports(LAST).glob("*.json")).read_bytes()
    assert sorted(home.exports(LAST).iterdir()) == sorted([*exports, own])
    assert not gone(home)
    own.unlink()
    assert gone(home)


def edited(path: Path) -> bytes:
    """Change an export as its owner would, and return what it then holds."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path, "a") as packed:
            packed.writestr("docProps/own.xml", f"<a>{WORDS.replace('<b>', '')}</a>")
    elif path.suffix == ".csv":
        path.write_bytes(path.read_bytes() + b"ours,,\r\n")
    else:
        path.write_bytes(path.read_bytes() + b"\nour own lines\n")
    return path.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_before_there_were_records_that_its_owner_changed_is_theirs(
    home: Home, form: str
) -> None:
    filled(home, formats=(form,))
    mine = {path: edited(path) for path in of_before(home)}

    told = finish(home, LAST)

    assert {path: path.read_bytes() for path in mine} == mine
    with_words = [path for path in holds(home, WORDS) if path in mine]
    for path in with_words:
        assert any(path.name in one for one in told.untouched)
    receipt = forget_session(home, LAST)
    assert {path: path.read_bytes() for path in mine} == mine
    assert {home.root / one for one in receipt.theirs} == {*mine}


@pytest.mark.long
def test_a_kill_leaves_no_export_of_before_there_were_records_unknown(
    home: Home, tmp_path: Path
) -> None:
    filled(home, formats=("json", "docx"))
    of_before(home)
    for operations in range(0, 30, 3):
        killed = Home(tmp_path / "killed")
        shutil.copytree(home.root, killed.root)
        with contextlib.suppress(Killed):
            finish(killed, LAST, disk=killed_after(operations))
        finish(killed, LAST)
        assert gone(killed), operations
        shutil.rmtree(killed.root)


def test_an_export_that_somebody_deleted_does_not_come_back(home: Home) -> None:
    filled(home)
    next(home.exports(LAST).glob("*.pdf")).unlink()

    finish(home, LAST)

    assert not list(home.exports(LAST).glob("*.pdf"))


def test_nothing_is_touched_where_no_note_can_be_left(home: Home) -> None:
    filled(home, noted=False)
    before = contents(home)

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space"):
        carry_out(
            home,
            LAST,
            STRUCK_HERE,
            lambda _, __: None,
            disk=dataclasses.replace(REAL, write=refuse),
        )

    assert contents(home) == before
