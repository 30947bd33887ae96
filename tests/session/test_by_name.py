"""Everybody by full name, for the facilitator alone; the wall goes by each one's wish."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from session.erase.person import forgetting
from session.erase.redaction import strike_of
from session.erase.walk import STRUCK
from session.model.carried import Carried, CarriedAction, CarriedPromise
from session.model.floor import RaiseHand
from session.model.open_actions import OpenAction
from session.model.opening_closing import Reported, TellOutcome
from session.model.parking import MoveParked, Park
from session.model.people import AnswerUnlisted, ArriveAll
from session.model.plan import PlanPerson
from session.model.record import SetAction
from session.model.speaking_round import OpenCircle
from session.views.by_name import NamedLine, by_name, in_full, open_actions
from session.views.pages import last_time
from session.views.recap import recap
from tests.session.recapped import last, person
from tests.session.table import PLAN, Table

pytestmark = pytest.mark.practice("P47")

LEFT = Carried(
    sessions=1,
    title="The first",
    actions=(CarriedAction("a1", "Ring the depot", who="someone", by="Friday", owner="Deb Okoro"),),
)


def test_queue_round_owners_and_who_asked_are_told_by_full_name() -> None:
    table = Table(replace(PLAN, people=(*PLAN.people, PlanPerson("Brian Ashdown"))))
    table.do(ArriveAll())
    table.do(RaiseHand(person=person(table, "Sam")))
    table.do(RaiseHand(name="Brian"))
    table.do(RaiseHand(name="Deb"))
    table.do(RaiseHand(group="researcher"))
    table.do(RaiseHand(reason="online"))
    table.do(SetAction(what="Count the chairs", who="Brian and Deb"))
    table.do(Park(text="The lease", asked_by="mo"))
    table.do(Park(text="The door", asked_by="Ana"))
    table.do(MoveParked(parked=last(table, "parking"), status="carried-over"))
    table.do(OpenCircle(question="How are you?"))

    view = by_name(table.state)

    assert view.queue == ("people online", "Sam", "Brian Ashdown", "Deb", "researcher")
    assert set(view.circle) == {"Priya", "Mo", "Sam", "Ana", "Brian Ashdown"}
    assert view.owners == (NamedLine("Brian Ashdown and Deb", "Count the chairs"),)
    assert view.asked == (NamedLine("mo", "The lease"),)
    assert [(one.name, one.shown) for one in view.unlisted] == [("Deb", False)]


def test_who_said_by_phone_that_they_did_not_follow_is_not_told_here_either() -> None:
    table = Table()
    table.do(RaiseHand(person=person(table, "Ana"), reason="unclear"))

    assert by_name(table.state).queue == ("someone",)


def test_a_first_name_of_two_people_is_left_as_it_was_typed() -> None:
    maggies = (PlanPerson("Maggie O’Rourke"), PlanPerson("Maggie Smith"))
    table = Table(replace(PLAN, people=(*PLAN.people, *maggies)))

    assert in_full(table.state, "Maggie") == "Maggie"
    assert in_full(table.state, "O'Rourke, Mo") == "Maggie O’Rourke, Mo"


def test_a_name_that_may_be_shown_is_told_so() -> None:
    table = Table()
    table.do(RaiseHand(name="Deb"))
    (key,) = table.state.unlisted
    table.do(AnswerUnlisted(unlisted=key, shown=True))

    assert [(one.key, one.shown) for one in by_name(table.state).unlisted] == [(key, True)]


@pytest.mark.parametrize(
    ("state", "left"),
    [
        ("under-way", "under way"),
        ("not-done", "not done"),
        ("done", None),
        ("cannot-change", None),
    ],
)
def test_what_is_open_of_earlier_sessions_keeps_its_owner(
    state: Reported, left: str | None
) -> None:
    table = Table(carried=LEFT)
    table.do(SetAction(what="Count the chairs", who="Mo", by="Monday"))
    table.do(TellOutcome(about="a1", state=state, why="" if state == "done" else "No time"))

    told = open_actions(table.state)

    assert told.ours == (OpenAction("Count the chairs", "Mo", "Monday 9 March 2026"),)
    assert [(one.who, one.by) for one in told.left] == ([("Deb Okoro", "Friday")] if left else [])


@pytest.mark.practice("P40")
@pytest.mark.parametrize("who", ["someone", "Deb Okoro", "Kit and someone", "a carer and parent"])
def test_the_wall_names_nobody_who_owes_something(who: str) -> None:
    action = replace(LEFT.actions[0], who=who, owner="Deb Okoro")
    promise = CarriedPromise("m1", "An answer", who=who, by="Friday")
    table = Table(PLAN, replace(LEFT, actions=(action,), promises=(promise,)))

    lines = [one.text for one in last_time(table.state).lines if one.kind == "left"]

    assert lines == [
        "An answer: not told yet · by Friday",
        "Ring the depot: not told yet · by Friday",
    ]
    told = [(one.what, one.who) for one in open_actions(table.state).left]
    assert told == [("An answer", who), ("Ring the depot", "Deb Okoro")]


def test_no_recap_holds_an_owner_that_was_left() -> None:
    table = Table(carried=LEFT)
    table.do(TellOutcome(about="a1", state="not-done", why="No time"))

    assert b"Okoro" not in msgspec.json.encode(recap(table.state))


@pytest.mark.practice("P46")
def test_strike_and_forget_take_the_owner_that_was_left() -> None:
    table = Table(carried=LEFT)
    strike = strike_of(table.state, "carried", "a1")
    assert strike

    struck = strike.value(table.state)
    forgotten = forgetting("deb okoro").value(table.state)

    assert struck.carried.actions[0].owner == STRUCK
    assert forgotten.carried.actions[0].owner == ""
    for cleaned in (struck, forgotten):
        assert b"Okoro" not in msgspec.json.encode(cleaned)
