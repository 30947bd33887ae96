from pathlib import Path

import msgspec
import pytest

from store.library.ending import finish
from store.library.index import SeriesRow, SessionIndex
from store.library.listing import index, row_of, series, sessions
from store.library.series import series_id
from store.owner import claim
from store.paths import Home
from tests.store.sessions import AGREED, ENDED, note, on_disk, started
from tests.store.stored import a_recap


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def ended(home: Home, session_id: str, **changes: object) -> None:
    on_disk(home, session_id, started(session_id), note("said"), ENDED)
    finish(home, a_recap(session_id, **changes))  # type: ignore[arg-type] # the fields are Recap's own


def states(home: Home) -> dict[str, str]:
    return {row.id: row.state for row in sessions(home)}


def test_an_empty_data_folder_lists_nothing_and_stays_empty(home: Home) -> None:
    assert (sessions(home), series(home)) == ((), ())
    assert list(home.root.iterdir()) == []


def test_a_session_goes_from_live_to_unfinished_to_draft_to_agreed(home: Home) -> None:
    on_disk(home, "s-1")
    with claim(home.session_dir("s-1")):
        assert states(home) == {"s-1": "live"}
    assert states(home) == {"s-1": "unfinished"}
    on_disk(home, "s-1", started("s-1"), ENDED)
    assert states(home) == {"s-1": "unfinished"}
    finish(home, a_recap("s-1"))
    assert states(home) == {"s-1": "draft"}
    finish(home, a_recap("s-1", agreed=True))
    assert states(home) == {"s-1": "agreed"}


def test_a_row_tells_title_series_start_and_events(home: Home) -> None:
    on_disk(home, "s-1")
    (row,) = sessions(home)
    assert (row.title, row.series, row.events) == ("First evening", "Hub futures", 1)
    assert row.started == "2026-11-23T10:00:00+00:00"


def test_the_newest_comes_first_and_series_are_listed_once(home: Home) -> None:
    for session_id in ("s-1", "s-2"):
        ended(home, session_id)
    on_disk(home, "s-3", started("s-3", series=""))
    assert [row.id for row in sessions(home)] == ["s-3", "s-2", "s-1"]
    assert series(home) == (SeriesRow(series_id("Hub futures"), "Hub futures"),)


def test_a_missing_index_is_made_again_from_what_is_stored(home: Home) -> None:
    for session_id in ("s-1", "s-2"):
        ended(home, session_id)
    before = sessions(home)
    home.library.unlink()
    assert sessions(home) == before
    with SessionIndex(home, writable=False) as library:
        assert len(library.sessions()) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b'{"sessions":{"1":{"key":"s-1","id":7}}}'])
def test_an_index_that_is_not_what_was_saved_is_made_again_and_kept_aside(
    home: Home, content: bytes
) -> None:
    ended(home, "s-1")
    before = sessions(home)
    home.library.write_bytes(content)
    assert sessions(home) == before
    assert index(home) == before
    (aside,) = home.root.glob("library.json.odd-*")
    assert aside.read_bytes() == content


def test_every_bit_of_the_index_may_be_wrong(home: Home) -> None:
    ended(home, "s-1")
    before, saved = sessions(home), home.library.read_bytes()
    for place in range(len(saved)):
        data = bytearray(saved)
        data[place] ^= 1 << place % 8
        home.library.write_bytes(data)
        assert sessions(home) == before, place


def test_a_session_ending_beside_an_unreadable_index_is_listed(home: Home) -> None:
    ended(home, "s-1")
    home.library.write_bytes(b"")
    ended(home, "s-2")
    assert states(home) == {"s-1": "draft", "s-2": "draft"}


def test_a_session_whose_journal_cannot_be_read_is_still_listed(home: Home) -> None:
    on_disk(home, "s-1").write_bytes(b"")
    on_disk(home, "s-2").unlink()
    assert states(home) == {"s-1": "unfinished", "s-2": "unfinished"}


def test_the_journal_itself_tells_ended_from_agreed() -> None:
    from session import envelope
    from tests.store.sessions import AT

    def state(*events: object) -> str:
        return row_of("s-1", envelope.encode_all(1, AT, "r", "c", events)).state  # type: ignore[arg-type] # any events

    assert state(started()) == "unfinished"
    assert state(started(), note("SessionEnded RecapAgreed")) == "unfinished"
    assert state(started(), ENDED) == "draft"
    assert state(started(), AGREED, ENDED) == "agreed"


def test_a_row_written_by_hand_is_kept(home: Home) -> None:
    ended(home, "s-1")
    (row,) = sessions(home)
    with SessionIndex(home) as library:
        library.put_session(msgspec.structs.replace(row, title="ü [/red]"))
        library.put_session(msgspec.structs.replace(row, id="s-2"))
        library.remove_session("s-2")
        assert library.session("s-2") is None
    assert [one.title for one in index(home)] == ["ü [/red]"]
