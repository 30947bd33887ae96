from pathlib import Path

import pytest

from app.library import Library
from session.model.lifecycle import TextStruck
from session.model.series import OutcomeReported
from session.model.state import Instant
from store.checks.findings import Report
from store.erase.notes import Note, leave
from store.journal.format import frame
from store.library.ending import finish
from store.library.listing import sessions
from store.library.series import series_id
from store.library.series_journal import journal_id, tell
from store.paths import Home
from store.verify import verify
from tests.session.table import OPENED
from tests.store.sessions import ENDED, note, on_disk, started
from tests.store.stored import a_recap

NEWER = b'{"n":2,"t":0,"at":"","run":"","cmd":"","k":"Sung","v":1,"d":{}}'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    on_disk(home, "s-1", started(), note("said"), ENDED)
    finish(home, a_recap())
    on_disk(home, "s-2", started("s-2"), note("more"))
    return home


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(finding.path.name, finding.kind) for finding in report.findings]


def everything(home: Home) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()}


def series_file(home: Home) -> Path:
    return home.series_file(series_id("Hub futures"))


def test_a_sound_data_folder(home: Home) -> None:
    report = verify(home)
    assert (report.sessions, report.series, report.findings) == (2, 1, ())
    assert report.sound


def test_an_empty_data_folder_is_sound(tmp_path: Path) -> None:
    assert verify(Home(tmp_path / "nothing")).sound


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"PK\3\4", "foreign"),
        (b"my list\n", "foreign"),
        (b"\xff\xfe\n\n", "foreign"),
        (b"\0" * 100, "torn"),
        (None, "missing"),
    ],
)
def test_a_bad_journal_is_named_and_left(home: Home, content: bytes | None, kind: str) -> None:
    path = home.journal("s-2")
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    before = everything(home)
    report = verify(home)
    assert kinds(report) == [("journal.jsonl", kind)]
    assert not report.sound
    assert everything(home) == before


@pytest.mark.parametrize("noted", [False, True])
def test_a_journal_of_another_session_is_told_by_repair_and_home_and_left(
    home: Home, *, noted: bool
) -> None:
    struck = (note("one"), TextStruck(area="notes", key="n-1"))
    other = on_disk(home, "s-3", started("s-3"), *struck)
    home.journal("s-2").write_bytes(other.read_bytes())
    if noted:
        leave(home, "s-2", Note("notes", "n-1"))
    left = home.journal("s-2").read_bytes()

    report = verify(home, repair=True)
    view = Library(home).look()

    assert ("journal.jsonl", "foreign") in kinds(report)
    assert ("s-2", "strike") in kinds(report) or not noted
    assert not report.sound
    assert [one for one in view.told if "is not the journal it should be" in one] or not noted
    assert {one.id for one in view.unfinished} >= {"s-3"}
    assert home.journal("s-2").read_bytes() == left


def test_damage_and_a_torn_end_are_told_and_only_the_end_is_cut(home: Home) -> None:
    path = on_disk(home, "s-2", started("s-2"), note("one"), note("two"))
    path.write_bytes(path.read_bytes().replace(b"one", b"eno") + b'{"c":"12')
    damaged = path.read_bytes()
    assert kinds(verify(home)) == [("journal.jsonl", "damaged"), ("journal.jsonl", "torn")]
    assert path.read_bytes() == damaged
    report = verify(home, repair=True)
    assert [finding.mended for finding in report.findings] == [False, True]
    assert path.read_bytes() == damaged[:-8]
    assert not report.sound


def test_repairing_a_torn_end_makes_it_sound(home: Home) -> None:
    path = home.journal("s-2")
    path.write_bytes(path.read_bytes() + b"{")
    assert verify(home, repair=True).sound
    assert verify(home).findings == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b'{"recaps":', "unreadable"),
        ('{"recaps":{"1":{"title":"ü"}}}'.encode("latin-1"), "unreadable"),
        (b"[]", "unreadable"),
        (b"\0", "unreadable"),
        (b'{"_meta":{"1":{"schema":9}}}', "newer"),
    ],
)
def test_a_bad_series_is_named_and_kept_under_another_name_when_asked_to(
    home: Home, content: bytes, kind: str
) -> None:
    path = series_file(home)
    finish(home, a_recap(agreed=True))
    path.write_bytes(content)

    report = verify(home)

    assert kinds(report) == [(path.name, kind)]
    assert ("under another name" in report.findings[0].say) is (kind != "newer")
    assert not report.sound
    assert path.read_bytes() == content

    report = verify(home, repair=True)

    assert report.sound is (kind != "newer")
    kept = path if kind == "newer" else next(path.parent.glob(f"{path.name}.odd-*"))
    assert kept.read_bytes() == content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"recaps":{"1":{"key":"s-1/1"}}}', "altered"),
        (b'{"recaps":{"1":7}}', "unreadable"),
        (b'{"recaps":{}}', "unfinished"),
    ],
)
def test_what_is_amiss_in_a_series_that_can_be_read_is_named(
    home: Home, content: bytes, kind: str
) -> None:
    series_file(home).write_bytes(content)

    assert {"changed", kind} <= {one.kind for one in verify(home).findings}


def test_a_file_that_cant_be_read_is_told_in_plain_words(home: Home) -> None:
    finish(home, a_recap(agreed=True))
    series_file(home).write_bytes(b'{"recaps":')

    (finding,) = verify(home).findings

    assert finding.say.startswith("This file can't be read; it was left as it is.")
    assert "(" not in finding.say


@pytest.mark.parametrize("content", [b"", b"[]", None])
def test_a_bad_index_is_named_and_made_again_only_when_asked(
    home: Home, content: bytes | None
) -> None:
    before = sessions(home)
    if content is None:
        home.library.unlink()
    else:
        home.library.write_bytes(content)
    assert not verify(home).sound
    assert home.library.exists() is (content is not None)
    assert verify(home, repair=True).sound
    assert verify(home).findings == ()
    assert sessions(home) == before


def test_a_newer_journal_is_told(home: Home) -> None:
    path = home.journal("s-2")
    from store.journal.format import frame

    payload = (
        b'{"n":1,"t":0,"at":"2026-11-23T10:00:00Z","run":"r","cmd":"c","k":"Sung","v":1,"d":{}}'
    )
    path.write_bytes(frame("s-2", payload))
    assert kinds(verify(home)) == [("journal.jsonl", "newer")]


def test_a_moved_journal_that_is_not_plugged_in_is_told(home: Home, tmp_path: Path) -> None:
    path = home.journal("s-2")
    path.unlink()
    path.symlink_to(tmp_path / "stick" / "journal.jsonl")
    report = verify(home)
    assert kinds(report) == [("journal.jsonl", "missing")]
    assert "stick" in report.findings[0].say


def test_an_unfinished_ending_is_told_without_being_a_fault(home: Home) -> None:
    on_disk(home, "s-2", started("s-2"), ENDED)
    report = verify(home)
    assert kinds(report) == [("s-2", "unfinished")]
    assert report.sound


def _reported(home: Home) -> Path:
    said = OutcomeReported(report="t-1", about="a-1", state="done")
    sid = series_id("Hub futures")
    tell(home, sid, lambda _: (said,), Instant(0, OPENED), "run", "cmd")
    return home.series_journal(sid)


@pytest.mark.parametrize(
    ("more", "kind", "mended"),
    [
        (b'{"c":"0123', "torn", True),
        (frame(journal_id(series_id("Hub futures")), NEWER), "newer", False),
    ],
)
def test_a_torn_or_newer_journal_of_a_series_is_told(
    home: Home, more: bytes, kind: str, mended: bool
) -> None:
    path = _reported(home)
    with path.open("ab") as file:
        file.write(more)

    found = verify(home)
    repaired = verify(home, repair=True)

    assert kinds(found) == [(path.name, kind)]
    assert [one.mended for one in repaired.findings] == [mended]
    assert kinds(verify(home)) == ([] if mended else [(path.name, kind)])


def test_another_file_in_the_place_of_a_series_journal_is_told_and_left(home: Home) -> None:
    path = _reported(home)
    path.write_bytes(b"my list\n")

    assert kinds(verify(home, repair=True)) == [(path.name, "foreign")]
    assert path.read_bytes() == b"my list\n"
