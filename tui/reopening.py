"""Opens again what was open when something broke: the same session on the same screen, at most three
times in ten minutes.

The app that broke has left its loop by then, with phones hung up and endings and strikes finished.
The session is read from the disk again, since what is in memory may be what broke.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.live_session import Live
from app.open_session import resume_session
from session.wording.catalogue import say
from store.refusal import Refusal
from tui.app import FairsayApp
from tui.controllers.leaving import Left

MOST = 3
WITHIN_S = 600.0
_SAVED_S = 10.0
"""How long the disk may take, in seconds, before a session is gone on with as it is in memory."""


class Reopening:
    """Runs ``app``, and another in its place after each break; ``now`` counts seconds."""

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
        """Return what the last app returned, once it was left or broke once too often."""
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
            # Where it broke twice it would break again; the rest of the program may be sound.
            left = Left()
        self._breaks.append((self._now(), was.leaving.left))
        live, told = self._live(was)
        self.app = was.again(live, left, told)
        self.reopened = True
        self.app.curtain = was.curtain

    def _live(self, was: FairsayApp) -> tuple[Live | None, tuple[str, ...]]:
        """Return the session, opened again, and what is to be told of that."""
        live = was.session.drop()
        late = tuple(one for gone in was.opening.letting_go for one in gone.late)
        if live is None:
            return None, (*late, say("crash.home"))
        seen_t = live.runtime.now().t
        if not live.settle(_SAVED_S):
            # What the disk refuses is nowhere but in this very session.
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
