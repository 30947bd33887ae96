"""Votes, and what each channel gave."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CountChannel = Literal["hands", "paper", "online"]
"""What is counted in sight of all: hands in the room, dots on paper, hands told from online."""

BallotChannel = Literal["pass", "entered", "online", "phone"]
"""How a secret ballot came in: the laptop passed round, entered for somebody who asked (in the room
or online), a phone."""

TallyChannel = Literal["hands", "paper", "online", "ballots"]

Method = Literal["hands", "dots", "gradient", "pulse"]

FEWEST_BALLOTS = 3
"""Below this many papers or ballots only their number is kept: a single one could be read."""

SEVERAL = "+"
"""Stands, among names of role groups, for people who are in several."""


class GroupCount(Struct, frozen=True):
    """What people of these role groups chose, together. ``""`` stands for people in none."""

    names: tuple[str, ...]
    ballots: int
    counts: dict[str, int] = {}


class Count(Struct, frozen=True):
    """What one channel gave per option. ``ballots`` is papers, people or ballots, if known."""

    channel: TallyChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False
    """Fewer than three ballots: only their number is kept."""
    by_channel: dict[str, int] = {}
    """For ballots: how many came in which way. What they chose is only told together."""
    groups: tuple[GroupCount, ...] = ()
    """Only if the group asked for it (P24). No ballot is in two of them."""


class Round(Struct, frozen=True):
    """One vote: rules fixed when opened, history kept."""

    id: str
    question: str
    method: Method
    options: dict[str, str]
    """Option id to label."""
    dots: int = 1
    """Dots each person has (method ``dots``)."""
    counts: dict[str, Count] = {}
    """By channel."""
    present: int = 0
    """People present when it was opened."""
    cap: int = 0
    """Most dots one person may put on one option; 0 when only ``dots`` limits it."""
    by_role: bool = False
    """Whether the group had asked for results by role group when it was opened."""
    begun: bool = False
    """Whether a secret ballot was cast: then opening the vote can't be undone."""
    closed: bool = False
    revealed: bool = False
    opened_t: int = 0
