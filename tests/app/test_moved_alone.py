"""A session saved elsewhere while its old place refused altogether: after a crash the newer record is found all the same."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import CannotOpen, OnlyOlder, open_session, resume_session
from session.ballot_box import InBox
from session.erase.person import Forgetting
from session.model.people import AddPerson
from session.model.plan import Plan, PlanItem
from session.model.record import WriteNote
from session.model.votes import CancelVote, OpenRound
from session.rules.ballots import Ballot, Voter
from store.disk import REAL
from store.erase.person import forget_person
from store.erase.session import forget_session
from store.journal.boxes import boxes
from store.journal.elsewhere import settle
from store.journal.format import scan
from store.journal.repair import copies
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.test_erase_strike import Killed, killed_after

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)


class Crashed:
    """What a crash left: the data folder as it was before the move, and the newer record on a stick."""

    def __init__(self, root: Path) -> None:
        self.home = Home(private_folder(root / "data"), lambda: root / "state")
        self.stick, before = root / "stick", root / "before"
        plan = Plan(title="First", agenda=(PlanItem("Talk", 10),))
        live = open_session(self.home, plan, session_id=SESSION)
        live.handle(AddPerson(name="Zofia"))
        live.handle(VOTE)
        self._cast(live, "one")
        shutil.copytree(self.home.root, before)
        # The disk of the data folder is gone.
        shutil.rmtree(self.home.root)
        self.moved = asyncio.run(live.move_to(private_folder(self.stick)))
        live.handle(WriteNote(text="after"))
        self._cast(live, "two")
        self.alone = live.alone_at
        live.close()
        # And there again, after the crash.
        shutil.rmtree(self.home.root, ignore_errors=True)
        shutil.copytree(before, self.home.root)
        self.note = self.home.newer_place(SESSION)

    def _cast(self, live: LiveSession, *voters: str) -> None:
        (vote,) = live.runtime.live.rounds.values()
        for voter in voters:
            ballot = Ballot("phone", {next(iter(vote.options)): 1})
            assert isinstance(live.ballots.cast(vote.id, Voter(voter), ballot), InBox)
        assert live.settle()

    @property
    def there(self) -> Path:
        return self.stick / "journal.jsonl"


@pytest.fixture
def crashed(tmp_path: Path) -> Crashed:
    return Crashed(tmp_path)


def _no_links(*_: object) -> None:
    raise PermissionError(1, "no links here")


def test_the_move_says_that_only_a_note_leads_there(crashed: Crashed) -> None:
    assert (crashed.moved.linked, crashed.moved.noted) == (False, True)
    assert crashed.alone == crashed.there
    assert crashed.note.exists()


@pytest.mark.parametrize("links", [True, False])
def test_resumed_it_goes_on_from_the_newer_record_with_its_ballots(
    crashed: Crashed, *, links: bool
) -> None:
    disk = REAL if links else replace(REAL, symlink=_no_links)

    live = resume_session(crashed.home, SESSION, disk=disk)

    (told,) = (one for one in live.told if str(crashed.there) in one)
    assert ("goes on from the newer record" in told) is links
    assert ("in the data folder again" in told) is not links
    assert [note.text for note in live.runtime.live.notes.values()] == ["after"]
    assert live.ballots.inside().before == 2
    assert crashed.home.journal(SESSION).is_symlink() is links
    assert not crashed.note.exists()
    assert live.close()
    # Only the newest version of the box is left: two could be compared.
    assert (
        len(list(crashed.home.root.parent.rglob("box-*.jsonl"))) == 2
    )  # one, and that of the copy made before
    assert verify(crashed.home).findings == ()


def test_a_start_makes_the_data_folder_lead_there(crashed: Crashed) -> None:
    view = Library(crashed.home).look()

    assert [one for one in view.told if "goes on from the newer record" in one]
    assert crashed.home.journal(SESSION).resolve() == crashed.there
    assert not crashed.note.exists()
    (copy,) = copies(crashed.home.journal(SESSION))
    assert scan(copy, SESSION).last_n < scan(crashed.there, SESSION).last_n


def test_verify_says_which_is_newer_and_repair_leads_there(crashed: Crashed) -> None:
    report = verify(crashed.home)
    (found,) = (one for one in report.findings if one.kind == "elsewhere")
    assert not report.sound
    assert f"The record in {crashed.there} is newer: it holds an entry more" in found.say

    assert verify(crashed.home, repair=True).sound
    assert verify(crashed.home).findings == ()


def test_where_the_stick_is_not_here_it_is_named_and_nothing_changes(crashed: Crashed) -> None:
    before = crashed.home.journal(SESSION).read_bytes()
    crashed.stick.rename(crashed.stick.with_name("in the bag"))

    with pytest.raises(CannotOpen, match=r"moved to \S+/stick/journal.jsonl, which is not here"):
        resume_session(crashed.home, SESSION)
    assert "elsewhere" in {one.kind for one in verify(crashed.home, repair=True).findings}
    assert crashed.home.journal(SESSION).read_bytes() == before
    crashed.stick.with_name("in the bag").rename(crashed.stick)

    assert resume_session(crashed.home, SESSION).close()


def lost(crashed: Crashed, *, linked: bool) -> Path:
    """Take the stick away; returns where it is."""
    if linked:
        settle(crashed.home, SESSION)
        assert crashed.home.journal(SESSION).is_symlink()
    return crashed.stick.rename(crashed.stick.with_name("in the bag"))


@pytest.mark.parametrize("linked", [True, False])
def test_where_the_stick_is_lost_the_session_may_go_on_with_the_older_record(
    crashed: Crashed, *, linked: bool
) -> None:
    bag = lost(crashed, linked=linked)
    with pytest.raises(OnlyOlder, match="which is not here") as only:
        resume_session(crashed.home, SESSION)
    assert re.search(r"What was written after \d\d:\d\d is only there", only.value.question)

    went_on = f"The newer record was moved to {crashed.there}, which is not here."
    for older in (True, False):
        live = resume_session(crashed.home, SESSION, older=older)
        # The newer ballots are on the stick, too: what is left of them here is no whole box.
        (vote,) = live.runtime.live.rounds.values()
        assert live.ballots.inside().broken is older
        live.handle(CancelVote(round=vote.id, why="damaged"))
        assert [one for one in live.told if went_on in one]
        live.handle(WriteNote(text="went on"))
        assert live.settle()
        assert live.close()
    assert {one.kind for one in verify(crashed.home).findings} == {"apart"}
    assert verify(crashed.home).sound
    assert went_on not in " ".join(Library(crashed.home).look().told)

    held = {path: path.read_bytes() for path in bag.iterdir()}
    bag.rename(crashed.stick)
    apart = f"has two records that each went on: the one here, and {crashed.there}."
    for _ in range(2):
        assert apart in " ".join(Library(crashed.home).look().told)
        live = resume_session(crashed.home, SESSION)
        assert apart in " ".join(live.told)
        notes = [note.text for note in live.runtime.live.notes.values()]
        assert set(notes) == {"went on"}
        assert live.close()
    assert apart in " ".join(one.say for one in verify(crashed.home, repair=True).findings)
    assert {path: path.read_bytes() for path in crashed.stick.iterdir()} == {
        crashed.stick / path.name: data for path, data in held.items()
    }


@pytest.mark.parametrize("linked", [True, False])
def test_stopped_anywhere_on_the_way_to_the_older_record_it_is_asked_again_or_goes_on(
    tmp_path: Path, *, linked: bool
) -> None:
    for operations in range(60):
        crashed = Crashed(tmp_path / str(operations))
        bag = lost(crashed, linked=linked)
        disk, stopped = killed_after(operations), True
        with contextlib.suppress(Killed):
            settle(crashed.home, SESSION, disk, older=True)
            stopped = False

        live = resume_session(crashed.home, SESSION, older=True)
        assert live.close()
        bag.rename(crashed.stick)
        assert {one.kind for one in verify(crashed.home).findings} == {"apart", "older"}, operations
        if not stopped:
            return
    pytest.fail("it takes more operations than were tried")


def test_to_forget_after_going_on_with_the_older_record_says_what_it_can_not_clean(
    crashed: Crashed,
) -> None:
    bag = lost(crashed, linked=False)
    assert resume_session(crashed.home, SESSION, older=True).close()

    away = forget_person(crashed.home, Forgetting("Zofia"))
    bag.rename(crashed.stick)
    apart = forget_person(crashed.home, Forgetting("Zofia"))

    assert f"The record of {SESSION} is on a disk that is not here." in away.troubles
    assert [one for one in apart.troubles if "two records" in one]
    forget_session(crashed.home, SESSION)
    assert not list(crashed.stick.iterdir())


def test_a_record_that_is_not_newer_is_told_and_left(crashed: Crashed) -> None:
    shutil.copy(crashed.there, crashed.home.journal(SESSION))
    crashed.there.write_bytes(crashed.there.read_bytes().splitlines(keepends=True)[0])

    live = resume_session(crashed.home, SESSION)

    assert [one for one in live.told if "not older than the one in" in one]
    assert not crashed.note.exists()
    assert crashed.there.exists()
    live.close()


def test_to_forget_a_session_finds_what_a_note_leads_to(crashed: Crashed) -> None:
    assert boxes(crashed.home, SESSION)

    forget_session(crashed.home, SESSION)

    assert not list(crashed.stick.iterdir())
    assert not list(crashed.note.parent.iterdir())


def test_to_forget_a_person_cleans_what_a_note_leads_to(crashed: Crashed) -> None:
    receipt = forget_person(crashed.home, Forgetting("Zofia"))

    assert receipt.done
    files = [*crashed.stick.iterdir(), *crashed.home.root.rglob("*")]
    assert not [one for one in files if one.is_file() and b"Zofia" in one.read_bytes()]


def test_to_forget_a_person_says_what_is_on_a_stick_that_is_not_here(crashed: Crashed) -> None:
    crashed.stick.rename(crashed.stick.with_name("in the bag"))

    receipt = forget_person(crashed.home, Forgetting("Zofia"))

    assert f"The record of {SESSION} is on a disk that is not here." in receipt.troubles


@pytest.mark.parametrize("links", [True, False])
def test_stopped_anywhere_on_the_way_to_the_newer_record_nothing_is_lost(
    tmp_path: Path, *, links: bool
) -> None:
    for operations in range(60):
        crashed = Crashed(tmp_path / str(operations))
        wanted = scan(crashed.there, SESSION).payloads
        disk, stopped = killed_after(operations), True
        disk = disk if links else replace(disk, symlink=_no_links)
        with contextlib.suppress(Killed):
            settle(crashed.home, SESSION, disk)
            stopped = False

        live = resume_session(crashed.home, SESSION)

        assert live.ballots.inside().before == 2, operations
        assert live.close()
        held = scan(crashed.home.journal(SESSION), SESSION)
        assert held.payloads[: len(wanted)] == wanted, operations
        assert verify(crashed.home).findings == (), operations
        if not stopped:
            assert operations > (2 if links else 6)
            return
    pytest.fail("it takes more operations than were tried")
