"""The private panel: shares of talk, and messages for the facilitator only.

The app shows it only after confirming that the projector is off.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.base import BaseScreen
from screens.keys.tables import bindings_for
from screens.messages import ExportAsked, StrikeAsked
from screens.mounted import is_shown
from screens.private_part import PrivatePart
from screens.text import plain
from screens.widgets.by_name import ByNameLines
from screens.widgets.key_line import KeyLine
from screens.widgets.voice_bars import VoiceBars
from session.model.admission import SettleReturn
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.people import AnswerUnlisted
from session.model.phones import SeeConcern, SettleOffer
from session.rules.phones import unread
from session.views.by_name import by_name
from session.views.private import VoicesView, private, voices
from session.wording.catalogue import say

_KEYS = ("names", "slips", "check", "actions", "stay", "help", "leave")


class VoicesScreen(BaseScreen[None]):
    """The app closes it before anything public is shown, and after a minute without a key."""

    CSS_PATH = Path(__file__).parent / "private.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("voices")]
    PLACE = "voices"
    PARTS = (PrivatePart,)

    _said = ""

    def compose(self) -> ComposeResult:
        yield Static(plain(say("voices.private")), classes="title")
        with VerticalScroll(id="shares"):
            yield Static(id="notes")
            yield Static(id="unclear")
            yield Static(id="concern")
            yield Static(id="offer")
            yield Static(id="return")
            yield ByNameLines()
            yield VoiceBars(say("voices.recent"), name="recent")
            yield VoiceBars(say("voices.whole"), name="whole")
            yield Static(id="said")
        yield KeyLine("voices", _KEYS)

    def on_mount(self) -> None:
        self._show()

    def watch_state(self) -> None:
        self._show()

    def watch_now(self) -> None:
        self._show()

    def _show(self) -> None:
        if is_shown(self) and self.state.meta.id:
            self.show(voices(self.state, self.now))
            self.query_one(ByNameLines).show(self.state)
            waiting = private(self.state)
            for name, entries in (
                ("concern", waiting.concerns),
                ("offer", waiting.offers),
                ("return", waiting.returns),
            ):
                shown = say(f"voices.{name}", n=len(entries), text=entries[0]) if entries else ""
                line = self.query_one(f"#{name}", Static)
                line.update(plain(shown))
                line.display = bool(shown)
            notes = self.query_one("#notes", Static)
            notes.display = bool(waiting.notes)
            notes.update(plain(say("voices.notes", notes="\n".join(waiting.notes))))
            seen = ("seen",) if waiting.concerns else ()
            back = ("return",) if waiting.returns else ()
            settle = ("let-in", "set-aside") if waiting.offers else ()
            self.query_one(KeyLine).ids = (*seen, *settle, *back, *_KEYS)
            line = self.query_one("#unclear", Static)
            line.display = bool(waiting.unclear)
            if waiting.unclear:
                line.update(plain(say("voices.unclear", n=waiting.unclear[0])))

    def show(self, view: VoicesView) -> None:
        """Pass each widget its part."""
        self.query_one("#recent", VoiceBars).value = view.recent
        self.query_one("#whole", VoiceBars).value = view.whole
        said = "\n".join(one for one in (view.said, view.facilitators, say("voices.mark")) if one)
        if said != self._said:
            self._said = said
            self.query_one("#said", Static).update(plain(said))

    def action_names(self) -> None:
        self.go("names")

    def action_slips(self) -> None:
        self.go("slips")

    def action_check(self) -> None:
        self.go("check")

    def action_seen(self) -> None:
        self.submit(SeeConcern())

    def action_let_in(self) -> None:
        self.submit(SettleOffer(taken=True))

    def action_set_aside(self) -> None:
        self.submit(SettleOffer(taken=False))

    def action_unlisted(self, number: str) -> None:
        """Show an unlisted name, now that they agreed, or hide it again."""
        names = by_name(self.state).unlisted
        for one in names[int(number) - 1 : int(number)]:
            self.submit(AnswerUnlisted(unlisted=one.key, shown=not one.shown))

    def action_actions(self) -> None:
        self.post_message(ExportAsked(PRIVATE_ACTIONS, self.state.meta.id))

    def action_return(self) -> None:
        self.submit(SettleReturn(yes=True))

    def action_no_return(self) -> None:
        self.submit(SettleReturn(yes=False))

    def action_strike(self) -> None:
        """Strike the idea that waits longest, or else the oldest message, after asking."""
        waiting = [("offers", key) for key in self.state.offers]
        waiting += [("concerns", one.id) for one in unread(self.state)]
        for area, key in waiting[:1]:
            self.post_message(StrikeAsked(area, key))  # type: ignore[arg-type]  # both are areas

    def action_leave(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.go("help")
