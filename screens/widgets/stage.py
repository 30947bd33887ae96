"""Draws a scene of the shared view, as large as its words fit: headline, figure, rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.card import stacked, wrapped
from screens.widgets.headline import headline
from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face
from screens.widgets.scene_rows import Manner, drawn_rows, rows_cut
from session.views.shared.scene import SceneRow, SharedScene

_STRONG = "bold $text-accent"
"""At least 7:1 in every theme of the program, which the accent itself is not on light ground."""

_PAIRS: tuple[tuple[Face, Face | None], ...] = (
    (LARGE, LARGE),
    (LARGE, BROAD),
    (LARGE, MIDDLE),
    (BROAD, BROAD),
    (BROAD, MIDDLE),
    (MIDDLE, MIDDLE),
    (LARGE, None),
    (BROAD, None),
    (MIDDLE, None),
)
"""Faces for the headline and the figure, best first: the figure is never the larger one."""
_HEADS: tuple[tuple[Face, Face | None], ...] = ((LARGE, MIDDLE), (BROAD, MIDDLE), (MIDDLE, None))
"""Faces for the headline and the words below it, where the rows are what matters."""
_PLAIN: tuple[Manner, ...] = ("spaced", "tight")


class _Plan(Struct, frozen=True):
    """One way to draw a scene: ``None`` is plain bold text."""

    head: Face | None
    figure: Face | None
    under: Face | None
    rows: Manner


class Stage(Widget):
    """Shows ``value``; equal values repaint nothing."""

    DEFAULT_CSS = "Stage { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    value: reactive[SharedScene | None] = reactive(None)

    def render(self) -> Content:
        width, height = self.size
        if self.value is None or width < 1 or height < 1:
            return Content("")
        return stacked(stage_lines(self.value, width, height))


def stage_lines(scene: SharedScene, width: int, height: int) -> list[Content]:
    """Return the scene in ``width`` cells and at most ``height`` rows, in the largest way that fits."""
    short = tuple(row for row in scene.rows if not row.extra)
    kind = wrapped(scene.kind, width, _STRONG, 1)
    remarks = [line for one in scene.remarks for line in wrapped(one, width)]
    for rows, plan in _ways(scene, short):
        between = _parts(scene, rows, plan, width, height)
        if between is not None:
            parts = [part for part in (kind, *between, remarks) if part]
            if _rows_of(parts) <= height:
                return _placed(parts, height)
    return _cut(scene, short, width, height)


def _ways(
    scene: SharedScene, short: tuple[SceneRow, ...]
) -> Iterator[tuple[tuple[SceneRow, ...], _Plan]]:
    """Yield the ways to draw a scene, best first: large, then with everything, then cut short."""
    whole = scene.rows
    if not scene.listing:
        yield from ((whole, plan) for plan in _headed())
        return
    if short:
        yield from ((short, plan) for plan in _listed("large", bare=False))
    for rows in (whole, short) if short != whole else (whole,):
        for manner in _PLAIN:
            yield from ((rows, plan) for plan in _listed(manner, bare=not rows))
    yield from ((short, plan) for plan in _listed("brief", bare=not short))
    yield from ((short, _Plan(None, None, None, manner)) for manner in (*_PLAIN, "brief"))


def _listed(manner: Manner, *, bare: bool) -> Iterator[_Plan]:
    for head, under in _HEADS:
        # Beside rows, the words below the headline are the least of the three.
        yield from (
            _Plan(head, None, below, manner) for below in ((under, None) if bare else (None,))
        )


def _headed() -> Iterator[_Plan]:
    for head, figure in _PAIRS:
        for under in (MIDDLE, None):
            for manner in _PLAIN:
                yield _Plan(head, figure, under, manner)
    for figure in (MIDDLE, None):
        yield _Plan(None, figure, None, "tight")


def _parts(
    scene: SharedScene, rows: tuple[SceneRow, ...], plan: _Plan, width: int, height: int
) -> list[Sequence[Content]] | None:
    """Return the parts between kind and remarks; ``None`` where letters do not fit."""
    parts = (
        headline(scene.headline, plan.head, width, height),
        headline(scene.figure, plan.figure, width, height, _STRONG),
        headline(scene.under, plan.under, width, height, ""),
        drawn_rows(rows, plan.rows, width, height),
    )
    found = [part for part in parts if part is not None]
    return [part for part in found if part] if len(found) == len(parts) else None


def _rows_of(parts: list[Sequence[Content]]) -> int:
    return sum(map(len, parts)) + max(0, len(parts) - 1)


def _placed(parts: list[Sequence[Content]], height: int) -> list[Content]:
    """Put the parts below each other, a little more apart and lower where there is room."""
    spare = height - _rows_of(parts)
    gaps = max(1, len(parts) - 1)
    apart = 1 + min(2, spare // (2 * gaps + 2))
    left = height - sum(map(len, parts)) - apart * (len(parts) - 1)
    lines = [Content("")] * min(max(0, left) // 3, 6)
    for nth, part in enumerate(parts):
        # What it is about stands right above the words it is about.
        lines += [Content("")] * ((1 if nth == 1 else apart) if nth else 0)
        lines += part
    return lines


def _cut(scene: SharedScene, rows: tuple[SceneRow, ...], width: int, height: int) -> list[Content]:
    """Return what fits where not all of it does: the headline first, then rows, and how many more."""
    third = max(1, height // 3)
    large = headline(scene.headline, MIDDLE, width, third) if rows else None
    small = wrapped(scene.headline, width, "bold", third if rows else max(1, height - 2))
    lines = [*(large or small)]
    figure = wrapped(scene.figure, width, _STRONG, 2)
    under = wrapped(scene.under, width, "", 2)
    for part in (figure, under):
        if len(lines) + len(part) + (2 if rows else 0) <= height:
            lines += part
    room = height - len(lines)
    if rows and room > 0:
        gap = [Content("")] if room > 3 else []
        lines += [*gap, *rows_cut(rows, width, room - len(gap))]
    return lines[:height]
