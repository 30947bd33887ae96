"""Sorting ideas into themes: the group calls a letter, one key colours the idea and moves on (P26)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widgets import Static

from screens.base import BaseScreen
from screens.dialogs.ask import ask_line
from screens.dialogs.pick import Pick
from screens.eight import Eight
from screens.filtering import Filtering
from screens.following import Following
from screens.keys.keymap import hint
from screens.keys.tables import bindings_for
from screens.messages import Tell
from screens.series_messages import EarlierAsked, EarlierSeen
from screens.text import plain
from screens.widgets.idea_focus import IdeaFacts, IdeaFocus, idea_row
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Rows
from screens.widgets.status_line import StatusLine, TroubleBanner
from screens.widgets.themes_card import ThemesCard, ThemesFacts
from session.model.ideas import (
    AddTheme,
    ColourIdea,
    EditIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.protocol import AnyCommand
from session.rules.ideas import held
from session.views.board import ThemesView, themes_board
from session.views.themes_change import ThemesChange, themes_change
from session.wording.catalogue import say

Waiting = Literal["", "also", "rename", "remove"]
_KEYS = ("colour", "also", "no-theme", "new-theme", "new-idea", "undo", "board", "help")


class ThemesScreen(BaseScreen[None]):
    """The idea in focus is large at the top; below are all ideas, and the themes with their counts."""

    CSS_PATH = Path(__file__).parent / "themes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("themes")]
    PLACE = "themes"
    PARTS = (Eight, Following, Filtering)
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (160, "-wide")]  # noqa: RUF012 - Textual declares no ClassVar

    waiting: var[Waiting] = var("")
    """What the next letter means; empty: colour the idea in focus."""

    def __init__(self) -> None:
        super().__init__()
        self._view = ThemesView()
        self._takes_back = False
        """Whether the next change is an undo, after which what changed is in focus."""

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield TroubleBanner()
        yield IdeaFocus()
        with Horizontal(id="below"):
            with Vertical(id="ideas"):
                yield Rows(focus=False)
                yield Static(plain(hint(self.app, "themes", "themes.none")), id="none")
            yield ThemesCard()
        yield Static(id="waiting")
        yield KeyLine("themes", _KEYS)

    def on_mount(self) -> None:
        self.query_one("#ideas").border_title = say("themes.ideas")

    def watch_waiting(self, waiting: Waiting) -> None:
        self._say(say(f"themes.{waiting}") if waiting else "", asks=bool(waiting))

    def _say(self, words: str, *, asks: bool = False) -> None:
        """Show in the last line what the next letter means, or what happened."""
        line = self.query_one("#waiting", Static)
        line.update(plain(words))
        line.set_class(bool(words), "-shown")
        line.set_class(asks, "-asks")

    def show_state(self) -> None:
        self.show(themes_board(self.state))

    def show(self, view: ThemesView) -> None:
        """Pass each widget its part."""
        before, self._view = self._view, view
        shapes = {bar.letter: bar.shape for bar in view.themes}
        self.query_one(Rows).show([(idea.idea, idea_row(idea, shapes)) for idea in view.ideas])
        self.query_one(ThemesCard).value = ThemesFacts(view.themes, view.summary)
        self.query_one("#ideas").set_class(not view.ideas, "-empty")
        if not before.ideas:
            self._choose_next(here=True)
        else:
            self._tell_change(themes_change(before, view))
        self._show_focus()

    def _tell_change(self, change: ThemesChange) -> None:
        if change.words and not self.waiting:
            self._say(change.words)
        if change.idea and self._takes_back:
            self.query_one(Rows).choose(change.idea)
        self._takes_back = False

    def action_undo(self) -> None:
        self._takes_back = True
        super().action_undo()

    def _show_focus(self) -> None:
        at = self._at()
        idea = self._view.ideas[at] if at is not None else None
        self.query_one(IdeaFocus).value = IdeaFacts(
            idea, (at or 0) + 1, len(self._view.ideas), self._view.themes
        )

    def on_option_list_option_highlighted(self) -> None:
        self._show_focus()

    def _at(self) -> int | None:
        """Return the index of the idea in focus."""
        chosen = self.query_one(Rows).chosen
        return next((n for n, one in enumerate(self._view.ideas) if one.idea == chosen), None)

    def _choose(self, at: int) -> None:
        if self._view.ideas:
            at = max(0, min(at, len(self._view.ideas) - 1))
            self.query_one(Rows).choose(self._view.ideas[at].idea)
            self._show_focus()

    def _choose_next(self, *, here: bool = False) -> None:
        """Select the next unsorted idea, from here on (``here``: or this one) and then from the start."""
        ideas = self._view.ideas
        start = (self._at() or 0) + (not here)
        order = [*range(start, len(ideas)), *range(min(start, len(ideas)))]
        following = next((n for n in order if not ideas[n].letters), None)
        if following is not None:
            self._choose(following)

    def _with_idea(self, make: Callable[[str], AnyCommand]) -> bool:
        """Submit a command about the idea in focus; reports if there is none."""
        at = self._at()
        if at is None:
            self.post_message(Tell(hint(self.app, "themes", "themes.none"), trouble=True))
            return False
        self.submit(make(self._view.ideas[at].idea))
        return True

    # A letter: colour, or what was asked before it

    def action_colour(self, letter: str) -> None:
        waiting, self.waiting = self.waiting, ""
        bar = next((one for one in self._view.themes if one.letter == letter), None)
        if bar is None:
            none = hint(self.app, "themes", "themes.no_letter", letter=letter)
            self.post_message(Tell(none, trouble=True))
        elif waiting == "rename":
            ask_line(
                self,
                say("themes.rename_to", letter=letter),
                lambda name: self.submit(RenameTheme(theme=bar.theme, name=name)),
                value=bar.name,
            )
        elif waiting == "remove":
            self.submit(RemoveTheme(theme=bar.theme))
        elif waiting == "also":
            self._with_idea(lambda idea: ColourIdea(idea=idea, theme=bar.theme, also=True))
        elif self._with_idea(lambda idea: ColourIdea(idea=idea, theme=bar.theme)):
            self._choose_next()

    def action_also(self) -> None:
        self.waiting = "also"

    def action_rename_theme(self) -> None:
        self.waiting = "rename"

    def action_remove_theme(self) -> None:
        self.waiting = "remove"

    def action_no_theme(self) -> None:
        self._with_idea(lambda idea: ColourIdea(idea=idea))

    def action_up(self) -> None:
        self._choose((self._at() or 0) - 1)

    def action_down(self) -> None:
        at = self._at()
        self._choose(0 if at is None else at + 1)

    # Themes and ideas

    def action_new_theme(self) -> None:
        ask_line(self, say("themes.new"), lambda name: self.submit(AddTheme(name=name)))

    def begin(self, about: str) -> None:
        """Bring in ideas and themes of earlier sessions, if it was opened for that."""
        if about == "earlier":
            self.post_message(EarlierAsked(self))

    @on(EarlierSeen)
    def _choose_earlier(self, message: EarlierSeen) -> None:
        if not message.choices:
            self.post_message(Tell(say("earlier.none"), trouble=True))
            return
        choices = [(str(nth), one.words) for nth, one in enumerate(message.choices)]

        def chosen(nth: str | None) -> None:
            if nth:
                self.submit(message.choices[int(nth)].brings)

        self.app.push_screen(Pick(say("earlier.ask"), choices), chosen)

    def action_edit_idea(self) -> None:
        at = self._at()
        if at is not None:
            idea = self._view.ideas[at]
            ask_line(
                self,
                say("themes.edit"),
                lambda text: self.submit(EditIdea(idea=idea.idea, text=text)),
                hint=say("themes.edit.hint"),
                value=idea.text,
            )

    def action_merge(self) -> None:
        at = self._at()
        if not at:
            self.post_message(Tell(say("themes.none_above"), trouble=True))
            return
        ideas = self._view.ideas
        self._choose(at - 1)
        self.submit(MergeIdea(idea=ideas[at].idea, into=ideas[at - 1].idea))

    def action_split(self) -> None:
        at = self._at()
        if at is None:
            return
        idea = self.state.ideas.get(self._view.ideas[at].idea)
        inside = held(self.state, idea) if idea else ()
        if not inside:
            self.post_message(Tell(say("themes.not_together"), trouble=True))
        for one in inside:
            self.submit(SplitIdea(idea=one.id))

    def action_remove_idea(self) -> None:
        self._with_idea(lambda idea: RemoveIdea(idea=idea))

    def action_board(self) -> None:
        if self.waiting:
            self.waiting = ""
        else:
            self.go("board")
