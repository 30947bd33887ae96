"""The half of the app that opens a session: from a plan, again, or of the demo, in place of the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on

from app.library import AskSeries
from app.live_session import Live
from screens.messages import DemoAsked, Go, PlanOpened, SessionOpened
from session.model.state import replace
from session.wording.catalogue import say
from tui import places
from tui.controllers.leaving import LeavingApp
from tui.projector_app import OPENING

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom


class OpeningApp(LeavingApp):
    """``room``: the demo's people, while it is played."""

    room: SimulatedRoom | None = None

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.letting_go: list[Live] = []
        """Sessions that are being closed: what that has to tell is not told yet."""

    def let_people_play(self) -> None:
        """Let the demo's people do their work, if there are any."""
        if self.room:
            self.run_worker(self.room.run(), group="people", exclusive=True)

    def at_home(self) -> None:
        """Close the session that is left, if it has ended, and look at what is stored."""
        if self.live and self.ended:
            self._close(self.drop())
        else:
            self.look()

    def _close(self, live: Live | None) -> None:
        if live:
            self.letting_go.append(live)
            self.errand(partial(self.let_go, live), lambda _: self._gone(live), finish=True)

    def _gone(self, live: Live) -> None:
        self.letting_go.remove(live)
        for sentence in live.late:
            self.tell(sentence, trouble=True)
        self.look()

    @on(PlanOpened)
    def _plan_opened(self, message: PlanOpened) -> None:
        self.library = replace(self.library, path=message.path, faults=())
        self._begin_plan(message.path)

    def _begin_plan(self, path: str, series: str | None = None) -> None:
        self._open_instead(partial(self.desk.begin, path, series), self._begun)

    def _open_instead(self, open_it: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Open another session, once it is sure that those who are in by phone may lose this one.

        What is struck in this one, or in one that is being closed, goes first: the other may carry it over.
        """

        async def opened() -> Any:
            if self.live:
                await self.live.finish_strikes()
            if self.letting_go:
                await self.finish()
            return await asyncio.to_thread(open_it)

        self.once_sure(self.phones_in, lambda: self.errand(opened, then, OPENING))

    def _begun(self, begun: Live | tuple[str, ...] | AskSeries) -> None:
        if isinstance(begun, AskSeries):
            self._ask_series(begun)
        elif isinstance(begun, tuple):
            self.library = replace(self.library, faults=begun)
        else:
            self._opened(begun)

    def _ask_series(self, asked: AskSeries) -> None:
        def answered(yes: bool | None) -> None:
            if yes is not None:
                self._begin_plan(asked.path, asked.known if yes else asked.new)

        dialog = places.confirm(asked.question, say("series.yes"), say("series.no"))
        self.push_screen(dialog, answered)

    @on(SessionOpened)
    def _session_opened(self, message: SessionOpened) -> None:
        if self.live and message.session == self.live.session_id:
            self.post_message(Go("recap" if self.ended else "board"))
        elif self.live and message.ended and not self.ended:
            # The session under way keeps its clock; the other one's recap is only read.
            self.post_message(Go("recap", message.session))
        else:
            self._open_instead(partial(self.desk.resume, message.session), self._opened)

    @on(DemoAsked)
    def _demo_asked(self) -> None:
        self._open_instead(self.desk.demo, self._demo_opened)

    def _demo_opened(self, room: SimulatedRoom) -> None:
        self._opened(room.live)
        self.room = room
        self.let_people_play()

    def _opened(self, live: Live) -> None:
        self.workers.cancel_group(self, "people")
        self.room = None
        self._close(self.drop())
        self.take(live)
        self.attach(live)
        # By a message, like every other way between screens, so that no two are on their way at once.
        self.post_message(Go("recap" if self.ended else "board", live.session_id))
