"""Votes, and what each channel gave."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CountChannel = Literal["hands", "paper"]


Method = Literal["hands", "dots"]


class Count(Struct, frozen=True):
    """What one channel gave: dots or hands per option. ``ballots`` is papers or people, if known."""

    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False
    """Fewer than three ballots: only their number is kept."""


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
    closed: bool = False
    revealed: bool = False
    opened_t: int = 0
