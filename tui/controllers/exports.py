"""Recaps: reads them back, exports them, and shows the progress."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from app.export_progress import ExportProgress
from app.library import Library
from app.live_session import LiveSession, Saved
from screens.messages import ExportAsked
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.state import replace
from session.views.recap_lines import ReadBack
from session.wording.catalogue import say
from tui.controllers.session import SessionController, SessionListener
from tui.controllers.settings import SettingsController
from tui.shell import Shell


class ExportsController(SessionListener):
    """Exports recaps in a thread. Its callbacks go through the app's message queue, to keep their order."""

    def __init__(
        self, shell: Shell, session: SessionController, desk: Library, settings: SettingsController
    ) -> None:
        self.reading = ""
        """The session whose recap is on the screen."""
        self._shell, self._shown, self._session = shell, shell.shown, session
        self._desk, self._settings = desk, settings
        session.listen(self)

    def look_at(self, session: str) -> None:
        """Read the recap of this session from now on; nothing of another one is left on the screen."""
        if session != self._shown.read_back.session:
            self._shown.read_back = ReadBack(session)
        self.reading = session

    def ask(self, message: ExportAsked) -> None:
        session = message.session or self.reading
        if message.format == PRIVATE_ACTIONS:
            write = partial(self._write_private, session, message.format)
            self._shell.run(write, self._tell_files)
            return
        if message.session:
            # Requested from Home, where no line shows the progress.
            self._shell.tell(say("export.begun"))
        self._shell.run(lambda: self._write(session, message.format))

    def _live(self, session: str) -> LiveSession | None:
        live = self._session.live
        return live if live and live.session_id == session else None

    async def _write(self, session: str, format: str) -> None:
        here, live = self._session.live, self._live(session)
        files: tuple[Path, ...] = ()
        try:
            if here:
                await here.finish_strikes(session)
            told = ExportProgress(self.writing, self._beside)
            folder = self._settings.exports_folder(session)
            files = await self._desk.export_all(session, format, live, told, folder)
        finally:
            self.written(files)

    async def _write_private(self, session: str, format: str) -> tuple[Path, ...]:
        """Write a private export, of which the room's screens show nothing."""
        return await self._desk.export_all(session, format, self._live(session))

    def _tell_files(self, files: tuple[Path, ...]) -> None:
        self._shell.tell(say("export.done", n=len(files), folder=str(files[0].parent)))

    def writing(self, title: str, nth: int, of: int) -> None:
        """Show that the format with this title is being written, the ``nth`` of ``of``."""
        told = say("export.writing", title=title, n=nth, of=of)
        self._shell.soon(partial(self._show_writing, told))

    def _show_writing(self, told: str) -> None:
        self._shown.read_back = replace(self._shown.read_back, writing=told)

    def _beside(self, held: Path, beside: Path) -> None:
        told = say("export.beside", name=held.name, beside=beside.name)
        self._shell.soon(partial(self._shell.tell, told, trouble=True))

    def written(self, files: tuple[Path, ...]) -> None:
        """Show that writing has ended; no files if it was refused."""
        self._shell.soon(partial(self._show_written, files))

    def _show_written(self, files: tuple[Path, ...]) -> None:
        read = self._shown.read_back
        written = tuple(map(str, files)) if files else read.written
        self._shown.read_back = replace(read, writing="", written=written)
        # The recap screen lists them; a notification over the list would only hide it.
        if files and self._shell.place != "close":
            self._tell_files(files)

    def saved_changed(self, was: Saved, saved: Saved) -> None:
        if saved.all and not was.all:
            # What is on disk by now may be shown as agreed.
            self.read_again()

    def recap_kept(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        """Reread the recap if one is on a screen."""
        if "close" in self._shell.stack_places:
            self.read()

    def read(self) -> None:
        """Reread the recap that is on the screen."""
        read = partial(asyncio.to_thread, self._read_back, self.reading, self._session.live)
        self._shell.run(read, self._read)

    def _read_back(self, session: str, here: LiveSession | None) -> ReadBack:
        """Read a recap back. Entries struck in the session open here may also be in earlier ones."""
        if here is None or here.session_id == session:
            return self._desk.read_back(session, here)
        # Loads the layout of recaps, which the first paint does not need.
        from app.recap_lines import read_back

        return read_back(here.shown(self._desk.recap(session)))

    def _read(self, read: ReadBack) -> None:
        was = self._shown.read_back
        self._shown.read_back = replace(read, writing=was.writing, written=was.written)
