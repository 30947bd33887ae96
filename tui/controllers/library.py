"""The half of the app that has the data folder: it looks into it, and forgets what must go."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import reactive

from app.library import Desk
from screens.messages import ForgetAsked
from session.model.state import replace
from session.views.library import HomeView
from session.wording.catalogue import say
from tui import places
from tui.controllers.phones import PhonesApp

if TYPE_CHECKING:
    from app.erase import Aim
    from session.erase.receipt import Receipt


class DeskApp(PhonesApp):
    """Shows what the ``desk`` finds as ``library``, and forgets a session or a person when asked."""

    desk: Desk
    library: reactive[HomeView] = reactive(HomeView())

    def look(self) -> None:
        """Read the data folder again, and show it on Home."""
        self.errand(partial(asyncio.to_thread, self.desk.look, self.live), self._looked)

    def _looked(self, view: HomeView) -> None:
        self.library = replace(view, faults=self.library.faults, path=self.library.path)

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
            lambda: self.push_screen(asked, lambda yes: self._forget(aim) if yes else None)
        )

    def _forget(self, aim: Aim) -> None:
        from app.erase import forget

        self.errand(partial(asyncio.to_thread, forget, self.desk, aim), self._forgotten)

    def _forgotten(self, told: Receipt) -> None:
        from session.erase.receipt import main_sentence

        left = "" if told.done else f" {say('forget.not_all')}"
        self.tell(f"{main_sentence(told)}{left}", trouble=not told.done)
        self.look()
