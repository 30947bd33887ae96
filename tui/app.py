"""The app: it routes. Screens ask by messages; here the ways between them and the data folder are."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker

from app.library import Desk
from app.live_session import Live
from app.network_options import Ways
from screens.keys.tables import bindings_for
from screens.messages import (
    PRIVATE,
    Darkened,
    Destination,
    Go,
)
from session.wording.catalogue import say
from tui import places
from tui.controllers.leaving import Back, Left
from tui.controllers.opening import OpeningApp
from tui.controllers.session import TICK_S
from tui.projector_app import spare_pauses

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom

_RULES = Path(__file__).parent / "app.tcss"


def _palette() -> Any:
    from tui.palette import Actions

    return Actions


class FairsayApp(OpeningApp):
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
        self.desk, self.room = desk, room
        self.reading = ""
        self.wish(*desk.settings(), colours, no_colour)
        self._after_dark: Destination | None = None

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
            self.let_people_play()
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
        room = self.room
        if room and live:
            room.live = live
        return FairsayApp(self.desk, live, room, *self.colours, self.ways, Back(left, told))

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
            self.at_home()
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
