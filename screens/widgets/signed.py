"""A text in large letters with its sign in front: a number, a letter, a clock time or a mark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.widgets.lettering import INK, baseline_at, drawn_at, rows_at, width_at

_GAP = 0.5
"""Space between sign and text, in em."""


def signs_width(signs: Sequence[str], size: int) -> int | None:
    """Return the columns of the widest sign, including the space after it; ``None`` if one can't be drawn."""
    wide = [width_at(sign, size) for sign in signs if sign]
    found = [one for one in wide if one is not None]
    if len(found) < len(wide):
        return None
    return max(found) + round(_GAP * size) if found else 0


def signed_rows(signs: Sequence[str], text: str, size: int, width: int, lead: int) -> int | None:
    """Return how many rows ``signed`` needs."""
    rows = rows_at(text, size, width - lead)
    if rows is None:
        return None
    above = max(baseline_at(one, size) for one in (text, *signs))
    # A sign may hang lower than the words, as a square does.
    ends = [above - baseline_at(one, size) + (rows_at(one, size, lead) or 0) for one in signs]
    return max(rows + above - baseline_at(text, size), *ends, 0)


def signed(
    sign: Sequence[tuple[str, str]],
    text: str,
    size: int,
    width: int,
    lead: int,
    ink: str = INK,
    *,
    smooth: bool = True,
) -> list[Content] | None:
    """Return ``text`` in ``width`` cells, the first ``lead`` of them for its sign: parts and their ink.

    Both have one baseline. ``None`` if either can't be drawn.
    """
    drawn = drawn_at(text, size, width - lead, ink, smooth=smooth)
    if drawn is None:
        return None
    above = max((baseline_at(one, size) for one in (text, *(part for part, _ in sign))), default=0)
    rows = [Content("")] * (above - baseline_at(text, size)) + list(drawn)
    before = [Content("")] * len(rows)
    for part, of in sign:
        marks = drawn_at(part, size, lead, of, smooth=smooth)
        if marks is None:
            return None
        begin = above - baseline_at(part, size)
        long = max(row.cell_length for row in before)
        long += round(_GAP / 2 * size) if long else 0
        before += [Content("")] * (begin + len(marks) - len(before))
        for nth, row in enumerate(marks, begin):
            before[nth] = _to(before[nth], long) + row
    rows += [Content("")] * (len(before) - len(rows))
    return [_to(one, lead) + row for one, row in zip(before, rows, strict=True)]


def _to(row: Content, width: int) -> Content:
    return row.pad_right(max(0, width - row.cell_length))
