"""After a person was forgotten no byte under the data folder holds the name, and the counts stay."""

import contextlib
import html
import json
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from session.erase.person import forgetting
from session.model.people import Consent
from session.model.recap import Recap
from session.replay import replay
from session.views.recap import recap
from store.disk import in_progress
from store.erase.person import InUse, find_person, forget_person
from store.exports.registry import export
from store.journal.format import frame, scan
from store.library.ending import complete, finish, pending
from store.library.series import Series, series_id
from store.owner import claim
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.handed import hand_out
from tests.store.named import OTHER, SERIES, SESSIONS, contents, events, fill, under, versions
from tests.store.power import PowerDisk, PowerGone
from tests.store.sessions import on_disk

pytestmark = pytest.mark.practice("P46")

CRASHES_BETWEEN = 4
"""The steps are shared out to so many tests, side by side."""
NAMES = ("Zoë", "Łukasz", "محمد", "O'Neil", "Ann Lee")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def recap_of(home: Home, session: str) -> Recap:
    return recap(replay(scan(home.journal(session), session).payloads).state)


def spellings(name: str) -> Iterator[bytes]:
    """Every way a file may spell a name; written apart from the program's own search."""
    for form in ("NFC", "NFD"):
        for word in (one := unicodedata.normalize(form, name), one.upper(), one.casefold()):
            yield word.encode()
            yield json.dumps(word).strip('"').encode()
            yield html.escape(word).encode()
            yield "".join(f"&#{ord(letter)};" for letter in word).encode()


def told_in(home: Home, name: str) -> list[str]:
    """The files that hold a name in any spelling, also those packed into a zip."""
    found = []
    for place, data in contents(home).items():
        parts = [data, place.replace("-", " ").encode()]
        if zipfile.is_zipfile(BytesIO(data)):
            with zipfile.ZipFile(BytesIO(data)) as packed:
                parts += [packed.read(one) for one in packed.namelist()]
        if any(spelled in part for spelled in spellings(name) for part in parts):
            found.append(place)
    return found


@pytest.mark.parametrize(
    "name", [NAMES[0], *(pytest.param(name, marks=pytest.mark.long) for name in NAMES[1:])]
)
def test_no_byte_holds_the_name_and_all_else_is_there(home: Home, name: str) -> None:
    fill(home, name)
    other = {place: data for place, data in contents(home).items() if OTHER in place}
    before = [{path.suffix for path in under(home, one)} for one in SESSIONS]
    assert len(told_in(home, name)) >= 30

    receipt = forget_person(home, forgetting(name.upper()))

    assert told_in(home, name) == []
    assert receipt.done
    assert (receipt.sessions, receipt.recaps) == (3, 6)
    assert verify(home).sound
    for session, series, suffixes in zip(SESSIONS, SERIES, before, strict=True):
        state = replay(scan(home.journal(session), session).payloads).state
        assert [person.name for person in state.people.values()] == ["", "Béa"]
        assert [person.presence for person in state.people.values()] == ["here", "here"]
        assert state.people["p-aaaa1"].consent == Consent()
        assert {path.suffix for path in under(home, session)} == suffixes
        assert versions(home, series, session) == 2
        with Series.named(home, series, writable=False) as one:
            recap = one.recap(session)
        assert recap is not None
        assert recap.agreed
        assert (recap.people, recap.names, recap.actions[0].who) == (2, ("Béa",), "")
        assert "Béa answered" in recap.notes[0].text
        soup, bread = recap.unthemed
        assert (soup.by, soup.merged[0].by, bread.by) == ("Béa", "", "")
        assert (soup.text, soup.merged[0].text, bread.text) == ("Soup", "Broth", "Bread")
    assert {place: data for place, data in contents(home).items() if OTHER in place} == other
    assert home.log.read_text().endswith("other line\n")


def test_forgetting_again_finds_nobody_and_changes_nothing(home: Home) -> None:
    fill(home, "Zoë")
    forget_person(home, forgetting("Zoë"))
    before = contents(home)

    assert not find_person(home, forgetting("Zoë")).any
    forget_person(home, forgetting("Zoë"))

    assert contents(home) == before


def test_what_would_change_is_counted_and_nothing_is_changed(home: Home) -> None:
    fill(home, "Zoë")
    before = contents(home)

    found = find_person(home, forgetting("zoë"))

    assert (len(found.sessions), found.recaps, found.listed) == (3, 6, True)
    assert found.exports == sum(len(under(home, one)) for one in SESSIONS)
    assert contents(home) == before


def test_a_session_open_elsewhere_stops_it_before_anything_changed(home: Home) -> None:
    fill(home, "Zoë")
    with claim(home.session_dir(SESSIONS[2])):
        before = contents(home)

        with pytest.raises(InUse, match="is open, so nothing was changed") as refused:
            forget_person(home, forgetting("Zoë"))

        assert refused.value.session == SESSIONS[2]
        assert contents(home) == before
    with claim(home.session_dir(OTHER)):
        assert forget_person(home, forgetting("Zoë")).done


@pytest.mark.long
@pytest.mark.parametrize("first", range(CRASHES_BETWEEN))
def test_a_crash_at_any_step_is_finished_by_a_second_run(tmp_path: Path, first: int) -> None:
    fill(Home(tmp_path / "first"), "Zoë", sessions=1, formats=("text", "docx"))
    whole = Home(tmp_path / "whole")
    shutil.copytree(tmp_path / "first", whole.root)
    forget_person(whole, forgetting("Zoë"))
    steps = first
    while True:
        home = Home(tmp_path / "crashed")
        shutil.copytree(tmp_path / "first", home.root)
        try:
            forget_person(home, forgetting("Zoë"), disk=PowerDisk(steps).disk)
        except PowerGone:
            assert forget_person(home, forgetting("Zoë")).done, steps
            assert told_in(home, "Zoë") == [], steps
            # What this very program has begun to write is in use for all it knows.
            there = {
                one: data for one, data in contents(home).items() if not in_progress(Path(one))
            }
            # The log is written in place; what follows the end it is to have may stand there twice.
            there["fairsay.log"] = contents(whole)["fairsay.log"]
            assert there == contents(whole), steps
        else:
            break
        shutil.rmtree(home.root)
        steps += CRASHES_BETWEEN
    assert steps > 50


def test_what_cannot_be_read_is_left_and_told_without_the_name(home: Home) -> None:
    fill(home, "Zoë")
    damaged = home.series_file("old-12345678")
    damaged.write_bytes(b'{"recaps":' + json.dumps("Zoë said so").encode())
    newer = home.series_file(series_id("Garden"))
    newer.write_bytes(newer.read_bytes().replace(b'"schema":1', b'"schema":99'))

    receipt = forget_person(home, forgetting("Zoë"))

    assert set(receipt.left) == {f"series/{damaged.name}", f"series/{newer.name}"}
    assert not receipt.done
    assert any("newer Fairsay" in one for one in receipt.troubles)
    assert "zoë" not in str(receipt).casefold()
    assert told_in(home, "Zoë") == sorted(receipt.left)


def test_a_series_called_like_the_person_is_told(home: Home) -> None:
    session = SESSIONS[0]
    on_disk(home, session, *events(session, "Zoë's walks", "Zoë", ended=False))

    receipt = forget_person(home, forgetting("Zoë"))

    assert receipt.left == (f"sessions/{session}/journal.jsonl",)
    state = replay(scan(home.journal(session), session).payloads).state
    assert state.meta.series == "Zoë's walks"
    assert not find_person(home, forgetting("Zoë")).any


def test_a_name_that_is_also_a_word_goes_from_the_list_and_stays_a_word(home: Home) -> None:
    on_disk(home, SESSIONS[0], *events(SESSIONS[0], "", "will", ended=False))
    on_disk(home, SESSIONS[1], *events(SESSIONS[1], "", "Ada", ended=False))

    receipt = forget_person(home, forgetting("Will"))

    assert receipt.also_a_word
    assert receipt.sessions == 1
    state = replay(scan(home.journal(SESSIONS[0]), SESSIONS[0]).payloads).state
    assert [person.name for person in state.people.values()] == ["", "Béa"]


def test_a_journal_on_a_disk_that_is_not_here_is_told(home: Home, tmp_path: Path) -> None:
    fill(home, "Zoë")
    journal = home.journal(SESSIONS[0])
    journal.unlink()
    journal.symlink_to(tmp_path / "stick" / "journal.jsonl")

    receipt = forget_person(home, forgetting("Zoë"))

    assert receipt.left == ()
    assert any("on a disk that is not here" in one for one in receipt.troubles)
    assert told_in(home, "Zoë") == []


def test_an_empty_data_folder_names_nobody(home: Home) -> None:
    assert not find_person(home, forgetting("Zoë")).any
    assert forget_person(home, forgetting("Zoë")).done


def test_damage_without_the_name_stays_as_it_is_and_with_it_is_blanked(home: Home) -> None:
    path = on_disk(home, SESSIONS[0], *events(SESSIONS[0], "", "Zoë", ended=False))
    lines = path.read_bytes().split(b"\n")
    note = next(n for n, line in enumerate(lines) if b"NoteWritten" in line)
    lines[note] = lines[note].replace(b"asked", b"as@ed")
    lines[2] = lines[2].replace(b"PersonArrived", b"PersonArr#ved")
    path.write_bytes(b"\n".join([*lines[:-1], b'{"c":"0000']))

    receipt = forget_person(home, forgetting("Zoë"))

    left = path.read_bytes().split(b"\n")
    assert receipt.done
    assert (left[2], left[-1]) == (lines[2], b'{"c":"0000')
    assert left[note] == b"#" * len(lines[note])
    assert len(scan(path, SESSIONS[0]).damage) == 2
    assert told_in(home, "Zoë") == []


def test_a_file_that_is_not_the_journal_is_left_and_told(home: Home) -> None:
    path = on_disk(home, SESSIONS[0], *events("another", "", "Zoë", ended=False))
    other = on_disk(home, "2026-09-09-eeee", *events("another", "", "Zoë", ended=False))
    path.write_bytes(other.read_bytes())

    receipt = forget_person(home, forgetting("Zoë"))

    assert receipt.left == (f"sessions/{SESSIONS[0]}/journal.jsonl",)
    assert any("is not the journal it should be" in one for one in receipt.troubles)


def test_a_session_under_way_and_an_unfinished_ending_are_cleaned_too(home: Home) -> None:
    session = SESSIONS[0]
    on_disk(home, session, *events(session, "Garden", "Zoë"))
    told = recap_of(home, session)
    for step in range(1, 40):
        with contextlib.suppress(PowerGone):
            finish(home, told, disk=PowerDisk(step).disk)
        if home.ending(session).exists():
            break
    open_still = SESSIONS[1]
    on_disk(home, open_still, *events(open_still, "", "Zoë", ended=False))
    export(recap_of(home, open_still), "markdown", private_folder(home.exports(open_still)))

    assert forget_person(home, forgetting("Zoë")).done

    assert told_in(home, "Zoë") == []
    assert [one.decided for one in pending(home)] == [True]
    assert complete(home, session).names == ("Béa",)
    (draft,) = under(home, open_still)
    assert draft.suffix == ".md"
    assert "Béa" in draft.read_text(encoding="utf-8")


def test_what_a_newer_fairsay_wrote_is_cleaned_as_far_as_it_is_understood(home: Home) -> None:
    path = on_disk(home, SESSIONS[0], *events(SESSIONS[0], "", "Zoë", ended=False))
    newer = '{"n":12,"t":0,"at":"","run":"r","cmd":"c","k":"Hugged","v":9,"d":{%s}}'
    with path.open("ab") as journal:
        journal.write(frame(SESSIONS[0], (newer % '"by":["Zoë"],"n":2').encode()))

    assert forget_person(home, forgetting("Zoë")).done

    (last,) = scan(path, SESSIONS[0]).payloads[-1:]
    assert b'"n":2' in last
    with path.open("ab") as journal:
        journal.write(frame(SESSIONS[0], (newer % '"Zoë":true').replace(":8", ":9", 1).encode()))
    assert forget_person(home, forgetting("Zoë")).left == (f"sessions/{SESSIONS[0]}/journal.jsonl",)


def test_a_file_of_somebody_else_is_never_changed_and_is_named(home: Home, tmp_path: Path) -> None:
    fill(home, "Zoë")
    exports = home.exports(SESSIONS[0])
    mine = private_folder(exports / "mine")
    with zipfile.ZipFile(mine / "minutes.docx", "w") as packed:
        packed.writestr("word/document.xml", "<w:t>Zoë came</w:t>")
    for path in (exports / "notes of my own.md", mine / "letter.txt"):
        path.write_text("Zoë came")
    (exports / "map.txt").write_text("nobody")
    own = tmp_path / "council"
    own.mkdir()
    (made,) = hand_out(home, recap_of(home, SESSIONS[0]), "text", own)
    (changed,) = hand_out(home, recap_of(home, SESSIONS[0]), "markdown", own)
    changed.write_text(f"{changed.read_text()}We added this.")
    every = [*mine.iterdir(), exports / "notes of my own.md", exports / "map.txt", changed]
    before = {path: path.read_bytes() for path in every}

    receipt = forget_person(home, forgetting("Zoë"))

    assert {path: path.read_bytes() for path in every} == before
    place = f"sessions/{SESSIONS[0]}/exports"
    assert set(receipt.left) >= {f"{place}/mine/letter.txt", f"{place}/mine/minutes.docx"}
    assert len(receipt.left) == 4
    assert not made.exists()
    (again,) = own.glob("*.txt")
    assert "Zoë" not in again.read_text()
    assert not find_person(home, forgetting("Zoë")).any


def test_exports_of_before_there_were_records_are_made_again(home: Home) -> None:
    fill(home, "Zoë")
    for session in (*SESSIONS, OTHER):
        shutil.rmtree(home.written(session))
        (home.exports(session) / "tables.zip").unlink()

    assert forget_person(home, forgetting("Zoë")).done

    assert told_in(home, "Zoë") == []
