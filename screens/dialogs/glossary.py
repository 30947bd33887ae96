"""The glossary: unexplained words first, then every word with its meaning (P25)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.ask import Ask
from screens.dialogs.list_sheet import ListSheet
from screens.keys.tables import bindings_for
from screens.text import plain
from screens.widgets.rows import Row
from session.model.glossary import RemoveWord, Word
from session.model.state import Rejected, State
from session.rules.glossary import parse_word, refused, standing, typed_word
from session.wording.catalogue import say


class WordsDialog(ListSheet):
    PLACE = "words"
    TITLE_KEY = "words.title"
    EMPTY_KEY = "words.none"
    KEYS_KEY = "words.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("words")]

    def rows(self, state: State) -> Sequence[Row]:
        return [(word.id, _row(word)) for word in standing(state)]

    def take(self, key: str) -> None:
        word = self.state.words[key]
        self._ask(f"{word.text} = {word.meaning}")

    def action_add(self) -> None:
        self._ask("")

    def action_remove(self) -> None:
        if key := self.chosen:
            self.submit(RemoveWord(word=key))

    def _ask(self, value: str) -> None:
        self.app.push_screen(
            Ask(say("words.ask"), say("words.ask.hint"), value, self._refused), self._typed
        )

    def _refused(self, line: str) -> Rejected | None:
        return refused(self.state, *parse_word(line)) if line else None

    def _typed(self, line: str | None) -> None:
        if command := typed_word(line or ""):
            self.submit(command)


def _row(word: Word) -> Content:
    if word.meaning:
        return plain(word.text, "bold") + plain(f"  {word.meaning}")
    return plain(word.text, "bold $accent") + plain(f"  {say('words.asked')}", "$quiet")
