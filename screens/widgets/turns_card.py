"""Who speaks now by role group, whether turns are counted, and the key that starts each turn."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.keys.keymap import keys_on, layout_of
from screens.text import plain
from screens.widgets.card import Card, columns
from session.wording.catalogue import say

_OTHERS = {
    "someone": "console.turn.someone",
    "turn-over": "console.turn.over",
    "silence": "console.turn.silence",
    "group-work": "console.turn.groups",
}
_LEAST = 14
"""Minimum columns of a key and its words."""


class TurnsFacts(Struct, frozen=True):
    """``current`` is the role group that has the floor; ``counting`` and ``floor`` are words."""

    roles: tuple[str, ...] = ()
    current: str = ""
    counting: str = ""
    floor: str = ""


class TurnsCard(Card[TurnsFacts]):
    def holds(self, value: TurnsFacts) -> bool:
        return bool(value.counting)

    def head(self, value: TurnsFacts, width: int) -> str:  # noqa: ARG002 - Card's signature
        return value.counting

    def lines(self, value: TurnsFacts, width: int, height: int) -> Sequence[Content]:
        roles = [
            _role(str(n), role, now=role == value.current)
            for n, role in enumerate(value.roles[:8], 1)
        ]
        told = [] if value.current in value.roles[:8] else [plain(value.floor, "bold $accent")]
        told = told if value.floor and len(roles) + 3 <= height else []
        rest = height - len(roles) - len(told)
        others = columns(self._others(), width, 4 if width < 2 * _LEAST + 2 else 2, _LEAST)
        others = others if len(others) <= rest else []
        return [*told, *columns(roles, width, max(1, height - len(told)), _LEAST), *others]

    def _others(self) -> list[Content]:
        """Return what else has a key of its own now."""
        keys = keys_on("board", layout_of(self.app))
        return [
            chip(key.shown) + " " + say(_OTHERS[key.id])
            for key in keys
            if key.id in _OTHERS and key.keys
        ]


def _role(key: str, role: str, *, now: bool) -> Content:
    style = "bold $accent" if now else ""
    return chip(key) + plain(" ▶ " if now else "   ", style) + plain(role, style)


def chip(key: str) -> Content:
    """Return a key as shown on the screen."""
    return plain(f" {key} ", "bold $footer-key-foreground on $panel")
