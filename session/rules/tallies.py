"""Results of votes: complete, different units kept apart, and never before the reveal (P27)."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from session.model.votes import FEWEST_BALLOTS, SEVERAL, Count, GroupCount, Round
from session.rules.votes import PULSE
from session.wording.catalogue import say

RANKED = frozenset({"hands", "dots"})
"""Methods that rank options; gradients and a pulse only show a distribution."""
TOGETHER = "together"
"""Represents several channels with the same unit, where a channel is named."""
_BALLOTS = {"paper": "rounds.papers", "ballots": "rounds.ballots"}
_NOT_YET = ("reservations", "aside", "block")
"""Degrees of agreement that invite a comment (P52)."""
_MANY = 1 / 3
"""A pulse remark is made from this share of the answers on."""


class OptionResult(Struct, frozen=True):
    """One option: its count and its rank by channel (see ``Told``); both empty until the result is revealed.

    Ties share a rank, and the ranks after a tie are left free (1, 1, 3). Folded counts are absent.
    """

    option: str
    label: str
    counts: dict[str, int] = {}
    ranks: dict[str, int] = {}


class Told(Struct, frozen=True):
    """The published result of one unit: the counts of all its channels together."""

    channel: str
    """The channel, if it is the only one with its unit; otherwise ``TOGETHER``."""
    unit: str
    counts: dict[str, int]
    parts: tuple[Count, ...]


def told(vote: Round) -> tuple[Told, ...]:
    """Return the published result; empty until it is revealed.

    Channels with the same unit are merged, so that no choice can be inferred from how it was given. A unit
    of fewer than three ballots is published only if it is the only one. Of a pulse, only cells of three
    people or more are published, even where an earlier version stored all of it.
    """
    by_unit: dict[str, list[Count]] = {}
    for count in vote.counts.values() if vote.shown else ():
        if not count.folded:
            by_unit.setdefault(unit_of(vote.method, count.channel), []).append(count)
    return tuple(
        _told(vote, unit, tuple(parts))
        for unit, parts in by_unit.items()
        if len(by_unit) == 1 or not _are_few(parts)
    )


def _are_few(parts: Sequence[Count]) -> bool:
    """Return whether channels have fewer than three ballots or papers; hands are public anyway."""
    numbers = [part.ballots for part in parts if part.ballots is not None]
    return len(numbers) == len(parts) and sum(numbers) < FEWEST_BALLOTS


def _told(vote: Round, unit: str, parts: tuple[Count, ...]) -> Told:
    if vote.method == "pulse":
        whole = pulse_cells(parts)
    else:
        whole = {key: sum(part.counts.get(key, 0) for part in parts) for key in vote.options}
    return Told(parts[0].channel if len(parts) == 1 else TOGETHER, unit, whole, parts)


def pulse_cells(parts: Sequence[Count]) -> dict[str, int]:
    """Return the cells of a pulse that may be published: of three people or more, also by subtraction.

    The people of a question minus those in its published cells must be 0, or three or more: otherwise
    the smallest published cell is dropped as well.
    """
    cells: dict[str, int] = {}
    for answers in PULSE.values():
        counted = {key: sum(part.counts.get(key, 0) for part in parts) for key in answers}
        asked = sum(
            sum(part.counts.get(key, 0) for key in answers)
            if part.ballots is None
            else part.ballots
            for part in parts
        )
        shown = {key: n for key, n in counted.items() if n >= FEWEST_BALLOTS}
        while shown and 0 < asked - sum(shown.values()) < FEWEST_BALLOTS:
            del shown[min(shown, key=lambda key: shown[key])]
        cells |= shown
    return cells


def results(vote: Round) -> tuple[OptionResult, ...]:
    """Return the options in the order they were opened with."""
    parts = told(vote)
    in_order = vote.method in RANKED
    ranks = {part.channel: ranked(part.counts) if in_order else {} for part in parts}
    return tuple(
        OptionResult(
            key,
            label,
            {part.channel: part.counts[key] for part in parts if key in part.counts},
            {channel: places[key] for channel, places in ranks.items() if places},
        )
        for key, label in vote.options.items()
    )


def ranked(counts: dict[str, int]) -> dict[str, int]:
    """Return the rank of each option by competition ranking: 1 plus the number of options with more."""
    return {
        key: 1 + sum(other > count for other in counts.values()) for key, count in counts.items()
    }


def unit_of(method: str, channel: str) -> str:
    """Return what a channel counts: hands, dots, or people where each gives one answer."""
    if method not in RANKED:
        return "people"
    by_hands = channel in {"hands", "online"} or (method == "hands" and channel == TOGETHER)
    return "hands" if by_hands else "dots"


def unit(method: str, channel: str, n: int) -> str:
    """Return a count with its unit: "5 hands", "12 dots", "4 people"."""
    return say(f"rounds.{unit_of(method, channel)}", n=n)


def said(vote: Round) -> tuple[str, ...]:
    """Return plain remarks on the result; empty until it is revealed. Of a void vote, the reason."""
    if why := vote.cancelled or vote.void:
        off = "rounds.cancelled" if vote.cancelled else "rounds.void"
        return (say(off, why=say(f"rounds.why.{why}")),)
    if not vote.revealed:
        return ()
    parts = told(vote)
    told_of = {count.channel for part in parts for count in part.parts}
    remarks = [
        *(remark for count in vote.counts.values() for remark in _of_channel(vote, count, told_of)),
        *(remark for part in parts for remark in _of_result(vote, part)),
        *(remark for count in vote.counts.values() for remark in _by_group(vote, count)),
    ]
    closed = vote.present_closed
    if closed not in {None, vote.present} and not any(here(vote) in one for one in remarks):
        remarks.insert(0, say("rounds.here", present=here(vote)))
    return tuple(remarks)


def here(vote: Round) -> str:
    """Return how many were present when a vote was opened, and when it was closed if that differs."""
    opened = say("rounds.people", n=vote.present)
    if vote.present_closed in {None, vote.present}:
        return opened
    return say("rounds.people_closed", people=opened, n=vote.present_closed or 0)


def _of_channel(vote: Round, count: Count, told_of: AbstractSet[str]) -> list[str]:
    """Return the remarks on one channel: how many used it, and nothing of what they chose.

    told_of: the channels that are part of the result.
    """
    remarks: list[str] = []
    most = max(vote.present, vote.present_closed or 0)
    # Without anyone marked as present there is nothing to compare the numbers with.
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
    if count.channel not in told_of:
        key = "rounds.folded_ballots" if count.channel == "ballots" else "rounds.folded"
        remarks.append(say(key, n=count.ballots or 0))
    return remarks


def _of_result(vote: Round, result: Told) -> list[str]:
    remarks: list[str] = []
    if result.channel == TOGETHER:
        ways = (say(f"rounds.of.{part.channel}", n=_cast(part)) for part in result.parts)
        remarks.append(say("rounds.together", ways=", ".join(ways)))
    most = max(vote.present, vote.present_closed or 0)
    if most and result.unit == "hands":
        remarks += [
            say(
                "rounds.more_hands",
                label=vote.options[key],
                hands=say("rounds.hands", n=n),
                present=here(vote),
            )
            for key, n in result.counts.items()
            if n > most
        ]
    if vote.method in RANKED:
        remarks += _tie(vote, result)
    if vote.method == "pulse":
        remarks += _nudges(result)
    if vote.method == "gradient" and any(result.counts.get(key) for key in _NOT_YET):
        remarks.append(say("rounds.gradient_heard"))
    return remarks


def _cast(count: Count) -> int:
    """Return how many ballots or papers a channel has; for hands, how many were counted."""
    return sum(count.counts.values()) if count.ballots is None else count.ballots


def _tie(vote: Round, result: Told) -> list[str]:
    top = max(result.counts.values(), default=0)
    first = [label for key, label in vote.options.items() if result.counts.get(key, 0) == top]
    if top == 0 or len(first) == 1:
        return []
    each = say(f"rounds.{result.unit}", n=top)
    return [say("rounds.tie", unit=each, labels=", ".join(first))]


def groups(vote: Round, count: Count) -> tuple[GroupCount, ...]:
    """Return the published counts by role group.

    None for a pulse, whose cells would be smaller still, and none if another channel has one or two
    ballots: subtracting the groups from the whole would reveal what these chose.
    """
    others = [one for one in vote.counts.values() if one.channel != count.channel]
    few = any(one.ballots is not None and _are_few([one]) for one in others)
    return () if few or vote.method == "pulse" else count.groups


def _by_group(vote: Round, count: Count) -> list[str]:
    told_apart = groups(vote, count)
    firsts = {group.names: _first(vote, group.counts) for group in told_apart}
    lines = [
        say("rounds.group", group=group_words(group.names), n=group.ballots, labels=labels)
        for group in told_apart
        if (labels := ", ".join(vote.options[key] for key in firsts[group.names]))
    ]
    chosen = [set(first) for first in firsts.values() if first]
    differ = any(one.isdisjoint(other) for one in chosen for other in chosen)
    return [say("rounds.differ"), *lines] if differ else lines


def _first(vote: Round, counts: dict[str, int]) -> tuple[str, ...]:
    top = max(counts.values(), default=0)
    return tuple(key for key in vote.options if top and counts.get(key, 0) == top)


def group_words(names: tuple[str, ...]) -> str:
    """Return the names of merged role groups, in words."""
    known = {"": say("rounds.group_none"), SEVERAL: say("rounds.group_several")}
    return ", ".join(known.get(name, name) for name in names)


def _nudges(result: Told) -> list[str]:
    """Return kind remarks on what a pulse shows, without figures: only where many feel so (P33)."""
    heard = {
        "clear-no": "rounds.pulse_lost",
        "pace-slower": "rounds.pulse_slower",
        "pace-faster": "rounds.pulse_faster",
    }
    of = sum(part.ballots or 0 for part in result.parts)
    many = [
        say(key)
        for answer, key in heard.items()
        if of and result.counts.get(answer, 0) >= of * _MANY
    ]
    return [*many, say("rounds.pulse_few")]
