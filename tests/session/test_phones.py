"""Phones in the session: the door, joining, ideas looked at first, colouring, concerns."""

from __future__ import annotations

import pytest

from session.erase.entries import entries, latest_entry, place_of
from session.model.floor import CallHand, LowerHand, RaiseHand
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme, ColourIdea, MarkIdea
from session.model.people import AddPerson, AnswerConsent, ArriveAll, Consent
from session.model.phones import (
    CloseDoor,
    JoinDevice,
    LeaveDevice,
    OfferIdea,
    OpenDoor,
    RaiseConcern,
    SeeConcern,
    SetColouring,
    SetLookFirst,
    SettleOffer,
    SetWays,
)
from session.model.plan import Wifi
from session.model.record import WriteNote
from session.rules.devices import device_of, joined
from session.rules.phones import unread
from session.rules.queue import queue_order
from session.rules.themes import letters
from session.views.phone_own import me
from tests.session.table import Table

PHONE = "phone-1"


def table() -> Table:
    s = Table()
    s.do(OpenDoor(code="warm-soup", port=8470))
    return s


def with_themes() -> tuple[Table, str, dict[str, str]]:
    s = table()
    s.do(AddTheme(name="Warmth"))
    s.do(AddTheme(name="Food"))
    s.do(AddIdea(text="Soup"))
    s.do(SetColouring(on=True))
    (idea,) = s.state.ideas
    return s, idea, {theme.letter: theme.id for theme in s.state.themes.values()}


@pytest.mark.practice("P30")
def test_a_phone_joins_with_nothing_but_its_mark() -> None:
    s = table()

    s.do(JoinDevice(device="mark"))

    device = device_of(s.state, "mark")
    assert device is not None
    person = s.state.people[device.person]
    assert (person.name, person.roles, person.presence) == ("", (), "here")
    assert person.consent == Consent()


def test_somebody_expected_is_the_one_who_joins() -> None:
    s = table()

    s.do(JoinDevice(device="mark", name="priya", consent=Consent(named=True)))

    (priya,) = [p for p in s.state.people.values() if p.name == "Priya"]
    assert priya.presence == "here"
    assert priya.consent.named is True
    assert priya.roles == ("community member",)


def test_somebody_marked_here_already_brings_their_phone_and_keeps_earlier_answers() -> None:
    s = table()
    s.do(ArriveAll())

    s.do(JoinDevice(device="mark", name="Priya", consent=Consent(counted=True)))
    s.do(JoinDevice(device="other", name="Ana"))

    assert len(s.state.people) == 4
    assert joined(s.state) == 2


def test_what_somebody_says_they_are_here_as_goes_before_the_plan() -> None:
    s = table()

    s.do(JoinDevice(device="mark", name="Priya", roles=("researcher",), remote=True))

    (priya,) = [p for p in s.state.people.values() if p.name == "Priya"]
    assert (priya.roles, priya.remote) == (("researcher",), True)
    refused = JoinDevice(device="third", name="Mo", roles=("no such group",))
    assert s.refuse(refused) == "refused.role_unknown"


def test_a_phone_learns_when_its_hand_gets_the_floor_and_until_the_next_one_does() -> None:
    s = table()
    s.do(JoinDevice(device="mark", name="Priya"))
    s.do(JoinDevice(device="other", name="Ana"))
    priya, ana = (device_of(s.state, mark).person for mark in ("mark", "other"))  # type: ignore[union-attr]  # both joined
    for person in (priya, ana):
        s.do(RaiseHand(person=person))

    def turn(mark: str) -> bool:
        return me(s.state, mark, queue_order(s.state)).turn

    assert not turn("mark")
    s.do(CallHand())
    assert (turn("mark"), turn("other")) == (True, False)
    s.do(CallHand())
    assert (turn("mark"), turn("other")) == (False, True)


def test_a_hand_that_is_taken_down_gives_nobody_the_floor() -> None:
    s = table()
    s.do(JoinDevice(device="mark", name="Priya"))
    person = device_of(s.state, "mark").person  # type: ignore[union-attr]  # it joined
    s.do(RaiseHand(person=person))
    s.do(LowerHand(hand=next(iter(s.state.queue))))

    assert not me(s.state, "mark", queue_order(s.state)).turn


def test_a_name_that_has_a_phone_is_taken() -> None:
    s = table()
    s.do(JoinDevice(device="mark", name="Priya"))

    assert s.refuse(JoinDevice(device="two", name="PRIYA")) == "refused.name_taken"
    assert s.refuse(JoinDevice(device="mark", name="Kit")) == "refused.device_here"


def test_a_closed_door_lets_nobody_new_in_and_nobody_out() -> None:
    s = table()
    s.do(JoinDevice(device="mark"))
    s.do(CloseDoor())

    assert s.refuse(JoinDevice(device="late")) == "refused.door_closed"
    assert device_of(s.state, "mark") is not None
    s.do(OpenDoor(code="another", port=8471))
    assert (s.state.door.code, s.state.door.port) == ("warm-soup", 8471)


def test_who_leaves_is_gone_and_who_is_asked_to_leave_stays_a_person() -> None:
    s = table()
    s.do(JoinDevice(device="one"))
    s.do(JoinDevice(device="two"))

    s.do(LeaveDevice(device="one"))
    s.do(LeaveDevice(device="two", gone=False))

    people = list(s.state.people.values())[-2:]
    assert [person.presence for person in people] == ["left", "here"]
    assert s.refuse(LeaveDevice(device="one")) == "refused.device_unknown"


def test_ideas_come_straight_in_or_wait_to_be_looked_at() -> None:
    s = table()
    s.do(OfferIdea(text="Soup"), PHONE)
    s.do(SetLookFirst(on=True))

    s.do(OfferIdea(text="A quiet hour"), "phone-2")
    s.do(OfferIdea(text="A night bus"), "phone-3")
    assert s.refuse(OfferIdea(text="A night bus")) == "refused.offer_twice"
    s.do(SettleOffer(taken=True))
    s.do(SettleOffer(taken=False))

    assert [idea.text for idea in s.state.ideas.values()] == ["Soup", "A quiet hour"]
    assert {idea.channel for idea in s.state.ideas.values()} == {"phone"}
    assert s.refuse(SettleOffer(taken=True)) == "refused.no_offer"


@pytest.mark.practice("P26")
def test_people_colour_differently_until_the_group_settles_it() -> None:
    s, idea, theme = with_themes()

    s.do(MarkIdea(idea=idea, mark="one", theme=theme["A"]), "phone-1")
    s.do(MarkIdea(idea=idea, mark="two", theme=theme["B"]), "phone-2")
    assert letters(s.state, s.state.ideas[idea]) == "AB"
    s.do(MarkIdea(idea=idea, mark="two", theme=theme["A"]), "phone-3")
    assert letters(s.state, s.state.ideas[idea]) == "A"
    s.do(ColourIdea(idea=idea, theme=theme["B"]))

    assert letters(s.state, s.state.ideas[idea]) == "B"
    refused = s.refuse(MarkIdea(idea=idea, mark="one", theme=theme["A"]))
    assert refused == "refused.idea_settled"


def test_colouring_is_only_possible_while_it_is_open() -> None:
    s, idea, theme = with_themes()
    s.do(SetColouring(on=False))

    refused = s.refuse(MarkIdea(idea=idea, mark="one", theme=theme["A"]))

    assert refused == "refused.colouring_closed"


def test_a_concern_waits_until_it_was_read() -> None:
    s = table()
    s.do(RaiseConcern(text="  It is   too loud "), PHONE)

    (concern,) = unread(s.state)
    s.do(SeeConcern())

    assert concern.text == "It is too loud"
    assert unread(s.state) == ()
    assert s.refuse(SeeConcern()) == "refused.no_concern"


def test_the_keyboards_undo_passes_over_what_phones_did() -> None:
    s = table()
    s.do(WriteNote(text="A note"))
    s.do(OfferIdea(text="Soup"), PHONE)

    s.do(Undo())

    assert s.state.notes == {}
    assert [idea.text for idea in s.state.ideas.values()] == ["Soup"]


def test_a_resumed_session_knows_its_phones_and_what_each_did() -> None:
    s = table()
    s.do(WriteNote(text="A note"))
    s.do(JoinDevice(device="mark"), PHONE)
    s.do(OfferIdea(text="Soup"), "phone-2")

    again = s.resumed()

    assert again.state == s.state
    assert again.do(OfferIdea(text="Soup"), "phone-2").events == ()
    again.do(Undo())
    assert again.state.notes == {}


def test_what_waits_to_be_looked_at_is_no_entry_that_the_shared_screen_would_name() -> None:
    s = table()
    s.do(SetLookFirst(on=True))
    done = s.do(OfferIdea(text="The night nurse"), PHONE)
    s.do(RaiseConcern(text="It is too loud"), "phone-2")

    assert [place_of(event, s.state) for event in done.events] == [None]
    assert latest_entry(s.state, ()) is None
    assert not {"The night nurse", "It is too loud"} & {one.text for one in entries(s.state)}


def test_a_second_turn_in_a_row_is_told_like_the_first() -> None:
    s = table()
    s.do(JoinDevice(device="mark", name="Kit"))
    kit = person_of(s, "mark")

    def turn() -> bool:
        return me(s.state, "mark", queue_order(s.state)).turn

    s.do(RaiseHand(person=kit))
    s.do(CallHand())
    assert turn()
    s.do(RaiseHand(person=kit, reason="unclear"))
    assert turn()
    s.do(RaiseHand(person=kit))
    assert not turn()
    s.do(CallHand())
    assert not turn()
    s.do(CallHand())
    assert turn()


def test_whoever_leaves_with_one_of_two_phones_is_still_here() -> None:
    s = table()
    s.do(JoinDevice(device="one", name="Kit"))
    kit = person_of(s, "one")
    s.do(LeaveDevice(device="one"))
    s.do(JoinDevice(device="two", name="Kit"))
    s.do(JoinDevice(device="one"))
    assert person_of(s, "one") == person_of(s, "two") == kit

    s.do(LeaveDevice(device="one"))
    assert s.state.people[kit].presence == "here"
    s.do(LeaveDevice(device="two"))
    assert s.state.people[kit].presence == "left"


def test_a_colour_taken_away_on_the_laptop_takes_the_marks_of_phones_with_it() -> None:
    s, idea, ids = with_themes()
    s.do(MarkIdea(idea=idea, mark="m1", theme=ids["A"]))
    s.do(ColourIdea(idea=idea, theme=""))
    assert s.state.ideas[idea].marks == {}

    s.do(MarkIdea(idea=idea, mark="m2", theme=ids["B"]))
    assert letters(s.state, s.state.ideas[idea]) == "B"


def test_a_name_is_the_same_however_its_letters_are_put_together() -> None:
    s = table()
    s.do(JoinDevice(device="one", name="Zo\u00eb"))

    assert s.refuse(JoinDevice(device="two", name="Zoe\u0308")) == "refused.name_taken"


def test_a_no_said_before_a_phone_came_changes_at_the_laptop_only() -> None:
    s = table()
    s.do(AddPerson(name="Kit"))
    kit = next(reversed(s.state.people))
    s.do(AnswerConsent(person=kit, question="named", answer=False))
    s.do(JoinDevice(device="mark", name="Kit", consent=Consent(counted=False)))
    assert person_of(s, "mark") == kit

    by_phone = AnswerConsent(person=kit, question="named", answer=True, device="mark")
    assert s.refuse(by_phone) == "refused.consent_no"
    unsaid = AnswerConsent(person=kit, question="named", device="mark")
    assert s.refuse(unsaid) == "refused.consent_no"
    # Their own no of this phone is theirs to change.
    s.do(AnswerConsent(person=kit, question="counted", answer=True, device="mark"))
    s.do(AnswerConsent(person=kit, question="counted", answer=False, device="mark"))
    s.do(LeaveDevice(device="mark"))
    s.do(JoinDevice(device="mark"))
    s.do(AnswerConsent(person=kit, question="counted", answer=True, device="mark"))
    assert s.refuse(by_phone) == "refused.consent_no"

    s.do(AnswerConsent(person=kit, question="named", answer=None))
    s.do(by_phone)
    assert s.state.people[kit].consent == Consent(named=True, counted=True)
    # From then on it is theirs altogether.
    s.do(AnswerConsent(person=kit, question="named", answer=False, device="mark"))
    s.do(by_phone)
    assert s.resumed().state == s.state


def person_of(s: Table, mark: str) -> str:
    device = device_of(s.state, mark)
    assert device is not None
    return device.person


def test_the_meeting_link_and_the_wifi_can_be_set_while_the_session_goes_on() -> None:
    s = Table()
    before = s.state.meta

    s.do(SetWays(meeting_link="meet.example.org/hub", wifi=Wifi(" Hall ", "sesame")))

    assert s.state.meta.meeting_link == "https://meet.example.org/hub"
    assert s.state.meta.wifi == Wifi("Hall", "sesame")
    assert s.refuse(
        SetWays(meeting_link="https://meet.example.org/hub", wifi=Wifi("Hall", "sesame"))
    ) == ("refused.door_same")
    assert s.refuse(SetWays(meeting_link="nowhere at all")) == "refused.plan.link"
    assert s.refuse(SetWays(wifi=Wifi("H" * 33))) == "refused.plan.long"
    assert s.do(Undo()).what == "how people join from afar"
    assert s.state.meta == before
