"""The eight keys: the same actions on every screen of a session."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.app import App
from textual.reactive import var
from textual.screen import Screen

from screens.keys.keymap import keys_on, layout_of
from screens.messages import Go, Submit, Tell
from screens.mounted import stands
from screens.places import Destination, Place
from screens.widgets.key_line import KeyLine
from session.model.agenda import NextItem, StartAgenda
from session.model.history import Undo
from session.model.protocol import AnyCommand
from session.model.speaking_round import (
    CircleKind,
    CloseCircle,
    OpenCircle,
    StartCircle,
    StepCircle,
)
from session.model.state import Instant, State
from session.model.votes import CloseRound, RevealRound
from session.rules.ballots import BallotsIn
from session.rules.votes import open_round
from session.rules.writing import WriteKind
from session.views.spine import At, Step, next_step
from session.wording.catalogue import say

TWICE_MS = 2_000
"""Going on again within this many session milliseconds is accidental."""


class Way:
    """What of the spine was done so far in this session, and when last; the state does not have it."""

    def __init__(self) -> None:
        self.offered: set[str] = set()
        self.last_t: int | None = None

    def slips(self, now: Instant) -> bool:
        """Return whether this is the same press again, and record it."""
        last, self.last_t = self.last_t, now.t
        return last is not None and 0 <= now.t - last < TWICE_MS


class Eight(Screen[Any]):
    """Mixed into every screen of an open session."""

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))
    ballots: var[BallotsIn] = var(BallotsIn())

    PLACE: ClassVar[Place]
    """Its name in the table of keys; also its position on the spine."""

    @property
    def way(self) -> Way:
        """The ``Way`` of the board that is below every screen of its session."""
        for screen in self.app.screen_stack:
            if isinstance(found := getattr(screen, "own_way", None), Way):
                return found
        return Way()

    @property
    def page_after(self) -> str:
        """The title of the next page of this screen; empty for none."""
        return ""

    @property
    def is_written(self) -> bool:
        """Whether the recap was written to a file."""
        return False

    @property
    def step(self) -> Step:
        way = self.way
        at = At(self.PLACE, self.page_after, frozenset(way.offered), self.is_written)
        return next_step(self.state, at)

    def on_mount(self) -> None:
        self.watch(self, "state", self.tell_step)

    @property
    def going(self) -> str:
        """The footer's label of the first of the eight: what it will do."""
        return say("keys.go_on", words=self.step.words) if self.state.meta.id else ""

    def tell_step(self) -> None:
        """Let the line of keys say what comes next."""
        if stands(self):
            for line in self.query(KeyLine):
                line.going = self.going

    def action_go_on(self) -> None:
        way, step = self.way, self.step
        if step.deed not in _NEVER_A_SLIP and way.slips(self.now):
            self.post_message(Tell(say("agenda.twice"), trouble=True))
            return
        if step.id:
            way.offered.add(step.id)
            self.tell_step()
        self.go_on(step)

    def go_on(self, step: Step) -> None:
        """Do one step of the spine."""
        item = self.state.items.get(self.state.clock.current)
        match step.deed:
            case "people" | "opening" | "agreement" | "themes" | "home" | "recap":
                self._go_to(step.deed)
            case "last-time":
                self._go_to("opening", "last")
            case "page" | "agree" | "print" | "end":
                self.own_step(step)
            case "begin":
                self._do_on_board(StartAgenda())
            case "circle":
                kind: CircleKind = "check-in"
                if item and item.kind == "check-out":
                    kind = "check-out"
                self._do_on_board(OpenCircle(kind=kind, question=item.focus if item else ""))
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
                self._go_to("closing")
                if item:
                    self._do(NextItem())
            case "read-back":
                self.app.post_message(Go("check", instead="recap"))

    def own_step(self, step: Step) -> None:
        """Do a step that belongs to this screen."""

    def _close_vote(self) -> None:
        if vote := open_round(self.state):
            self._do(CloseRound(round=vote.id))

    def _go_to(self, to: Destination, about: str = "") -> None:
        self.app.post_message(Go(to, about=about))

    def _do_on_board(self, command: AnyCommand) -> None:
        """Go back to the board, and do it there: its questions are on top then."""
        if self.PLACE not in _STAY:
            self._go_to("board")
        self._do(command)

    def _do(self, command: AnyCommand) -> None:
        # Posted to the app, since this screen may be closing.
        self.app.post_message(Submit(command))

    def action_write(self, kind: WriteKind | None = None) -> None:
        from screens.dialogs.write import WriteBox

        self.app.push_screen(WriteBox(self.state, self.now, kind))

    def action_speak(self) -> None:
        from screens.dialogs.speak_menu import SpeakMenu

        self.app.push_screen(SpeakMenu(self.state))

    def action_ask(self) -> None:
        # Its text fields import an editor, which the first paint of the board does not need.
        from screens.dialogs.votes_menu import ask_dialog

        self.app.push_screen(ask_dialog(self.state, self.ballots))

    def action_time(self) -> None:
        from screens.dialogs.time_menu import TimeMenu

        self.app.push_screen(TimeMenu(self.state, self.now))

    def action_room(self) -> None:
        from screens.dialogs.room_menu import RoomMenu

        self.app.push_screen(RoomMenu(self.state))

    def action_undo(self) -> None:
        self._do(Undo())


_NEVER_A_SLIP = {"page"}
"""Reading on loses nothing."""
_STAY = {"board", "shared"}
"""Where the agenda goes on without leaving the screen."""


def goes_on(app: App[Any]) -> tuple[str, ...]:
    """Return, with its key, what going on would do on the screen below; nothing where it has no such key now."""
    below = next((one for one in reversed(app.screen_stack) if isinstance(one, Eight)), None)
    if below is None or not below.going:
        return ()
    found = (key for key in keys_on(below.PLACE, layout_of(app)) if key.id == "go-on" and key.keys)
    return tuple(f"{key.shown} {below.going}" for key in found)
