"""Phones: the door they come in by, which phone is whose, and what waits for the facilitator."""

from __future__ import annotations

from msgspec import Struct


class Door(Struct, frozen=True):
    """How people join by phone. Without a ``code`` joining was never opened."""

    code: str = ""
    """The word in the address; it stays for the whole session, so that phones find their way back."""
    port: int = 0
    """Where the page was served last, to be served there again after a crash."""
    link: str = ""
    """The address people are told, without the code."""
    open: bool = False
    """Whether somebody new may join. Phones that have joined go on in any case."""
    look_first: bool = False
    """Whether ideas from phones wait until the facilitator has looked at them."""
    colouring: bool = False
    """Whether phones may colour ideas into themes."""


class Device(Struct, frozen=True):
    """A phone that has joined. ``id`` is the mark of its token, which itself is kept nowhere."""

    id: str
    person: str
    joined_t: int = 0
    out: bool = False
    """Whether it left or was asked to leave: it can't do anything any more."""
    asked: bool = False
    """Whether it was asked to leave: then it can't join again either."""
    noes: tuple[str, ...] = ()
    """Questions of consent that were answered with no before it came: not for it to change."""


class Offer(Struct, frozen=True):
    """An idea from a phone that waits to be looked at."""

    id: str
    text: str
    author: str = ""
    """Whose it is, by the id of the person, only where they chose to show it."""
    offered_t: int = 0


class Concern(Struct, frozen=True):
    """Something told to the facilitator in private. Who told it is not kept."""

    id: str
    text: str
    told_t: int = 0
    seen: bool = False
