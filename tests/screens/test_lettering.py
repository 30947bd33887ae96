"""Large letters: whole, thick enough, in the order they are read, and never without a face."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uharfbuzz

from screens.widgets import typeface
from screens.widgets.glyphs import bitmap
from screens.widgets.lettering import (
    LEAST,
    baseline_at,
    drawn_at,
    largest,
    letters,
    rows_at,
    width_at,
)
from screens.widgets.scene_layouts import stage_pages
from screens.widgets.signed import signed, signed_rows, signs_width
from screens.widgets.typeface import FACES, shaped, visual
from session.rules.themes import SHAPES
from session.views.shared.scene import SCENES, SceneName
from tests.screens.cells import counters, inked, pixels, stroke
from tests.screens.harness import seen
from tests.screens.test_shared import on

ENGLISH = "What got you through last winter, and what made it harder?"
URDU = "گزشتہ سردیوں میں آپ کو کس چیز نے سہارا دیا؟"
SCRIPTS = (
    ENGLISH,
    URDU,
    "Zażółć gęślą jaźń, czyli co nam pomoże tej zimy?",
    "Ποιο ήταν το πιο δύσκολο;",
    "Điều gì đã giúp bạn qua mùa đông?",
    "Что помогло вам зимой?",
    "What is خوش آمدید? 24 £ (Zażółć)",
    "● Warmth ▶ 10:05 ✓",
)


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("space", [(76, 17), (116, 25), (192, 40), (300, 60)])
def test_letters_stay_inside_their_space_and_are_the_largest_that_do(
    text: str, space: tuple[int, int]
) -> None:
    width, height = space
    drawn = letters(text, width, height)

    if drawn is None:
        found = shaped(text)
        assert found is not None
        assert (rows_at(text, found.least, width) or height + 1) > height
        return
    assert len(drawn) <= height
    assert max(line.cell_length for line in drawn) <= width
    sizes = [n for n in range(LEAST, 65) if (rows_at(text, n, width) or height + 1) <= height]
    assert len(drawn) == rows_at(text, max(sizes), width)


@pytest.mark.parametrize("text", SCRIPTS)
def test_nothing_of_a_letter_is_left_out(text: str) -> None:
    """Each glyph's own ink, but for its faintest row, is on the canvas."""
    found, size = shaped(text), 20
    assert found is not None
    ink = 0.0
    for word in found.words:
        for piece in word.pieces:
            for glyph in piece.glyphs:
                rows = bitmap(piece.face, glyph.id, size).rows
                ink += sum(map(sum, rows)) / 255

    drawn = drawn_at(text, size, 400)

    assert drawn is not None
    assert sum(map(sum, pixels(drawn))) == pytest.approx(ink, rel=0.04)


@pytest.mark.parametrize(("letter", "face"), [("H", 0), ("l", 0), ("ا", 1), ("Η", 2), ("П", 2)])
@pytest.mark.parametrize("smooth", [True, False])
def test_strokes_are_one_and_a_half_cells_wide_at_the_least_size(
    letter: str, face: int, smooth: bool
) -> None:
    size = FACES[face].least
    drawn = drawn_at(letter, size, 80, smooth=smooth)
    assert drawn is not None

    foot = 2 * baseline_at(letter, size)
    rows = pixels(drawn)[foot - 4 : foot - 2]

    assert min(map(stroke, rows)) >= 1.5


COUNTERS = {0: "abdegopqADOPR04689", 1: "ہوفقمصطعه", 2: "αβδθοπΑΒΔΟαбдеоюяФВРĐé"}
"""Letters with counters, by the face that has them."""
LARGER = [0, 1, 2, 3, 4, 6, 10, 16]
"""Pixels beyond the least size."""


@pytest.mark.parametrize("face", COUNTERS)
@pytest.mark.parametrize("larger", LARGER)
def test_counters_stay_open_where_cells_are_full_or_empty(face: int, larger: int) -> None:
    size = FACES[face].least + larger

    def open_at(letter: str, size: int) -> list[int]:
        drawn = drawn_at(letter, size, 200, smooth=False)
        assert drawn is not None
        return counters(pixels(drawn))

    closed = []
    for letter in COUNTERS[face]:
        found, outline = open_at(letter, size), open_at(letter, 64)
        # At least half as wide open as in the outline.
        if len(found) < len(outline) or sum(found) < sum(outline) * (size / 64) ** 2 / 2:
            closed.append((letter, found, round(sum(outline) * (size / 64) ** 2)))

    assert closed == []


SENTENCES = ("Which would help you most next winter?", "Somebody at the door", "Что помогло вам?")


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("larger", LARGER)
def test_letters_stand_apart_where_cells_are_full_or_empty(text: str, larger: int) -> None:
    small = drawn_at(text, LEAST + larger, 2000, smooth=False)
    large = drawn_at(text, 64, 4000, smooth=False)
    assert small is not None
    assert large is not None

    assert inked(pixels(small)) >= 0.75 * inked(pixels(large))


@pytest.mark.parametrize("text", SCRIPTS)
def test_no_size_is_drawn_whose_strokes_are_too_thin(text: str) -> None:
    found = shaped(text)
    assert found is not None

    assert drawn_at(text, found.least - 1, 1000) is None
    assert rows_at(text, found.least, 1000)


@pytest.mark.parametrize("word", ["سردیوں", "گزشتہ", "چیز", "سہارا", "ہے؟"])
@pytest.mark.parametrize("size", [13, 18, 31])
def test_urdu_is_drawn_in_the_glyph_order_of_its_face(word: str, size: int) -> None:
    """The same cells as HarfBuzz's glyphs of the whole word, put one after the other from the left."""
    font = FACES[1].font
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    expected: dict[tuple[int, int], float] = {}
    x = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = bitmap(1, info.codepoint, size, smooth=False)
        left = max(0, round((x + place.x_offset) / font.face.upem * size) + glyph.left)
        top = -round(place.y_offset / font.face.upem * size) - glyph.top
        for dy, row in enumerate(glyph.rows):
            for dx, cover in enumerate(row):
                cell = (left + dx, top + dy)
                expected[cell] = max(expected.get(cell, 0.0), cover)
        x += place.x_advance

    drawn = drawn_at(word, size, 400, smooth=False)

    assert buffer.direction == "rtl"
    assert drawn is not None
    foot = 2 * baseline_at(word, size)
    found = {
        (column, nth - foot)
        for nth, row in enumerate(pixels(drawn))
        for column, share in enumerate(row)
        if share
    }
    rows = range(-foot, 2 * len(drawn) - foot)
    assert found == {cell for cell, cover in expected.items() if cover and cell[1] in rows}


def _read(text: str) -> list[str]:
    """Return the words of one line as they stand from left to right."""
    found = shaped(text)
    assert found is not None
    names = {id(piece): word for word, piece in zip(text.split(), _firsts(text), strict=True)}
    pieces = [piece for word in found.words for piece in (word.gap, *word.pieces)]
    return [names[id(piece)] for piece in visual(pieces) if id(piece) in names]


def _firsts(text: str) -> Iterator[Any]:
    found = shaped(text)
    assert found is not None
    return (word.pieces[0] for word in found.words)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("one two three", ["one", "two", "three"]),
        ("ایک دو تین", ["تین", "دو", "ایک"]),
        ("say خوش آمدید now", ["say", "آمدید", "خوش", "now"]),
        ("یہ hub open ہے", ["ہے", "hub", "open", "یہ"]),
    ],
)
def test_words_of_two_directions_stand_as_they_are_read(text: str, seen: list[str]) -> None:
    assert _read(text) == seen


def test_lines_from_the_right_end_at_one_edge() -> None:
    drawn = drawn_at(URDU, 14, 110)
    assert drawn is not None

    wide = max(line.cell_length for line in drawn)
    begins = [max((x for x, share in enumerate(row) if share), default=0) for row in pixels(drawn)]

    assert sum(begin > wide - 8 for begin in begins) > len(begins) // 3


def test_a_run_has_one_face_and_words_no_face_holds_have_none() -> None:
    greek = shaped("Ζωή and work")
    assert greek is not None
    assert {piece.face for word in greek.words for piece in word.pieces} == {2}
    mixed = shaped(f"Soup {URDU}")
    assert mixed is not None
    assert {piece.face for word in mixed.words for piece in word.pieces} == {0, 1}
    assert shaped("日本 winter") is None
    assert letters("🍲 日本", 200, 50) is None
    assert letters("🍲 👩‍👩‍👧", 200, 50) is None
    assert letters("", 200, 50) is None


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        ("🍲 Soup for everyone", ("🍲",)),
        ("Soup 🍲 and 👩‍👩‍👧 tea", ("🍲", "👩‍👩‍👧")),
        (f"{URDU} 🍲", ("🍲",)),
        ("Food🍲✊🏽now", ("🍲", "✊🏽")),
    ],
)
@pytest.mark.parametrize("size", [13, 30])
def test_an_emoji_stands_small_among_large_letters(
    text: str, pictures: tuple[str, ...], size: int
) -> None:
    drawn, bare = drawn_at(text, size, 300), drawn_at(text.replace(pictures[0], ""), size, 300)
    assert drawn is not None
    assert bare is not None

    told = "".join(line.plain for line in drawn)
    assert all(told.count(picture) == 1 for picture in pictures)
    assert max(line.cell_length for line in drawn) <= 300
    assert not {*told} - {*" ▀▄█", *"".join(pictures)}
    inked = [sum(map(told.count, "▀▄█")), sum("".join(map(str, bare)).count(b) for b in "▀▄█")]
    assert inked[0] == pytest.approx(inked[1], rel=0.05)


def test_it_is_known_what_is_missing_for_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typeface.missing() == ()

    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    assert typeface.missing() == ("uharfbuzz",)
    monkeypatch.undo()
    gone = typeface.Face("gone.ttf", 12)
    monkeypatch.setattr(typeface, "FACES", (*FACES, gone))
    assert typeface.missing() == ("gone.ttf",)


def test_without_the_libraries_there_are_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] in {"uharfbuzz", "freetype", "bidi"}:
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    text = "Nobody drew these words before"

    assert letters(text, 200, 50) is None


@pytest.fixture
def forgets() -> Iterator[None]:
    """Nothing is remembered of typefaces that are replaced."""
    remembered = (typeface.shaped, typeface._face_of, typeface._piece, bitmap, drawn_at)

    def forget() -> None:
        for one in remembered:
            one.cache_clear()

    forget()
    yield
    forget()


@pytest.mark.usefixtures("forgets")
@pytest.mark.parametrize("there", [(), (2,), (0, 2), (1, 2)])
def test_without_a_typeface_another_is_used_or_words_are_bold(
    there: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = typeface.Face("gone.ttf", 12)
    monkeypatch.setattr(
        typeface, "FACES", tuple(face if n in there else gone for n, face in enumerate(FACES))
    )

    found = shaped("Warm rooms")

    faces = {piece.face for word in found.words for piece in word.pieces} if found else set()
    assert faces == set(there[:1])
    assert (letters(URDU, 300, 80) is not None) == (1 in there)
    assert typeface.missing() == ("gone.ttf",) * (3 - len(there))


@pytest.mark.usefixtures("forgets")
@pytest.mark.parametrize("name", SCENES)
async def test_every_scene_is_in_bold_words_without_the_libraries(
    name: SceneName, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = typeface.Face("gone.ttf", 12)
    monkeypatch.setattr(typeface, "FACES", (gone, gone, gone))
    stage_pages.cache_clear()
    app = on(name)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        words = seen(app)

    stage_pages.cache_clear()
    # A code for phones is made of half blocks, too, and bars of lower ones.
    assert name == "welcome" or not re.search("[▀█]", words)
    assert name != "welcome" or "What should the hub offer next winter?" in " ".join(words.split())


def test_edges_are_mixed_in_true_colour_and_solid_without() -> None:
    smooth, solid = drawn_at("Why", 14, 80), drawn_at("Why", 14, 80, smooth=False)
    assert smooth is not None
    assert solid is not None

    assert {share for row in pixels(solid) for share in row} == {0.0, 1.0}
    assert len({share for row in pixels(smooth) for share in row}) > 4
    assert [len(line.plain) for line in smooth] == [len(line.plain) for line in solid]


@pytest.mark.parametrize("fits", range(10, 70))
def test_the_largest_size_is_found(fits: int) -> None:
    assert largest(lambda size: size <= fits) == (min(fits, 64) if fits >= LEAST else 0)


def test_no_word_stands_alone_where_lines_can_be_even() -> None:
    drawn = drawn_at("What would help us most next winter", 12, 200)
    assert drawn is not None

    widths = [
        max((x for row in pixels(drawn[begin : begin + 5]) for x, s in enumerate(row) if s))
        for begin in (0, len(drawn) - 5)
    ]

    assert min(widths) > max(widths) * 0.6


@pytest.mark.parametrize("sign", SHAPES.values())
@pytest.mark.parametrize("size", range(LEAST, 30, 3))
def test_a_sign_that_hangs_lower_than_its_words_is_counted(sign: str, size: int) -> None:
    lead = signs_width([f"B {sign}"], size)
    assert lead

    for text in ("Food and warmth", "Opening hours"):
        block = signed([("B", "$accent"), (sign, "$accent")], text, size, 300, lead)
        assert block is not None
        assert len(block) == signed_rows(["B", sign], text, size, 300, lead)


def test_a_sign_and_its_words_stand_on_one_line() -> None:
    size, width = 16, 160
    lead = signs_width(["a", "b"], size)
    assert lead

    block = signed([("b", "$accent")], "Yes, gladly", size, width, lead)

    assert block is not None
    assert len(block) == signed_rows(["b"], "Yes, gladly", size, width, lead)
    foot = 2 * max(baseline_at("b", size), baseline_at("Yes, gladly", size))
    row = pixels(block)[foot - 1]
    assert stroke(row[:lead]) > 0
    assert stroke(row[lead:]) > 0
    assert sum(pixels(block)[foot][:lead]) == 0
    assert signed([("日", "$accent")], "Yes", size, width, lead) is None


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_line_is_as_wide_as_is_told(text: str) -> None:
    drawn, wide = drawn_at(text, 15, 2000), width_at(text, 15)
    assert drawn is not None
    assert wide is not None

    assert max(line.cell_length for line in drawn) == wide


def test_the_libraries_are_loaded_by_the_first_letter_and_not_before() -> None:
    late = ("uharfbuzz", "freetype", "bidi")

    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, screens.board, screens.shared; print([n for n in {late} if n in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"


_USED: tuple[Callable[..., object], ...] = (typeface.shaped, drawn_at)


def test_what_is_remembered_is_bounded() -> None:
    for n in range(600):
        drawn_at(f"Idea {n}", 12, 200)

    assert all(one.cache_info().currsize <= 512 for one in _USED)  # type: ignore[attr-defined]
