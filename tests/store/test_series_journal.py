"""The journal of a series on disk: nothing is told that is not kept, and nothing kept is lost."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from session.model.series import OutcomeReported, SeriesEvent, SeriesState
from session.model.state import Instant, Rejected
from store.disk import REAL, Disk
from store.journal.format import frame
from store.journal.repair import ForeignJournal, copies
from store.library.series_journal import journal_id, read, tell
from store.library.storage import NewerStore
from store.paths import Home, private_folder
from tests.session.table import OPENED
from tests.store.failing import ERRORS, FailingDisk
from tests.store.power import PowerDisk, PowerGone

pytestmark = pytest.mark.practice("P40")

SID = "hub-futures-1234abcd"
NOW = Instant(0, OPENED)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def done(about: str, why: str = "") -> OutcomeReported:
    return OutcomeReported(report=f"t-{about}", about=about, state="done", why=why)


def say(home: Home, *events: SeriesEvent, disk: Disk = REAL) -> Sequence[SeriesEvent] | Rejected:
    return tell(home, SID, lambda _: events, NOW, "run", "cmd", disk)


def told(home: Home) -> list[str]:
    return list(read(home, SID).state.reports)


def test_what_is_told_is_there_for_the_next_program(home: Home) -> None:
    assert read(home, SID).state == SeriesState()

    say(home, done("a-1"))
    say(home, done("a-2"))

    assert told(home) == ["a-1", "a-2"]
    assert read(home, SID).n == 2


def test_a_refused_telling_writes_nothing(home: Home) -> None:
    refused = Rejected("refused.outcome_same")

    assert tell(home, SID, lambda _: refused, NOW, "run", "cmd") == refused
    assert not home.series_journal(SID).exists()


@pytest.mark.parametrize("operations", range(40))
def test_told_after_a_kill_at_every_step_is_kept_once_it_was_acknowledged(
    home: Home, operations: int
) -> None:
    power = PowerDisk(operations)
    acknowledged = []
    try:
        for about in ("a-1", "a-2"):
            say(home, done(about), disk=power.disk)
            acknowledged.append(about)
    except PowerGone:
        power.cut()

    say(home, done("a-3"))

    assert [one for one in told(home) if one in acknowledged] == acknowledged
    assert told(home)[-1] == "a-3"


@pytest.mark.parametrize("operation", ["open", "write", "sync", "replace", "sync_folder"])
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("nth", [1, 2])
def test_a_disk_that_refuses_is_told_and_nothing_is_half_there(
    home: Home, operation: str, error: int, nth: int
) -> None:
    failing = FailingDisk()
    say(home, done("a-1"), disk=failing.disk)

    failing.fail(operation, nth, error, times=1 << 30)
    kept = ["a-1"]
    for about in ("a-2", "a-3"):
        with suppress(OSError):
            say(home, done(about), disk=failing.disk)
            kept.append(about)
    failing.heal()
    say(home, done("a-4"), disk=failing.disk)

    assert told(home) == [*kept, "a-4"]


def test_a_torn_end_is_cut_and_kept_aside(home: Home) -> None:
    say(home, done("a-1"))
    with home.series_journal(SID).open("ab") as file:
        file.write(b'{"c":"0123')

    say(home, done("a-2"))

    assert told(home) == ["a-1", "a-2"]
    assert [copy.read_bytes() for copy in copies(home.series_journal(SID))] == [b'{"c":"0123']


def test_a_journal_of_a_newer_fairsay_is_read_and_never_written(home: Home) -> None:
    say(home, done("a-1"))
    newer = frame(
        journal_id(SID), b'{"n":2,"t":0,"at":"","run":"","cmd":"","k":"Sung","v":1,"d":{}}'
    )
    with home.series_journal(SID).open("ab") as file:
        file.write(newer)
    before = home.series_journal(SID).read_bytes()

    with pytest.raises(NewerStore, match="newer Fairsay"):
        say(home, done("a-2"))

    assert home.series_journal(SID).read_bytes() == before
    assert (told(home), read(home, SID).newer) == (["a-1"], True)


def test_a_file_that_is_no_journal_of_this_series_is_left_as_it_is(home: Home) -> None:
    say(home, done("a-1"))
    other = home.series_journal("another-series")
    home.series_journal(SID).rename(other)

    with pytest.raises(ForeignJournal):
        tell(home, "another-series", lambda _: (done("a-2"),), NOW, "run", "cmd")


def _twenty(root: Path, about: str) -> None:
    home = Home(root)
    for n in range(20):
        say(home, done(f"{about}-{n}"))


def test_two_programs_that_tell_at_once_lose_nothing(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_twenty, args=(home.root, about)) for about in ("a", "b")]
    for one in both:
        one.start()
    for one in both:
        one.join(60)

    assert [one.exitcode for one in both] == [0, 0]
    assert len(told(home)) == read(home, SID).n == 40


def test_the_second_of_two_programs_decides_on_what_the_first_has_told(home: Home) -> None:
    seen = []

    def look(state: SeriesState) -> Rejected:
        seen.append(msgspec.to_builtins(state.reports))
        return Rejected("refused.outcome_same")

    say(home, done("a-1"))
    tell(home, SID, look, NOW, "run", "cmd")

    assert [list(one) for one in seen] == [["a-1"]]
