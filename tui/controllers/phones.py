"""The half of the app that has phones: it serves their page while a session is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var
from textual.screen import Screen

from app.live_session import Live
from screens.messages import DoorAsked
from session.model.admission import ReturnAsked
from session.model.state import Rejected
from session.rules.devices import joined
from session.rules.votes import open_round
from session.runtime import Done
from session.views.chat import for_chat
from session.views.phone_link import Joining
from session.wording.catalogue import refusal, say
from tui import places
from tui.controllers.session import SessionApp

if TYPE_CHECKING:
    from app.network_options import Ways
    from app.phone_service import Phones


_HANDED_OUT_MS = 2 * 3600 * 1000
"""For how long after the end people may still come for their recap, when the program was stopped."""


class PhonesApp(SessionApp):
    """Keeps ``joining`` as the open session's page has it."""

    joining: var[Joining] = var(Joining())
    ways: Ways
    _phones: Phones | None = None
    _question: Screen[bool | None] | None = None
    """What asks, or asked last, if something may be left."""
    _stopping: asyncio.Task[None] | None = None
    """The page of a session that is shown no more, on its way out."""

    def attach(self, live: Live) -> None:
        super().attach(live)
        state, ended_t = live.runtime.live, live.runtime.live.closing.ended_t
        if not self.ways.phones:
            return
        if ended_t is None and (state.door.open or self.ways.open):
            # Open when the program stopped: phones find their way back by themselves.
            self._open()
        elif (
            joined(state)
            and (ended_t is None or live.runtime.now().t - ended_t < _HANDED_OUT_MS)
            and (phones := self.phones())
        ):
            # Closed to new ones, or over; those who are in find their way back all the same.
            self.errand(phones.serve, lambda _: self.paint())

    def phones(self) -> Phones | None:
        """Return the phones of the open session; ``None`` without a session, or without phones."""
        if not self.live or not self.ways.phones:
            return None
        if self._phones is None:
            from app.phone_service import Phones

            self._phones = Phones(self.live, self.ways, self._soon, broken=self.crash.note)
        return self._phones

    def _followed(self, done: Done) -> None:
        super()._followed(done)
        if any(isinstance(event, ReturnAsked) for event in done.events):
            # Not who: the room may be looking on.
            self.tell(say("join.return_asked"))

    def paint(self) -> None:
        super().paint()
        self.joining = self._phones.joining if self._phones else Joining()

    def drop(self) -> Live | None:
        phones, self._phones = self._phones, None
        if phones and self.is_running:
            self._stopping = asyncio.create_task(phones.stop())
        self.joining = Joining()
        return super().drop()

    @property
    def phones_in(self) -> str:
        """What is to be asked before the page of phones goes that are in; empty without any."""
        n = joined(self.state) if self.joining.links else 0
        key = "quit.phones_recap" if self.ended else "quit.phones"
        return say(key, n=n) if n else ""

    def once_sure(self, question: str, then: Callable[[], object]) -> None:
        """Go on at once where there is nothing to ask, otherwise after a yes to it."""
        if self._question in self.screen_stack:
            # What is asked already is answered first.
            return
        if not question:
            then()
            return
        self._question = places.confirm(question, say("quit.yes"), say("quit.no"))

        def answered(yes: bool | None) -> None:
            if yes:
                then()

        self.push_screen(self._question, answered)

    async def let_go(self, live: Live) -> bool:
        """Close a session that is shown no more, once no phone is on its line."""
        if self._stopping:
            await self._stopping
        return await asyncio.to_thread(live.close)

    async def hang_up(self) -> None:
        """Serve the page no more; for the end of the program."""
        if self._phones:
            await self._phones.stop()

    @on(DoorAsked)
    def _door_asked(self, message: DoorAsked) -> None:
        phones = self.phones()
        if phones is None:
            self.tell(say("join.no_phones"), trouble=True)
        elif message.what == "copy":
            self._copy()
        elif message.what == "another":
            self.errand(phones.another, self._door)
        elif message.what == "renew":
            self.errand(phones.renew, self._renewed)
        else:
            self._open()

    def _open(self) -> None:
        phones = self.phones()
        if phones:
            self.errand(phones.open, self._door)

    def _door(self, done: Done | Rejected | None) -> None:
        self.paint()
        if done is None:
            self.tell(say("join.one_address"))
        elif isinstance(done, Rejected) and done.reason != "refused.door_open":
            self.tell(refusal(done), trouble=True)

    def _renewed(self, done: Done | Rejected) -> None:
        self.paint()
        self.tell(*((say("join.renewed"),) if isinstance(done, Done) else (refusal(done), True)))

    def _copy(self) -> None:
        link = self.joining.link
        reached = link.url if link and not link.nowhere else ""
        self.copy_to_clipboard(for_chat(self.state, reached))
        # Whether the terminal takes it over can't be known: many do not.
        if reached or self.state.meta.meeting_link:
            self.tell(say("join.copied" if open_round(self.state) else "join.copied_link"))
        else:
            self.tell(say("rounds.copied" if open_round(self.state) else "join.copied_title"))
