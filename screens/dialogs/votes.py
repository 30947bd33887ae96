"""Open a vote, enter counts, close it, and show its result (P27).

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
from screens.dialogs.votes_off import WhyOff
from screens.keys.tables import bindings_for
from screens.messages import AloneAnswered, AloneAsked, Tell
from screens.text import plain
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.lines import Lines
from session.model.state import State
from session.model.text import clean
from session.model.votes import (
    CloseRound,
    CountChannel,
    EnterCount,
    Method,
    OpenRound,
    Round,
)
from session.rules.themes import live
from session.rules.votes import open_pulse, open_round
from session.wording.catalogue import say

_FORM_CSS = """
    {name} .limits {{ height: auto; }}
    {name} .limits Line {{ width: 12; margin-right: 2; }}
    {name} .label {{ margin-top: 1; height: 1; color: $quiet; }}
    {name} Line {{ margin-top: 0; }}
    {name} Lines {{ max-height: 20vh; }}
    {name} .buttons {{ height: auto; margin-top: 1; }}
"""
METHODS: tuple[Method, ...] = ("hands", "dots", "gradient", "pulse")
_CHANNELS: dict[Method, tuple[CountChannel, ...]] = {
    "hands": ("hands", "paper", "online"),
    "dots": ("hands", "paper"),
    "gradient": ("hands", "paper"),
    "pulse": ("hands",),
}
"""The public channels that may be counted, by method."""
_MOVE: list[BindingType] = [
    Binding("down", "app.focus_next", "Next", show=False, id="form.down"),
    Binding("up", "app.focus_previous", "Before", show=False, id="form.up"),
]


class OpenVote(StateSheet):
    """Question, options and method; stays open until the vote is open."""

    PLACE = "vote"
    DEFAULT_CSS = _FORM_CSS.format(name="OpenVote")
    BINDINGS: ClassVar[list[BindingType]] = [
        *_MOVE,
        Binding("ctrl+s,f2", "open", "Open the vote", id="vote.open"),
        *bindings_for("vote"),
    ]
    AUTO_FOCUS = "#question"

    def __init__(self, state: State, method: Method = "hands", question: str = "") -> None:
        super().__init__(state)
        self._method: Method = method
        self._question = question
        self._kept = False

    def compose(self) -> ComposeResult:
        options = "\n".join(f"{theme.letter} {theme.name}" for theme in live(self.state))
        with Vertical(id="sheet"):
            yield Static(plain(say("vote.new")), classes="title")
            yield Static(plain(say("vote.statement")), classes="label")
            yield Line(self._question, name="question")
            yield Static(plain(say("vote.options")), classes="label free")
            yield Lines(options, name="options")
            yield Static(plain(say("vote.how")), classes="label")
            ways = tuple(say(f"vote.{method}") for method in METHODS)
            yield Choice(ways, METHODS.index(self._method), name="method")
            yield Static(classes="fixed")
            yield Static(plain(say("vote.dots.each")), classes="label limits")
            with Horizontal(classes="limits"):
                yield Line("3", name="dots")
                yield Line("0", name="cap")
            yield Static(plain(say("vote.kept")), classes="label kept")
            with Horizontal(classes="buttons"):
                yield Button(plain(say("vote.open")), id="open", compact=True)
            yield Static(plain(say("vote.new.keys")), classes="keys")

    def on_mount(self) -> None:
        self.watch(self.query_one(Choice), "chosen", self._fit)

    def _fit(self) -> None:
        method = self.method
        free = method in {"hands", "dots"}
        for part in self.query(".free, Lines"):
            part.display = free
        for part in self.query(".limits"):
            part.display = method == "dots"
        self.query_one(".kept").display = self._kept and method != "pulse"
        fixed = self.query_one(".fixed", Static)
        fixed.display = not free
        fixed.update(plain("" if free else say(f"vote.fixed.{method}"), "$quiet"))
        question = self.query_one("#question", Line)
        if method == "pulse" and not question.value:
            question.value = say("vote.pulse.question")

    @property
    def method(self) -> Method:
        return METHODS[self.query_one(Choice).chosen]

    def show(self, state: State) -> None:
        pulse = self.method == "pulse"
        if open_pulse(state) if pulse else open_round(state):
            self.dismiss(None)

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_open()

    def action_kept(self) -> None:
        self._kept = not self._kept
        self._fit()

    def action_off(self) -> None:
        last = next(reversed(self.state.rounds.values()), None)
        if last and last.closed:
            self.app.switch_screen(WhyOff(self.state, last))

    def action_open(self) -> None:
        typed = self.query_one(Lines).text.replace(";", "\n").splitlines()
        options = tuple(line for line in map(clean, typed) if line)
        method = self.method
        dots = method == "dots"
        each, cap = (whole(self.query_one(f"#{name}", Line).value) for name in ("dots", "cap"))
        if dots and (each is None or cap is None):
            self.post_message(Tell(say("dialog.number"), trouble=True))
            return
        self.submit(
            OpenRound(
                question=self.query_one("#question", Line).value.strip(),
                options=options if method in {"hands", "dots"} else (),
                method=method,
                dots=each or 0 if dots else 1,
                cap=cap or 0 if dots else 0,
                kept=self._kept,
            )
        )


class CountVote(StateSheet):
    """Counts of hands or paper; typed hidden until nobody else can see the screen."""

    PLACE = "count"
    DEFAULT_CSS = (
        _FORM_CSS.format(name="CountVote")
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
        *_MOVE,
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
        # Only paper has papers to count.
        self.query_one("#ballots").parent.display = self.channel == "paper"  # type: ignore[union-attr]  # a field

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
