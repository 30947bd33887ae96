"""Those who are expected, as the box for names adds to them."""

from __future__ import annotations

from collections.abc import Sequence

from screens.plan.open_plan import OpenPlan
from screens.plan.rows import people_rows
from screens.widgets.rows import Row
from session.model.folding import folded
from session.model.plan import PlanPerson
from session.model.state import Rejected
from session.plan.people import come_along, set_roles
from session.wording.catalogue import say


class Expected:
    """Names of people without consent are shown by their first letter, as in the list."""

    new_groups = True
    keys = "people.box.keys.plan"

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened
        self.title, self.hint = say("plan.ask.person"), say("plan.hint.person")

    @property
    def roles(self) -> tuple[str, ...]:
        return self._open.plan.roles

    def found(self, typed: str) -> tuple[Sequence[Row], bool]:
        wanted = folded(typed)
        rows = people_rows(self._open.plan, self._open.named, private=self._open.private)
        people = zip(rows, self._open.plan.people, strict=True)
        return [row for row, one in people if folded(one.name) == wanted], False

    def take(self, key: str) -> str | Rejected:
        del key
        return Rejected("refused.plan.name_twice")

    def add(self, people: Sequence[PlanPerson]) -> str | Rejected:
        if not any(one.name for one in people):
            return Rejected("refused.plan.name")
        before = len(self._open.plan.people)
        after = come_along(self._open.plan, people)
        new = len(after.people) - before
        if not new:
            return Rejected("refused.plan.name_twice")
        self._open.edit(after)
        return say("plan.people_added", n=new)

    def add_group(self, name: str) -> Rejected | None:
        edited = set_roles(self._open.plan, "\n".join((*self._open.plan.roles, name)))
        if isinstance(edited, Rejected):
            return edited
        self._open.edit(edited)
        return None

    def count(self) -> str:
        return say("plan.people_n", n=len(self._open.plan.people))
