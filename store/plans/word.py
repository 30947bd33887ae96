"""Reads Word files as lines and tables, in document order."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from session.plan.reading.document import Block, Grid, Line, Mark, Row, in_one_line, unmarked
from session.plan.reading.text import document
from store.plans.forms import refused

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LIST = re.compile(r"list|liste|lista|rhestr", re.IGNORECASE)
_HEAD = re.compile(r"(?:heading|titre|überschrift|título|nagłówek|pennawd)\s*(\d)", re.IGNORECASE)
_MOST = 5000


def word_blocks(data: bytes, file: str) -> tuple[Block, ...]:
    """Return the lines and tables of a document. Raises PlanFaults."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml has no types

    blocks: list[Block] = []
    gap = True
    try:
        read = Document(BytesIO(data))
        # Cached: the library would search for the style of each paragraph again.
        styles = {one.style_id: one.name or "" for one in read.styles}
        for n, one in enumerate(read.iter_inner_content(), start=1):
            if n > _MOST:
                break
            if isinstance(one, Table):
                blocks.append(Grid(_rows(one, n)))
                gap = True
                continue
            lines = _lines(one, styles.get(one._p.style or "", ""), n, gap)  # noqa: SLF001 - python-docx looks styles up by name, which is slow
            blocks += lines
            gap = not lines
    # The exceptions of the library and its XML parser for a damaged file.
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        OSError,
    ) as error:
        raise refused(file, "broken") from error
    return tuple(blocks)


def _rows(table: Table, n: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    for row in table.rows:
        cells, last = [], None
        for cell in row.cells:
            # A merged cell is returned once for each column it spans.
            cells.append("" if cell._tc is last else unmarked(cell.text))  # noqa: SLF001 - python-docx does not expose merged cells
            last = cell._tc  # noqa: SLF001 - as above
        rows.append(Row(n + len(rows), tuple(cells)))
    return tuple(rows)


def _lines(paragraph: Paragraph, style: str, n: int, gap: bool) -> list[Line]:
    depth, mark = _depth(paragraph, style), _mark(paragraph, style)
    lines: list[Line] = []
    for text in paragraph.text.split("\n"):
        if not text.strip():
            continue
        if mark:
            lines.append(Line(n, in_one_line(unmarked(text)), mark, depth, gap and not lines))
        else:
            blocks = document(text.replace("\t", " ")).blocks
            lines += [
                Line(n, one.text, one.mark, one.depth, gap and not lines)
                for one in blocks
                if isinstance(one, Line)
            ]
    return lines


def _mark(paragraph: Paragraph, style: str) -> Mark:
    if _HEAD.search(style) or style in {"Title", "Titel", "Titre", "Título", "Tytuł", "Teitl"}:
        return "heading"
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx does not expose numbering
    listed = properties is not None and bool(properties.xpath("./w:numPr"))
    return "bullet" if listed or _LIST.match(style) else ""


def _depth(paragraph: Paragraph, style: str) -> int:
    if head := _HEAD.search(style):
        return int(head[1]) + 1
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx does not expose numbering
    levels = properties.xpath("./w:numPr/w:ilvl/@w:val") if properties is not None else []
    if levels:
        return int(levels[0])
    deeper = re.search(r"(\d)$", style) if _LIST.match(style) else None
    return int(deeper[1]) - 1 if deeper else 1 if style == "Title" else 0
