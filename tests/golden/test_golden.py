"""What an earlier version wrote is read for good, and means what it meant."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from session.envelope import KINDS, head
from session.model.recap import Recap
from session.runtime import replay
from session.views.recap import recap
from store.journal.format import scan

HERE = Path(__file__).parent
RELEASES = sorted(path.stem.removeprefix("journal-") for path in HERE.glob("journal-*.jsonl"))


def payloads(release: str) -> tuple[bytes, ...]:
    found = scan(HERE / f"journal-{release}.jsonl", "2026-03-02-table")
    assert found.whole
    return found.payloads


def test_there_is_a_journal_with_every_kind_this_version_writes() -> None:
    written = {(read.k, read.v) for read in map(head, payloads(RELEASES[-1]))}
    assert written == set(KINDS)


@pytest.mark.parametrize("release", RELEASES)
def test_the_journal_of_a_release_still_gives_its_recap(release: str) -> None:
    found = replay(payloads(release))
    assert (found.unknown, found.misfits, found.strikes) == (0, 0, ())
    kept = (HERE / f"recap-{release}.json").read_bytes()
    assert recap(found.state) == msgspec.json.decode(kept, type=Recap)
