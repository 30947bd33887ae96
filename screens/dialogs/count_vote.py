"""Count a vote of hands or paper and close it (P27).

Counts are typed hidden, as the room may be watching: totals stay hidden until they are revealed.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from screens.dialogs.agenda import whole
from screens.dialogs.sheet import StateSheet
from screens.dialogs.votes import FORM_CSS, MOVE
from screens.dialogs.votes_off import WhyOff
from screens.keys.tables import bindings_for
from screens.messages import AloneAnswered, AloneAsked
from screens.text import plain
from screens.widgets.choice import Choice
from session.model.state import State
from session.model.votes import (
    CloseRound,
    CountChannel,
    EnterCount,
    Method,
    Round,
)
from session.wording.catalogue import say

_CHANNELS: dict[Method, tuple[CountChannel, ...]] = {
    "hands": ("hands", "paper", "online"),
    "dots": ("hands", "paper"),
    "gradient": ("hands", "paper"),
    "pulse": ("hands",),
}
"""The public channels that may be counted, by method."""


class CountVote(StateSheet):
    """Counts of hands or paper; typed hidden until nobody else can see the screen."""

    PLACE = "count"
    DEFAULT_CSS = (
        FORM_CSS.format(name="CountVote")
        + """
    CountVote #fields { height: auto; max-height: 40vh; margin-top: 1; }
    CountVote .field { height: 1; }
    CountVote .field Static { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    CountVote .field Input { width: 10; border: none; height: 1; background: $field; text-style: $field-style; }
    CountVote .field Input:focus { background: $field-now; }
    CountVote .said { color: $quiet; height: auto; margin-top: 1; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVE,
        Binding("ctrl+s,f2", "keep", "Keep the count", id="vote.keep"),
        *bindings_for("count"),
    ]
    AUTO_FOCUS = "#fields Input"
    private = False
    """Whether the numbers are shown."""

    def __init__(self, state: State, vote: Round) -> None:
        super().__init__(state)
        self._vote = vote
        self._entered: EnterCount | None = None
        """The last count that was submitted."""
        self._closes = False
        """Whether the vote is closed as soon as that count is accepted."""

    def compose(self) -> ComposeResult:
        vote = self._vote
        with Vertical(id="sheet"):
            yield Static(plain(vote.question), classes="title")
            ways = tuple(say(f"vote.by.{channel}") for channel in _CHANNELS[vote.method])
            yield Choice(ways, int(vote.method in {"dots", "gradient"}), name="channel")
            with VerticalScroll(id="fields", can_focus=False):
                for n, label in enumerate(vote.options.values()):
                    yield _field(label, f"count{n}")
                yield _field(say("vote.papers"), "ballots")
            yield Static(classes="said")
            with Horizontal(classes="buttons"):
                yield Button(plain(say("vote.keep")), id="keep", compact=True)
                yield Button(plain(say("vote.close")), id="close", compact=True)
            yield Static(plain(say("vote.count.keys")), classes="keys")

    def on_mount(self) -> None:
        self.watch(self.query_one(Choice), "chosen", self._ask_papers)

    def _ask_papers(self) -> None:
        # Only paper has papers to count: their field is the last.
        self.query(".field").last().display = self.channel == "paper"

    def show(self, state: State) -> None:
        vote = state.rounds.get(self._vote.id)
        if vote is None or vote.closed:
            self.dismiss(None)
            return
        channels = [say(f"vote.by.{channel}") for channel in vote.counts]
        told = say("vote.counted", channels=", ".join(channels)) if channels else say("vote.none")
        self.query_one(".said", Static).update(plain(told))
        if self._closes and self._entered and self._entered.channel in vote.counts:
            self._closes = False
            self.submit(CloseRound(round=self._vote.id))

    @property
    def channel(self) -> CountChannel:
        return _CHANNELS[self._vote.method][self.query_one(Choice).chosen]

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        last = "ballots" if self.channel == "paper" else f"count{len(self._vote.options) - 1}"
        if event.input.id == last:
            self.action_keep()
        else:
            self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_close()

    def action_keep(self) -> None:
        self._entered = self._typed()
        self.submit(self._entered)

    def _typed(self) -> EnterCount:
        typed = [whole(self.query_one(f"#count{n}", Input).value) for n in range(self._options)]
        counts = dict(zip(self._vote.options, (n or 0 for n in typed), strict=True))
        return EnterCount(
            round=self._vote.id,
            channel=self.channel,
            counts=counts if any(n is not None for n in typed) else {},
            ballots=whole(self.query_one("#ballots", Input).value)
            if self.channel == "paper"
            else None,
        )

    @property
    def _options(self) -> int:
        return len(self._vote.options)

    def action_close(self) -> None:
        """Close the vote; first keep what is typed, and only once that is accepted."""
        typed = self._typed()
        if typed.counts and typed != self._entered:
            self._closes = True
            self.action_keep()
        else:
            self.submit(CloseRound(round=self._vote.id))

    def action_off(self) -> None:
        self.app.switch_screen(WhyOff(self.state, self._vote))

    def action_numbers(self) -> None:
        self.post_message(AloneAsked(self))

    @on(AloneAnswered)
    def _alone(self, answer: AloneAnswered) -> None:
        self._reveal(answer.alone)

    def hide_private(self) -> None:
        self._reveal(False)

    def _reveal(self, alone: bool) -> None:
        self.private = alone
        for field in self.query("#fields Input").results(Input):
            field.password = not alone

    def on_screen_suspend(self) -> None:
        self._reveal(False)


def _field(label: str, name: str) -> Horizontal:
    number = Input(id=name, password=True, restrict=r"[0-9]*", max_length=4, compact=True)
    return Horizontal(Static(plain(label)), number, classes="field")
