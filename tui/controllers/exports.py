"""The half of the app that hands out recaps: it reads them back, has them written, and tells how far that is."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from textual import on
from textual.reactive import reactive

from app.export_progress import Witness
from app.live_session import Live, Saved
from screens.messages import ExportAsked, ExportBeside, ExportDone, ExportGoesOn
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.state import replace
from session.views.recap_lines import ReadBack
from session.wording.catalogue import say
from tui import places
from tui.controllers.settings import WishesApp


class HandingApp(WishesApp):
    """Writes recaps in a thread. What it tells comes as messages, so that it stays in order."""

    read_back: reactive[ReadBack] = reactive(ReadBack())
    reading: str = ""
    """The session whose recap is on the screen."""

    @on(ExportAsked)
    def _export_asked(self, message: ExportAsked) -> None:
        session = message.session or self.reading
        if message.format == PRIVATE_ACTIONS:
            self.errand(partial(self._write_private, session, message.format), self._told_private)
            return
        if message.session:
            # Asked for from Home, where no line tells how far it is.
            self.tell(say("export.begun"))
        self.errand(lambda: self._write(session, message.format))

    async def _write(self, session: str, format: str) -> None:
        live = self.live if self.live and self.live.session_id == session else None
        files: tuple[Path, ...] = ()
        try:
            if self.live:
                await self.live.finish_strikes(session)
            files = await self.desk.export_all(
                session,
                format,
                live,
                Witness(self._writing, self._beside),
                self.exports(session),
            )
        finally:
            self.post_message(ExportDone(files))

    async def _write_private(self, session: str, format: str) -> tuple[Path, ...]:
        """Write what is the facilitator's alone: no screen of the room tells of it."""
        live = self.live if self.live and self.live.session_id == session else None
        return await self.desk.export_all(session, format, live)

    def _told_private(self, files: tuple[Path, ...]) -> None:
        self.tell(say("export.done", n=len(files), folder=str(files[0].parent)))

    def _writing(self, title: str, nth: int, of: int) -> None:
        self.post_message(ExportGoesOn(title, nth, of))

    def _beside(self, held: Path, beside: Path) -> None:
        self.post_message(ExportBeside(held.name, beside.name))

    @on(ExportGoesOn)
    def _export_goes_on(self, message: ExportGoesOn) -> None:
        told = say("export.writing", title=message.title, n=message.nth, of=message.of)
        self.read_back = replace(self.read_back, writing=told)

    @on(ExportBeside)
    def _export_beside(self, message: ExportBeside) -> None:
        self.tell(say("export.beside", name=message.held, beside=message.beside), trouble=True)

    @on(ExportDone)
    def _export_done(self, message: ExportDone) -> None:
        files = message.files
        written = tuple(map(str, files)) if files else self.read_back.written
        self.read_back = replace(self.read_back, writing="", written=written)
        # The recap's own screen lists them; a note over the list would only hide it.
        if files and places.place(self.screen) != "recap":
            self.tell(say("export.done", n=len(files), folder=str(files[0].parent)))

    def watch_state(self) -> None:
        self._read_again()

    def watch_saved(self, was: Saved, saved: Saved) -> None:
        super().watch_saved(was, saved)
        if saved.all and not was.all:
            # What the disk has by now may be told as agreed.
            self._read_again()

    def recap_kept(self) -> None:
        self._read_again()

    def _read_again(self) -> None:
        if any(places.place(screen) == "recap" for screen in self.screen_stack):
            self.read()

    def read(self) -> None:
        """Read the recap that is on the screen again."""
        self.errand(
            partial(asyncio.to_thread, self._read_back, self.reading, self.live), self._read
        )

    def _read_back(self, session: str, here: Live | None) -> ReadBack:
        """Read a recap back. What is struck in the session that is open here may stand in those before it."""
        if here is None or here.session_id == session:
            return self.desk.read_back(session, here)
        # Loads the layout of recaps, which the first paint need not wait for.
        from app.recap_lines import read_back

        return read_back(here.shown(self.desk.recap(session)))

    def _read(self, read: ReadBack) -> None:
        self.read_back = replace(
            read, writing=self.read_back.writing, written=self.read_back.written
        )
