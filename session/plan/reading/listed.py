"""Lines of text as entries: which are items, which are notes of one, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from session.model.state import replace
from session.model.time_of_day import hhmm
from session.plan.reading.document import Line, says_something
from session.plan.reading.entries import Entry, Found, kind_of, peeled, title_of
from session.plan.reading.text import counted
from session.plan.reading.times import When, forward
from session.plan.reading.words import begins_with, is_one, names_a_date, plain, words
from session.plan.understood import LeftOut
from session.wording.catalogue import say

_SHOWN = 80
_LONG = 14
"""A line with this many words or more reads like a sentence."""


class Said(Struct, frozen=True):
    """A line, and the times in it."""

    line: Line
    when: When
    title: str

    @property
    def timed(self) -> bool:
        return bool(self.when)


def read_lines(lines: Sequence[Line], *, named: bool) -> Found:
    """Return the entries of lines. ``named``: a file, whose first bare line is its title."""
    counts = counted(list(lines))
    said = [_said(line, counted_=line.n in counts) for line in lines]
    said, title, start, left = _front(said, named=named)
    if not said:
        return Found((), title, tuple(left), start=start)
    chosen = _items(said)
    said, after = _farewell(said, chosen)
    entries, more = _gathered(said, chosen)
    left += [*more, *after]
    return Found(tuple(entries), title, tuple(sorted(left, key=lambda one: one.line)), start=start)


def _said(line: Line, *, counted_: bool) -> Said:
    text = re.sub(r"^\d{1,3}\s+", "", line.text) if counted_ else line.text
    if counted_:
        line = replace(line, mark="number")
    when, title = peeled(text, bare=line.mark in {"", "bullet"})
    return Said(line, when, title)


# Before the items


def _front(said: list[Said], *, named: bool) -> tuple[list[Said], str, str, list[LeftOut]]:
    """Return the lines from the first item on; title and start found before it; and the remaining lines."""
    title, start, left = "", "", []
    at = 0
    while at < len(said):
        one, rest = said[at], said[at + 1 :]
        about = _about(one.line.text)
        if about and about[0] == "title":
            title = about[1]
        elif about or _spans(one, rest) or _dated(one):
            if one.when.start and not start:
                start = hhmm(forward(one.when.start, None))
            if not title and not about and one.title:
                title = title_of(one.title)
            else:
                left.append(_left(one, "plan.left.about"))
        elif not title and rest and _is_title(one, rest, named=named):
            title = title_of(one.line.text)
        elif (at and title and _before_items(one, rest)) or (
            not title and rest and _greeting(one, rest)
        ):
            left.append(_left(one, "plan.left.around"))
        else:
            break
        at += 1
    return said[at:], title, start, left


def _about(text: str) -> tuple[str, str] | None:
    """Return the kind and value of a line about the meeting, such as "Venue: Town hall"."""
    found = re.match(r"([^:\d]{2,24}):\s*(\S.*)", text)
    if found is None:
        return None
    for sort in ("title", "start", "other"):
        if plain(found[1]) in words(f"about.{sort}"):
            return sort, title_of(found[2])
    return None


def _spans(one: Said, rest: list[Said]) -> bool:
    """Return whether a line's times are those of the whole meeting: all following ones are within them."""
    if one.when.start is None or one.when.end is None or one.line.mark in {"bullet", "number"}:
        return False
    begins = forward(one.when.start, None)
    ends = forward(one.when.end, begins)
    starts = [forward(next_.when.start, begins) for next_ in rest if next_.when.start][:2]
    return bool(starts) and all(begins <= at < ends for at in starts)


def _dated(one: Said) -> bool:
    """Return whether a line has the date and hour of the meeting."""
    loose = one.line.mark in {"", "heading"} and one.when.start is not None
    return loose and names_a_date(one.title) and not re.match(r"\d{1,2}[:.h]?\d\d", one.line.text)


def _is_title(one: Said, rest: list[Said], *, named: bool) -> bool:
    line = one.line
    if line.mark == "heading":
        return not one.timed
    if line.mark or one.timed or kind_of(one.title) != "other" or plain(one.title) in words("item"):
        return False
    if is_sentence(line.text) or line.text.endswith(","):
        return False
    apart = (
        rest[0].line.gap
        or line.text.endswith(":")
        or rest[0].line.mark in {"bullet", "number", "heading"}
    )
    sure = sum(next_.timed or bool(next_.line.mark) for next_ in rest)
    return named or apart or (sure >= 2 and sure * 3 >= 2 * len(rest))


def _before_items(one: Said, rest: list[Said]) -> bool:
    """Return whether a line below the title belongs to no item: a sentence, or lines before a marked list."""
    if one.timed or one.line.mark in {"bullet", "number"}:
        return False
    if is_one("agenda", one.title):
        return True
    if is_sentence(one.line.text) or one.line.text.endswith(":"):
        return True
    marked = any(
        next_.line.mark in {"bullet", "number"} or (next_.line.mark == "heading" and next_.timed)
        for next_ in rest
    )
    if one.line.mark == "heading":
        return marked or any(next_.timed for next_ in rest)
    clocks = sum(next_.when.start is not None for next_ in rest)
    return (marked or clocks >= 2) and kind_of(one.title) == "other"


def _greeting(one: Said, rest: list[Said]) -> bool:
    text = one.line.text
    loose = not one.timed and one.line.mark not in {"bullet", "number"}
    return (
        loose
        and (text.endswith(",") or is_sentence(text))
        and any(next_.timed or next_.line.mark for next_ in rest)
    )


def is_sentence(text: str) -> bool:
    """Return whether a line reads like a sentence rather than a title."""
    many = len(text.split())
    return many > _LONG or (many > 4 and text.rstrip().endswith((".", "!", ":", ";")))


def _farewell(said: list[Said], chosen: set[int]) -> tuple[list[Said], list[LeftOut]]:
    """Return the lines before a farewell, if that comes after the last item with a time."""
    last = max((n for n, one in enumerate(said) if one.timed or one.line.mark), default=-1)
    for n in range(last + 1, len(said)):
        text = said[n].line.text
        if n and (
            (begins_with("farewell", text) and len(text.split()) < 6)
            or (text.endswith(",") and said[n].line.gap)
        ):
            chosen.difference_update(range(n, len(said)))
            return said[:n], [_left(one, "plan.left.around") for one in said[n:]]
    return said, []


# Which lines are items


def _items(said: list[Said]) -> set[int]:
    """Return the indices of the lines that are items."""
    headings = [n for n, one in enumerate(said) if one.line.mark == "heading"]
    timed = [n for n, one in enumerate(said) if one.timed]
    if heads := [n for n in headings if said[n].timed]:
        level = min(said[n].line.depth for n in heads)
        return {
            n
            for n in headings
            if said[n].line.depth == level and (said[n].timed or heads[0] < n < heads[-1])
        }
    points = [n for n, one in enumerate(said) if one.line.mark in {"bullet", "number"}]
    loose = [n for n, one in enumerate(said) if not one.line.mark]
    loose_timed = [n for n in loose if said[n].timed]
    if points and len(loose_timed) <= sum(said[n].timed for n in points):
        shallow = _depth(said, points)
        among = {n for n in points if said[n].line.depth <= shallow} | set(loose_timed)
        return among | {n for n in loose if kind_of(said[n].title) != "other"}
    if not timed and len(headings) > 1:
        level = min(said[n].line.depth for n in headings)
        return {n for n in headings if said[n].line.depth == level}
    clocks = sum(said[n].when.start is not None for n in loose_timed)
    if loose_timed and clocks * 2 > len(loose_timed):
        return set(loose_timed) | {n for n in loose if kind_of(said[n].title) != "other"}
    if points and loose_timed:
        return set(loose)
    return {n for n in loose if said[n].timed or not is_sentence(said[n].line.text)} | set(points)


def _depth(said: list[Said], points: list[int]) -> int:
    """Return the depth of the points that are items: that of the first, or of those with times."""
    return min(said[n].line.depth for n in points)


def _gathered(said: list[Said], chosen: set[int]) -> tuple[list[Entry], list[LeftOut]]:
    """Return the entries, with the lines between them as their notes, and the lines that belong to none."""
    entries: list[Entry] = []
    left: list[LeftOut] = []
    open_ = False
    heads = any(said[n].line.mark == "heading" for n in chosen)
    for n, one in enumerate(said):
        line = one.line
        if n in chosen:
            if is_one("total", one.title):
                left.append(_left(one, "plan.left.total"))
                continue
            if not one.title or not says_something(one.title):
                if says_something(line.text):
                    left.append(_left(one, "plan.left.no_title"))
                continue
            aside = (line.aside,) if line.aside else ()
            entries.append(Entry(line.n, title_of(one.title), one.when, aside, bare=not one.timed))
            open_ = True
        elif line.mark == "heading" and not (heads and open_ and line.depth > _level(said, chosen)):
            left.append(_left(one, "plan.left.heading"))
            open_ = False if heads else open_
        elif not says_something(line.text):
            continue
        elif (
            open_
            and (heads or line.depth > _level(said, chosen) or not line.gap)
            and not _outside(said, n, chosen)
        ):
            entries[-1] = replace(entries[-1], notes=(*entries[-1].notes, line.text))
        else:
            left.append(_left(one, "plan.left.around"))
    return entries, left


def _level(said: list[Said], chosen: set[int]) -> int:
    return min((said[n].line.depth for n in chosen), default=0)


def _outside(said: list[Said], n: int, chosen: set[int]) -> bool:
    """Return whether a line is at the left edge, as the items are, and after all of them."""
    return (
        said[n].line.gap
        and n > max(chosen)
        and said[n].line.depth <= _level(said, chosen)
        and said[max(chosen)].line.mark != "heading"
    )


def _left(one: Said, why: str) -> LeftOut:
    return LeftOut(one.line.n, one.line.text[:_SHOWN], say(why))
