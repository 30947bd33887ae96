"""Talk by role group compared with the room: whose voices are heard, and whose aren't (P23).

Relative speaking time is share of talk ÷ share of the room (see Archibeque et al.); the two shares are
shown side by side instead, since lengths are easier to compare than ratios.
"""

from __future__ import annotations

from msgspec import Struct

from session.model.state import State, replace
from session.rules import people
from session.rules.turns import TALK, turn_ms

WINDOW_S = 15 * 60
SILENT_S = 5 * 60
"""With less talk than this, in seconds, shares are not meaningful."""
FEW = 3
"""Groups with fewer people are never shown alone."""
APART = "facilitator"
"""The role group whose talk is counted separately."""


class Share(Struct, frozen=True):
    """One role group. ``talk`` and ``room`` are shares 0–1; ``talk`` is ``None`` while silent."""

    group: str
    talk: float | None
    room: float
    seconds: float
    heads: int
    agreed: float | None
    """The share the group agreed on, 0–1; ``None``: talk is compared with the room."""


class Shares(Struct, frozen=True):
    """Shares by role group, in the order of the role groups; facilitators' seconds separately."""

    groups: tuple[Share, ...]
    talk_s: float
    apart_s: float = 0.0


def whole(state: State, t: int) -> Shares:
    """Return shares of all talk so far, including the current turn."""
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
        inside_ms = _between(state, max(turn.since_t, since), until)
        seconds[turn.group] = seconds.get(turn.group, 0.0) + inside_ms / 1000
    return _shares(state, seconds)


def _between(state: State, since: int, until: int) -> int:
    """Return the milliseconds from ``since`` to ``until`` without clock gaps."""
    gaps = (min(until, gap.until_t) - max(since, gap.until_t - gap.length_ms) for gap in state.gaps)
    return max(0, until - since - sum(length for length in gaps if length > 0))


def _shares(state: State, seconds: dict[str, float]) -> Shares:
    heads = people.heads(people.present(state))
    groups = [group for group in state.meta.roles if group != APART]
    talk_s = sum(seconds.get(group, 0.0) for group in [*groups, ""])
    room = sum(heads.get(group, 0) for group in groups)
    agreed = state.agreement.agreed_shares
    return Shares(
        tuple(
            Share(
                group,
                seconds.get(group, 0.0) / talk_s if talk_s >= SILENT_S else None,
                heads.get(group, 0) / room if room else 0.0,
                seconds.get(group, 0.0),
                heads.get(group, 0),
                agreed[group] / 100 if group in agreed else None,
            )
            for group in groups
        ),
        talk_s,
        seconds.get(APART, 0.0),
    )


def folded(state: State, shares: Shares) -> Shares:
    """Return shares that may be shown to others: groups of fewer than three people are merged.

    A single small group could be computed by subtraction, so the smallest other group joins it; when even
    together they are fewer than three people, nothing is shown. Nor can a rest be computed: the
    facilitators' time and turns without a group are left out, and the shares add up to 1. Which groups are
    merged depends on the state only, so that subtracting the last minutes from the whole reveals nothing.
    """
    known = [share for share in shares.groups if share.heads or _spoke(state, share.group)]
    small = [share for share in known if share.heads < FEW]
    large = [share for share in known if share.heads >= FEW]
    while small and large and (len(small) < 2 or _distinct(state, small) < FEW):
        smallest = min(large, key=lambda share: share.heads)
        large.remove(smallest)
        small.append(smallest)
    if small and (len(small) < 2 or _distinct(state, small) < FEW):
        return Shares((), 0.0)
    shown = [*large, _together(small)] if small else large
    talk_s = sum(share.seconds for share in shown)
    return Shares(
        tuple(
            replace(share, talk=share.seconds / talk_s if talk_s else 0.0)
            if share.talk is not None
            else share
            for share in shown
        ),
        talk_s,
    )


def _together(small: list[Share]) -> Share:
    silent = any(share.talk is None for share in small)
    return Share(
        "",
        None if silent else 0.0,
        sum(share.room for share in small),
        sum(share.seconds for share in small),
        sum(share.heads for share in small),
        _agreed(small),
    )


def _agreed(small: list[Share]) -> float | None:
    """Return the agreed share of several groups; groups without one count with their share of the room."""
    if all(share.agreed is None for share in small):
        return None
    return sum(share.room if share.agreed is None else share.agreed for share in small)


def _distinct(state: State, small: list[Share]) -> int:
    """Count the people of several groups, each person once."""
    groups = {share.group for share in small}
    return sum(not groups.isdisjoint(person.roles) for person in people.present(state))


def _spoke(state: State, group: str) -> bool:
    """Return whether a group has spoken at all, even if nobody of it is here any longer."""
    turn = state.floor.current
    return group in state.floor.total_ms or (turn is not None and turn.group == group)
