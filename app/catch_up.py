"""What somebody missed of a series, on one side. Every call may wait for the disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.recaps import Recaps
from app.series import today
from session.model.catch_up import CatchUp
from session.model.state import replace
from session.plan.reading.dates import real_day
from session.views.catch_up import page
from session.views.pages import Page
from session.views.side import OneSide
from session.wording.catalogue import say
from store.paths import Home
from store.refusal import Refusal


class NotCaughtUp(Refusal):
    """There is nothing to catch up on, or no such day or person; the text says what to do."""


def about_missed(
    desk: Recaps,
    series: str,
    *,
    since: str = "",
    person: str = "",
    new: bool = False,
    large: bool = False,
) -> CatchUp:
    """Return what a side is made from: since an ISO date, or since a person was last here, with what they promised.

    new: whether the person is known to be here for the first time, so that the name is no slip

    With neither it is the whole series. Raises ``NotCaughtUp``, UnreadableStore and OSError.
    """
    from store.library.carry_over import recaps_of
    from store.library.missed import missed_by, missed_since
    from store.library.series import series_id
    from store.library.series_journal import reported

    sid = series_id(series)
    recaps = recaps_of(desk.home, sid)
    if not recaps:
        raise NotCaughtUp(say("cli.nothing_to_tell"))
    if person:
        missed = missed_by(desk.home, recaps, reported(desk.home, sid), person)
    else:
        missed = missed_since(recaps, since)
    if person and not (new or missed.since or missed.own):
        raise NotCaughtUp(say("catchup.nobody", name=person, day=recaps[0].date))
    return CatchUp(
        series=sid,
        of=tuple(one.session for one in recaps),
        on=today(),
        missed=tuple(sorted(missed.sessions)),
        since=missed.since,
        own=tuple(sorted(missed.own)),
        large=large,
    )


def caught_up(desk: Recaps, series: str, **wanted: Any) -> OneSide:
    """Return one side on a series; arguments and exceptions are those of ``about_missed``."""
    return _side(desk, about_missed(desk, series, **wanted))


def _side(desk: Recaps, about: CatchUp) -> OneSide:
    from store.library.handing_out import side_of

    side = side_of(desk.home, about)
    if side is None:
        raise NotCaughtUp(say("cli.nothing_to_tell"))
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
    day = past_day(since) if since else ""
    about = about_missed(desk, series, since=day, person=person, new=new)
    return page(_side(desk, replace(about, own=()))), page(_side(desk, about)) if person else None


def past_day(typed: str) -> str:
    """Return a typed day as an ISO date. Raises ``NotCaughtUp`` if it is not one, or has not been yet."""
    now = date.fromisoformat(today())
    day = real_day(typed, now)
    if day is None or day > now:
        raise NotCaughtUp(say("cli.since", text=typed))
    return day.isoformat()


def write(desk: Recaps, about: CatchUp, target: Path) -> tuple[Path, bool]:
    """Write a side as what the ending of the file says; return its path, and whether a strike reaches it.

    Raises ``ExportRefused``, and as ``caught_up``.
    """
    from store.exports.catch_up import drawn
    from store.exports.placing import place
    from store.exports.writing import writing
    from store.exports.written import hand_out_side

    newest = next((one for one in reversed(about.of) if desk.home.session_dir(one).is_dir()), "")
    if newest:
        with writing(desk.home, newest) as held:
            return hand_out_side(held, lambda: _side(desk, about), about, target), True
    # No session's folder is left in which it could be recorded.
    side = _side(desk, about)
    return place({target: drawn(side, target.suffix, large=about.large)})[0], False
