"""The recap as tables: one CSV file a subject, for a spreadsheet or an analysis.

UTF-8 with its mark, so that a spreadsheet reads every name right.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from session.model.recap import Recap, RecapIdea, RecapRound
from session.wording.catalogue import say
from store.exports.reading import names_sentence
from store.exports.votes import ballot_unit

Row = tuple[str | int | None, ...]

# A spreadsheet evaluates a cell that begins like this, including full-width forms of East Asian keyboards.
_RUNS = tuple("=+-@\t\r＝＋－＠")
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The oldest date a zip can store."""


def tables(recap: Recap) -> dict[str, bytes]:
    """Return the tables of a tidied recap by how their files' names end, always all of them.

    Every row begins with how firm the record is, its session, the date and the id of its entry, so that
    the tables of several sessions can be put together.
    """
    contents: dict[str, tuple[tuple[str, ...], Iterator[Row]]] = {
        "session": (("about", "value"), _session(recap)),
        "agenda": (
            (
                "item",
                "kind",
                "focus",
                "planned_minutes",
                "added_minutes",
                "actual_minutes",
                "started",
                "ended",
                "outcome",
            ),
            _agenda(recap),
        ),
        "ideas": (
            (
                "idea",
                "first_wording",
                "sorted",
                "letters",
                "theme",
                "merged_into",
                "came_by",
                "from",
            ),
            _ideas(recap),
        ),
        "votes": (
            ("vote", "question", "choice", "channel", "count", "unit", "place", "remarks", "group"),
            _votes(recap),
        ),
        "decisions": (("decision", "reservations", "item"), _decisions(recap)),
        "actions": (
            ("what", "who", "by", "due"),
            ((a.id, a.what, a.who, a.by, a.due) for a in recap.actions),
        ),
        "parking": (
            ("text", "status", "asked_by", "promise"),
            ((p.id, p.text, p.status, p.asked_by, p.promise) for p in recap.parking),
        ),
        "agreement": (("line", "status", "version"), _agreement(recap)),
        "words": (
            ("word", "meaning", "explained_earlier"),
            ((w.id, w.text, w.meaning, "yes" if w.carried else "no") for w in recap.words),
        ),
        "outcomes": (
            ("about", "outcome", "why", "to"),
            ((told.id, told.text, told.state, told.why, told.to) for told in recap.outcomes),
        ),
        "reflections": (("kind", "text"), _reflections(recap)),
        "corrections": (("on", "text"), ((one.id, one.on, one.text) for one in recap.corrections)),
        "circles": (("kind", "question"), ((c.id, c.kind, c.question) for c in recap.circles)),
        "notes": (
            ("time", "item", "text"),
            ((n.id, n.at, n.item, n.text) for n in recap.notes),
        ),
    }
    return {f"-{name}.csv": _table(recap, head, rows) for name, (head, rows) in contents.items()}


def safe(cell: str | int | None) -> str | int:
    """Return a cell that no spreadsheet interprets as a formula: such texts get a leading apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(_RUNS):
        return f"'{cell}"
    return cell


def zipped(files: dict[str, bytes], stamp: str) -> bytes:
    """Return ``files`` as one zip, with every entry dated ``stamp`` (ISO), so that it is reproducible."""
    try:
        at = datetime.fromisoformat(stamp)
        dated = max(_OLDEST, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    except ValueError:
        dated = _OLDEST
    pack = io.BytesIO()
    # Stored, not compressed: two releases of zlib may compress the same bytes differently.
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, dated)
            entry.create_system = 3
            entry.external_attr = 0o100600 << 16
            archive.writestr(entry, data)
    return pack.getvalue()


def _table(recap: Recap, head: tuple[str, ...], rows: Iterator[Row]) -> bytes:
    """Return a table as bytes. The first cell of each row is the id of what it tells of."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("record", "session_id", "session_date", "id", *head))
    firm = say("recap.draft_cell") if recap.draft else say("recap.agreed_cell")
    for row in rows:
        writer.writerow(map(safe, (firm, recap.session, recap.date, *row)))
    return text.getvalue().encode("utf-8-sig")


def _session(recap: Recap) -> Iterator[Row]:
    for about, value, *key in _about(recap):
        yield (key[0] if key else ""), about, value


def _about(recap: Recap) -> Iterator[Row]:
    yield "title", recap.title
    yield "series", recap.series
    yield "session", recap.session
    yield "version", recap.version
    yield "date", recap.date
    yield "started", recap.started
    yield "ended", recap.ended
    yield "ended_utc", recap.stamp
    yield "purpose", recap.purpose
    yield "involvement", recap.involvement
    yield "stage", recap.stage
    yield "people", recap.people
    yield "from_elsewhere", recap.remote
    yield "may_be_photographed", recap.photographed or None
    yield "may_be_quoted", recap.quoted or None
    for choice in recap.agreement.choices:
        yield "agreed_choice", choice
    yield "ideas_removed", recap.removed_ideas
    yield "not_coproduced", recap.not_coproduced or say("recap.not_coproduced_open")
    yield "next_session", recap.next_session, recap.next_id
    yield "next_from", recap.next_at, recap.next_id
    yield "next_until", recap.next_until, recap.next_id
    yield "next_place", recap.next_place, recap.next_id
    yield "next_way", recap.next_way, recap.next_id
    yield "next_join", recap.next_join, recap.next_id
    yield "time_zone", recap.time_zone
    yield "whom_to_ask", recap.whom_to_ask
    for nth, text in enumerate(recap.summary):
        yield "mattered", text, _nth(recap.summary_ids, nth)
    for nth, text in enumerate(recap.missing):
        yield "missing", text, _nth(recap.missing_ids, nth)
    for nth, text in enumerate(recap.thanks):
        yield "thanks", text, _nth(recap.thanks_ids, nth)
    for text in recap.said:
        yield "remark", text
    yield "names", names_sentence(recap)


def _nth(ids: tuple[str, ...], nth: int) -> str:
    """Return the id beside a text, empty in a recap from before ids were stored."""
    return ids[nth] if nth < len(ids) else ""


def _reflections(recap: Recap) -> Iterator[Row]:
    # Answers on what worked first, then on what to change: no row shows which two came from one person.
    for said in recap.reflections:
        if said.worked:
            yield said.id, "worked", said.worked
    for said in recap.reflections:
        if said.change:
            yield said.id, "change", said.change


def _agenda(recap: Recap) -> Iterator[Row]:
    for item in recap.agenda:
        yield (
            item.id,
            item.title,
            item.kind,
            item.focus,
            item.planned_min,
            item.added_min,
            item.actual_min,
            item.started,
            item.ended,
            item.outcome,
        )


def _agreement(recap: Recap) -> Iterator[Row]:
    told = recap.agreement
    for line in told.lines:
        yield line.id, line.text, told.status, told.version
    for line in told.before:
        yield line.id, line.text, "agreed before", told.version


def _ideas(recap: Recap) -> Iterator[Row]:
    for theme in recap.themes:
        for idea in theme.ideas:
            yield from _idea(idea, "one theme", theme.letter, theme.name)
    for idea in recap.contested:
        yield from _idea(idea, "seen differently", idea.letters, "")
    for idea in recap.unthemed:
        yield from _idea(idea, "no theme", "", "")


def _idea(idea: RecapIdea, how: str, letters: str, theme: str) -> Iterator[Row]:
    yield idea.id, idea.text, idea.first, how, letters, theme, "", idea.channel, idea.by
    for one in idea.merged:
        into, came_by = idea.text, one.channel
        yield one.id, one.text, one.first, "merged", letters, theme, into, came_by, one.by


def _votes(recap: Recap) -> Iterator[Row]:
    for number, held in enumerate(recap.rounds, start=1):
        yield from ((held.id, number, held.question, *row) for row in _vote(held))


def _vote(held: RecapRound) -> Iterator[Row]:
    remarks = " ".join(held.said)
    for option in held.options:
        counts = option.counts if held.shown else {}
        if not counts:
            yield option.label, "", None, "", None, remarks, ""
        for channel, count in counts.items():
            unit = held.units.get(channel, "")
            yield option.label, channel, count, unit, option.ranks.get(channel), remarks, ""
        for group in held.groups:
            count, unit = group.counts.get(option.label, 0), ballot_unit(held)
            yield option.label, "ballots", count, unit, None, "", group.name


def _decisions(recap: Recap) -> Iterator[Row]:
    for one in recap.decisions:
        yield one.id, one.text, " | ".join(one.reservations), one.item
