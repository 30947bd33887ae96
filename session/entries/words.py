"""Words somebody asked about, and what they mean here (P25)."""

from __future__ import annotations

from msgspec import Struct


class Word(Struct, frozen=True):
    """A word or a short form. Nobody's name is kept with it: asking is safe."""

    id: str
    text: str
    meaning: str = ""
    """In plain words; empty while it waits to be explained."""
    since_t: int = 0
    """When it was asked about, or explained last."""
    carried: bool = False
    """Whether it was on the list already when the session was opened."""
    removed: bool = False
