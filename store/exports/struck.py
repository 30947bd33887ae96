"""Struck entries in exports: replaced by their number, not listed one by one."""

from __future__ import annotations

from itertools import compress

from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Part, Points, Section, Table, bare


def without_struck(section: Section) -> Section:
    """Return a section with a single line in the place of entries without any words left."""
    blocks: tuple[Block, ...] = ()
    for block in section.blocks:
        if kept := _without(block):
            blocks = (*blocks, kept)
        elif blocks and isinstance(above := blocks[-1], Part) and not above.letter:
            # Nothing is left under this heading; the heading of a theme is kept.
            blocks = blocks[:-1]
    n = sum(map(_entries, section.blocks)) - sum(map(_entries, blocks))
    if n:
        blocks = (*blocks, Line(say("recap.struck", n=n), quiet=True))
    return replace(section, blocks=blocks)


def _without(block: Block) -> Block | None:
    match block:
        case Points(points=points):
            kept = tuple(
                one for one in points if one.under or not (one.struck or _is_struck(one.text))
            )
            return Points(kept) if kept else None
        case Table(rows=rows, bars=bars):
            stays = [not _is_struck(row[0]) for row in rows]
            left = tuple(compress(rows, stays))
            return replace(block, rows=left, bars=tuple(compress(bars, stays))) if left else None
        case _:
            return block


def _entries(block: Block) -> int:
    match block:
        case Points(points=points):
            return len(points)
        case Table(rows=rows):
            return len(rows)
        case _:
            return 0


def _is_struck(text: str) -> bool:
    return bare(text).strip() == STRUCK
