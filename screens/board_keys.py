"""What the keys of the board do: a command, a dialog or another screen. Plain parts, which the board holds.

A dialog is imported when it is opened: the first paint does not wait for it.
"""

from __future__ import annotations

from textual.screen import Screen

from screens.base import Part
from screens.dialogs.ask import ask_line
from screens.eight import write_one
from screens.hands import hand_of
from screens.messages import READ_BACK, Go, MoveAsked, StrikeAsked, Tell
from session.model.agenda import (
    BackdateStart,
    BackItem,
    ChangeFocus,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.state import replace
from session.rules.queue import queue_order
from session.views.format_floor import called
from session.wording.catalogue import say


class AgendaKeys(Part):
    def action_back(self) -> None:
        self.screen.submit(BackItem())

    def action_skip(self) -> None:
        self.screen.submit(SkipItem())

    def action_earlier(self) -> None:
        ask_line(self.screen, say("ask.earlier"), self._earlier, hint=say("ask.earlier.hint"))

    def _earlier(self, text: str) -> None:
        from screens.dialogs.agenda import minutes_of

        minutes = minutes_of(text)
        if minutes is None:
            self.screen.post_message(Tell(say("dialog.number"), trouble=True))
        elif self.screen.state.clock.started_t is None:
            self.screen.submit(StartAgenda(back_s=minutes * 60))
        else:
            self.screen.submit(BackdateStart(back_s=minutes * 60))

    def action_agenda(self) -> None:
        from screens.dialogs.agenda import AgendaDialog

        self.screen.app.push_screen(AgendaDialog(self.screen.state))

    def action_replan(self) -> None:
        from screens.dialogs.replan import ReplanDialog

        self.screen.app.push_screen(ReplanDialog(self.screen.state, self.screen.now))

    def action_break(self) -> None:
        self.screen.submit(TakeBreak())

    async def action_focus(self, selector: str = "") -> None:
        if selector:
            await Screen.action_focus(self.screen, selector)
            return
        item = self.screen.state.items.get(self.screen.state.clock.current)
        ask_line(
            self.screen,
            say("ask.focus"),
            lambda text: self.screen.submit(ChangeFocus(focus=text)),
            value=item.focus if item else "",
        )


class FloorKeys(Part):
    def action_turn(self, number: str) -> None:
        roles = self.screen.state.meta.roles
        if int(number) > len(roles):
            self.screen.post_message(Tell(say("board.no_group", number=number), trouble=True))
        else:
            self.screen.submit(StartTurn(group=roles[int(number) - 1]))

    def action_someone(self) -> None:
        self.screen.submit(StartTurn(kind="someone"))

    def action_turn_over(self) -> None:
        self.screen.submit(EndTurn())

    def action_silence(self) -> None:
        self.screen.submit(StartTurn(kind="silence"))

    def action_group_work(self) -> None:
        self.screen.submit(StartTurn(kind="group-work"))

    def action_words(self) -> None:
        from screens.dialogs.glossary import WordsDialog

        self.screen.app.push_screen(WordsDialog(self.screen.state))

    def action_hand(self) -> None:
        ask_line(self.screen, say("ask.hand"), self._hand, hint=say("ask.hand.hint"))

    def _hand(self, text: str) -> None:
        self.screen.submit(hand_of(self.screen.state, text))

    def action_call(self) -> None:
        first = queue_order(self.screen.state)[:1]
        self.screen.submit(CallHand(), called(first[0]) if first else "")

    def action_unclear(self) -> None:
        self.screen.submit(RaiseHand(reason="online"))

    def action_lost(self) -> None:
        # An empty answer is fine: nobody has to be named.
        ask_line(self.screen, say("ask.lost"), self._lost, say("ask.lost.hint"), empty=True)

    def _lost(self, text: str) -> None:
        self.screen.submit(replace(hand_of(self.screen.state, text), reason="unclear"))


class RecordKeys(Part):
    """Votes, the parking lot, and what is written down."""

    def action_vote(self) -> None:
        # Its text fields import an editor, which the first paint of the board does not need.
        from screens.dialogs.votes_menu import vote_dialog

        self.screen.app.push_screen(vote_dialog(self.screen.state, self.screen.ballots))

    def action_parking(self) -> None:
        self.screen.post_message(Go("record", about="parking"))

    def action_reservation(self) -> None:
        write_one(self.screen, "but")

    def action_action(self) -> None:
        write_one(self.screen, "to-do")

    def action_strike(self) -> None:
        self.screen.post_message(StrikeAsked())


class OtherScreens(Part):
    """To other screens, other than by a row with ``to``."""

    def action_recap(self) -> None:
        self.screen.post_message(Go("close", about=READ_BACK))

    def action_save_elsewhere(self) -> None:
        ask_line(self.screen, say("ask.folder"), self._save_elsewhere)

    def _save_elsewhere(self, folder: str) -> None:
        self.screen.post_message(MoveAsked(folder))
