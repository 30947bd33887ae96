"""Ending a session, cut off after every single file operation, and finished at the next start."""

import dataclasses
import errno
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest

from session.erase.person import Forgetting
from session.model.opening_closing import RecapCorrected
from session.model.recap import Recap
from store.disk import REAL, Disk
from store.erase.person import forget_person
from store.library.ending import NotAsSaved, NotEnded, Pending, complete, finish, pending
from store.library.listing import index
from store.library.series import AgreedRecap, Series, series_id
from store.library.storage import NewerStore, UnreadableStore, backup_of
from store.paths import Home
from tests.store.failing import OPERATIONS, FailingDisk
from tests.store.sessions import AGREED, ENDED, note, on_disk, started
from tests.store.stored import a_recap, a_row


class Crashed(BaseException):
    """The power is gone: nothing after this moment happens, no clean-up either."""


def crashing_after(operations: int) -> Disk:
    left = [operations]

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if left[0] <= 0:
                raise Crashed
            left[0] -= 1
            return real(*args)

        return call

    return dataclasses.replace(REAL, **{name: wrap(getattr(REAL, name)) for name in OPERATIONS})


def stored(home: Home) -> Recap | None:
    with Series.named(home, "Hub futures", writable=False) as series:
        return series.recap("s-1")


def content(home: Home) -> tuple[bytes, bytes]:
    return home.series_file(series_id("Hub futures")).read_bytes(), home.library.read_bytes()


def ended(home: Home) -> Home:
    on_disk(home, "s-1", started(), note("said"), ENDED)
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return ended(Home(tmp_path))


def test_an_ended_session_is_stored_and_listed(home: Home) -> None:
    assert pending(home) == (Pending("s-1", decided=False),)
    finish(home, a_recap())
    assert stored(home) == a_recap()
    (row,) = index(home)
    assert (row.id, row.state, row.events, row.title) == ("s-1", "draft", 3, "Session s-1")
    assert pending(home) == ()
    assert not home.ending("s-1").exists()


def calls(make: Callable[[], object]) -> int:
    """Return how many functions are called, also built-in ones."""
    called = 0

    def entered(_: FrameType, event: str, __: object) -> None:
        nonlocal called
        called += event in {"call", "c_call"}

    sys.setprofile(entered)
    try:
        make()
    finally:
        sys.setprofile(None)
    return called


def test_a_long_journal_that_has_not_ended_is_not_checked_line_by_line(tmp_path: Path) -> None:
    took: list[int] = []
    for notes in (300, 900):
        home = Home(tmp_path / str(notes))
        on_disk(home, "s-1", started(), *(note("said") for _ in range(notes)))
        assert pending(home) == ()
        took.append(calls(partial(pending, home)))
    assert took[0] == took[1]


def test_doing_it_again_changes_no_byte(home: Home) -> None:
    finish(home, a_recap())
    before = content(home)
    finish(home, a_recap())
    assert content(home) == before


def test_after_a_crash_at_any_step_the_next_start_stores_the_same_bytes(tmp_path: Path) -> None:
    unspoilt = ended(Home(tmp_path / "unspoilt"))
    finish(unspoilt, a_recap())
    decided = 0
    for step in range(60):
        home = ended(Home(tmp_path / str(step)))
        try:
            finish(home, a_recap(), disk=crashing_after(step))
        except Crashed:
            for one in pending(home):
                if one.decided:
                    decided += 1
                    assert complete(home, one.session) == a_recap()
                else:
                    finish(home, a_recap())
        else:
            assert decided > 10
            return
        assert content(home) == content(unspoilt)
        assert pending(home) == ()
    pytest.fail("ending takes more steps than were tried")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_disk_that_refuses_leaves_it_pending(tmp_path: Path, operation: str) -> None:
    for nth in range(1, 4):
        home = ended(Home(tmp_path / str(nth)))
        failing = FailingDisk()
        failing.fail(operation, nth, errno.ENOSPC)
        try:
            finish(home, a_recap(), disk=failing.disk)
        except OSError:
            finish(home, a_recap())
        assert stored(home) == a_recap()
        assert pending(home) == ()


def test_what_was_decided_is_stored_not_what_a_newer_program_would_make_of_it(home: Home) -> None:
    with pytest.raises(Crashed):
        finish(home, a_recap(title="as it was read back"), disk=crashing_after(8))
    assert pending(home) == (Pending("s-1", decided=True),)
    complete(home, "s-1")
    recap = stored(home)
    assert recap is not None
    assert recap.title == "as it was read back"


def test_a_session_that_has_not_ended_is_refused(home: Home) -> None:
    on_disk(home, "s-1", started(), AGREED)
    with pytest.raises(NotEnded):
        finish(home, a_recap())
    assert pending(home) == ()
    assert not home.series.exists()


def test_agreeing_later_is_stored_too(home: Home) -> None:
    finish(home, a_recap())
    on_disk(home, "s-1", started(), note("said"), ENDED, AGREED)
    assert pending(home) == (Pending("s-1", decided=False),)
    finish(home, a_recap(agreed=True))
    assert [row.state for row in index(home)] == ["agreed"]
    assert pending(home) == ()


def test_an_older_draft_of_the_same_version_that_was_put_back_is_noticed(home: Home) -> None:
    finish(home, a_recap())
    on_disk(home, "s-1", started(), note("said"), ENDED, RecapCorrected(correction="c", text="No"))
    finish(home, a_recap(title="put right"))
    assert pending(home) == ()
    path = home.series_file(series_id("Hub futures"))

    backup_of(path).replace(path)

    assert pending(home) == (Pending("s-1", decided=False),)
    finish(home, a_recap(title="put right"))
    assert pending(home) == ()


def test_how_much_a_draft_was_made_of_is_kept_by_an_erasure(home: Home) -> None:
    finish(home, a_recap(names=("Ada",)))

    forget_person(home, Forgetting("Ada"))

    assert "Ada" not in str(stored(home))
    with Series.named(home, "Hub futures", writable=False) as series:
        (kept,) = series.all_kept()
    assert (kept.whole, kept.events) == (True, 3)


def test_an_agreed_recap_is_never_made_anew(home: Home) -> None:
    finish(home, a_recap(agreed=True))
    with pytest.raises(AgreedRecap):
        finish(home, a_recap(agreed=True, title="recomputed by newer code"))
    assert stored(home) == a_recap(agreed=True)
    assert pending(home) == ()


def test_a_disk_that_gives_back_something_else_is_told(home: Home) -> None:
    def spoilt(path: Path, data: bytes | bytearray) -> bool:
        path.write_bytes(path.read_bytes().replace(b"Sundays", b"Mondays"))
        return REAL.holds(path, data)

    with pytest.raises(NotAsSaved, match="another disk"):
        finish(home, a_recap(), a_row(), disk=dataclasses.replace(REAL, holds=spoilt))
    assert pending(home) == (Pending("s-1", decided=True),)


@pytest.mark.parametrize(
    ("note_", "error"), [(b"", UnreadableStore), (b"\xff", UnreadableStore), (None, NewerStore)]
)
def test_a_note_that_cannot_be_read_is_named_and_kept(
    home: Home, note_: bytes | None, error: type[Exception]
) -> None:
    fields = {"recap": a_recap(), "row": a_row(), "schema": 2}
    written = msgspec.json.encode(fields) if note_ is None else note_
    home.ending("s-1").write_bytes(written)
    with pytest.raises(error, match=r"ending\.json"):
        complete(home, "s-1")
    assert home.ending("s-1").read_bytes() == written


def test_a_long_sessions_last_entry_is_found_without_reading_all_of_it(home: Home) -> None:
    on_disk(home, "s-1", started(), *(note("x" * 500) for _ in range(300)), ENDED)
    finish(home, a_recap())
    assert pending(home) == ()
    on_disk(
        home,
        "s-2",
        started("s-2"),
        *(note("x" * 70_000) for _ in range(2)),
        ENDED,
        note("y" * 70_000),
    )
    assert pending(home) == (Pending("s-2", decided=False),)
