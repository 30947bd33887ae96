"""A small app around one screen: it shows what the screen shows and keeps what the screen posts."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from session.commands import AnyCommand
from tui.messages import Go, StrikeAsked, Submit, Tell
from tui.theme import DEFAULT, THEMES


class Harness(App[None]):
    """Holds one screen. What it asks of the app is kept in the order it came."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen
        self.commands: list[AnyCommand] = []
        self.ways: list[str] = []
        self.told: list[str] = []
        self.strikes: list[StrikeAsked] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT
        self.animation_level = "none"

    async def on_mount(self) -> None:
        await self.push_screen(self._first)

    @on(Submit)
    def keep_command(self, message: Submit) -> None:
        self.commands.append(message.command)

    @on(Go)
    def keep_way(self, message: Go) -> None:
        self.ways.append(message.to)

    @on(Tell)
    def keep_sentence(self, message: Tell) -> None:
        self.told.append(message.sentence)

    @on(StrikeAsked)
    def keep_strike(self, message: StrikeAsked) -> None:
        self.strikes.append(message)


def text_of(app: App[Any]) -> str:
    """Return what the top screen shows, as lines of text."""
    width, height = app.size
    lines = app.screen.render_lines(app.screen.region.reset_offset) if False else []
    del lines, width, height
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


__all__ = ["Harness", "Message", "text_of"]
