"""Striking words: which, where, and what stays."""

from __future__ import annotations

import pytest

from session.erase.redaction import STRUCK, WORDS_IN, Redaction, held_in, words_of
from session.model.agenda import Pause, StartAgenda, TakeBreak
from session.model.history import Undo
from session.model.ideas import AddIdea, EditIdea
from session.model.lifecycle import Strike, TextStruck
from session.model.parking import Park
from session.model.people import AddPerson
from session.model.recap import RecapIdea
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.state import State
from session.runtime import replay
from tests.session.table import Table

pytestmark = pytest.mark.practice("P46")


def struck(table: Table, area: str, key: str) -> None:
    done = table.do(Strike(area=area, key=key))  # type: ignore[arg-type]  # the test names the area
    assert done.strike
    table.journal = [done.strike.payload(payload) for payload in table.journal]


def holds(table: Table, words: str) -> bool:
    return any(words.casefold() in payload.decode().casefold() for payload in table.journal)


def test_a_name_goes_from_every_place_it_stands() -> None:
    table = Table()
    table.do(AddPerson(name="Jo Bloggs"))
    key = list(table.state.people)[-1]
    table.do(WriteNote(text="Then jo bloggs told us about the lease."))
    table.do(Park(text="Lease", asked_by="Jo Bloggs"))
    table.do(SetAction(what="Ring the landlord", who="Jo Bloggs"))
    struck(table, "people", key)
    assert not holds(table, "bloggs")
    assert replay(table.journal).state == table.state
    note = next(iter(table.state.notes.values()))
    assert note.text == f"Then {STRUCK} told us about the lease."


def test_every_wording_an_idea_ever_had_goes() -> None:
    table = Table()
    table.do(AddIdea(text="Sack the manager"))
    key = next(iter(table.state.ideas))
    table.do(EditIdea(idea=key, text="Talk with the manager"))
    table.do(Undo())
    struck(table, "ideas", key)
    assert not holds(table, "sack")
    assert table.state.ideas[key].text == STRUCK
    assert table.state.ideas[key].first == STRUCK


def test_wordings_an_entry_had_before_go_too() -> None:
    table = Table()
    table.do(AddIdea(text="first words"))
    key = next(iter(table.state.ideas))
    table.do(EditIdea(idea=key, text="second words"))
    table.do(EditIdea(idea=key, text="third words"))
    struck(table, "ideas", key)
    for words in ("first words", "second words", "third words"):
        assert not holds(table, words), words


def test_words_inside_other_words_stay() -> None:
    table = Table()
    table.do(WriteNote(text="warm"))
    key = next(iter(table.state.notes))
    table.do(AddIdea(text="A warmer room"))
    table.do(AddIdea(text="A warm room"))
    struck(table, "notes", key)
    assert [i.text for i in table.state.ideas.values()] == ["A warmer room", f"A {STRUCK} room"]


def test_very_short_words_go_only_where_they_stand_alone() -> None:
    table = Table()
    table.do(WriteNote(text="a"))
    key = next(iter(table.state.notes))
    table.do(AddIdea(text="a room"))
    struck(table, "notes", key)
    assert table.state.notes[key].text == STRUCK
    assert next(iter(table.state.ideas.values())).text == "a room"


def test_words_that_the_program_uses_itself_do_no_harm() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(TakeBreak(minutes=5))
    for words in ("break", "10:00", "console", "here", "2026-03-02"):
        table.do(WriteNote(text=words))
    table.do(AddIdea(text="tea"))
    for key in list(table.state.notes):
        struck(table, "notes", key)
    found = replay(table.journal)
    assert found.misfits == 0
    assert found.state == table.state
    assert table.state.meta.start == "10:00"
    assert any(item.kind == "break" for item in table.state.items.values())


def test_the_same_words_are_struck_once_and_unknown_ones_not_at_all() -> None:
    table = Table()
    table.do(WriteNote(text="gone"))
    key = next(iter(table.state.notes))
    struck(table, "notes", key)
    assert table.refuse(Strike(area="notes", key=key)) == "refused.already_struck"
    assert table.refuse(Strike(area="notes", key="no")) == "refused.nothing_to_strike"


def test_a_crash_between_the_strike_and_the_rewriting_is_told() -> None:
    table = Table()
    table.do(WriteNote(text="left behind"))
    key = next(iter(table.state.notes))
    table.do(Strike(area="notes", key=key))
    assert replay(table.journal).strikes == (TextStruck("notes", key),)


def test_events_that_hold_nothing_stay_as_they_are() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(Pause())
    table.do(WriteNote(text="gone"))
    struck(table, "notes", next(iter(table.state.notes)))
    assert replay(table.journal).state == table.state


def test_reservations_and_who_asked_are_words_too() -> None:
    table = Table()
    table.do(RecordDecision(text="Open on Sundays", reservations=("I can't come",)))
    key = next(iter(table.state.decisions))
    struck(table, "decisions", key)
    assert table.state.decisions[key].reservations == (STRUCK,)


def test_who_an_idea_is_from_goes_with_the_name_and_with_the_idea() -> None:
    idea = RecapIdea("Soup", by="Kit", merged=(RecapIdea("Broth", by="Ada"),))

    assert Redaction(("Kit",)).value(idea) == RecapIdea("Soup", merged=idea.merged)
    assert Redaction(("Soup",)).value(idea) == RecapIdea(STRUCK, merged=idea.merged)
    assert Redaction(("Broth",)).value(idea).merged == (RecapIdea(STRUCK),)
    assert Redaction(("Tea",)).value(idea) is idea


def test_every_area_that_holds_words_is_known() -> None:
    state = State()
    for area, fields in WORDS_IN.items():
        assert isinstance(held_in(state, area), dict)
        assert fields
    assert words_of(state, "notes", "none") is None
