"""After a strike no byte under the data folder holds the words."""

import json
from pathlib import Path

import pytest

from session.erase.word_strike import WordStrike
from session.model.recap import RecapIdea
from store.erase.words import holds, strike_files, strike_session
from store.journal.format import scan
from store.library.ending import finish, pending
from store.library.listing import sessions
from store.library.series import Series, series_id
from store.library.storage import UnreadableStore, backup_of
from store.owner import AlreadyOpen, claim
from store.paths import Home, private_folder
from tests.store.sessions import ENDED, note, on_disk, started
from tests.store.stored import a_recap

WORDS = "Gülsüm said: “no\tmore/less” \\ <b> 🙂"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def filled(home: Home) -> None:
    """The words in every place of the data folder that can hold a session's words."""
    on_disk(home, "s-1", started(title=WORDS), note(WORDS), note("kept"), ENDED)
    folder = home.session_dir("s-1")
    journal = home.journal("s-1").read_bytes()
    (folder / "journal.jsonl.torn-1").write_bytes(b'{"c":"00","e":{"text":"' + WORDS.encode())
    (folder / "journal.jsonl.moved-1").write_bytes(journal[:-9])
    finish(home, a_recap(title="before"))
    ideas = (RecapIdea("Soup", by=WORDS, merged=(RecapIdea("Broth", by=WORDS),)),)
    finish(home, a_recap(title=WORDS, names=(WORDS, "Ada"), unthemed=ideas, agreed=True))
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap("s-2"))
    home.series_file(series_id("Hub futures")).with_suffix(".json.tmp-1").write_text(WORDS)
    (home.root / "library.json.odd-1").write_text(json.dumps(WORDS))
    private_folder(home.exports("s-1"))
    (home.exports("s-1") / "recap.md").write_text(WORDS)
    home.log.write_text(f"Traceback: {WORDS}\nother line\n")


def test_nothing_holds_the_words_afterwards_and_all_else_is_there(home: Home) -> None:
    filled(home)
    assert len(holds(home, WORDS)) >= 8
    redaction = WordStrike((WORDS,))
    strike_session(home, "s-1", redaction)
    assert holds(home, WORDS) == []
    found = scan(home.journal("s-1"), "s-1")
    assert found.whole
    assert found.last_n == 4
    with Series.named(home, "Hub futures", writable=False) as series:
        recap = series.recap("s-1")
    assert recap is not None
    assert recap.names[1] == "Ada"
    assert recap.unthemed == (RecapIdea("Soup", merged=(RecapIdea("Broth"),)),)
    assert recap.notes == a_recap().notes
    (row,) = sessions(home)
    assert (row.series, row.state) == ("Hub futures", "agreed")
    assert "other line" in home.log.read_text()
    assert pending(home) == ()


def test_striking_again_changes_nothing(home: Home) -> None:
    filled(home)
    strike_session(home, "s-1", WordStrike((WORDS,)))
    before = {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()}
    strike_session(home, "s-1", WordStrike((WORDS,)))
    assert {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()} == before


def test_what_is_still_to_be_stored_is_struck_too(home: Home) -> None:
    from tests.store.test_library_ending import Crashed, crashing_after

    on_disk(home, "s-1", started(), note(WORDS), ENDED)
    with pytest.raises(Crashed):
        finish(home, a_recap(title=WORDS), disk=crashing_after(8))
    strike_session(home, "s-1", WordStrike((WORDS,)))
    assert holds(home, WORDS) == []
    assert [one.decided for one in pending(home)] == [True]


def test_a_session_that_is_open_elsewhere_is_refused(home: Home) -> None:
    filled(home)
    with claim(home.session_dir("s-1")), pytest.raises(AlreadyOpen):
        strike_session(home, "s-1", WordStrike((WORDS,)))


def test_a_series_that_cannot_be_read_is_told_after_the_rest_is_clean(home: Home) -> None:
    filled(home)
    unreadable = home.series / "old-12345678.json"
    unreadable.write_bytes(b'{"recaps":' + WORDS.encode())
    with pytest.raises(UnreadableStore, match=r"old-12345678\S* can't be read; it was left"):
        strike_session(home, "s-1", WordStrike((WORDS,)))
    assert holds(home, WORDS) == [unreadable]


def test_the_backup_of_a_series_that_cannot_be_read_is_kept_clean(home: Home) -> None:
    filled(home)
    path = home.series_file(series_id("Hub futures"))
    path.write_bytes(b"")
    with pytest.raises(UnreadableStore):
        strike_session(home, "s-1", WordStrike((WORDS,)))
    assert holds(home, WORDS) == []
    assert sorted(entry.name.removeprefix(path.name) for entry in home.series.iterdir()) == [
        "",
        ".bak",
        ".lock",
    ]
    backup_of(path).replace(path)
    with Series.named(home, "Hub futures", writable=False) as series:
        recap = series.recap("s-1")
    assert recap is not None
    assert recap.names[1] == "Ada"


def test_an_empty_data_folder_has_nothing_to_strike(home: Home) -> None:
    on_disk(home, "s-1")
    strike_files(home, "s-1", WordStrike((WORDS,)))
    assert not home.library.exists()


@pytest.mark.parametrize(
    "spelling",
    [
        WORDS.encode(),
        json.dumps(WORDS).encode(),
        json.dumps(WORDS).upper().replace("\\T", "\\t").encode(),
        json.dumps(json.dumps(WORDS)).encode(),
        json.dumps(WORDS).replace("/", "\\/").encode(),
        "".join(f"\\u{ord(char):04x}" for char in "Gülsüm said: “no").encode(),
        WORDS.replace("<b>", "&lt;b&gt;").encode(),
    ],
)
def test_the_search_knows_every_spelling(home: Home, spelling: bytes) -> None:
    private_folder(home.root)
    (home.root / "somewhere.bin").write_bytes(b"\xff\x00" + spelling)
    needle = "Gülsüm said: “no" if b"\\u0047" in spelling else WORDS
    if spelling.isupper() or b"SAID" in spelling:
        needle = "“NO\tMORE/LESS” \\ <B> 🙂"
    assert [path.name for path in holds(home, needle)] == ["somewhere.bin"]
    assert holds(home, "Gülsüm sad") == []
