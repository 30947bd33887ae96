"""Access needs: kept for the facilitator alone, struck, undone, and forgotten with the person."""

from __future__ import annotations

import msgspec
import pytest

from session.erase.person import Forgetting
from session.model.history import Undo
from session.model.lifecycle import Strike
from session.model.people import AddPerson, NoteNeeds
from session.rules.people import needs_of
from session.views.recap import recap
from tests.session.table import Table


def noted() -> tuple[Table, str]:
    table = Table()
    table.do(AddPerson(name="Zebediah"))
    who = next(reversed(table.state.people))
    table.do(NoteNeeds(person=who, text="A ramp"))
    return table, who


@pytest.mark.practice("P7")
def test_they_are_never_in_a_recap() -> None:
    table, _ = noted()

    told = msgspec.json.encode(recap(table.state))

    assert b"A ramp" not in told


def test_what_is_noted_again_takes_its_place_and_can_be_undone() -> None:
    table, who = noted()

    table.do(NoteNeeds(person=who, text="A lift"))
    assert [one.text for one in table.state.needs.values()] == ["A lift"]
    table.do(Undo())

    assert [one.text for one in table.state.needs.values()] == ["A ramp"]


@pytest.mark.practice("P46")
def test_they_are_struck_in_every_wording_and_the_name_stays() -> None:
    table, who = noted()
    table.do(NoteNeeds(person=who, text="A lift"))
    needs = needs_of(table.state, who)
    assert needs

    strike = table.do(Strike(area="needs", key=needs.id)).strike
    assert strike
    journal = b"".join(strike.payload(payload) for payload in table.journal)

    assert b"A ramp" not in journal
    assert b"A lift" not in journal
    assert b"Zebediah" in journal


@pytest.mark.practice("P46")
def test_they_go_with_a_person_who_is_forgotten() -> None:
    table, who = noted()

    forget = Forgetting("Zebediah", entries=frozenset({who}))
    journal = b"".join(forget.payload(payload) for payload in table.journal)

    assert b"A ramp" not in journal
    assert b"A ramp" in b"".join(table.journal)
