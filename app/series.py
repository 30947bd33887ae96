"""What is reported on a series between its sessions. Every call may wait for the disk."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from app.clock import Readings
from app.recaps import Recaps
from session.model.series import AnySeriesCommand, SeriesEvent, SeriesState, Thing
from session.model.state import Instant, Rejected, replace
from session.model.text import NAME_LIMIT
from session.rules.input import typed_or_none
from session.rules.series import decide, things
from session.views.earlier import Earlier, earlier
from session.views.series import SeriesView, series_view
from session.wording.catalogue import refusal, say
from store.journal.repair import ForeignJournal
from store.refusal import Refusal


class NotReported(Refusal):
    """A report was refused; the text says why and what to do."""


def series_named(desk: Recaps, wanted: str) -> str:
    """Return the name of the series that is meant: by its id, its name, or an unambiguous beginning.

    Raises ``NotReported``.
    """
    from store.library.series import series_id

    names = {row.series for row in desk.rows() if row.series}
    folded = wanted.casefold()
    exact = [one for one in names if folded in {one.casefold(), series_id(one)}]
    found = exact or [one for one in names if wanted and one.casefold().startswith(folded)]
    if len(found) == 1:
        return found[0]
    raise NotReported(say("cli.several_series" if found else "cli.no_such_series", series=wanted))


def things_of(desk: Recaps, series: str) -> tuple[Thing, ...]:
    """Return everything of a series on which there may be a report, also what is settled. Raises OSError."""
    from store.library.carry_over import recaps_of
    from store.library.series import series_id
    from store.library.series_journal import reported

    sid = series_id(series)
    return things(recaps_of(desk.home, sid), reported(desk.home, sid))


def view_of(desk: Recaps, series: str) -> SeriesView:
    """Return the series screen. Raises UnreadableStore and OSError."""
    from store.library.carry_over import recaps_of
    from store.library.series import series_id
    from store.library.series_journal import reported

    sid = series_id(series)
    recaps = recaps_of(desk.home, sid)
    told = reported(desk.home, sid)
    return series_view(series, recaps, things(recaps, told), today(), told.sessions)


def earlier_of(desk: Recaps, series: str, but: str) -> tuple[Earlier, ...]:
    """Return what earlier sessions of a series have to bring in. Raises UnreadableStore and OSError."""
    from store.library.carry_over import recaps_of
    from store.library.series import series_id

    return earlier(recaps_of(desk.home, series_id(series)), but) if series else ()


def move(desk: Recaps, session: str, name: str) -> tuple[str, ...]:
    """Move a session to the series called ``name``, or one that differs from it in case and spaces only, or to none.

    Returns what failed, in sentences. Raises ``NotReported``, NotMoved, AlreadyOpen, NewerStore and OSError.
    """
    from store.erase.moving import move as moved

    words = typed_or_none(name, NAME_LIMIT)
    if isinstance(words, Rejected):
        raise NotReported(refusal(words))
    names = {row.series for row in desk.rows() if row.series}
    known = next((one for one in names if one.casefold() == words.casefold()), words)
    return moved(desk.home, session, known)


def thing_named(found: Sequence[Thing], start: str) -> str:
    """Return the id that is meant by its beginning; as typed if there is none. Raises ``NotReported``."""
    ids = [one.id for one in found if start and one.id.startswith(start)]
    if len(ids) > 1 and start not in ids:
        raise NotReported(say("cli.several_things", id=start))
    return ids[0] if len(ids) == 1 else start


def today(readings: Readings | None = None) -> str:
    """Return the local date, ISO."""
    read = readings or Readings()
    now = read.wall()
    return (now + timedelta(seconds=read.offset_s(now))).date().isoformat()


def report(
    desk: Recaps, series: str, command: AnySeriesCommand, readings: Readings | None = None
) -> tuple[SeriesEvent, ...]:
    """Report something on a series; returned once it is on disk.

    Raises ``NotReported`` for what is refused, BusyStore, NewerStore and OSError.
    """
    from store.library.carry_over import recaps_of
    from store.library.series import series_id
    from store.library.series_journal import tell

    sid = series_id(series)
    recaps = recaps_of(desk.home, sid)
    dated = replace(command, on=today(readings))

    def decided(state: SeriesState) -> Sequence[SeriesEvent] | Rejected:
        return decide(state, things(recaps, state), dated, lambda: secrets.token_hex(6))

    now = Instant(0, (readings or Readings()).wall())
    try:
        made = tell(desk.home, sid, decided, now, secrets.token_hex(6), secrets.token_hex(6))
    except ForeignJournal as foreign:
        raise NotReported(str(foreign)) from foreign
    if isinstance(made, Rejected):
        raise NotReported(refusal(made))
    return tuple(made)
