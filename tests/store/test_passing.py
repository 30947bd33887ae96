"""A folder of which nothing stays: it goes at the end, and after a kill with the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.passing import passing_folder


def left(within: Path) -> Path:
    """Return a folder as a killed program leaves it."""
    with passing_folder(within) as made:
        files = {path: path.read_bytes() for path in made.iterdir()}
    made.mkdir()
    for path, data in files.items():
        path.write_bytes(data)
    (made / "sessions").mkdir()
    (made / "sessions" / "journal.jsonl").write_text("What was typed")
    return made


def test_it_is_gone_at_the_end_whatever_is_in_it(tmp_path: Path) -> None:
    with passing_folder(tmp_path) as made:
        (made / "sessions").mkdir()
        (made / "sessions" / "one").write_text("typed")

    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_program_left_goes_with_the_next(tmp_path: Path) -> None:
    old = left(tmp_path)

    with passing_folder(tmp_path) as made:
        assert [*tmp_path.iterdir()] == [made]
    assert not old.exists()


def test_one_in_use_stays(tmp_path: Path) -> None:
    with passing_folder(tmp_path) as first, passing_folder(tmp_path) as second:
        assert {*tmp_path.iterdir()} == {first, second}
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("what", ["another name", "no lock", "a link", "a file"])
def test_nothing_else_is_deleted(tmp_path: Path, what: str) -> None:
    around, elsewhere = tmp_path / "around", tmp_path / "elsewhere"
    around.mkdir()
    elsewhere.mkdir()
    old = left(elsewhere)
    like = around / old.name
    match what:
        case "another name":
            old.rename(around / "fairsay-passing-of-mine-2026")
        case "no lock":
            like.mkdir()
            (like / "mine.txt").write_text("mine")
        case "a link":
            like.symlink_to(old, target_is_directory=True)
        case _:
            like.write_text("mine")
    before = sorted(tmp_path.rglob("*"))

    with passing_folder(around):
        pass

    assert sorted(tmp_path.rglob("*")) == before
