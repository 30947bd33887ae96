"""The private panel: talk beside the room, silent until there is something to say."""

from __future__ import annotations

import pytest
from msgspec.json import encode
from msgspec.structs import replace

from session.model.agenda import NextItem, StartAgenda
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.lifecycle import EndSession, SetCounting
from session.model.people import AddPerson, ArriveAll, Consent
from session.model.phones import JoinDevice, OfferIdea, OpenDoor, RaiseConcern, SetLookFirst
from session.model.plan import Plan, PlanItem
from session.model.protocol import AnyCommand
from session.rules.queue import queue_order
from session.views.board import board
from session.views.format_floor import called, in_queue
from session.views.names import Naming
from session.views.private import VoicesView, look_due, private, voices
from session.views.recap import recap
from session.wording.catalogue import say
from tests.session.table import Table

COMMUNITY, RESEARCHER, FACILITATOR = "community member", "researcher", "facilitator"


def talked(*turns: tuple[str, int]) -> Table:
    """Return a session in which groups spoke one after the other, each for as many seconds."""
    table = Table()
    table.do(ArriveAll())
    table.do(AddPerson(roles=(RESEARCHER,)))
    table.do(SetCounting(on=True))
    for group, seconds in turns:
        table.do(StartTurn(group=group))
        table.wait(seconds)
    if turns:
        table.do(EndTurn())
    return table


def seen(table: Table) -> VoicesView:
    return voices(table.state, table.now())


@pytest.mark.practice("P23")
def test_when_turns_are_not_counted_there_is_nothing_to_show() -> None:
    assert seen(Table()) == VoicesView(said=say("voices.not_counted"))


@pytest.mark.practice("P23")
def test_shares_of_talk_wait_for_five_minutes() -> None:
    view = seen(talked((COMMUNITY, 200)))
    assert view.said == "Shares are shown after 5 minutes of talk."
    assert {line.talk for line in (*view.recent, *view.whole)} == {None}
    assert [line.words for line in view.whole if line.group == RESEARCHER] == ["40 % of the room"]


@pytest.mark.practice("P23")
def test_talk_stands_beside_the_room_for_both_spans() -> None:
    table = talked((COMMUNITY, 900), (RESEARCHER, 300))
    view = seen(table)
    assert view.said == ""
    for lines, words in ((view.whole, "75 % of talk"), (view.recent, "67 % of talk")):
        line = next(line for line in lines if line.group == COMMUNITY)
        assert line.words == f"{words}, 40 % of the room"


def test_after_counting_was_switched_off_what_was_counted_can_still_be_seen() -> None:
    table = talked((COMMUNITY, 600))
    table.do(SetCounting(on=False))
    assert seen(table).said == ""


@pytest.mark.practice("P23")
def test_facilitators_are_told_apart_in_whole_minutes() -> None:
    table = talked((FACILITATOR, 60))
    assert seen(table).facilitators == "Facilitators spoke for a minute, counted apart."
    assert FACILITATOR not in {line.group for line in seen(table).whole}
    table = talked((FACILITATOR, 190))
    assert seen(table).facilitators == "Facilitators spoke for 3 minutes, counted apart."


def with_a_phone() -> Table:
    table = Table()
    table.do(StartAgenda())
    table.do(OpenDoor(code="warm-soup", port=8470))
    table.do(JoinDevice(device="mark"))
    return table


def due_after(table: Table, looked_t: int) -> int:
    """Return how many minutes after a look the sign comes on."""
    state = table.state
    return next(
        n
        for n in range(60)
        if look_due(state, replace(table.now(), t=looked_t + n * 60_000), looked_t)
    )


@pytest.mark.practice("P30")
def test_the_sign_of_the_private_panel_does_not_tell_that_somebody_has_a_concern() -> None:
    quiet, told = with_a_phone(), with_a_phone()
    told.do(RaiseConcern(text="Too loud"))

    by_itself = {due_after(quiet, looked * 60_000) for looked in range(60)}
    assert by_itself == set(range(3, 11))
    assert {due_after(told, looked * 60_000) for looked in range(60)} == {3}


def test_what_comes_in_meanwhile_shows_at_the_next_whole_minute_only() -> None:
    table = with_a_phone()
    begun = table.now().t
    looked_t = next(begun + n for n in range(60) if due_after(table, begun + n) > 6)
    table.wait(5 * 60)
    table.do(RaiseConcern(text="Too loud"))

    assert not look_due(table.state, table.now(), looked_t)
    assert look_due(table.state, replace(table.now(), t=looked_t + 6 * 60_000), looked_t)


@pytest.mark.parametrize("waits", [RaiseConcern(text="Too loud"), OfferIdea(text="Soup")])
def test_the_sign_is_gone_once_the_panel_was_looked_at(waits: AnyCommand) -> None:
    table = with_a_phone()
    table.do(SetLookFirst(on=True))
    table.do(waits)
    assert not look_due(table.state, replace(table.now(), t=179_999), 0)
    now = replace(table.now(), t=180_000)

    assert look_due(table.state, now, 0)
    assert not look_due(table.state, now, now.t)


@pytest.mark.practice("P25")
def test_who_said_by_phone_that_they_did_not_follow_waits_in_the_panel_without_a_name() -> None:
    table = with_a_phone()
    (device,) = table.state.devices.values()
    table.do(RaiseHand(name="Ana"))
    assert private(table.state).unclear == ()

    table.do(RaiseHand(person=device.person, reason="unclear"))

    assert private(table.state).unclear == (1,)
    assert look_due(table.state, replace(table.now(), t=180_000), 0)
    first, second = queue_order(table.state)
    assert (in_queue(Naming(table.state), first), called(second)) == (say("board.someone"), "")
    # As it is taken up the room hears what is wished for, and still not by whom.
    assert called(first) == say("queue.say_again")


@pytest.mark.practice("P25")
def test_who_did_not_follow_is_given_no_turn_and_counted_nowhere() -> None:
    table = with_a_phone()
    table.do(SetCounting(on=True))
    table.do(JoinDevice(device="two", roles=("researcher",), consent=Consent(counted=True)))
    person = next(one.person for one in table.state.devices.values() if one.id == "two")
    table.do(StartTurn(group="facilitator"))
    before = table.state.floor
    table.do(RaiseHand(person=person, reason="unclear"))

    table.do(CallHand())

    # What would name their role group to the room, or tell them to speak, does not happen.
    assert not table.state.queue
    assert table.state.floor == before


def test_without_a_phone_or_after_the_end_nothing_can_wait() -> None:
    table = Table()
    table.do(StartAgenda())
    table.wait(3600)
    assert not look_due(table.state, table.now(), 0)
    table = with_a_phone()
    table.wait(3600)
    table.do(EndSession())
    assert not look_due(table.state, table.now(), 0)


@pytest.mark.practice("P23")
def test_notes_of_the_item_under_way_stand_in_the_panel_and_nowhere_else() -> None:
    items = (PlanItem("Welcome", 10, notes="Priya starts\nPens: blue box"), PlanItem("Ideas", 20))
    table = Table(Plan("Spring", items))
    assert private(table.state).notes == ()

    table.do(StartAgenda())

    assert private(table.state).notes == ("Priya starts", "Pens: blue box")
    shown = encode((board(table.state, table.now()), recap(table.state)))
    assert b"blue box" not in shown
    table.do(NextItem())
    assert private(table.state).notes == ()
