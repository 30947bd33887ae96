"""The data folder: reads it for Home, and forgets sessions and persons."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.library import Library
from screens.messages import ForgetAsked
from screens.series_messages import (
    CatchUpAsked,
    CaughtUp,
    EarlierAsked,
    EarlierSeen,
    SeriesAsked,
    SeriesSeen,
)
from session.model.folding import folded
from session.model.state import replace
from session.model.text import clean
from session.views.library import Group, HomeView, for_group, latest_group
from session.views.plan_shelf import PlanShelf, for_sessions
from session.wording.catalogue import say
from tui import places
from tui.controllers.session import SessionController
from tui.shell import Shell

if TYPE_CHECKING:
    from app.erase import Aim
    from session.erase.look_alikes import LookAlike
    from session.erase.person import Forgetting
    from session.erase.receipt import Receipt
    from session.model.state import State
    from session.views.series import SeriesView


class LibraryController:
    """Shows the content of ``desk`` as ``library``, and forgets a session or a person on request."""

    def __init__(self, shell: Shell, session: SessionController, desk: Library) -> None:
        self._shell, self._shown, self._session, self._desk = shell, shell.shown, session, desk
        self._found = HomeView()
        self._group: Group | None = None
        """The group of the last session, on the screen or on disk: Home only shows its sessions ..."""
        self._all = False
        """... until all are requested."""

    @property
    def _here(self) -> str:
        """The open session, if it is in this data folder; of the demo nothing is hidden."""
        live = self._session.live
        return live.session_id if live and live.home == self._desk.home else ""

    @property
    def throws_away(self) -> bool:
        """Whether nothing of the open session is kept."""
        live = self._session.live
        return live is not None and live.home.thrown_away

    def hide_other_groups(self) -> None:
        """Restrict Home to the sessions of the group that may be watching."""
        if self._here:
            self._group, self._all = Group(clean(self._shown.state.meta.series), self._here), False
            self._list()

    def for_this_room(self, shelf: PlanShelf) -> PlanShelf:
        """Return the sources for a plan, without other groups' sessions while Home hides them."""
        if not self._group:
            return shelf
        library = self._shown.library
        cards = [*library.unfinished, *(c for one in library.series for c in one.sessions)]
        return for_sessions(shelf, {card.id for card in cards})

    def show_all(self) -> None:
        self._group, self._all = None, True
        self._list()

    def _list(self) -> None:
        view = for_group(self._found, self._group) if self._group else self._found
        library = self._shown.library
        self._shown.library = replace(view, faults=library.faults, path=library.path)

    def look(self) -> None:
        """Reread the data folder, and show it on Home."""
        look = partial(asyncio.to_thread, self._desk.look, self._session.live)
        self._shell.run(look, self._looked)

    def _looked(self, view: HomeView) -> None:
        self._found = view
        if not self._all and not self._group:
            self._group = latest_group(view)
        self._list()

    def series(self, message: SeriesAsked) -> None:
        """Read a series, after reporting on it; what was reported is on disk when it is shown."""
        read = partial(asyncio.to_thread, self._series_of, message)
        self._shell.run(read, partial(self._seen, message))

    def _seen(self, message: SeriesAsked, read: tuple[SeriesView, Sequence[str]]) -> None:
        view, failed = read
        message.asker.post_message(SeriesSeen(view))
        self._shell.tell(" ".join(failed), trouble=True)

    def _series_of(self, message: SeriesAsked) -> tuple[SeriesView, Sequence[str]]:
        from app.series import move, report, view_of

        failed: Sequence[str] = ()
        if message.command:
            report(self._desk, message.series, message.command)
        if message.session:
            failed = move(self._desk, message.session, message.to)
        return view_of(self._desk, message.series), failed

    def before(self, message: EarlierAsked | CatchUpAsked) -> None:
        """Read what a screen asked of the earlier sessions of the open one's series."""
        read = partial(asyncio.to_thread, self._before, message, self._shown.state)
        self._shell.run(read, message.asker.post_message)

    def _before(self, message: EarlierAsked | CatchUpAsked, state: State) -> EarlierSeen | CaughtUp:
        meta = state.meta
        if isinstance(message, EarlierAsked):
            from app.series import earlier_of

            return EarlierSeen(earlier_of(self._desk, meta.series, but=meta.id))
        from app.catch_up import on_pages

        person = message.person
        new = folded(person) in {folded(one.name) for one in state.people.values()}
        read, own = on_pages(self._desk, meta.series, message.since, person, new=new)
        return CaughtUp(read, person, own)

    def forget(self, message: ForgetAsked) -> None:
        self._shell.run(partial(asyncio.to_thread, self._aim, message), self._sure)

    def _aim(self, message: ForgetAsked) -> Aim:
        from app.erase import aim_at_person, aim_at_session

        if message.session:
            return aim_at_session(self._desk, message.session, self._here)
        return aim_at_person(self._desk, message.person, self._here)

    def _sure(self, aim: Aim) -> None:
        question = (aim.question, say("forget.yes"), say("forget.no"))
        # Reading took time: a key press, or a blackout, may have come in between.
        goes_on = partial(self._and, aim, aim.alike, ())
        self._shell.ask_in_time(partial(self._shell.confirm, question, goes_on))

    def _and(self, aim: Aim, left: tuple[LookAlike, ...], also: tuple[str, ...]) -> None:
        """Ask about each look-alike of the name; "no" is preselected. Then forget."""
        from app.erase import alike_question

        if not left:
            self._forget(aim, also)
            return
        first, *others = left

        def answered(yes: bool | None) -> None:
            if yes is None:
                # Left without an answer: nothing at all is forgotten.
                self._shell.tell(say("forget.kept"))
            else:
                self._and(aim, tuple(others), (*also, first.text) if yes else also)

        asked = places.confirm(alike_question(first), say("forget.yes"), say("forget.no"))
        self._shell.ask(asked, answered)

    def _forget(self, aim: Aim, also: tuple[str, ...]) -> None:
        from app.erase import forget

        forgets = partial(asyncio.to_thread, forget, self._desk, aim, also)
        self._shell.run(forgets, partial(self._forgotten, aim.forgetting(also)))

    def _forgotten(self, person: Forgetting | None, told: Receipt) -> None:
        from session.erase.receipt import main_sentence

        if person:
            places.drop_drafts(self._shell.stack, person.holds)
        left = "" if told.done else f" {say('forget.not_all')}"
        self._shell.tell(f"{main_sentence(told)}{left}", trouble=not told.done)
        self.look()
