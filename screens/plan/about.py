"""The plan screen's editor of the session as a whole."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Literal, cast

from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.plan.open_plan import OpenPlan
from screens.plan.rows import names_somebody
from screens.widgets.line import Line
from session.plan import edits
from session.plan.edits import Edited
from session.plan.people import set_hoped_for, set_roles
from session.plan.series import nearly_the_same
from session.views.involvement import RUNGS, STAGES, rung_words, stage_words
from session.wording.catalogue import say

_OTHER = "\0other"


class AskSecret(Ask):
    """One line with hidden text."""

    def on_mount(self) -> None:
        self.query_one(Line).password = True


class AboutEditor:
    """Asks for one line of it after another."""

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened

    def _set_date(self, text: str, today: date) -> Edited:
        month_first = self._open.shelf.month_first
        return edits.set_date(self._open.plan, text, today, month_first=month_first)

    def change(self, name: str) -> None:
        plan = self._open.plan
        match name:
            case "date":
                today = datetime.now().astimezone().date()
                self._open.ask(name, plan.date, lambda text: self._set_date(text, today))
            case "start":
                self._open.ask(
                    name, plan.start, lambda text: edits.set_start(self._open.plan, text)
                )
            case "link":
                self._open.ask(
                    name, plan.meeting_link, lambda text: edits.set_link(self._open.plan, text)
                )
            case "wifi":
                self._ask_wifi()
            case "roles":
                now = "\n".join(plan.roles)
                self._open.ask(name, now, lambda text: set_roles(self._open.plan, text), lines=True)
            case "hoped_for":
                hoped = "\n".join(f"{n} {role}" for role, n in plan.hoped_for.items())
                self._open.ask(
                    name, hoped, lambda text: set_hoped_for(self._open.plan, text), lines=True
                )
            case "goals" | "can_change" | "cannot_change":
                self._ask_lines(name)
            case "involvement":
                self._pick(name, [(word, rung_words(word)) for word in RUNGS])
            case "stage":
                self._pick(name, [(word, stage_words(word)) for word in STAGES])
            case "time_zone":
                known = self._open.shelf.zones
                self._open.ask(
                    name,
                    plan.time_zone,
                    lambda text: edits.set_time_zone(self._open.plan, text, known),
                )
            case "support" | "contact" if not self._open.private and names_somebody(
                plan, getattr(plan, name), self._open.named
            ):
                self._open.once_alone(lambda: self._ask_line(name))
            case _:
                self._ask_line(cast("edits.Line", name))

    def _ask_line(self, name: edits.Line) -> None:
        self._open.ask(
            name,
            getattr(self._open.plan, name),
            lambda text: edits.set_line(self._open.plan, name, text),
            then=self._tell_series if name == "series" else lambda: None,
        )

    def _tell_series(self) -> None:
        """Report if the name of the series is nearly that of another."""
        series = self._open.plan.series
        if known := nearly_the_same(series, self._open.shelf.series):
            self._open.tell(say("series.near", new=series, known=known), trouble=True)

    def _ask_lines(self, name: edits.Lines) -> None:
        now = "\n".join(getattr(self._open.plan, name))
        self._open.ask(
            name, now, lambda text: edits.set_lines(self._open.plan, name, text), lines=True
        )

    def _pick(self, name: Literal["involvement", "stage"], known: list[tuple[str, str]]) -> None:
        """Ask for one of the field's known words, or other words."""
        choices = [(word, f"{word.capitalize()}: {said}") for word, said in known]
        choices.append((_OTHER, say("plan.other_words")))

        def picked(word: str | None) -> None:
            if word == _OTHER:
                self._ask_line(name)
            elif word:
                self._open.edit(edits.set_line(self._open.plan, name, word.capitalize()))

        self._open.put(Pick(say(f"plan.ask.{name}"), choices), picked)

    def _ask_wifi(self) -> None:
        now = self._open.plan.wifi

        def called(name: str | None) -> None:
            if name is None or not self._open.edit(edits.set_wifi(self._open.plan, name)):
                return
            if self._open.plan.wifi:
                asked = AskSecret(say("plan.ask.password"), say("plan.hint.password"))
                self._open.put(asked, partial(secret, self._open.plan.wifi.name))

        def secret(name: str, word: str | None) -> None:
            if word is not None:
                # A lone dash is not a password: an empty line keeps the existing one.
                self._open.edit(
                    edits.set_wifi(self._open.plan, name, "" if word == "-" else word or None)
                )

        asked = Ask(say("plan.ask.wifi"), say("plan.hint.wifi"), now.name if now else "")
        self._open.put(asked, called)
