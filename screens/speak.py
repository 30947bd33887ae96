"""Who speaks: hands, the round of speaking, and turns by role group if the group agreed to counting them (P12, P24)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from screens.board_keys import FloorKeys
from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.pick import Pick
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import Submit
from screens.text import plain
from screens.widgets.headline import Headline
from screens.widgets.rows import Row, Rows
from session.model.floor import CallHand, EndTurn, LowerHand, OrderQueue, QueueOrder, StartTurn
from session.model.speaking_round import (
    CIRCLE_KINDS,
    Circle,
    CircleKind,
    CloseCircle,
    OpenCircle,
    StartCircle,
    StepCircle,
)
from session.model.state import State
from session.rules import speaking_round
from session.views.format_floor import called
from session.views.who_speaks import Waiting, who_speaks
from session.wording.catalogue import say

NUMBERS = {
    "call": "1",
    "hand": "2",
    "lost": "3",
    "unclear": "4",
    "on": "5",
    "order": "6",
    "come_back": "7",
    "group_work": "8",
    "end": "9",
    "someone": "0",
}
"""The number of each line is always the same, whatever else is in the list."""


class SpeakScreen(ListedScreen):
    """Enter does the marked line: it gives the floor, goes on with the round, or does what the line says."""

    CSS_PATH = Path(__file__).parent / "speak.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("speak")]
    PLACE = "speak"
    PARTS = (*ListedScreen.PARTS, FloorKeys)
    TITLE_KEY = "speak.title"
    EMPTY_KEY = "speak.title"
    LINE = ("take", "lower", "undo", "help", "leave")

    def compose(self) -> ComposeResult:
        for one in super().compose():
            if isinstance(one, Rows):
                yield Headline()
            yield one

    @property
    def _asking(self) -> Circle | None:
        return speaking_round.open_circle(self.state)

    # The list

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = who_speaks(state)
        rows: list[Row] = []
        if view.hands:
            rows += [_heading(view.order), *_waiting("hand", view.hands, NUMBERS["call"])]
        if view.coming:
            coming = say("circle.coming", n=view.left)
            rows += [_heading(coming), *_waiting("person", view.coming)]
        rows.append(_heading(say("speak.can")))
        rows += [_row(f"do/{deed}", words, NUMBERS.get(deed, "")) for deed, words in self._deeds()]
        if state.meta.counting:
            rows.append(_heading(say("speak.turns")))
            rows += [_row(f"role/{role}", role) for role in state.meta.roles]
            rows.append(_row("do/someone", say("speak.someone"), NUMBERS["someone"]))
        headline = self.query_one(Headline)
        headline.below = len(rows) + len(view.now) + 2
        headline.words = view.question
        headline.display = bool(view.question)
        return "\n".join(view.now), rows

    def _deeds(self) -> Iterator[tuple[str, str]]:
        """Yield what can be done now, most usual first."""
        state, asking = self.state, self._asking
        if asking and asking.quiet:
            yield "on", say("speak.talk")
        elif asking:
            over = asking.by_list and not speaking_round.coming(state, asking)
            yield "on", say("speak.round_over" if over else "speak.next")
            if speaking_round.speaker(state, asking):
                yield "come_back", say("speak.come_back")
        yield from ((one, say(f"speak.{one}")) for one in ("hand", "lost", "unclear"))
        if asking is None:
            yield "on", say("speak.round")
        if state.queue:
            yield "order", say(f"speak.order.{state.floor.queue_order}")
        if state.meta.counting:
            yield from ((one, say(f"speak.{one}")) for one in ("group_work", "silence"))
        if asking is not None:
            yield "end", say("speak.end_round")
        elif state.meta.counting and state.floor.current:
            yield "end", say("speak.over")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        kind, _, key = self.chosen.partition("/")
        asking = self._asking
        match kind:
            case "hand":
                self.submit(CallHand(hand=key), called(self.state.queue[key]))
            case "person" if asking:
                if speaking_round.coming(self.state, asking)[0].id == key:
                    self.submit(StepCircle(how="on"))
                else:
                    self.submit(StepCircle(how="called", to=key))
            case "role":
                self.submit(StartTurn(group=key))
            case "do":
                getattr(self, f"action_{key}")()
            case _:
                return

    def action_number(self, number: str) -> None:
        shown = {"call"} if self.state.queue else set[str]()
        shown |= {deed for deed, _ in self._deeds()}
        shown |= {"someone"} if self.state.meta.counting else set()
        for deed, nth in NUMBERS.items():
            if nth == number and deed in shown:
                getattr(self, f"action_{deed}")()

    # Hands

    def idle(self, chosen: str) -> frozenset[str]:
        """Only a hand is taken down."""
        return super().idle(chosen) | (set() if chosen.startswith("hand/") else {"remove"})

    def action_lower(self) -> None:
        kind, _, key = self.chosen.partition("/")
        if kind == "hand":
            self.submit(LowerHand(hand=key))

    def action_order(self) -> None:
        by_arrival = self.state.floor.queue_order == "arrival"
        # Announced, since the group chooses it openly; the reason for a place never is.
        said = say("queue.heard_least" if by_arrival else "queue.arrival")
        order: QueueOrder = "heard-least" if by_arrival else "arrival"
        self.submit(OrderQueue(order=order), said)

    # The round

    def action_on(self) -> None:
        """Open a round, start its talking, or go on to the next voice: spoken or passed, no record says which."""
        asking = self._asking
        if asking is None:
            item = self.state.items.get(self.state.clock.current)
            usual = item.kind if item and item.kind in CIRCLE_KINDS else "check-in"
            kinds = sorted(CIRCLE_KINDS, key=lambda kind: kind != usual)
            choices = [(kind, say(f"circle.kind.{kind}")) for kind in kinds]
            self.app.push_screen(Pick(say("circle.which"), choices), self._ask)
        else:
            self.submit(StartCircle() if asking.quiet else StepCircle(how="on"))

    def _ask(self, kind: str | None) -> None:
        if kind is None:
            return

        def asked(question: str | None) -> None:
            if question is not None:
                self._quiet_first(cast("CircleKind", kind), question)

        usual = speaking_round.usual_question(kind, say)
        hint = say("circle.question.hint")
        self.app.push_screen(Ask(say("circle.question"), hint, usual, given=True), asked)

    def _quiet_first(self, kind: CircleKind, question: str) -> None:
        def opened(quiet: bool | None) -> None:
            self.submit(OpenCircle(kind=kind, question=question, quiet=bool(quiet)))

        self.app.push_screen(Confirm(say("circle.quiet.ask")), opened)

    def action_come_back(self) -> None:
        self.submit(StepCircle(how="later"))

    def action_end(self) -> None:
        """End the round, after a question while people are still to come; without one, the turn."""
        asking = self._asking
        if asking is None:
            self.submit(EndTurn())
        elif coming := speaking_round.still_to_come(self.state, asking):
            question = say("circle.end.ask", n=coming)
            asked = (question, say("circle.end.yes"), say("circle.end.no"))
            self.post_message(Submit(CloseCircle(), question=asked))
        else:
            self.submit(CloseCircle())


def _heading(words: str) -> Row:
    return "", plain(words, "bold $secondary")


def _waiting(kind: str, those: Sequence[Waiting], number: str = "") -> Iterator[Row]:
    """Yield those who wait; the first has the number."""
    for nth, (key, words) in enumerate(those, start=1):
        yield _row(f"{kind}/{key}", f"{nth}. {words}", "" if nth > 1 else number)


def _row(key: str, words: str, number: str = "") -> Row:
    return key, plain(f"{number:>2}  ", "bold") + plain(words)
