from collections.abc import Callable
from pathlib import Path

import pytest

from store.paths import Home, UnsafeName, data_home, private_folder


def test_fairsay_home_overrides_the_systems_place(tmp_path: Path) -> None:
    assert data_home({"FAIRSAY_HOME": str(tmp_path)}).root == tmp_path


def test_without_it_the_systems_place_is_used() -> None:
    assert data_home({"FAIRSAY_HOME": " "}).root.name == "fairsay"


def test_notes_outside_the_data_folder_are_where_the_environment_says(tmp_path: Path) -> None:
    chosen = data_home({"FAIRSAY_HOME": str(tmp_path), "FAIRSAY_STATE": str(tmp_path / "state")})
    assert chosen.newer_place("s-1").parent == chosen.box_count("s-1", "v").parent
    assert chosen.newer_place("s-1").parent == tmp_path / "state"
    elsewhere = data_home({"FAIRSAY_HOME": str(tmp_path)})
    assert not elsewhere.newer_place("s-1").is_relative_to(tmp_path)


def test_everything_lies_under_the_root(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.journal("s-1") == tmp_path / "sessions" / "s-1" / "journal.jsonl"
    assert home.series_file("hub-1a2b") == tmp_path / "series" / "hub-1a2b.json"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/etc",
        "a\0",
        "-x",
        ".hidden",
        "a" * 81,
        "NUL",
        "com1",
        "ä",
        "a\n",
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeName):
        Home(tmp_path).session_dir(name)


def test_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "a" / "b")
    assert [folder.stat().st_mode & 0o777, folder.parent.stat().st_mode & 0o777] == [0o700, 0o700]


def test_only_real_sessions_are_listed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.session_ids() == ()
    for name in ("s-2", "s-1", ".trash"):
        private_folder(home.sessions / name)
    (home.sessions / "notes.txt").write_text("mine")
    assert home.session_ids() == ("s-1", "s-2")


def test_only_real_series_are_listed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.series_ids() == ()
    (private_folder(home.series) / "folder.json").mkdir()
    for name in ("b.json", "a.json", ".json", "nul.json", "a.json.bak", "a.jsonl", "a b.json"):
        (home.series / name).write_text("{}")
    assert home.series_ids() == ("a", "b")
    assert home.series_journal_ids() == ("a",)


@pytest.mark.parametrize("listed", [Home.session_ids, Home.series_ids, Home.series_journal_ids])
def test_a_link_to_itself_is_listed_nowhere_and_hides_nothing(
    tmp_path: Path, listed: Callable[[Home], tuple[str, ...]]
) -> None:
    home = Home(tmp_path)
    for link in (home.sessions / "s-0", home.series_file("a"), home.series_journal("a")):
        private_folder(link.parent)
        link.symlink_to(link)
    private_folder(home.sessions / "s-1")
    for path in (home.series_file("b"), home.series_journal("b")):
        path.write_text("{}")
    assert listed(home) in {("s-1",), ("b",)}
