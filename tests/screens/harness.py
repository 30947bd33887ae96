"""A small app around one screen, and sessions in memory for it to show.

It shows what the screen shows, keeps what the screen posts, and carries out what is submitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from textual import events, on
from textual.app import App
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, TextArea

from screens.dialogs.alone import ask_alone
from screens.dialogs.confirm import Confirm
from screens.keys.keymap import Layout, hear, table_of
from screens.messages import AloneAnswered, AloneAsked, ExportAsked, Go, StrikeAsked, Submit, Tell
from screens.widgets.status_line import NothingYet, Saved
from session.model.carried import Carried
from session.model.lifecycle import OpenSession
from session.model.plan import Plan
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State
from session.runtime import Runtime
from session.wording.catalogue import refusal
from store.plans.read import read_plan
from tui.theme import DEFAULT, THEMES

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SIZES = [(80, 24), (120, 36), (200, 56)]


class Table:
    """A session in memory, by a clock that stands still until it is moved."""

    def __init__(self, plan: Plan | None = None, carried: Carried = Carried()) -> None:  # noqa: B008 - frozen
        self.t = 0
        self._ids: Iterator[int] = count()
        self.runtime = Runtime(
            append=lambda lines, n: None,
            now=self.now,
            new_id=lambda: f"id{next(self._ids)}",
            run="run",
        )
        self.do(OpenSession(session="made-up", plan=plan or hub_plan(), carried=carried))

    def now(self) -> Instant:
        return Instant(self.t, START + timedelta(milliseconds=self.t))

    def wait(self, minutes: float) -> None:
        self.t += round(minutes * 60_000)

    def do(self, *commands: AnyCommand) -> Table:
        for command in commands:
            done = self.runtime.handle(command)
            assert not isinstance(done, Rejected), refusal(done)
        return self

    @property
    def state(self) -> State:
        return self.runtime.live


def hub_plan() -> Plan:
    return read_plan(ROOT / "examples" / "hub-futures.toml")


class Harness(App[None]):
    """Holds one screen. What it asks of the app is kept in the order it came. Every action has its letter."""

    layout_of_keys = Layout(all_keys=True)

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, START))
    saved: var[Saved] = var(NothingYet())

    def __init__(self, screen: Screen[Any], table: Table | None = None) -> None:
        super().__init__()
        self.first = screen
        self.table = table
        self.commands: list[AnyCommand] = []
        self.ways: list[str] = []
        self.gone: list[Go] = []
        self.told: list[str] = []
        self.strikes: list[StrikeAsked] = []
        self.exports: list[ExportAsked] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT
        self.animation_level = "none"
        self._paint()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            typing = isinstance(self.focused, Input | TextArea)
            stroke = hear(table_of(self.screen), event.key, self.layout_of_keys).stroke
            event = events.Key(stroke, None) if stroke and not typing else event
        await super().on_event(event)

    async def on_mount(self) -> None:
        bound = {
            name: getattr(Harness, name)
            for name in ("state", "now", "saved")
            if hasattr(type(self.first), name)
        }
        await self.push_screen(self.first.data_bind(**bound))

    def _paint(self) -> None:
        if self.table:
            self.now, self.state = self.table.now(), self.table.state

    @on(Submit)
    def _submitted(self, message: Submit) -> None:
        if message.question:
            sure = Confirm(*message.question)
            self.push_screen(sure, lambda yes: self._carry_out(message) if yes else None)
        else:
            self._carry_out(message)

    def _carry_out(self, message: Submit) -> None:
        self.commands.append(message.command)
        if self.table:
            done = self.table.runtime.handle(message.command)
            if isinstance(done, Rejected):
                self.told.append(refusal(done))
            self._paint()

    @on(Go)
    def _gone(self, message: Go) -> None:
        self.ways.append(message.to)
        self.gone.append(message)

    @on(AloneAsked)
    def _alone_asked(self, message: AloneAsked) -> None:
        ask_alone(self, lambda alone: message.asker.post_message(AloneAnswered(bool(alone))))

    @on(Tell)
    def _told(self, message: Tell) -> None:
        self.told.append(message.sentence)

    @on(ExportAsked)
    def _export_asked(self, message: ExportAsked) -> None:
        self.exports.append(message)

    @on(StrikeAsked)
    def _strike_asked(self, message: StrikeAsked) -> None:
        self.strikes.append(message)


def seen(app: App[Any]) -> str:
    """Return what the screen shows, as text: every row of cells."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
