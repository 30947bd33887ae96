"""The command line's output: lists for people, and the same as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from app.library import Library
from session import envelope
from session.model.lifecycle import SessionStarted
from session.model.phones import DeviceJoined, DeviceLeft, DoorClosed, DoorOpened
from session.wording.catalogue import say
from store.checks.findings import Report
from store.exports.placing import ExportRefused
from store.library.index import SessionRow

if TYPE_CHECKING:
    from session.views.series import ThingLine
    from store.exports.registry import Handout


class SeriesLine(Struct, frozen=True):
    """A series with its number of sessions."""

    id: str
    name: str
    sessions: int


class Status(Struct, frozen=True):
    """The session that is open now; ``code`` is empty if joining by phone was never opened."""

    session: str
    title: str
    join_url: str
    code: str
    journal: str
    phones: int


def as_document(value: Any) -> str:
    """Return a value as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def as_rows(rows: Sequence[SessionRow]) -> list[dict[str, Any]]:
    """Return the JSON fields of each session. The version of its stored recap is internal to the index."""
    told: list[dict[str, Any]] = msgspec.to_builtins(rows)
    return [{name: value for name, value in row.items() if name != "version"} for row in told]


def session_lines(rows: Sequence[SessionRow]) -> str:
    """Return one line per session: id, date, status, title, series."""
    if not rows:
        return say("cli.no_sessions")
    return _columns(
        [
            (row.id, _when(row.started), row.state, row.title or say("home.untitled"), row.series)
            for row in rows
        ]
    )


def series_of(rows: Sequence[SessionRow]) -> tuple[SeriesLine, ...]:
    """Return every series that has a session, by name."""
    from store.library.series import series_id

    names = sorted({row.series for row in rows if row.series}, key=str.casefold)
    return tuple(
        SeriesLine(series_id(name), name, sum(row.series == name for row in rows)) for name in names
    )


def series_lines(found: Sequence[SeriesLine]) -> str:
    """Return one line per series: its name and number of sessions."""
    if not found:
        return say("cli.no_series")
    return _columns([(one.id, say("cli.sessions", n=one.sessions), one.name) for one in found])


def thing_list(lines: Sequence[ThingLine]) -> str:
    """Return the things of a series under their kinds, each with the id by which a report names it."""
    if not lines:
        return say("cli.nothing_to_tell")
    shown: list[str] = []
    for kind in dict.fromkeys(one.kind for one in lines):
        shown.append(say(f"thing.kind.{kind}"))
        for one in lines:
            if one.kind == kind:
                parts = filter(None, (one.state, one.who, one.when))
                shown.append(f"  {one.id}  {one.text} ({', '.join(parts)})")
    return "\n".join(shown)


def status_of(desk: Library) -> Status | None:
    """Return the newest session that a process has open, if any."""
    from store.journal.format import scan

    for row in desk.rows():
        if row.state == "live":
            journal = desk.home.journal(row.id)
            link, code, phones = _joining(scan(journal, row.id).payloads)
            return Status(row.id, row.title, link, code, str(journal), phones)
    return None


def _joining(payloads: Sequence[bytes]) -> tuple[str, str, int]:
    """Return where people join, the code in that address, and how many phones have joined.

    The phone page while joining is open, otherwise the plan's meeting link.
    """
    meeting, page, code = "", "", ""
    phones: set[str] = set()
    for payload in payloads:
        match envelope.fact(envelope.head(payload)):
            case SessionStarted(plan=plan):
                meeting = plan.meeting_link
            case DoorOpened(link=link, code=word):
                page, code = f"{link}/{word}", word
            case DoorClosed():
                page = ""
            case DeviceJoined(device=device):
                phones.add(device)
            case DeviceLeft(device=device):
                phones.discard(device)
            case _:
                pass
    return page or meeting, code, len(phones)


def status_line(found: Status) -> str:
    return say("cli.status", title=found.title, session=found.session, journal=found.journal)


def printed(recap: Handout, form: str) -> str:
    """Return a recap in a single-file format. Raises ``ExportRefused``."""
    from store.exports.registry import CALENDARS, EVERY, FORMATS

    if form not in EVERY:
        formats = ", ".join(FORMATS)
        raise ExportRefused(say("refused.export_format", format=form, formats=formats))
    if not EVERY[form].readable:
        raise ExportRefused(say("cli.stdout_file", format=form))
    files = EVERY[form].render(recap)
    if not files and form in CALENDARS:
        raise ExportRefused(say("refused.export_no_date"))
    if len(files) != 1:
        raise ExportRefused(say("cli.stdout_one"))
    return files[0].data.decode()


def variant_of(form: str, *, brief: bool, large: bool) -> str:
    """Return the name of a format as its first side alone, or in large print. Raises ``ExportRefused``."""
    from store.exports.registry import EVERY, variant

    name = variant(form, brief=brief, large=large)
    if form in EVERY and name not in EVERY:
        raise ExportRefused(say("cli.no_large" if large else "cli.no_short", format=form))
    return name if form in EVERY else form


def form_of(output: Path) -> str:
    """Return the format of a file name's suffix; plain text without a suffix. Raises ``ExportRefused``."""
    from store.exports.registry import CALENDARS, FORMATS

    suffix = output.suffix.casefold()
    if not suffix or output.is_dir():
        return "text"
    for name, form in (FORMATS | CALENDARS).items():
        if form.suffix == suffix:
            return name
    endings = ", ".join(dict.fromkeys(form.suffix for form in (FORMATS | CALENDARS).values()))
    raise ExportRefused(say("refused.export_ending", ending=suffix, endings=endings))


def verified(report: Report) -> str:
    """Return the findings, one line each, and the number of files that were checked."""
    lines = [f"{one.path}: {one.say}" for one in report.findings]
    lines.append(
        say(
            "cli.sound" if report.sound else "cli.unsound",
            sessions=say("cli.sessions", n=report.sessions),
            series=say("cli.series", n=report.series),
        )
    )
    return "\n".join(lines)


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _when(started: str) -> str:
    try:
        return f"{datetime.fromisoformat(started).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return ""
