"""The steps of the closing, each by its key: a part of the screen *Close*."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.base import Part
from screens.dialogs.ask import Ask
from screens.eight import write_one
from screens.messages import Go, Submit, Tell
from session.model.opening_closing import AddReflection, AddSummary, AddThanks, SetNextSession
from session.model.parking import CarryAll
from session.model.state import Rejected
from session.rules.opening_closing import MOST_SENTENCES, next_day, summary
from session.wording.catalogue import say

if TYPE_CHECKING:
    from screens.close import CloseScreen


class ClosingSteps(Part):
    screen: CloseScreen

    def ask(
        self,
        title: str,
        then: Callable[[str | None], None],
        hint: str = "",
        value: str = "",
        check: Callable[[str], Rejected | None] = lambda _: None,
        *,
        given: bool = False,
    ) -> None:
        """Ask for a line of this session; refused over the recap of another one."""
        if self.screen.may_change():
            self.screen.app.push_screen(Ask(title, hint, value, check, given=given), then)

    def action_carry_all(self) -> None:
        if self.screen.may_change():
            self.screen.submit(CarryAll())

    def action_parking(self) -> None:
        self.screen.post_message(Go("record", about="parking"))

    def action_action(self) -> None:
        if self.screen.may_change():
            write_one(self.screen, "to-do")

    def action_next_session(self) -> None:
        state, submit = self.screen.state, self.screen.submit
        known, meta = state.closing, state.meta
        line = " ".join(filter(None, (known.next_session, known.next_at)))
        line = f"{line}-{known.next_until}" if known.next_until else line

        def dated(when: str | None) -> None:
            if when:
                day = next_day(state, when, self.screen.now, say)
                if not isinstance(day, Rejected) and not day[1]:
                    self.screen.post_message(Tell(say("closing.next_no_day")))
                self.ask(
                    say("closing.place_ask"),
                    lambda place: placed(when, place),
                    say("closing.place_hint"),
                    known.next_place or meta.place,
                )

        def placed(when: str, place: str | None) -> None:
            if not place or place == known.next_place:
                # If the question is cancelled, the answer to the first is still stored.
                submit(SetNextSession(when, place))
                return
            self.ask(
                say("closing.way_ask"),
                lambda way: reached(when, place, way or ""),
                say("closing.way_hint"),
                meta.way_there if place == meta.place else "",
            )

        def reached(when: str, place: str, way: str) -> None:
            join = known.next_join or meta.meeting_link
            self.ask(
                say("closing.join_ask"),
                lambda text: submit(SetNextSession(when, place, way, text)),
                say("closing.join_hint"),
                join,
            )

        def refused(when: str) -> Rejected | None:
            day = next_day(state, when, self.screen.now, say) if when else None
            return day if isinstance(day, Rejected) else None

        # Words without a day are written anew.
        given = bool(line) and not known.next_on
        self.ask(
            say("closing.next_ask"), dated, say("closing.next_hint"), line, refused, given=given
        )

    def action_reflect(self) -> None:
        hint = say("closing.reflect_hint")

        def worked(first: str | None) -> None:
            if first is not None:
                self.ask(say("closing.change"), lambda second: change(first, second or ""), hint)

        def change(first: str, second: str) -> None:
            # If the second question is cancelled, the answer to the first is still stored.
            if first or second:
                self.screen.submit(AddReflection(worked=first, change=second))

        self.ask(say("closing.worked"), worked, hint)

    def action_thanks(self) -> None:
        def kept(text: str | None) -> None:
            if text:
                self.screen.submit(AddThanks(text=text))

        self.ask(say("closing.thanks_ask"), kept)

    def action_mattered(self) -> None:
        """Ask for one sentence after the other, until one is left empty or there are three."""
        screen = self.screen
        written = len(summary(screen.state))

        def kept(text: str | None, nth: int) -> None:
            if text:
                # Posted to the app, since the screen may be closing.
                screen.app.post_message(Submit(AddSummary(text=text)))
                if nth + 1 < MOST_SENTENCES:
                    ask(nth + 1)

        def ask(nth: int) -> None:
            hint = say("closing.summary_hint", n=nth + 1, of=MOST_SENTENCES)
            self.ask(say("closing.summary_ask"), lambda text: kept(text, nth), hint)

        if written < MOST_SENTENCES:
            ask(written)
        elif screen.may_change():
            screen.post_message(Tell(say("refused.summary_full", n=MOST_SENTENCES), trouble=True))
