"""Navigation between screens: to one that is open already, or a new one on top."""

from __future__ import annotations

from functools import partial

from screens.keys.keymap import table_of
from screens.messages import Darkened, Go
from screens.places import BASES, PRIVATE, Destination
from session.wording.catalogue import say
from tui import places
from tui.controllers.exports import ExportsController
from tui.controllers.leaving import Back
from tui.controllers.library import LibraryController
from tui.controllers.opening import OpeningController
from tui.controllers.phones import PhonesController
from tui.controllers.private import PrivateController
from tui.controllers.session import SessionController
from tui.shell import Shell


class Navigation:
    """During a blackout it shows nothing until the screen is lit again."""

    def __init__(
        self,
        shell: Shell,
        session: SessionController,
        phones: PhonesController,
        library: LibraryController,
        exports: ExportsController,
        private: PrivateController,
        opening: OpeningController,
    ) -> None:
        self._shell, self._session, self._phones, self._library = shell, session, phones, library
        self._exports, self._private, self._opening = exports, private, opening
        self._after_dark: tuple[Destination, str] | None = None

    @property
    def is_dark(self) -> bool:
        return self._shell.place == "blackout"

    async def go(self, message: Go) -> None:
        """Go to a screen, after the questions that come first."""
        if not self._private.grants(message):
            return
        ended, live, phones_in = self._session.ended, self._session.live, self._phones.phones_in
        if message.to in {"board", "home"} and ended and phones_in:
            # Leaving a session that has ended closes it, and the page that hands out its recap.
            self._shell.once_sure(phones_in, self._home)
            return
        bases = [to for to in self._shell.stack_places if to in BASES]
        if message.to == "home" and self._session.running and bases[-1] == "board":
            tried = self._library.throws_away
            self._shell.once_sure(say("home.tried" if tried else "home.ask"), self._home)
            return
        if message.to == "close":
            self._exports.look_at(message.session or (live.session_id if live else ""))
        await self.show(message.to, message.about)

    def _home(self) -> None:
        self._shell.work(partial(self.show, "home"), "ways")

    async def show(self, to: Destination, about: str = "") -> None:
        """Show a screen, which begins with ``about``; during a blackout, afterwards."""
        if self.is_dark and to != "blackout":
            self._after_dark = to, about
            return
        if to == "board" and (not self._session.live or self._session.ended):
            to = "home"
        shell = self._shell
        if not shell.stack:
            return
        opened_from = table_of(shell.stack[-1]) if shell.stack else ""
        if to not in PRIVATE:
            await self._private.leave()
        if to in BASES or to in shell.stack_places:
            while len(shell.stack) > 1 and shell.place != to:
                await shell.pop()
        if not shell.stack:
            # The app was left in the meantime, and its screens with it.
            return
        if shell.place != to:
            await shell.push(to, opened_from)
        if to == "home":
            self._library.hide_other_groups()
            self._opening.at_home()
        elif to == "close":
            self._exports.read()
        elif to == "private":
            shell.shown.looked = shell.shown.now.t
        if about and shell.stack:
            shell.after_paint(places.begin, shell.stack[-1], about)

    async def go_back(self, back: Back, base: str) -> None:
        """Show the screens of an earlier, crashed app again."""
        self._exports.look_at(back.left.reading or self._exports.reading)
        for to in () if self._session.ended else back.left.above(base):
            await self.show(to)
        for sentence in back.told:
            self._shell.tell(sentence, trouble=True)

    def resized(self, columns: int, rows: int) -> None:
        if not self.is_dark:
            self._fit(columns, rows)

    def _fit(self, columns: int, rows: int) -> None:
        small = columns < places.COLUMNS or rows < places.ROWS
        told = self._shell.place == "small"
        if small and not told:
            self._shell.work(self._show_small, "ways")
        elif told and not small:
            self._shell.pop()

    async def _show_small(self) -> None:
        await self._private.leave()
        await self._shell.push("small")

    async def darkened(self, message: Darkened) -> None:
        after, self._after_dark = self._after_dark, None
        # If the app was left during a blackout, its screens are no longer there.
        if not message.dark and self._shell.stack:
            self._fit(*self._shell.size)
            if after:
                await self.show(*after)

    async def black_out(self) -> None:
        """Black the screen out, or light it again."""
        self._private.alone_at_home = False
        if self.is_dark:
            await self._shell.pop()
        else:
            await self.show("blackout")
