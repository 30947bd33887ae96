"""All export formats, by name, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from session.model.open_actions import PRIVATE_ACTIONS, OpenActions
from session.model.recap import Recap
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.exports.advice import without_advice
from store.exports.calendar import actions, next_session
from store.exports.csvs import tables, zipped
from store.exports.file_names import NEXT_END, Handout, calendar_name, file_name, session_tail
from store.exports.json_file import json_bytes
from store.exports.markdown import markdown_of
from store.exports.newsletter import newsletter
from store.exports.open_actions import open_actions_text
from store.exports.outline import Outline, tidied
from store.exports.page import page_of
from store.exports.pdf import pdf_of
from store.exports.placing import ExportRefused, Held, place, told
from store.exports.plain import plain_of
from store.exports.reading import outline
from store.exports.word import word_of

__all__ = ["EVERY", "FORMATS", "PRIVATE", "ExportRefused", "File", "Format", "Handout", "export"]

_OTHER_NAMES = 8
"""Alternative names tried if a file is open; if all of them are open, something else is wrong."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export: its name without a folder, its content, and the name it had before ids were in it."""

    name: str
    data: bytes
    older: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``suffix`` is that of the single file: a zip for a set of files."""

    name: str
    suffix: str
    title: str
    draw: Callable[[Any], dict[str, bytes]]
    """Contents of a tidied recap's files, by what the name of each ends with behind that of the recap."""
    readable: bool = True
    """Whether its files are lines of text, rather than for one program only."""
    private: str = ""
    """Prefix of the file name of a private export, which is not made from a recap."""

    def render(self, recap: Handout) -> tuple[File, ...]:
        """Return the files of this export. The same recap always gives the same bytes."""
        clean = tidied(recap)
        if isinstance(clean, Recap):
            clean = without_advice(clean)
        return tuple(
            File(
                file_name(clean, self.private, end, session_tail(clean.session)),
                data,
                file_name(clean, self.private, end),
            )
            for end, data in self.draw(clean).items()
        )

    def files(self, recap: Handout, target: Path) -> dict[Path, bytes]:
        """Return the files, by path, of an export to ``target`` (a file, or an existing folder)."""
        files = self.render(recap)
        if target.is_dir():
            return {target / file.name: file.data for file in files}
        if not files:
            return {}
        if len(files) == 1:
            return {target: files[0].data}
        return {target: zipped({file.name: file.data for file in files}, recap.stamp)}


Render = Callable[[Outline, str], bytes]
"""Returns an outline as a file; with the time of the session's end."""


class Reading(NamedTuple):
    """A form that people read. ``printed``: whether its letters have a size. ``mailed``: whether files come with it."""

    name: str
    suffix: str
    title: str
    render: Render
    readable: bool = True
    printed: bool = True
    mailed: bool = False


READING = (
    Reading("markdown", ".md", "Markdown", lambda o, _: _utf8(markdown_of(o)), printed=False),
    Reading(
        "text",
        ".txt",
        "Plain text, for mail",
        lambda o, _: _utf8(plain_of(o)),
        printed=False,
        mailed=True,
    ),
    Reading("html", ".html", "A page to print", lambda o, _: _utf8(page_of(o))),
    Reading("docx", ".docx", "Word, to go on writing", word_of, readable=False),
    Reading("pdf", ".pdf", "PDF, to print and to send", pdf_of, readable=False),
)


def _read(form: Reading, *, brief: bool = False, large: bool = False) -> Format:
    """Return a form that people read. brief: the first side alone. large: at 18 points."""
    end = f"{'-one-side' if brief else ''}{'-large-print' if large else ''}{form.suffix}"

    def draw(recap: Recap) -> dict[str, bytes]:
        with_it = calendar_name(recap) if form.mailed else ""
        shown = outline(recap, brief=brief, large=large, with_it=with_it)
        return {end: form.render(shown, recap.stamp)}

    name = variant(form.name, brief=brief, large=large)
    return Format(name, form.suffix, form.title, draw, form.readable)


def _newsletter(recap: Recap) -> dict[str, bytes]:
    return {"-newsletter.txt": _utf8(newsletter(recap))}


def variant(format: str, *, brief: bool = False, large: bool = False) -> str:
    """Return the name of a format as its first side alone, or in large print."""
    return f"{format}{'-short' if brief else ''}{'-large' if large else ''}"


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        *map(_read, READING),
        Format("newsletter", ".txt", "Newsletter, at most 200 words", _newsletter),
        Format("csv", ".zip", "Tables for a spreadsheet", tables),
        Format("json", ".json", "JSON, for programs", lambda recap: {".json": json_bytes(recap)}),
    )
}

"""The public formats; "all formats" means these, and the calendar of a next session that has a date."""

PRIVATE: dict[str, Format] = {
    PRIVATE_ACTIONS: Format(
        PRIVATE_ACTIONS,
        ".txt",
        "Private: open actions, by name",
        lambda told: {".txt": _utf8(open_actions_text(told))},
        private="PRIVATE-open-actions-",
    )
}
"""The facilitator's private formats: never part of all formats, and only written when requested."""

CALENDARS: dict[str, Format] = {
    form.name: form
    for form in (
        Format(
            "ics",
            ".ics",
            "Calendar: the next session",
            lambda recap: _if_any(NEXT_END, next_session(recap)),
        ),
        Format(
            "ics-actions",
            ".ics",
            "Calendar: actions with a date",
            lambda recap: _if_any("-actions.ics", actions(recap)),
        ),
    )
}
"""For calendars: a session may have nothing with a date. Actions are only written when requested."""

VARIANTS: dict[str, Format] = {
    form.name: form
    for form in (
        *(_read(one, brief=True) for one in READING),
        *(_read(one, large=True) for one in READING if one.printed),
        *(_read(one, brief=True, large=True) for one in READING if one.printed),
    )
}
"""The first side alone, and large print: only written when requested."""

EVERY: dict[str, Format] = {**FORMATS, **CALENDARS, **VARIANTS, **PRIVATE}

PRINTED: dict[str, Render] = {".pdf": pdf_of, ".docx": word_of}
"""The formats in which an outline can be printed, by suffix."""


def nobody(_held: Path, _beside: Path) -> None:
    """Ignore a file written next to an open one."""


def _no_record(_files: dict[Path, bytes]) -> None: ...


def export(
    recap: Handout,
    format: str,
    target: Path,
    disk: Disk = REAL,
    beside: Callable[[Path, Path], None] = nobody,
    before: Callable[[dict[Path, bytes]], None] = _no_record,
    mark: str = "",
) -> tuple[Path, ...]:
    """Write the recap in one format and return the paths of the files.

    ``target`` is a file, or an existing folder: then the files get default names. A set of files (csv) with a
    file as its target becomes a zip. A Word or PDF file in a folder that is open in another program is left;
    the new one gets another name, and ``beside`` is called with both paths. ``before`` is called with the files
    before they are written; ``mark``: of their temporary files. Raises ExportRefused with one plain sentence.
    """
    form = EVERY.get(format)
    if form is None or bool(form.private) != isinstance(recap, OpenActions):
        known = ", ".join(FORMATS)
        raise ExportRefused(say("refused.export_format", format=format, formats=known))
    with told(target):
        files = form.files(recap, target)
    if not files:
        raise ExportRefused(say("refused.export_no_date"))
    if not form.readable and target not in files:
        ((wanted, data),) = files.items()
        return _placed(wanted, data, disk, beside, before, mark)
    before(files)
    return place(files, disk, mark)


def _placed(
    wanted: Path,
    data: bytes,
    disk: Disk,
    beside: Callable[[Path, Path], None],
    before: Callable[[dict[Path, bytes]], None],
    mark: str,
) -> tuple[Path, ...]:
    before({wanted: data})
    try:
        return place({wanted: data}, disk, mark)
    except Held:
        for n in range(2, _OTHER_NAMES + 2):
            other = _other(wanted, n)
            before({other: data})
            try:
                written = place({other: data}, disk, mark)
            except Held:
                continue
            beside(wanted, other)
            return written
        raise


def _other(wanted: Path, n: int) -> Path:
    return wanted.with_name(f"{wanted.stem}-{n}{wanted.suffix}")


def places_of(form: Format, file: File, folder: Path) -> tuple[Path, ...]:
    """Return the paths where a file of an export to a folder may have been written."""
    beside = () if form.readable else range(2, _OTHER_NAMES + 2)
    names = dict.fromkeys(filter(None, (file.name, file.older)))
    return tuple(
        path
        for wanted in (folder / name for name in names)
        for path in (wanted, *(_other(wanted, n) for n in beside))
    )


def all_of(recap: Recap) -> tuple[str, ...]:
    """Return the names of "all formats" of a recap: with the calendar that the mail names, once there is a date."""
    return (*FORMATS, *(("ics",) if calendar_name(tidied(recap)) else ()))


def _if_any(end: str, data: bytes) -> dict[str, bytes]:
    return {end: data} if data else {}


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")
