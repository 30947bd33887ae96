"""Generates the tables of ``docs/keys.md`` from the table of keys: ``make keys`` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from screens.keys.deeds import ambiguous, label_of, to_learn
from screens.keys.key import Key
from screens.keys.keymap import Layout, as_it_is
from screens.keys.tables import ROWS, ROWS_ON
from screens.places import PLACES, TITLES, Place

MARK = "<!-- What follows is made from the table of keys. -->\n"
ROWS_BEFORE = 293
"""How many rows there were when every screen had keys of its own."""
_USUAL, _EVERY = Layout(), Layout(all_keys=True)


def key_tables() -> str:
    """Return the text below ``MARK``: each key once with what it does, then what has no key."""
    groups = to_learn(_USUAL)
    several = [group for group in groups if len(group) > 1]
    alone = [group[0] for group in groups if len(group) == 1]
    return "\n".join(
        [
            "## How many",
            "",
            f"{len(groups)} rows: a key with what it does, once, on however many screens. There were {ROWS_BEFORE}.",
            f"Letters that do more than one thing, besides those of themes: {len(ambiguous(_USUAL))}.",
            f"With *All keys*: {len(ambiguous(_EVERY))}.",
            "",
            "## The eight",
            "",
            *_table(key for group in groups for key in group[:1] if key.eight),
            "",
            "## The same wherever they are",
            "",
            *_shared(group for group in several if not group[0].eight),
            "",
            "## Other keys, by screen",
            "",
            "Letters want a second press, but for those of themes, which people call. All other keys act at once.",
            "",
            *_by_place([key for key in alone if not key.eight]),
            "## By their names alone",
            "",
            "`?` and Ctrl+P offer these where they apply. With *All keys* they have a key of their own.",
            "",
            *_table(key for key in ROWS if not key.keys),
            "",
        ]
    )


def _by_place(keys: list[Key]) -> Iterator[str]:
    """Yield each row once: under its only screen, or under all of its screens."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(", ".join(TITLES[one] for one in _places(key)), []).append(key)
    for where in sorted(groups, key=lambda one: _order(groups[one][0])):
        yield from (f"### {where}", "", *_table(groups[where]), "")


def _order(key: Key) -> tuple[bool, int]:
    return len(key.places) > 1, min(PLACES.index(place) for place in _places(key))


def _places(key: Key) -> list[Place]:
    return [place for place in PLACES if key in ROWS_ON[place]]


def _table(keys: Iterable[Key]) -> Iterator[str]:
    yield "| key | all keys | action | what it does |"
    yield "|---|---|---|---|"
    for key in keys:
        cells = (_cell(key, _USUAL), _cell(key, _EVERY), key.name, key.tooltip)
        yield f"| {' | '.join(cells)} |"


def _shared(groups: Iterable[list[Key]]) -> Iterator[str]:
    yield "| key | action | as it is called there, and its key with *All keys* if that is another |"
    yield "|---|---|---|"
    for group in groups:
        there = dict.fromkeys(f"{key.name}{_differing(key)}" for key in group)
        yield f"| {_cell(group[0], _USUAL)} | {label_of(group[0])} | {'; '.join(there)} |"


def _differing(key: Key) -> str:
    before = _cell(key, _EVERY)
    return f" ({before})" if before not in {"", _cell(key, _USUAL)} else ""


def _cell(key: Key, layout: Layout) -> str:
    now = as_it_is(key, layout)
    return f"`{now.shown}`" if now.keys else ""


def page(text: str) -> str:
    """Return the page with its tables regenerated."""
    return text.split(MARK, 1)[0] + MARK + "\n" + key_tables()


if __name__ == "__main__":
    at = Path(__file__).parents[2] / "docs" / "keys.md"
    at.write_text(page(at.read_text(encoding="utf-8")), encoding="utf-8")
