"""What the terminal shows while the app restarts: calm words, no shell, no echo of typed keys."""

from __future__ import annotations

import os
import sys
import termios

_LOCAL_FLAGS = 3
"""Index of the local flags (echo, canonical mode) in ``tcgetattr``'s result."""


class Curtain:
    """Shown from its creation until ``lift``; ``terminal`` is the descriptor keys are read from."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._usual = termios.tcgetattr(terminal)
        silent = termios.tcgetattr(terminal)
        silent[_LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, silent)

    def drawn(self, words: str) -> str:
        """Return the escape sequences that draw it, with ``words`` in the middle; without words it is dark."""
        columns, rows = os.get_terminal_size(self._terminal)
        left = max(1, (columns - len(words)) // 2 + 1)
        return f"\x1b[?1049h\x1b[?25l\x1b[2J\x1b[{max(1, rows // 2)};{left}H{words}"

    def part(self) -> None:
        """Restore the terminal's input mode; keys typed in the meantime are dropped."""
        termios.tcsetattr(self._terminal, termios.TCSAFLUSH, self._usual)

    def lift(self) -> None:
        """Show the shell again."""
        self.part()
        print("\x1b[?1049l\x1b[?25h", end="", file=sys.__stderr__, flush=True)
