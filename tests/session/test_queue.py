"""The queue of those who want to speak: who goes first, who waits once, and whose turn is counted."""

from __future__ import annotations

import pytest

from session.model.floor import CallHand, LowerHand, OrderQueue, RaiseHand, StartTurn
from session.model.history import Undo
from session.model.people import ArriveAll, ArrivePerson, ChangeConsent, Consent, LeavePerson
from session.model.state import Rejected
from session.model.text import NAME_LIMIT
from session.rules.queue import queue_order, said_unclear
from session.wording.catalogue import say
from tests.session.builders import (
    COMMUNITY,
    FACILITATOR,
    PROVIDER,
    RESEARCHER,
    counting,
    floor_now,
)
from tests.session.table import Table


def person(table: Table, name: str) -> str:
    return next(key for key, one in table.state.people.items() if one.name == name)


def waiting(table: Table) -> list[str]:
    state = table.state
    return [
        hand.name or hand.group or state.people[hand.person].name
        if hand.person or hand.name or hand.group
        else hand.reason
        for hand in queue_order(state)
    ]


@pytest.mark.practice("P24")
def test_who_can_not_follow_goes_first_then_who_came_first() -> None:
    table = Table()
    table.do(RaiseHand(name="Kit"))
    table.do(RaiseHand(group=RESEARCHER))
    table.do(RaiseHand(person=person(table, "Priya"), reason="unclear"))
    table.do(RaiseHand(person=person(table, "Mo")))
    table.do(RaiseHand(reason="online"))
    assert waiting(table) == ["Priya", "online", "Kit", RESEARCHER, "Mo"]


def test_a_hand_put_back_by_undo_keeps_its_place() -> None:
    table = Table()
    for name in ("Kit", "Jo", "Lou"):
        table.wait(1)
        table.do(RaiseHand(name=name))
    table.do(LowerHand())
    table.do(Undo())
    assert waiting(table) == ["Kit", "Jo", "Lou"]


def test_a_hand_is_somebodys() -> None:
    table = Table()
    assert table.refuse(RaiseHand()) == "refused.hand_nobody"
    assert table.refuse(RaiseHand(name=" \x00 ")) == "refused.hand_nobody"
    assert table.refuse(RaiseHand(person="no such")) == "refused.person_unknown"
    assert table.refuse(RaiseHand(group="astronauts")) == "refused.group_unknown"


def test_a_typed_name_is_cleaned() -> None:
    table = Table()
    table.do(RaiseHand(name="\x1b[2J" + "K" * 500))
    (hand,) = queue_order(table.state)
    assert "\x1b" not in hand.name
    assert len(hand.name) <= NAME_LIMIT


def test_nobody_waits_twice_for_the_same_reason() -> None:
    table = Table()
    priya = person(table, "Priya")
    table.do(RaiseHand(person=priya))
    assert table.refuse(RaiseHand(person=priya)) == "refused.hand_twice"
    assert table.refuse(RaiseHand(person=priya, name="P")) == "refused.hand_twice"
    table.do(RaiseHand(person=priya, reason="unclear"))
    table.do(RaiseHand(name="Kit"))
    assert table.refuse(RaiseHand(name="kit")) == "refused.hand_twice"
    table.do(RaiseHand(reason="online"))
    assert table.refuse(RaiseHand(reason="online")) == "refused.online_twice"


def test_a_group_may_wait_more_than_once() -> None:
    table = Table()
    table.do(RaiseHand(group=COMMUNITY))
    table.do(RaiseHand(group=COMMUNITY))
    assert waiting(table) == [COMMUNITY, COMMUNITY]


def test_a_typed_name_of_somebody_known_is_them() -> None:
    table = Table()
    table.do(RaiseHand(name="priya"))
    (hand,) = queue_order(table.state)
    assert (hand.person, hand.name) == (person(table, "Priya"), "")
    assert table.refuse(RaiseHand(person=person(table, "Priya"))) == "refused.hand_twice"


def test_a_hand_goes_down() -> None:
    table = Table()
    assert table.refuse(LowerHand()) == "refused.queue_empty"
    table.do(RaiseHand(name="Kit"))
    table.do(RaiseHand(name="Jo"))
    assert table.refuse(LowerHand(hand="no such")) == "refused.hand_unknown"
    table.do(LowerHand(hand=queue_order(table.state)[1].id))
    table.do(LowerHand())
    assert waiting(table) == []


def test_calling_somebody_needs_no_counting() -> None:
    table = Table()
    assert table.refuse(CallHand()) == "refused.queue_empty"
    table.do(RaiseHand(group=COMMUNITY))
    table.do(CallHand())
    assert waiting(table) == []
    assert table.state.floor.current is None


@pytest.mark.practice("P23")
def test_calling_a_hand_starts_its_turn() -> None:
    table = counting()
    table.do(StartTurn(group=COMMUNITY))
    table.do(RaiseHand(group=RESEARCHER))
    table.do(RaiseHand(name="Kit"))
    table.wait(30)
    table.do(CallHand())
    assert floor_now(table.state) == ("group", RESEARCHER)
    assert table.state.floor.total_ms == {COMMUNITY: 30_000}
    table.do(CallHand())
    assert floor_now(table.state) == ("someone", "")


def test_calling_somebody_known_starts_a_turn_of_their_group() -> None:
    table = counting()
    sam, ana = person(table, "Sam"), person(table, "Ana")
    for key in (sam, ana):
        table.do(ChangeConsent(person=key, consent=Consent(counted=True)))
        table.do(RaiseHand(person=key))
    table.do(CallHand())
    assert floor_now(table.state) == ("group", RESEARCHER)
    table.do(CallHand())
    assert floor_now(table.state) == ("someone", "")


@pytest.mark.practice("P23")
def test_who_opted_out_is_never_counted() -> None:
    table = counting()
    sam = person(table, "Sam")
    table.do(ChangeConsent(person=sam, consent=Consent(counted=False)))
    table.do(StartTurn(group=COMMUNITY))
    table.do(RaiseHand(person=sam))
    table.wait(30)
    table.do(CallHand())
    assert table.state.floor.current is None
    table.wait(60)
    table.do(StartTurn(group=COMMUNITY))
    assert table.state.floor.total_ms == {COMMUNITY: 30_000}


def test_whoever_goes_waits_no_more() -> None:
    table = Table()
    ana = person(table, "Ana")
    table.do(ArrivePerson(person=ana))
    for reason in ("turn", "unclear"):
        table.do(RaiseHand(person=ana, reason=reason))

    table.do(LeavePerson(person=ana))
    assert table.state.queue == {}

    table.do(Undo())
    assert {hand.reason for hand in table.state.queue.values()} == {"turn", "unclear"}


def test_undo_puts_back_no_hand_of_somebody_who_has_raised_another() -> None:
    table = Table()
    ana = person(table, "Ana")
    table.do(RaiseHand(person=ana))
    table.do(CallHand(), "called")
    table.do(RaiseHand(person=ana))

    refused = table.give(Undo(target="called"))

    assert refused == Rejected("refused.undo_built_on", {"what": say("did.HandLowered")})
    assert len(table.state.queue) == 1


def test_undo_puts_a_hand_of_nobody_known_back_beside_others_like_it() -> None:
    table = Table()
    table.do(RaiseHand(name="Kit"))
    table.do(CallHand(), "called")
    table.wait(1)
    table.do(RaiseHand(name="Jo"))

    table.do(Undo(target="called"))

    assert waiting(table) == ["Kit", "Jo"]


def heard_least(table: Table, *raised: RaiseHand) -> list[str]:
    """Raise hands, with a second between them, and return how they stand with those heard least first."""
    for one in raised:
        table.wait(1)
        table.do(one)
    table.do(OrderQueue(order="heard-least"))
    return waiting(table)


def talked(table: Table, group: str, seconds: float) -> None:
    table.do(StartTurn(group=group))
    table.wait(seconds)


@pytest.mark.practice("P24")
def test_where_turns_are_counted_those_who_talked_least_go_first() -> None:
    table = counting()
    talked(table, COMMUNITY, 100)
    talked(table, RESEARCHER, 300)
    talked(table, FACILITATOR, 200)
    table.do(StartTurn(group=PROVIDER))

    assert heard_least(
        table,
        RaiseHand(group=RESEARCHER),
        RaiseHand(group=FACILITATOR),
        RaiseHand(group=COMMUNITY),
        RaiseHand(group=PROVIDER),
    ) == [PROVIDER, COMMUNITY, FACILITATOR, RESEARCHER]


@pytest.mark.parametrize(("seconds", "first"), [(299, RESEARCHER), (300, COMMUNITY)])
def test_talk_orders_the_queue_from_five_minutes_on(seconds: float, first: str) -> None:
    table = counting()
    table.do(RaiseHand(group=COMMUNITY))
    table.do(CallHand())
    # Called once, and yet silent: the turn goes at once to somebody else.
    talked(table, RESEARCHER, seconds)
    table.do(StartTurn(group=PROVIDER))

    order = heard_least(table, RaiseHand(group=COMMUNITY), RaiseHand(group=RESEARCHER))

    assert order[0] == first


def test_the_turn_under_way_does_not_move_the_queue() -> None:
    table = counting()
    talked(table, RESEARCHER, 400)
    talked(table, COMMUNITY, 10)
    before = heard_least(table, RaiseHand(group=RESEARCHER), RaiseHand(group=COMMUNITY))

    table.wait(3600)

    assert waiting(table) == before == [COMMUNITY, RESEARCHER]


@pytest.mark.practice("P24")
def test_talk_is_for_each_of_a_group_who_is_here() -> None:
    table = counting()
    table.do(ArriveAll())
    talked(table, COMMUNITY, 300)
    talked(table, RESEARCHER, 200)
    table.do(StartTurn(group=PROVIDER))

    # Priya and Mo had 150 seconds each, Sam alone 200.
    order = heard_least(table, RaiseHand(group=RESEARCHER), RaiseHand(group=COMMUNITY))

    assert order == [COMMUNITY, RESEARCHER]


def test_of_two_groups_the_one_heard_least_counts_and_who_is_in_none_waits_behind_nobody() -> None:
    table = counting()
    table.do(ArriveAll())
    talked(table, COMMUNITY, 400)
    talked(table, RESEARCHER, 100)
    talked(table, PROVIDER, 50)
    talked(table, FACILITATOR, 10)

    order = heard_least(
        table,
        RaiseHand(group=COMMUNITY),
        RaiseHand(group=RESEARCHER),
        RaiseHand(person=person(table, "Mo")),
        RaiseHand(person=person(table, "Ana")),
    )

    assert order == ["Mo", "Ana", RESEARCHER, COMMUNITY]


def test_only_who_is_known_said_themselves_that_they_did_not_follow() -> None:
    table = Table()
    table.do(RaiseHand(reason="unclear"))
    table.do(RaiseHand(person=person(table, "Priya"), reason="unclear"))
    table.do(RaiseHand(person=person(table, "Mo")))

    assert [said_unclear(hand) for hand in queue_order(table.state)] == [False, True, False]


def test_who_can_not_follow_comes_before_a_group_that_was_heard_less() -> None:
    table = counting()
    talked(table, COMMUNITY, 400)
    table.do(StartTurn(group=PROVIDER))

    order = heard_least(
        table, RaiseHand(group=RESEARCHER), RaiseHand(group=COMMUNITY, reason="unclear")
    )

    assert order == [COMMUNITY, RESEARCHER]


def test_in_the_order_of_arrival_it_does_not_matter_who_was_heard() -> None:
    table = counting()
    talked(table, RESEARCHER, 400)
    table.do(StartTurn(group=PROVIDER))
    for group in (RESEARCHER, COMMUNITY):
        table.wait(1)
        table.do(RaiseHand(group=group))

    assert waiting(table) == [RESEARCHER, COMMUNITY]
