"""What a vote came to: counts and ranks by channel, never added up, never before the reveal (P27)."""

from __future__ import annotations

from msgspec import Struct

from session.model.votes import SEVERAL, Count, Round
from session.wording.catalogue import say

RANKED = frozenset({"hands", "dots"})
"""Methods in which one option comes before another; gradients and a pulse only show how people stand."""
_BALLOTS = {"paper": "rounds.papers", "ballots": "rounds.ballots"}
_NOT_YET = ("reservations", "aside", "block")
"""Degrees of agreement that come with something to say (P52)."""
_MANY = 1 / 3
"""From this share of a pulse's answers on, something is worth saying."""


class OptionResult(Struct, frozen=True):
    """One option: its count and its rank by channel; both empty until the result is revealed.

    Ties share a rank, and the ranks after a tie are left free (1, 1, 3). A folded channel is absent.
    """

    option: str
    label: str
    counts: dict[str, int] = {}
    ranks: dict[str, int] = {}


def results(vote: Round) -> tuple[OptionResult, ...]:
    """Return the options in the order they were opened with."""
    shown = _shown(vote)
    counts = {c.channel: {key: c.counts.get(key, 0) for key in vote.options} for c in shown}
    in_order = vote.method in RANKED
    ranks = {channel: ranked(counted) if in_order else {} for channel, counted in counts.items()}
    return tuple(
        OptionResult(
            key,
            label,
            {channel: counted[key] for channel, counted in counts.items()},
            {channel: places[key] for channel, places in ranks.items() if places},
        )
        for key, label in vote.options.items()
    )


def _shown(vote: Round) -> tuple[Count, ...]:
    return tuple(c for c in vote.counts.values() if not c.folded) if vote.shown else ()


def ranked(counts: dict[str, int]) -> dict[str, int]:
    """Return the rank of each option by competition ranking: 1 and how many have more."""
    return {
        key: 1 + sum(other > count for other in counts.values()) for key, count in counts.items()
    }


def unit_of(method: str, channel: str) -> str:
    """Return what a channel counts: hands, dots, or people where each gives one answer."""
    if channel in {"hands", "online"}:
        return "hands"
    return "dots" if method in RANKED else "people"


def unit(method: str, channel: str, n: int) -> str:
    """Return a count with its unit: "5 hands", "12 dots", "4 people"."""
    return say(f"rounds.{unit_of(method, channel)}", n=n)


def said(vote: Round) -> tuple[str, ...]:
    """Return plain remarks on the result; none until it is revealed, or why it does not hold."""
    if why := vote.cancelled or vote.void:
        off = "rounds.cancelled" if vote.cancelled else "rounds.void"
        return (say(off, why=say(f"rounds.why.{why}")),)
    if not vote.revealed:
        return ()
    told = [remark for count in vote.counts.values() for remark in _remarks(vote, count)]
    closed = vote.present_closed
    if closed not in {None, vote.present} and not any(here(vote) in one for one in told):
        told.insert(0, say("rounds.here", present=here(vote)))
    return tuple(told)


def here(vote: Round) -> str:
    """Return how many were here when a vote was opened, and when it was closed if that differs."""
    opened = say("rounds.people", n=vote.present)
    if vote.present_closed in {None, vote.present}:
        return opened
    return say("rounds.people_closed", people=opened, n=vote.present_closed or 0)


def _remarks(vote: Round, count: Count) -> list[str]:
    remarks: list[str] = []
    most = max(vote.present, vote.present_closed or 0)
    # Without anyone marked as present there is nothing to hold the numbers against.
    if most and count.ballots is not None and count.ballots > most:
        who = _BALLOTS.get(count.channel, "rounds.people")
        remarks.append(
            say("rounds.more_ballots", ballots=say(who, n=count.ballots), present=here(vote))
        )
    if count.by_channel:
        ways = ", ".join(say(f"rounds.by.{way}", n=n) for way, n in count.by_channel.items())
        remarks.append(
            say("rounds.ways", ballots=say("rounds.ballots", n=count.ballots or 0), ways=ways)
        )
    if count.folded:
        key = "rounds.folded_ballots" if count.channel == "ballots" else "rounds.folded"
        remarks.append(say(key, n=count.ballots or 0))
        return remarks
    if most and count.channel in {"hands", "online"}:
        remarks += [
            say(
                "rounds.more_hands",
                label=vote.options[key],
                hands=unit(vote.method, "hands", n),
                present=here(vote),
            )
            for key, n in count.counts.items()
            if n > most
        ]
    if vote.method in RANKED:
        remarks += _tie(vote, count)
    remarks += _by_group(vote, count)
    if vote.method == "pulse":
        remarks += _nudges(count)
    if vote.method == "gradient" and any(count.counts.get(key) for key in _NOT_YET):
        remarks.append(say("rounds.gradient_heard"))
    return remarks


def _tie(vote: Round, count: Count) -> list[str]:
    top = max(count.counts.values(), default=0)
    first = [label for key, label in vote.options.items() if count.counts.get(key, 0) == top]
    if top == 0 or len(first) == 1:
        return []
    return [say("rounds.tie", unit=unit(vote.method, count.channel, top), labels=", ".join(first))]


def _by_group(vote: Round, count: Count) -> list[str]:
    firsts = {group.names: _first(vote, group.counts) for group in count.groups}
    told = [
        say("rounds.group", group=group_words(group.names), n=group.ballots, labels=labels)
        for group in count.groups
        if (labels := ", ".join(vote.options[key] for key in firsts[group.names]))
    ]
    chosen = [set(first) for first in firsts.values() if first]
    differ = any(one.isdisjoint(other) for one in chosen for other in chosen)
    return [say("rounds.differ"), *told] if differ else told


def _first(vote: Round, counts: dict[str, int]) -> tuple[str, ...]:
    top = max(counts.values(), default=0)
    return tuple(key for key in vote.options if top and counts.get(key, 0) == top)


def group_words(names: tuple[str, ...]) -> str:
    """Return role groups that are told together, in words."""
    known = {"": say("rounds.group_none"), SEVERAL: say("rounds.group_several")}
    return ", ".join(known.get(name, name) for name in names)


def _nudges(count: Count) -> list[str]:
    """Say kindly what a pulse shows, without a figure of anybody: only where many feel so (P33)."""
    heard = {
        "clear-no": "rounds.pulse_lost",
        "pace-slower": "rounds.pulse_slower",
        "pace-faster": "rounds.pulse_faster",
    }
    of = count.ballots or 0
    return [
        say(key)
        for answer, key in heard.items()
        if of and count.counts.get(answer, 0) >= of * _MANY
    ]
