"""A strike by id on the disk: what no longer is an event is searched, and goes only if it holds the entry."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from session.erase.redaction import Redaction
from store.disk import REAL
from store.erase.strike import carry_out, note_of, rewrite_unopened
from store.erase.words import holds
from store.journal.format import frame, scan
from store.paths import Home
from tests.store.sessions import note, on_disk, started

WORDS = "Gülsüm said: “no\tmore”"

pytestmark = pytest.mark.practice("P46")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def struck_in(home: Home, session: str, strike: Redaction) -> None:
    """Carry a strike out whose words are known, and may not stand in the journal as such."""
    rewrite = partial(rewrite_unopened, home.journal(session), session, REAL)
    carry_out(home, session, note_of(strike), rewrite, words=strike.words)


def damaged(home: Home, nth: int) -> bytes:
    """Spoil the checksum of a line of the journal, from 0, and return it."""
    path = home.journal("s-1")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[nth] = b'{"c":"00000000' + lines[nth][14:]
    path.write_bytes(b"".join(lines))
    return lines[nth]


def test_a_damaged_line_is_searched_and_blanked_only_if_it_holds_the_entry(home: Home) -> None:
    on_disk(home, "s-1", started(), note(WORDS), note("other"), note("kept"), note("last"))
    strike = Redaction("notes", "n-none", (WORDS,), "s-1")
    held, other = damaged(home, 1), damaged(home, 2)

    struck_in(home, "s-1", strike)

    lines = home.journal("s-1").read_bytes().splitlines(keepends=True)
    assert lines[1] == b"#" * (len(held) - 1) + b"\n"
    assert lines[2] == other
    assert holds(home, WORDS) == []


def test_a_torn_copy_is_searched_and_deleted_only_if_it_holds_the_entry(home: Home) -> None:
    on_disk(home, "s-1", started(), note("kept"))
    folder = home.session_dir("s-1")
    whole = frame("s-1", scan(home.journal("s-1"), "s-1").payloads[1])
    torn = {
        "journal.jsonl.torn-20261123T100000Z-00000001": b'{"c":"00","e":{"text":"' + WORDS.encode(),
        "journal.jsonl.torn-20261123T100000Z-00000002": b'{"c":"00","e":{"text":"somebody else',
        "journal.jsonl.torn-20261123T100000Z-00000003": b'{"c":"00","e":{"note":"n-7","te',
        "journal.jsonl.moved-20261123T100000123456Z": whole + b'{"c":"00","e":{"te',
    }
    for name, data in torn.items():
        (folder / name).write_bytes(data)

    struck_in(home, "s-1", Redaction("notes", "n-7", (WORDS,), "s-1"))

    left = {path.name: path.read_bytes() for path in folder.glob("journal.jsonl.*")}
    assert left == {
        name: torn[name]
        for name in (
            "journal.jsonl.torn-20261123T100000Z-00000002",
            "journal.jsonl.moved-20261123T100000123456Z",
        )
    }


def test_the_log_is_searched(home: Home) -> None:
    on_disk(home, "s-1", started(), note("kept"))
    home.log.write_text(f"Traceback: {WORDS}\nother line\n")

    struck_in(home, "s-1", Redaction("notes", "n-7", (WORDS,), "s-1"))

    assert holds(home, WORDS) == []
    assert "other line" in home.log.read_text()


def test_nothing_is_written_that_did_not_hold_the_entry(home: Home) -> None:
    on_disk(home, "s-1", started(title=WORDS), note(WORDS))
    home.library.write_text('{"sessions":{}}')
    before = {path: path.stat().st_mtime_ns for path in (home.library,)}

    struck_in(home, "s-1", Redaction("notes", "n-7", ("other",), "s-1"))

    assert {path: path.stat().st_mtime_ns for path in (home.library,)} == before
