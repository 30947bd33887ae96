"""Why a vote is called off or void; and repeating it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.dialogs.list_sheet import ListSheet
from screens.dialogs.sheet import StateSheet
from screens.keys.tables import bindings_for
from screens.messages import Submit
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.state import State
from session.model.votes import CancelVote, Round, VoidVote, Why
from session.rules.tallies import said
from session.rules.votes import held_again
from session.wording.catalogue import say

REASONS: dict[str, Why] = {why: why for why in get_args(Why)}


class WhyOff(ListSheet):
    """Calls off an open vote, or declares the result of a closed one void."""

    KEYS_KEY = "vote.off.keys"

    def __init__(self, state: State, vote: Round) -> None:
        super().__init__(state)
        self._vote = vote

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            title = say("vote.void.why" if self._vote.closed else "vote.off.why")
            yield Static(plain(title), classes="title")
            yield Rows()
            yield Static(classes="empty")
            yield Static(plain(say(self.KEYS_KEY)), classes="keys")

    def rows(self, state: State) -> Sequence[Row]:  # noqa: ARG002 - its rows are always the same
        return [(why, plain(say(f"rounds.why.{why}"))) for why in REASONS]

    def take(self, key: str) -> None:
        vote, why = self._vote, REASONS[key]
        command = VoidVote(vote.id, why) if vote.closed else CancelVote(vote.id, why)
        self.post_message(Submit(command, say("vote.off.done")))
        self.dismiss(None)


class HoldAgain(StateSheet):
    """A vote that was called off or is void: repeat it, or open another."""

    PLACE = "vote-again"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("vote-again")]

    def __init__(self, state: State, vote: Round, another: StateSheet) -> None:
        super().__init__(state)
        self._vote, self._another = vote, another

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._vote.question), classes="title")
            yield Static(plain(" ".join(said(self._vote))), classes="hint")
            yield Static(plain(self.keys_told("vote.again.keys")), classes="keys")

    def show(self, state: State) -> None:
        """Nothing: a vote that is over does not change."""

    def action_again(self) -> None:
        self.post_message(Submit(held_again(self._vote)))
        self.dismiss(None)

    def action_another(self) -> None:
        self.app.switch_screen(self._another)
