"""What was written is put right: the new words take the place of the old, and undo brings those back."""

from __future__ import annotations

import pytest

from session.model.agenda import NextItem, StartAgenda
from session.model.history import Undo
from session.model.parking import ChangeParked, MoveParked, Park, PickUpNow
from session.model.protocol import AnyCommand
from session.model.record import (
    ChangeDecision,
    ChangeNote,
    ChangeReservation,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.state import Rejected
from session.views.record import record_view
from tests.session.table import Table


def written() -> Table:
    table = Table()
    table.do(StartAgenda())
    for command in (
        WriteNote(text="The bus is late"),
        RecordDecision(text="Soup first", reservations=("Not on Fridays", "Not without bread")),
        SetAction(what="Ring the depot", who="Mo"),
        Park(text="The lease", asked_by="Bea", promise="May"),
        Park(text="The roof"),
    ):
        table.wait(60)
        table.do(command)
    return table


@pytest.mark.practice("P32")
def test_a_note_keeps_its_place_in_other_words_and_undo_brings_the_first_back() -> None:
    table = written()
    (note,) = table.state.notes.values()

    table.do(ChangeNote(note=note.id, text="The bus is never late"))
    (changed,) = table.state.notes.values()
    table.do(Undo())

    assert (changed.text, changed.item, changed.written_t) == (
        "The bus is never late",
        note.item,
        note.written_t,
    )
    assert table.state.notes == {note.id: note}


@pytest.mark.practice("P52")
def test_a_decision_and_a_reservation_are_put_right_apart() -> None:
    table = written()
    (decision,) = table.state.decisions.values()

    table.do(ChangeDecision(decision=decision.id, text="Soup and bread first"))
    table.do(ChangeReservation(reservation=decision.reservation_ids[0], text="Not on Mondays"))

    (changed,) = table.state.decisions.values()
    assert changed.text == "Soup and bread first"
    assert changed.reservations == ("Not on Mondays", "Not without bread")
    assert changed.recorded_t == decision.recorded_t


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (ChangeNote(note="?", text="x"), "note_unknown"),
        (ChangeDecision(decision="?", text="x"), "decision_unknown"),
        (ChangeReservation(reservation="?", text="x"), "reservation_unknown"),
        (ChangeParked(parked="?", text="x"), "parked_unknown"),
        (PickUpNow(parked="?"), "parked_unknown"),
    ],
)
def test_what_is_not_there_is_refused(command: AnyCommand, reason: str) -> None:
    refused = written().give(command)

    assert refused == Rejected(f"refused.{reason}")


def test_words_that_are_empty_or_as_they_were_are_refused() -> None:
    table = written()
    note, decision = next(iter(table.state.notes)), next(iter(table.state.decisions))
    reservation = table.state.decisions[decision].reservation_ids[0]
    lease = next(iter(table.state.parking))

    refused = [
        table.give(ChangeNote(note=note, text="The bus is late")),
        table.give(ChangeNote(note=note, text=" ")),
        table.give(ChangeDecision(decision=decision, text="Soup first")),
        table.give(ChangeReservation(reservation=reservation, text="Not on Fridays")),
        table.give(ChangeReservation(reservation=decision, text="x")),
        table.give(ChangeParked(parked=lease, text="The lease", asked_by="Bea", promise="May")),
        table.give(ChangeParked(parked=lease, text="The roof")),
    ]

    assert [one.reason for one in refused if isinstance(one, Rejected)] == [
        "refused.record_same",
        "refused.text_empty",
        "refused.record_same",
        "refused.record_same",
        "refused.reservation_unknown",
        "refused.record_same",
        "refused.parked_twice",
    ]


@pytest.mark.practice("P28")
def test_what_was_parked_is_put_right_and_keeps_its_status() -> None:
    table = written()
    lease = next(iter(table.state.parking))
    table.do(MoveParked(parked=lease, status="picked-up"))

    table.do(ChangeParked(parked=lease, text="The lease of the hall", promise="June"))

    one = table.state.parking[lease]
    assert (one.text, one.asked_by, one.promise, one.status) == (
        "The lease of the hall",
        "",
        "June",
        "picked-up",
    )


@pytest.mark.practice("P28")
def test_what_is_picked_up_now_is_on_and_the_item_before_comes_back() -> None:
    table = written()
    before = table.state.clock.current
    lease = next(iter(table.state.parking))

    table.do(PickUpNow(parked=lease))
    on = table.state.items[table.state.clock.current]
    status = table.state.parking[lease].status
    table.do(NextItem())

    assert (on.title, on.minutes, status) == ("The lease", 5, "picked-up")
    assert table.state.clock.current == before


def test_picking_up_now_is_undone_as_one() -> None:
    table = written()
    before = table.state

    table.do(PickUpNow(parked=next(iter(table.state.parking))))
    table.do(Undo())

    assert table.state == before


def test_before_the_start_it_becomes_the_first_item_and_what_is_settled_is_refused() -> None:
    table = Table()
    table.do(Park(text="The lease"))
    lease = next(iter(table.state.parking))

    table.do(PickUpNow(parked=lease))
    first = table.state.items[table.state.order[0]].title
    table.do(MoveParked(parked=lease, status="resolved"))
    refused = table.give(PickUpNow(parked=lease))

    assert first == "The lease"
    assert isinstance(refused, Rejected)
    assert refused.reason == "refused.parked_over"


def test_the_record_stands_in_the_order_it_was_written_under_its_item() -> None:
    table = Table()
    table.do(WriteNote(text="Early"))
    table.do(StartAgenda())
    table.wait(60)
    table.do(WriteNote(text="Late"))

    parts = record_view(table.state).parts

    assert [[line.text for line in part.lines] for part in parts] == [["Early"], ["Late"]]
    assert parts[1].title == table.state.items[table.state.clock.current].title
