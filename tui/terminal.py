"""Terminal input: one reader of the keyboard, whatever the shell does, and no input that can crash the app."""

from __future__ import annotations

import os
import selectors
from codecs import IncrementalDecoder, getincrementaldecoder
from functools import cached_property
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING

# Textual decodes the terminal strictly, and stops at an incomplete character in pasted text. There is no
# public API for it, so its loop is copied here, with undecodable bytes replaced.
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.curtain import Curtain

if TYPE_CHECKING:
    from tui.projector_app import ProjectorApp

_READ_BYTES = 4096
_LOOK_S = 0.1
_BEGIN_S = 0.2


class Keyboard(LinuxDriver):
    """The terminal of Linux and macOS.

    Textual starts another reader (and writer) at every SIGCONT, and discards unread input when one is stopped.
    Here the
    earlier reader is stopped first, and its bytes are kept for the next.
    """

    _app: ProjectorApp
    _reader: Thread | None = None
    _suspending = False

    @cached_property
    def _begun(self) -> Event:
        """Set once the latest reader is reading."""
        return Event()

    @cached_property
    def _parser(self) -> XTermParser:
        # Shared by all readers: a sequence may have been read partially when one is stopped.
        return XTermParser()

    @cached_property
    def _decoder(self) -> IncrementalDecoder:
        return getincrementaldecoder("utf-8")(errors="replace")

    def start_application_mode(self) -> None:
        """Take over the terminal; if an earlier app crashed, from its curtain."""
        if self._app.curtain:
            self._app.curtain.part()
        self._begun.clear()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        # In the background Textual starts no reader, and the shell stops the program again.
        self._begun.wait(_BEGIN_S)

    def suspend_application_mode(self) -> None:
        self._suspending = True
        try:
            super().suspend_application_mode()
        finally:
            self._suspending = False

    def resume_application_mode(self) -> None:
        # After SIGSTOP, which can't be caught, the terminal was never restored.
        if self._reader is not None:
            self.suspend_application_mode()
        super().resume_application_mode()

    def disable_input(self) -> None:
        if not self._suspending:
            super().disable_input()
        elif self._reader is not None:
            self.exit_event.set()
            self._reader.join()
            self.exit_event.clear()

    def run_input_thread(self) -> None:
        """Pass on each key and paste, until the app has exited.

        An exception ends the app, which logs it: without keys nobody could.
        """
        self._reader = current_thread()
        self._begun.set()
        try:
            self._read()
        except Exception as fault:  # noqa: BLE001 - the last resort of a thread of its own
            self._app.terminal_gone = isinstance(fault, (EOFError, OSError))
            self._app.call_later(self._app.broken, fault)
        finally:
            self._reader = None

    def stop_application_mode(self) -> None:
        """Restore the terminal; after a crash, behind a curtain."""
        super().stop_application_mode()
        if self._app.broke and not self._app.terminal_gone:
            self._app.curtain = Curtain(self.fileno)
            self.write(self._app.curtain.drawn(self._app.calm_words))
            self.flush()

    def _read(self) -> None:
        parser, decode = self._parser, self._decoder.decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(_LOOK_S)
                read = os.read(self.fileno, _READ_BYTES) if ready else b""
                if ready and not read:
                    raise EOFError
                text = decode(read)
                self._hand_on([*(parser.feed(text) if text else ()), *parser.tick()])

    def _hand_on(self, read: list[Message]) -> None:
        """Deliver the content of one read as one batch, so that the gate sees all of it."""
        if read:
            self._app.call_later(self._process, read)

    def _process(self, read: list[Message]) -> None:
        for message in read:
            self.process_message(message)
