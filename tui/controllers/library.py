"""The half of the app that has the data folder: it looks into it, and forgets what must go."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import reactive

from app.library import Desk
from screens.messages import AllSessionsAsked, ForgetAsked
from session.model.state import replace
from session.model.text import clean
from session.views.library import Group, HomeView, for_group
from session.views.plan_shelf import PlanShelf, for_sessions
from session.wording.catalogue import say
from tui import places
from tui.controllers.phones import PhonesApp

if TYPE_CHECKING:
    from app.erase import Aim
    from session.erase.look_alikes import LookAlike
    from session.erase.receipt import Receipt


class DeskApp(PhonesApp):
    """Shows what the ``desk`` finds as ``library``, and forgets a session or a person when asked."""

    desk: Desk
    library: reactive[HomeView] = reactive(HomeView())
    _found: HomeView = HomeView()
    _group: Group | None = None
    """Whose session was shown last: Home shows the sessions of that group alone, until told otherwise."""

    def hide_other_groups(self) -> None:
        """Show on Home the sessions of the group alone that may be looking on; of the demo nothing is hidden."""
        if self.live and self.live.home == self.desk.home:
            self._group = Group(clean(self.state.meta.series), self.live.session_id)
            self._list()

    def for_this_room(self, shelf: PlanShelf) -> PlanShelf:
        """Return what a plan can begin from, without other groups' sessions while Home hides them."""
        if not self._group:
            return shelf
        cards = [
            *self.library.unfinished,
            *(c for one in self.library.series for c in one.sessions),
        ]
        return for_sessions(shelf, {card.id for card in cards})

    @on(AllSessionsAsked)
    def _all_asked(self) -> None:
        self._group = None
        self._list()

    def _list(self) -> None:
        view = for_group(self._found, self._group) if self._group else self._found
        self.library = replace(view, faults=self.library.faults, path=self.library.path)

    def look(self) -> None:
        """Read the data folder again, and show it on Home."""
        self.errand(partial(asyncio.to_thread, self.desk.look, self.live), self._looked)

    def _looked(self, view: HomeView) -> None:
        self._found = view
        self._list()

    @on(ForgetAsked)
    def _forget_asked(self, message: ForgetAsked) -> None:
        self.errand(partial(asyncio.to_thread, self._aim, message), self._sure)

    def _aim(self, message: ForgetAsked) -> Aim:
        from app.erase import aim_at_person, aim_at_session

        here = self.live.session_id if self.live and self.live.home == self.desk.home else ""
        if message.session:
            return aim_at_session(self.desk, message.session, here)
        return aim_at_person(self.desk, message.person, here)

    def _sure(self, aim: Aim) -> None:
        asked = places.confirm(aim.question, say("forget.yes"), say("forget.no"))
        # Reading took its time: a key, or the dark, may have come meanwhile.
        self.ask_in_time(
            lambda: self.push_screen(
                asked, lambda yes: self._and(aim, aim.alike, ()) if yes else None
            )
        )

    def _and(self, aim: Aim, left: tuple[LookAlike, ...], also: tuple[str, ...]) -> None:
        """Ask about each thing that may name the same person; "no" is chosen. Then forget."""
        from app.erase import alike_question

        if not left:
            self._forget(aim, also)
            return
        first, *others = left

        def answered(yes: bool | None) -> None:
            if yes is None:
                # Left without an answer, nothing at all is forgotten.
                self.tell(say("forget.kept"))
            else:
                self._and(aim, tuple(others), (*also, first.text) if yes else also)

        asked = places.confirm(alike_question(first), say("forget.yes"), say("forget.no"))
        self.push_screen(asked, answered)

    def _forget(self, aim: Aim, also: tuple[str, ...]) -> None:
        from app.erase import forget

        self.errand(partial(asyncio.to_thread, forget, self.desk, aim, also), self._forgotten)

    def _forgotten(self, told: Receipt) -> None:
        from session.erase.receipt import main_sentence

        left = "" if told.done else f" {say('forget.not_all')}"
        self.tell(f"{main_sentence(told)}{left}", trouble=not told.done)
        self.look()
