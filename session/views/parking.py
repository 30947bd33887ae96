"""The parking lot as a list for the whole room: what, who asked as they wish, and what became of it (P28)."""

from __future__ import annotations

from msgspec import Struct

from session.model.state import State
from session.rules.parking import open_count, status_words
from session.views.names import as_wished
from session.wording.catalogue import say


class ParkedLine(Struct, frozen=True):
    """One thing parked; ``open`` while it waits or is talked about."""

    parked: str
    status: str
    text: str
    asked_by: str = ""
    """Who asked: a name only of somebody who agreed to be named."""
    promise: str = ""
    open: bool = True


class ParkingView(Struct, frozen=True):
    """All that was ever parked, in the order it was."""

    lines: tuple[ParkedLine, ...] = ()
    told: str = ""
    """"2 still open, 1 settled"."""


def parking_view(state: State) -> ParkingView:
    """Return the lot as the whole room may read it."""
    # Looking for names takes its time, and the same people ask more than once.
    wished = {who: as_wished(state, who) for who in {p.asked_by for p in state.parking.values()}}
    lines = tuple(
        ParkedLine(
            one.id,
            status_words(one.status),
            one.text,
            wished[one.asked_by],
            one.promise,
            one.status in {"parked", "picked-up"},
        )
        for one in state.parking.values()
    )
    still = open_count(state)
    told = say("parking.told", n=still, settled=len(lines) - still) if lines else ""
    return ParkingView(lines, told)
