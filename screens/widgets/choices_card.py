"""What the group may allow, each in one sentence, with the key that switches it and its state."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, first, wrapped
from screens.widgets.turns_card import chip
from session.views.agreement import Choice
from session.wording.catalogue import say


class ChoicesFacts(Struct, frozen=True):
    choices: tuple[Choice, ...] = ()
    shares: str = ""
    keys: tuple[str, ...] = ()
    """The key of each choice, and that of the shares, as shown now."""


class ChoicesCard(Card[ChoicesFacts]):
    def head(self, value: ChoicesFacts, width: int) -> str:  # noqa: ARG002 - Card's signature
        return say("agreement.choices")

    def lines(self, value: ChoicesFacts, width: int, height: int) -> Sequence[Content]:
        rows: list[Content] = []
        *keys, last = value.keys
        for key, choice in zip(keys, value.choices, strict=True):
            state = say("agreement.yes") if choice.on else say("agreement.no")
            sign = chip(key) + plain(f" {state:<4}", "bold $accent" if choice.on else "$quiet")
            rows += _beside(sign, choice.words, width)
        sign = chip(last) + plain(" " * 5)
        rows += _beside(sign, value.shares, width)
        return first(rows, height)


def _beside(sign: Content, words: str, width: int) -> list[Content]:
    texts = wrapped(words, max(1, width - sign.cell_length))
    signs = [sign, *[plain(" " * sign.cell_length)] * (len(texts) - 1)]
    return [left + text for left, text in zip(signs, texts, strict=True)]
