"""What a single phone is sent of its own: its person, and its ballots, or why it can't cast one."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from remote.answers import sentence
from remote.phone import Phone
from remote.room import Room
from session.model.floor import Hand
from session.model.state import Rejected, State
from session.model.votes import Round
from session.rules.ballots import may_vote
from session.rules.devices import device_of
from session.rules.votes import open_pulse, open_round
from session.views.phone_own import me

_encode = msgspec.json.encode


def own_part(
    room: Room, phone: Phone, order: tuple[Hand, ...], colours: Mapping[str, str]
) -> bytes:
    """Return what belongs to one phone; ``order`` is the current queue, ``colours`` are its themes by idea."""
    state = room.state
    vote, pulse = open_round(state), open_pulse(state)
    refused = _refused(phone, state, pulse)
    return _encode(
        msgspec.structs.replace(
            me(state, phone.mark, order),
            colours=dict(colours),
            voted=_with_ballot(room, phone, vote),
            pulse=_with_ballot(room, phone, pulse),
            no_pulse=sentence(refused) if refused else "",
        )
    )


def ballot_part(room: Room, phone: Phone, state: State) -> bytes:
    """Return what of the open vote belongs to one phone: its ballot, or why it can't cast one."""
    vote = open_round(state)
    if vote is None:
        return b""
    if refused := _refused(phone, state, vote):
        return b'"refused":%s' % _encode(sentence(refused))
    mine = room.mine(vote.id, phone.token)
    return b"" if mine is None else b'"my_dots":%s' % _encode(mine)


def _with_ballot(room: Room, phone: Phone, vote: Round | None) -> str:
    """Return the id of a vote if this phone has a ballot in it."""
    return vote.id if vote and room.mine(vote.id, phone.token) is not None else ""


def _refused(phone: Phone, state: State, vote: Round | None) -> Rejected | None:
    device = device_of(state, phone.mark)
    return may_vote(state, vote, phone.voter(device.person if device else "")) if vote else None
