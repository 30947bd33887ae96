"""Fairsay itself in a pseudo-terminal: what it is sent arrives in one read, as after a stall or over ssh."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pytest

from store.examples import sample_plan
from store.paths import Home

_FAIRSAY = "import sys; from tui.cli.main import main; sys.exit(main())"
_FOR_UP_TO_S = 30.0
_LOOK_S = 0.02
_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|[()].|[=>]|\][^\x07]*\x07)")


class Program:
    """One running program; ``written`` is all that it drew so far, without colours."""

    def __init__(self, home: Home, *words: str, rows: int = 36, columns: int = 120) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.home, self._fd, self.written = home, ours, ""
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _FAIRSAY,
                *(words or ("run", "--no-phones", str(sample_plan()))),
            ],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "FAIRSAY_HOME": str(home.root), "TERM": "xterm-256color"},
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._fd)

    def send(self, text: str) -> None:
        """Send ``text`` in one piece."""
        os.write(self._fd, text.encode())

    def read(self, for_s: float = _LOOK_S) -> None:
        """Read what it draws, as a terminal does, until nothing more comes for a moment."""
        until = monotonic() + _FOR_UP_TO_S
        while select.select([self._fd], [], [], for_s)[0] and monotonic() < until:
            try:
                drawn = os.read(self._fd, 65536)
            except OSError:
                return
            if not drawn:
                return
            self.written += _SEQUENCE.sub("", drawn.decode("utf-8", "replace"))

    def until(self, met: Callable[[], object], what: str) -> None:
        """Wait until something is so, reading all the while."""
        end = monotonic() + _FOR_UP_TO_S
        while not met():
            if monotonic() > end or self.process.poll() is not None:
                pytest.fail(f"{what}: in vain. It drew: {self.written[-2000:]}")
            self.read()

    def shows(self, text: str) -> None:
        self.until(lambda: text in self.written, f"{text!r} on the screen")

    @property
    def journal(self) -> str:
        """The newest session's journal; empty before there is one."""
        found = self.home.session_ids()
        path = self.home.journal(max(found)) if found else None
        return path.read_text("utf-8") if path and path.exists() else ""

    def holds(self, text: str) -> None:
        """Wait until the journal holds ``text`` as somebody's words."""
        self.until(lambda: self.count(text), f"{text!r} in the journal")

    def count(self, text: str) -> int:
        """Return how many events hold ``text`` as their words."""
        return self.journal.count(f'"text":"{text}"')

    @property
    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def stop_and_go_on(self) -> None:
        """Stop it and let it go on, as a shell does with Ctrl+Z and ``fg``."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        self.process.send_signal(signal.SIGCONT)
