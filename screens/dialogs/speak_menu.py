"""Who speaks: hands, the round, and turns by role group if the group agreed to counting them."""

from __future__ import annotations

from collections.abc import Sequence

from screens.dialogs.ask import Ask
from screens.dialogs.menu import Deed, Menu
from screens.dialogs.queue import QueueDialog
from screens.hands import hand_of
from screens.messages import Go, Submit
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.protocol import AnyCommand
from session.model.state import State, replace
from session.rules.queue import queue_order
from session.rules.speaking_round import open_circle
from session.views.format_floor import called, in_queue
from session.wording.catalogue import say


class SpeakMenu(Menu):
    """Enter gives the floor to the first hand; without hands it raises one."""

    def heading(self, state: State) -> str:  # noqa: ARG002 - Menu's signature
        return say("speak.title")

    def deeds(self, state: State) -> Sequence[Deed]:
        hands = queue_order(state)
        wanted = {
            "call": bool(hands),
            "hand": True,
            "lost": True,
            "online": True,
            "circle": True,
            "queue": bool(hands),
            "turns": state.meta.counting,
            "groups": state.meta.counting,
            "silence": state.meta.counting,
        }
        who = in_queue(state, hands[0]) if hands else ""
        words = {
            "call": say("speak.call", who=who),
            "circle": say("speak.round_open" if open_circle(state) else "speak.round"),
        }
        return [
            Deed(name, number, words.get(name) or say(f"speak.{name}"))
            for number, (name, does) in enumerate(wanted.items(), start=1)
            if does
        ]

    def do(self, deed: str) -> None:
        match deed:
            case "call":
                first = queue_order(self.state)[:1]
                self._give(CallHand(), called(first[0]) if first else "")
            case "hand":
                asked = Ask(say("ask.hand"), say("ask.hand.hint"))
                self.app.push_screen(asked, self._hand)
            case "lost":
                asked = Ask(say("ask.lost"), say("ask.lost.hint"))
                self.app.push_screen(asked, self._lost)
            case "online":
                self._give(RaiseHand(reason="online"))
            case "circle":
                self.app.post_message(Go("circle", about="" if open_circle(self.state) else "new"))
            case "queue":
                self.app.push_screen(QueueDialog(self.state))
            case "turns":
                self.app.push_screen(TurnMenu(self.state))
            case _:
                self._give(StartTurn(kind="group-work" if deed == "groups" else "silence"))

    def _hand(self, text: str | None) -> None:
        if text:
            self._give(hand_of(self.state, text))

    def _lost(self, text: str | None) -> None:
        # An empty answer is fine: nobody has to be named.
        if text is not None:
            self._give(replace(hand_of(self.state, text), reason="unclear"))

    def _give(self, command: AnyCommand, said: str = "") -> None:
        self.app.post_message(Submit(command, said))


class TurnMenu(Menu):
    """The turn of a role group; offered only where turns are counted."""

    def heading(self, state: State) -> str:  # noqa: ARG002 - Menu's signature
        return say("speak.turns")

    def deeds(self, state: State) -> Sequence[Deed]:
        groups = [Deed(role, nth, role) for nth, role in enumerate(state.meta.roles[:8], start=1)]
        over = [Deed("over", 9, say("speak.over"))] if state.floor.current else []
        return [*groups, *over, Deed("someone", 0, say("speak.someone"))]

    def do(self, deed: str) -> None:
        if deed in self.state.meta.roles:
            command: AnyCommand = StartTurn(group=deed)
        else:
            command = EndTurn() if deed == "over" else StartTurn(kind="someone")
        self.app.post_message(Submit(command))
