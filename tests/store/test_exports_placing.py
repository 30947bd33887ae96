"""Where exports go: whole or not at all, private, and a plain sentence when it can't be."""

from __future__ import annotations

import errno
import os
import stat
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from session.model.recap import Recap
from store.disk import REAL, Disk
from store.exports.registry import FORMATS, ExportRefused, export
from tests.store.failing import FailingDisk
from tests.store.recaps import AGREED, DRAFT


def test_one_file_is_private_and_where_it_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "recap.md"

    assert export(AGREED, "markdown", target) == (target,)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text(encoding="utf-8").startswith("# What should the hub")


def test_in_a_folder_files_get_names_of_their_own(tmp_path: Path) -> None:
    written = export(AGREED, "html", tmp_path)

    assert [path.name for path in written] == ["2026-11-23-what-should-the-hub-offer-next-hub.html"]


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "", "日本語" * 100, "\x00/\\:*?", ".", "x" * 999]
)
def test_no_title_leads_out_of_the_folder(tmp_path: Path, title: str) -> None:
    (written,) = export(replace(AGREED, title=title), "text", tmp_path)

    assert written.parent == tmp_path
    assert written.is_file()


def _called(end: str) -> str:
    words = "2026-11-23-what-should-the-hub-offer-next-winter"
    while len(words) + len("-hub") + len(end) > 50:
        words = words.rpartition("-")[0]
    return f"{words}-hub{end}"


def test_tables_are_a_folder_of_files_or_one_zip(tmp_path: Path) -> None:
    written = export(AGREED, "csv", tmp_path)
    (pack,) = export(AGREED, "csv", tmp_path / "tables.zip")

    names = ["session", "agenda", "ideas", "votes", "decisions", "actions", "parking"]
    names += ["agreement", "words"]
    names += ["outcomes", "reflections", "corrections", "circles", "notes"]
    assert [path.name for path in written] == [_called(f"-{name}.csv") for name in names]
    with zipfile.ZipFile(pack) as archive:
        assert archive.testzip() is None
        assert {i.date_time for i in archive.infolist()} == {(2026, 11, 23, 12, 4, 0)}
        assert {n: archive.read(n) for n in archive.namelist()} == {
            path.name: path.read_bytes() for path in written
        }


def refused(recap: Recap, target: Path, form: str = "markdown", disk: Disk = REAL) -> str:
    with pytest.raises(ExportRefused) as told:
        export(recap, form, target, disk)
    sentence = str(told.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "There is no folder" in refused(AGREED, tmp_path / "no" / "recap.md")


def test_a_format_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    assert ", ".join(FORMATS) in refused(AGREED, tmp_path, "odt")


def test_a_file_somebody_locked_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "recap.md"
    target.write_text("mine")
    target.chmod(0o400)

    assert "read-only" in refused(AGREED, target)
    assert target.read_text() == "mine"


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert "not a file" in refused(AGREED, pipe)
    assert "not a file" in refused(AGREED, Path(os.devnull))


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert "too long" in refused(AGREED, tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("operation", "error", "words"),
    [
        ("open", errno.EACCES, "may not write"),
        ("open", errno.EROFS, "read-only"),
        ("write", errno.ENOSPC, "no room left"),
        ("sync", errno.ENOSPC, "no room left"),
        ("sync", errno.EIO, "could not be written"),
        ("replace", errno.EACCES, "open in another program"),
        ("replace", errno.EBUSY, "open in another program"),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "csv"])
def test_a_disk_that_refuses_leaves_what_was_there(
    tmp_path: Path, operation: str, error: int, words: str, form: str
) -> None:
    export(DRAFT, form, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    failing = FailingDisk()
    failing.fail(operation, 1, error)

    said = refused(replace(DRAFT, people=99), tmp_path, form, disk=failing.disk)

    assert words in said
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_set_that_does_not_fit_replaces_none_of_the_old_files(tmp_path: Path) -> None:
    export(DRAFT, "csv", tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    failing = FailingDisk()
    failing.fail("write", 5, errno.ENOSPC)

    assert "no room left" in refused(AGREED, tmp_path, "csv", disk=failing.disk)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_disk_that_takes_little_at_a_time_gets_the_whole_file(tmp_path: Path) -> None:
    failing = FailingDisk()
    failing.write_short(6)

    export(AGREED, "json", tmp_path / "a.json", disk=failing.disk)

    assert (tmp_path / "a.json").read_bytes() == FORMATS["json"].render(AGREED)[0].data


@pytest.mark.parametrize("name", ["", "recap.md"])
def test_a_written_file_takes_the_place_of_the_one_before(tmp_path: Path, name: str) -> None:
    first = export(DRAFT, "markdown", tmp_path / name)
    again = export(DRAFT, "markdown", tmp_path / name)

    assert first == again
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_is_written_through_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "recap.md"
    link.symlink_to(tmp_path / "real" / "recap.md")

    assert export(AGREED, "markdown", link) == (link,)

    assert link.is_symlink()
    assert (tmp_path / "real" / "recap.md").read_bytes() == link.read_bytes()


@pytest.mark.parametrize("lock", ["~$name.docx", "~$ame.docx", "~$me.docx", ".~lock.name.docx#"])
def test_a_word_file_that_is_open_is_not_replaced(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "name.docx"
    export(DRAFT, "docx", target)
    before = target.read_bytes()
    (tmp_path / lock).write_text("somebody")

    assert "open in another program. Close it there" in refused(AGREED, target, "docx")

    assert target.read_bytes() == before


def test_in_a_folder_the_new_word_file_is_put_beside_the_open_one(tmp_path: Path) -> None:
    (open_one,) = export(DRAFT, "docx", tmp_path)
    before = open_one.read_bytes()
    (tmp_path / f".~lock.{open_one.name}#").write_text("somebody")
    told: list[tuple[Path, Path]] = []

    (written,) = export(
        replace(DRAFT, people=99), "docx", tmp_path, beside=lambda *both: told.append(both)
    )

    assert written.name == open_one.name.replace(".docx", "-2.docx")
    assert told == [(open_one, written)]
    assert open_one.read_bytes() == before
    assert written.read_bytes() == FORMATS["docx"].render(replace(DRAFT, people=99))[0].data


def test_a_word_file_locked_by_its_owner_stays_and_the_new_one_is_beside(tmp_path: Path) -> None:
    (locked,) = export(DRAFT, "docx", tmp_path)
    locked.chmod(0o400)

    (written,) = export(replace(DRAFT, people=99), "docx", tmp_path)

    assert written != locked
    assert locked.read_bytes() != written.read_bytes()


def test_when_every_other_name_is_open_too_it_is_said(tmp_path: Path) -> None:
    failing = FailingDisk()
    failing.fail("replace", 1, errno.EACCES, times=9)

    assert "open in another program" in refused(AGREED, tmp_path, "docx", disk=failing.disk)

    assert list(tmp_path.iterdir()) == []
