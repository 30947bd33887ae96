"""Every key on paper: a list with what each does, and a one-page card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from screens.keys.key import Key
from screens.keys.keymap import Layout, keys_of
from screens.places import DIALOGS, PLACES, SCREENS, TITLES, Place
from session.wording.catalogue import say

WIDTH, ROWS = 90, 84
"""Columns and rows of an A4 page in 8-point type."""
_COLUMN = 44
_KEY = 6
_EVERYWHERE = {"slash", "up", "down", "pageup", "pagedown", "home", "end", "f1", "escape"}
"""Keys that are the same on every screen are listed once, at the end."""
_AS_ON_THE_BOARD = {"u", "U"}
_SMALL: tuple[Place, ...] = ("join", "calm")
"""Screens with so few keys that one line is enough."""
_NOT_ON_THE_CARD: set[Place] = {
    "help",
    "everywhere",
    "hall",
    "series",
    "private",
}
"""The card is visible to others; the private screen, the hall check and a series explain their keys themselves."""
_IN_EVERY_DIALOG: set[Place] = {"dialog", "line"}
"""Listed once for all dialogs."""
_MAY_BE_BRIEF: tuple[Place, ...] = (
    *("close", "people"),
    *("record", "speak", "shared", "start", "home", "plan", "themes"),
)
"""Screens reduced to one line each when the page gets full, in this order."""


def key_list(layout: Layout) -> str:
    """Return every key by screen and dialog, one per line, with what it does."""
    blocks = ("\n".join([TITLES[place], *_told(keys_of(place, layout))]) for place in PLACES)
    return "\n\n".join(blocks) + "\n"


def key_card(layout: Layout) -> str:
    """Return the same as a card with two columns: at most ``WIDTH`` wide and ``ROWS`` high."""
    left, right = _fitted(layout)
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    pairs = zip(left, right, strict=True)
    body = [f"{one:<{_COLUMN}}  {other}".rstrip() for one, other in pairs]
    return "\n".join([say("keys.card"), *body]) + "\n"


def _fitted(layout: Layout) -> tuple[list[str], list[str]]:
    """Reduce as many screens to one line as needed for the page."""
    brief = set(_SMALL)
    for place in _MAY_BE_BRIEF:
        left, right = _columns([*_blocks(layout, brief)])
        if max(len(left), len(right)) < ROWS:
            return left, right
        brief.add(place)
    return _columns([*_blocks(layout, brief)])


def _columns(blocks: list[list[str]]) -> tuple[list[str], list[str]]:
    """Split blocks into two columns of similar height, keeping each block together."""
    cut = min(
        range(len(blocks) + 1),
        key=lambda n: max(sum(map(len, blocks[:n])), sum(map(len, blocks[n:]))),
    )
    return [row for one in blocks[:cut] for row in one], [
        row for one in blocks[cut:] for row in one
    ]


def _told(keys: Iterable[Key]) -> list[str]:
    return [f"  {key.shown:>{_KEY}}  {key.label:<24}{key.tooltip}" for key in keys if key.keys]


def _blocks(layout: Layout, brief: set[Place]) -> Iterator[list[str]]:
    for place in SCREENS:
        if place in brief | _NOT_ON_THE_CARD:
            continue
        keys = [key for key in keys_of(place, layout) if not _common(key)]
        yield [_head(TITLES[place]), *(f"{key.shown:>{_KEY}}  {key.label}" for key in keys)]
    everywhere = [f"{key.shown:>{_KEY}}  {key.label}" for key in keys_of("everywhere", layout)]
    yield [_head(TITLES["everywhere"]), *everywhere, *wrap(say("keys.card.always"), _COLUMN)]
    for place in (*SCREENS, *DIALOGS):
        if place in brief or (place in DIALOGS and place not in _IN_EVERY_DIALOG):
            yield _inline(TITLES[place], keys_of(place, layout))


def _common(key: Key) -> bool:
    return not key.keys or key.keys.split(",")[0] in _EVERYWHERE


def _known(key: Key) -> bool:
    return _common(key) or key.keys in _AS_ON_THE_BOARD


def _head(title: str) -> str:
    return f"-- {title} ".ljust(_COLUMN, "-")


def _inline(title: str, keys: Iterable[Key]) -> list[str]:
    shown = [f"{key.shown} {key.label.lower()}" for key in keys if not _known(key)]
    return wrap(f"{title}: {', '.join(shown)}", _COLUMN, subsequent_indent="  ")
