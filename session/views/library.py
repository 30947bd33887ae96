"""What Home shows: plain values, so that a screen never meets the store."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Standing = Literal["live", "unfinished", "draft", "agreed"]


class SessionCard(Struct, frozen=True):
    """A session in a list. ``when`` is its local start in words, ``note`` what is odd about it."""

    id: str
    title: str
    when: str = ""
    standing: Standing = "unfinished"
    note: str = ""
    here: bool = False
    """Whether this very program has it open."""
    series: str = ""


class SeriesCard(Struct, frozen=True):
    """A series with its sessions, newest first; ``name`` is empty outside any series."""

    name: str
    sessions: tuple[SessionCard, ...]


class HomeView(Struct, frozen=True):
    """Everything on Home: what can be gone on with first, newest first, then the series."""

    unfinished: tuple[SessionCard, ...] = ()
    series: tuple[SeriesCard, ...] = ()
    folder: str = ""
    told: tuple[str, ...] = ()
    """What the data folder has to say, one sentence each."""
    looked: bool = False
    """Whether the data folder has been read yet."""
    faults: tuple[str, ...] = ()
    """What is wrong with the plan last tried, as ``file:line: what, what instead``."""
    path: str = ""
    """The plan last tried."""
    hides_others: bool = False
    """Whether sessions of other groups are left out, since the group of one may be looking on."""


class Group(Struct, frozen=True):
    """Whose session was on the screen last: its series, and the session itself where it has none."""

    series: str
    session: str


def for_group(view: HomeView, group: Group) -> HomeView:
    """Return Home as one group may see it: no session of another group, not even its title."""

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
