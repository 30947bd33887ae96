"""The recap as an editable Word file, with real headings, lists and tables."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from session.views.series_look import Look
from store.exports.csvs import zipped
from store.exports.days import moment
from store.exports.direction import holds_some, line_from_the_right, pieces
from store.exports.outline import (
    WHOLE,
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
from store.exports.signs import SERIES, Sign, sign_of
from store.exports.word_styles import ACCENT, INK, LANGUAGE, QUIET, RULE, dress, element, turn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.text.paragraph import Paragraph

_NO_LETTERS = re.compile("[\ufffe\uffff]")
"""Characters not allowed in XML; controls and surrogates were removed when the recap was tidied."""
_FROM_THE_LEFT = "\u200e"
_WIDTH_CM = 17.0


def word_of(shown: Outline, stamp: str) -> bytes:
    """Return an outline as a Word file (.docx)."""
    from docx import Document

    document = Document()
    dress(document, large=shown.large)
    _about(document, shown, stamp)
    if shown.sign:
        _paragraph(document, shown.sign, "Title")
        _paragraph(document, shown.draft, "Intense Quote")
    _paragraph(document, shown.kicker, "Subtitle")
    if shown.series:
        _signed(document, shown.series)
    _paragraph(document, shown.title, "Heading 1")
    for line in shown.lead:
        _paragraph(document, line)
    for section in shown.sections:
        heading = _paragraph(
            document, section.title, "Side Heading" if section.side else "Heading 2"
        )
        # Word's own property keeps a page of nothing but a break out of the file.
        heading.paragraph_format.page_break_before = section.key == WHOLE or None
        for block in section.blocks:
            if section.side:
                _side(document, block)
            else:
                _block(document, section, block, large=shown.large)
    _margins(document, shown)
    return _packed(document, stamp)


def _about(document: Document, shown: Outline, stamp: str) -> None:
    about = document.core_properties
    about.title = _safe(shown.title)[:255]
    about.subject = _safe(shown.draft or shown.kicker)
    about.language = LANGUAGE
    # A recap belongs to the group: it has no single author.
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = moment(stamp).replace(tzinfo=None)


def _side(document: Document, block: Block) -> None:
    """Add a block of the first side: close together, black on white."""
    match block:
        case Points(points=points):
            for point in points:
                _paragraph(document, point.text, "List Bullet 3")
                for under in point.under:
                    _under(document, point.text, under, "List Continue 3")
        case Line(text=text):
            _paragraph(document, text, "List Continue 3")
        case Part() | Table():
            # The first side has neither.
            pass


def _under(document: Document, text: str, under: str, style: str) -> None:
    told = _paragraph(document, under, style)
    # It is on the same side as its parent.
    if line_from_the_right(text) and not line_from_the_right(under):
        turn(told)


def _block(document: Document, section: Section, block: Block, *, large: bool) -> None:
    match block:
        case Line(look=Look()):
            _signed(document, block, coloured=True)
        case Line(text=text, quiet=quiet):
            told = _paragraph(document, text, "Quote" if section.key == "honesty" else "Normal")
            if quiet:
                _quieten(told, large=large)
        case Part(text=text, letter=letter, shape=shape):
            heading = document.add_paragraph(style="Heading 3")
            if letter:
                _sign(heading, f"{letter} {shape}", sign_of(letter))
            _say(heading, text)
        case Points(points=points):
            for point in points:
                strong = section.key == "decisions"
                _paragraph(document, point.text, "List Bullet", bold=strong)
                for under in point.under:
                    _under(document, point.text, under, "List Bullet 2")
        case Table():
            _table(document, section, block)


def _paragraph(room: Any, text: str, style: str = "Normal", *, bold: bool = False) -> Paragraph:
    made: Paragraph = room.add_paragraph()
    _styled(made, style)
    _say(made, text, bold=bold)
    return made


def _styled(paragraph: Paragraph, style: str) -> None:
    # By its id, which is the name without spaces: looking up the name dominates the time otherwise.
    named = None if style == "Normal" else style.replace(" ", "")
    paragraph._p.style = named  # noqa: SLF001 - python-docx does not expose a style's id


def _say(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    if line_from_the_right(text):
        turn(paragraph)
    before = ""
    for words, turned in pieces(text):
        # Word does not support isolates: a mark keeps a number after Urdu on its side.
        mark = _FROM_THE_LEFT if holds_some(before) and not turned else ""
        run = paragraph.add_run(mark + _safe(words))
        before = words
        if bold:
            run.font.bold = run.font.cs_bold = True
        if turned:
            run.font.rtl = True


def _safe(text: str) -> str:
    return _NO_LETTERS.sub("", bare(text))


def _quieten(paragraph: Paragraph, *, large: bool) -> None:
    from docx.shared import Pt, RGBColor

    for run in paragraph.runs:
        run.font.color.rgb = RGBColor.from_string(QUIET)
        run.font.size = Pt(18 if large else 10.5)


def _signed(document: Document, line: Line, *, coloured: bool = False) -> None:
    """Add a line with the sign of a series: black on the first side, which is printed."""
    if line.look is None or not coloured:
        _paragraph(document, line.signed)
        return
    told = document.add_paragraph()
    _sign(told, line.look.sign, SERIES[line.look.colour])
    _say(told, line.text)


def _sign(heading: Paragraph, sign: str, colours: Sign) -> None:
    from docx.shared import RGBColor

    run = heading.add_run(f"\u00a0{_safe(sign)}\u00a0")
    run.font.color.rgb = RGBColor.from_string(colours.ink.upper())
    run._r.get_or_add_rPr().append(  # noqa: SLF001 - python-docx does not expose a run's background
        element("w:shd", val="clear", color="auto", fill=colours.ground.upper())
    )
    heading.add_run(" ")


def _table(document: Document, section: Section, block: Table) -> None:
    from docx.shared import Cm

    columns = len(block.head)
    table = document.add_table(rows=1 + len(block.rows), cols=columns)
    table.autofit = False
    _frame(table, _safe(section.title))
    widths = [Cm(_WIDTH_CM * share) for share in shares(columns)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for nth, (row, texts) in enumerate(zip(table.rows, (block.head, *block.rows), strict=True)):
        traits = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx does not expose a row's properties
        traits.append(element("w:cantSplit"))
        if nth == 0:
            traits.append(element("w:tblHeader"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            told = cell.paragraphs[0]
            _styled(told, "No Spacing")
            # Keep a heading with its first row, and don't leave one row alone on the next page.
            told.paragraph_format.keep_with_next = nth == 0 or nth == len(block.rows) - 1
            _say(told, text, bold=nth == 0)
        if nth and block.bars:
            _bar(row.cells[0], widths[0], block.bars[nth - 1])
    _paragraph(document, "").paragraph_format.line_spacing = 0.5


def _bar(cell: Any, width: Length, share: int) -> None:
    """Draw a bar under a choice: the lower edge of an empty paragraph, which no screen reader reads."""
    from docx.shared import Emu, Pt

    told = cell.add_paragraph()
    _styled(told, "No Spacing")
    edge = element("w:pBdr")
    edge.append(element("w:bottom", val="single", sz="36", space="0", color=ACCENT))
    told._p.get_or_add_pPr().append(edge)  # noqa: SLF001 - python-docx does not expose a paragraph's borders
    told.paragraph_format.line_spacing = Pt(2)
    told.paragraph_format.right_indent = Emu(int(width * (100 - share) / 100))


def _frame(table: Any, title: str) -> None:
    traits = table._tbl.tblPr  # noqa: SLF001 - python-docx does not expose borders and alternative text
    edges = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edges.append(element(f"w:{side}", val="single", sz="4", space="0", color=RULE))
    room = element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        width = "40" if side in {"top", "bottom"} else "80"
        room.append(element(f"w:{side}", w=width, type="dxa"))
    look = traits.find(traits.tag.replace("tblPr", "tblLook"))
    for made in (edges, traits.find(traits.tag.replace("tblPr", "tblLayout")), room, look):
        if made is not None:
            traits.append(made)
    traits.append(element("w:tblCaption", val=title))


def _margins(document: Document, shown: Outline) -> None:
    """Add a footer to every page with its number, and the draft marker."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    page = document.sections[0]
    if shown.sign:
        top = page.header.paragraphs[0]
        top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = top.add_run(_safe(shown.sign))
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string(INK)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    before, between, behind = page_words()
    foot.add_run(before)
    for field, after in (("PAGE", between), ("NUMPAGES", behind)):
        number = element("w:fldSimple", instr=field)
        run = foot.add_run("1")
        number.append(run._r)  # noqa: SLF001 - python-docx does not expose page number fields
        foot._p.append(number)  # noqa: SLF001 - as above
        if after:
            foot.add_run(after)


def _packed(document: Document, stamp: str) -> bytes:
    """Return the file with the session's timestamp on all its parts, so that it is reproducible."""
    loose = io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts, stamp)
