"""The private panel: shares of talk, shown only after "the projector is off" was confirmed (P23)."""

from __future__ import annotations

from zlib import crc32

from msgspec import Struct

from session.model.state import Instant, State
from session.rules import talk_shares
from session.rules.phones import unread
from session.rules.queue import queue_order, said_unclear
from session.views.people import full_name
from session.wording.catalogue import say

SOONEST, LATEST = 3, 10
"""Minutes after a look at which a sign may say that the panel has not been looked at since."""
_MINUTE_MS = 60_000


class VoiceLine(Struct, frozen=True):
    """Talk of one role group beside its share of the room; shares 0–1, ``None`` while silent."""

    group: str
    talk: float | None
    room: float
    words: str
    agreed: float | None = None
    """The share the group agreed on, which talk is then compared with instead."""


class VoicesView(Struct, frozen=True):
    """Private: shares of talk. Only after the projector is confirmed off."""

    recent: tuple[VoiceLine, ...] = ()
    whole: tuple[VoiceLine, ...] = ()
    facilitators: str = ""
    said: str = ""


class PrivateView(Struct, frozen=True):
    """Private: what came in that only the facilitator may read. Only with the projector off."""

    concerns: tuple[str, ...] = ()
    """Not read yet, oldest first."""
    offers: tuple[str, ...] = ()
    """Ideas that wait to be looked at, oldest first."""
    returns: tuple[str, ...] = ()
    """Names of those who ask to be let in again, on another phone."""
    unclear: tuple[int, ...] = ()
    """Places in the queue of those who said by phone that they didn't follow; who it was is not told."""
    notes: tuple[str, ...] = ()
    """What the plan notes for the item under way, a line each."""


def private(state: State) -> PrivateView:
    """Return what waits for the facilitator's eyes alone."""
    current = state.items.get(state.clock.current)
    return PrivateView(
        tuple(concern.text for concern in unread(state)),
        tuple(offer.text for offer in state.offers.values()),
        tuple(full_name(state.people[one.person]) for one in state.returns.values()),
        tuple(n for n, hand in enumerate(queue_order(state), 1) if said_unclear(hand)),
        tuple(current.notes.splitlines()) if current else (),
    )


def look_due(state: State, now: Instant, looked_t: int) -> bool:
    """Return whether it is time to look in here again, last done at ``looked_t``; what for is not told.

    The room sees the sign, so it must not tell that somebody has a concern. It comes at a whole minute
    after the last look, and by itself as well, after another number of them each time.
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
    """Return talk by role group beside the room at ``now``."""
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
