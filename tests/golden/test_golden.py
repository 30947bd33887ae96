"""What an earlier version wrote is read for good, and means what it meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from session.envelope import KINDS, OLD_KINDS, head
from session.model.recap import Recap
from session.replay import replay
from session.views.recap import recap
from store.journal.format import scan

LATER = re.compile(r"(?:\w+_)?ids?|told_at|moved_at|named")
HERE = Path(__file__).parent
RELEASES = sorted(path.stem.removeprefix("journal-") for path in HERE.glob("journal-*.jsonl"))


def payloads(release: str) -> tuple[bytes, ...]:
    found = scan(HERE / f"journal-{release}.jsonl", "2026-03-02-table")
    assert found.whole
    return found.payloads


def test_there_is_a_journal_with_every_kind_this_version_writes() -> None:
    written = {(read.k, read.v) for read in map(head, payloads(RELEASES[-1]))}
    assert written == set(KINDS) - OLD_KINDS


@pytest.mark.parametrize("release", RELEASES)
def test_the_journal_of_a_release_still_gives_its_recap(release: str) -> None:
    found = replay(payloads(release))
    assert (found.unknown, found.misfits, found.strikes) == (0, 0, ())
    kept = (HERE / f"recap-{release}.json").read_bytes()
    told = msgspec.json.decode(kept, type=Recap)
    assert without_later(recap(found.state)) == without_later(told)
    if release == RELEASES[-1]:
        assert recap(found.state) == told


def without_later(told: Recap) -> Any:
    """Return a recap without what earlier releases did not keep there: ids, times, and whether a text names somebody."""

    def left(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: left(one) for key, one in value.items() if not LATER.fullmatch(key)}
        return [left(one) for one in value] if isinstance(value, list | tuple) else value

    return left(msgspec.to_builtins(told))
