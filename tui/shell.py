"""The part of the app that controllers receive: ways to tell, ask, run and show. They know nothing else of it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Literal, Protocol, TypeVar

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from app.live_session import Saved
from screens.keys.keymap import Layout
from screens.places import COVERS, PRIVATE, Destination
from session.model.settings import Settings
from session.model.state import Instant, State
from session.rules.ballots import BallotsIn
from session.views.library import HomeView
from session.views.phone_link import Joining
from session.views.recap_lines import ReadBack
from session.wording.catalogue import say
from store.refusal import Refusal
from tui import places
from tui.lasting_tasks import LastingTasks
from tui.projector_app import ProjectorApp

T = TypeVar("T")

QUIET_S = 2.0
"""Seconds without a key before a question is asked unprompted: a key might otherwise answer it by accident."""
UNASKED = {"", *PRIVATE, *COVERS}
"""Where the app asks nothing unprompted: over dialogs and private pages, and where the work is covered."""


class Shown(Protocol):
    """What screens show: the app stores it as reactives, controllers set it."""

    state: State
    now: Instant
    saved: Saved
    ballots: BallotsIn
    next_entries: tuple[str, ...]
    joining: Joining
    library: HomeView
    read_back: ReadBack
    settings: Settings
    looked: int
    layout_of_keys: Layout
    series_looks: dict[str, str]


class Shell:
    """Wraps ``app``; ``shown`` is where controllers set what screens show."""

    def __init__(self, app: ProjectorApp, shown: Shown) -> None:
        self.shown = shown
        self.quiet_s = QUIET_S
        self._app = app
        self._again: Callable[[str], object] | None = None
        self._answered_s = 0.0
        self._sure: Screen[bool | None] | None = None
        self._questions: deque[Callable[[], object]] = deque()
        self._lasting = LastingTasks(self._fault_of_nobody)

    @property
    def is_running(self) -> bool:
        return self._app.is_running

    @property
    def layout_of_keys(self) -> Layout:
        return self.shown.layout_of_keys

    @property
    def top(self) -> Screen[Any]:
        """The screen or dialog on top."""
        return self._app.screen

    @property
    def more_keys_wait(self) -> bool:
        """Whether more keys wait behind the current one."""
        return self._app.gate.waits

    @property
    def quiet_for_s(self) -> float:
        """Seconds since the last key."""
        return self._app.gate.quiet_s

    # Tell

    def tell(self, sentence: str, trouble: bool = False) -> None:
        """Show the facilitator one sentence; nothing if it is empty."""
        if sentence:
            self._app.notify(
                sentence,
                markup=False,
                severity="warning" if trouble else "information",
                timeout=8 if trouble else 4,
            )

    def answered(self, again: Callable[[str], object]) -> None:
        """Remember how to open the dialog again in which a text was typed just now."""
        self._again, self._answered_s = again, asyncio.get_running_loop().time()

    def refuse(self, sentence: str, at: Screen[Any] | None = None) -> None:
        """Show why something was refused in the dialog where it was typed; without any, as ``tell`` does.

        ``at``: the screen where it was asked for; a dialog that was opened since then has nothing to do with it.
        """
        again, self._again = self._again, None
        since_s = asyncio.get_running_loop().time() - self._answered_s
        if again and since_s <= self.quiet_for_s:
            again(sentence)
        elif at not in {None, self.top} or not places.show_refusal(self.top, sentence):
            self.tell(sentence, trouble=True)

    def ring(self) -> None:
        self._app.ring()

    def copy(self, text: str) -> None:
        self._app.copy_to_clipboard(text)

    # Ask

    def ask(self, dialog: Screen[T], then: Callable[[T | None], object]) -> None:
        """Show a dialog, and pass its answer to ``then``; ``None``: it was left without one."""

        def answered(answer: T | None) -> None:
            then(answer)

        self._app.push_screen(dialog, answered)

    def confirm(self, question: tuple[str, ...], then: Callable[[], object]) -> None:
        """Ask a question (its words, its yes, and its no if not the default), and continue after a yes."""
        self.ask(places.confirm(*question), lambda yes: then() if yes else None)

    def once_sure(self, question: str, then: Callable[[], object]) -> None:
        """Continue at once if there is no question, otherwise after a yes to leaving something."""
        if self._sure in self.stack:
            # An open question is answered first.
            return
        if not question:
            then()
            return
        self._sure = places.confirm(question, say("quit.yes"), say("quit.no"))
        self.ask(self._sure, lambda yes: then() if yes else None)

    def ask_alone(self, answered: Callable[[bool | None], object]) -> None:
        places.ask_alone(self._app, answered)

    def ask_in_time(self, ask: Callable[[], object]) -> None:
        """Ask an unprompted question once nobody is typing: a key meant for something else would answer it."""
        self._questions.append(ask)
        self.ask_due()

    def ask_due(self) -> None:
        """Ask a delayed question, if nobody is typing now. Without a screen the app is exiting."""
        if not self._questions or not self.stack:
            return
        gate = self._app.gate
        at_rest = not (gate.typing or gate.is_busy or self._app.on_the_way())
        if at_rest and gate.quiet_s >= self.quiet_s and self.place not in UNASKED:
            self._questions.popleft()()

    @property
    def questions(self) -> int:
        """How many questions wait until nobody is typing."""
        return len(self._questions)

    def forget_questions(self) -> None:
        self._questions.clear()

    # Run

    def run(
        self,
        task: Callable[[], Awaitable[T]],
        then: Callable[[T], object] = lambda _: None,
        group: str = "errands",
        *,
        finish: bool = False,
    ) -> None:
        """Await a task; its exceptions are shown as one sentence, in the dialog that asked for it.

        ``finish``: it must not be interrupted, even if the app is left or crashes in the meantime. Nobody may
        have asked for it just now, so that no dialog shows why it failed.
        """
        started = self._lasting.begin(task()) if finish else task
        asked_at = self.top if self.stack else None
        refuse = partial(self.tell, trouble=True) if finish else partial(self.refuse, at=asked_at)
        # Not a coroutine yet: the app may be left before the worker starts.
        self.work(partial(self._wait_for, started, then, refuse), group)

    def work(
        self, work: Callable[[], Coroutine[None, None, None]], group: str, exclusive: bool = False
    ) -> None:
        """Run a task in the background until it is finished, or the app is left."""
        _: Worker[None] = self._app.run_worker(work, group=group, exclusive=exclusive)

    def stop(self, group: str) -> None:
        self._app.workers.cancel_group(self._app, group)

    async def _wait_for(
        self,
        task: Callable[[], Awaitable[T]],
        then: Callable[[T], object],
        refuse: Callable[[str], object],
    ) -> None:
        try:
            result = await task()
        except Refusal as refused:
            refuse(str(refused))
        except OSError as refused:
            refuse(say("saving.refused", why=refused.strerror or str(refused)))
        else:
            then(result)

    def _fault_of_nobody(self, fault: BaseException) -> None:
        # While the app runs, the awaiting code reports it.
        if not self.is_running and not isinstance(fault, Refusal):
            self.note_fault(fault)

    @property
    def unfinished(self) -> int:
        """Number of running tasks that must not be interrupted."""
        return len(self._lasting)

    async def finish(self) -> None:
        """Wait for all tasks that must not be interrupted, after the app was left."""
        await self._lasting.finish()

    def note_fault(self, fault: BaseException | None) -> None:
        self._app.crash.note(fault)

    def post(self, message: Message) -> None:
        self._app.post_message(message)

    def soon(self, call: Callable[[], object]) -> None:
        """Call a function after all earlier messages were handled. From any thread."""
        self._app.call_later(call)

    def later(self, seconds: float, call: Callable[[], object]) -> None:
        """Call a function after a delay. From any thread: timers can only be set within the app."""
        self._app.call_later(self._app.set_timer, seconds, call)

    def exit(self, said: str) -> None:
        """Exit the app; ``said`` is printed on the terminal."""
        self._app.exit(said)

    # Show

    @property
    def stack(self) -> tuple[Screen[Any], ...]:
        """The screens, from the bottom up; empty while the app is exiting."""
        return tuple(self._app.screen_stack)

    @property
    def place(self) -> str:
        """The destination on top; empty for a dialog, and while the app is exiting."""
        stack = self.stack
        return places.place(stack[-1]) if stack else ""

    @property
    def stack_places(self) -> list[str]:
        return [places.place(screen) for screen in self.stack]

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal."""
        return self._app.size.width, self._app.size.height

    async def push(self, to: Destination | Literal["small"], opened_from: str = "") -> None:
        await self._app.push_screen(places.make(to, type(self._app), opened_from))

    def pop(self) -> Awaitable[None]:
        """Remove the screen on top; it is unmounted once this was awaited."""
        return self._app.pop_screen()

    def after_paint(self, call: Callable[..., object], *values: object) -> None:
        self._app.call_after_refresh(call, *values)

    def show_trouble(self, trouble: str) -> None:
        """Show the disk's refusal on the screen on top."""
        if self.stack:
            places.show_trouble(self._app.screen, trouble)

    def show_caption(self, words: str) -> None:
        """Show words above the screen on top; a dialog is above both."""
        for screen in reversed(self.stack):
            if places.place(screen):
                places.show_caption(screen, words)
                return

    def look_like(self, theme: str) -> None:
        self._app.theme = theme

    def look_anew(self, *, motion: bool) -> None:
        """Refresh the names of the keys, and switch animations on or off."""
        self._app.animation_level = "full" if motion else "none"
        for screen in self.stack if self.is_running else ():
            for line in screen.query("KeyLine, StatusLine"):
                line.refresh()
