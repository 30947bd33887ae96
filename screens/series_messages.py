"""The messages about a series: read it, report on it, and bring its ideas back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.screen import Screen

from session.model.series import AnySeriesCommand
from session.views.earlier import Earlier
from session.views.pages import Page
from session.views.series import SeriesView


@dataclass(eq=False, repr=False)
class SeriesAsked(Message):
    """Read a series; ``asker`` receives `SeriesSeen`. ``command``: what is reported on it first.

    session, to: which of its sessions is moved first, and the name of the series it goes to
    """

    asker: Screen[Any]
    series: str
    command: AnySeriesCommand | None = None
    session: str = ""
    to: str = ""


@dataclass(eq=False, repr=False)
class SeriesSeen(Message):
    """A series as it is on disk."""

    view: SeriesView


@dataclass(eq=False, repr=False)
class EarlierAsked(Message):
    """Read what earlier sessions of the series have to bring in; ``asker`` receives `EarlierSeen`."""

    asker: Screen[Any]


@dataclass(eq=False, repr=False)
class EarlierSeen(Message):
    """The ideas of earlier sessions, as choices."""

    choices: tuple[Earlier, ...]


@dataclass(eq=False, repr=False)
class CatchUpAsked(Message):
    """Read what was missed of the series: since a typed day, or by a person; ``asker`` receives `CaughtUp`."""

    asker: Screen[Any]
    since: str = ""
    person: str = ""


@dataclass(eq=False, repr=False)
class CaughtUp(Message):
    """What was missed, as a page; ``own``: with what the person took on, if everybody may read that."""

    page: Page
    person: str = ""
    own: Page | None = None
