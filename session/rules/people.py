"""Who is expected, here, remote, late or gone, and their consents."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.floor import HandLowered, TurnEnded
from session.model.folding import folded
from session.model.people import (
    AddPeople,
    AddPerson,
    AllowWords,
    AnswerConsent,
    AnswerUnlisted,
    AnyPeopleCommand,
    ArriveAll,
    ArrivePerson,
    ChangeConsent,
    ChangePerson,
    Consent,
    ConsentQuestion,
    DeliverySet,
    LeavePerson,
    NameNoted,
    Needs,
    NeedsNoted,
    NoteNeeds,
    PeopleEvent,
    Person,
    PersonArrived,
    PersonChanged,
    PersonConsentChanged,
    PersonLeft,
    SetDelivery,
    UnlistedAnswered,
    UnlistedName,
    WordsAllowed,
)
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import NAME_LIMIT, NEEDS_LIMIT, clean
from session.rules import allowed, coming, devices, unlisted
from session.rules.input import validated
from session.rules.turns import without_own

FEW = 3
"""Counts of answers are never shown for fewer people than this."""


def present(state: State) -> tuple[Person, ...]:
    """Return the people who are here now, in the room or remote."""
    return tuple(p for p in state.people.values() if p.presence == "here")


def came(state: State) -> tuple[Person, ...]:
    """Return everyone who was here at some time."""
    return tuple(p for p in state.people.values() if p.arrived_t is not None)


def heads(people: tuple[Person, ...]) -> dict[str, int]:
    """Count people by role group; somebody with several groups counts in each (P24)."""
    counted: dict[str, int] = {}
    for person in people:
        for role in person.roles:
            counted[role] = counted.get(role, 0) + 1
    return counted


def said_yes(state: State, question: ConsentQuestion) -> int:
    """Count the people who came and answered a question of consent with yes (P17). Private."""
    return sum(getattr(p.consent, question) is True for p in came(state))


def told_yes(state: State, question: ConsentQuestion) -> int:
    """Return ``said_yes`` if it may be shown to others; 0 where it would reveal too much.

    The number who came is known, and could be subtracted: neither yes nor no may be of one or two people.
    """
    yes = said_yes(state, question)
    no = len(came(state)) - yes
    return yes if yes >= FEW and (no == 0 or no >= FEW) else 0


def decide(
    state: State, command: AnyPeopleCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about people, or why it is refused."""
    match command:
        case AddPerson():
            return _add(state, command, new_id)
        case AddPeople():
            refused = (unknown_role(state, one.roles) for one in command.people)
            return next(filter(None, refused), None) or coming.several(state, command, new_id)
        case ArriveAll():
            return _arrive_all(state)
        case ArrivePerson(person=key, late=late):
            person = state.people.get(key)
            if person is None:
                return Rejected("refused.person_unknown")
            if person.presence == "here":
                return _refused(person, "refused.person_here", "refused.that_person_here")
            return (PersonArrived(person=key, late=late),)
        case LeavePerson(person=key):
            person = state.people.get(key)
            if person is None:
                return Rejected("refused.person_unknown")
            if person.presence != "here":
                return _refused(person, "refused.person_not_here", "refused.that_person_not_here")
            return gone(state, key)
        case ChangePerson():
            return _change(state, command)
        case NoteNeeds():
            return _needs(state, command, new_id)
        case AnswerUnlisted(unlisted=key, shown=shown):
            note = state.unlisted.get(key)
            if note is None:
                return Rejected("refused.person_unknown")
            if note.shown == shown:
                return Rejected("refused.record_same")
            return (UnlistedAnswered(unlisted=key, shown=shown),)
        case AllowWords():
            return allowed.decide(state, command)
        case SetDelivery():
            return _delivery(state, command)
        case ChangeConsent(person=key, consent=consent):
            return _consent(state, key, consent)
        case AnswerConsent(person=key, question=question, answer=answer, device=mark):
            person, device = state.people.get(key), state.devices.get(mark)
            said = getattr(person.consent, question) if person else None
            if device and question in device.noes and said is False and answer is not False:
                return Rejected("refused.consent_no")
            now_is = person.consent if person else Consent()
            return _consent(state, key, replace(now_is, **{question: answer}))
        case _:
            assert_never(command)


def gone(state: State, person: str) -> tuple[Event, ...]:
    """Return the events when a person leaves: their raised hand is lowered."""
    hands = [hand.id for hand in state.queue.values() if hand.person == person]
    return (*(HandLowered(hand=hand) for hand in hands), PersonLeft(person=person))


def _consent(state: State, key: str, consent: Consent) -> tuple[Event, ...] | Rejected:
    person = state.people.get(key)
    if person is None:
        return Rejected("refused.person_unknown")
    if person.consent == consent:
        return _refused(person, "refused.person_same", "refused.that_person_same")
    changed = PersonConsentChanged(person=key, consent=consent)
    turn = state.floor.current
    # Withdrawal takes effect at once: the current turn is not counted either.
    if turn is not None and turn.person == key and not consent.counted:
        return (TurnEnded(turn=turn.id, counted=False), changed)
    return (changed,)


def needs_of(state: State, person: str) -> Needs | None:
    """Return somebody's access needs, if any were noted. Private."""
    return next((one for one in state.needs.values() if one.person == person), None)


def _needs(
    state: State, command: NoteNeeds, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if command.person not in state.people:
        return Rejected("refused.person_unknown")
    text = validated(command.text, NEEDS_LIMIT)
    if isinstance(text, Rejected):
        return text
    before = needs_of(state, command.person)
    if before and before.text == text:
        return Rejected("refused.record_same")
    # An id of its own, so that striking it leaves the person's name.
    key = before.id if before else new_id()
    return (NeedsNoted(needs=key, text=text, person=command.person),)


def _delivery(state: State, command: SetDelivery) -> tuple[Event, ...] | Rejected:
    person = state.people.get(command.person)
    if person is None:
        return Rejected("refused.person_unknown")
    if command.got and command.gets is None:
        return Rejected("refused.delivery_how")
    if (person.gets, person.got) == (command.gets, command.got):
        return Rejected("refused.record_same")
    return (DeliverySet(person=person.id, gets=command.gets, got=command.got),)


def _add(
    state: State, command: AddPerson, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    name = clean(command.name, NAME_LIMIT)
    refused = unknown_role(state, command.roles) or _taken(state, name)
    if refused:
        return refused
    return (coming.arrived(command, name, new_id(), late=command.late),)


def _arrive_all(state: State) -> tuple[Event, ...] | Rejected:
    expected = [key for key, person in state.people.items() if person.presence == "expected"]
    if not expected:
        return Rejected("refused.nobody_expected")
    return tuple(PersonArrived(person=key) for key in expected)


def _change(state: State, command: ChangePerson) -> tuple[Event, ...] | Rejected:
    person = state.people.get(command.person)
    if person is None:
        return Rejected("refused.person_unknown")
    name = clean(command.name, NAME_LIMIT)
    refused = unknown_role(state, command.roles) or _taken(state, name, besides=command.person)
    if refused:
        return refused
    if (name, command.roles, command.remote) == (person.name, person.roles, person.remote):
        return _refused(person, "refused.person_same", "refused.that_person_same")
    return (
        PersonChanged(person=command.person, name=name, roles=command.roles, remote=command.remote),
    )


def unknown_role(state: State, roles: tuple[str, ...]) -> Rejected | None:
    """Return a refusal if one of these role groups is not in the plan."""
    known = state.meta.roles
    for role in roles:
        if role not in known:
            return Rejected("refused.role_unknown", {"role": role, "roles": ", ".join(known)})
    return None


def _taken(state: State, name: str, besides: str = "") -> Rejected | None:
    wanted = folded(name)
    if wanted and any(
        folded(person.name) == wanted and key != besides for key, person in state.people.items()
    ):
        # The room reads this, and the owner of the name may want it private.
        return Rejected("refused.name_taken")
    return None


def _refused(person: Person, by_name: str, unnamed: str) -> Rejected:
    # Refusals are shown on the shared screen.
    if person.name and person.consent.named:
        return Rejected(by_name, {"name": person.name})
    return Rejected(unnamed)


def evolve(state: State, event: PeopleEvent, t: int) -> State:
    """Return the state after an event about people."""
    match event:
        case PersonArrived(person=key):
            person = state.people.get(key)
            if event.new or person is None:
                person = Person(id=key, name=event.name, roles=event.roles, remote=event.remote)
            first = t if person.arrived_t is None else person.arrived_t
            person = replace(person, presence="here", late=event.late, arrived_t=first, left_t=None)
            state = unlisted.joined(state, person)
        case PersonLeft(person=key):
            person = replace(state.people[key], presence="left", left_t=t)
        case PersonChanged(person=key):
            person = replace(
                state.people[key], name=event.name, roles=event.roles, remote=event.remote
            )
            state = unlisted.joined(state, person)
        case PersonConsentChanged(person=key, consent=consent):
            before = state.people[key].consent
            person = replace(state.people[key], consent=consent)
            if consent.counted is not True:
                state = without_own(state, key)
            state = allowed.answered(state, key, before, consent)
            state = devices.unbound(state, person)
        case DeliverySet(person=key, gets=gets, got=got):
            told = replace(state.people[key], gets=gets, got=got)
            return replace(state, people=put(state.people, key, told))
        case NeedsNoted(needs=needs):
            noted = Needs(needs, event.text, event.person)
            return replace(state, needs=put(state.needs, needs, noted))
        case NameNoted(unlisted=name):
            note = UnlistedName(name, event.mark, event.letter, after=len(state.people))
            return replace(state, unlisted=put(state.unlisted, name, note))
        case UnlistedAnswered(unlisted=name, shown=shown):
            note = replace(state.unlisted[name], shown=shown)
            return replace(state, unlisted=put(state.unlisted, name, note))
        case WordsAllowed():
            return allowed.evolve(state, event)
        case _:
            assert_never(event)
    return replace(state, people=put(state.people, key, person))
