"""Generates the tables of ``docs/keys.md`` from the table of keys: ``python -m tui.cli.key_page`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screens.keys.key import Key
from screens.keys.keymap import Layout, as_it_is
from screens.keys.tables import PLACES, ROWS, ROWS_ON, TITLES, Place

MARK = "<!-- What follows is made from the table of keys. -->\n"
_MOST = 5
"""A row on more screens than this is listed under "nearly everywhere"."""


def key_tables() -> str:
    """Return the text below ``MARK``: the rows with a key, then those only in help and palette."""
    with_key = [key for key in ROWS if key.keys]
    without = [key for key in ROWS if not key.keys]
    return "\n".join(
        [
            "## The eight",
            "",
            *_table(key for key in with_key if key.eight),
            "",
            "## Other keys, by screen",
            "",
            "Letters want a second press. Numbers, signs and other keys act at once.",
            "",
            *_by_place([key for key in with_key if not key.eight]),
            "## By their names alone",
            "",
            "`?` and Ctrl+P offer these where they apply. With *All keys* they have a key of their own.",
            "",
            *_table(iter(without)),
            "",
        ]
    )


def _by_place(keys: list[Key]) -> Iterator[str]:
    """Yield each row once: under its only screen, or under all of its screens."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(_where(key), []).append(key)
    for where in sorted(groups, key=lambda one: _order(groups[one][0])):
        yield from (f"### {where}", "", *_table(iter(groups[where])), "")


def _order(key: Key) -> tuple[bool, int]:
    return len(key.places) > 1, min(PLACES.index(place) for place in _places(key))


def _places(key: Key) -> list[Place]:
    return [place for place in PLACES if key in ROWS_ON[place]]


def _where(key: Key) -> str:
    places = _places(key)
    return "Most screens" if len(places) > _MOST else ", ".join(TITLES[one] for one in places)


def _table(keys: Iterator[Key]) -> Iterator[str]:
    yield "| key | all keys | action | what it does |"
    yield "|---|---|---|---|"
    for key in keys:
        now, before = (as_it_is(key, Layout(all_keys=every)) for every in (False, True))
        cells = (_cell(now), _cell(before), key.name, key.tooltip)
        yield f"| {' | '.join(cells)} |"


def _cell(key: Key) -> str:
    return f"`{key.shown}`" if key.keys else ""


def page(text: str) -> str:
    """Return the page with its tables regenerated."""
    return text.split(MARK, 1)[0] + MARK + "\n" + key_tables()


if __name__ == "__main__":
    at = Path(__file__).parents[2] / "docs" / "keys.md"
    at.write_text(page(at.read_text(encoding="utf-8")), encoding="utf-8")
