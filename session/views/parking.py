"""The parking lot as a list for the whole room: the issue, who asked by consent, and its status (P28)."""

from __future__ import annotations

from msgspec import Struct

from session.model.parking import OPEN
from session.model.state import State
from session.rules.parking import open_count, status_words
from session.views.names import as_wished
from session.wording.catalogue import say


class ParkedLine(Struct, frozen=True):
    """One parked item; ``open`` while it is parked or picked up."""

    parked: str
    status: str
    text: str
    asked_by: str = ""
    """Who asked: a name only with consent."""
    promise: str = ""
    open: bool = True


class ParkingView(Struct, frozen=True):
    """All parked items, in the order they were parked."""

    lines: tuple[ParkedLine, ...] = ()
    told: str = ""
    """"2 still open, 1 settled"."""


def parking_view(state: State) -> ParkingView:
    """Return the parking lot as the whole room may read it."""
    # Searching for names is slow, and the same people ask several times.
    wished = {who: as_wished(state, who) for who in {p.asked_by for p in state.parking.values()}}
    lines = tuple(
        ParkedLine(
            one.id,
            status_words(one.status, say),
            one.text,
            wished[one.asked_by],
            one.promise,
            one.status in OPEN,
        )
        for one in state.parking.values()
    )
    still = open_count(state)
    told = say("parking.told", n=still, settled=len(lines) - still) if lines else ""
    return ParkingView(lines, told)


def count_words(state: State) -> str:
    """Return the open count in words: "3 parked"."""
    return say("parking.parked", n=open_count(state))
