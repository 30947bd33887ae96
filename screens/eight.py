"""The eight keys: the same actions on every screen of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from screens.base import BaseScreen, Part
from screens.keys.keymap import keys_on, layout_of
from screens.messages import READ_BACK, Go, Submit, Tell
from screens.mounted import is_shown
from screens.places import Destination, place_named
from screens.widgets.key_line import KeyLine
from session.model.agenda import NextItem, StartAgenda
from session.model.protocol import AnyCommand
from session.model.speaking_round import (
    CircleKind,
    CloseCircle,
    OpenCircle,
    StartCircle,
    StepCircle,
)
from session.model.state import Instant
from session.model.votes import CloseRound, RevealRound
from session.rules.votes import open_round
from session.rules.writing import WriteKind
from session.views.spine import At, Step, next_step
from session.wording.catalogue import say

if TYPE_CHECKING:
    from screens.dialogs.write import Draft

TWICE_MS = 2_000
"""Going on again within this many session milliseconds is accidental."""


class Way:
    """What of the spine was done so far in one session, and when last; the state does not have it."""

    def __init__(self, session: str = "") -> None:
        self.session = session
        self.offered: set[str] = set()
        self.drafts: list[Draft] = []
        self.last_t: int | None = None

    def slips(self, now: Instant) -> bool:
        """Return whether this is the same press again, and record it."""
        last, self.last_t = self.last_t, now.t
        return last is not None and 0 <= now.t - last < TWICE_MS


class Eight(Part):
    """The eight keys of one screen."""

    @property
    def way(self) -> Way:
        """The ``Way`` of the board that is below every screen of its session."""
        found = (getattr(one, "way", None) for one in self.screen.app.screen_stack)
        return next((way for way in found if isinstance(way, Way)), Way())

    @property
    def step(self) -> Step:
        screen = self.screen
        at = At(screen.PLACE, screen.page_after, frozenset(self.way.offered), screen.is_written)
        return screen.step_here or next_step(screen.state, at)

    def mounted(self) -> None:
        self.screen.watch(self.screen, "state", self.tell_step)

    @property
    def going(self) -> str:
        """The footer's label of the first of the eight: what it will do."""
        return say("keys.go_on", words=self.step.words) if self.screen.goes_on else ""

    def tell_step(self) -> None:
        """Let the line of keys say what comes next."""
        if is_shown(self.screen):
            for line in self.screen.query(KeyLine):
                line.going, line.asks = self.going, self.step.asks

    def action_go_on(self) -> None:
        way, step = self.way, self.step
        if step.deed not in _NEVER_A_SLIP and way.slips(self.screen.now):
            self.screen.post_message(Tell(say("agenda.twice"), trouble=True))
            return
        if step.id:
            way.offered.add(step.id)
            self.tell_step()
        self.go_on(step)

    def go_on(self, step: Step) -> None:
        """Do one step of the spine."""
        item = self.screen.state.items.get(self.screen.state.clock.current)
        match step.deed:
            case "people" | "themes" | "home":
                self._go_to(step.deed)
            case "opening":
                self._go_to("start", "why")
            case "agreement":
                self._go_to("start", "agreement")
            case "last-time":
                self._go_to("start", "last")
            case "recap":
                self._go_to("close", READ_BACK)
            case "page" | "agree-lines" | "mattered" | "agree" | "print" | "end":
                self.screen.own_step(step)
            case "begin":
                self._do_on_board(StartAgenda())
            case "circle":
                kind: CircleKind = "check-in"
                if item and item.kind == "check-out":
                    kind = "check-out"
                opened = OpenCircle(kind=kind, question=item.focus if item else "")
                (self._do if self.screen.PLACE == "speak" else self._do_on_board)(opened)
            case "talk":
                self._do(StartCircle())
            case "voice":
                self._do(StepCircle())
            case "circle-over":
                self._do(CloseCircle())
            case "idea":
                self.action_write("idea")
            case "decide":
                self.action_write("decided")
            case "ask" | "count":
                self.action_ask()
            case "close":
                self._close_vote()
            case "show":
                self._do(RevealRound(round=step.id.partition(":")[2]))
            case "next":
                self._do_on_board(NextItem())
            case "closing":
                self._go_to("close")
                if item:
                    self._do(NextItem())
            case "read-back":
                self.screen.app.post_message(
                    Go("private", about="lines", instead=Go("close", about=READ_BACK))
                )

    def _close_vote(self) -> None:
        if vote := open_round(self.screen.state):
            self._do(CloseRound(round=vote.id))

    def _go_to(self, to: Destination, about: str = "") -> None:
        self.screen.app.post_message(Go(to, about=about))

    def _do_on_board(self, command: AnyCommand) -> None:
        """Go back to the board, and do it there: its questions are on top then."""
        if self.screen.PLACE not in _STAY:
            self._go_to("board")
        self._do(command)

    def _do(self, command: AnyCommand) -> None:
        # Posted to the app, since this screen may be closing.
        self.screen.app.post_message(Submit(command))

    def action_write(self, kind: WriteKind | None = None, *, once: bool = False) -> None:
        from screens.dialogs.write import WriteBox

        screen, drafts = self.screen, self.way.drafts
        screen.app.push_screen(WriteBox(screen.state, screen.now, kind, drafts, once=once))

    def action_write_one(self, kind: WriteKind) -> None:
        self.action_write(kind, once=True)

    def action_ask(self) -> None:
        # Its text fields import an editor, which the first paint of the board does not need.
        from screens.dialogs.votes_menu import ask_dialog

        self.screen.app.push_screen(ask_dialog(self.screen.state, self.screen.ballots))

    def action_time(self) -> None:
        from screens.dialogs.time_menu import TimeMenu

        self.screen.app.push_screen(TimeMenu(self.screen.state, self.screen.now))

    def action_room(self) -> None:
        from screens.dialogs.room_menu import RoomMenu

        self.screen.app.push_screen(RoomMenu(self.screen.state))


_NEVER_A_SLIP = {"page"}
"""Reading on loses nothing."""
_STAY = {"board", "shared"}
"""Where the agenda goes on without leaving the screen."""


def goes_on(app: App[Any]) -> tuple[str, ...]:
    """Return, with its key, what going on would do on the screen below; nothing where it has no such key now."""
    above = (one for one in reversed(app.screen_stack) if isinstance(one, BaseScreen))
    eight = next(filter(None, (one.part(Eight) for one in above)), None)
    if eight is None or not eight.going:
        return ()
    place = place_named(eight.screen.PLACE)
    found = keys_on(place, layout_of(app)) if place else ()
    return tuple(f"{key.shown} {eight.going}" for key in found if key.id == "go-on" and key.keys)


def write_one(screen: BaseScreen[Any], kind: WriteKind) -> None:
    """Open the box for one line of a kind."""
    if eight := screen.part(Eight):
        eight.action_write_one(kind)


def tell_step(screen: BaseScreen[Any]) -> None:
    """Let the line of keys of a screen say what comes next, after something changed that is not in the state."""
    if eight := screen.part(Eight):
        eight.tell_step()
