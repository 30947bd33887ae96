"""Talk by role group beside the room: whose voices are heard, and whose aren't (P23).

Relative speaking time is share of talk ÷ share of the room (see Archibeque et al.); the two shares
are shown side by side instead, since lengths are easier to compare than ratios.
"""

from __future__ import annotations

from msgspec import Struct

from session import people
from session.floor import TALK, turn_ms
from session.state import State

WINDOW_S = 15 * 60
SILENT_S = 5 * 60
"""Below this much talk, in seconds, shares say nothing."""
FEW = 3
"""Groups with fewer people are never shown alone."""
APART = "facilitator"
"""The role group whose talk is counted apart."""


class Share(Struct, frozen=True):
    """One role group. ``talk`` and ``room`` are shares 0–1; ``talk`` is ``None`` while silent."""

    group: str
    talk: float | None
    room: float
    seconds: float = 0.0
    heads: int = 0


class Shares(Struct, frozen=True):
    """Shares by role group, in the order of the role groups; facilitators' seconds apart."""

    groups: tuple[Share, ...]
    talk_s: float
    apart_s: float = 0.0


def whole(state: State, t: int) -> Shares:
    """Return shares of all talk so far, the turn under way included."""
    seconds = {group: ms / 1000 for group, ms in state.floor.total_ms.items()}
    turn = state.floor.current
    if turn is not None and turn.kind in TALK:
        seconds[turn.group] = seconds.get(turn.group, 0.0) + turn_ms(turn, t) / 1000
    return _shares(state, seconds)


def recent(state: State, t: int) -> Shares:
    """Return shares of the last fifteen minutes of session time."""
    since = t - WINDOW_S * 1000
    seconds: dict[str, float] = {}
    current = state.floor.current
    for turn in (*state.turns.values(), *((current,) if current else ())):
        until = t if turn.until_t is None else turn.until_t
        if turn.kind not in TALK or until <= since:
            continue
        inside_ms = min(turn_ms(turn, t), until - since)
        seconds[turn.group] = seconds.get(turn.group, 0.0) + inside_ms / 1000
    return _shares(state, seconds)


def _shares(state: State, seconds: dict[str, float]) -> Shares:
    heads = people.heads(people.present(state))
    groups = [group for group in state.meta.roles if group != APART]
    talk_s = sum(seconds.get(group, 0.0) for group in [*groups, ""])
    room = sum(heads.get(group, 0) for group in groups)
    return Shares(
        tuple(
            Share(
                group,
                seconds.get(group, 0.0) / talk_s if talk_s >= SILENT_S else None,
                heads.get(group, 0) / room if room else 0.0,
                seconds.get(group, 0.0),
                heads.get(group, 0),
            )
            for group in groups
        ),
        talk_s,
        seconds.get(APART, 0.0),
    )


def folded(shares: Shares) -> Shares:
    """Return shares fit for others' eyes: groups of fewer than three people put together.

    One small group alone could be found by subtraction, so the smallest other group joins it. When
    even together they are too few, nothing is shown.
    """
    small = [share for share in shares.groups if 0 < share.heads < FEW or _unseen(share)]
    large = [share for share in shares.groups if share.heads >= FEW]
    while small and large and (len(small) < 2 or sum(s.heads for s in small) < FEW):
        smallest = min(large, key=lambda share: share.heads)
        large.remove(smallest)
        small.append(smallest)
    if not small:
        return Shares(tuple(large), shares.talk_s, shares.apart_s)
    if len(small) < 2 or sum(share.heads for share in small) < FEW:
        return Shares((), shares.talk_s, shares.apart_s)
    talks = [share.talk for share in small if share.talk is not None]
    together = Share(
        "",
        sum(talks) if talks else None,
        sum(share.room for share in small),
        sum(share.seconds for share in small),
        sum(share.heads for share in small),
    )
    return Shares((*large, together), shares.talk_s, shares.apart_s)


def _unseen(share: Share) -> bool:
    """Tell whether a group spoke though nobody of it is marked as here: somebody must have left."""
    return share.heads == 0 and share.seconds > 0
