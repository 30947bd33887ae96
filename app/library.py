"""The app's operations on the data folder. Every call may wait for the disk: never on the event loop."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.clock import Readings
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.recaps import Recaps
from session.model.settings import Settings
from session.model.state import replace
from session.model.text import clean
from session.plan.series import nearly_the_same
from session.views.library import HomeView, SeriesCard, SessionCard
from session.wording.catalogue import say
from store.paths import Home, private_folder
from store.refusal import Refusal

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom
    from app.rehearsal.coach import Rehearsal
    from store.library.ending import Pending
    from store.library.index import SessionRow

DEMO_SPEED = 40.0
"""How much faster than real time the demo is: its two hours take three minutes."""


class NoSuchSession(Refusal):
    """No session, or more than one, matches; the text is one plain sentence."""


class AskSeries(Struct, frozen=True):
    """A plan's series is new, but ``known`` is nearly the same: which one is meant?"""

    path: str
    new: str
    known: str

    @property
    def question(self) -> str:
        return say("series.ask", new=self.new, known=self.known)


class Library(Recaps):
    """The data folder, as the app and the command line use it."""

    def __init__(self, home: Home, readings: Readings | None = None) -> None:
        super().__init__(home)
        self._readings = readings
        self._away: Path | None = None
        self._held = contextlib.ExitStack()

    def begin(
        self, path: str, series: str | None = None
    ) -> LiveSession | tuple[str, ...] | AskSeries:
        """Create a session from a plan file, or return all its faults. Raises ``CannotOpen``.

        If the name of the series differs from a known one only by case, punctuation or spaces, it returns a
        question first; ``series`` is the answer.
        """
        from session.plan.reading.dropped import path_of
        from session.plan.reading.preview import left_words
        from store.plans.read import PlanFaults, good_plan, read_file
        from store.settings import read_settings

        place = Path(path_of(path)).expanduser()
        try:
            read = read_file(place, central=read_settings(self.home)[0].central)
            plan = good_plan(read, str(place))
        except PlanFaults as faults:
            return tuple(map(str, faults.faults))
        if left := read.understood.left_out:
            # A plan is not used partially: the omissions have to be reviewed first.
            return (*map(left_words, left), say("plan.look_first"))
        if series is None and (known := self.series_meant(plan.series)):
            return AskSeries(path, plan.series, known)
        plan = plan if series is None else replace(plan, series=series)
        # A crash may have left the last session of the series unsaved, or words in it that were struck.
        told, late = self._finished() if plan.series else ((), None)
        live = open_session(self.home, plan, readings=self._readings, late=late)
        live.told = (*told, *live.told)
        return live

    def series_meant(self, name: str) -> str:
        """Return the known series that a new one's name probably means; empty if none."""
        if not name or not self.home.sessions.is_dir():
            return ""
        return nearly_the_same(name, {row.series for row in self.rows() if row.series})

    def resume(self, session: str = "", *, older: bool = False) -> LiveSession:
        """Reopen a session; empty: the newest unfinished. Raises ``CannotOpen``, ``NoSuchSession``."""
        named = self.named(session) if session else self.newest_unfinished()
        return resume_session(self.home, named, older=older)

    def named(self, start: str) -> str:
        """Return the id that equals or unambiguously begins with ``start``. Raises ``NoSuchSession``."""
        known = self.home.session_ids()
        if start in known:
            return start
        found = [session for session in known if session.startswith(start)] if start else []
        if len(found) == 1:
            return found[0]
        key = "home.several_sessions" if found else "home.no_such_session"
        raise NoSuchSession(say(key, session=start, n=len(found)))

    def newest_unfinished(self) -> str:
        """Return the session to resume. Raises ``NoSuchSession``.

        If the only one is open in another process, it is returned, so that opening it reports the owner.
        """
        rows = self.rows()
        for state in ("unfinished", "live"):
            for row in rows:
                if row.state == state:
                    return row.id
        raise NoSuchSession(say("home.none_unfinished"))

    def look(self, live: LiveSession | None = None) -> HomeView:
        """Return the content of Home; ``live`` is the session that this process has open."""
        told = [*self.finish_endings()]
        rows: tuple[SessionRow, ...] = ()
        with _gone_on(told):
            rows = self.rows()
        with _gone_on(told):
            from store.library.compare import amiss

            told += amiss(self.home)
        here = live.session_id if live else ""
        cards = [(clean(row.series), _card(row, here)) for row in rows]
        if live and live.home != self.home:
            # The demo is in no list, but must be reachable.
            title = live.runtime.live.meta.title
            cards.insert(0, ("", SessionCard(live.session_id, title, standing="live", here=True)))
        going_on = {"unfinished", "live"}
        ended = [(series, card) for series, card in cards if card.standing not in going_on]
        names = dict.fromkeys(series for series, _ in ended)
        return HomeView(
            unfinished=tuple(card for _, card in cards if card.standing in going_on),
            series=tuple(
                SeriesCard(name, tuple(card for series, card in ended if series == name))
                for name in sorted(names, key=lambda name: (not name, name.casefold()))
            ),
            folder=str(self.home.root),
            told=tuple(dict.fromkeys(told)),
            looked=True,
        )

    def finish_endings(self) -> tuple[str, ...]:
        """Finish the strikes and store the recaps that a crash left; returns a sentence for each failure."""
        return self._finished()[0]

    def _finished(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return these sentences, and the ids of ended sessions whose recaps are still not stored."""
        from app.interrupted import INTERRUPTED
        from store.library.ending import pending
        from store.library.listing import put_aside
        from store.library.never_begun import put_all_away
        from store.library.newer_places import settle_all

        told: list[str] = []
        with _gone_on(told):
            told += settle_all(self.home)[0]
        for sessions, finish in INTERRUPTED:
            with _gone_on(told):
                for session in sessions(self.home):
                    with _gone_on(told):
                        told += self._alone(session, finish)
        with _gone_on(told):
            told += (say("home.never_begun", session=one) for one in put_all_away(self.home))
        with _gone_on(told):
            told += (
                say("home.put_aside", path=path.name, aside=aside.name)
                for path, aside in put_aside(self.home)
            )
        late: list[str] = []
        with _gone_on(told):
            waiting = pending(self.home)
            late += (one.session for one in waiting)
            for one in waiting:
                with _gone_on(told):
                    if self._finish_ending(one):
                        late.remove(one.session)
        return tuple(dict.fromkeys(told)), tuple(late)

    def _alone(
        self, session: str, finish: Callable[[Home, str], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Finish something of a session; the process that has it open does so itself when closing."""
        from store.owner import AlreadyOpen, claim

        with contextlib.suppress(AlreadyOpen), claim(self.home.session_dir(session)):
            return finish(self.home, session)
        return ()

    def _finish_ending(self, one: Pending) -> bool:
        """Store the recap of an ended session; False if the process that has it open is doing so."""
        from store.library.ending import complete, finish
        from store.library.recaps import recap_to_store
        from store.owner import AlreadyOpen, claim

        try:
            with claim(self.home.session_dir(one.session)):
                if one.decided:
                    complete(self.home, one.session)
                else:
                    finish(self.home, recap_to_store(self.home, one.session))
        except AlreadyOpen:
            return False
        return True

    def demo(self, folder: Path | None = None) -> SimulatedRoom:
        """Open the sample session, apart from all others. Raises ``CannotOpen``."""
        from app.demo.player import open_room

        away = Home(private_folder(folder)) if folder else self._thrown_away()
        return open_room(away, DEMO_SPEED)

    def rehearsal(self) -> Rehearsal:
        """Open the rehearsal, apart from all sessions, where it was left. Raises ``CannotOpen``."""
        from app.rehearsal.coach import open_rehearsal
        from app.rehearsal.progress import Progress

        return open_rehearsal(self._thrown_away(), Progress(self.home), self._readings)

    def _thrown_away(self) -> Home:
        from store.passing import passing_folder

        self._away = self._away or self._held.enter_context(passing_folder())
        return Home(self._away, thrown_away=True)

    def settings(self) -> tuple[Settings, tuple[str, ...]]:
        """Return the settings, and a sentence for each problem with them."""
        from store.settings import read_settings

        settings, told = read_settings(self.home)
        return settings, (*((told,) if told else ()), *self.reword())

    def reword(self) -> tuple[str, ...]:
        """Load the group's own wording; returns what is wrong with it, line by line."""
        if not self.home.wording.exists():
            return ()
        from session.wording.catalogue import reword
        from store.wording import read_wording

        words, faults = read_wording(self.home.wording)
        reword(words)
        return tuple(map(str, faults))

    def keep_settings(self, settings: Settings) -> None:
        """Write the settings. Raises ``SettingsUnreadable`` where the file is not understood."""
        from store.settings import save_settings

        save_settings(self.home, settings)

    def close(self) -> None:
        """Delete the data of demo and rehearsal, unless it was to be kept."""
        self._held.close()


@contextlib.contextmanager
def _gone_on(told: list[str]) -> Iterator[None]:
    """Record a failed step as a sentence, and go on."""
    try:
        yield
    except Refusal as refused:
        told.append(str(refused))
    except OSError:
        told.append(say("home.unreadable"))


def _card(row: SessionRow, here: str) -> SessionCard:
    return SessionCard(
        id=row.id,
        title=clean(row.title) or say("home.untitled"),
        when=_when(row.started),
        standing=row.state,
        here=row.id == here,
        series=clean(row.series),
    )


def _when(started: str) -> str:
    with contextlib.suppress(ValueError):
        local = datetime.fromisoformat(started).astimezone()
        return f"{local:%a} {local.day} {local:%b} {local:%Y, %H:%M}"
    return ""
