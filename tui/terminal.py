"""What the terminal sends: bytes that are no text are shown as such, and end nothing."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

# Textual reads the terminal strictly, and stops the app at half a letter in what is pasted. It has no
# public way to read it otherwise, so its own loop stands here again, with what can't be read replaced.
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.curtain import Curtain

if TYPE_CHECKING:
    from tui.controllers.leaving import LeavingApp

_READ_BYTES = 4096
_LOOK_S = 0.1


class Keyboard(LinuxDriver):
    """The terminal of Linux and macOS."""

    _app: LeavingApp

    def run_input_thread(self) -> None:
        """Hand on each key and paste, until the app has left.

        What breaks ends the app, which notes it down: without keys nobody could do so any more.
        """
        try:
            self._read()
        except Exception as fault:  # noqa: BLE001 - the last resort of a thread of its own
            self._app.terminal_gone = isinstance(fault, (EOFError, OSError))
            self._app.call_later(self._app.broken, fault)

    def start_application_mode(self) -> None:
        """Take the terminal over; from behind the curtain, where an app before this one broke."""
        if self._app.curtain:
            self._app.curtain.part()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was; once something broke, behind a curtain."""
        super().stop_application_mode()
        if self._app.broke and not self._app.terminal_gone:
            self._app.curtain = Curtain(self.fileno)
            self.write(self._app.curtain.drawn(self._app.calm_words))
            self.flush()

    def _read(self) -> None:
        parser = XTermParser()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(_LOOK_S)
                read = os.read(self.fileno, _READ_BYTES) if ready else b""
                if ready and not read:
                    raise EOFError
                if text := decode(read):
                    for event in parser.feed(text):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
