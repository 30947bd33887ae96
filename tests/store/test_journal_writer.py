import errno
import os
import signal
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from store.journal.format import scan
from store.journal.line_file import Goes, Transform
from store.journal.repair import recover
from store.journal.writer import JournalWriter, NotSaved
from store.trouble import Reason, Trouble
from tests.store.failing import ERRORS, OPERATIONS, FailingDisk, no_wait
from tests.store.lines import SESSION, journal, payload, payloads, written

SOON = 10.0


class Follower:
    """Hears what the writer tells, and checks each acknowledgement against the file there and then."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.durable: list[int] = []
        self.false: list[int] = []
        self.troubles: list[Trouble | None] = []
        self.in_trouble = threading.Event()

    def on_durable(self, n: int) -> None:
        found = scan(self.path, SESSION)
        if found.last_n < n or not found.whole:
            self.false.append(n)
        self.durable.append(n)

    def on_trouble(self, trouble: Trouble | None) -> None:
        self.troubles.append(trouble)
        if trouble is not None:
            self.in_trouble.set()


def writer(
    path: Path, follower: Follower, failing: FailingDisk | None = None, after_n: int = 0
) -> JournalWriter:
    return JournalWriter(
        path,
        SESSION,
        after_n=after_n,
        on_durable=follower.on_durable,
        on_trouble=follower.on_trouble,
        disk=(failing or FailingDisk()).disk,
        retry_s=no_wait(),
    )


def test_what_is_acknowledged_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    follower = Follower(path)
    saving = writer(path, follower)
    for n in range(1, 51):
        saving.append([payload(n)], n)
    assert saving.close()
    assert path.read_bytes() == journal(50)
    assert (follower.durable[-1], follower.false, follower.troubles) == (50, [], [])
    assert path.stat().st_mode & 0o777 == 0o600


def test_events_that_came_while_the_disk_was_busy_share_one_sync(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    failing = FailingDisk()
    saving = JournalWriter(path, SESSION, disk=failing.disk)
    assert saving.wait(0, SOON)
    for n in range(1, 401):
        saving.append([payload(n)], n)
    assert saving.close()
    assert failing.calls["sync"] < 400


def test_it_goes_on_after_what_is_there(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    follower = Follower(path)
    saving = writer(path, follower, after_n=3)
    saving.append(payloads(2, after=3), 5)
    assert saving.wait(5, SOON)
    assert saving.close()
    assert path.read_bytes() == journal(5)


def test_a_gap_is_refused_before_it_is_queued(tmp_path: Path) -> None:
    saving = JournalWriter(tmp_path / "journal.jsonl", SESSION)
    with pytest.raises(ValueError, match="follow"):
        saving.append([payload(2)], 2)
    assert saving.close()
    with pytest.raises(NotSaved):
        saving.append([payload(1)], 1)


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_fault_makes_a_false_acknowledgement_or_a_half_line(
    tmp_path: Path, operation: str, error: int
) -> None:
    for nth in range(1, 7):
        for times in (1, 3):
            path = tmp_path / f"{nth}-{times}.jsonl"
            failing = FailingDisk()
            failing.fail(operation, nth, error, times)
            follower = Follower(path)
            saving = writer(path, follower, failing)
            for n in range(1, 5):
                saving.append([payload(n)], n)
                assert saving.wait(n, SOON)
            assert saving.close(SOON)
            assert path.read_bytes() == journal(4)
            assert follower.false == []
            assert follower.durable[-1] == 4
            assert not follower.troubles or follower.troubles[-1] is None


def test_short_writes_are_finished(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    failing = FailingDisk()
    failing.write_short(40)
    follower = Follower(path)
    saving = writer(path, follower, failing)
    saving.append(payloads(5), 5)
    assert saving.close()
    assert (path.read_bytes(), follower.false) == (journal(5), [])


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errno.ENOSPC, Reason.FULL),
        (errno.EROFS, Reason.READ_ONLY),
        (errno.ENODEV, Reason.GONE),
        (errno.EIO, Reason.OTHER),
    ],
)
def test_a_disk_that_refuses_is_told_and_the_session_goes_on(
    tmp_path: Path, error: int, reason: Reason
) -> None:
    path = tmp_path / "journal.jsonl"
    failing = FailingDisk()
    follower = Follower(path)
    saving = writer(path, follower, failing)
    saving.append([payload(1)], 1)
    assert saving.wait(1, SOON)
    failing.fail_all(error)
    saving.append([payload(2)], 2)
    assert follower.in_trouble.wait(SOON)
    for n in range(3, 30):
        saving.append([payload(n)], n)
    assert saving.trouble is not None
    assert saving.trouble.reason is reason
    assert saving.trouble.say.count(".") >= 1
    assert saving.durable_n == 1
    assert scan(path, SESSION).last_n == 1
    failing.heal()
    assert saving.wait(29, SOON)
    assert saving.close()
    assert path.read_bytes() == journal(29)
    assert follower.false == []
    assert len(follower.troubles) == 2
    assert follower.troubles[1] is None


def test_a_disk_that_refuses_is_told_before_anything_is_written(tmp_path: Path) -> None:
    failing = FailingDisk()
    failing.fail_all(errno.EROFS)
    follower = Follower(path := tmp_path / "journal.jsonl")
    saving = writer(path, follower, failing)

    assert follower.in_trouble.wait(SOON)
    failing.heal()
    assert saving.close()


def test_closing_says_when_the_disk_did_not_take_everything(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    failing = FailingDisk()
    follower = Follower(path)
    saving = writer(path, follower, failing)
    assert saving.wait(0, SOON)
    failing.fail_all(errno.ENOSPC)
    saving.append([payload(1)], 1)
    assert follower.in_trouble.wait(SOON)
    struck = saving.rewrite(bytes)
    assert not saving.close(0.01)
    with pytest.raises(NotSaved):
        struck.result(SOON)
    assert follower.durable == []


def test_another_place_can_be_chosen_and_gets_everything(tmp_path: Path) -> None:
    path = written(tmp_path, 2)
    stick = tmp_path / "stick"
    stick.mkdir()
    failing = FailingDisk()
    follower = Follower(stick / "journal.jsonl")
    saving = writer(path, follower, failing, after_n=2)
    failing.fail("write", 1, errno.ENOSPC, times=1 << 30)
    saving.append(payloads(2, after=2), 4)
    assert follower.in_trouble.wait(SOON)
    failing.heal()
    assert saving.move_to(stick).result(SOON).path == stick / "journal.jsonl"
    saving.append([payload(5)], 5)
    assert saving.close()
    assert (stick / "journal.jsonl").read_bytes() == journal(5)
    assert follower.false == []
    assert recover(path, SESSION).last_n == 5


def test_a_place_that_refuses_too_is_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    saving = writer(path, Follower(path))
    saving.append([payload(1)], 1)
    with pytest.raises(FileNotFoundError):
        saving.move_to(tmp_path / "nowhere").result(SOON)
    assert saving.close()
    assert path.read_bytes() == journal(1)


def test_striking_takes_the_words_out_of_every_event_queued_before(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    follower = Follower(path)
    saving = writer(path, follower)
    saving.append(payloads(20), 20)
    struck = saving.rewrite(lambda event: event.replace(b"Ada", b"-"))
    saving.append([payload(21, "kept")], 21)
    struck.result(SOON)
    assert b"Ada" not in path.read_bytes()
    assert saving.close()
    assert scan(path, SESSION).last_n == 21
    assert follower.false == []


def test_striking_waits_for_a_disk_that_refuses(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    failing = FailingDisk()
    follower = Follower(path)
    saving = writer(path, follower, failing)
    saving.append(payloads(3), 3)
    assert saving.wait(3, SOON)
    failing.fail("replace", 1, errno.ENOSPC, times=4)
    saving.rewrite(lambda event: event.replace(b"Ada", b"-")).result(SOON)
    assert b"Ada" not in path.read_bytes()
    assert saving.close()


def test_a_transform_that_fails_is_the_callers_fault_not_the_disks(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    follower = Follower(path)
    saving = writer(path, follower)
    saving.append(payloads(2), 2)
    with pytest.raises(ZeroDivisionError):
        saving.rewrite(lambda event: event[: 1 // 0]).result(SOON)
    saving.append([payload(3)], 3)
    assert saving.close()
    assert (path.read_bytes(), follower.troubles) == (journal(3), [])


def test_a_follower_that_fails_does_not_stop_the_saving(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.jsonl"

    def gone(_n: int) -> None:
        raise RuntimeError("the loop is closed")

    saving = JournalWriter(path, SESSION, on_durable=gone)
    saving.append([payload(1)], 1)
    assert saving.wait(1, SOON)
    saving.append([payload(2)], 2)
    assert saving.close()
    assert path.read_bytes() == journal(2)
    assert "follower" in caplog.text


def _append_until_killed(path: Path, acknowledged: int) -> None:
    after = recover(path, SESSION).last_n
    saving = JournalWriter(
        path,
        SESSION,
        after_n=after,
        on_durable=lambda n: (os.write(acknowledged, b"%d\n" % n), None)[1],
    )
    n = after
    while True:
        count = 1 + n % 7
        saving.append(payloads(count, after=n), n + count)
        n += count
        saving.wait(n - 40)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_in_200_kills(tmp_path: Path) -> None:
    promised = 0
    for kill in range(200):
        path = tmp_path / f"{kill // 20}.jsonl"
        promised = promised if kill % 20 else 0
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            _append_until_killed(path, theirs)
        os.close(theirs)
        with os.fdopen(ours, "rb") as acknowledgements:
            for _ in range(1 + kill % 6):
                promised = int(acknowledgements.readline())
            os.kill(child, signal.SIGKILL)
            for line in acknowledgements:
                promised = int(line) if line.endswith(b"\n") else promised
        os.waitpid(child, 0)
        found = scan(path, SESSION)
        assert not found.damage
        assert found.last_n >= promised
        assert found.payloads == payloads(found.last_n)


def test_what_is_asked_of_a_closed_journal_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    saving = writer(path, Follower(path))
    assert saving.close()

    with pytest.raises(NotSaved):
        saving.rewrite(bytes)
    with pytest.raises(NotSaved):
        saving.move_to(tmp_path)


def test_a_move_that_is_under_way_takes_no_second_one_and_is_told_when_the_journal_closes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.jsonl"
    busy, go_on = threading.Event(), threading.Event()

    def slow(event: bytes) -> bytes:
        busy.set()
        assert go_on.wait(SOON)
        return event

    saving = writer(path, Follower(path))
    saving.append([payload(1)], 1)
    rewriting = saving.rewrite(slow)
    assert busy.wait(SOON)
    moving = saving.move_to(tmp_path / "nowhere")
    with pytest.raises(NotSaved, match="already on its way"):
        saving.move_to(tmp_path)
    assert not saving.close(0.01)
    go_on.set()

    rewriting.result(SOON)
    with pytest.raises(NotSaved, match="closed first"):
        moving.result(SOON)


def test_each_refusal_waits_its_own_time_before_the_next_try(tmp_path: Path) -> None:
    failing = FailingDisk()
    failing.fail("write", 1, errno.EIO)
    saving = JournalWriter(
        tmp_path / "journal.jsonl", SESSION, disk=failing.disk, retry_s=(0.001, 600)
    )
    saving.append([payload(1)], 1)

    assert saving.wait(1, SOON)
    assert saving.close()


@pytest.mark.parametrize("refusals", [0, 1, 2])
def test_a_link_that_could_be_made_at_last_is_told(tmp_path: Path, refusals: int) -> None:
    class Moved:
        path = tmp_path / "journal.jsonl"
        owes_pointer = True
        tries = 0

        def open(self) -> None: ...
        def append(self, lines: bytes) -> None: ...
        def rewrite(self, transform: Transform, goes: Goes) -> None: ...
        def close(self) -> None: ...

        def move_to(self, folder: Path, more: bytes) -> NoReturn:
            raise OSError

        def leave_pointer(self) -> bool:
            self.tries += 1
            self.owes_pointer = self.tries <= refusals
            return not self.owes_pointer

    told = threading.Event()
    saving = JournalWriter(
        Moved.path, SESSION, on_durable=lambda _: told.set(), link_s=0.001, file=Moved()
    )

    assert told.wait(SOON)
    assert not saving.owes_pointer
    assert saving.close()


def test_a_disk_that_hangs_keeps_no_program_from_ending(tmp_path: Path) -> None:
    saving = JournalWriter(tmp_path / "journal.jsonl", SESSION)

    assert saving._thread.daemon
    assert saving.close()


def test_once_the_disk_works_again_nothing_waits_any_more(tmp_path: Path) -> None:
    failing = FailingDisk()
    failing.fail("write", 1, errno.EIO)
    saving = JournalWriter(
        tmp_path / "journal.jsonl", SESSION, disk=failing.disk, retry_s=(0.001, 600)
    )
    for n in (1, 2):
        saving.append([payload(n)], n)
        assert saving.wait(n, SOON)
    failing.fail("write", 1, errno.EIO)
    saving.append([payload(3)], 3)

    assert saving.wait(3, SOON)
    assert saving.close()
