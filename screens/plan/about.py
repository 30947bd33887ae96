"""What the keys of the plan screen change about the session as a whole, and about its people."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Literal, cast

from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.messages import Tell
from screens.plan.base import PlanBase
from screens.plan.rows import names_somebody
from screens.widgets.line import Line
from session.plan import edits
from session.plan.edits import Edited
from session.plan.people import change_person, person_line, set_hoped_for, set_roles
from session.plan.series import nearly_the_same
from session.views.involvement import rung_words, rungs, stage_words, stages
from session.wording.catalogue import say

_OTHER = "\0other"


class AskSecret(Ask):
    """One line that nobody can read along."""

    def on_mount(self) -> None:
        self.query_one(Line).password = True


class PlanAbout(PlanBase):
    """The edits of what a session is about, and of who comes."""

    def _set_date(self, text: str, today: date) -> Edited:
        return edits.set_date(self.plan, text, today, month_first=self.shelf.month_first)

    def edit_about(self, name: str) -> None:
        plan = self.plan
        match name:
            case "date":
                today = datetime.now().astimezone().date()
                self.ask(name, plan.date, lambda text: self._set_date(text, today))
            case "start":
                self.ask(name, plan.start, lambda text: edits.set_start(self.plan, text))
            case "link":
                self.ask(name, plan.meeting_link, lambda text: edits.set_link(self.plan, text))
            case "wifi":
                self._ask_wifi()
            case "roles":
                now = "\n".join(plan.roles)
                self.ask(name, now, lambda text: set_roles(self.plan, text), lines=True)
            case "hoped_for":
                hoped = "\n".join(f"{n} {role}" for role, n in plan.hoped_for.items())
                self.ask(name, hoped, lambda text: set_hoped_for(self.plan, text), lines=True)
            case "goals" | "can_change" | "cannot_change":
                self._ask_lines(name)
            case "involvement":
                self._pick(name, [(word, rung_words(word)) for word in rungs()])
            case "stage":
                self._pick(name, [(word, stage_words(word)) for word in stages()])
            case "support" if not self.private and names_somebody(plan, plan.support, self.named):
                self.once_alone(lambda: self._ask_line("support"))
            case _:
                self._ask_line(cast("edits.Line", name))

    def _ask_line(self, name: edits.Line) -> None:
        self.ask(
            name,
            getattr(self.plan, name),
            lambda text: edits.set_line(self.plan, name, text),
            then=self._tell_series if name == "series" else lambda: None,
        )

    def _tell_series(self) -> None:
        """Say so where the name of the series is nearly that of another."""
        series = self.plan.series
        if known := nearly_the_same(series, self.shelf.series):
            self.post_message(Tell(say("series.near", new=series, known=known), trouble=True))

    def _ask_lines(self, name: edits.Lines) -> None:
        now = "\n".join(getattr(self.plan, name))
        self.ask(name, now, lambda text: edits.set_lines(self.plan, name, text), lines=True)

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

    def edit_person(self) -> None:
        if self.private or self.plan.people[self.at].name in self.named:
            self._ask_person()
        else:
            self.once_alone(self._ask_person)

    def _ask_person(self) -> None:
        at = self.at
        line = person_line(self.plan.people[at])
        self.ask("person", line, lambda text: change_person(self.plan, at, text))

    def action_names(self) -> None:
        if self.private:
            self.reveal(False)
        else:
            self.once_alone(lambda: None)
