"""Opens a session: from a plan, an existing one, or the demo, in place of the current one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.library import AskSeries, Library
from app.live_session import LiveSession
from app.open_session import OnlyOlder
from screens.keys.keymap import keys_on
from screens.messages import Go, PlanOpened, SessionOpened
from screens.places import Destination
from session.model.state import replace
from session.wording.catalogue import say
from tui import places
from tui.controllers.library import LibraryController
from tui.controllers.phones import PhonesController
from tui.controllers.rehearsal import RehearsalController
from tui.controllers.session import SessionController
from tui.demo_keys import FOLLOWS, key_told, place_shown
from tui.projector_app import OPENING
from tui.shell import Shell

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom
    from app.demo.step import Deed
    from app.rehearsal.coach import Rehearsal

FOLLOW_S = 5.0
"""Seconds without a key after which the demo shows its screens by itself."""


class OpeningController:
    """``room``: the demo's people, while it is played."""

    def __init__(
        self,
        shell: Shell,
        session: SessionController,
        phones: PhonesController,
        library: LibraryController,
        desk: Library,
        room: SimulatedRoom | Rehearsal | None,
        rehearsals: RehearsalController,
    ) -> None:
        self.room = room
        self._key_told = ""
        self.letting_go: list[LiveSession] = []
        """Sessions still closing; their errors have not been reported yet."""
        self._shell, self._shown, self._session = shell, shell.shown, session
        self._phones, self._library, self._desk = phones, library, desk
        self._rehearsals = rehearsals

    def let_people_play(self) -> None:
        """Start the demo's people, if there are any."""
        if not self.room:
            return
        from app.rehearsal.coach import Rehearsal

        if isinstance(self.room, Rehearsal):
            self._rehearsals.begin(self.room)
        else:
            self.room.on_command = self._played
            self._shell.tell(say("demo.begins", pause=self._pause_key))
            self._shell.work(partial(self._play, self.room), "people", exclusive=True)

    async def _play(self, room: SimulatedRoom) -> None:
        await room.run()
        self._follow("close")

    def _played(self, command: Deed) -> None:
        self._tell_key(command)
        if to := place_shown(command, self._shown.state):
            self._follow(*to)

    def _follow(self, to: Destination, about: str = "") -> None:
        """Show a screen of the demo, unless somebody is at the keyboard, or has opened another one."""
        if self._shell.quiet_for_s >= FOLLOW_S and self._shell.place in FOLLOWS - {to}:
            self._shell.post(Go(to, about=about))

    @property
    def _pause_key(self) -> str:
        keys = keys_on("board", self._shell.layout_of_keys)
        return next(key.shown for key in keys if key.id == "pause")

    def _tell_key(self, command: Deed) -> None:
        """Say which key a step would be; of several alike in a row, once."""
        told = key_told(command, self._shell.layout_of_keys)
        if told and told != self._key_told:
            self._key_told = told
            self._shell.tell(told)

    def at_home(self) -> None:
        """Close the session that is left, if it has ended, and reread what is stored."""
        if self._session.live and self._session.ended:
            self._close(self._session.drop())
        else:
            self._library.look()

    def _close(self, live: LiveSession | None) -> None:
        if live:
            self.letting_go.append(live)
            let_go = partial(self._phones.let_go, live)
            self._shell.run(let_go, lambda _: self._gone(live), finish=True)

    def _gone(self, live: LiveSession) -> None:
        self.letting_go.remove(live)
        for sentence in live.late:
            self._shell.tell(sentence, trouble=True)
        self._library.look()

    def open_plan(self, message: PlanOpened) -> None:
        self._shown.library = replace(self._shown.library, path=message.path, faults=())
        self._begin_plan(message.path)

    def _begin_plan(self, path: str, series: str | None = None) -> None:
        self._open_instead(partial(self._desk.begin, path, series), self._begun)

    def _open_instead(self, open_it: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Open another session, once it is confirmed that connected phones may lose this one.

        Strikes in this one, or in one that is being closed, are finished first, and its recap is stored: the other
        may carry entries over.
        """

        async def opened() -> Any:
            if self._session.live:
                await self._session.live.finish_strikes()
            await self._shell.finish()
            return await asyncio.to_thread(open_it)

        opens = partial(self._shell.run, opened, then, OPENING)
        self._shell.once_sure(self._phones.phones_in, opens)

    def _begun(self, begun: LiveSession | tuple[str, ...] | AskSeries) -> None:
        if isinstance(begun, AskSeries):
            self._ask_series(begun)
        elif isinstance(begun, tuple):
            self._shown.library = replace(self._shown.library, faults=begun)
        else:
            self._opened(begun)

    def _ask_series(self, asked: AskSeries) -> None:
        def answered(yes: bool | None) -> None:
            if yes is not None:
                self._begin_plan(asked.path, asked.known if yes else asked.new)

        dialog = places.confirm(asked.question, say("series.yes"), say("series.no"))
        self._shell.ask(dialog, answered)

    def open_session(self, message: SessionOpened) -> None:
        live, ended = self._session.live, self._session.ended
        if live and message.session == live.session_id:
            self._shell.post(Go("close" if ended else "board"))
        elif live and message.ended and not ended:
            # The current session keeps its clock; the other one's recap is only read.
            self._shell.post(Go("close", message.session))
        else:
            self._open_instead(partial(self._reopen, message.session), self._reopened)

    def _reopen(self, session: str) -> LiveSession | OnlyOlder:
        try:
            return self._desk.resume(session)
        except OnlyOlder as only:
            return only

    def _reopened(self, found: LiveSession | OnlyOlder) -> None:
        if not isinstance(found, OnlyOlder):
            self._opened(found)
            return
        question = f"{found} {found.question}", say("home.older_yes"), say("home.older_no")
        resume = partial(self._desk.resume, found.session, older=True)
        self._shell.confirm(question, partial(self._open_instead, resume, self._opened))

    def open_demo(self) -> None:
        self._open_instead(self._desk.demo, self._demo_opened)

    def open_rehearsal(self) -> None:
        self._open_instead(self._desk.rehearsal, self._demo_opened)

    def _demo_opened(self, room: SimulatedRoom | Rehearsal) -> None:
        self._opened(room.live)
        self.room = room
        self.let_people_play()

    def _opened(self, live: LiveSession) -> None:
        self._shell.stop("people")
        self.room = None
        self._close(self._session.drop())
        self._session.take(live)
        self._session.attach(live)
        # By a message, like all navigation, so that two transitions never overlap.
        self._shell.post(Go("close" if self._session.ended else "board", live.session_id))
