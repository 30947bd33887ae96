"""Restarts the app after a crash: the same session on the same screen, at most three times in ten minutes.

The crashed app has left its loop by then, phones are disconnected, and endings and strikes finished. The
session is replayed from disk, since its state in memory may be the cause.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.live_session import LiveSession
from app.open_session import resume_session
from session.wording.catalogue import say
from store.refusal import Refusal
from tui.app import FairsayApp
from tui.controllers.leaving import Left

MOST = 3
WITHIN_S = 600.0
_SAVED_S = 10.0
"""How long the disk may take, in seconds, before the session is continued from memory."""


class Reopening:
    """Runs ``app``, and a new one after each crash; ``now`` returns seconds."""

    def __init__(
        self,
        app: FairsayApp,
        run: Callable[[FairsayApp], str | None] = FairsayApp.run,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.reopened = False
        self._run, self._now = run, now
        self._breaks: list[tuple[float, Left]] = []

    def run(self) -> str | None:
        """Return the result of the last app, once it was left or crashed once too often."""
        try:
            while True:
                said = self._run(self.app)
                if not self.app.broke or not self._once_more():
                    return said
                self._reopen()
        finally:
            if self.app.curtain:
                self.app.curtain.lift()

    def _once_more(self) -> bool:
        if self.app.terminal_gone:
            return False
        now = self._now()
        self._breaks = [one for one in self._breaks if now - one[0] < WITHIN_S]
        return len(self._breaks) < MOST

    def _reopen(self) -> None:
        was = self.app
        was.plans.keep_draft()
        left = was.leaving.left
        if any(left.places == before.places for _, before in self._breaks):
            # Where it crashed twice it would crash again; the rest of the program may work.
            left = Left()
        self._breaks.append((self._now(), was.leaving.left))
        live, told = self._live(was)
        self.app = was.again(live, left, told)
        self.reopened = True
        self.app.curtain = was.curtain

    def _live(self, was: FairsayApp) -> tuple[LiveSession | None, tuple[str, ...]]:
        """Return the reopened session, and the messages about it."""
        live = was.session.drop()
        late = tuple(one for gone in was.opening.letting_go for one in gone.late)
        if live is None:
            return None, (*late, say("crash.home"))
        seen_t = live.runtime.now().t
        if not live.settle(_SAVED_S):
            # What the disk refused exists only in this session.
            return live, (*late, say("crash.again"))
        live.close()
        late += (*live.late, *was.desk.finish_endings())
        try:
            again = resume_session(
                live.home, live.session_id, readings=live.readings, seen_t=seen_t
            )
        except Refusal as refused:
            return None, (*late, str(refused), say("crash.home"))
        return again, (*late, say("crash.again"))
