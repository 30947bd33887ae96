import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from session.erase.word_strike import WordStrike
from store.library.series import AgreedRecap, Series, series_id
from store.library.storage import NewerStore
from store.paths import Home, safe_name
from tests.store.stored import a_recap

HOSTILE = [
    "",
    " ",
    "../../etc",
    "a/b",
    "[/red]",
    "\u202eabc",
    "x" * 10_000,
    "CON",
    "\ud800",
    "ü",
    "会議",
    "\0",
    "-rf",
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_safe_file(name: str) -> None:
    assert safe_name(series_id(name)) == series_id(name)


@given(st.lists(st.text(), min_size=2, max_size=2, unique_by=lambda name: " ".join(name.split())))
def test_names_that_differ_stay_apart(names: list[str]) -> None:
    import unicodedata

    one, other = (unicodedata.normalize("NFC", " ".join(name.split())) for name in names)
    assert (series_id(names[0]) == series_id(names[1])) is (one == other)


def test_similar_names_stay_apart_and_the_same_name_typed_otherwise_does_not() -> None:
    assert (
        len({series_id(name) for name in ("Hub futures", "hub futures", "Hub-futures", "Hub")}) == 4
    )
    assert series_id("Hub  futures ") == series_id("Hub futures")
    assert series_id("Caf\u00e9") == series_id("Cafe\u0301")


def test_a_recap_comes_back_as_it_was_saved(home: Home) -> None:
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap())
        assert series.holds(a_recap())
    with Series.named(home, "Hub futures", writable=False) as series:
        assert series.recap("s-1") == a_recap()
        assert series.recap("s-2") is None
        assert series.holds(a_recap())
        assert series.name == "Hub futures"


def test_stock_tinydb_can_read_a_series(home: Home) -> None:
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap())
    with TinyDB(home.series_file(series_id("Hub futures")), encoding="utf-8") as stock:
        (row,) = stock.table("recaps").all()
    assert msgspec.convert(row, type(a_recap())) == a_recap()


def test_corrections_make_versions_and_an_agreed_one_stays(home: Home) -> None:
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap(title="draft"))
        series.save_recap(a_recap(title="read back", agreed=True))
        series.save_recap(a_recap(title="corrected", version=2))
        with pytest.raises(AgreedRecap, match="new version"):
            series.save_recap(a_recap(title="changed behind their backs", agreed=True))
        assert [recap.title for recap in series.versions("s-1")] == ["read back", "corrected"]
        newest = series.recap("s-1")
        assert newest is not None
        assert newest.version == 2
        series.save_recap(a_recap("s-2"))
        assert [(recap.session, recap.version) for recap in series.recaps()] == [
            ("s-1", 2),
            ("s-2", 1),
        ]


def test_saving_the_same_again_changes_no_byte(home: Home) -> None:
    path = home.series_file(series_id("Hub futures"))
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap())
        before = (path.read_bytes(), path.stat().st_ino)
        series.save_recap(a_recap())
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_saving_one_recap_leaves_the_bytes_of_the_others(home: Home) -> None:
    path = home.series_file(series_id("Hub futures"))
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap("s-1"))
    stored = path.read_bytes()
    one = stored[stored.index(b'{"key"') : stored.index(b'},"_meta"') - 1]
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap("s-2"))
    assert one in path.read_bytes()


def test_a_session_can_be_forgotten(home: Home) -> None:
    with Series.named(home, "Hub futures") as series:
        for version in (1, 2, 3):
            series.save_recap(a_recap(version=version))
        series.save_recap(a_recap("s-2"))
        series.forget_recaps("s-1")
        assert [recap.session for recap in series.recaps()] == ["s-2"]


def test_striking_reaches_agreed_recaps_but_not_the_way_to_the_file(home: Home) -> None:
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap(agreed=True))
        series.redact(WordStrike(("Hub futures", "Ada", "café")))
        recap = series.recap("s-1")
        assert recap is not None
        assert recap.series == "Hub futures"
        assert "Ada" not in recap.names
        assert b"caf\xc3\xa9" not in home.series_file(series.sid).read_bytes()


def test_a_recap_from_before_sums_were_kept_is_whole_after_a_strike_too(home: Home) -> None:
    path = home.series_file(series_id("Hub futures"))
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap(agreed=True))
    path.write_bytes(re.sub(rb',"sum":"[0-9a-f]{64}"', b"", path.read_bytes()))
    with Series.named(home, "Hub futures") as series:
        assert series.all_kept()[0].sum == ""
        series.redact(WordStrike(("Ada",)))
        kept = series.all_kept()[0]
        assert kept.recap
        assert "Ada" not in kept.recap.names
        assert kept.whole


def test_what_was_made_ready_is_not_used_for_a_recap_that_changed_meanwhile(home: Home) -> None:
    strike = WordStrike(("Ada",))
    with Series.named(home, "Hub futures") as series:
        series.save_recap(a_recap())
        ready = series.without(strike)
        series.save_recap(replace(a_recap(), title="Another title"))
        assert {one.fields["title"] for one in series.without(strike, ready).values()} == {
            "Another title"
        }
        series.redact(strike, ready)
        recap = series.recap("s-1")
        assert recap
        assert (recap.title, "Ada" in recap.names) == ("Another title", False)


def test_a_newer_series_is_left_alone(home: Home) -> None:
    path = home.series_file(series_id("Hub futures"))
    path.parent.mkdir()
    path.write_bytes(b'{"recaps":{},"_meta":{"1":{"schema":99}}}')
    with Series.named(home, "Hub futures") as series, pytest.raises(NewerStore):
        series.save_recap(a_recap())
    assert path.read_bytes() == b'{"recaps":{},"_meta":{"1":{"schema":99}}}'
