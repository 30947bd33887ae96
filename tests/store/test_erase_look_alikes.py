"""What may name the same person is counted and kept; a short name never keeps forgetting from finishing."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from app.erase import aim_at_person, forget
from app.library import Library
from session.erase.person import forgetting
from session.erase.walk import STRUCK
from session.model.floor import RaiseHand
from session.model.people import AddPerson
from session.model.record import SetAction, WriteNote
from session.replay import replay
from store.erase.inside import contents
from store.erase.person import InUse, find_person, forget_person
from store.journal.format import scan
from store.owner import claim
from store.paths import Home, private_folder
from tests.store.named import SESSIONS, fill
from tests.tui.opened import ended, opened

pytestmark = pytest.mark.practice("P46")

FIRST, SECOND = "2026-11-16-bbbbbb", "2026-11-23-aaaaaa"
MAGGIE = "Maggie O’Rourke"
SAID = (
    AddPerson(name=MAGGIE),
    AddPerson(name="Maggie Smith"),
    WriteNote(text="Maggie O'Rourke asked, Mrs O'Rourke answered"),
    WriteNote(text="Maggie brings soup. Write to maggie.orourke@hub.org"),
    SetAction(what="Ring the depot", who="maggie o'rourke"),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(private_folder(tmp_path / "data"))
    ended(home, WriteNote(text="Maggie was not here"), session=SECOND)
    ended(home, *SAID, session=FIRST)
    return home


def notes(home: Home, session: str) -> list[str]:
    state = replay(scan(home.journal(session), session).payloads).state
    return [note.text for note in state.notes.values()]


def test_they_are_counted_and_stay_where_nobody_says_that_it_is_them(home: Home) -> None:
    desk = Library(home)

    aim = aim_at_person(desk, "Maggie O'Rourke")
    told = forget(desk, aim)

    assert {one.text: one.n for one in aim.alike} == {
        "Maggie": 2,
        "Mrs O'Rourke": 1,
        "maggie.orourke@hub.org": 1,
    }
    assert told.done
    assert notes(home, FIRST)[1:] == [
        f"{STRUCK} asked, Mrs O'Rourke answered",
        "Maggie brings soup. Write to maggie.orourke@hub.org",
    ]
    assert notes(home, SECOND)[-1] == "Maggie was not here"


def test_what_is_said_to_be_them_goes_everywhere_and_others_keep_their_name(home: Home) -> None:
    desk = Library(home)
    aim = aim_at_person(desk, MAGGIE)

    told = forget(desk, aim, [one.text for one in aim.alike])

    assert told.done
    words = b"".join(path.read_bytes() for path in home.root.rglob("*.json*")).replace(
        b"Maggie Smith", b""
    )
    assert b"aggie" not in words
    assert b"ourke" not in words
    state = replay(scan(home.journal(FIRST), FIRST).payloads).state
    assert [one.name for one in state.people.values()] == ["Dawn", "", "Maggie Smith"]


def test_somebody_who_has_the_name_as_a_part_of_theirs_keeps_it(home: Home) -> None:
    desk = Library(home)
    aim = aim_at_person(desk, "Maggie")

    told = forget(desk, aim)

    assert {"Maggie Smith", MAGGIE, "maggie.orourke@hub.org"} >= {one.text for one in aim.alike}
    assert told.done
    state = replay(scan(home.journal(FIRST), FIRST).payloads).state
    assert [one.name for one in state.people.values()] == ["Dawn", MAGGIE, "Maggie Smith"]
    assert "brings soup" in notes(home, FIRST)[-1]
    assert "Maggie brings" not in notes(home, FIRST)[-1]


def test_a_session_open_elsewhere_in_which_only_a_look_alike_stands_stops_it(home: Home) -> None:
    desk = Library(home)
    aim = aim_at_person(desk, MAGGIE)

    with claim(home.session_dir(SECOND)):
        with pytest.raises(InUse):
            forget(desk, aim, ["Maggie"])
        assert MAGGIE in home.journal(FIRST).read_text(encoding="utf-8")
        assert forget(desk, aim).done

    assert not find_person(home, forgetting(MAGGIE)).any


def test_the_note_of_a_name_that_is_not_on_the_list_goes_too(tmp_path: Path) -> None:
    home = Home(private_folder(tmp_path / "data"))
    live = opened(home, RaiseHand(name="Deb Okoro"), RaiseHand(name="Kit"), session=FIRST)
    live.close()

    assert forget_person(home, forgetting("Deb Okoro")).done

    state = replay(scan(home.journal(FIRST), FIRST).payloads).state
    assert [bool(one.mark) for one in state.unlisted.values()] == [False, True]


@pytest.mark.long
@pytest.mark.parametrize("name", ["Mo", "Jo", "Li", "Ng"])
def test_a_short_name_never_keeps_it_from_finishing(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path / "data")
    fill(home, name, sessions=1)
    exports = home.exports(SESSIONS[0])
    noise = b"".join(sha256(b"%d" % nth).digest() for nth in range(60_000))
    with zipfile.ZipFile(exports / "photos.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/one.jpg", noise)
        packed.writestr("word/document.xml", f"<w:{name}>Some{name.lower()}re</w:{name}>")
    (exports / "one.jpg").write_bytes(noise)
    (exports / "poster.pdf").write_bytes(b"%PDF-1.7\n" + noise)

    told = forget_person(home, forgetting(name))

    assert told.done, told
    assert not find_person(home, forgetting(name)).any


@pytest.mark.parametrize("name", ["Mo", "Zoë"])
@pytest.mark.parametrize(
    "form", ["docx", "attribute", "pdf", "gz", "nested", "utf-16", "cp1252", "html"]
)
def test_what_is_packed_is_read_as_what_it_holds(tmp_path: Path, form: str, name: str) -> None:
    home = Home(tmp_path / "data")
    fill(home, "Béatrice", sessions=1)
    said = f"{name} came on Sunday, à pied"
    path = home.exports(SESSIONS[0]) / f"mine.{form}"
    xml = f'<?xml version="1.0"?><w:p><w:t>{said}</w:t></w:p>'.encode()
    match form:
        case "docx" | "nested" | "attribute":
            if form == "attribute":
                xml = f'<?xml version="1.0"?><w:ins w:author="{name}"/>'.encode()
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr("word/document.xml", xml)
            if form == "nested":
                inner = path.read_bytes()
                with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
                    packed.writestr("minutes.docx", inner)
        case "pdf":
            drawn = zlib.compress(f"BT ({said}) Tj ET".encode())
            about = b"<< /Length %d /Filter /FlateDecode >>" % len(drawn)
            path.write_bytes(b"%PDF-1.4\n1 0 obj " + about + b" stream\n" + drawn + b"\nendstream")
        case "gz":
            path.write_bytes(gzip.compress(said.encode()))
        case "utf-16" | "cp1252":
            path.write_text(said, encoding=form)
        case _:
            path.write_text(f"<!DOCTYPE html><html lang='en'><p>{said}</p></html>")

    told = forget_person(home, forgetting(name))

    assert told.left == (f"sessions/{SESSIONS[0]}/exports/mine.{form}",)


def test_a_tag_or_a_font_that_is_called_like_somebody_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html lang='en'><style>p {font-family: Georgia}</style><p class='Lang'>Hi</p>"
    )

    words = b"\n".join(contents(path)).lower()

    assert b"georgia" not in words
    assert b"lang" not in words
    assert b"hi" in words
