"""Carries out the requests of a phone through the session's room."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from remote import wire
from remote.phone import Phone
from remote.room import Room
from session.ballot_box import InBox
from session.model.admission import AskMissed, AskReturn
from session.model.floor import LowerHand, RaiseHand
from session.model.glossary import FlagWord
from session.model.ideas import MarkIdea
from session.model.opening_closing import AddReflection
from session.model.parking import Park
from session.model.people import AnswerConsent, Consent, Person
from session.model.phones import Device, JoinDevice, LeaveDevice, OfferIdea, RaiseConcern
from session.model.protocol import AnyCommand
from session.model.state import Rejected, State
from session.rules import queue
from session.rules.ballots import Ballot
from session.rules.devices import device_of
from session.rules.votes import open_pulse
from session.runtime import Done


class Kept(Struct, frozen=True):
    """The result of a durable request; ``n`` is the number of the event, or of the box's version."""

    n: int
    say: str = ""
    """The key of a sentence about the result; may be empty."""


async def join(
    room: Room, phone: Phone, form: wire.Join, new_id: Callable[[], str]
) -> Kept | Rejected:
    """Let a phone join. Raises ``NotKept``."""
    consent = Consent(
        **{question: getattr(form, question) for question in Consent.__struct_fields__}
    )
    command = JoinDevice(
        device=phone.mark, name=form.name, roles=form.role, remote=form.remote, consent=consent
    )
    return _kept(await room.do(command, phone.cmd(new_id())), "phone.joined")


async def ask_back(
    room: Room, phone: Phone, form: wire.Join, new_id: Callable[[], str]
) -> Kept | Rejected:
    """Request to rejoin as a person who has another phone. Raises ``NotKept``."""
    command = AskReturn(device=phone.mark, name=form.name)
    return _kept(await room.do(command, phone.cmd(new_id())), "")


async def carry_out(
    room: Room, phone: Phone, asked: wire.AnyDo, new_id: Callable[[], str]
) -> Kept | Rejected:
    """Carry out a request of a phone that has joined. Raises ``NotKept``."""
    state = room.state
    device = device_of(state, phone.mark)
    if device is None:
        return Rejected("refused.device_unknown")
    cmd = phone.cmd(asked.id or new_id())
    if asked.id and (n := await room.again(cmd)):
        return Kept(n, _said(state, asked))
    match asked:
        case wire.Vote():
            return await _cast(room, phone, asked, cmd)
        case wire.Pulse():
            return await _answer(room, phone, asked, cmd)
        case _:
            command = _command(state, phone, device, asked)
            if isinstance(command, Rejected):
                return command
            return _kept(await room.do(command, cmd), _said(state, asked))


async def left_before(room: Room, phone: Phone, asked: wire.AnyDo) -> Kept | None:
    """Return the result of leaving, for a phone that has left and retries. Raises ``NotKept``."""
    if not isinstance(asked, wire.Leave) or not asked.id:
        return None
    n = await room.again(phone.cmd(asked.id))
    return Kept(n, _said(room.state, asked)) if n else None


def _kept(done: Done | Rejected, say: str) -> Kept | Rejected:
    return done if isinstance(done, Rejected) else Kept(done.n, say)


def _said(state: State, asked: wire.AnyDo) -> str:
    if isinstance(asked, wire.Idea) and state.door.look_first:
        return "phone.did.offered"
    return f"phone.did.{type(asked).__struct_config__.tag}"


def _command(
    state: State, phone: Phone, device: Device, asked: wire.AnyDo
) -> AnyCommand | Rejected:
    person = state.people.get(device.person, Person(device.person))
    match asked:
        case wire.Idea(text=text, show_name=shown):
            return OfferIdea(text=text, author=person.id if shown else "")
        case wire.Colour(idea=idea, theme=theme):
            return MarkIdea(idea=idea, mark=phone.colours_as(idea), theme=theme)
        case wire.Hand():
            return RaiseHand(person=person.id)
        case wire.HandDown():
            return _down(state, person)
        case wire.Unclear():
            return RaiseHand(person=person.id, reason="unclear")
        case wire.AskWord(text=text):
            return FlagWord(text=text)
        case wire.ParkIt(text=text, show_name=shown):
            return Park(text=text, asked_by=person.name if shown else "")
        case wire.Concern(text=text):
            return RaiseConcern(text=text)
        case wire.Reflect(worked=worked, change=change):
            return AddReflection(worked=worked, change=change)
        case wire.Consented(question=question, answer=answer):
            return AnswerConsent(
                person=person.id, question=question, answer=answer, device=phone.mark
            )
        case wire.Missed():
            return AskMissed(device=phone.mark)
        case wire.Leave():
            return LeaveDevice(device=phone.mark)
        case wire.Vote() | wire.Pulse():
            raise AssertionError(asked)


def _down(state: State, person: Person) -> LowerHand | Rejected:
    mine = (hand for hand in queue.queue_order(state) if hand.person == person.id)
    # "I didn't follow" can't be revoked.
    up = next((hand.id for hand in mine if hand.reason == "turn"), "")
    return LowerHand(hand=up) if up else Rejected("refused.no_hand")


async def _cast(room: Room, phone: Phone, asked: wire.Vote, cmd: str) -> Kept | Rejected:
    dots = {option: n for option, n in asked.dots.items() if n}
    done = await _put(room, phone, asked.round, dots, cmd)
    if isinstance(done, Rejected):
        return done
    if not dots:
        return Kept(done.n, "phone.did.vote_empty")
    return Kept(done.n, "phone.did.vote_again" if done.again else "phone.did.vote")


async def _answer(room: Room, phone: Phone, asked: wire.Pulse, cmd: str) -> Kept | Rejected:
    pulse = open_pulse(room.state)
    key = asked.round or (pulse.id if pulse else "")
    answers = {
        "mood": f"mood-{asked.mood}" if asked.mood is not None else "",
        "pace": f"pace-{asked.pace}" if asked.pace is not None else "",
        "clear": "" if asked.clear is None else ("clear-yes" if asked.clear else "clear-no"),
    }
    # Missing answers keep their value, even one given a moment ago.
    before = room.mine(key, phone.token, kept=False) or {}
    kept = {
        option: n for option, n in before.items() if not answers.get(option.split("-", 1)[0], "")
    }
    choice = kept | {option: 1 for option in answers.values() if option}
    if not choice:
        return Rejected("refused.pulse_empty")
    done = await _put(room, phone, key, choice, cmd)
    if isinstance(done, Rejected):
        over = done.reason in {"refused.round_closed", "refused.round_unknown"}
        return Rejected("refused.no_pulse") if over else done
    return Kept(done.n, "phone.did.pulse")


async def _put(
    room: Room, phone: Phone, round: str, choice: dict[str, int], cmd: str
) -> InBox | Rejected:
    device = device_of(room.state, phone.mark)
    person = room.state.people.get(device.person) if device else None
    ballot = Ballot("phone", choice, person.roles if person else ())
    return await room.cast(round, phone.voter(device.person if device else ""), ballot, cmd)
