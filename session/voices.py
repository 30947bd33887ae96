"""The private panel: shares of talk, shown only after "the projector is off" was confirmed (P23)."""

from __future__ import annotations

from msgspec import Struct

from session import shares
from session.phones import unread
from session.state import Instant, State
from session.wording.catalogue import say


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


def private(state: State) -> PrivateView:
    """Return what waits for the facilitator's eyes alone."""
    return PrivateView(
        tuple(concern.text for concern in unread(state)),
        tuple(offer.text for offer in state.offers.values()),
    )


def voices(state: State, now: Instant) -> VoicesView:
    """Return talk by role group beside the room at ``now``."""
    if not state.meta.counting and not state.floor.total_ms:
        return VoicesView(said=say("voices.not_counted"))
    everything = shares.whole(state, now.t)
    minutes = round(everything.apart_s / 60)
    return VoicesView(
        recent=_voice_lines(shares.recent(state, now.t)),
        whole=_voice_lines(everything),
        facilitators=say("voices.facilitators", n=minutes),
        said="" if everything.talk_s >= shares.SILENT_S else say("voices.quiet"),
    )


def _voice_lines(shown: shares.Shares) -> tuple[VoiceLine, ...]:
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


def _words(share: shares.Share) -> str:
    room = round(share.room * 100)
    if share.agreed is not None:
        agreed = round(share.agreed * 100)
        if share.talk is None:
            return say("voices.agreed_only", agreed=agreed)
        return say("voices.agreed", talk=round(share.talk * 100), agreed=agreed)
    if share.talk is None:
        return say("voices.room_only", room=room)
    return say("voices.share", talk=round(share.talk * 100), room=room)
