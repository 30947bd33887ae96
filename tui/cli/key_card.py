"""Every key on paper: a list with what each does, and a card of one page to lie beside the laptop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from screens.keys.dialogs import DIALOGS
from screens.keys.key import Key
from screens.keys.keymap import Changes, as_changed
from screens.keys.tables import KEYS, TITLES, Place
from session.wording.catalogue import say

WIDTH, ROWS = 90, 84
"""What a page of A4 holds in letters of eight points."""
_COLUMN = 44
_KEY = 6
_EVERYWHERE = {"up", "down", "pageup", "pagedown", "home", "end", "f1", "escape"}
"""What is the same on every screen stands once, at the end."""
_AS_ON_THE_BOARD = {"u", "U"}
_SMALL: tuple[Place, ...] = ("join", "calm", "settings", "keys", "voices", "check")
"""Screens with so few keys that one line tells them."""
_NOT_ON_THE_CARD: set[Place] = {"help", "sofar", "everywhere", "names", "slips"}
"""The card lies in sight; private pages tell their keys themselves."""
_MAY_BE_BRIEF: tuple[Place, ...] = (
    *("closing", "opening", "parking", "people", "recap"),
    *("notes", "circle", "shared", "agreement", "home", "plan", "themes"),
)
"""Those told in a line each when the page gets full, the first first."""


def key_list(changes: Changes) -> str:
    """Return every key by screen, one a line, with what it does."""
    lines: list[str] = []
    for place, usual in KEYS.items():
        lines += [TITLES[place], *_told(as_changed(place, changes)[: len(usual)]), ""]
    for title, keys in DIALOGS.values():
        lines += [title, *_told(keys), ""]
    return "\n".join(lines[:-1]) + "\n"


def key_card(changes: Changes) -> str:
    """Return the same as a card of two columns: at most ``WIDTH`` wide and ``ROWS`` high."""
    left, right = _fitted(changes)
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    pairs = zip(left, right, strict=True)
    body = [f"{one:<{_COLUMN}}  {other}".rstrip() for one, other in pairs]
    return "\n".join([say("keys.card"), *body]) + "\n"


def _fitted(changes: Changes) -> tuple[list[str], list[str]]:
    """Tell as many screens in a line each as the page makes needful."""
    brief = set(_SMALL)
    for place in _MAY_BE_BRIEF:
        left, right = _columns([*_blocks(changes, brief)])
        if max(len(left), len(right)) < ROWS:
            return left, right
        brief.add(place)
    return _columns([*_blocks(changes, brief)])


def _columns(blocks: list[list[str]]) -> tuple[list[str], list[str]]:
    """Part blocks into two columns as even as can be, with none torn."""
    cut = min(
        range(len(blocks) + 1),
        key=lambda n: max(sum(map(len, blocks[:n])), sum(map(len, blocks[n:]))),
    )
    return [row for one in blocks[:cut] for row in one], [
        row for one in blocks[cut:] for row in one
    ]


def _told(keys: Iterable[Key]) -> list[str]:
    return [f"  {key.shown:>{_KEY}}  {key.label:<24}{key.tooltip}" for key in keys if key.keys]


def _blocks(changes: Changes, brief: set[Place]) -> Iterator[list[str]]:
    for place, usual in KEYS.items():
        if place in brief | _NOT_ON_THE_CARD:
            continue
        keys = [key for key in as_changed(place, changes)[: len(usual)] if not _common(key)]
        yield [_head(TITLES[place]), *(f"{key.shown:>{_KEY}}  {key.label}" for key in keys)]
    everywhere = [f"{key.shown:>{_KEY}}  {key.label}" for key in as_changed("everywhere", changes)]
    yield [_head(TITLES["everywhere"]), *everywhere, *wrap(say("keys.card.always"), _COLUMN)]
    for place, usual in KEYS.items():
        if place in brief:
            told = as_changed(place, changes)[: len(usual)]
            yield _inline(TITLES[place], told)
    for title, known in DIALOGS.values():
        yield _inline(title, known)


def _common(key: Key) -> bool:
    return not key.keys or key.keys.split(",")[0] in _EVERYWHERE


def _known(key: Key) -> bool:
    return _common(key) or key.keys in _AS_ON_THE_BOARD


def _head(title: str) -> str:
    return f"-- {title} ".ljust(_COLUMN, "-")


def _inline(title: str, keys: Iterable[Key]) -> list[str]:
    shown = [f"{key.shown} {key.label.lower()}" for key in keys if not _known(key)]
    return wrap(f"{title}: {', '.join(shown)}", _COLUMN, subsequent_indent="  ")
