"""The layouts of one scene of the shared view in one space, in letters or in words; each holds all of it."""

from __future__ import annotations

from msgspec.structs import replace
from textual.content import Content

from screens.text import plain
from screens.widgets.card import wrapped
from screens.widgets.large_rows import rows_at as row_heights
from screens.widgets.large_rows import rows_in_letters
from screens.widgets.lettering import INK, LEAST, drawn_at, largest, least_of, rows_at
from screens.widgets.now_card import OVER
from screens.widgets.scene_pages import (
    AFTER_BEGIN,
    BEGIN,
    Mark,
    Page,
    Space,
    joined,
    numbered,
    room_below,
    rows_needed,
    split,
    spread,
)
from screens.widgets.scene_rows import STRONG, Block, Manner, rows_in_words, with_headings
from session.views.shared.scene import SharedScene

_NOTHING: frozenset[str] = frozenset()
_INKS = {"": "$text-accent", "short": "$short", "over": "$over"}
"""The colour of a figure by its time, as on the board. At least 7:1 in every theme of the program, which the accent itself does not have on a light background."""
_SHARES: dict[str, dict[str, float]] = {
    "headline": {"headline": 1, "figure": 0.65, "under": 0.5, "rows": 0.5},
    "figure": {"headline": 0.4, "figure": 1, "under": 0.4, "rows": 0.5},
    "rows": {"headline": 0.6, "figure": 0.6, "under": 0.5, "rows": 1},
}
"""The size of each part relative to the largest in a scene."""
_IN_WORDS = 0.4
"""The largest part shrinks at most by this share so that others are drawn in letters too."""
_LETTERED: tuple[frozenset[str], ...] = (
    frozenset({"headline", "figure", "under", "rows"}),
    frozenset({"headline", "figure", "rows"}),
    frozenset({"figure", "rows"}),
    frozenset({"headline", "figure"}),
    frozenset(),
)
"""The parts drawn in letters besides the largest, best first."""
_ROWS_APART = 12
"""Pixels of letters per blank row between parts."""
_MANNERS: tuple[Manner, ...] = ("spaced", "tight")
_NUMBER = 12
"""Cells for the number of a page beside its label."""
_PAGES_MOST = 4
"""Maximum number of pages in letters; nobody follows a longer list from page to page."""


class Drawing:
    """The layouts of one scene in one space."""

    def __init__(
        self, scene: SharedScene, space: Space, loose: int = 1, *, asked: bool = False
    ) -> None:
        self.scene, self.rows, self.space, self.loose = scene, scene.rows, space, loose
        self.shares = _SHARES[scene.largest]
        self.must = {scene.largest, "headline"} if asked else {scene.largest}
        figure = f"{OVER} {scene.figure}" if scene.time == "over" else scene.figure
        self.texts = {"headline": scene.headline, "figure": figure, "under": scene.under}
        self.ink = _INKS[scene.time]

    def in_letters(self) -> list[Block] | None:
        """Return all of the scene on one page, with the largest part in letters."""
        sizes = {lettered: self._largest(lettered) for lettered in _LETTERED}
        most = max(sizes.values())
        lettered = next(one for one, size in sizes.items() if size >= _IN_WORDS * most)
        return self._parts(sizes[lettered], lettered) if most else None

    def _largest(self, lettered: frozenset[str]) -> int:
        # What is in letters beside the largest thing is smaller, and not too small either.
        least = LEAST + 1 if lettered else LEAST
        return largest(lambda size: self._fits(size, lettered), least=least)

    def alone(self) -> list[Block] | None:
        """Return what is above the rows on a page of its own, with the largest part in letters."""
        bare = replace(self.scene, kind="", rows=(), remarks=())
        return Drawing(bare, self._below_label).in_letters()

    def pages_in_letters(self, opening: list[Block] | None = None) -> tuple[Page, ...] | None:
        """Return a list in letters on a few pages, or the largest part alone and then the rows below it.

        ``opening`` is a page before a list. Rows that are compared come once more at the end, all of them in words.
        """
        if not self.rows:
            return None
        if self.scene.largest == "rows":
            return self._list_pages(opening)
        space, alone = self._below_label, self.alone()
        if alone is None:
            return None
        body = Drawing(replace(self.scene, kind="", largest="rows", figure="", under=""), space)
        listed = body.in_letters() or body.in_words()
        if listed is None:
            return None
        return numbered(self.scene.kind, _opened(alone, [(listed, BEGIN)]), self.space)

    @property
    def _below_label(self) -> Space:
        return self.space._replace(height=room_below(self.scene.kind, [], self.space))

    def in_words(self) -> list[Block] | None:
        """Return all of the scene on one page in words; ``None`` if they need more rows."""
        for manner in _MANNERS:
            parts = self._parts(0, _NOTHING, manner)
            if rows_needed(map(len, parts), 0) <= self.space.height:
                return parts
        return None

    def pages_in_words(self, opening: list[Block] | None = None) -> tuple[Page, ...]:
        """Return the scene in words on as many pages as needed; short parts are repeated on each."""
        kind, head = self.scene.kind, self._head()
        drawn = rows_in_words(self.rows, "tight", self.space.width, self._row_style)
        blocks = with_headings(self.rows, drawn)
        if (rows_needed(map(len, head), 1) + 1) * 3 <= self.space.height:
            begin = 0
        else:
            head, blocks, begin = [], [*head, *blocks], -len(head)
        body = split((*blocks, self._remarks()), room_below(kind, head, self.space), begin)
        pages = [([*head, joined(parts)], first) for parts, first in body]
        return numbered(kind, _opened(opening, pages), self.space)

    def _fits(self, size: int, lettered: frozenset[str]) -> bool:
        needed = [len(self._kind()), len(self._remarks())]
        for names in self._grouped(size, lettered):
            text, at = self.texts[names[0]], self._size(names[0], size, lettered)
            rows = rows_at(text, at, self.space.width) if at and text else None
            if text and rows is None and names[0] in self.must:
                return False
            needed.append(len(self._words(*names)) if rows is None else rows)
        at = self._size("rows", size, lettered)
        found = row_heights(self.rows, at, self.space.width, loose=self.loose) if at else None
        if found is None and "rows" in self.must:
            return False
        needed.append(len(self._listed("tight")) if found is None else sum(found))
        return rows_needed(filter(None, needed), _apart(size)) <= self.space.height

    def _parts(
        self, size: int, lettered: frozenset[str], manner: Manner = "tight", *, bare: bool = False
    ) -> list[Block]:
        """Return the parts from top to bottom; ``size`` 0 is words, ``bare`` without rows and remarks."""
        parts = [self._kind()]
        parts += [
            self._text(names, self._size(names[0], size, lettered))
            for names in self._grouped(size, lettered)
        ]
        if not bare:
            at = self._size("rows", size, lettered)
            width, smooth = self.space.width, self.space.smooth
            found = None
            if at:
                found = rows_in_letters(self.rows, at, width, smooth=smooth, loose=self.loose)
            listed = self._listed(manner)
            parts += [[line for block in found for line in block] if found else listed]
            parts += [self._remarks()]
        return [part for part in parts if part]

    def _list_pages(self, opening: list[Block] | None) -> tuple[Page, ...] | None:
        """Return the rows in letters; what takes too many rows of a page is small, or last."""
        kind, head = self.scene.kind, self._head()
        heads: list[tuple[str, list[Block], list[Block]]] = [(kind, head, [])]
        short = " · ".join(filter(None, (kind, self.scene.headline)))
        if plain(short).cell_length + _NUMBER <= self.space.measure:
            heads.append((short, [], head[1:]))
        tried = (self._pages_below(opening, *one, loose=loose) for loose in (1, 2) for one in heads)
        return next(filter(None, tried), None)

    def _pages_below(
        self,
        opening: list[Block] | None,
        kind: str,
        head: list[Block],
        after: list[Block],
        *,
        loose: int,
    ) -> tuple[Page, ...] | None:
        """Return the pages of a list below a head; ``loose`` as in ``large_rows``."""
        space, room = self.space, room_below(kind, head, self.space)

        def pages(size: int) -> int:
            found_rows = row_heights(self.rows, size, space.width, loose=loose)
            heights = with_headings(self.rows, found_rows) if found_rows else []
            if not heights or max(heights) > room:
                return _PAGES_MOST + 1
            found, used = 1, 0
            for rows in heights:
                found, used = (found, used + rows) if used + rows <= room else (found + 1, rows)
            return found

        size = 0
        for most in range(1 if opening else 2, _PAGES_MOST + 1):
            size = size or largest(lambda size: pages(size) <= most)  # noqa: B023 - used at once
        if not size:
            return None
        drawn = rows_in_letters(self.rows, size, space.width, smooth=space.smooth, loose=loose)
        end, said = Mark(len(self.rows), 0), list(filter(None, [self._remarks()]))
        overview = [*after, self._listed("tight"), *said]
        lettered = with_headings(self.rows, drawn or ())
        body = split([*lettered, *after, *said], room)
        if self.scene.together and len(body) > 1 and sum(map(len, overview)) < room:
            body = [*split(lettered, room), (overview, end)]
        found = [([*head, spread(parts, room)], first) for parts, first in body]
        return numbered(kind, _opened(opening, found), space)

    def _size(self, name: str, size: int, lettered: frozenset[str]) -> int:
        """Return the size of a part; 0, for words, if it would not be smaller than the largest."""
        share, least = self.shares[name], least_of(self.texts.get(name, ""))
        if share == 1:
            return size
        at = min(max(least, round(share * size)), size - 1) if name in lettered else 0
        return at if at >= least else 0

    def _head(self) -> list[Block]:
        """Return the texts in words, which are on each page below its label."""
        parts = [self._text(names, 0) for names in self._grouped(0, _NOTHING)]
        return [part for part in parts if part]

    def _kind(self) -> Block:
        return wrapped(self.scene.kind, self.space.measure, STRONG)

    def _remarks(self) -> Block:
        return [row for one in self.scene.remarks for row in wrapped(one, self.space.measure)]

    def _grouped(self, size: int, lettered: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        """Return the names of the texts; in words, figure and the text below it share a line."""
        if self._size("figure", size, lettered):
            return (("headline",), ("figure",), ("under",))
        return (("headline",), ("figure", "under"))

    def _text(self, names: tuple[str, ...], size: int) -> Block:
        ink, space = self.ink if names[0] == "figure" else INK, self.space
        text = self.texts[names[0]]
        found = drawn_at(text, size, space.width, ink, smooth=space.smooth) if size else None
        return list(found) if found else self._words(*names)

    def _words(self, *names: str) -> Block:
        styles = {
            "figure": f"bold {self.ink}",
            "headline": "bold" if self.shares["headline"] == 1 else "",
        }
        told = [plain(self.texts[name], styles.get(name, "")) for name in names if self.texts[name]]
        line = Content(" · ").join(told)
        if line.cell_length <= self.space.measure:
            return [line] if told else []
        return [row for text in told for row in text.wrap(self.space.measure)]

    @property
    def _row_style(self) -> str:
        return "bold" if self.scene.asked or self.shares["rows"] == 1 else ""

    def _listed(self, manner: Manner) -> Block:
        blocks = rows_in_words(self.rows, manner, self.space.width, self._row_style)
        return [line for block in blocks for line in block]


def _apart(size: int) -> int:
    """Return the blank rows between parts of a page: none in the smallest letters, which need the space."""
    return round(size / _ROWS_APART) if size > LEAST + 2 else 0


def _opened(
    opening: list[Block] | None, pages: list[tuple[list[Block], Mark]]
) -> list[tuple[list[Block], Mark]]:
    """Put a page before others."""
    if not opening:
        return pages
    (first, _), *others = pages
    return [(opening, BEGIN), (first, AFTER_BEGIN), *others]
