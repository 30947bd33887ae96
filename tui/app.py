"""The app: it routes. Screens ask by messages; here the ways between them and the data folder are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker

from app.library import AskSeries, Desk
from app.live_session import Live
from app.network_options import Ways
from screens.keys.tables import bindings_for
from screens.messages import (
    PRIVATE,
    Darkened,
    DemoAsked,
    Destination,
    Go,
    PlanOpened,
    SessionOpened,
)
from session.model.state import replace
from session.wording.catalogue import say
from tui import places
from tui.controllers.leaving import Back, LeavingApp, Left
from tui.controllers.session import TICK_S
from tui.projector_app import OPENING, spare_pauses

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom

_RULES = Path(__file__).parent / "app.tcss"


def _palette() -> Any:
    from tui.palette import Actions

    return Actions


class FairsayApp(LeavingApp):
    """Fairsay in a terminal. ``colours``: a theme for this once. Returns the sentence to leave on it, if any."""

    TITLE = "Fairsay"
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("everywhere")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012 - Textual types it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall"), (50, "-high")]  # noqa: RUF012 - Textual types it so

    def __init__(
        self,
        desk: Desk,
        live: Live | None = None,
        room: SimulatedRoom | None = None,
        colours: str = "",
        no_colour: str = "",
        ways: Ways = Ways(),  # noqa: B008 - frozen
        back: Back | None = None,
    ) -> None:
        self.ways, self._back = ways, back
        self._first: Literal["home", "board"] = "board" if live else "home"
        # Read with the app's own rules, since reading rules again would take as long as a paint.
        super().__init__(live, [_RULES, places.rules(self._first)], desk.home.log)
        self.desk, self._room = desk, room
        self.reading = ""
        self.wish(*desk.settings(), colours, no_colour)
        self._after_dark: Destination | None = None
        self.letting_go: list[Live] = []
        """Sessions that are being closed: what that has to tell is not told yet."""

    def get_default_screen(self) -> Screen[Any]:
        return places.make(self._first, type(self))

    def on_mount(self) -> None:
        self.set_interval(TICK_S, self.tick)
        self.call_after_refresh(self._started)

    def _started(self) -> None:
        spare_pauses()
        self.tell_first()
        if self.live:
            self.attach(self.live)
            self._people()
            if self.ended:
                self.post_message(Go("recap"))
        else:
            self.look()
        if self._back:
            self.run_worker(self._go_back(self._back), group="ways")

    async def _go_back(self, back: Back) -> None:
        """Show the screens again that were there when an app before this one broke."""
        self.reading = back.left.reading or self.reading
        for to in () if self.ended else back.left.above(self._first):
            await self.show(to)
        for sentence in back.told:
            self.tell(sentence, trouble=True)

    def again(self, live: Live | None, left: Left, told: tuple[str, ...]) -> FairsayApp:
        """Return an app that goes on where this one broke, with the same session opened again."""
        room = self._room
        if room and live:
            room.live = live
        return FairsayApp(self.desk, live, room, *self.colours, self.ways, Back(left, told))

    def _people(self) -> None:
        """Let the demo's people do their work, if there are any."""
        if self._room:
            self.run_worker(self._room.run(), group="people", exclusive=True)

    def on_resize(self, event: events.Resize) -> None:
        if not self.is_covered():
            self._fit(event.size)

    def _fit(self, size: Size) -> None:
        small = size.width < places.COLUMNS or size.height < places.ROWS
        told = places.place(self.screen) == "small"
        if small and not told:
            work: Callable[[], Coroutine[None, None, None]] = self._small
            _: Worker[None] = self.run_worker(work, group="ways")
        elif told and not small:
            self.pop_screen()

    async def _small(self) -> None:
        await self.leave_private()
        await self.push_screen(places.make("small", type(self)))

    # The ways between screens

    @on(Go)
    async def _go(self, message: Go) -> None:
        if not self.granted(message):
            return
        if message.to in {"board", "home"} and self.ended and self.phones_in:
            # To leave a session that has ended closes it, and the page that hands out its recap.
            self.once_sure(self.phones_in, self._home)
            return
        bases = [to for to in map(places.place, self.screen_stack) if to in places.BASES]
        if message.to == "home" and self.running and bases[-1] == "board":
            self.once_sure(say("home.ask"), self._home)
            return
        if message.to == "recap":
            self.reading = message.session or (self.live.session_id if self.live else "")
        await self.show(message.to)
        if message.about:
            self.call_after_refresh(self.screen.begin, message.about, message.deed)  # type: ignore[attr-defined]  # private pages have it

    def _home(self) -> None:
        self.run_worker(self.show("home"), group="ways")

    async def show(self, to: Destination) -> None:
        """Show a screen: one that is open already, or a new one upon the others. Where it is dark: afterwards."""
        if self.is_covered() and to != "blackout":
            self._after_dark = to
            return
        if to == "board" and (not self.live or self.ended):
            to = "home"
        stack = [places.place(screen) for screen in self.screen_stack]
        told = stack[-1] or getattr(self.screen, "HELP", "")
        if to not in PRIVATE:
            await self.leave_private()
            stack = [places.place(screen) for screen in self.screen_stack]
        if to in places.BASES or to in stack:
            while len(self.screen_stack) > 1 and places.place(self.screen) != to:
                await self.pop_screen()
        if not self.screen_stack:
            # The app was left meanwhile, and its screens with it.
            return
        if places.place(self.screen) != to:
            await self.push_screen(places.make(to, type(self), told))
        if to == "home":
            self.hide_other_groups()
            self._at_home()
        elif to == "recap":
            self.read()
        elif to == "voices":
            self.looked = self.now.t

    @on(Darkened)
    async def _lit(self, message: Darkened) -> None:
        to, self._after_dark = self._after_dark, None
        # Where the app was left in the dark, its screens are gone.
        if not message.dark and self.screen_stack:
            self._fit(self.size)
            if to:
                await self.show(to)

    async def action_blackout(self) -> None:
        self.alone_at_home = False
        if places.place(self.screen) == "blackout":
            await self.pop_screen()
        else:
            await self.show("blackout")

    action_go_dark = action_blackout

    # The data folder

    def _at_home(self) -> None:
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
    async def _session_opened(self, message: SessionOpened) -> None:
        if self.live and message.session == self.live.session_id:
            await self.show("recap" if self.ended else "board")
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
        self._room = room
        self._people()

    def _opened(self, live: Live) -> None:
        self.workers.cancel_group(self, "people")
        self._room = None
        self._close(self.drop())
        self.take(live)
        self.attach(live)
        # By a message, like every other way between screens, so that no two are on their way at once.
        self.post_message(Go("recap" if self.ended else "board", live.session_id))
