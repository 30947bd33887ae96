"""What somebody missed of a series, on one side. Every call may wait for the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.recaps import Recaps
from app.series import today
from session.plan.reading.dates import real_day
from session.views.catch_up import catch_up, page
from session.views.pages import Page
from session.views.side import LARGE, NORMAL, OneSide, Sheet
from session.wording.catalogue import say
from store.paths import Home
from store.refusal import Refusal


class NotCaughtUp(Refusal):
    """There is nothing to catch up on, or no such day or person; the text says what to do."""


def caught_up(
    desk: Recaps,
    series: str,
    *,
    since: str = "",
    person: str = "",
    new: bool = False,
    large: bool = False,
) -> OneSide:
    """Return one side on a series: since an ISO date, or since a person was last here, with what they promised.

    new: whether the person is known to be here for the first time, so that the name is no slip

    With neither it is the whole series. Raises ``NotCaughtUp``, UnreadableStore and OSError.
    """
    return _sides(desk, series, since, person, new)(True, LARGE if large else NORMAL)


def _sides(
    desk: Recaps, series: str, since: str, person: str, new: bool
) -> Callable[[bool, Sheet], OneSide]:
    """Return what makes the side, with or without what the person promised. Raises as ``caught_up``."""
    from store.library.carry_over import reported, stored_recaps
    from store.library.missed import missed_by, missed_since
    from store.library.series import series_id

    sid = series_id(series)
    recaps = stored_recaps(desk.home, sid)
    if not recaps:
        raise NotCaughtUp(say("cli.nothing_to_tell"))
    told = reported(desk.home, sid)
    missed = missed_by(desk.home, recaps, told, person) if person else missed_since(recaps, since)
    if person and not (new or missed.since or missed.own):
        raise NotCaughtUp(say("catchup.nobody", name=person, day=recaps[0].date))

    def side(own: bool, sheet: Sheet) -> OneSide:
        mine = missed.own if own else ()
        return catch_up(recaps, told, missed.sessions, missed.since, today(), mine, sheet)

    return side


def page_of(home: Home, series: str, person: str) -> bytes:
    """Return what somebody missed as a web page. Raises as ``caught_up``."""
    from store.exports.catch_up import drawn

    return drawn(caught_up(Recaps(home), series, person=person, new=True), ".html")


def on_pages(
    desk: Recaps, series: str, since: str, person: str, *, new: bool
) -> tuple[Page, Page | None]:
    """Return what was missed since a typed day, or by a person, for the wall; with what the person promised, too.

    Raises as ``caught_up``.
    """
    side = _sides(desk, series, past_day(since) if since else "", person, new)
    return page(side(False, NORMAL)), page(side(True, NORMAL)) if person else None


def past_day(typed: str) -> str:
    """Return a typed day as an ISO date. Raises ``NotCaughtUp`` if it is not one, or has not been yet."""
    now = date.fromisoformat(today())
    day = real_day(typed, now)
    if day is None or day > now:
        raise NotCaughtUp(say("cli.since", text=typed))
    return day.isoformat()


def write(side: OneSide, target: Path, *, large: bool = False) -> Path:
    """Write a side as what the ending of the file says. Raises ``ExportRefused``."""
    from store.exports.catch_up import drawn
    from store.exports.placing import place

    return place({target: drawn(side, target.suffix, large=large)})[0]
