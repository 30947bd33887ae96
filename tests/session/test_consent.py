"""Consent: five answers a person, changed at any time, and obeyed at once everywhere."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from session.model.floor import CallHand, EndTurn, RaiseHand
from session.model.history import Undo
from session.model.lifecycle import SetCounting
from session.model.parking import Park
from session.model.people import AddPerson, AnswerConsent, ArriveAll, ChangeConsent, Consent
from session.model.phones import JoinDevice, LeaveDevice, OpenDoor
from session.model.plan import PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import SetAction, WriteNote
from session.model.state import Rejected
from session.rules import people
from session.views.board import board
from session.views.people import people_view
from session.views.phone_build import PARTS
from session.views.phone_own import me
from session.views.private import voices
from session.views.recap import recap
from session.wording.catalogue import say
from tests.session.recapped import person
from tests.session.table import PLAN, Table

pytestmark = [pytest.mark.practice("P17"), pytest.mark.practice("P47")]
YES = Consent(named=True, counted=True, photographed=True, contacted=True, quoted=True)


def agreed(name: str = "Priya", *more: AnyCommand) -> Table:
    """Return a session in which turns are counted and somebody agreed to everything."""
    table = Table()
    table.do(ArriveAll())
    table.do(SetCounting(on=True))
    table.do(ChangeConsent(person=person(table, name), consent=YES))
    for command in more:
        table.do(command)
    return table


def takes_back(table: Table, name: str, **changes: bool | None) -> None:
    key = person(table, name)
    consent = replace(table.state.people[key].consent, **changes)
    table.do(ChangeConsent(person=key, consent=consent))


@pytest.mark.parametrize("answer", [False, None])
def test_a_name_taken_back_leaves_queue_board_recap_and_exports_at_once(
    answer: bool | None,
) -> None:
    table = agreed(
        "Priya",
        RaiseHand(name="Priya"),
        Park(text="The bus", asked_by="Priya"),
        SetAction(what="Ring them", who="Priya"),
    )
    assert board(table.state, table.now()).queue == ("Priya",)

    takes_back(table, "Priya", named=answer)

    assert board(table.state, table.now()).queue == ("P.",)
    for view in (board(table.state, table.now()), recap(table.state), recap(table.resumed().state)):
        assert "Priya" not in msgspec.json.encode(view).decode()


@pytest.mark.parametrize("answer", [False, None])
def test_a_turn_under_way_ends_uncounted_when_its_owner_takes_consent_back(
    answer: bool | None,
) -> None:
    table = agreed("Priya", RaiseHand(name="Priya"), CallHand())
    table.wait(90)

    takes_back(table, "Priya", counted=answer)

    floor = table.state.floor
    assert (floor.current, floor.total_ms, floor.turns, table.state.turns) == (None, {}, {}, {})
    assert table.resumed().state == table.state
    assert table.refuse(Undo()) == "refused.undo_built_on"


def test_somebody_elses_turn_goes_on() -> None:
    table = agreed("Priya", RaiseHand(name="Priya"), CallHand())

    takes_back(table, "Priya", photographed=False)
    takes_back(table, "Mo", counted=False)

    assert table.state.floor.current is not None


def test_who_spoke_is_not_kept_once_the_turn_is_over() -> None:
    table = agreed("Priya", RaiseHand(name="Priya"), CallHand())
    assert table.state.floor.current
    assert table.state.floor.current.person == person(table, "Priya")

    table.wait(60)
    table.do(EndTurn())

    assert {turn.person for turn in table.state.turns.values()} == {""}


def joined(name: str = "Priya", *more: AnyCommand) -> Table:
    """Return a session with counted turns in which somebody came with a phone and agreed to it."""
    table = agreed("Mo", OpenDoor(code="warm-soup", port=8470))
    table.do(JoinDevice(device="mark", name=name, consent=Consent(counted=True)))
    for command in more:
        table.do(command)
    return table


def spoke(table: Table, name: str, seconds: int) -> None:
    table.do(RaiseHand(name=name))
    table.do(CallHand())
    table.wait(seconds)
    table.do(EndTurn())


@pytest.mark.practice("P23")
def test_whoever_joined_by_phone_sees_their_own_time_and_nobody_elses() -> None:
    table = joined("Priya", RaiseHand(name="Priya"), CallHand())
    table.wait(60)
    table.do(EndTurn())
    spoke(table, "Mo", 30)
    spoke(table, "Priya", 45)

    assert me(table.state, "mark", ()).talk_s == 105
    assert table.state.floor.own_ms == {person(table, "Priya"): 105_000}
    assert table.resumed().state == table.state


@pytest.mark.parametrize(
    "lost", ["consent", "device"], ids=["takes it back", "leaves with the phone"]
)
def test_own_time_goes_at_once_and_no_undo_brings_it_back(lost: str) -> None:
    table = joined()
    spoke(table, "Priya", 60)
    table.do(RaiseHand(name="Mo"))
    table.do(CallHand(), "called")

    if lost == "consent":
        takes_back(table, "Priya", counted=None)
        assert me(table.state, "mark", ()).talk_s is None
    else:
        table.do(LeaveDevice(device="mark"))

    assert table.state.floor.own_ms == {}
    assert table.resumed().state == table.state
    assert table.give(Undo(target="called")) == Rejected(
        "refused.undo_built_on", {"what": say("did.HandLowered")}
    )
    if lost == "consent":
        takes_back(table, "Priya", counted=True)
    assert table.state.floor.own_ms == {}


def test_own_time_is_shown_to_nobody_while_turns_are_not_counted() -> None:
    table = joined()
    spoke(table, "Priya", 60)

    table.do(SetCounting(on=False))

    assert me(table.state, "mark", ()).talk_s is None


def test_own_time_is_in_no_view_but_its_owners() -> None:
    table = joined()
    spoke(table, "Priya", 60)
    without = replace(table.state, floor=replace(table.state.floor, own_ms={}))

    for view in (board, voices):
        assert view(table.state, table.now()) == view(without, table.now())
    assert recap(table.state) == recap(without)
    for part in PARTS:
        assert part.make(table.state, table.now()) == part.make(without, table.now())


def test_consent_taken_back_in_the_queue_means_a_turn_that_is_not_counted() -> None:
    table = agreed("Priya", RaiseHand(name="Priya"))

    takes_back(table, "Priya", counted=False)
    table.do(CallHand())

    assert table.state.floor.current is None


def test_a_hand_raised_by_name_before_its_owner_was_on_the_list_follows_their_wish() -> None:
    table = agreed("Priya", RaiseHand(name="Nadia"), AddPerson(name="Nadia"))

    table.do(CallHand())

    assert table.state.floor.current is None


def test_no_undo_counts_somebody_again_who_took_consent_back() -> None:
    table = agreed("Priya", RaiseHand(name="Priya"), CallHand())
    table.wait(60)
    table.do(EndTurn(), "over")
    takes_back(table, "Priya", counted=False)

    assert table.refuse(Undo(target="over")) == "final.consent"


def test_undo_passes_over_an_answer_of_consent_and_leaves_it() -> None:
    table = agreed("Priya", WriteNote(text="A note"))
    takes_back(table, "Priya", photographed=False)

    done = table.do(Undo())

    assert done.what == "a note"
    assert table.state.notes == {}
    assert table.state.people[person(table, "Priya")].consent.photographed is False


def of_people(came: int, yes: int) -> Table:
    """A session to which ``came`` people came, of whom ``yes`` said yes to everything, and the rest no or nothing."""
    plan = replace(PLAN, people=tuple(PlanPerson(f"Person {n}") for n in range(came)))
    table = Table(plan)
    table.do(ArriveAll())
    for nth, key in enumerate(table.state.people):
        consent = YES if nth < yes else Consent(photographed=False if nth % 2 else None)
        if consent != Consent():
            table.do(ChangeConsent(person=key, consent=consent))
    return table


@pytest.mark.parametrize(
    ("came", "yes", "told"),
    [
        (6, 3, 3),
        (14, 3, 3),
        (3, 3, 3),
        (14, 14, 14),
        (14, 11, 11),
        # Of one or two people nothing is told, nor where one or two are what is left.
        (14, 2, 0),
        (14, 13, 0),
        (14, 12, 0),
        (4, 3, 0),
        (2, 2, 0),
        (14, 0, 0),
    ],
)
def test_photographs_and_quotes_are_told_as_sums_of_three_or_more(
    came: int, yes: int, told: int
) -> None:
    table = of_people(came, yes)

    made = recap(table.state)

    assert (made.photographed, made.quoted) == (told, told)
    assert people.said_yes(table.state, "photographed") == yes
    sums = "\n".join(people_view(table.state).told)
    assert "photograph" not in sums
    assert "contact" not in msgspec.json.encode(made).decode()


def test_one_answer_leaves_the_others_as_they_are() -> None:
    table = Table()
    key = person(table, "Priya")

    table.do(AnswerConsent(person=key, question="named", answer=True))
    table.do(AnswerConsent(person=key, question="photographed", answer=False))

    assert table.state.people[key].consent == Consent(named=True, photographed=False)
    again = AnswerConsent(person=key, question="named", answer=True)
    assert table.refuse(again) == "refused.person_same"
    assert (
        table.refuse(AnswerConsent(person="nobody", question="named")) == "refused.person_unknown"
    )
