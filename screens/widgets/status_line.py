"""The line at the top: series, session, who is here, whether everything is saved, the time."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import ends
from screens.widgets.series_sign import looks_of, series_name
from session.wording.catalogue import say


class Saved(Protocol):
    """The state of saving (``app.live_session.Saved``)."""

    @property
    def durable_n(self) -> int: ...
    @property
    def n(self) -> int: ...
    @property
    def trouble(self) -> str: ...
    @property
    def thrown_away(self) -> bool: ...


class NothingYet(Struct, frozen=True):
    """Used before anything has to be saved."""

    durable_n: int = 0
    n: int = 0
    trouble: str = ""
    thrown_away: bool = False


def is_saved(saved: Saved) -> bool:
    """Return whether everything is on disk, as far as the disk can be trusted."""
    return saved.durable_n == saved.n and not saved.trouble


class StatusFacts(Struct, frozen=True):
    series: str = ""
    title: str = ""
    people: str = ""
    clock: str = ""
    saved: bool = True
    refused: bool = False
    """Whether the disk refuses to save: then it is not "being saved" either."""
    thrown_away: bool = False
    """Whether it is a rehearsal, or a demo: then it is not "saved" in the end."""


class StatusLine(Widget):
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        dock: top;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    value: reactive[StatusFacts] = reactive(StatusFacts())

    def render(self) -> Content:
        value, width = self.value, self.size.width
        if value.thrown_away:
            saved = plain(say("console.not_kept"), "$quiet")
        elif value.saved:
            saved = plain(say("console.saved"), "$success")
        elif value.refused:
            saved = plain(say("console.not_saved"), "bold $error")
        else:
            saved = plain(say("console.saving"), "$quiet")
        right = Content("  ") + saved + "  " + plain(value.clock, "bold")
        left = Content("")
        if value.series:
            name = series_name(value.series, looks_of(self.app))
            left = name.truncate(width // 3, ellipsis=True) + "  "
        left += plain(value.title, "bold")
        # The title has priority over the number of people.
        room = width - left.cell_length - right.cell_length - 3
        told = (value.people, value.people.partition(",")[0])
        fits = next((words for words in told if words and plain(words).cell_length <= room), "")
        people = Content("   ") + plain(fits) if fits else Content("")
        return ends(left, people + right, width)


class TroubleBanner(Widget):
    """The disk's refusal, for as long as it lasts."""

    DEFAULT_CSS = """
    TroubleBanner {
        height: auto;
        max-height: 3;
        padding: 0 2;
        color: $background;
        background: $error;
        text-style: bold;
        display: none;
    }
    TroubleBanner.-trouble { display: block; }
    TroubleBanner.-docked { dock: top; }
    """

    value: reactive[str] = reactive("", layout=True)

    def watch_value(self, value: str) -> None:
        self.set_class(bool(value), "-trouble")

    def render(self) -> Content:
        return plain(self.value)
