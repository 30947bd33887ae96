"""A journal that is changed under the program's feet, or moved from a place that can't be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.file import JournalFile
from store.journal.format import frame, scan
from store.journal.writer import JournalWriter
from tests.store.lines import SESSION, journal, payload
from tests.store.test_journal_writer import SOON, Follower, writer


def to_nothing(path: Path) -> None:
    path.write_bytes(b"")


def at_a_lines_end(path: Path) -> None:
    cut(path, len(journal(2)))


def in_a_line(path: Path) -> None:
    cut(path, len(journal(3)) - 9)


def lengthened(path: Path) -> None:
    with path.open("ab") as file:
        file.write(frame(SESSION, payload(9)))


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(journal(1))
    other.replace(path)


def deleted(path: Path) -> None:
    path.unlink()


CHANGES = (to_nothing, at_a_lines_end, in_a_line, lengthened, replaced, deleted)


def cut(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        file.truncate(length)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_acknowledged_on_top_of_a_journal_that_was_changed(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "journal.jsonl"
    follower = Follower(path)
    saving = writer(path, follower)
    for n in range(1, 4):
        saving.append([payload(n)], n)
        assert saving.wait(n, SOON)

    change(path)
    saving.append([payload(4)], 4)

    assert saving.wait(4, SOON)
    assert saving.close()
    assert 4 in follower.durable
    assert 4 not in follower.false
    assert path.read_bytes() == journal(4)


def blocked(folder: Path) -> Path:
    """Return a journal in a place that can't be made to lead elsewhere: its folder is gone."""
    path = folder / "session" / "journal.jsonl"
    path.parent.mkdir()
    path.write_bytes(journal(3))
    return path


def test_the_old_place_leads_to_the_new_one_as_soon_as_it_can_be_written(tmp_path: Path) -> None:
    path = blocked(tmp_path)
    (stick := tmp_path / "stick").mkdir()
    file = JournalFile(path, SESSION, after_n=3)
    file.open()
    away = path.parent.rename(tmp_path / "unplugged")

    moved = file.move_to(stick, frame(SESSION, payload(4)))
    still = (moved.linked, file.owes_pointer, file.leave_pointer())
    away.rename(path.parent)
    left = file.leave_pointer()

    assert still == (False, True, False)
    assert (left, file.owes_pointer) == (True, False)
    assert path.resolve() == stick / "journal.jsonl"
    assert scan(path, SESSION).last_n == 4
    (copy,) = path.parent.glob("journal.jsonl.moved-*")
    assert copy.read_bytes() == journal(3)


def test_the_writer_leaves_the_pointer_by_itself(tmp_path: Path) -> None:
    path = blocked(tmp_path)
    (stick := tmp_path / "stick").mkdir()
    saving: JournalWriter = writer(path, Follower(stick / "journal.jsonl"), after_n=3)
    saving.append([payload(4)], 4)
    assert saving.wait(4, SOON)
    away = path.parent.rename(tmp_path / "unplugged")
    assert not saving.move_to(stick).result(SOON).linked
    owed = saving.owes_pointer
    away.rename(path.parent)

    saving.append([payload(5)], 5)

    assert saving.wait(5, SOON)
    assert saving.close()
    assert (owed, saving.owes_pointer) == (True, False)
    assert scan(path, SESSION).last_n == 5
