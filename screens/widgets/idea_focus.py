"""The idea being sorted, large enough to be read by those who call its letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from textual.content import Content

from screens.keys.keymap import hint, layout_of
from screens.text import plain
from screens.widgets.card import Card, wrapped
from screens.widgets.lettering import letters, smooth_in
from screens.widgets.themes_card import sign
from session.rules.themes import LETTERS
from session.views.board import IdeaLine, ThemeBar
from session.wording.catalogue import say


class IdeaFacts(Struct, frozen=True):
    """The idea in focus, its number among all, and the themes."""

    idea: IdeaLine | None = None
    place: int = 0
    of: int = 0
    themes: tuple[ThemeBar, ...] = ()


class IdeaFocus(Card[IdeaFacts]):
    DEFAULT_CSS = """
    IdeaFocus { border: round $accent; border-title-color: $accent; }
    """

    def head(self, value: IdeaFacts, width: int) -> str:  # noqa: ARG002 - Card's signature
        if value.idea is None:
            return say("themes.title")
        return say("themes.place", place=value.place, of=value.of)

    def lines(self, value: IdeaFacts, width: int, height: int) -> Sequence[Content]:
        if value.idea is None:
            return [plain(hint(self.app, "themes", "themes.none"), "$quiet")]
        signs = self._signs(value.idea, value.themes)
        room = height - 1
        drawn = letters(value.idea.text, width, room, smooth=smooth_in(self.app))
        words = drawn or wrapped(value.idea.text, width, "bold", max(1, room))
        spare = max(0, height - len(words) - 1)
        return [*[Content("")] * (spare // 2), *words, *[Content("")] * (spare - spare // 2), signs]

    def _signs(self, idea: IdeaLine, themes: tuple[ThemeBar, ...]) -> Content:
        if not themes:
            return plain(hint(self.app, "themes", "themes.no_theme"), "$quiet")
        if not idea.letters:
            eighth = len(themes) == len(LETTERS) and not layout_of(self.app).all_keys
            asked = "themes.not_sorted.eighth" if eighth else "themes.not_sorted"
            return plain(say(asked), "$quiet")
        called = Content("   ").join(
            sign(bar.letter, bar.shape) + " " + bar.name
            for bar in themes
            if bar.letter in idea.letters
        )
        return (
            called + plain("  " + say("themes.contested"), "$quiet") if idea.contested else called
        )


def idea_row(idea: IdeaLine, shapes: Mapping[str, str]) -> Content:
    """Return an idea as one row of the list: its letters, then its words."""
    if len(idea.letters) == 1:
        called = sign(idea.letters, shapes.get(idea.letters, ""))
    else:
        called = Content("").join(sign(letter, "") for letter in idea.letters[:3])
    words = plain(idea.text)
    if idea.contested:
        words += plain("  " + say("themes.contested"), "$quiet")
    if idea.channel == "online":
        words += plain("  " + say("themes.online"), "$quiet")
    if idea.by:
        words += plain("  " + say("themes.by", name=idea.by), "$quiet")
    return called.pad_right(5 - called.cell_length) + words
