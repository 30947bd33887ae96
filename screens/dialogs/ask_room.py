"""Ask the room: the question and its options come from the item; in one of three ways, or another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.dialogs.count_vote import CountVote
from screens.dialogs.menu import Deed, Menu
from screens.dialogs.votes import OpenVote
from screens.keys.tables import bindings_for
from screens.messages import Submit
from screens.text import plain
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from session.model.state import State
from session.model.votes import OpenRound
from session.rules.asking import DOTS, options, question
from session.rules.votes import open_round
from session.wording.catalogue import say


class AskRoom(Menu):
    """Enter asks in the selected way; Tab switches to the question and back."""

    PLACE = "ask-room"
    KEYS_KEY = "askroom.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("ask-room")]
    DEFAULT_CSS = """
    AskRoom .options { color: $quiet; height: auto; max-height: 4; margin-top: 1; }
    """
    AUTO_FOCUS = "Rows"

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(classes="title")
            yield Line(question(self.state), name="question", given=True)
            yield Static(classes="options")
            yield Rows()
            yield Static(plain(say(self.KEYS_KEY)), classes="keys")

    def on_mount(self) -> None:
        if not self._question:
            self.query_one(Line).focus()

    def heading(self, state: State) -> str:  # noqa: ARG002 - Menu's signature
        return say("askroom.title")

    def show(self, state: State) -> None:
        if vote := open_round(state):
            if vote.method == "hands":
                # Hands are up now: they are counted at once.
                self.app.switch_screen(CountVote(state, vote))
            else:
                self.dismiss(None)
            return
        super().show(state)
        told = say("askroom.options", options=", ".join(options(state)))
        self.query_one(".options", Static).update(plain(told))

    def deeds(self, state: State) -> Sequence[Deed]:  # noqa: ARG002 - its lines are always the same
        names = ("hands", "dots", "gradient", "other")
        return [Deed(name, nth, say(f"askroom.{name}")) for nth, name in enumerate(names, start=1)]

    @property
    def _question(self) -> str:
        return self.query_one(Line).value.strip()

    @on(Input.Submitted)
    def _to_the_ways(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Rows).focus()

    def take(self, key: str) -> None:
        """Stays open until the vote is open, so that a refused question can be corrected."""
        asked = self._question
        match key:
            case "other":
                self.app.switch_screen(OpenVote(self.state, question=asked))
            case "gradient":
                self._open(OpenRound(question=asked, method="gradient"))
            case "dots":
                self._open(
                    OpenRound(question=asked, options=options(self.state), method="dots", dots=DOTS)
                )
            case _:
                self._open(OpenRound(question=asked, options=options(self.state)))

    def _open(self, command: OpenRound) -> None:
        self.post_message(Submit(command))
