"""A real terminal of 120 columns and 36 rows with a program in it, as a person would start it."""

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
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 36
FAIRSAY = "import sys; from tui.cli.main import main; sys.exit(main())"
EMPTY = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Empty(App):\n"
    "    def compose(self):\n"
    "        yield Static('an empty app')\n"
    "Empty().run()"
)
EMPTY_SAYS = ("an empty app",)
_CONTROL = re.compile(
    rb"\x1b\[[0-9;?<>=$ ]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_][^\x1b]*\x1b\\"
)
_FOR_UP_TO_S = 30.0


def plain(drawn: bytes) -> str:
    """Return what was drawn without colours and movements."""
    return _CONTROL.sub(b"", drawn).decode(errors="replace")


class NothingShown(Exception):
    """The program did not show what it was started for."""


class Terminal:
    """A program in a terminal, from its start until the end of the `with` block."""

    def __init__(self, program: str, *words: str, home: Path) -> None:
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        # As installed programs do, it keeps its compiled modules from one start to the next.
        # Whoever started us may have a terminal of another size, and told its own programs so.
        set_here = ("TEXTUAL", "PYTHON", "FAIRSAY", "COLUMNS", "LINES")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(set_here)}
        env = kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "FAIRSAY_HOME": str(home)}
        env["FAIRSAY_STATE"] = str(home / "state")
        # It is measured and tried with every letter at hand; the eight keys have tests of their own.
        env["FAIRSAY_KEYS"] = "all"
        self.started = perf_counter()
        self._child = subprocess.Popen(
            [sys.executable, "-c", program, *words],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=env,
            start_new_session=True,
        )
        os.close(inner)
        self._fd = outer
        self.pid = self._child.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.wait()
        os.close(self._fd)

    def press(self, key: str) -> None:
        os.write(self._fd, key.encode())

    def until(self, *texts: str, enough: Callable[[Iterable[bool]], bool] = all) -> float:
        """Read until all of ``texts`` were shown from now on (``any``: one of them); return when the last one came."""
        shown, deadline = b"", perf_counter() + _FOR_UP_TO_S
        while perf_counter() < deadline:
            if not (read := self.read(0.1)):
                continue
            now = perf_counter()
            shown += read
            words = plain(shown)
            if enough(text in words for text in texts):
                return now
        seen = plain(shown)[-400:]
        raise NothingShown(f"{texts} did not come within {_FOR_UP_TO_S:.0f} s, but {seen!r}")

    def rest(self, for_s: float) -> int:
        """Read on for a while; return how many bytes came."""
        came, end = 0, perf_counter() + for_s
        while (left := end - perf_counter()) > 0:
            came += len(self.read(left))
        return came

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    @property
    def ended(self) -> bool:
        return self._child.poll() is not None

    def read(self, for_s: float) -> bytes:
        """Return what is drawn next; empty when nothing was within a while."""
        ready, _, _ = select.select([self._fd], [], [], for_s)
        if not ready:
            return b""
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:
            # The program has ended, and its side of the terminal with it.
            sleep(for_s)
            return b""


def shown_after_s(program: str, words: Sequence[str], texts: Sequence[str], home: Path) -> float:
    """Start a program and return how long it takes until ``texts`` have left the terminal, seconds."""
    with Terminal(program, *words, home=home) as terminal:
        return terminal.until(*texts) - terminal.started
