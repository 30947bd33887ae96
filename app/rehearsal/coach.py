"""The rehearsal: a session with imagined people that is thrown away, and a coach who asks for one key after another.

The coach watches the events of the session and the screens that are shown. What was done counts however it was
done: by the key, in help or in the palette. Only the number of lessons that were done is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.clock import Readings
from app.demo.naming import NotThere, resolved
from app.live_session import LiveSession
from app.open_session import open_session
from app.rehearsal.lessons import BEFORE, Lesson, lessons, plan
from app.rehearsal.progress import Progress
from session.model.carried import Carried
from session.model.protocol import AnyCommand
from session.runtime import Done
from session.wording.catalogue import say
from store.paths import Home


class Rehearsal:
    """``live`` is what the app shows; ``changed`` is called whenever ``caption`` is another one."""

    def __init__(self, live: LiveSession, progress: Progress) -> None:
        self.live, self.progress = live, progress
        self.changed: Callable[[], None] = lambda: None
        self.lessons = lessons()
        self.at = min(progress.done, len(self.lessons))
        """Number of lessons that were done."""
        self._resumed = self.at > 0
        self._own = False
        self._do(*BEFORE, *(one for past in self.lessons[: self.at] for one in _played(past)))
        if self.lesson:
            self._do(*self.lesson.moment)

    @property
    def lesson(self) -> Lesson | None:
        """The one that is asked for now; ``None`` once all were done."""
        return self.lessons[self.at] if self.at < len(self.lessons) else None

    def begin(self) -> None:
        """Watch the session; also after it was reopened."""
        self.live.runtime.follow(self._happened)

    def seen(self, place: str) -> None:
        """Note which screen is shown."""
        if self.lesson and place in self.lesson.places:
            self._next()

    def caption(self, key_of: Callable[[str], str]) -> str:
        """Return what was done last, and what is asked for; ``key_of`` names the keys of the table."""
        if self.at and not self._resumed:
            before = self.lessons[self.at - 1]
            first = say(f"rehearsal.{before.id}.done", key=key_of(before.key))
        elif self.at:
            first = say("rehearsal.again", n=self.at, of=len(self.lessons))
        else:
            first = say("rehearsal.begins")
        if not self.lesson:
            return f"{first}\n{say('rehearsal.over', quit=key_of('quit-program'))}"
        words = say(f"rehearsal.{self.lesson.id}.ask", key=key_of(self.lesson.key), **_names())
        return f"{first}\n{say('rehearsal.step', n=self.at + 1, of=len(self.lessons), words=words)}"

    def _happened(self, done: Done) -> None:
        lesson = self.lesson
        if lesson and not self._own and any(isinstance(one, lesson.events) for one in done.events):
            # Not within the command that was carried out just now.
            asyncio.get_running_loop().call_soon(self._next_after, lesson)

    def _next_after(self, lesson: Lesson) -> None:
        # Two commands in one turn of the loop are one lesson.
        if lesson is self.lesson:
            self._next()

    def _next(self) -> None:
        self.at += 1
        self._resumed = False
        self.progress.keep(self.at if self.lesson else 0)
        if self.lesson:
            self._do(*self.lesson.moment)
        self.changed()

    def _do(self, *commands: AnyCommand) -> None:
        """Carry out what imagined people do; what no longer fits the session is left out."""
        self._own = True
        try:
            for command in commands:
                try:
                    self.live.handle(resolved(self.live.runtime.live, command))
                except NotThere:
                    continue
        finally:
            self._own = False


def open_rehearsal(away: Home, progress: Progress, readings: Readings | None = None) -> Rehearsal:
    """Open the imagined session in ``away``, and go on after the lessons that were done. Raises ``CannotOpen``."""
    return Rehearsal(open_session(away, plan(), carried=Carried(), readings=readings), progress)


def _played(lesson: Lesson) -> tuple[AnyCommand, ...]:
    return (*lesson.moment, *lesson.instead)


def _names() -> dict[str, str]:
    return {
        "idea": say("rehearsal.idea"),
        "slip": say("rehearsal.slip"),
        "way": say("askroom.hands"),
        "more": say("time.more"),
        "ideas": say("room.ideas"),
    }
