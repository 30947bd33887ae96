"""The sign and the colour of a series on screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.content import Content

from screens.text import plain
from session.views.series_look import Look, look_of

NONE: Mapping[str, str] = {}

Looks = Mapping[str, str]
"""The choice for a series, by its name: a sign and the number of a colour, from 1."""


def looks_of(app: object) -> Looks:
    """Return the choices in an app; empty if it has no settings."""
    found: Any = getattr(app, "series_looks", {})
    return found if isinstance(found, dict) else {}


def series_sign(series: str, looks: Looks = NONE) -> str:
    """Return the sign of a series: always the same one, so that a group gets to know it."""
    return _look(series, looks).sign


def series_style(series: str, looks: Looks = NONE) -> str:
    """Return the style of a series: bold, in a colour reserved for series."""
    return f"bold $series-{_look(series, looks).colour}"


def series_name(series: str, looks: Looks = NONE) -> Content:
    """Return the sign of a series with its name; empty without a series."""
    words = f"{series_sign(series, looks)} {series}"
    return plain(words, series_style(series, looks)) if series else Content("")


def _look(series: str, looks: Looks) -> Look:
    return look_of(series, looks.get(series, ""))
