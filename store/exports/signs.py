"""The colours of signs on paper: a theme's always with its letter and shape, a series' with its sign and name."""

from __future__ import annotations

from msgspec import Struct


class Sign(Struct, frozen=True):
    """A theme's background and text colour, each as six hexadecimal digits (RGB)."""

    ground: str
    ink: str = "000000"


SIGNS = {
    "A": Sign("e69f00"),
    "B": Sign("56b4e9"),
    "C": Sign("1fb98b"),
    "D": Sign("f0e442"),
    "E": Sign("f08a4b"),
    "F": Sign("d994bb"),
    "G": Sign("00588c", ink="ffffff"),
    "H": Sign("a8a8a8"),
}

SERIES = (Sign("8f2e00", "ffffff"), Sign("990757", "ffffff"), Sign("062d10", "ffffff"))
"""The colours of series, in the order of their numbers."""

OTHER = Sign("a8a8a8")
"""For an unknown letter."""


def sign_of(letter: str) -> Sign:
    """Return the colours of the theme with this letter."""
    return SIGNS.get(letter, OTHER)
