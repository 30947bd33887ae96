"""The closing checklist on the shared screen: what is done and what is open; each step is one key."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from screens.dialogs.ask import Ask
from screens.keys.tables import bindings_for
from screens.messages import Go
from screens.next_step import next_step
from screens.page_screen import PageScreen
from screens.what_mattered import ask_what_mattered
from session.model.opening_closing import AddReflection, AddThanks, SetNextSession
from session.model.parking import CarryAll
from session.model.state import Rejected
from session.rules.opening_closing import next_day
from session.views.closing_checklist import closing_list
from session.views.names import only_consented
from session.wording.catalogue import say


class ClosingScreen(PageScreen):
    PLACE = "closing"
    CSS_PATH = Path(__file__).parent / "closing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("closing")]

    @property
    def choices(self) -> list[str]:
        return list(self.state.actions)

    def show(self) -> None:
        self.choose_one()
        self.draw(closing_list(self.state), say("closing.keys"))

    def action_carry_all(self) -> None:
        self.submit(CarryAll())

    def action_parking(self) -> None:
        self.post_message(Go("record", about="parking"))

    def action_action(self) -> None:
        def kept(text: str | None) -> None:
            if text:
                self.post_message(next_step(text, self.state, self.now))

        self.app.push_screen(Ask(say("ask.action"), say("ask.action.hint")), kept)

    def action_change_action(self) -> None:
        """Read one action back, and correct it: the new text replaces it."""
        action = self.state.actions.get(self.chosen)
        if action is None:
            return
        who = (
            f" @{action.who}" if only_consented(self.state, action.who) == action.who != "" else ""
        )
        by = f" by {action.by}" if action.by else ""

        def kept(text: str | None) -> None:
            if text:
                # A name that may not be shown was not in the line, and is kept.
                stays = "" if who else action.who
                self.post_message(next_step(text, self.state, self.now, action.id, stays))

        line = f"{action.what}{who}{by}"
        self.app.push_screen(Ask(say("closing.change_action"), say("ask.action.hint"), line), kept)

    def action_next_session(self) -> None:
        known, meta = self.state.closing, self.state.meta
        line = " ".join(filter(None, (known.next_session, known.next_at)))
        line = f"{line}-{known.next_until}" if known.next_until else line

        def kept(when: str | None) -> None:
            if when:
                where = known.next_place or meta.place
                asked = Ask(say("closing.place_ask"), say("closing.place_hint"), where)
                self.app.push_screen(asked, lambda place: placed(when, place))

        def placed(when: str, place: str | None) -> None:
            if not place or place == known.next_place:
                # If the question is cancelled, the answer to the first is still stored.
                self.submit(SetNextSession(when, place))
                return
            way = meta.way_there if place == meta.place else ""
            asked = Ask(say("closing.way_ask"), say("closing.way_hint"), way)
            self.app.push_screen(asked, lambda way: reached(when, place, way or ""))

        def reached(when: str, place: str, way: str) -> None:
            join = known.next_join or meta.meeting_link
            asked = Ask(say("closing.join_ask"), say("closing.join_hint"), join)
            self.app.push_screen(
                asked, lambda text: self.submit(SetNextSession(when, place, way, text))
            )

        def refused(when: str) -> Rejected | None:
            day = next_day(self.state, when, self.now) if when else None
            return day if isinstance(day, Rejected) else None

        asked = Ask(say("closing.next_ask"), say("closing.next_hint"), line, refused)
        self.app.push_screen(asked, kept)

    def action_reflect(self) -> None:
        hint = say("closing.reflect_hint")

        def worked(first: str | None) -> None:
            if first is None:
                return

            def change(second: str | None) -> None:
                # If the second question is cancelled, the answer to the first is still stored.
                if first or second:
                    self.submit(AddReflection(worked=first, change=second or ""))

            self.app.push_screen(Ask(say("closing.change"), hint), change)

        self.app.push_screen(Ask(say("closing.worked"), hint), worked)

    def action_thanks(self) -> None:
        def kept(text: str | None) -> None:
            if text:
                self.submit(AddThanks(text=text))

        self.app.push_screen(Ask(say("closing.thanks_ask")), kept)

    def action_mattered(self) -> None:
        ask_what_mattered(self)

    def action_recap(self) -> None:
        """First review names and quotes in private, as long as the recap may still change."""
        if self.state.people and self.state.closing.agreed_t is None:
            self.post_message(Go("check", instead="recap"))
        else:
            self.post_message(Go("recap"))

    def action_check(self) -> None:
        self.post_message(Go("check"))
