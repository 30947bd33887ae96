"""Write down several ideas: Enter stores each, Esc or an empty line closes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.dialogs.sheet import StateSheet
from screens.text import plain
from screens.widgets.one_by_one import OneByOne
from session.model.ideas import AddIdea, Channel
from session.model.state import State
from session.rules.themes import standing
from session.wording.catalogue import say


class IdeasDialog(StateSheet):
    """Stays open for the next idea; the stored ones are shown above the line."""

    PLACE = "line"
    DEFAULT_CSS = """
    IdeasDialog .kept { color: $quiet; height: auto; max-height: 2; }
    """

    def __init__(self, state: State, channel: Channel = "console") -> None:
        super().__init__(state)
        self._channel: Channel = channel

    def compose(self) -> ComposeResult:
        online = self._channel == "online"
        with Vertical(id="sheet"):
            yield Static(plain(say("ask.idea.online" if online else "ask.idea")), classes="title")
            yield Static(classes="kept")
            yield OneByOne()
            yield Static(plain(say("ask.idea.keys")), classes="keys")

    def show(self, state: State) -> None:
        ideas = standing(state)
        if ideas:
            kept = say("ask.idea.kept", n=len(ideas), text=ideas[-1].text)
            self.query_one(".kept", Static).update(plain(kept))

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if not text:
            self.dismiss(None)
            return
        self.submit(AddIdea(text=text, channel=self._channel))
        self.query_one(OneByOne).go_on()
