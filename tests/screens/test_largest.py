"""In each scene one thing is largest, whole, and above the heads of the front rows: read off the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

import pytest
from textual.pilot import Pilot

from screens.widgets.large_rows import columns_at
from screens.widgets.lettering import LEAST, MOST, drawn_at, rows_at
from screens.widgets.stage import Stage
from session.model.agreement import AddLine
from session.model.ideas import AddIdea
from session.model.opening_closing import AddThanks
from session.model.parking import Park
from session.model.protocol import AnyCommand
from session.model.votes import OpenRound
from session.views.shared.scene import SCENES, SceneName, SceneRow, SharedScene
from tests.screens.cells import BLOCKS
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen
from tests.screens.test_shared import VOTE, counted, on, revealed

SIZES = [(60, 20), (80, 24), (120, 36), (200, 56), (300, 80)]
WORDS = 1
"""The height of a bold word, beside pixels of letters."""


async def pages(app: Harness, pilot: Pilot[None]) -> list[list[str]]:
    """Return the rows of the stage on each page, turned with the key."""
    await pilot.pause()
    stage = app.screen.query_one(Stage)
    found = []
    for nth in range(len(stage.pages)):
        if nth:
            await pilot.press("space")
            await pilot.pause()
        region = stage.region
        rows = seen(app).splitlines()[: region.bottom]
        found.append([row[region.x : region.right] for row in rows])
    return found


def size_of(text: str, rows: list[str], width: int, scene: SharedScene) -> tuple[int, int] | None:
    """Return the size at which a text stands there whole, and its last row; ``None`` if it does not."""
    shown = tuple(row for row in scene.rows if not row.extra)
    if any(block in row for row in rows for block in BLOCKS):
        for size in range(MOST, LEAST - 1, -1):
            for wide in _widths(shown, size, width):
                fits = (rows_at(text, size, wide) or len(rows) + 1) <= len(rows)
                block = _block(text, size, wide) if fits else None
                if block and (last := _found(block, rows)):
                    return size, last
    words = text.split()
    places = [nth for nth, row in enumerate(rows) if any(word in row for word in words)]
    if places and re.search(".*?".join(map(re.escape, words)), " ".join(" ".join(rows).split())):
        return WORDS, max(places)
    return None


@lru_cache(maxsize=4096)
def _widths(rows: tuple[SceneRow, ...], size: int, width: int) -> frozenset[int]:
    laid_out = [columns_at(rows, size, width, loose=loose) for loose in range(3)]
    return frozenset({width, *(one.words - one.lead for one in laid_out if one)})


@lru_cache(maxsize=4096)
def _block(text: str, size: int, width: int) -> list[str] | None:
    drawn = drawn_at(text, size, width)
    return [line.plain for line in drawn] if drawn else None


def _found(block: list[str], rows: list[str]) -> int | None:
    long = max(map(len, block))
    first = next(nth for nth, line in enumerate(block) if line.strip())
    for y in range(len(rows) - len(block) + 1):
        begin = rows[y + first].find(block[first].rstrip())
        while begin >= 0:
            if all(
                rows[y + nth][begin : begin + long].rstrip() == line.rstrip()
                or rows[y + nth][begin : begin + len(line)] == line
                for nth, line in enumerate(block)
            ):
                return y + len(block) - 1
            begin = rows[y + first].find(block[first].rstrip(), begin + 1)
    return None


def largest_of(scene: SharedScene) -> list[str]:
    if scene.largest == "rows":
        return [row.text for row in scene.rows if row.weight in {"line", "now"} and not row.extra]
    return [scene.headline if scene.largest == "headline" else scene.figure]


def others_of(scene: SharedScene) -> Iterator[str]:
    texts = {"headline": scene.headline, "figure": scene.figure}
    yield from (text for name, text in texts.items() if text and name != scene.largest)
    yield from filter(None, (scene.kind, scene.under))
    if scene.largest != "rows":
        yield from (row.text for row in scene.rows)


@pytest.mark.practice("P19")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [*SCENES, "result"])
async def test_one_thing_is_largest_and_whole_and_above_the_lowest_quarter(
    name: SceneName | Literal["result"], size: tuple[int, int]
) -> None:
    app = on("vote", revealed()) if name == "result" else on(name)
    async with app.run_test(size=size) as pilot:
        drawn = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        scene, width = stage.value, stage.size.width
        assert scene is not None

        heights, led = [], set[int]()
        for text in largest_of(scene):
            found = {
                n: one for n, rows in enumerate(drawn) if (one := size_of(text, rows, width, scene))
            }
            assert found, f"{text} is not whole"
            heights.append(max(height for height, _ in found.values()))
            assert all(last < size[1] * 3 / 4 for _, last in found.values())
            led |= found.keys()
        assert len(set(heights)) == 1
        # A question that has a page of its own is the largest thing there.
        for text in others_of(scene):
            beside = [one for n in led if (one := size_of(text, drawn[n], width, scene))]
            assert all(one[0] < heights[0] or heights[0] == WORDS for one in beside), text


PROJECTED = [
    *((name, (120, 36)) for name in (*SCENES, "result")),
    *((name, (80, 24)) for name in ("circle", "vote", "result", "parking", "break", "thanks")),
]
"""At 80×24 whole sentences would need more rows than a page has: there a bold word is larger, too."""


@pytest.mark.practice("P19")
@pytest.mark.parametrize(("name", "size"), PROJECTED)
async def test_on_a_projected_terminal_the_largest_thing_is_in_letters(
    name: SceneName | Literal["result"], size: tuple[int, int]
) -> None:
    app = on("vote", revealed()) if name == "result" else on(name)
    async with app.run_test(size=size) as pilot:
        drawn = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        assert stage.value is not None

        for text in largest_of(stage.value):
            found = [size_of(text, rows, stage.size.width, stage.value) for rows in drawn]
            assert max(one[0] for one in found if one) >= LEAST


def _vote(question: str, *options: str) -> Table:
    return hall().do(OpenRound(question=question, options=options, method="hands"))


_LONG = tuple(f"Option {n} which takes sixty letters to be said, all in all" for n in range(12))
_ASKED: dict[str, Callable[[], Table]] = {
    "open": lambda: _vote(VOTE.question, *VOTE.options),
    "counted": counted,
    "two words": lambda: _vote("Soup or bread?", "Soup", "Bread"),
    "twelve options of 60": lambda: _vote(VOTE.question, *_LONG),
    "Urdu": lambda: _vote("آپ کو کس چیز نے سہارا دیا؟", "سوپ", "سواری", "کوئی دروازے پر"),
    "no face has its options": lambda: _vote(VOTE.question, "汤", "面包"),
}


@pytest.mark.practice("P19")
@pytest.mark.parametrize("size", [(100, 30), (120, 36), (140, 40), (160, 45), (200, 56), (300, 80)])
@pytest.mark.parametrize("vote", _ASKED)
async def test_what_a_vote_asks_is_in_letters_on_the_page_that_comes_first(
    vote: str, size: tuple[int, int]
) -> None:
    app = on("vote", _ASKED[vote]())
    async with app.run_test(size=size) as pilot:
        first, *_ = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        scene, (width, height) = stage.value, stage.size
        assert scene is not None

        room = height - 2
        if (rows_at(scene.headline, LEAST + 1, width) or room + 1) > room:
            assert size < (120, 36)
            return
        found = size_of(scene.headline, first, width, scene)
        assert found
        assert found[0] >= LEAST
        assert found[1] < size[1] * 3 / 4


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_compared_comes_once_more_on_one_page(size: tuple[int, int]) -> None:
    app = on("vote", revealed())
    async with app.run_test(size=size) as pilot:
        *_, last = await pages(app, pilot)

        text = "\n".join(last)
        assert all(words in text for words in ("Soup on Tuesdays", "A lift share", "9 hands"))


def long(name: SceneName) -> Table:
    many: dict[str, list[AnyCommand]] = {
        "agreement": [AddLine(text=f"Line {n} of what we agreed {'on ' * n}") for n in range(20)],
        "ideas": [AddIdea(text=f"Idea {n}, told in a whole sentence") for n in range(300)],
        "parking": [Park(text=f"Point {n} that can wait for {'long ' * n}") for n in range(20)],
        "thanks": [AddThanks(text=f"Win {n}, a little one") for n in range(40)],
        "vote": [
            OpenRound(
                question="Which " + "of these " * 20 + "first?",
                options=tuple(f"Option {n} " + "x" * 50 for n in range(12)),
                method="hands",
            )
        ],
    }
    return hall().do(*many[name])


LONG: tuple[SceneName, ...] = ("agreement", "ideas", "parking", "thanks", "vote")


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 36), (200, 56)])
@pytest.mark.parametrize("name", LONG)
async def test_a_long_scene_is_pages_that_pass_over_nothing(
    name: SceneName, size: tuple[int, int]
) -> None:
    app = on(name, long(name))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)
        assert stage.value is not None
        read = "".join("".join(rows) for rows in await pages(app, pilot))
        told = stage.pages

        assert app.commands == []
        assert len(told) == 1 or f"1 of {len(told)}" in read
        text = " ".join(line.plain for page in told for line in page.lines)
        for row in stage.value.rows if not re.search("[▀▄]", text) else ():
            # On the way there may be a count, a page's number, or the end of a line.
            assert re.search(".*?".join(map(re.escape, row.text.replace(" ", ""))), text)
        assert all(line.cell_length <= stage.size.width for p in told for line in p.lines)
        assert all(len(page.lines) <= stage.size.height for page in told)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@pytest.mark.parametrize("name", LONG)
async def test_the_key_that_turns_a_page_is_in_sight_whatever_else_is_open(
    name: SceneName, size: tuple[int, int]
) -> None:
    held = long(name)
    if name != "vote":
        held.do(VOTE)
    app = on(name, held)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        turns = len(app.screen.query_one(Stage).pages) > 1
        assert ("space Next page" in seen(app)) == turns


@pytest.mark.parametrize("name", LONG)
async def test_another_size_in_the_middle_of_a_page_passes_over_nothing_unread(
    name: SceneName,
) -> None:
    app = on(name, long(name))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)
        await pilot.press("space", "space")
        await pilot.pause()
        was = stage.at
        for size in ((60, 20), (120, 36), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = stage.pages[stage.place]
            later = [page.first for page in stage.pages if page.first > shown.first]

            assert shown.first <= was
            assert all(first > was for first in later)
        assert stage.at == was


async def test_space_goes_round_the_pages_and_stops_the_clock_where_there_is_one() -> None:
    app = on("parking", long("parking"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)
        count = len(stage.pages)
        assert "space Next page" in seen(app)

        await pilot.press(*["space"] * count)
        await pilot.pause()

        assert count > 2
        assert stage.place == 0
        await pilot.press("v", "space")
        await pilot.pause()
        assert "space Next page" not in seen(app)
        assert len(app.commands) == 1


@pytest.mark.parametrize("size", [(200, 56), (300, 80)])
async def test_the_counts_of_a_result_are_in_letters_at_the_end_of_its_bars(
    size: tuple[int, int],
) -> None:
    app = on("vote", revealed())
    async with app.run_test(size=size) as pilot:
        (rows,) = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        assert stage.value is not None

        for row in stage.value.rows:
            assert row.count
            assert max(_sizes_in_row(row.count, rows)) >= LEAST


@pytest.mark.parametrize("size", [(120, 36), (200, 56), (300, 80)])
async def test_who_is_next_is_in_letters_beside_whose_turn_it_is(size: tuple[int, int]) -> None:
    app = on("circle")
    async with app.run_test(size=size) as pilot:
        (rows,) = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        assert stage.value is not None

        assert max(_sizes_in_row(stage.value.rows[0].text, rows)) >= LEAST


def _sizes_in_row(text: str, rows: list[str]) -> list[int]:
    """Return the sizes at which a text of one line stands in ``rows``; 0 if at none."""
    found = [0]
    for size in range(LEAST, MOST + 1):
        block = [line.plain.strip() for line in drawn_at(text, size, 2000) or ()]
        inked = [line for line in block if line]
        if inked and all(any(line in row for row in rows) for line in inked):
            found.append(size)
    return found


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("name", SCENES)
async def test_what_is_in_bold_words_could_not_be_in_the_smallest_letters(
    name: SceneName, size: tuple[int, int]
) -> None:
    """Below twelve pixels strokes are too thin; at twelve the words need more rows than a page has."""
    app = on(name)
    async with app.run_test(size=size) as pilot:
        drawn = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        scene, width, room = stage.value, stage.size.width, stage.size.height - 2
        assert scene is not None

        texts = largest_of(scene)
        found = [
            max(one[0] for rows in drawn if (one := size_of(text, rows, width, scene)))
            for text in texts
        ]
        if min(found) >= LEAST:
            return
        # A row of the list, or the sentence, below its label; nobody follows a list on more than four pages.
        needed = [rows_at(text, LEAST, width) or room + 1 for text in texts]
        assert max(needed) > room or len(_packed(needed, room)) > 4, (needed, room)


def _packed(heights: list[int], room: int) -> list[int]:
    found: list[int] = []
    for rows in heights:
        if found and found[-1] + rows <= room:
            found[-1] += rows
        else:
            found.append(rows)
    return found
