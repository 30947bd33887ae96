"""What the editors of the plan screen receive: the draft, and ways to change it and to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

from textual.screen import Screen

from screens.dialogs.ask import Ask
from screens.dialogs.ask_lines import AskLines
from screens.messages import AloneAsked, DraftKept, Tell
from screens.mounted import is_shown
from screens.widgets.rows import Rows
from session.model.plan import Plan
from session.model.state import Rejected
from session.plan.draft import Draft
from session.plan.edits import Edited
from session.views.plan_shelf import PlanShelf
from session.wording.catalogue import refusal, say

T = TypeVar("T")

Part = Literal["begin", "agenda", "about", "people"]
PARTS: tuple[Part, ...] = ("agenda", "about", "people")
"""The parts of a plan; what it can begin from comes before them."""


_MOST_FAULTS = 6


def words_of(plan: Plan) -> Iterator[str]:
    """Yield what a plan says in one line each."""
    yield plan.title
    for item in plan.agenda:
        yield from (item.title, item.focus)


class OpenPlan:
    """The draft on the ``screen``, and which part of it is shown; ``show`` redraws it."""

    def __init__(self, screen: Screen[None], draft: Draft, show: Callable[[], None]) -> None:
        self.draft = draft
        self.part: Part = "agenda"
        self.named: frozenset[str] = frozenset()
        """People who agreed to be named on screen, in an earlier session of the series."""
        self.given: frozenset[str] = frozenset()
        """Words that the program filled in: typing replaces them."""
        self.private = False
        """Whether names and the password are shown, because nobody else can see the screen."""
        self.shelf = PlanShelf()
        """The sources for a plan."""
        self.post_message = screen.post_message
        self.screen, self._show = screen, show
        self._then: Callable[[], None] = lambda: None
        self._places: dict[Part, int] = {}

    @property
    def plan(self) -> Plan:
        return self.draft.plan

    @property
    def at(self) -> int:
        """Index of the line at the cursor."""
        rows = self.screen.query_one(Rows)
        # A filtered list has fewer rows than the plan has lines.
        return int(rows.chosen) if rows.chosen.isdecimal() else rows.highlighted or 0

    @property
    def chosen(self) -> str:
        return self.screen.query_one(Rows).chosen

    @property
    def on_top(self) -> bool:
        return self.screen.app.screen is self.screen

    def take(self, draft: Draft) -> None:
        changed = draft is not self.draft
        self.draft = draft
        if changed:
            if draft.unsaved:
                self.post_message(DraftKept(draft.plan, draft.path, draft.saved))
            else:
                self.post_message(DraftKept(None))
        if is_shown(self.screen):
            self._show()

    def turn_to(self, part: Part) -> None:
        rows = self.screen.query_one(Rows)
        self._places[self.part] = self.at
        self.part = part
        rows.show([])
        self._show()
        if rows.option_count:
            rows.highlighted = min(self._places.get(part, 0), rows.option_count - 1)

    def go_to(self, at: int) -> None:
        self.screen.query_one(Rows).choose(str(at))

    def edit(self, edited: Edited) -> bool:
        """Apply an edit, or show why not."""
        if isinstance(edited, Rejected):
            self.tell(refusal(edited), trouble=True)
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
        """Ask for text and apply the resulting edit; a refused text stays in the dialog."""

        def check(text: str) -> Rejected | None:
            made = how(text)
            return made if isinstance(made, Rejected) else None

        def typed(text: str | None) -> None:
            if text is not None and self.edit(how(text)):
                then()

        sheet = AskLines if lines else Ask
        title, hint = say(f"plan.ask.{key}"), say(f"plan.hint.{key}")
        self.put(sheet(title, hint, value, check, given=value in self.given), typed)

    def put(self, dialog: Screen[T], then: Callable[[T | None], object]) -> None:
        def answered(answer: T | None) -> None:
            then(answer)

        self.screen.app.push_screen(dialog, answered)

    def once_alone(self, then: Callable[[], None]) -> None:
        """Show private content and continue, once nobody else can see it."""
        self._then = then
        self.post_message(AloneAsked(self.screen))

    def alone(self, alone: bool) -> None:
        """Go on with what is private, or hide it."""
        self._reveal(alone)
        if alone:
            self._then()

    def hide_private(self) -> None:
        self._reveal(False)

    def _reveal(self, private: bool) -> None:
        """Show names and the password, or hide them again."""
        self.private = private
        self.take(self.draft)

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        self.post_message(Tell(sentence, trouble=trouble))

    def tell_faults(self, faults: tuple[str, ...]) -> None:
        more = len(faults) - _MOST_FAULTS
        shown = [*faults[:_MOST_FAULTS], *([say("console.more", n=more)] if more > 0 else [])]
        self.tell("\n".join(shown), trouble=True)
