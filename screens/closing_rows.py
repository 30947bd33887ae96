"""The rows of *Close*: a step with its sign and its keys, a line of the read-back, the files that were written."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from screens.keys.keymap import Layout, keys_on
from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.rows import Row
from screens.widgets.themes_card import sign
from session.views.closing_checklist import ClosingLine
from session.views.recap_lines import ReadBack, ReadBackLine
from session.wording.catalogue import say

_INDENT = {"section": 0, "part": 2, "point": 4, "under": 6, "line": 2, "quiet": 2, "gap": 0}
_STYLE = {"section": "bold $accent", "part": "bold", "quiet": "$quiet", "under": "$quiet"}
_BELOW = 6
"""Columns of a sign and its keys; what belongs to a step is below its words."""


def step_rows(steps: tuple[ClosingLine, ...], layout: Layout, width: int) -> list[Row]:
    found = keys_on("close", layout)
    known = {name: key.shown for key in found for name in (key.run.replace("_", "-"), key.id)}
    return [(step.id, _step(step, known, width)) for step in steps]


def _step(step: ClosingLine, known: dict[str, str], width: int) -> Content:
    quiet = step.below and not step.id
    rows = wrapped(step.text, width - _BELOW, "$quiet" if quiet else "")
    keys = "/".join(filter(None, (known[key] for key in step.keys)))
    sign = "" if step.below else f"{'✓' if step.done else '·'} {keys}"
    before = (f"{sign:<{_BELOW}}", *(" " * _BELOW for _ in rows[1:]))
    return stacked([Content(lead) + row for lead, row in zip(before, rows, strict=True)])


def read_rows(read: ReadBack, width: int) -> list[Row]:
    """Return the lines of a recap; ``read/7`` is the eighth."""
    return [
        ("" if line.kind == "gap" else f"read/{nth}", _read(line, width))
        for nth, line in enumerate(read.lines)
    ]


def _read(line: ReadBackLine, width: int) -> Content:
    lead = plain("• ", "$quiet") if line.kind == "point" else Content("")
    if line.letter:
        lead = sign(line.letter, line.shape) + " "
    indent = " " * _INDENT[line.kind]
    hanging = indent + " " * lead.cell_length
    rows = wrapped(line.text, width - len(hanging), _STYLE.get(line.kind, "")) or [Content("")]
    first = Content(indent) + lead + rows[0]
    return stacked([first, *(Content(hanging) + row for row in rows[1:])])


def written(read: ReadBack) -> Content:
    """Return what is being written now, or the files that were written last."""
    if read.writing or not read.written:
        return plain(read.writing, "bold")
    folder = str(Path(read.written[0]).parent)
    names = "   ".join(Path(name).name for name in read.written)
    return plain(say("readback.written", folder=folder), "bold $success") + plain(f"\n{names}")
