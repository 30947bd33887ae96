"""The themes with their letters, shapes, colours, and how many ideas each has."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, columns, ends, first, fitted, unfolded
from session.views.board import ThemeBar
from session.wording.catalogue import say

_LEAST = 20
"""Minimum columns of a theme: letter, shape, some of its name, its count."""
_SHORT = 34
"""With fewer columns than this the unit is dropped for the name; the heading has it."""

_BAR_LEAST = 4


class ThemesFacts(Struct, frozen=True):
    themes: tuple[ThemeBar, ...] = ()
    ideas: str = ""
    """Number of ideas, in words."""
    latest: tuple[str, ...] = ()
    """The texts of the ideas, the newest first, while there is no theme."""


class ThemesCard(Card[ThemesFacts]):
    def holds(self, value: ThemesFacts) -> bool:
        return bool(value.themes or value.latest)

    def head(self, value: ThemesFacts, width: int) -> str:
        if not value.ideas:
            return say("console.themes")
        if not value.themes:
            return value.ideas
        full = say("console.themes.ideas", ideas=value.ideas)
        return full if plain(full).cell_length <= width else value.ideas

    def lines(self, value: ThemesFacts, width: int, height: int) -> Sequence[Content]:
        if not value.themes:
            return unfolded([plain(f"• {text}") for text in value.latest], width, height, 2)
        if len(value.themes) > height and width >= 2 * _LEAST:
            half = (width - 2) // 2
            return columns([_short(bar, half) for bar in value.themes], width, height, _LEAST)
        if width < _SHORT:
            return first([_short(bar, width) for bar in value.themes], height)
        return first([_long(bar, width, value.themes) for bar in value.themes], height)


def colour(letter: str) -> str:
    """Return the name of a theme's colour, for its bars."""
    return f"$theme-{letter.lower()}" if letter.upper() in "ABCDEFGH" and letter else ""


def sign(letter: str, shape: str) -> Content:
    """Return letter and shape on the theme's colour: never the colour alone."""
    ground = colour(letter)
    return plain(
        f"{letter} {shape}".strip(), f"bold {ground}-ink on {ground}" if ground else "bold"
    )


def _short(bar: ThemeBar, width: int) -> Content:
    left = sign(bar.letter, bar.shape) + " " + plain(bar.name)
    return ends(left, plain(f" {bar.count}" if bar.count else "", "bold"), width)


def _long(bar: ThemeBar, width: int, among: tuple[ThemeBar, ...]) -> Content:
    name = max(plain(other.name).cell_length for other in among)
    count = say("console.ideas", n=bar.count) if bar.count else ""
    counted = max(len(say("console.ideas", n=other.count)) for other in among)
    left = sign(bar.letter, bar.shape) + " " + plain(bar.name)
    apart = name - plain(bar.name).cell_length
    room = width - left.cell_length - apart - counted - 3
    if room < _BAR_LEAST:
        # Bars give way to words.
        return ends(left, plain(f" {count}", "bold"), width)
    left = left.pad_right(apart)
    long = max(1, round(bar.share * room)) if bar.count else 0
    drawn = fitted(plain("▄" * long, colour(bar.letter)), room)
    return left + "  " + drawn + " " + plain(count.rjust(counted), "bold")
