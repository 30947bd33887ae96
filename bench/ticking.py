"""An event loop that notes how late its ticks are: run inside the program that is measured."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import perf_counter

TICK_S = 0.01
_WRITTEN_EVERY = 50


class Ticking(asyncio.DefaultEventLoopPolicy):
    """Makes loops that tick. ``path`` gets a line a tick: when it was due, and how late it came, seconds."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = Path(path)

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        noted: list[str] = []

        def tick(due: float) -> None:
            now = loop.time()
            # Both clocks are the machine's monotonic one; this one other processes read as well.
            noted.append(f"{perf_counter()} {now - due}\n")
            if len(noted) >= _WRITTEN_EVERY:
                with self._path.open("a") as file:
                    file.writelines(noted)
                noted.clear()
            due = max(due + TICK_S, now)
            loop.call_at(due, tick, due)

        loop.call_soon(lambda: tick(loop.time()))
        return loop


def program(path: Path) -> str:
    """Return Fairsay as a program whose event loop ticks into ``path``."""
    return (
        "import asyncio, sys; from bench.ticking import Ticking; "
        f"asyncio.set_event_loop_policy(Ticking({str(path)!r})); "
        "from tui.cli.main import main; sys.exit(main())"
    )


def late(path: Path, begun: float, ended: float) -> list[float]:
    """Return how late the ticks were between two moments, in seconds."""
    pairs = (line.split() for line in path.read_text().splitlines())
    return [float(by) for at, by in pairs if begun <= float(at) <= ended]
