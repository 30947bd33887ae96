"""The recap as a PDF to print and to send: tagged, so that a screen reader reads it (PDF/UA-1)."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from session.views.series_look import Look
from session.wording.catalogue import say
from store.exports.days import moment
from store.exports.direction import holds_some, language_of, line_from_the_right
from store.exports.glyphs import FAMILIES, FONTS, MISSING, shown, visible
from store.exports.outline import (
    Block,
    Line,
    Outline,
    Part,
    Points,
    Section,
    Table,
    bare,
    page_words,
    shares,
)
from store.exports.placing import ExportRefused
from store.exports.signs import SERIES, sign_of

if TYPE_CHECKING:
    from typst import Fonts

LAYOUTS = Path(__file__).parent
_LAYOUT = LAYOUTS / "recap.typ"


def pdf_of(whole: Outline, stamp: str) -> bytes:
    """Return an outline as a PDF. Raises ExportRefused if it can't be made."""
    return printed(_told(whole, stamp), stamp, _LAYOUT.read_bytes())


def printed(told: dict[str, Any], stamp: str, layout: bytes) -> bytes:
    """Compile the content to a PDF with a layout. The content is passed as data, never as markup."""
    from typst import Compiler, TypstError

    press = Compiler(
        layout,
        root=_LAYOUT.parent,
        font_paths=_fonts(),
        sys_inputs={"told": json.dumps(told)},
    )
    at = int(moment(stamp).timestamp())
    try:
        made = press.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    except TypstError as refused:
        raise ExportRefused(say("refused.export_pdf")) from refused
    return made if isinstance(made, bytes) else b""


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    # Only the bundled fonts: with the system's own, two machines would produce different files.
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _told(whole: Outline, stamp: str) -> dict[str, Any]:
    at = moment(stamp)
    told: dict[str, Any] = {
        "about": bare(whole.title) + (f" ({whole.draft})" if whole.draft else ""),
        "when": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "fonts": list(FAMILIES),
        "lang": say("language"),
        "large": whole.large,
        "page": page_words(),
        "sign": whole.sign,
        "draft": whole.draft,
        "kicker": whole.kicker,
        "series": _blocks(whole.series) if whole.series else [],
        "title": _heading(whole.title),
        "lead": [_line(line) for line in whole.lead],
        "sections": [_section(section) for section in whole.sections],
    }
    if MISSING in json.dumps(told, ensure_ascii=False):
        last: dict[str, Any] = told["sections"][-1]
        last["blocks"] += _blocks(Line(say("recap.no_letter", square=MISSING), quiet=True))
    return told


def _section(section: Section) -> dict[str, Any]:
    blocks = [told for block in section.blocks for told in _blocks(block)]
    told = {"key": section.key, "side": section.side, "blocks": blocks}
    return {**told, "title": _heading(section.title)}


def _blocks(block: Block) -> list[dict[str, Any]]:
    match block:
        case Line(text=text, look=Look() as look):
            return [_signed(text, look)]
        case Line(text=text, quiet=quiet):
            return [{"kind": "line", "quiet": quiet, **_line(text)}]
        case Part(text=text, letter=letter, shape=shape):
            colours = sign_of(letter)
            sign = {"letter": shown(letter), "shape": shown(shape)}
            sign |= {"ground": colours.ground, "letters": colours.ink}
            return [{"kind": "part", **sign, **_heading(text)}]
        case Points(points=points):
            told = [{**_line(p.text), "under": [_line(t) for t in p.under]} for p in points]
            runs = groupby(told, key=itemgetter("turned"))
            return [{"kind": "points", "turned": way, "points": list(run)} for way, run in runs]
        case Table(head=head, rows=rows, bars=bars):
            cells = [[_line(cell) for cell in row] for row in (head, *rows)]
            widths = list(shares(len(head)))
            table = {"kind": "table", "shares": widths, "bars": list(bars)}
            return [{**table, "head": cells[0], "rows": cells[1:]}]


def _signed(text: str, look: Look) -> dict[str, Any]:
    """Return a line with the sign of a series."""
    colours = SERIES[look.colour]
    sign = {"letter": look.sign, "ground": colours.ground, "letters": colours.ink}
    return {"kind": "signed", **sign, **_line(text)}


def _heading(text: str) -> dict[str, Any]:
    # A heading without a printable letter is dropped: the standard forbids empty headings.
    return _line(text if any(map(visible, text)) else "–")


def _line(text: str) -> dict[str, Any]:
    # Isolates are only needed where directions meet; elsewhere they would end up in copied text.
    told = text if holds_some(text) else bare(text)
    lang = language_of(text) or say("language")
    return {"text": shown(told), "turned": line_from_the_right(text), "lang": lang}
