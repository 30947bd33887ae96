"""An agreed recap that is not what was saved is never told as agreed, wherever it is read."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session
from app.recaps import Altered
from session.erase.person import Forgetting
from session.model.lifecycle import AgreeRecap, EndSession, RecapAgreedUnsummed, Strike
from session.model.people import AddPerson, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem
from session.model.recap import Recap, sum_of
from session.model.record import RecordDecision, WriteNote
from session.replay import replay
from session.runtime import Done
from session.views.recap import recap
from store.erase.person import forget_person
from store.journal.format import scan
from store.library.carry_over import carried_over
from store.library.ending import finish
from store.library.series import Series, series_id
from store.library.sums import agreed_sums
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.sessions import ENDED, on_disk, started
from tests.store.stored import a_recap

SERIES = "Hub futures"
DECIDED = "Soup on Thursdays"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def give(live: LiveSession, *commands: object) -> None:
    for command in commands:
        assert isinstance(live.handle(command), Done)  # type: ignore[arg-type]  # any command


def agreed(home: Home, *last: object) -> str:
    """Play a session to an agreed and stored recap; return its id."""
    live = open_session(home, Plan(title="First", series=SERIES, agenda=(PlanItem("Talk", 10),)))
    give(live, RecordDecision(text=DECIDED), WriteNote(text="A word of Zofia"))
    give(live, AddPerson(name="Zofia"))
    give(
        live,
        ChangeConsent(person=next(iter(live.runtime.live.people)), consent=Consent(named=True)),
    )
    give(live, *(last or (EndSession(), AgreeRecap(not_coproduced="The date"))))
    asyncio.run(live.keep_recap())
    assert live.close()
    return live.session_id


def file_of(home: Home) -> Path:
    return home.series_file(series_id(SERIES))


def alter(home: Home, old: bytes = b"Thursdays", new: bytes = b"Tuesdays.") -> None:
    data = file_of(home).read_bytes()
    assert old in data
    file_of(home).write_bytes(data.replace(old, new))


@pytest.mark.parametrize("order", ["after the end", "before the end"])
def test_the_sum_of_what_was_agreed_stands_in_the_journal(home: Home, order: str) -> None:
    ends = (EndSession(), AgreeRecap(not_coproduced="The date"))
    session = agreed(home, *(ends if order == "after the end" else ends[::-1]))

    kept = Library(home).stored(session)

    assert kept is not None
    assert kept.agreed
    assert agreed_sums(home.journal(session), session) == {1: sum_of(kept)}
    assert verify(home).sound


def read_back(home: Home, session: str) -> Recap:
    return Library(home).recap(session)


def opened(home: Home, session: str) -> Recap:
    state = replay(scan(home.journal(session), session).payloads).state
    return Library(home).recap(session, state)


def exported(home: Home, session: str) -> Recap:
    (path,) = Library(home).export(session, "text")
    text = path.read_text("utf-8")
    assert "DRAFT" in text
    return Library(home).recap(session)


READS: dict[str, Callable[[Home, str], Recap]] = {
    "command line": read_back,
    "screen": opened,
    "export": exported,
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(
    ("old", "new"), [(b"Thursdays", b"Thursdayz"), (b'"agreed":true', b'"agreed":"no"')]
)
def test_one_that_was_changed_is_made_again_as_a_draft_that_says_so(
    home: Home, read: str, old: bytes, new: bytes
) -> None:
    session = agreed(home)
    alter(home, old, new)

    told = READS[read](home, session)

    assert told.draft
    assert (told.version, told.agreed) == (2, False)
    assert any("is not what was saved" in line for line in told.said)
    assert [one.text for one in told.decisions] == [DECIDED]


def test_it_is_named_by_verify_and_not_shown_when_asked_for(home: Home) -> None:
    session = agreed(home)
    alter(home)

    report = verify(home)

    assert [one.kind for one in report.findings if one.kind != "changed"] == ["altered"]
    assert not report.sound
    with pytest.raises(Altered):
        Library(home).version(session, 1)


def test_what_it_hands_on_is_what_the_journal_says(home: Home) -> None:
    agreed(home)
    alter(home)

    assert [one.text for one in carried_over(home, SERIES).decisions] == [DECIDED]


def test_another_save_writes_no_new_sum_over_it(home: Home) -> None:
    session = agreed(home)
    alter(home)

    on_disk(home, "s-9", started("s-9"), ENDED)
    finish(home, a_recap("s-9"))
    verify(home, repair=True)

    assert [one.kind for one in verify(home).findings] == ["altered"]
    assert Library(home).recap(session).draft


def test_opening_the_session_makes_the_next_version_which_is_to_be_agreed(home: Home) -> None:
    session = agreed(home)
    alter(home)

    live = Library(home).resume(session)
    asyncio.run(live.keep_recap())
    live.close()
    told = Library(home).recap(session)

    assert any("not what was saved" in line for line in live.told)
    assert (told.version, told.agreed) == (2, False)
    assert "not what was saved" in told.corrections[0].text
    assert verify(home).sound
    assert [one.kind for one in verify(home).findings] == ["superseded"]

    live = Library(home).resume(session)
    give(live, AgreeRecap(not_coproduced="The date"))
    asyncio.run(live.keep_recap())
    live.close()
    assert Library(home).recap(session).agreed


def test_what_is_lost_is_folded_back_in_as_agreed_since_the_sum_is_right(home: Home) -> None:
    session = agreed(home)
    before = Library(home).recap(session)
    file_of(home).unlink()

    Library(home).look()

    assert Library(home).stored(session) == before
    assert before.agreed


def test_an_agreement_of_before_there_were_sums_still_holds(home: Home) -> None:
    # The first release wrote neither sum.
    on_disk(home, "s-1", started(), ENDED, RecapAgreedUnsummed(not_coproduced="The date"))
    told = recap(replay(scan(home.journal("s-1"), "s-1").payloads).state)
    finish(home, told)
    with Series(home, series_id(SERIES)) as series:
        series._recaps.put("s-1/1", msgspec.to_builtins(told))

    assert Library(home).recap("s-1") == told
    assert told.agreed
    assert [one.kind for one in verify(home).findings] == ["unsummed"]
    assert verify(home).sound


def test_a_strike_puts_the_sum_of_what_is_left_in_its_place(home: Home) -> None:
    session = agreed(home)
    live = Library(home).resume(session)
    before = agreed_sums(home.journal(session), session)[1]
    note = next(iter(live.runtime.live.notes))

    asyncio.run(live.strike(Strike(area="notes", key=note).area, note))
    live.close()

    kept = Library(home).recap(session)
    assert kept.agreed
    assert agreed_sums(home.journal(session), session) == {1: sum_of(kept)}
    for path in home.root.rglob("*"):
        # The old sum would tell whoever guesses the words that they are right.
        assert not path.is_file() or before.encode() not in path.read_bytes(), path
    assert verify(home).sound


def test_forgetting_a_person_does_the_same(home: Home, tmp_path: Path) -> None:
    session = agreed(home)

    told = forget_person(home, Forgetting("Zofia"))

    assert told.done
    kept = Library(home).recap(session)
    assert kept.agreed
    assert "Zofia" not in str(kept)
    assert agreed_sums(home.journal(session), session) == {1: sum_of(kept)}
    shutil.rmtree(tmp_path)
