"""Every place that deletes, listed: each takes away what Fairsay wrote, by its whole name or its record."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from store.disk import leftovers
from store.erase.words import clear_beside
from store.journal.repair import copies

ROOT = Path(__file__).parents[1]
ROOMS = ("session", "store", "remote", "app", "screens", "tui")
DELETES = {"unlink", "rmdir", "rmtree"}

# What each deletes: a path of its own (one), what a record or a whole pattern names (known), or a folder
# only once it is empty (empty).
PLACES = {
    "app/hall/probes.py": {"one": 1, "known": 1},
    "app/rehearsal/progress.py": {"one": 1},
    "store/disk.py": {"one": 3},
    "store/erase/forgetting.py": {"known": 1},
    "store/erase/moving.py": {"one": 1},
    "store/erase/notes.py": {"known": 1},
    "store/erase/plans.py": {"one": 1},
    "store/erase/session.py": {"known": 3, "empty": 1},
    "store/erase/words.py": {"one": 3, "known": 1},
    "store/exports/placing.py": {"one": 2},
    "store/exports/records.py": {"known": 1},
    "store/exports/writing.py": {"known": 1},
    "store/exports/written.py": {"known": 4},
    "store/journal/places.py": {"one": 2},
    "store/journal/boxes.py": {"one": 2, "known": 1},
    "store/journal/repair.py": {"one": 1, "known": 2},
    "store/library/ending.py": {"one": 2, "known": 1},
    "store/library/never_begun.py": {"known": 2, "empty": 1},
    "store/library/storage.py": {"known": 1},
    "store/owner.py": {"one": 1},
    "store/passing.py": {"known": 1},
    "store/plans/shelf.py": {"one": 1, "known": 2},
}


def test_every_place_that_deletes_is_listed() -> None:
    found: Counter[str] = Counter()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    found[path.relative_to(ROOT).as_posix()] += node.func.attr in DELETES
    assert {path: n for path, n in found.items() if n} == {
        path: sum(kinds.values()) for path, kinds in PLACES.items()
    }


NAMES = [
    ("journal.jsonl.tmp-0badcafe-12", True),
    ("journal.jsonl.tmp-mine", False),
    ("journal.jsonl.tmp-1", False),
    ("journal.jsonl.torn-20261123T100000Z-0badcafe", True),
    ("journal.jsonl.torn-by-hand", False),
    ("journal.jsonl.odd-20261123T100000123456Z", True),
    ("journal.jsonl.moved-20261123T100000123456Z", True),
    ("journal.jsonl.odd-one", False),
    ("journal.jsonl.bak", False),
    ("journal.jsonl.copy", False),
    ("journal.jsonl.moved-20261123T100000123456Z.tmp-0badcafe-3", True),
]


@pytest.mark.parametrize(("name", "is_ours"), NAMES)
def test_a_copy_of_a_journal_is_known_by_its_whole_name(
    tmp_path: Path, name: str, is_ours: bool
) -> None:
    (tmp_path / name).write_bytes(b"x")

    assert bool(copies(tmp_path / "journal.jsonl")) == is_ours


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("library.json.tmp-0badcafe-12", True),
        ("library.json.bak.tmp-0badcafe-12", True),
        ("library.json.odd-20261123T100000123456Z", True),
        ("library.json.tmp-mine", False),
        ("library.json.tmp-0badcafe", False),
        ("library.json.odd-mine", False),
        ("library.json.tmp-0badcafe-12.txt", False),
        ("my library.json.tmp-0badcafe-12", False),
    ],
)
def test_what_is_left_beside_a_store_is_known_by_its_whole_name(
    tmp_path: Path, name: str, is_ours: bool
) -> None:
    (tmp_path / name).write_bytes(b"x")

    clear_beside(tmp_path / "library.json")

    assert (tmp_path / name).exists() != is_ours
    assert leftovers(tmp_path / "library.json") == ()
