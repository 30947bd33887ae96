"""Phones: serves their page while a session is open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.live_session import LiveSession
from app.network_options import NetworkOptions
from screens.messages import DoorAsked
from session.model.admission import MissedAsked, ReturnAsked
from session.model.state import Rejected
from session.rules.devices import joined
from session.rules.votes import open_round
from session.runtime import Done
from session.views.chat import for_chat
from session.views.phone_link import Joining
from session.wording.catalogue import refusal, say
from tui.controllers.session import SessionController, SessionListener
from tui.shell import Shell

if TYPE_CHECKING:
    from app.phone_service import Phones


_HANDED_OUT_MS = 2 * 3600 * 1000
"""For how long after the end the page is served again after a restart, so that people can get their recap."""


class PhonesController(SessionListener):
    """Keeps ``joining`` in sync with the open session's page."""

    def __init__(self, shell: Shell, session: SessionController, ways: NetworkOptions) -> None:
        self.ways = ways
        self._shell, self._shown, self._session = shell, shell.shown, session
        self.served: Phones | None = None
        """The page of the open session, once it was requested."""
        self._stopping: asyncio.Task[None] | None = None
        """The page of an earlier session, while it is stopping."""
        session.listen(self)

    def attached(self, live: LiveSession) -> None:
        state, ended_t = live.runtime.live, live.runtime.live.closing.ended_t
        if not self.ways.phones:
            return
        if ended_t is None and (state.door.open or self.ways.open):
            # Joining was open when the program stopped: phones reconnect by themselves.
            self._open()
        elif (
            joined(state)
            and (ended_t is None or live.runtime.now().t - ended_t < _HANDED_OUT_MS)
            and (phones := self.service())
        ):
            # Joining was closed, or the session over; connected phones reconnect all the same.
            self._shell.run(phones.serve, lambda _: self._session.paint())

    def service(self) -> Phones | None:
        """Return the phones of the open session; ``None`` without a session, or without phones."""
        live = self._session.live
        if not live or not self.ways.phones:
            return None
        if self.served is None:
            from app.phone_service import Phones

            heard, broken = self._session.paint_soon, self._shell.note_fault
            self.served = Phones(live, self.ways, heard, broken=broken)
        return self.served

    def happened(self, done: Done) -> None:
        if any(isinstance(event, ReturnAsked) for event in done.events):
            # Not who: the room may be watching.
            self._shell.tell(say("join.return_asked"))
        if any(isinstance(event, MissedAsked) for event in done.events):
            self._shell.tell(say("join.missed_asked"))

    def painted(self) -> None:
        self._shown.joining = self.served.joining if self.served else Joining()

    def dropped(self) -> None:
        phones, self.served = self.served, None
        if phones and self._shell.is_running:
            self._stopping = asyncio.create_task(phones.stop())
        self._shown.joining = Joining()

    @property
    def phones_in(self) -> str:
        """The question before the page is stopped while phones are connected; empty without any."""
        n = joined(self._shown.state) if self._shown.joining.links else 0
        key = "quit.phones_recap" if self._session.ended else "quit.phones"
        return say(key, n=n) if n else ""

    async def let_go(self, live: LiveSession) -> bool:
        """Close a session that is no longer shown, after its phones are disconnected."""
        if self._stopping:
            await self._stopping
        return await asyncio.to_thread(live.close)

    async def hang_up(self) -> None:
        """Stop serving the page; at the end of the program."""
        if self.served:
            await self.served.stop()

    def ask(self, message: DoorAsked) -> None:
        phones = self.service()
        if phones is None:
            self._shell.refuse(say("join.no_phones"))
        elif message.what == "copy":
            self._copy()
        elif message.what == "another":
            self._shell.run(phones.another, self._door)
        elif message.what == "renew":
            self._shell.run(phones.renew, self._renewed)
        else:
            self._open()

    def _open(self) -> None:
        phones = self.service()
        if phones:
            self._shell.run(phones.open, self._door)

    def _door(self, done: Done | Rejected | None) -> None:
        self._session.paint()
        if done is None:
            self._shell.tell(say("join.one_address"))
        elif isinstance(done, Rejected) and done.reason != "refused.door_open":
            self._shell.refuse(refusal(done))

    def _renewed(self, done: Done | Rejected) -> None:
        self._session.paint()
        if isinstance(done, Done):
            self._shell.tell(say("join.renewed"))
        else:
            self._shell.refuse(refusal(done))

    def _copy(self) -> None:
        state, link = self._shown.state, self._shown.joining.link
        reached = link.url if link and not link.nowhere else ""
        self._shell.copy(for_chat(state, reached))
        # Whether the terminal supports this can't be known: many do not.
        if reached or state.meta.meeting_link:
            self._shell.tell(say("join.copied" if open_round(state) else "join.copied_link"))
        else:
            self._shell.tell(say("rounds.copied" if open_round(state) else "join.copied_title"))
