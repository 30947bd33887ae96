"""A vote for the whole room: no counts before the reveal, only the number of ballots."""

from __future__ import annotations

from msgspec import Struct

from session.model.state import State
from session.model.votes import Round
from session.rules import people, tallies
from session.rules.ballots import BallotsIn
from session.wording.catalogue import say

EMPTY_BOX = BallotsIn()


class RoundCard(Struct, frozen=True):
    """A vote: ``lines`` are the options, with counts only once revealed."""

    round: str = ""
    question: str = ""
    status: str = ""
    """In words: "Vote open", "Counted, not shown yet", "Result"."""
    open: bool = False
    revealed: bool = False
    off: bool = False
    """Whether it was called off, or its result is void."""
    lines: tuple[RoundLine, ...] = ()
    said: tuple[str, ...] = ()


class RoundLine(Struct, frozen=True):
    """One option, its counts in words by channel ("12 dots", "5 hands"), and its rank.

    ``rank`` and ``share`` (of the most, 0–1) are the first channel's.
    """

    option: str
    label: str
    counts: tuple[str, ...] = ()
    rank: str = ""
    share: float = 0.0


def round_card(state: State, vote: Round, ballots: BallotsIn = EMPTY_BOX) -> RoundCard:
    """Return a vote for the room: no counts before the reveal, only the number of ballots."""
    results = tallies.results(vote)
    # A bar shows one unit only: the first channel's. Hands and dots are never summed.
    firsts = [next(iter(result.counts.values()), 0) for result in results]
    most = max(firsts, default=0)
    lines = tuple(
        RoundLine(
            result.option,
            result.label,
            tuple(tallies.unit(vote.method, channel, n) for channel, n in result.counts.items()),
            str(next(iter(result.ranks.values()), "")),
            first / most if most else 0.0,
        )
        for result, first in zip(results, firsts, strict=True)
    )
    if vote.shown:
        # Highest counts first; ties keep the order of the options.
        lines = tuple(sorted(lines, key=lambda line: int(line.rank or 0)))
    if vote.off:
        status = say("board.vote_off" if vote.cancelled else "board.vote_void")
    elif not vote.closed:
        status = say("board.vote_open")
    else:
        status = say("board.vote_result" if vote.shown else "board.vote_counted")
    return RoundCard(
        vote.id,
        vote.question,
        status,
        open=not vote.closed,
        revealed=vote.shown,
        off=vote.off,
        lines=lines,
        said=_inside(state, vote, ballots) or tallies.said(vote),
    )


def many_ballots(state: State, inside: BallotsIn) -> str:
    """Return a warning if there are more ballots than people here, and what to do; else empty."""
    here = len(people.present(state))
    if not here or inside.ballots <= here:
        return ""
    told = say("rounds.ballots", n=inside.ballots)
    return say("ballots.many", ballots=told, people=say("rounds.people", n=here))


def _inside(state: State, vote: Round, ballots: BallotsIn) -> tuple[str, ...]:
    if vote.closed or ballots.round != vote.id or not ballots.ballots:
        return ()
    told = say("board.ballots", n=sum(ballots.by_channel.values()))
    if here := len(people.present(state)):
        told = say("board.ballots_of", ballots=told, people=say("board.people", n=here))
    # The channel reveals nothing about anybody's choice, and shows if one does not work.
    ways = [say(f"rounds.by.{way}", n=n) for way, n in sorted(ballots.by_channel.items())]
    return (say("board.ballots_by", ballots=told, ways=", ".join(ways)) if ways else told,)
