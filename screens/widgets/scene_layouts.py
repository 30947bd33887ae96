"""Chooses the layout of a scene of the shared view, in each of which one thing is largest.

They are tried best first: all of it in letters, the largest part in letters on a few pages, all of it in words, and
words on as many pages as needed. A question that is asked is in letters in each, on a page of its own before its
answers if there is no space beside them. None of them omits or truncates anything.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from screens.widgets.card import wrapped
from screens.widgets.scene_drawing import Drawing
from screens.widgets.scene_pages import Page, Space, placed
from session.views.shared.scene import SharedScene


@lru_cache(maxsize=2)
def stage_pages(
    scene: SharedScene, width: int, height: int, *, smooth: bool = True, below: int = 0
) -> tuple[Page, ...]:
    """Return the pages of a scene, each in ``width`` cells and at most ``height`` rows.

    ``below`` are the rows under the stage, for remarks; those that do not fit there are on the stage.
    """
    there = remarks_below(scene, width, below)
    scene = replace(scene, remarks=tuple(one for one in scene.remarks if one not in there))
    short = replace(scene, rows=tuple(row for row in scene.rows if not row.extra))
    space = Space(width, height, smooth)
    question = Drawing(replace(short, largest="headline"), space)
    opening = question.alone() if short.asked else None
    # Counts beside the largest thing may be small; where they are what is looked at, only if they must.
    for loose in (0, 1) if short.largest == "rows" else (1,):
        if drawn := Drawing(short, space, loose, asked=opening is not None).in_letters():
            return (placed(drawn, space),)
    if drawn_pages := Drawing(short, space).pages_in_letters(opening):
        return drawn_pages
    if opening:
        drawn = question.in_letters()
        return (placed(drawn, space),) if drawn else question.pages_in_words(opening)
    for one in (scene, short) if short.rows else (scene,):
        if drawn := Drawing(one, space).in_words():
            return (placed(drawn, space),)
    return Drawing(short, space).pages_in_words()


def remarks_below(scene: SharedScene, width: int, below: int) -> tuple[str, ...]:
    """Return the dispensable texts that fit into the rows below the stage: remarks, and what comes later."""
    later = (scene.foot,) if scene.foot else ()
    for told in ((*scene.remarks, *later), scene.remarks, later):
        if sum(len(wrapped(one, max(1, width))) for one in told) <= below:
            return told
    return ()
