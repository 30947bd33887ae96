"""The open actions by name: a private file that is made again, and cleaned, like any other export."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import open_session
from app.recaps import Recaps
from session.erase.person import forgetting
from session.model.lifecycle import EndSession
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.opening_closing import TellOutcome
from session.model.record import SetAction
from session.model.state import replace
from store.erase.person import forget_person
from store.exports.placing import ExportRefused
from store.exports.registry import FORMATS, export
from store.library.carry_over import carried_over
from store.library.recaps import recap_on_disk
from store.paths import Home, private_folder
from tests.tui.opened import PLAN, ended, opened

FIRST, SECOND = "2026-11-16-bbbbbb", "2026-11-23-aaaaaa"
DEB = SetAction(what="Ring the depot", who="Deb Okoro", by="Friday")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def private_file(home: Home, session: str) -> Path:
    (path,) = Library(home).export(session, PRIVATE_ACTIONS)
    return path


@pytest.mark.practice("P47")
def test_all_formats_for_everybody_have_no_private_one_and_no_full_name(home: Home) -> None:
    ended(home, DEB, session=FIRST)
    desk = Library(home)

    files = desk.export(FIRST, "all")

    assert not any(path.name.startswith("PRIVATE") for path in files)
    assert b"Okoro" not in b"".join(path.read_bytes() for path in files)
    assert "Deb Okoro" in private_file(home, FIRST).read_text(encoding="utf-8")


@pytest.mark.practice("P47")
def test_it_is_never_put_in_a_folder_that_others_may_look_into(home: Home, tmp_path: Path) -> None:
    live = opened(home, DEB, session=FIRST)
    desk = Recaps(home)

    (path,) = asyncio.run(desk.export_all(FIRST, PRIVATE_ACTIONS, live, folder=tmp_path / "shared"))

    assert path.parent == home.exports(FIRST)
    assert not (tmp_path / "shared").exists()
    live.close()


def test_a_recap_can_not_be_written_as_it_nor_the_other_way_round(home: Home) -> None:
    ended(home, DEB, session=FIRST)
    desk = Library(home)

    for told, form in ((desk.recap(FIRST), PRIVATE_ACTIONS), (desk.open_actions(FIRST), "text")):
        with pytest.raises(ExportRefused):
            export(told, form, home.root)


@pytest.mark.practice("P46")
def test_a_strike_and_a_forgetting_are_in_it_too(home: Home) -> None:
    live = opened(home, DEB, SetAction(what="Count the chairs", who="Kit Fenn"), session=FIRST)
    assert live.settle()
    path = private_file(home, FIRST)
    ring = next(iter(live.runtime.live.actions))

    asyncio.run(live.strike("actions", ring))
    live.close()
    struck = path.read_text(encoding="utf-8")
    told = forget_person(home, forgetting("Kit Fenn"))

    assert "Ring the depot" not in struck
    assert "Okoro" not in struck
    assert "Kit Fenn" in struck
    assert told.done
    forgotten = path.read_text(encoding="utf-8")
    assert "Count the chairs" in forgotten
    assert "Fenn" not in forgotten


@pytest.mark.practice("P40")
def test_the_next_openings_know_who_takes_on_what_is_left(home: Home) -> None:
    ended(home, DEB, session=FIRST)
    left = carried_over(home, "Hub")
    assert [(one.who, one.owner) for one in left.actions] == [("someone", "Deb Okoro")]
    live = open_session(home, PLAN, session_id=SECOND)
    (action,) = live.runtime.live.carried.actions
    live.handle(TellOutcome(about=action.id, state="under-way"))
    live.handle(EndSession())
    assert live.settle()
    asyncio.run(live.keep_recap())
    live.close()
    # The journal of the first one is not here any more.
    home.journal(FIRST).unlink()

    (third,) = carried_over(home, "Hub").actions

    assert (third.who, third.owner, third.state) == ("someone", "Deb Okoro", "under-way")
    assert b"Okoro" not in home.series_file(next(iter(home.series_ids()))).read_bytes()
    recap = recap_on_disk(home, SECOND)
    assert all("Okoro" not in str(form.render(recap)) for form in FORMATS.values() if form.readable)


@pytest.mark.practice("P46")
def test_an_owner_that_was_left_goes_with_a_strike_and_a_forgetting(home: Home) -> None:
    ended(home, DEB, SetAction(what="Count the chairs", who="Kit Fenn"), session=FIRST)
    live = open_session(home, PLAN, session_id=SECOND)
    first = live.runtime.live.carried.actions[0]

    asyncio.run(live.strike("carried", first.id))
    live.close()
    told = forget_person(home, forgetting("Kit Fenn"))

    assert told.done
    words = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
    assert b"Okoro" not in words
    assert b"Fenn" not in words
    # What was struck is not carried over any more.
    assert [one.owner for one in carried_over(home, "Hub").actions] == [""]


def test_a_step_whose_text_names_somebody_is_not_listed_as_nobodys(home: Home) -> None:
    name = PLAN.people[0].name
    ended(home, SetAction(what=f"{name} rings the depot"), SetAction(what="Find chairs"))

    listed = private_file(home, "2026-11-23-bbbbbb").read_text(encoding="utf-8")

    assert listed.count("see the text") == 1
    assert listed.count("nobody yet") == 1

    # Nor at the next session, to whose list nobody of that name belongs.
    live = open_session(home, replace(PLAN, people=()), session_id=SECOND)
    live.handle(TellOutcome(about=live.runtime.live.carried.actions[1].id, state="under-way"))
    live.handle(EndSession())
    asyncio.run(live.keep_recap())
    live.close()
    later = private_file(home, SECOND).read_text(encoding="utf-8")
    assert later.count("see the text") == 1
    assert "Who: nobody yet. By: no date yet. Now: under way." in later
