"""Splits a document with several agendas: one per day or group, with restarting times below a heading."""

from __future__ import annotations

from collections.abc import Sequence

from session.model.state import replace
from session.model.text import short
from session.plan.reading.document import Block, Document, Grid, Line
from session.plan.reading.entries import peeled, title_of
from session.plan.reading.tables import read_grid
from session.plan.reading.times import Clock
from session.plan.reading.words import begins_with, names_a_date

_MORNING = 7 * 60
"""A time after 07:00 that is earlier than the one above begins another agenda, not the afternoon."""


def agendas(doc: Document) -> dict[str, Document]:
    """Return each agenda of a document by its name; a document with a single agenda is returned whole."""
    parts: list[tuple[str, list[Block], list[Clock]]] = [("", [], [])]
    for block in doc.blocks:
        clocks = _clocks(block)
        if isinstance(block, Line) and not clocks and _heads(block):
            parts.append((title_of(block.text), [block], []))
        elif isinstance(block, Grid) and clocks and parts[-1][2]:
            parts.append((block.name, [block], clocks))
        else:
            parts[-1][1].append(block)
            parts[-1][2].extend(clocks)
    together: list[tuple[str, list[Block], list[Clock]]] = []
    for name, blocks, clocks in parts:
        begun = together and together[-1][2]
        if together and not (begun and clocks and _anew(begun, clocks)):
            together[-1][1].extend(blocks)
            together[-1][2].extend(clocks)
        else:
            together.append((name, list(blocks), list(clocks)))
    if len(together) == 1:
        return {"": doc}
    first = _name(together[0][1])
    called = [together[0][0] or first, *(name for name, _, _ in together[1:])]
    return {
        _own(name, n, called): replace(doc, blocks=tuple(blocks))
        for n, (name, (_, blocks, _)) in enumerate(zip(called, together, strict=True), 1)
    }


def _own(name: str, n: int, called: Sequence[str]) -> str:
    name = short(name, 60)
    return name if name and called.count(name) == 1 else f"{n}. {name}".rstrip()


def _heads(line: Line) -> bool:
    """Return whether a line may be the heading of an agenda: a heading, or a day."""
    loose = line.mark == "" and len(line.text.split()) < 8
    return line.mark == "heading" or (
        loose and (names_a_date(line.text) or begins_with("day", line.text))
    )


def _name(blocks: Sequence[Block]) -> str:
    """Return the name of the first agenda: the last possible heading before its times."""
    name = ""
    for block in blocks:
        if _clocks(block):
            break
        if isinstance(block, Line) and _heads(block):
            name = title_of(block.text)
    return name


def _clocks(block: Block) -> list[Clock]:
    if isinstance(block, Line):
        start = peeled(block.text)[0].start
        return [start] if start else []
    return [one.when.start for one in read_grid(block).entries if one.when.start]


def _anew(before: Sequence[Clock], clocks: Sequence[Clock]) -> bool:
    return _MORNING <= clocks[0].at < before[-1].at and clocks[0].at <= before[0].at + 180
