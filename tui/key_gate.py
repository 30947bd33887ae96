"""Passes keys and pastes to the app one at a time, each after the previous one was handled completely.

Theory of operation
-------------------
Textual forwards every key of one read to the widget that has the focus at that moment, while a dialog opened by
the
first of them is mounted two or three message queues later: the other keys would be lost, or act on the screen
below. So the app hands each `Key` and `Paste` to the gate before forwarding it. A task on the event loop (a
message
handler would wait for itself) lets one in, then waits until every message pump that handles keys (the focused
widget and its ancestors, the screens, the app) has emptied its queue while the focus and the screen stack
stayed
the same; then it lets in the next.

Order alone is not enough: prose pasted where keys are commands would strike, skip and rename. Where nothing is
being typed, a run of `PROSE` or more printable keys whose first opens no text box is dropped as a whole, with
one
message; so are the keys directly after it. A table says whether a key should open a box; if it did not, the
rest of
its run is dropped all the same.

Two keys overtake all waiting ones. One acts at once, whatever is being typed (F10). The other (``.``) can also
be part
of a text: it only overtakes keys that can't be the beginning of one.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any, TypeGuard

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input

PROSE = 8
"""This many printable keys at once are text, not commands: nobody types that fast."""
TRAIL_S = 0.1
"""Text that follows dropped text within this many seconds is the rest of it."""
_MOST_POLLS = 100
"""Maximum number of polls that a screen that is never at rest delays a key.

A timeout would not do: after a stall of the whole program it is over before any message was handled.
"""
_MOST_ROUNDS = 200
_BUSY_POLLS = 750
"""Maximum number of polls while a session is opened: 15 seconds."""
_MOST_TURNS = 1000
"""Event loop iterations within which one read must arrive completely."""
_POLL_S = 0.02
_ENOUGH = 8
"""Maximum rounds of answers, for when something (phones, the clock) keeps the queues filled."""
_TEXT_KEYS = frozenset({"enter", "tab", "ctrl+j", "ctrl+m"})
"""Keys between the letters of pasted text."""

Waiting = events.Key | events.Paste


def _printable(event: Waiting) -> TypeGuard[events.Key]:
    return isinstance(event, events.Key) and event.is_printable


class KeyGate:
    """One gate for one app.

    opens_box(key, at): whether the key, pressed at that time, opens a text box
    may_open_box(key): whether it does so on any screen
    at_once(key): whether the key overtakes all waiting ones, which are let in once nothing covers their screens
    at_once_unless_text(key): whether it does so if it is not part of a text
    covered(): whether the screens are covered now, by something that any key removes
    dropped(): called once for a run of keys that was dropped
    busy(): whether another session is being opened, whose screens the next keys are meant for
    """

    def __init__(
        self,
        app: App[Any],
        *,
        opens_box: Callable[[str, float], bool],
        may_open_box: Callable[[str], bool],
        at_once: Callable[[str], bool],
        at_once_unless_text: Callable[[str], bool],
        covered: Callable[[], bool],
        dropped: Callable[[], object],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._app = app
        self._opens_box, self._may_open_box, self._covered = opens_box, may_open_box, covered
        self._at_once, self._at_once_unless_text = at_once, at_once_unless_text
        self._dropped, self._busy = dropped, busy
        self._waiting: deque[Waiting] = deque()
        self._put_off: deque[Waiting] = deque()
        """Keys that waited when another key overtook them."""
        self._let_in: Waiting | None = None
        self._box_wanted = False
        """Whether the last key that was let in is one that opens a box."""
        self._drop_until = 0.0
        self._came_s = 0.0
        self._task: asyncio.Task[None] | None = None

    def holds(self, event: Waiting) -> bool:
        """Take an event that is about to be forwarded; False when its turn has come."""
        if event is self._let_in:
            self._let_in = None
            return False
        self._came_s = asyncio.get_running_loop().time()
        if isinstance(event, events.Key) and self._at_once(event.key):
            self._put_off += self._waiting
            self._waiting.clear()
        else:
            self._take_up()
        self._waiting.append(event)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return True

    def _take_up(self) -> None:
        """Requeue the overtaken keys, ahead of all that came since, once nothing covers the screens."""
        if self._put_off and not self._covered():
            self._waiting.extendleft(reversed(self._put_off))
            self._put_off.clear()

    async def _run(self) -> None:
        while self._waiting:
            await self._read_whole()
            self._let_pass()
            if self._drop():
                continue
            run = self._run_length()
            self._let_in = event = self._waiting.popleft()
            screen, self._box_wanted = self._app.screen, self._opens(event) and not self.typing
            self._app.post_message(event)
            await self.at_rest()
            missed = self._box_wanted and not self.typing
            self._box_wanted = False
            # Keys typed for a box that did not open have no other meaning.
            if missed and (run >= PROSE or self._app.screen is screen) and self._drop_run():
                self._dropped()
            self._take_up()

    def _let_pass(self) -> None:
        """Set the waiting keys aside for a key that overtakes them."""
        for _ in range(self._passing(self._opens) or 0):
            self._put_off.append(self._waiting.popleft())

    def _passing(self, opens: Callable[[events.Key], bool]) -> int | None:
        """Return the queue index of a key that may overtake, since it is not part of a text; ``None`` if there
        is none.

        opens: whether the first of the waiting keys opens a box. Those behind it may be meant for any screen.
        """
        if self.typing or self._box_wanted or self._run_length() >= PROSE:
            return None
        for place, event in enumerate(self._waiting):
            if not isinstance(event, events.Key) or opens(event):
                return None
            if self._at_once_unless_text(event.key):
                return place
            opens = self._may_open
        return None

    async def _read_whole(self) -> None:
        """Wait until everything from the same read has passed the app's own queue, too."""
        for _ in range(_MOST_TURNS):
            if not self._app.message_queue_size:
                return
            await asyncio.sleep(0)

    def _opens(self, event: Waiting) -> bool:
        return isinstance(event, events.Key) and self._opens_box(event.key, event.time)

    def _may_open(self, event: events.Key) -> bool:
        return self._may_open_box(event.key)

    def _drop(self) -> bool:
        """Drop the waiting keys if they are text without a box; returns whether anything was dropped."""
        if self.takes(self._waiting[0]):
            return False
        if isinstance(paste := self._waiting[0], events.Paste):
            return self._drop_paste(paste)
        if asyncio.get_running_loop().time() >= self._drop_until:
            if self._run_length() < PROSE or self._opens(self._waiting[0]):
                return False
            self._dropped()
        return self._drop_run()

    def _drop_paste(self, paste: events.Paste) -> bool:
        """Drop pasted text if no box and no screen accepts it; returns whether it was dropped."""
        if hasattr(self._app.screen, "on_paste"):
            return False
        self._waiting.popleft()
        if paste.text.strip():
            self._dropped()
        return True

    def _drop_run(self) -> bool:
        dropped = False
        while self._waiting and self._is_text(self._waiting[0]):
            self._waiting.popleft()
            dropped = True
        if dropped:
            self._drop_until = asyncio.get_running_loop().time() + TRAIL_S
        return dropped

    def _run_length(self) -> int:
        """Return how many printable keys wait in a row, on one line or several; 0 if the first is not
        printable.

        An Enter or a Tab in front of them is let in by itself.
        """
        run = sum(map(_printable, takewhile(self._is_text, self._waiting)))
        return run if self._waiting and _printable(self._waiting[0]) else 0

    @staticmethod
    def _is_text(event: Waiting) -> bool:
        return _printable(event) or (isinstance(event, events.Key) and event.key in _TEXT_KEYS)

    @property
    def waits(self) -> bool:
        """Whether more keys wait behind the current one."""
        return bool(self._waiting)

    @property
    def quiet_s(self) -> float:
        """Seconds since the last key."""
        return asyncio.get_running_loop().time() - self._came_s

    @property
    def is_busy(self) -> bool:
        """Whether keys wait, or the last one is still being handled."""
        return self._task is not None and not self._task.done()

    @property
    def typing(self) -> bool:
        """Whether keys are text now."""
        return _is_text_box(self._app.focused)

    def takes(self, event: events.Event) -> bool:
        """Whether an event is text now: a field for numbers takes no letters, so they are keys there as well."""
        if not self.typing:
            return False
        only = getattr(self._app.focused, "restrict", None)
        if only is None or not isinstance(event, events.Key) or not event.is_printable:
            return True
        return re.fullmatch(only, event.character or "") is not None

    async def at_rest(self) -> None:
        """Wait until everything that handles keys has emptied its queue. Never from a message handler."""
        before: tuple[object, ...] = ()
        polls, busy_polls = iter(range(_MOST_POLLS)), iter(range(_BUSY_POLLS))
        for turn in range(_MOST_ROUNDS):
            for _ in busy_polls:
                if not self._busy() or self._is_urgent():
                    break
                await asyncio.sleep(_POLL_S)
            for pump in self._hearing():
                if not await self._answered(pump, polls):
                    return
            now = (self._app.focused, *self._app.screen_stack)
            if now == before and self._is_still(turn) and not self._busy():
                return
            before = now

    def _is_urgent(self) -> bool:
        """Return whether an overtaking key waits while another one is being handled."""
        first = self._waiting[0] if self._waiting else None
        if isinstance(first, events.Key) and self._at_once(first.key):
            return True
        return not self._app.message_queue_size and self._passing(self._may_open) is not None

    def _is_still(self, turn: int) -> bool:
        if not self._app.screen.is_mounted:
            return False
        if self._is_urgent():
            return True
        empty = not any(pump.message_queue_size for pump in self._hearing())
        return empty or turn >= _ENOUGH

    async def _answered(self, pump: MessagePump, polls: Iterator[int]) -> bool:
        """Wait until a message pump has emptied its queue; False once no ``polls`` are left."""
        answered = asyncio.Event()
        if not pump.call_later(answered.set):
            return True
        waiting = asyncio.ensure_future(answered.wait())
        while not waiting.done():
            await asyncio.wait({waiting}, timeout=_POLL_S)
            if waiting.done():
                break
            # A widget that is being removed never answers.
            gone = not pump.is_running or pump not in self._hearing()
            if gone or next(polls, None) is None:
                waiting.cancel()
                return gone
        return True

    def _hearing(self) -> tuple[MessagePump, ...]:
        """Return the message pumps that handle keys, in the order in which keys pass through them.

        A covered screen is included only while a message waits for it: Textual redraws it, and so everything
        that
        covers it, after each message that it gets.
        """
        app, focused = self._app, self._app.focused
        within = focused.ancestors_with_self if focused else []
        covered = [screen for screen in app.screen_stack[-2::-1] if screen.message_queue_size]
        return tuple(dict.fromkeys((*within, app.screen, *covered, app)))


def _is_text_box(widget: Widget | None) -> bool:
    # A box of several lines exists only once its module is loaded, which takes 9 ms and no start needs.
    lines = sys.modules.get("textual.widgets._text_area")
    return isinstance(widget, Input) or (lines is not None and isinstance(widget, lines.TextArea))
