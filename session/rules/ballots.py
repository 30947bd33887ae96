"""Secret ballots: which are valid, and how a box of them is tallied.

Ballots enter neither the journal nor the state. A box exists while its vote is open; closing the vote
turns it into one ``Count``, folded so that no ballot can be inferred from it, alone or by subtracting
one figure from another (P27, P34).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from session.model.state import Rejected, State
from session.model.votes import FEWEST_BALLOTS, SEVERAL, BallotChannel, Count, GroupCount, Round
from session.rules.devices import device_of
from session.rules.tallies import pulse_cells
from session.rules.votes import PULSE


class Ballot(Struct, frozen=True):
    """One person's choice: a number for each chosen option (empty: left blank)."""

    channel: BallotChannel
    choice: dict[str, int] = {}
    roles: tuple[str, ...] = ()
    """Only if the group asked for results by role group."""


class Voter(Struct, frozen=True):
    """Who casts a ballot. Held in memory only, and never written anywhere."""

    secret: str
    """Identifies the voter: a phone's token, or a random word that the laptop soon forgets."""
    person: str = ""
    """Their id; empty if unknown, as when the laptop is passed round."""
    device: str = ""
    """The mark of their phone, if the ballot came from one."""


class BallotsIn(Struct, frozen=True):
    """Number of ballots in the box of the open vote, by channel: the only part of it that may be shown."""

    round: str = ""
    by_channel: dict[str, int] = {}
    before: int = 0
    """How many of them were cast before the program restarted and can't be attributed."""
    broken: bool = False
    """Whether the box failed its integrity check: then it is not counted."""

    @property
    def ballots(self) -> int:
        return sum(self.by_channel.values())


def check(vote: Round, ballot: Ballot) -> Rejected | None:
    """Return why this ballot can't be cast in ``vote``, if it can't."""
    if vote.closed:
        return Rejected("refused.round_closed")
    if vote.method == "hands":
        return Rejected("refused.ballot_hands")
    if any(option not in vote.options for option in ballot.choice):
        return Rejected("refused.option_unknown")
    if any(n < 0 for n in ballot.choice.values()):
        return Rejected("refused.count_negative")
    if vote.method == "dots":
        return _too_many_dots(vote, ballot.choice)
    groups = PULSE.values() if vote.method == "pulse" else (tuple(vote.options),)
    if any(sum(ballot.choice.get(option, 0) for option in group) > 1 for group in groups):
        return Rejected("refused.ballot_one")
    return None


def may_vote(state: State, vote: Round, voter: Voter) -> Rejected | None:
    """Return why this voter can't cast a ballot in ``vote``, if they can't."""
    if not voter.person:
        return None
    if not belongs(state, voter):
        return Rejected("refused.voter_gone")
    device = device_of(state, voter.device)
    if vote.kept and device and device.joined_t > vote.opened_t:
        return Rejected("refused.vote_kept")
    return None


def belongs(state: State, voter: Voter) -> bool:
    """Return whether the voter is still here, with the phone the ballot came from."""
    person, device = state.people.get(voter.person), device_of(state, voter.device)
    if person is None or person.presence != "here":
        return False
    return not voter.device or (device is not None and device.person == voter.person)


def _too_many_dots(vote: Round, choice: dict[str, int]) -> Rejected | None:
    if sum(choice.values()) > vote.dots:
        return Rejected("refused.ballot_dots", {"dots": vote.dots})
    if vote.cap and max(choice.values(), default=0) > vote.cap:
        return Rejected("refused.ballot_cap", {"n": vote.cap})
    return None


def tally(vote: Round, ballots: Iterable[Ballot], *, by_role: bool) -> Count:
    """Return the tally of the ballots of a box.

    All ballots are counted together, whichever channel they came through: counts both by channel and by
    role group could be subtracted from each other. Role groups and the cells of a pulse are folded.
    """
    cast = list(ballots)
    by_channel: dict[str, int] = {}
    for ballot in cast:
        by_channel[ballot.channel] = by_channel.get(ballot.channel, 0) + 1
    ways = dict(sorted(by_channel.items()))
    counts = _counts(vote, cast)
    if vote.method == "pulse":
        cells = pulse_cells((Count("ballots", counts, len(cast)),))
        return Count("ballots", cells, len(cast), by_channel=ways)
    return Count(
        "ballots",
        counts,
        len(cast),
        by_channel=ways,
        groups=_groups(vote, cast) if by_role and vote.by_role else (),
    )


def _counts(vote: Round, ballots: Iterable[Ballot]) -> dict[str, int]:
    counts = dict.fromkeys(vote.options, 0)
    for ballot in ballots:
        for option, n in ballot.choice.items():
            counts[option] += n
    return counts


def _groups(vote: Round, ballots: list[Ballot]) -> tuple[GroupCount, ...]:
    """Return counts by role group, with each ballot in exactly one of them.

    Small groups are merged, smallest first, until each has three ballots. Every sum or difference of the
    shown figures is then a sum of whole groups, and so never of fewer than three ballots.
    """
    cells: dict[tuple[str, ...], list[Ballot]] = {}
    for ballot in ballots:
        cells.setdefault(cell(ballot.roles), []).append(ballot)

    def by_size(names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        return len(cells[names]), names

    while len(cells) > 1:
        smallest, other = sorted(cells, key=by_size)[:2]
        if len(cells[smallest]) >= FEWEST_BALLOTS:
            break
        together = cells.pop(smallest) + cells.pop(other)
        cells[tuple(sorted((*smallest, *other)))] = together
    if len(cells) < 2:
        return ()
    return tuple(
        GroupCount(names, len(cells[names]), _counts(vote, cells[names]))
        for names in sorted(cells, key=lambda names: (-len(cells[names]), names))
    )


def cell(roles: tuple[str, ...]) -> tuple[str]:
    """Return the cell a ballot counts in: its role group, no group, or all people in several groups."""
    return (SEVERAL if len(roles) > 1 else next(iter(roles), ""),)
