"""Renders glyphs of the typefaces to pixels with FreeType, imported when the first is rendered."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from screens.widgets.typeface import FACES

_BITS = [bytes(255 * (byte >> bit & 1) for bit in range(7, -1, -1)) for byte in range(256)]
"""The coverage of eight pixels, by the byte that holds them."""


class Bitmap(NamedTuple):
    """One glyph at one size: ``rows`` of coverage (0–255), from ``left`` and ``top`` pixels on."""

    left: int
    top: int
    rows: tuple[bytes, ...]
    shift: float = 0.0
    """In pixels: how far it has to be moved to the middle of its outline; 0 for joined letters."""


@lru_cache(maxsize=512)
def bitmap(face: int, glyph: int, size: int, *, smooth: bool = True) -> Bitmap:
    """Return a glyph at ``size`` pixels: its heights on whole pixels and its edges smooth, or all on whole pixels.

    On whole pixels it is not its smooth shape above some coverage: strokes would merge, and counters fill.
    """
    from ctypes import string_at

    import freetype

    chosen = FACES[face]
    outlines = chosen.outlines
    outlines.set_pixel_sizes(0, size)
    if smooth:
        target = freetype.FT_LOAD_TARGET_LIGHT
    else:
        target = freetype.FT_LOAD_TARGET_MONO
        target |= 0 if chosen.hinted else freetype.FT_LOAD_FORCE_AUTOHINT
    outlines.load_glyph(glyph, freetype.FT_LOAD_RENDER | target)
    slot = outlines.glyph
    drawn = slot.bitmap._FT_Bitmap  # noqa: SLF001 - `buffer` makes a list of it, number by number
    pixels = string_at(drawn.buffer, drawn.rows * drawn.pitch) if drawn.rows else b""
    begins = range(0, len(pixels), drawn.pitch or 1)
    found = (pixels[begin : begin + drawn.pitch] for begin in begins)
    if smooth:
        return Bitmap(slot.bitmap_left, slot.bitmap_top, tuple(row[: drawn.width] for row in found))
    rows = tuple(b"".join(map(_BITS.__getitem__, row))[: drawn.width] for row in found)
    shift = 0.0
    if not chosen.joined and (ink := chosen.font.get_glyph_extents(glyph)):
        middle = (ink.x_bearing + ink.width / 2) / chosen.font.face.upem * size
        shift = middle - slot.bitmap_left - drawn.width / 2
    return Bitmap(slot.bitmap_left, slot.bitmap_top, rows, shift)
