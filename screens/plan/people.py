"""The plan screen's editor of people: typed lines, a pasted list, or the people of last time."""

from __future__ import annotations

from collections.abc import Mapping

from screens.dialogs.ask_lines import AskLines
from screens.dialogs.confirm import Confirm
from screens.dialogs.preview import Preview
from screens.messages import PlanFound, PlanWanted
from screens.plan.expected import Expected
from screens.plan.open_plan import OpenPlan
from screens.plan.rows import people_rows
from session.model.state import replace
from session.plan.people import (
    change_person,
    come_along,
    person_line,
    remove_person,
    with_needs,
)
from session.plan.reading.dropped import is_path
from session.plan.reading.people import people_document, read_people
from session.plan.reading.text import Unclosed
from session.plan.understood import PeopleFound
from session.views.plan_shelf import PlanRead
from session.wording.catalogue import say


class PeopleEditor:
    """Shows a name only with consent, or while nobody else can see the screen."""

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened

    def change(self) -> None:
        if not self._open.plan.people:
            self.add()
        elif self._open.private or self._open.plan.people[self._open.at].name in self._open.named:
            self._ask_person()
        else:
            self._open.once_alone(self._ask_person)

    def _ask_person(self) -> None:
        at = self._open.at
        line = person_line(self._open.plan.people[at])
        self._open.ask("person", line, lambda text: change_person(self._open.plan, at, text))

    def add(self) -> None:
        from screens.dialogs.people_box import PeopleBox

        last = len(self._open.plan.people)

        def added(_: None) -> None:
            if len(self._open.plan.people) > last:
                self._open.go_to(last)

        self._open.put(PeopleBox(Expected(self._open)), added)

    def remove(self) -> None:
        if self._open.plan.people:
            self._open.edit(remove_person(self._open.plan, self._open.at))

    def show_names(self) -> None:
        if self._open.private:
            self._open.hide_private()
        else:
            self._open.once_alone(lambda: None)

    def paste(self) -> None:
        asked = AskLines(say("plan.ask.paste"), say("plan.hint.people"))
        self._open.put(asked, lambda text: self.read_list(text) if text else None)

    def read_list(self, text: str) -> None:
        """Read a list of people, and preview it before they are added."""
        if is_path(text):
            self._open.post_message(PlanWanted(self._open.screen, "list", text))
            return
        try:
            found = read_people(people_document(text), self._open.plan.roles)
        except Unclosed:
            self._open.tell(say("refused.plan.list"), trouble=True)
            return
        self._look_at_people(found)

    def take(self, found: PlanFound) -> None:
        """Take the people of last time, or show who is on a list."""
        if found.wanted.source == "people":
            self._come_along(found.read)
        else:
            self._look_at_list(found.read)

    def _look_at_list(self, read: PlanRead) -> None:
        if read.people is None:
            self._open.tell_faults(read.faults)
        else:
            self._look_at_people(read.people)

    def _look_at_people(self, found: PeopleFound) -> None:
        """Preview a list, people without consent to be named by their first letter; then add them."""
        if not found.people:
            self._open.tell(say("refused.plan.list"), trouble=True)
            return
        after = come_along(self._open.plan, found.people)
        new = [role for role in after.roles if role not in self._open.plan.roles]
        told = [say("plan.preview.roles", roles=", ".join(new))] if new else []
        shown = replace(self._open.plan, people=found.people)
        rows = people_rows(shown, self._open.named, private=self._open.private)
        # A name reported as omitted may be projected, too.
        left = tuple(one if self._open.private else replace(one, text="") for one in found.left_out)
        asked = Preview(
            say("plan.preview.people", n=len(found.people)), [row for _, row in rows], left, told
        )

        self._open.put(asked, lambda yes: self._take(found) if yes else None)

    def _take(self, found: PeopleFound) -> None:
        if not found.needs:
            self._add(found, {})
            return
        kept = Confirm(
            say("plan.needs.ask", n=len(found.needs)), say("plan.needs.yes"), marked="no"
        )
        self._open.put(kept, lambda yes: self._add(found, found.needs if yes else {}))

    def _add(self, found: PeopleFound, needs: Mapping[str, str]) -> None:
        before = len(self._open.plan.people)
        self._open.edit(with_needs(come_along(self._open.plan, found.people), needs))
        self._open.turn_to("people")
        self._open.tell(say("plan.people_added", n=len(self._open.plan.people) - before))

    def come_along(self) -> None:
        self._open.post_message(PlanWanted(self._open.screen, "people", self._open.plan.series))

    def _come_along(self, read: PlanRead) -> None:
        if read.plan is None:
            self._open.tell_faults(read.faults)
            return
        before = len(self._open.plan.people)
        self._open.named |= read.named
        self._open.take(self._open.draft.then(come_along(self._open.plan, read.plan.people)))
        self._open.turn_to("people")
        self._open.tell(say("plan.came_along", n=len(self._open.plan.people) - before))
