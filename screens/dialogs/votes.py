"""Open a vote (P27)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from screens.dialogs.agenda import whole
from screens.dialogs.sheet import StateSheet
from screens.dialogs.votes_off import WhyOff
from screens.keys.tables import bindings_for
from screens.messages import Tell
from screens.text import plain
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.lines import Lines
from session.model.state import State
from session.model.text import clean
from session.model.votes import (
    Method,
    OpenRound,
)
from session.rules.themes import live
from session.rules.votes import open_pulse, open_round
from session.wording.catalogue import say

FORM_CSS = """
    {name} .limits {{ height: auto; }}
    {name} .limits Line {{ width: 12; margin-right: 2; }}
    {name} .label {{ margin-top: 1; height: 1; color: $quiet; }}
    {name} Line {{ margin-top: 0; }}
    {name} Lines {{ max-height: 20vh; }}
    {name} .buttons {{ height: auto; margin-top: 1; }}
"""
METHODS: tuple[Method, ...] = ("hands", "dots", "gradient", "pulse")
MOVE: list[BindingType] = [
    Binding("down", "app.focus_next", "Next", show=False, id="form.down"),
    Binding("up", "app.focus_previous", "Before", show=False, id="form.up"),
]


class OpenVote(StateSheet):
    """Question, options and method; stays open until the vote is open."""

    PLACE = "vote"
    DEFAULT_CSS = FORM_CSS.format(name="OpenVote")
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVE,
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
            yield Line(self._question, name="question", given=True)
            yield Static(plain(say("vote.options")), classes="label free")
            yield Lines(options, name="options")
            yield Static(plain(say("vote.how")), classes="label")
            ways = tuple(say(f"vote.{method}") for method in METHODS)
            yield Choice(ways, METHODS.index(self._method), name="method")
            yield Static(classes="fixed")
            yield Static(plain(say("vote.dots.each")), classes="label limits")
            with Horizontal(classes="limits"):
                yield Line("3", name="dots", given=True)
                yield Line("0", name="cap", given=True)
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
