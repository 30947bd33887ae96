"""The ideas in reading order: by theme, then the contested ones, then the unsorted ones."""

from __future__ import annotations

from session.model.recap import Recap, RecapIdea
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Part, Point, Points, theirs


def ideas(recap: Recap) -> tuple[Block, ...]:
    """Return the section on ideas; empty if there were none."""
    in_themes = sum(len(theme.ideas) for theme in recap.themes)
    standing = in_themes + len(recap.contested) + len(recap.unthemed)
    if not (standing or recap.removed_ideas or recap.themes):
        return ()
    told = [say("recap.ideas_all", n=standing)]
    if recap.removed_ideas:
        told.append(say("recap.ideas_removed", n=recap.removed_ideas))
    blocks: list[Block] = [Line(" ".join(told))]
    for theme in recap.themes:
        name = theirs(theme.name) if theme.name else say("recap.theme_unnamed", letter=theme.letter)
        heading = say("recap.theme", name=name, n=len(theme.ideas))
        blocks.append(Part(heading, theme.letter, theme.shape))
        blocks += _points(theme.ideas)
    if recap.contested:
        blocks.append(Part(say("recap.contested", n=len(recap.contested))))
        blocks.append(Line(say("recap.contested_why"), quiet=True))
        blocks += _points(recap.contested)
    if recap.unthemed:
        blocks.append(Part(say("recap.unthemed", n=len(recap.unthemed))))
        blocks += _points(recap.unthemed)
    return tuple(blocks)


MOST = 60
"""How many ideas are listed in their place; those after them come at the end, as an annex."""


def in_place(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Split the section on ideas: what is listed in its place, and the annex, under the same headings."""
    here: list[Block] = []
    annex: list[Block] = []
    heading: Part | None = None
    room = MOST
    for block in blocks:
        if isinstance(block, Part):
            heading = block
        if not isinstance(block, Points):
            here.append(block)
            continue
        shown, rest = block.points[:room], block.points[room:]
        room -= len(shown)
        if shown:
            here.append(Points(shown))
        if rest:
            annex += [*([heading] if heading else []), Points(rest)]
    if annex:
        here.append(Line(say("recap.ideas_annex"), quiet=True))
    return tuple(here), tuple(annex)


def _points(found: tuple[RecapIdea, ...]) -> tuple[Block, ...]:
    points = tuple(Point(idea.text, tuple(_under(idea))) for idea in found)
    return (Points(points),) if points else ()


def _under(idea: RecapIdea) -> list[str]:
    under = []
    if idea.by:
        under.append(say("recap.from", name=theirs(idea.by)))
    if idea.letters:
        under.append(say("recap.coloured", letters=idea.letters))
    if idea.first:
        under.append(say("recap.first", text=theirs(idea.first)))
    for merged in idea.merged:
        text, first = theirs(merged.text), theirs(merged.first)
        told = (
            say("recap.merged_first", text=text, first=first)
            if merged.first
            else say("recap.merged", text=text)
        )
        if merged.by:
            told = say("recap.merged_from", merged=told, name=theirs(merged.by))
        under.append(told)
    return under
