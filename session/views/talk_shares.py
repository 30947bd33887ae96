"""Shares of talk on the shared screen: only if the group agreed, by role group, never by person (P23)."""

from __future__ import annotations

from msgspec import Struct

from session.model.state import Instant, State
from session.rules import talk_shares
from session.wording.catalogue import say


class HeardLine(Struct, frozen=True):
    """Talk of a role group, 0–1, compared with its reference; in words as well."""

    group: str
    talk: float
    beside: float
    words: str
    """"62 % of talk, 55 % of us"."""


class HeardView(Struct, frozen=True):
    """Shares of talk for the room; empty unless the group agreed to show them."""

    lines: tuple[HeardLine, ...] = ()
    said: str = ""
    """Why there is nothing to show yet; empty if there is, or if shares are not shown."""

    @property
    def shown(self) -> bool:
        return bool(self.lines or self.said)


def heard(state: State, now: Instant) -> HeardView:
    """Return shares of all talk so far at ``now``, as the whole room may see them.

    Small groups are merged (see ``session.rules.talk_shares.folded``), and nothing is shown for less than
    five minutes of talk.
    """
    if not (state.meta.counting and state.agreement.shares_shown):
        return HeardView()
    everything = talk_shares.whole(state, now.t)
    if everything.talk_s < talk_shares.SILENT_S:
        return HeardView(said=say("shares.quiet"))
    folded = talk_shares.folded(state, everything).groups
    # A single line would say 100 % and nothing else.
    if len(folded) < 2:
        return HeardView(said=say("shares.few"))
    return HeardView(tuple(map(_line, folded)))


def line(view: HeardView) -> str:
    """Return the same as one line of words, where there is no room for bars."""
    if not view.shown:
        return ""
    told = "; ".join(say("shares.one", group=one.group, words=one.words) for one in view.lines)
    return say("shares.line", shares=told or view.said)


def _line(share: talk_shares.Share) -> HeardLine:
    talk = round((share.talk or 0.0) * 100)
    if share.agreed is None:
        words = say("shares.of_room", talk=talk, room=round(share.room * 100))
    else:
        words = say("shares.of_agreed", talk=talk, agreed=round(share.agreed * 100))
    return HeardLine(
        share.group or say("shares.together"),
        talk / 100,
        round(share.room if share.agreed is None else share.agreed, 2),
        words,
    )
