"""Fairsay itself in a pseudo-terminal: what it is sent arrives in one read, as after a stall or over ssh."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from bench.terminal import FAIRSAY, Terminal, plain
from store.examples import sample_plan
from store.paths import Home

_FOR_UP_TO_S = 30.0
_LOOK_S = 0.02


class Program(Terminal):
    """One running program; ``written`` is all that it drew so far, without colours."""

    def __init__(self, home: Home, *words: str) -> None:
        told = words or ("run", "--no-phones", str(sample_plan()))
        super().__init__(FAIRSAY, *told, home=home.root)
        self.home, self.written = home, ""
        self.drawn = b""

    def look(self, for_s: float = _LOOK_S) -> None:
        """Read what it draws, as a terminal does, until nothing more comes for a moment."""
        end = monotonic() + _FOR_UP_TO_S
        while (drawn := self.read(for_s)) and monotonic() < end:
            self.written += plain(drawn)
            self.drawn += drawn

    def wait(self, met: Callable[[], object], what: str) -> None:
        """Wait until something is so, reading all the while."""
        end = monotonic() + _FOR_UP_TO_S
        while not met():
            if monotonic() > end or self.ended:
                pytest.fail(f"{what}: in vain. It drew: {self.written[-2000:]}")
            self.look()

    def shows(self, text: str) -> None:
        self.wait(lambda: text in self.written, f"{text!r} on the screen")

    @property
    def journal(self) -> str:
        """The newest session's journal; empty before there is one."""
        found = self.home.session_ids()
        path = self.home.journal(max(found)) if found else None
        return path.read_text("utf-8") if path and path.exists() else ""

    def holds(self, text: str) -> None:
        """Wait until the journal holds ``text`` as somebody's words."""
        self.wait(lambda: self.count(text), f"{text!r} in the journal")

    def count(self, text: str) -> int:
        """Return how many events hold ``text`` as their words."""
        return self.journal.count(f'"text":"{text}"')

    def wait_for_end(self) -> None:
        """Wait until the program has ended by itself."""
        end = monotonic() + _FOR_UP_TO_S
        while not self.ended:
            if monotonic() > end:
                pytest.fail("it goes on")
            self.look()

    @property
    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def stop_and_go_on(self) -> None:
        """Stop it and let it go on, as a shell does with Ctrl+Z and ``fg``."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOWAIT)
        os.kill(self.pid, signal.SIGCONT)
