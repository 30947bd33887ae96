"""A journal against a model: what was acknowledged is there, after faults, crashes and rewrites."""

import errno
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from store.journal.file import JournalFile
from store.journal.format import frame, scan
from store.journal.repair import ForeignJournal, copies, discard, recover
from tests.store.failing import ERRORS, OPERATIONS, FailingDisk
from tests.store.lines import SESSION, journal, payload, payloads, written


class JournalAgainstModel(RuleBasedStateMachine):
    """Append with and without faults, crash with a torn end, reopen, rewrite."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journal.jsonl"
        self.failing = FailingDisk()
        self.model: list[bytes] = []
        self.file = self.reopened()

    def reopened(self) -> JournalFile:
        found = recover(self.path, SESSION)
        assert not found.damage
        assert list(found.payloads) == self.model
        return JournalFile(self.path, SESSION, after_n=found.last_n, disk=self.failing.disk)

    def more(self, count: int) -> list[bytes]:
        return [payload(len(self.model) + 1 + i, f"said {i} “ü”") for i in range(count)]

    @rule(count=st.integers(1, 4))
    def append(self, count: int) -> None:
        more = self.more(count)
        self.file.append(b"".join(frame(SESSION, one) for one in more))
        self.model += more

    @rule(
        operation=st.sampled_from(OPERATIONS),
        error=st.sampled_from(ERRORS),
        nth=st.integers(1, 3),
        short=st.integers(0, 3),
    )
    def append_on_a_bad_disk(self, operation: str, error: int, nth: int, short: int) -> None:
        more = self.more(3)
        self.failing.write_short(short)
        self.failing.fail(operation, nth, error, times=2)
        for _ in range(8):
            try:
                self.file.append(b"".join(frame(SESSION, one) for one in more))
            except OSError:
                continue
            break
        else:
            pytest.fail("the disk works again, but nothing is saved")
        self.failing.heal()
        self.model += more

    @rule(data=st.data())
    def crash_with_an_unfinished_line(self, data: st.DataObject) -> None:
        line = frame(SESSION, self.more(1)[0])
        self.file.close()
        with self.path.open("ab") as file:
            file.write(line[: data.draw(st.integers(0, len(line) - 1))])
        self.file = self.reopened()

    @rule()
    def crash(self) -> None:
        self.file.close()
        self.file = self.reopened()

    @precondition(lambda self: self.model)
    @rule(operation=st.sampled_from(OPERATIONS), nth=st.integers(1, 3))
    def strike(self, operation: str, nth: int) -> None:
        def transform(event: bytes) -> bytes:
            return event.replace(b"said 0", b"struck")

        self.failing.fail(operation, nth, errno.EIO)
        for _ in range(4):
            try:
                self.file.rewrite(transform)
            except OSError:
                continue
            break
        self.failing.heal()
        self.model = [transform(event) for event in self.model]
        assert not [path for path in self.folder.iterdir() if b"said 0" in path.read_bytes()]

    @invariant()
    def what_was_acknowledged_is_there(self) -> None:
        if self.path.exists():
            found = scan(self.path, SESSION)
            assert list(found.payloads) == self.model
            assert not found.damage

    def teardown(self) -> None:
        self.file.close()
        shutil.rmtree(self.folder)


TestJournalAgainstModel = JournalAgainstModel.TestCase
TestJournalAgainstModel.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_a_torn_end_is_cut_and_kept_beside(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    with path.open("ab") as file:
        file.write(b'{"c":"00')
    found = recover(path, SESSION)
    assert (found.torn, found.last_n) == (True, 3)
    assert path.read_bytes() == journal(3)
    (kept,) = copies(path)
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (b'{"c":"00', 0o600)


def test_damage_in_the_middle_is_never_cut(tmp_path: Path) -> None:
    path = written(tmp_path, 4)
    damaged = path.read_bytes().replace(b"Parked", b"Marked", 1)
    path.write_bytes(damaged)
    file = JournalFile(path, SESSION, after_n=recover(path, SESSION).last_n)
    file.append(frame(SESSION, payload(5)))
    file.close()
    assert path.read_bytes() == damaged + frame(SESSION, payload(5))


@pytest.mark.parametrize("content", [b"PK\3\4\0\0", b"my notes\n", journal(2, "another")])
def test_a_foreign_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(content)
    with pytest.raises(ForeignJournal, match=r"journal\.jsonl"):
        recover(path, SESSION)
    with pytest.raises(ForeignJournal):
        JournalFile(path, SESSION).append(frame(SESSION, payload(1)))
    assert path.read_bytes() == content


def test_a_journal_that_grew_elsewhere_is_left_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    with pytest.raises(ForeignJournal):
        JournalFile(path, SESSION, after_n=2).append(frame(SESSION, payload(3)))
    assert path.read_bytes() == journal(3)


def test_a_journal_deleted_while_open_comes_back_whole(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    file = JournalFile(path, SESSION, after_n=3)
    file.open()
    path.unlink()
    with pytest.raises(FileNotFoundError):
        file.append(frame(SESSION, payload(4)))
    file.append(frame(SESSION, payload(4)))
    file.close()
    assert path.read_bytes() == journal(4)


def test_a_journal_replaced_while_open_is_kept_beside(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    file = JournalFile(path, SESSION, after_n=3)
    file.open()
    path.unlink()
    path.write_bytes(b"something else")
    with pytest.raises(FileNotFoundError):
        file.append(frame(SESSION, payload(4)))
    file.append(frame(SESSION, payload(4)))
    file.close()
    assert path.read_bytes() == journal(4)
    assert [copy.read_bytes() for copy in copies(path)] == [b"something else"]


def test_another_place_gets_the_whole_journal_and_is_found_again(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    stick = tmp_path / "stick"
    stick.mkdir()
    file = JournalFile(path, SESSION, after_n=3)
    moved = file.move_to(stick, frame(SESSION, payload(4)))
    file.append(frame(SESSION, payload(5)))
    file.close()
    assert moved.linked
    assert (stick / "journal.jsonl").read_bytes() == journal(5)
    assert recover(path, SESSION).payloads == payloads(5)
    again = JournalFile(path, SESSION, after_n=5)
    again.rewrite(lambda event: event.replace(b"Ada", b"-"))
    assert path.is_symlink()
    assert b"Ada" not in path.read_bytes()


def test_a_place_with_a_journal_already_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, 1)
    stick = tmp_path / "stick"
    stick.mkdir()
    written(stick, 2)
    file = JournalFile(path, SESSION, after_n=1)
    with pytest.raises(FileExistsError):
        file.move_to(stick, b"")
    assert (stick / "journal.jsonl").read_bytes() == journal(2)


def test_a_moved_journal_whose_place_is_not_plugged_in_is_not_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.symlink_to(tmp_path / "stick" / "journal.jsonl")
    with pytest.raises(FileNotFoundError):
        recover(path, SESSION)


def test_rewriting_cleans_the_copies_too(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    (tmp_path / "journal.jsonl.torn-20261123T100000Z-0badcafe").write_bytes(
        b'{"c":"00","e":{"text":"Ada'
    )
    (tmp_path / "journal.jsonl.moved-20261123T100000123456Z").write_bytes(journal(2) + b"Ada")
    (tmp_path / "journal.jsonl.tmp-0badcafe-1").write_bytes(b"Ada")
    file = JournalFile(path, SESSION, after_n=3)
    file.rewrite(lambda event: event.replace(b"Ada", b"-"))
    file.append(frame(SESSION, payload(4, "kept")))
    file.close()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "journal.jsonl",
        "journal.jsonl.moved-20261123T100000123456Z",
    ]
    assert not [entry for entry in tmp_path.iterdir() if b"Ada" in entry.read_bytes()]
    assert scan(path, SESSION).last_n == 4


def test_discarding_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, 2)
    (tmp_path / "journal.jsonl.torn-20261123T100000Z-0badcafe").write_bytes(b"x")
    discard(path)
    discard(path)
    assert list(tmp_path.iterdir()) == []
