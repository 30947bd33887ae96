"""What a vote came to: counts and ranks by channel, never added up, never before the reveal (P27)."""

from __future__ import annotations

from msgspec import Struct

from session.entries.rounds import Count, Round
from session.wording.catalogue import say


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
    ranks = {channel: ranked(counted) for channel, counted in counts.items()}
    return tuple(
        OptionResult(
            key,
            label,
            {channel: counted[key] for channel, counted in counts.items()},
            {channel: places[key] for channel, places in ranks.items()},
        )
        for key, label in vote.options.items()
    )


def _shown(vote: Round) -> tuple[Count, ...]:
    return tuple(c for c in vote.counts.values() if not c.folded) if vote.revealed else ()


def ranked(counts: dict[str, int]) -> dict[str, int]:
    """Return the rank of each option by competition ranking: 1 and how many have more."""
    return {
        key: 1 + sum(other > count for other in counts.values()) for key, count in counts.items()
    }


def unit(channel: str, n: int) -> str:
    """Return a count with its unit: "5 hands", "12 dots". Paper carries dots."""
    return say("rounds.hands" if channel == "hands" else "rounds.dots", n=n)


def said(vote: Round) -> tuple[str, ...]:
    """Return plain remarks on the result; none until it is revealed."""
    if not vote.revealed:
        return ()
    return tuple(remark for count in vote.counts.values() for remark in _remarks(vote, count))


def _remarks(vote: Round, count: Count) -> list[str]:
    remarks: list[str] = []
    here = say("rounds.people", n=vote.present)
    # Without anyone marked as present there is nothing to hold the numbers against.
    if vote.present and count.ballots is not None and count.ballots > vote.present:
        who = "rounds.papers" if count.channel == "paper" else "rounds.people"
        remarks.append(say("rounds.more_ballots", ballots=say(who, n=count.ballots), present=here))
    if count.folded:
        remarks.append(say("rounds.folded", n=count.ballots or 0))
        return remarks
    if vote.present and count.channel == "hands":
        remarks += [
            say("rounds.more_hands", label=vote.options[key], hands=unit("hands", n), present=here)
            for key, n in count.counts.items()
            if n > vote.present
        ]
    remarks += _tie(vote, count)
    return remarks


def _tie(vote: Round, count: Count) -> list[str]:
    top = max(count.counts.values(), default=0)
    first = [label for key, label in vote.options.items() if count.counts.get(key, 0) == top]
    if top == 0 or len(first) == 1:
        return []
    return [say("rounds.tie", unit=unit(count.channel, top), labels=", ".join(first))]
