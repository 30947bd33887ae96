"""Which entries a line of the recap offers to strike: its own, not others that say the same."""

from __future__ import annotations

import pytest

from app.recap_lines import read_back
from session.model.ideas import AddIdea
from session.model.record import AddReservation, RecordDecision, WriteNote
from session.views.recap import recap
from tests.session.recapped import held

pytestmark = pytest.mark.practice("P46")


def test_a_line_offers_its_own_entry_and_no_other_that_says_the_same() -> None:
    table = held()
    for command in (
        WriteNote(text="winter"),
        WriteNote(text="winter plans"),
        AddIdea(text="winter"),
        RecordDecision(text="winter", reservations=("winter is cold",)),
        AddReservation(text="winter"),
    ):
        table.do(command)

    lines = read_back(recap(table.state), table.state).lines

    offered = [
        (line.text, [(entry.area, entry.text) for entry in line.entries])
        for line in lines
        if "winter" in line.text and line.entries
    ]
    assert offered == [
        ("winter", [("decisions", "winter")]),
        ("A reservation: winter is cold", [("reservations", "winter is cold")]),
        ("A reservation: winter", [("reservations", "winter")]),
        ("winter", [("ideas", "winter")]),
        ("10:00 – winter", [("notes", "winter")]),
        ("10:00 – winter plans", [("notes", "winter plans")]),
    ]
