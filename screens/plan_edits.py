"""What the keys of the plan screen change: each asks in a dialog, and takes the edit or says why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, cast

from textual.screen import Screen

from screens.dialogs.ask import Ask
from screens.dialogs.ask_lines import AskLines
from screens.dialogs.confirm import Confirm
from screens.dialogs.pick import Pick
from screens.plan_rows import names_somebody
from session import draft as edits
from session.draft import Draft, Edited
from session.draft_people import (
    add_people,
    change_person,
    person_line,
    remove_person,
    set_hoped_for,
    set_roles,
)
from session.ladder import rung_words, rungs, stage_words, stages
from session.pasting import Pasted, pasted
from session.plan import ITEM_KINDS, Plan
from session.state import Rejected
from session.wording.catalogue import refusal, say
from tui.messages import Tell
from tui.widgets.line import Line
from tui.widgets.rows import Rows

Part = Literal["begin", "agenda", "about", "people"]
PARTS: tuple[Part, ...] = ("agenda", "about", "people")
"""The parts of a plan; what it can begin from comes before them."""

_ITEM_FIELDS = ("title", "minutes", "kind", "focus_point", "note", "fixed", "protect", "shrink")
_OTHER = "\0other"


class AskSecret(Ask):
    """One line that nobody can read along."""

    def on_mount(self) -> None:
        self.query_one(Line).password = True


class PlanEdits(Screen[None]):
    """The part of the plan screen that edits ``draft``."""

    draft: Draft
    part: Part = "agenda"
    named: frozenset[str] = frozenset()
    private = False

    def take(self, draft: Draft) -> None:
        """Show a draft in place of the one before."""
        raise NotImplementedError

    def turn_to(self, part: Part) -> None:
        """Show another part."""
        raise NotImplementedError

    def begin_from(self, source: str) -> None:
        """Begin the plan from one of the lines of that part."""
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

    def _ask(
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

    # What stands in every part

    def action_edit(self) -> None:
        if self.part == "begin":
            self.begin_from(self.query_one(Rows).chosen)
        elif self.part == "people":
            self._edit_person()
        elif self.part == "about":
            self._edit_about(self.query_one(Rows).chosen)
        else:
            choices = [(name, say(f"plan.field.{name}")) for name in _ITEM_FIELDS]
            self.app.push_screen(Pick(self.plan.agenda[self.at].title, choices), self._edit_field)

    def _edit_field(self, name: str | None) -> None:
        if name:
            getattr(self, f"action_{name}")()

    def action_add(self) -> None:
        if self.part == "people":
            last = len(self.plan.people)
            self._ask(
                "person", "", lambda text: add_people(self.plan, text), then=lambda: self._go(last)
            )
        elif self.part == "agenda":
            at = self.at + 1
            self._ask(
                "item",
                "",
                lambda text: edits.add_item(self.plan, text, at),
                then=lambda: self._go(at),
            )
        elif self.part == "about":
            self.action_edit()

    def _go(self, at: int) -> None:
        self.query_one(Rows).choose(str(at))

    def action_remove(self) -> None:
        if self.part == "people" and self.plan.people:
            self.edit(remove_person(self.plan, self.at))
        elif self.part == "agenda":
            self.edit(edits.remove_item(self.plan, self.at))

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self.part == "agenda":
            at = self.at
            if self.edit(edits.move_item(self.plan, at, by)):
                self._go(max(0, min(at + by, len(self.plan.agenda) - 1)))

    def action_paste(self) -> None:
        # Pasted rows show at once where they went.
        if self.part in {"begin", "about"}:
            self.turn_to("agenda")
        self._ask("paste", "", self._of_rows, lines=True)

    def _of_rows(self, text: str) -> Edited:
        if self.part == "people":
            return add_people(self.plan, text)
        found = pasted(text)
        if not found.items:
            return Rejected("refused.plan.paste")
        return edits.add_items(self.plan, found.items, self.at + 1)

    def paste(self, text: str) -> None:
        """Add rows that were pasted straight onto the screen, and say what could not be read."""
        found = Pasted() if self.part == "people" else pasted(text)
        before = len(self.plan.agenda)
        if not self.edit(self._of_rows(text)) or self.part == "people":
            return
        added = len(self.plan.agenda) - before
        if found.unread:
            told = say("plan.pasted_some", added=added, n=found.unread, first=found.first)
        else:
            told = say("plan.pasted", n=added)
        self.post_message(Tell(told, trouble=bool(found.unread)))

    # One item

    def _item(self, key: str, value: str, how: Callable[[Plan, int, str], Edited]) -> None:
        if self.part == "agenda":
            at = self.at
            self._ask(key, value, lambda text: how(self.plan, at, text))

    def action_title(self) -> None:
        self._item("title", self.plan.agenda[self._row].title, edits.retitle)

    def action_minutes(self) -> None:
        minutes = self.plan.agenda[self._row].minutes
        self._item("minutes", "" if minutes is None else str(minutes), edits.set_minutes)

    def action_focus_point(self) -> None:
        self._item("focus", self.plan.agenda[self._row].focus, edits.set_focus)

    def action_note(self) -> None:
        self._item("note", self.plan.agenda[self._row].content_note, edits.set_note)

    def action_fixed(self) -> None:
        self._item("fixed", self.plan.agenda[self._row].starts_at, edits.set_starts_at)

    @property
    def _row(self) -> int:
        return min(self.at, len(self.plan.agenda) - 1)

    def action_minute_more(self) -> None:
        self._at_once(partial(edits.add_minutes, by=1))

    def action_minute_less(self) -> None:
        self._at_once(partial(edits.add_minutes, by=-1))

    def action_protect(self) -> None:
        self._at_once(edits.protect)

    def action_shrink(self) -> None:
        self._at_once(edits.let_shrink)

    def _at_once(self, how: Callable[[Plan, int], Edited]) -> None:
        if self.part == "agenda":
            self.edit(how(self.plan, self.at))

    def action_kind(self) -> None:
        if self.part != "agenda":
            return
        at = self.at
        choices = [(kind, say(f"plan.kind.{kind}")) for kind in ITEM_KINDS]

        def picked(kind: str | None) -> None:
            if kind:
                self.edit(edits.set_kind(self.plan, at, kind))

        self.app.push_screen(
            Pick(say("plan.ask.kind"), choices),
            picked,
        )

    # About the session

    def _edit_about(self, name: str) -> None:
        plan = self.plan
        match name:
            case "date":
                self._ask(name, plan.date, lambda text: edits.set_date(self.plan, text))
            case "start":
                self._ask(name, plan.start, lambda text: edits.set_start(self.plan, text))
            case "link":
                self._ask(name, plan.meeting_link, lambda text: edits.set_link(self.plan, text))
            case "wifi":
                self._ask_wifi()
            case "roles":
                now = "\n".join(plan.roles)
                self._ask(name, now, lambda text: set_roles(self.plan, text), lines=True)
            case "hoped_for":
                hoped = "\n".join(f"{n} {role}" for role, n in plan.hoped_for.items())
                self._ask(name, hoped, lambda text: set_hoped_for(self.plan, text), lines=True)
            case "goals" | "can_change" | "cannot_change":
                self._ask_lines(name)
            case "involvement":
                self._pick(name, [(word, rung_words(word)) for word in rungs()])
            case "stage":
                self._pick(name, [(word, stage_words(word)) for word in stages()])
            case "support" if not self.private and names_somebody(plan, plan.support, self.named):
                self.when_off(lambda: self._ask_line("support"))
            case _:
                self._ask_line(cast("edits.Line", name))

    def _ask_line(self, name: edits.Line) -> None:
        self._ask(
            name, getattr(self.plan, name), lambda text: edits.set_line(self.plan, name, text)
        )

    def _ask_lines(self, name: edits.Lines) -> None:
        now = "\n".join(getattr(self.plan, name))
        self._ask(name, now, lambda text: edits.set_lines(self.plan, name, text), lines=True)

    def _pick(self, name: Literal["involvement", "stage"], known: list[tuple[str, str]]) -> None:
        """Ask for one of the field's own words, or for other words."""
        choices = [(word, f"{word.capitalize()}: {said}") for word, said in known]
        choices.append((_OTHER, say("plan.other_words")))

        def picked(word: str | None) -> None:
            if word == _OTHER:
                self._ask_line(name)
            elif word:
                self.edit(edits.set_line(self.plan, name, word.capitalize()))

        self.app.push_screen(Pick(say(f"plan.ask.{name}"), choices), picked)

    def _ask_wifi(self) -> None:
        now = self.plan.wifi

        def called(name: str | None) -> None:
            if name is None or not self.edit(edits.set_wifi(self.plan, name)):
                return
            if self.plan.wifi:
                asked = AskSecret(say("plan.ask.password"), say("plan.hint.password"))
                self.app.push_screen(asked, partial(secret, self.plan.wifi.name))

        def secret(name: str, word: str | None) -> None:
            if word is not None:
                # A lone dash is no password: an empty line leaves the one there is.
                self.edit(edits.set_wifi(self.plan, name, "" if word == "-" else word or None))

        asked = Ask(say("plan.ask.wifi"), say("plan.hint.wifi"), now.name if now else "")
        self.app.push_screen(asked, called)

    # The people

    def _edit_person(self) -> None:
        if not self.plan.people:
            self.action_add()
        elif self.private or self.plan.people[self.at].name in self.named:
            self._ask_person()
        else:
            self.when_off(self._ask_person)

    def _ask_person(self) -> None:
        at = self.at
        line = person_line(self.plan.people[at])
        self._ask("person", line, lambda text: change_person(self.plan, at, text))

    def action_names(self) -> None:
        if self.private:
            self.reveal(False)
        else:
            self.when_off(lambda: None)

    def when_off(self, then: Callable[[], None]) -> None:
        """Show what is private and go on, once somebody says that the projector is off."""

        def answered(off: bool | None) -> None:
            self.reveal(bool(off))
            if off:
                then()

        self.app.push_screen(Confirm(say("ask.projector")), answered)

    def reveal(self, private: bool) -> None:
        """Show names and the password, or hide them again."""
        self.private = private
        self.take(self.draft)
