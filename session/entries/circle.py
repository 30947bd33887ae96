"""Rounds of speaking: everyone in turn, once. In code a ``circle``, so that no vote is meant."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

CircleKind = Literal["check-in", "introductions", "strengths", "check-out", "question"]

CIRCLE_KINDS: tuple[CircleKind, ...] = get_args(CircleKind)

CircleStep = Literal["spoke", "passed", "later", "called"]
"""How somebody's turn went: spoke, passed, to be come back to; or the word simply went on."""


class Circle(Struct, frozen=True):
    """One round of speaking. People stand in it by their ids; nobody's pass is kept by name."""

    id: str
    kind: CircleKind = "question"
    question: str = ""
    by_list: bool = True
    """Whether people are asked in an order. Otherwise whoever wants to goes next."""
    order: tuple[str, ...] = ()
    """Everyone in the order they are asked in; who came later follows (see ``session.circle``)."""
    quiet: bool = False
    """A quiet minute goes on, before anyone speaks."""
    current: str = ""
    """Who has the word; empty for nobody, or somebody who is not on the list."""
    asked: tuple[str, ...] = ()
    """Who has had their turn, whether they spoke or passed."""
    later: tuple[str, ...] = ()
    """Who was to be come back to: that goes once for each."""
    unlisted: int = 0
    """Turns of people who were not chosen from the list."""
    spoke: int = 0
    passed: int = 0
    opened_t: int = 0
    closed_t: int | None = None
