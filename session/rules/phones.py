"""Phones that take part: joining, leaving, who uses them, and what they sent that waits for review.

A phone is identified by the hash of its token. Its actions become the same commands as a key press
(P30, P34); the journal does not record which phone an idea, a colour or a concern came from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.folding import folded
from session.model.ideas import AddIdea
from session.model.people import (
    AddPerson,
    Consent,
    Person,
    PersonArrived,
    PersonChanged,
    PersonConsentChanged,
)
from session.model.phones import (
    AnyPhonesCommand,
    CloseDoor,
    ColouringSet,
    Concern,
    ConcernRaised,
    ConcernSeen,
    Device,
    DeviceJoined,
    DeviceLeft,
    DoorClosed,
    DoorOpened,
    IdeaOffered,
    JoinDevice,
    LeaveDevice,
    LookFirstSet,
    Offer,
    OfferIdea,
    OfferSettled,
    OpenDoor,
    PhonesEvent,
    RaiseConcern,
    SeeConcern,
    SetColouring,
    SetLookFirst,
    SettleOffer,
    SetWays,
    WaysSet,
)
from session.model.plan import Wifi
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import NAME_LIMIT, clean
from session.plan.edits import link_of, wifi_of
from session.rules import people
from session.rules.devices import device_of, devices_of, noes, with_phones
from session.rules.ideas import added, new_words
from session.rules.input import validated
from session.rules.turns import without_own
from session.wording.catalogue import Say

CONCERN_LIMIT = 1000


def unread(state: State) -> tuple[Concern, ...]:
    """Return the concerns the facilitator has not read, oldest first. Private."""
    return tuple(concern for concern in state.concerns.values() if not concern.seen)


def decide(
    state: State, command: AnyPhonesCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about phones, or why it is refused."""
    match command:
        case OpenDoor(code=code, port=port, link=link):
            door = state.door
            if door.open and (door.port, door.link) == (port, link):
                return Rejected("refused.door_open")
            return (DoorOpened(code=door.code or code, port=port, link=link),)
        case CloseDoor():
            return (DoorClosed(),) if state.door.open else Rejected("refused.door_closed")
        case SetLookFirst(on=on):
            same = state.door.look_first == on
            return Rejected("refused.door_same") if same else (LookFirstSet(on=on),)
        case SetColouring(on=on):
            same = state.door.colouring == on
            return Rejected("refused.door_same") if same else (ColouringSet(on=on),)
        case SetWays():
            return _ways(state, command)
        case JoinDevice():
            return _join(state, command, now, new_id)
        case LeaveDevice(device=mark, gone=gone):
            device = device_of(state, mark)
            if device is None:
                return Rejected("refused.device_unknown")
            left = DeviceLeft(device=mark, asked=not gone)
            person = state.people.get(device.person)
            here = person is not None and person.presence == "here"
            last = len(devices_of(state, device.person)) == 1
            return (left, *people.gone(state, device.person)) if gone and here and last else (left,)
        case OfferIdea(text=text, author=author):
            if not state.door.look_first:
                return added(state, AddIdea(text=text, channel="phone", author=author), new_id, say)
            words = new_words(state, text, say)
            if isinstance(words, Rejected):
                return words
            if any(offer.text == words for offer in state.offers.values()):
                return Rejected("refused.offer_twice")
            return (IdeaOffered(offer=new_id(), text=words, author=author),)
        case SettleOffer():
            return _settle(state, command, say)
        case RaiseConcern(text=text):
            words = validated(text, CONCERN_LIMIT)
            if isinstance(words, Rejected):
                return words
            return (ConcernRaised(concern=new_id(), text=words),)
        case SeeConcern(concern=key):
            waiting = unread(state)
            chosen = next((one for one in waiting if key in {"", one.id}), None)
            if chosen is None:
                return Rejected("refused.no_concern")
            return (ConcernSeen(concern=chosen.id),)
        case _:
            assert_never(command)


def _join(
    state: State, command: JoinDevice, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if not state.door.open:
        return Rejected("refused.door_closed")
    before = state.devices.get(command.device)
    if before is not None and not before.out:
        return Rejected("refused.device_here")
    if before is not None and before.asked:
        return Rejected("refused.device_asked")
    if refused := people.unknown_role(state, command.roles):
        return refused
    name = clean(command.name, NAME_LIMIT)
    known = _expected(state, name) or (_again(state, before.person, name) if before else None)
    if known is None:
        add = AddPerson(name=command.name, roles=command.roles, remote=command.remote)
        arrived = people.decide(state, add, now, new_id)
        if isinstance(arrived, Rejected):
            return arrived
    else:
        arrived = (
            *(() if known.presence == "here" else (PersonArrived(person=known.id),)),
            *_as_they_say(known, command),
        )
    person = known.id if known else _new(arrived)
    answered = command.consent if known is None else _over(known.consent, command.consent)
    changed = answered != (known.consent if known else Consent())
    consents = (PersonConsentChanged(person=person, consent=answered),) if changed else ()
    return (*arrived, DeviceJoined(device=command.device, person=person), *consents)


def _new(arrived: tuple[Event, ...]) -> str:
    return next(event.person for event in arrived if isinstance(event, PersonArrived))


def _as_they_say(known: Person, command: JoinDevice) -> tuple[Event, ...]:
    """Return the event that updates role groups and location when a listed person joins."""
    roles, remote = command.roles or known.roles, command.remote or known.remote
    if (roles, remote) == (known.roles, known.remote):
        return ()
    return (PersonChanged(person=known.id, name=known.name, roles=roles, remote=remote),)


def _expected(state: State, name: str) -> Person | None:
    """Return the person who has exactly this name and no phone yet: it is they who join."""
    wanted = folded(name)
    taken = with_phones(state)
    same = (p for p in state.people.values() if wanted and folded(p.name) == wanted)
    return next((person for person in same if person.id not in taken), None)


def _again(state: State, person: str, name: str) -> Person | None:
    """Return the person who rejoins with the phone they left with, unless they give another person's name."""
    known = state.people.get(person)
    return known if known and folded(name) in {"", folded(known.name)} else None


def _over(before: Consent, answers: Consent) -> Consent:
    """Return the earlier answers, updated by new ones where there was no answer or a yes.

    An earlier no is kept: the person joining under this name may not be the one who answered. It can be
    changed on the laptop.
    """
    told = {
        name: getattr(answers, name)
        for name in Consent.__struct_fields__
        if getattr(answers, name) is not None and getattr(before, name) is not False
    }
    return replace(before, **told)


def _noes_before(state: State, mark: str, person: str) -> tuple[str, ...]:
    """Return the consents that were refused before this phone joined, which it can't change."""
    known, consent = state.devices.get(mark), state.people[person].consent
    if known is not None and known.person == person:
        return known.noes
    return noes(consent)


def _settle(state: State, command: SettleOffer, say: Say) -> tuple[Event, ...] | Rejected:
    key = command.offer or next(iter(state.offers), "")
    offer = state.offers.get(key)
    if offer is None:
        return Rejected("refused.no_offer")
    settled = OfferSettled(offer=key, taken=command.taken)
    if not command.taken:
        return (settled,)
    idea = AddIdea(text=offer.text, channel="phone", author=offer.author)
    # With the offer's id, so that striking the idea also removes the offer.
    let_in = added(state, idea, lambda: key, say)
    return let_in if isinstance(let_in, Rejected) else (*let_in, settled)


def _ways(state: State, command: SetWays) -> tuple[Event, ...] | Rejected:
    link = link_of(command.meeting_link)
    typed_wifi = command.wifi or Wifi("")
    wifi = wifi_of(typed_wifi.name, typed_wifi.password)
    if isinstance(link, Rejected):
        return link
    if isinstance(wifi, Rejected):
        return wifi
    if (link, wifi) == (state.meta.meeting_link, state.meta.wifi):
        return Rejected("refused.door_same")
    return (WaysSet(meeting_link=link, wifi=wifi),)


def evolve(state: State, event: PhonesEvent, t: int) -> State:
    """Return the state after an event about phones."""
    match event:
        case DoorOpened(code=code, port=port, link=link):
            door = replace(state.door, code=code, port=port, link=link, open=True)
            return replace(state, door=door)
        case DoorClosed():
            return replace(state, door=replace(state.door, open=False))
        case LookFirstSet(on=on):
            return replace(state, door=replace(state.door, look_first=on))
        case ColouringSet(on=on):
            return replace(state, door=replace(state.door, colouring=on))
        case WaysSet(meeting_link=link, wifi=wifi):
            return replace(state, meta=replace(state.meta, meeting_link=link, wifi=wifi))
        case DeviceJoined(device=mark, person=person):
            device = Device(mark, person, t, noes=_noes_before(state, mark, person))
            return replace(state, devices=put(state.devices, mark, device))
        case DeviceLeft(device=mark, asked=asked):
            out = replace(state.devices[mark], out=True, asked=asked)
            gone = replace(state, devices=put(state.devices, mark, out))
            return gone if devices_of(gone, out.person) else without_own(gone, out.person)
        case IdeaOffered(offer=key):
            offer = Offer(key, event.text, event.author, t)
            return replace(state, offers=put(state.offers, key, offer))
        case OfferSettled(offer=key, taken=taken):
            left = {other: offer for other, offer in state.offers.items() if other != key}
            settled = replace(state, offers=left)
            said = state.offers[key].text if key in state.offers else ""
            idea = next(reversed(state.ideas.values()), None)
            if not taken or idea is None or key == idea.id or idea.first != said:
                return settled
            # In an old journal the same command has just added it, under another id.
            return replace(settled, ideas=put(state.ideas, idea.id, replace(idea, offer=key)))
        case ConcernRaised(concern=key, text=text):
            return replace(state, concerns=put(state.concerns, key, Concern(key, text, t)))
        case ConcernSeen(concern=key):
            seen = replace(state.concerns[key], seen=True)
            return replace(state, concerns=put(state.concerns, key, seen))
        case _:
            assert_never(event)
