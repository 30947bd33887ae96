"""The action of each key of the board: a command, a dialog or another screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from screens.base import Steering
from screens.dialogs.agenda import AgendaDialog, minutes_of
from screens.dialogs.ask import Ask
from screens.dialogs.glossary import WordsDialog
from screens.dialogs.ideas import IdeasDialog
from screens.dialogs.queue import QueueDialog
from screens.dialogs.replan import ReplanDialog
from screens.dialogs.sheet import StateSheet
from screens.hands import hand_of
from screens.messages import Go, MoveAsked, StrikeAsked, Tell
from screens.next_step import next_step
from screens.places import Destination
from session.model.agenda import (
    BackdateStart,
    BackItem,
    ChangeFocus,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.history import Redo
from session.model.record import AddReservation, RecordDecision, WriteNote
from session.model.state import Instant, State, replace
from session.rules.parking import parse_line
from session.rules.queue import queue_order
from session.views.format_floor import called
from session.wording.catalogue import say


class BoardKeys(Steering):
    """One action per key; the table of keys is ``screens.keys.tables``."""

    def go(self, to: Destination) -> None:
        self.post_message(Go(to))

    def ask(self, title: str, then: Callable[[str], None], hint: str = "", value: str = "") -> None:
        """Ask for one line; nothing happens when it is cancelled or empty."""
        self.app.push_screen(Ask(title, hint, value), lambda text: then(text) if text else None)

    def open(self, dialog: Screen[Any]) -> None:
        self.app.push_screen(dialog)

    def hand_on(self, state: State) -> None:
        """Pass the changed state to open dialogs."""
        for screen in self.app.screen_stack:
            if isinstance(screen, StateSheet):
                screen.state = state

    def hand_time_on(self, now: Instant) -> None:
        """Pass the time to an open re-plan."""
        for screen in self.app.screen_stack:
            if isinstance(screen, ReplanDialog):
                screen.now = now

    # The agenda

    def action_back(self) -> None:
        self.submit(BackItem())

    def action_skip(self) -> None:
        self.submit(SkipItem())

    def action_earlier(self) -> None:
        self.ask(say("ask.earlier"), self._earlier, hint=say("ask.earlier.hint"))

    def _earlier(self, text: str) -> None:
        minutes = minutes_of(text)
        if minutes is None:
            self.post_message(Tell(say("dialog.number"), trouble=True))
        elif self.state.clock.started_t is None:
            self.submit(StartAgenda(back_s=minutes * 60))
        else:
            self.submit(BackdateStart(back_s=minutes * 60))

    def action_agenda(self) -> None:
        self.open(AgendaDialog(self.state))

    def action_replan(self) -> None:
        self.open(ReplanDialog(self.state, self.now))

    def action_break(self) -> None:
        self.submit(TakeBreak())

    async def action_focus(self, selector: str = "") -> None:
        if selector:
            await super().action_focus(selector)
            return
        item = self.state.items.get(self.state.clock.current)
        self.ask(
            say("ask.focus"),
            lambda text: self.submit(ChangeFocus(focus=text)),
            value=item.focus if item else "",
        )

    # Turns and the queue

    def action_turn(self, number: str) -> None:
        roles = self.state.meta.roles
        if int(number) > len(roles):
            self.post_message(Tell(say("board.no_group", number=number), trouble=True))
        else:
            self.submit(StartTurn(group=roles[int(number) - 1]))

    def action_someone(self) -> None:
        self.submit(StartTurn(kind="someone"))

    def action_turn_over(self) -> None:
        self.submit(EndTurn())

    def action_silence(self) -> None:
        self.submit(StartTurn(kind="silence"))

    def action_group_work(self) -> None:
        self.submit(StartTurn(kind="group-work"))

    def action_agreement(self) -> None:
        self.go("agreement")

    def action_words(self) -> None:
        self.open(WordsDialog(self.state))

    def action_hand(self) -> None:
        self.ask(say("ask.hand"), self._hand, hint=say("ask.hand.hint"))

    def _hand(self, text: str) -> None:
        self.submit(hand_of(self.state, text))

    def action_call(self) -> None:
        first = queue_order(self.state)[:1]
        self.submit(CallHand(), called(first[0]) if first else "")

    def action_queue(self) -> None:
        self.open(QueueDialog(self.state))

    def action_unclear(self) -> None:
        self.submit(RaiseHand(reason="online"))

    def action_lost(self) -> None:
        asked = Ask(say("ask.lost"), say("ask.lost.hint"))
        # An empty answer is fine: nobody has to be named.
        self.app.push_screen(asked, lambda text: None if text is None else self._lost(text))

    def _lost(self, text: str) -> None:
        self.submit(replace(hand_of(self.state, text), reason="unclear"))

    # Ideas, votes, parking

    def action_idea(self) -> None:
        self.open(IdeasDialog(self.state))

    def action_idea_online(self) -> None:
        self.open(IdeasDialog(self.state, "online"))

    def action_themes(self) -> None:
        self.go("themes")

    def action_vote(self) -> None:
        # Its text fields import an editor, which the first paint of the board does not need.
        from screens.dialogs.votes_menu import vote_dialog

        self.open(vote_dialog(self.state, self.ballots))

    def action_park(self) -> None:
        self.ask(say("ask.park"), self._park, hint=say("ask.park.hint"))

    def _park(self, line: str) -> None:
        self.submit(parse_line(line))

    def action_parking(self) -> None:
        self.post_message(Go("record", about="parking"))

    # The record

    def action_note(self) -> None:
        self.ask(say("ask.note"), lambda text: self.submit(WriteNote(text=text)))

    def action_decision(self) -> None:
        self.ask(
            say("ask.decision"),
            lambda text: self.submit(RecordDecision(text=text)),
            hint=say("ask.decision.hint"),
        )

    def action_reservation(self) -> None:
        self.ask(
            say("ask.reservation"),
            lambda text: self.submit(AddReservation(text=text)),
            hint=say("ask.reservation.hint"),
        )

    def action_action(self) -> None:
        self.ask(say("ask.action"), self._action, hint=say("ask.action.hint"))

    def _action(self, line: str) -> None:
        self.post_message(next_step(line, self.state, self.now))

    def action_record(self) -> None:
        self.go("record")

    def action_strike(self) -> None:
        self.post_message(StrikeAsked())

    def action_redo(self) -> None:
        self.submit(Redo())

    # People, and other screens

    def action_people(self) -> None:
        self.go("people")

    def action_circle(self) -> None:
        self.go("circle")

    def action_shared(self) -> None:
        self.go("shared")

    def action_join(self) -> None:
        self.go("join")

    def action_calm(self) -> None:
        self.go("calm")

    def action_voices(self) -> None:
        self.go("voices")

    def action_opening(self) -> None:
        self.go("opening")

    def action_sofar(self) -> None:
        self.go("sofar")

    def action_closing(self) -> None:
        self.go("closing")

    def action_recap(self) -> None:
        self.go("recap")

    def action_save_elsewhere(self) -> None:
        self.ask(say("ask.folder"), self._save_elsewhere)

    def _save_elsewhere(self, folder: str) -> None:
        self.post_message(MoveAsked(folder))

    def action_help(self) -> None:
        self.go("help")

    def action_home(self) -> None:
        self.go("home")
