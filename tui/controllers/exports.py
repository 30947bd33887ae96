"""Recaps: reads them back, has them written, and tells how far that is."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from app.export_progress import Witness
from app.library import Desk
from app.live_session import Live, Saved
from screens.messages import ExportAsked
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.state import replace
from session.views.recap_lines import ReadBack
from session.wording.catalogue import say
from tui.controllers.session import SessionController, SessionListener
from tui.controllers.settings import SettingsController
from tui.shell import Shell


class ExportsController(SessionListener):
    """Writes recaps in a thread. What that tells comes through the app's queue, so that it stays in order."""

    def __init__(
        self, shell: Shell, session: SessionController, desk: Desk, settings: SettingsController
    ) -> None:
        self.reading = ""
        """The session whose recap is on the screen."""
        self._shell, self._shown, self._session = shell, shell.shown, session
        self._desk, self._settings = desk, settings
        session.listen(self)

    def ask(self, message: ExportAsked) -> None:
        session = message.session or self.reading
        if message.format == PRIVATE_ACTIONS:
            write = partial(self._write_private, session, message.format)
            self._shell.run(write, self._tell_files)
            return
        if message.session:
            # Asked for from Home, where no line tells how far it is.
            self._shell.tell(say("export.begun"))
        self._shell.run(lambda: self._write(session, message.format))

    def _live(self, session: str) -> Live | None:
        live = self._session.live
        return live if live and live.session_id == session else None

    async def _write(self, session: str, format: str) -> None:
        here, live = self._session.live, self._live(session)
        files: tuple[Path, ...] = ()
        try:
            if here:
                await here.finish_strikes(session)
            told = Witness(self.writing, self._beside)
            folder = self._settings.exports_folder(session)
            files = await self._desk.export_all(session, format, live, told, folder)
        finally:
            self.written(files)

    async def _write_private(self, session: str, format: str) -> tuple[Path, ...]:
        """Write what is the facilitator's alone: no screen of the room tells of it."""
        return await self._desk.export_all(session, format, self._live(session))

    def _tell_files(self, files: tuple[Path, ...]) -> None:
        self._shell.tell(say("export.done", n=len(files), folder=str(files[0].parent)))

    def writing(self, title: str, nth: int, of: int) -> None:
        """Show that the form of this title is being written, the ``nth`` of so many."""
        told = say("export.writing", title=title, n=nth, of=of)
        self._shell.soon(partial(self._show_writing, told))

    def _show_writing(self, told: str) -> None:
        self._shown.read_back = replace(self._shown.read_back, writing=told)

    def _beside(self, held: Path, beside: Path) -> None:
        told = say("export.beside", name=held.name, beside=beside.name)
        self._shell.soon(partial(self._shell.tell, told, trouble=True))

    def written(self, files: tuple[Path, ...]) -> None:
        """Show that the writing has ended; no files when it was refused."""
        self._shell.soon(partial(self._show_written, files))

    def _show_written(self, files: tuple[Path, ...]) -> None:
        read = self._shown.read_back
        written = tuple(map(str, files)) if files else read.written
        self._shown.read_back = replace(read, writing="", written=written)
        # The recap's own screen lists them; a note over the list would only hide it.
        if files and self._shell.place != "recap":
            self._tell_files(files)

    def saved_changed(self, was: Saved, saved: Saved) -> None:
        if saved.all and not was.all:
            # What the disk has by now may be told as agreed.
            self.read_again()

    def recap_kept(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        """Read the recap again if one is on a screen."""
        if "recap" in self._shell.stack_places:
            self.read()

    def read(self) -> None:
        """Read the recap that is on the screen again."""
        read = partial(asyncio.to_thread, self._read_back, self.reading, self._session.live)
        self._shell.run(read, self._read)

    def _read_back(self, session: str, here: Live | None) -> ReadBack:
        """Read a recap back. What is struck in the session that is open here may stand in those before it."""
        if here is None or here.session_id == session:
            return self._desk.read_back(session, here)
        # Loads the layout of recaps, which the first paint need not wait for.
        from app.recap_lines import read_back

        return read_back(here.shown(self._desk.recap(session)))

    def _read(self, read: ReadBack) -> None:
        was = self._shown.read_back
        self._shown.read_back = replace(read, writing=was.writing, written=was.written)
