"""The private panel: shares of talk and messages, shown only after confirming that the projector is off (P23)."""

from __future__ import annotations

from zlib import crc32

from msgspec import Struct

from session.model.state import Instant, State
from session.rules import talk_shares
from session.rules.admission import waiting_for_missed
from session.rules.phones import unread
from session.rules.queue import queue_order, said_unclear
from session.views.people import full_name
from session.wording.catalogue import say

SOONEST, LATEST = 3, 10
"""Minutes after a look from which on a sign may say that the panel has not been looked at since."""
_MINUTE_MS = 60_000


class VoiceLine(Struct, frozen=True):
    """Talk of one role group compared with its share of the room; shares 0–1, ``None`` while silent."""

    group: str
    talk: float | None
    room: float
    words: str
    agreed: float | None = None
    """The agreed share, 0–1, which talk is then compared with instead."""


class VoicesView(Struct, frozen=True):
    """Private: shares of talk. Only after confirming that the projector is off."""

    recent: tuple[VoiceLine, ...] = ()
    whole: tuple[VoiceLine, ...] = ()
    facilitators: str = ""
    said: str = ""


class PrivateView(Struct, frozen=True):
    """Private: messages for the facilitator only. Only with the projector off."""

    concerns: tuple[str, ...] = ()
    """Unread messages, oldest first."""
    offers: tuple[str, ...] = ()
    """Ideas that wait for review, oldest first."""
    returns: tuple[str, ...] = ()
    """Names of people who ask to rejoin with another phone."""
    missed: tuple[str, ...] = ()
    """Names of people whose phones ask what they missed of the series."""
    unclear: tuple[int, ...] = ()
    """Queue positions of people who reported by phone that they didn't follow; without their names."""
    notes: tuple[str, ...] = ()
    """The plan's notes for the current item, one per line."""


def private(state: State) -> PrivateView:
    """Return what waits for the facilitator."""
    current = state.items.get(state.clock.current)
    return PrivateView(
        tuple(concern.text for concern in unread(state)),
        tuple(offer.text for offer in state.offers.values()),
        tuple(full_name(state.people[one.person]) for one in state.returns.values()),
        tuple(_asking(state, one.device) for one in waiting_for_missed(state)),
        tuple(n for n, hand in enumerate(queue_order(state), 1) if said_unclear(hand)),
        tuple(current.notes.splitlines()) if current else (),
    )


def _asking(state: State, mark: str) -> str:
    person = state.people.get(state.devices[mark].person)
    return full_name(person) if person and person.name else say("person.someone")


def look_due(state: State, now: Instant, looked_t: int) -> bool:
    """Return whether to remind the facilitator to look at the panel, last seen at ``looked_t``.

    The room sees the reminder, so it must not reveal that a message arrived. It appears at a whole minute after
    the last look, and without any message as well, after a varying number of minutes.
    """
    if not state.devices or state.clock.started_t is None or state.closing.ended_t is not None:
        return False
    minutes = (now.t - looked_t) // _MINUTE_MS
    by_itself = SOONEST + crc32(f"{state.meta.id} {looked_t}".encode()) % (LATEST - SOONEST + 1)
    if minutes >= by_itself:
        return True
    asked_t = looked_t + minutes * _MINUTE_MS
    came = [one.told_t for one in unread(state)] + [o.offered_t for o in state.offers.values()]
    came += [hand.raised_t for hand in state.queue.values() if said_unclear(hand)]
    return minutes >= SOONEST and min(came, default=asked_t) < asked_t


def voices(state: State, now: Instant) -> VoicesView:
    """Return talk by role group compared with the room at ``now``."""
    if not state.meta.counting and not state.floor.total_ms:
        return VoicesView(said=say("voices.not_counted"))
    everything = talk_shares.whole(state, now.t)
    minutes = round(everything.apart_s / 60)
    return VoicesView(
        recent=_voice_lines(talk_shares.recent(state, now.t)),
        whole=_voice_lines(everything),
        facilitators=say("voices.facilitators", n=minutes),
        said="" if everything.talk_s >= talk_shares.SILENT_S else say("voices.quiet"),
    )


def _voice_lines(shown: talk_shares.Shares) -> tuple[VoiceLine, ...]:
    return tuple(
        VoiceLine(
            share.group,
            share.talk,
            share.room,
            _words(share),
            share.agreed,
        )
        for share in shown.groups
    )


def _words(share: talk_shares.Share) -> str:
    room = round(share.room * 100)
    if share.agreed is not None:
        agreed = round(share.agreed * 100)
        if share.talk is None:
            return say("voices.agreed_only", agreed=agreed)
        return say("voices.agreed", talk=round(share.talk * 100), agreed=agreed)
    if share.talk is None:
        return say("voices.room_only", room=room)
    return say("voices.share", talk=round(share.talk * 100), room=room)
