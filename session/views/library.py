"""The content of Home: plain values, so that a screen never accesses the store."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Standing = Literal["live", "unfinished", "draft", "agreed"]


class SessionCard(Struct, frozen=True):
    """A session in a list. ``when`` is its local start in words, ``note`` a problem with it."""

    id: str
    title: str
    when: str = ""
    standing: Standing = "unfinished"
    note: str = ""
    here: bool = False
    """Whether this process has it open."""
    series: str = ""


class SeriesCard(Struct, frozen=True):
    """A series with its sessions, newest first; ``name`` is empty for sessions outside any series."""

    name: str
    sessions: tuple[SessionCard, ...]


class HomeView(Struct, frozen=True):
    """The content of Home: sessions that can be resumed, newest first, then the series."""

    unfinished: tuple[SessionCard, ...] = ()
    series: tuple[SeriesCard, ...] = ()
    folder: str = ""
    told: tuple[str, ...] = ()
    """Messages about the data folder, one sentence each."""
    looked: bool = False
    """Whether the data folder has been read yet."""
    faults: tuple[str, ...] = ()
    """Faults of the last plan that was tried, as ``file:line: what, what instead``."""
    path: str = ""
    """The path of the last plan that was tried."""
    hides_others: bool = False
    """Whether other groups' sessions are hidden, since one group may be watching."""


class Group(Struct, frozen=True):
    """The group whose session was last on the screen: its series, or the session itself."""

    series: str
    session: str


def latest_group(view: HomeView) -> Group | None:
    """Return the group that most likely comes next: of the session to go on with, else of the newest one."""
    ended = (card for one in view.series for card in one.sessions)
    card = next(iter(view.unfinished), None) or max(ended, key=lambda card: card.id, default=None)
    return Group(card.series, card.id) if card else None


def for_group(view: HomeView, group: Group) -> HomeView:
    """Return Home for one group: without sessions of other groups, even their titles."""

    def ours(cards: tuple[SessionCard, ...]) -> tuple[SessionCard, ...]:
        return tuple(
            card
            for card in cards
            if card.id == group.session or (group.series and card.series == group.series)
        )

    unfinished = ours(view.unfinished)
    series = tuple(
        SeriesCard(one.name, cards) for one in view.series if (cards := ours(one.sessions))
    )
    left = unfinished != view.unfinished or series != view.series
    return replace(view, unfinished=unfinished, series=series, hides_others=left)
