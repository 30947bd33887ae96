"""Shapes words in the bundled bold typefaces.

A paragraph is split by bidi level (UAX 9) and by typeface, and HarfBuzz shapes each piece. All widths and heights
are in em, the size of the letters, upwards from the baseline. The libraries are imported when a text is first
shaped, or by ``missing`` in a thread, so that the first paint does not wait for them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from screens.text import safe

if TYPE_CHECKING:
    from freetype import Face as Outlines
    from uharfbuzz import Font

_LIBRARIES = ("bidi.algorithm", "freetype", "uharfbuzz")
_GAP = 0.34
"""Space between words, in em: wider than in print, since letters of few pixels run together."""
_PICTURES = re.compile(
    "([\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\u200d\ufe0f\u2600-\u27bf\U0001f000-\U0001faff\U000e0020-\U000e007f]*)"
)
"""Emoji, with what joins or changes them (UTS 51)."""


class Face:
    """One typeface. ``least``: pixels from which its strokes are one and a half cells wide.

    ``hinted``: whether its file says how each glyph is rendered in few pixels; ``joined``: whether its letters are.
    """

    def __init__(
        self, file: str, least: int, *, hinted: bool = False, joined: bool = False
    ) -> None:
        self.least, self.hinted, self.joined = least, hinted, joined
        self._file = file

    @property
    def path(self) -> str:
        from importlib.resources import files

        # The store sets PDFs in the same files, so they are in its folder: only data, no code of that room.
        return str(files("store") / "fonts" / self._file)

    @cached_property
    def is_there(self) -> bool:
        return Path(self.path).is_file()

    @cached_property
    def font(self) -> Font:
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.path)))

    @cached_property
    def outlines(self) -> Outlines:
        from freetype import Face as Opened

        return Opened(self.path)

    def has(self, text: str) -> bool:
        """Whether it has a glyph for every letter; invisible characters need none, and a missing file has none."""
        if not self.is_there:
            return False
        held = self.font.face.unicodes
        return all(ord(letter) in held or _unseen(letter) for letter in text)


FACES = (
    Face("AtkinsonHyperlegibleNext-Bold.ttf", 12),
    Face("Vazirmatn-Bold.ttf", 13, joined=True),
    Face("DejaVuSans-Bold.ttf", 12, hinted=True),
)
"""The first that has all letters of a run is used."""


class Glyph(NamedTuple):
    """One glyph of a typeface, and its position in its piece."""

    id: int
    x: float
    y: float


class Piece(NamedTuple):
    """A part of a word in one typeface and one direction; its glyphs from left to right."""

    face: int
    """Index in ``FACES``."""
    glyphs: tuple[Glyph, ...]
    width: float
    top: float
    bottom: float
    level: int
    picture: str = ""
    """An emoji that no typeface has, shown as the terminal shows it."""


class Word(NamedTuple):
    """A unit that is never broken; ``gap`` is the piece before it, which is invisible."""

    pieces: tuple[Piece, ...]
    gap: Piece
    width: float


class Shaped(NamedTuple):
    """A paragraph that can be set at any size."""

    words: tuple[Word, ...]
    from_right: bool
    least: int
    top: float
    bottom: float
    widest: float


def are_loaded() -> bool:
    """Return whether the libraries are imported, so that a text is shaped in a few milliseconds."""
    return all(sys.modules.get(one) for one in _LIBRARIES)


def missing() -> tuple[str, ...]:
    """Load the libraries, in a thread; return those that can't be loaded, and the typefaces that are missing.

    It opens no typeface, since FreeType is not safe in threads.
    """
    gone: list[str] = []
    for name in _LIBRARIES:
        try:
            import_module(name)
        except (ImportError, OSError):
            gone.append(name.partition(".")[0])
    return (*gone, *(Path(face.path).name for face in FACES if not face.is_there))


@lru_cache(maxsize=256)
def shaped(text: str) -> Shaped | None:
    """Return ``text`` shaped; ``None`` if no face has a letter, or a library is missing."""
    text = " ".join(unicodedata.normalize("NFC", safe(text)).split())
    if not text:
        return None
    try:
        base, levels = _levels(text)
        words = tuple(_words(text, levels))
    except (ImportError, OSError, _NoFace):
        return None
    pieces = [piece for word in words for piece in word.pieces]
    if all(piece.picture for piece in pieces):
        return None
    return Shaped(
        words,
        from_right=bool(base % 2),
        least=max(FACES[piece.face].least for piece in pieces),
        top=max(piece.top for piece in pieces),
        bottom=min(piece.bottom for piece in pieces),
        widest=max(word.width for word in words),
    )


def visual(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of one line in visual order, from left to right (UAX 9, rule L2)."""
    line = list(pieces)
    highest = max((piece.level for piece in line), default=0)
    for level in range(highest, 0, -1):
        turned: list[Piece] = []
        for inside, run in groupby(line, lambda piece: piece.level >= level):  # noqa: B023 - used at once
            pieces_there = list(run)
            turned += reversed(pieces_there) if inside else pieces_there
        line = turned
    return line


class _NoFace(Exception):
    """No typeface has one of the letters."""


def _levels(text: str) -> tuple[int, list[int]]:
    """Return the level of the paragraph and of each letter: odd ones are right-to-left (UAX 9)."""
    from bidi import algorithm as uax9

    base = uax9.get_base_level(text)
    if text.isascii():
        return base, [base] * len(text)
    told = uax9.get_empty_storage()
    told["base_level"], told["base_dir"] = base, "LR"[base]
    uax9.get_embedding_levels(text, told)
    levels = [base] * len(text)
    # Rule X9 removes formatting characters; each of the others keeps its place by its mark.
    for place, letter in enumerate(told["chars"]):
        letter["place"] = place
    uax9.explicit_embed_and_overrides(told)
    uax9.resolve_weak_types(told)
    uax9.resolve_neutral_types(told, False)
    uax9.resolve_implicit_levels(told, False)
    for letter in told["chars"]:
        levels[letter["place"]] = letter["level"]
    return base, levels


def _words(text: str, levels: list[int]) -> Iterator[Word]:
    begin, run_of = 0, _runs(text, levels)
    for word in text.split(" "):
        end = begin + len(word)
        pieces: list[Piece] = []
        for run, places in groupby(range(begin, end), lambda place: run_of[place]):
            inside = list(places)
            part = text[inside[0] : inside[-1] + 1]
            level = levels[inside[0]]
            for face, letters in _faced(part, run):
                found = _picture(letters, level) if face is None else _piece(letters, face, level)
                pieces.append(found)
        gap = Piece(0, (), _GAP, 0.0, 0.0, levels[begin - 1] if begin else levels[0])
        yield Word(tuple(pieces), gap, sum(piece.width for piece in pieces))
        begin = end + 1


def _runs(text: str, levels: list[int]) -> list[str]:
    """Return for each letter the directional run it belongs to."""
    runs: list[str] = []
    for _, places in groupby(range(len(text)), lambda place: levels[place]):
        inside = list(places)
        runs += [text[inside[0] : inside[-1] + 1]] * len(inside)
    return runs


def _faced(part: str, run: str) -> Iterator[tuple[int | None, str]]:
    """Split part of a word by typeface: one for all of its run if possible, else the first for each letter.

    An emoji that no typeface has comes with ``None``.
    """
    written = "".join(letter for letter in run if letter.isalnum())
    first = _face_of(written)
    if first is not None and FACES[first].has(part):
        yield first, part
        return
    whole = _face_of(part)
    if whole is not None:
        yield whole, part
        return
    for nth, text in enumerate(_PICTURES.split(part)):
        if nth % 2 and _face_of(text) is None:
            yield None, text
            continue
        for face, letters in groupby(text, _face_of):
            if face is None:
                raise _NoFace(part)
            yield face, "".join(letters)


@lru_cache(maxsize=512)
def _face_of(text: str) -> int | None:
    return next((nth for nth, face in enumerate(FACES) if face.has(text)), None)


@lru_cache(maxsize=512)
def _piece(text: str, face: int, level: int) -> Piece:
    import uharfbuzz

    font = FACES[face].font
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    em, x = font.face.upem, 0.0
    glyphs: list[Glyph] = []
    top = bottom = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, (x + place.x_offset) / em, place.y_offset / em))
        if ink := font.get_glyph_extents(info.codepoint):
            top = max(top, (place.y_offset + ink.y_bearing) / em)
            bottom = min(bottom, (place.y_offset + ink.y_bearing + ink.height) / em)
        x += place.x_advance
    return Piece(face, tuple(glyphs), x / em, top, bottom, level)


def _picture(text: str, level: int) -> Piece:
    """Return the piece of an emoji, with space for its cells in the smallest letters."""
    return Piece(0, (), (cell_len(text) + 2) / FACES[0].least, 0.0, 0.0, level, text)


def _unseen(letter: str) -> bool:
    """Return whether a letter only joins or formats, and has no glyph of its own."""
    return unicodedata.category(letter) in {"Cf", "Cc"} or "\ufe00" <= letter <= "\ufe0f"
