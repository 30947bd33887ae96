"""The entry made last is the one that was written, also where a decision tells all its reservations."""

from __future__ import annotations

import pytest

from session.erase.entries import Place, latest_entry, place_of
from session.model.protocol import AnyCommand
from session.model.record import (
    AddReservation,
    ChangeDecision,
    ChangeReservation,
    RecordDecision,
)
from tests.session.table import Table

pytestmark = pytest.mark.practice("P46")


class Written:
    """A session with the places that were written to, as the screen of the facilitator notes them."""

    def __init__(self) -> None:
        self.table = Table()
        self.places: list[Place] = []

    def do(self, command: AnyCommand) -> None:
        before = self.table.state
        for event in self.table.do(command).events:
            if place := place_of(event, before):
                self.places.append(place)

    @property
    def latest(self) -> str:
        entry = latest_entry(self.table.state, self.places)
        assert entry
        return entry.text


@pytest.fixture
def written() -> Written:
    one = Written()
    one.do(RecordDecision(text="We ask for Sunday hours"))
    (key,) = one.table.state.decisions
    one.do(AddReservation(decision=key, text="Not in July"))
    one.do(AddReservation(decision=key, text="Cost is unclear"))
    return one


def test_a_reservation_that_was_added_is_the_latest(written: Written) -> None:
    assert written.latest == "Cost is unclear"


def test_a_decision_that_was_put_right_is_the_latest(written: Written) -> None:
    (key,) = written.table.state.decisions

    written.do(ChangeDecision(decision=key, text="Ben shouted at Ann"))

    assert written.latest == "Ben shouted at Ann"


@pytest.mark.parametrize("nth", [0, 1])
def test_the_reservation_that_was_put_right_is_the_latest(written: Written, nth: int) -> None:
    (decision,) = written.table.state.decisions.values()

    written.do(ChangeReservation(reservation=decision.entries[nth].id, text="Ben shouted again"))

    assert written.latest == "Ben shouted again"
