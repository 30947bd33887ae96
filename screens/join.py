"""How to join: the plan's meeting link and Wi-Fi as codes for a phone, and the words to type."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from screens.standing import stands
from session.entries.frame import Meta
from session.state import State
from session.wording.catalogue import say
from tui.bindings import bindings_for
from tui.messages import Go
from tui.text import plain
from tui.widgets.big_words import BigWords
from tui.widgets.key_line import KeyLine
from tui.widgets.lettering import MIDDLE
from tui.widgets.qr_code import QrCode, wifi_data


class JoinScreen(Screen[None]):
    """Every code says where it works, and can be done without."""

    CSS_PATH = Path(__file__).parent / "join.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("join"),
    ]

    state: var[State] = var(State())

    def compose(self) -> ComposeResult:
        meta = self.state.meta
        with Horizontal():
            if meta.meeting_link:
                yield _way("anywhere", meta.meeting_link, _link_words(meta))
            if meta.wifi:
                data = wifi_data(meta.wifi.name, meta.wifi.password)
                yield _way("room", data, _wifi_words(meta))
            if not (meta.meeting_link or meta.wifi):
                with Vertical(id="none"):
                    yield BigWords(say("join.none"), (MIDDLE,))
                    yield Static(plain(say("join.none.add")))
        yield KeyLine("join", ("alone", "back", "blackout", "help"))

    def action_alone(self) -> None:
        """Show the first code alone, then the second, then both again."""
        ways = list(self.query(".way"))
        if len(ways) > 1:
            shown = [way.display for way in ways]
            following = {(True, True): (True, False), (True, False): (False, True)}
            for way, visible in zip(
                ways, following.get((shown[0], shown[1]), (True, True)), strict=True
            ):
                way.display = visible

    def watch_state(self, was: State, state: State) -> None:
        if stands(self) and was.meta != state.meta:
            self.refresh(recompose=True)

    def action_back(self) -> None:
        self.post_message(Go("board"))

    def action_help(self) -> None:
        self.post_message(Go("help"))


def _way(where: str, data: str, words: str) -> Vertical:
    return Vertical(
        Static(plain(say(f"join.{where}")), classes="where"),
        QrCode(data, words, name=f"qr-{where}"),
        Static(plain(words), classes="words"),
        classes=f"way -{where}",
    )


def _link_words(meta: Meta) -> str:
    return meta.meeting_link


def _wifi_words(meta: Meta) -> str:
    wifi = meta.wifi
    if wifi is None:
        return ""
    network = say("join.network", name=wifi.name)
    secret = say("join.password", password=wifi.password) if wifi.password else say("join.open")
    return f"{network}\n{secret}"
