"""Reads the agenda in a recap that Fairsay exported, ignoring the other sections."""

from __future__ import annotations

from collections.abc import Sequence

from session.model.state import replace
from session.plan.reading.document import Block, Document, Grid, Line, Row
from session.wording.catalogue import say


def recap_agenda(doc: Document) -> Document | None:
    """Return the agenda of a recap; the document itself if it is not a recap, ``None`` for one without an agenda."""
    blocks = doc.blocks
    heads = [n for n, one in enumerate(blocks) if _is(one, say("recap.agenda"))]
    if not heads:
        return doc
    table = next((one for one in blocks[heads[0] + 1 :][:2] if isinstance(one, Grid)), None)
    if table is None:
        return None
    title = _title(blocks[: heads[0]])
    return replace(doc, blocks=(_bare(table),), title=title or doc.title)


def _is(block: Block, text: str) -> bool:
    return isinstance(block, Line) and block.text == text


def _title(above: Sequence[Block]) -> str:
    """Return the title: the first heading other than the draft marker."""
    heads = [one for one in above if isinstance(one, Line) and one.mark == "heading"]
    top = min((one.depth for one in heads), default=0)
    titles = [one.text for one in heads if one.depth == top and one.text != say("recap.draft_sign")]
    return titles[0] if titles else ""


def _bare(table: Grid) -> Grid:
    """Return the table without the words for "no length"."""
    none = say("recap.minutes_none")
    rows = (tuple("" if cell == none else cell for cell in row.cells) for row in table.rows)
    return Grid(
        tuple(Row(was.n, cells) for was, cells in zip(table.rows, rows, strict=True)), table.name
    )
