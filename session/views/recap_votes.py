"""Votes and rounds of speaking in the recap: what was shown to all, and nothing about single persons."""

from __future__ import annotations

from session.model.recap import RecapCircle, RecapOption, RecapRound, RecapVoteGroup
from session.model.speaking_round import Circle
from session.model.state import State
from session.model.votes import GroupCount, Round
from session.rules import tallies
from session.wording.catalogue import say


def recapped_round(state: State, vote: Round) -> RecapRound:
    """Return a vote for the recap: without counts unless it was closed and shown."""
    shown = vote.closed and vote.shown
    said = tallies.said(vote) if shown or vote.off else (_not_shown(state, vote),)
    options = tallies.results(vote)
    return RecapRound(
        question=vote.question,
        method=vote.method,
        options=tuple(
            RecapOption(option.label, {**option.counts}, {**option.ranks}, option.option)
            if shown
            else RecapOption(option.label, id=option.option)
            for option in options
        ),
        units={part.channel: part.unit for part in tallies.told(vote)},
        said=said,
        dots=vote.dots if vote.method == "dots" else 0,
        present=vote.present,
        present_closed=vote.present_closed,
        ballots={
            count.channel: count.ballots
            for count in vote.counts.values()
            if shown and count.ballots is not None
        },
        shown=shown,
        cap=vote.cap,
        groups=tuple(
            RecapVoteGroup(
                tallies.group_words(group.names),
                group.ballots,
                _by_label(vote, group),
            )
            for count in vote.counts.values()
            for group in tallies.groups(vote, count)
            if shown
        ),
        id=vote.id,
    )


def _by_label(vote: Round, group: GroupCount) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key, n in group.counts.items():
        # Struck options all have the same label.
        counts[vote.options[key]] = counts.get(vote.options[key], 0) + n
    return counts


def recapped_circle(circle: Circle) -> RecapCircle:
    return RecapCircle(circle.kind, circle.question, circle.id)


def _not_shown(state: State, vote: Round) -> str:
    if vote.closed:
        return say("recap.vote_closed")
    return say("recap.vote_open" if state.closing.ended_t is None else "recap.vote_stopped")
