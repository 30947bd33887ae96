"""The card of the eight keys as a PDF: A6, four to a sheet, in large print; every key is on the back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from screens.keys.keymap import Layout, keys_of
from screens.places import PLACES, TABLE, TITLES, Place
from session.wording.catalogue import say
from store.exports.glyphs import FAMILIES
from store.exports.pdf import LAYOUTS, printed

_STAMP = "2026-01-01T00:00:00+00:00"
"""A card has no date: the same keys make the same file."""


def eight_card(layout: Layout) -> bytes:
    """Return the sheet. Raises ExportRefused if it can't be made."""
    return printed(card_words(layout), _STAMP, (LAYOUTS / "key_cards.typ").read_bytes())


def card_words(layout: Layout) -> dict[str, Any]:
    """Return every word on both sides."""
    eight = [key for key in keys_of("board", replace(layout, all_keys=False)) if key.eight]
    every = (
        {"title": TITLES[place], "rows": rows}
        for place in PLACES
        # The card is in sight; private pages tell their keys themselves.
        if not TABLE[place].private and (rows := _rows(place, layout))
    )
    return {
        "title": say("keys.eight.title"),
        "eight": [{"key": key.shown, "label": key.label, "told": key.tooltip} for key in eight],
        "beside": say("keys.eight.beside"),
        "more": say("keys.eight.more"),
        "every": list(every),
        "fonts": list(FAMILIES),
        "lang": say("language"),
    }


def _rows(place: Place, layout: Layout) -> list[dict[str, str]]:
    """Return the keys of a screen or dialog; the filter, the same in every list, only with those of help."""
    keys = (key for key in keys_of(place, layout) if key.id != "filter" or place == "help")
    return [{"key": key.shown, "label": key.label} for key in keys if key.keys]
