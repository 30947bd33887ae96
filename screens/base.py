"""The one base of all screens and dialogs; what a screen is made of besides are plain `Part` objects that it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import OptionList

from screens.messages import Go, Submit
from screens.mounted import is_shown
from screens.places import Destination
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Rows
from screens.widgets.status_line import NothingYet, Saved
from session.model.history import Redo, Undo
from session.model.protocol import AnyCommand
from session.model.state import Instant, State
from session.rules.ballots import BallotsIn
from session.views.spine import NextPage, Step

T = TypeVar("T")
P = TypeVar("P", bound="Part")


class BaseScreen(Screen[T]):
    """Shows the app's values and posts messages. Its keys are its own ``action_…`` methods and those of its parts.

    It closes once, and only while it is on top, since Textual pops whatever is on top, once for each call of
    ``dismiss``. A second answer, while it closes, is ignored; a covered screen (by a blackout, by a question) closes
    once it is uncovered.
    """

    PLACE: ClassVar[str]
    """Its row of `screens.places`."""
    PARTS: ClassVar[tuple[type[Part], ...]] = ()

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))
    ballots: var[BallotsIn] = var(BallotsIn())
    saved: var[Saved] = var(NothingYet())

    _dismissed = False
    _covered_result: tuple[T | None] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.words_left: dict[object, list[str]] = {}
        """What was typed in dialogs above it that were left with Esc, by what they asked. In memory only."""
        self._parts = [kind(self) for kind in self.PARTS]
        for part in self._parts:
            for name in dir(part):
                if name.startswith("action_"):
                    setattr(self, name, getattr(part, name))

    def part(self, kind: type[P]) -> P | None:
        """Return the part of one kind; ``None`` if it has none."""
        return next((one for one in self._parts if isinstance(one, kind)), None)

    async def on_event(self, event: events.Event) -> None:
        """Begin and show nothing once this screen, or the app, is closing: Textual then gives it no widgets."""
        # Nothing else takes a screen off the display.
        closing = not self.display or not self.app.is_running
        if not (closing and isinstance(event, events.Mount | events.Resize | events.ScreenResume)):
            await super().on_event(event)

    def on_mount(self) -> None:
        for part in self._parts:
            part.mounted()
        for name in ("state", "now", "ballots"):
            self.watch(self, name, partial(self._hand_on, name), init=False)

    def on_change(self, redraw: Callable[[], None], *names: str) -> None:
        """Call ``redraw`` whenever one of these values changes."""
        for name in names:
            self.watch(self, name, redraw, init=False)

    def _hand_on(self, name: str) -> None:
        """Pass a changed value to the dialogs right above: they may read what else this screen has by now."""
        if is_shown(self):
            stack = self.app.screen_stack
            dialogs = takewhile(lambda one: one.is_modal, stack[stack.index(self) + 1 :])
            for above in dialogs:
                if isinstance(above, BaseScreen):
                    above.follow(name, getattr(self, name))

    def follow(self, name: str, value: object) -> None:
        """Take over a value of the screen below. Only dialogs do: a screen is bound to those of the app."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        if self._dismissed:
            return AwaitComplete()
        if self.app.screen is not self:
            self._covered_result = self._covered_result or (result,)
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)

    @on(events.ScreenSuspend)
    @on(events.ScreenResume)
    def _tell_keys(self) -> None:
        """Let the lines of keys below follow what is on top now."""
        for screen in self.app.screen_stack:
            for line in screen.query(KeyLine):
                line.refresh()

    def on_screen_resume(self) -> None:
        if self._covered_result:
            self.dismiss(*self._covered_result)

    @on(events.Key)
    async def _tell_parts(self, event: events.Key) -> None:
        for part in self._parts:
            await part.pressed(event)

    # What it asks of the app

    def submit(self, command: AnyCommand, said: str = "") -> None:
        self.post_message(Submit(command, said))

    def go(self, to: Destination) -> None:
        self.post_message(Go(to))

    def action_help(self) -> None:
        self.go("help")

    def action_to(self, place: Destination, about: str = "") -> None:
        self.post_message(Go(place, about=about))

    def action_board(self) -> None:
        self.go("board")

    def action_leave(self) -> None:
        self.dismiss()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_undo(self) -> None:
        # Posted to the app, since this screen may be closing.
        self.app.post_message(Submit(Undo()))

    def action_redo(self) -> None:
        self.submit(Redo())

    # What the app and its parts ask of it

    @property
    def idle_now(self) -> frozenset[str]:
        """What keys do that have nothing to do it to now."""
        return frozenset()

    def begin(self, about: str) -> None:
        """Begin with what it was opened for, such as one of its pages."""

    def show_state(self) -> None:
        """Show the session as it is now."""

    @property
    def page_after(self) -> NextPage | None:
        """The next page of this screen."""
        return None

    @property
    def is_written(self) -> bool:
        """Whether the recap was written to a file."""
        return False

    @property
    def step_here(self) -> Step | None:
        """The step of this screen, if it is not that of the open session."""
        return None

    @property
    def goes_on(self) -> bool:
        """Whether there is anything to go on with."""
        return bool(self.state.meta.id)

    def filter_by(self, typed: str) -> None:
        """Show only the rows of its list that have what was typed."""
        self.query_one(Rows).filter(typed)

    def own_step(self, step: Step) -> None:
        """Do a step of the spine that belongs to this screen."""


class Part:
    """Something that several screens have, or one of several that one screen has: keys, or what it follows."""

    def __init__(self, screen: BaseScreen[Any]) -> None:
        self.screen = screen

    def mounted(self) -> None:
        """Begin, now that the screen has its widgets."""

    async def pressed(self, event: events.Key) -> None:
        """Handle a key before its action, unless the focused widget handles it."""
