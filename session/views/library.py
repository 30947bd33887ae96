"""What Home shows: plain values, so that a screen never meets the store."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

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
