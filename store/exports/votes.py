"""The votes in words: each count with its unit, each channel separately, ties as ties."""

from __future__ import annotations

from session.erase.walk import STRUCK
from session.model.recap import Recap, RecapOption, RecapRound
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Part, Point, Points, Table, theirs

COUNTS = {"dots": "rounds.dots", "hands": "rounds.hands", "people": "rounds.people"}
CHANNELS = {
    "hands": "recap.channel_hands",
    "online": "recap.channel_online",
    "paper": "recap.channel_paper",
    "ballots": "recap.channel_ballots",
    "together": "recap.channel_together",
}


def votes(recap: Recap) -> tuple[Block, ...]:
    """Return the text on each vote, in the order they were held."""
    return tuple(block for held in recap.rounds for block in _vote(held))


def channels(held: RecapRound) -> tuple[str, ...]:
    """Return the channels with published counts."""
    return tuple(
        channel
        for channel in held.units
        if any(channel in option.counts for option in held.options)
    )


def _vote(held: RecapRound) -> list[Block]:
    blocks: list[Block] = [Part(held.question)]
    rules = []
    if held.dots:
        rules.append(say("recap.vote_dots", n=held.dots))
    if held.cap:
        rules.append(say("recap.vote_cap", n=held.cap))
    if held.present_closed not in {None, held.present}:
        closed = held.present_closed or 0
        rules.append(say("recap.vote_present_both", n=held.present, closed=closed))
    elif held.present:
        rules.append(say("recap.vote_present", n=held.present))
    if rules:
        blocks.append(Line(" ".join(rules), quiet=True))
    told = channels(held) if held.shown else ()
    if told:
        blocks += _results(held, told)
    elif held.options:
        blocks.append(Line(say("recap.vote_choices"), quiet=True))
        blocks.append(Points(tuple(Point(option.label) for option in held.options)))
    if held.shown:
        papers = held.ballots.get("paper")
        blocks += [Line(say("recap.vote_papers", n=papers), quiet=True)] if papers else []
    blocks += [Line(text) for text in held.said]
    if held.groups:
        blocks += _groups(held)
    return blocks


def _results(held: RecapRound, told: tuple[str, ...]) -> list[Block]:
    """Return the choices, the most chosen first, and in one line those that nobody chose."""
    first = told[0]

    def number(option: RecapOption) -> int:
        return option.counts.get(first, 0)

    found = [one for one in held.options if any(one.counts.get(channel) for channel in told)]
    # Of gradients and pulses the order is part of the scale.
    if any(one.ranks for one in held.options):
        found.sort(key=number, reverse=True)
    blocks: list[Block] = []
    if found:
        most = max(map(number, found)) or 1
        head = (say("recap.vote_option"), *(_channel(channel) for channel in told))
        rows = tuple(
            (option.label, *(_count(held, option, channel) for channel in told)) for option in found
        )
        bars = tuple(max(1, round(100 * number(option) / most)) for option in found)
        blocks.append(Table(head, rows, bars))
    none = [one.label for one in held.options if one not in found and one.label != STRUCK]
    if none:
        labels = "; ".join(map(theirs, none))
        blocks.append(Line(say("recap.vote_none", labels=labels), quiet=True))
    return blocks


def _groups(held: RecapRound) -> list[Block]:
    unit = COUNTS.get(ballot_unit(held), "rounds.dots")
    names = tuple(
        f"{group.name} ({say('rounds.ballots', n=group.ballots)})" for group in held.groups
    )
    rows = tuple(
        (
            option.label,
            *(say(unit, n=group.counts.get(option.label, 0)) for group in held.groups),
        )
        for option in held.options
    )
    return [
        Line(say("recap.vote_groups"), quiet=True),
        Table((say("recap.vote_option"), *names), rows),
    ]


def ballot_unit(held: RecapRound) -> str:
    """Return the unit of secret ballots: separate or, if merged with papers, together."""
    return held.units.get("ballots", held.units.get("together", ""))


def _channel(channel: str) -> str:
    return say(CHANNELS[channel]) if channel in CHANNELS else channel


def _count(held: RecapRound, option: RecapOption, channel: str) -> str:
    if channel not in option.counts:
        return say("recap.no_count")
    number, unit = option.counts[channel], held.units[channel]
    count = say(COUNTS[unit], n=number) if unit in COUNTS else f"{number} {unit}"
    rank = option.ranks.get(channel)
    # A rank at the end of the list is meaningless for an option without votes.
    if not number or rank is None:
        return count
    sharing = sum(other.ranks.get(channel) == rank for other in held.options)
    return say("recap.place_shared" if sharing > 1 else "recap.place", count=count, rank=rank)
