"""Rounds of speaking: everyone is asked, in an order with remote people in it, and may pass."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.floor import CallHand, OrderQueue, RaiseHand
from session.model.history import Undo
from session.model.lifecycle import SetCounting
from session.model.people import AddPerson, ArriveAll, ChangeConsent, Consent, LeavePerson
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.model.state import State
from session.rules.queue import queue_order
from session.rules.speaking_round import coming, open_circle, speaker
from tests.session.table import Table


def here() -> Table:
    table = Table()
    table.do(ArriveAll())
    return table


def now(state: State) -> str:
    circle = open_circle(state)
    person = speaker(state, circle) if circle else None
    return person.name if person else ""


@pytest.mark.practice("P12")
@pytest.mark.practice("P13")
@pytest.mark.practice("P22")
@pytest.mark.practice("P30")
def test_everyone_is_asked_once_and_remote_people_are_not_last() -> None:
    table = here()

    table.do(OpenCircle())
    asked = [now(table.state)]
    for _ in range(4):
        table.do(StepCircle())
        asked.append(now(table.state))

    assert asked == ["Priya", "Sam", "Mo", "Ana", ""]
    table.do(StepCircle())
    assert open_circle(table.state) is None


@pytest.mark.practice("P18")
def test_a_quiet_minute_comes_first_when_it_is_asked_for() -> None:
    table = here()

    table.do(OpenCircle(quiet=True))
    early = table.refuse(StepCircle())
    table.do(StartCircle())

    assert (early, now(table.state)) == ("refused.circle_quiet", "Priya")


def test_who_is_come_back_to_goes_to_the_end_once_and_latecomers_before() -> None:
    table = here()

    table.do(OpenCircle(kind="check-out"))
    table.do(AddPerson(name="Bea", late=True))
    table.do(StepCircle(how="later"))
    circle = open_circle(table.state)

    assert circle
    assert [p.name for p in coming(table.state, circle)] == ["Mo", "Ana", "Bea", "Priya"]
    for _ in range(4):
        table.do(StepCircle())
    assert now(table.state) == "Priya"
    assert table.refuse(StepCircle(how="later")) == "refused.circle_later"


def test_consent_withdrawn_while_speaking_ends_the_count() -> None:
    table = here()
    table.do(SetCounting(on=True))
    priya = next(iter(table.state.people))
    table.do(ChangeConsent(person=priya, consent=Consent(counted=True)))

    table.do(OpenCircle())
    counted = table.state.floor.current
    table.do(ChangeConsent(person=priya, consent=Consent(counted=False)))

    assert counted is not None
    assert table.state.floor.current is None


def test_a_round_works_with_nobody_on_the_list() -> None:
    table = Table()

    table.do(OpenCircle())
    table.do(StepCircle())
    table.do(StepCircle())
    table.do(CloseCircle())

    (circle,) = table.state.circles.values()
    assert (circle.unlisted, circle.closed_t) == (2, 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["on", "later", "arrive", "leave", "undo"]), max_size=40))
def test_nobody_is_asked_too_often_and_it_ends(steps: list[str]) -> None:
    table = here()
    table.do(OpenCircle())

    for step in steps:
        if step == "arrive":
            table.do(AddPerson())
        elif step == "leave":
            table.give(LeavePerson(person=next(reversed(table.state.people))))
        elif step == "undo":
            table.give(Undo())
        else:
            table.give(StepCircle(how=step))  # type: ignore[arg-type]  # the test names the step
    for _ in range(3 * len(table.state.people) + 3):
        table.give(StepCircle())

    assert open_circle(table.state) is None
    for circle in table.state.circles.values():
        assert set(Counter(circle.asked).values()) <= {1}
        assert set(Counter(circle.later).values()) <= {1}


@pytest.mark.practice("P24")
def test_those_heard_least_go_first_if_the_group_chose_so() -> None:
    table = Table()
    table.do(RaiseHand(group="researcher"))
    table.do(RaiseHand(group="researcher"))
    table.wait(1)
    table.do(RaiseHand(group="community member"))

    table.do(CallHand())
    table.do(OrderQueue(order="heard-least"))
    table.do(RaiseHand(reason="unclear"))

    groups = [hand.group or hand.reason for hand in queue_order(table.state)]
    assert groups == ["unclear", "community member", "researcher"]
    assert table.refuse(RaiseHand(reason="unclear")) == "refused.unclear_twice"
