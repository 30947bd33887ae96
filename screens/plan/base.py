"""What every part of the plan screen has: the draft it shows, and a way to change it or say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.screen import Screen

from screens.dialogs.alone import when_alone
from screens.dialogs.ask import Ask
from screens.dialogs.ask_lines import AskLines
from screens.messages import Tell
from screens.widgets.rows import Rows
from session.model.plan import Plan
from session.model.state import Rejected
from session.plan.edits import Draft, Edited
from session.views.plan_shelf import PlanShelf
from session.wording.catalogue import refusal, say

Part = Literal["begin", "agenda", "about", "people"]
PARTS: tuple[Part, ...] = ("agenda", "about", "people")
"""The parts of a plan; what it can begin from comes before them."""


class PlanBase(Screen[None]):
    """Holds ``draft``; ``private`` is true while nobody else can see the screen."""

    draft: Draft
    part: Part = "agenda"
    named: frozenset[str] = frozenset()
    private = False
    shelf = PlanShelf()
    """What a plan can begin from."""

    def take(self, draft: Draft) -> None:
        """Show a draft in place of the one before."""
        raise NotImplementedError

    def turn_to(self, part: Part) -> None:
        """Show another part."""
        raise NotImplementedError

    @property
    def at(self) -> int:
        """Place of the line the cursor is on."""
        return self.query_one(Rows).highlighted or 0

    @property
    def plan(self) -> Plan:
        return self.draft.plan

    def edit(self, edited: Edited) -> bool:
        """Take an edit, or say why not."""
        if isinstance(edited, Rejected):
            self.post_message(Tell(refusal(edited), trouble=True))
            return False
        self.take(self.draft.then(edited))
        return True

    def ask(
        self,
        key: str,
        value: str,
        how: Callable[[str], Edited],
        *,
        lines: bool = False,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask for text and take the edit it makes; what is refused stays in the dialog."""

        def check(text: str) -> Rejected | None:
            made = how(text)
            return made if isinstance(made, Rejected) else None

        def typed(text: str | None) -> None:
            if text is not None and self.edit(how(text)):
                then()

        sheet = AskLines if lines else Ask
        title, hint = say(f"plan.ask.{key}"), say(f"plan.hint.{key}")
        self.app.push_screen(sheet(title, hint, value, check), typed)

    def once_alone(self, then: Callable[[], None]) -> None:
        """Show what is private and go on, once nobody else can see it."""

        def answered(alone: bool) -> None:
            self.reveal(alone)
            if alone:
                then()

        when_alone(self, answered)

    def hide_private(self) -> None:
        self.reveal(False)

    def reveal(self, private: bool) -> None:
        """Show names and the password, or hide them again."""
        self.private = private
        self.take(self.draft)
