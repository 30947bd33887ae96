"""What the board costs while nobody presses a key: processor and memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.fixture import Session
from bench.report import Figure
from bench.terminal import EMPTY, EMPTY_SAYS, FAIRSAY, Terminal
from store.paths import Home

FOR_S = 12.0
CORE_PERCENT = 3.0
MEGABYTES = 90.0
_SETTLING_S = 3.0


def figures(made: Session, folder: Path, for_s: float = FOR_S) -> Iterator[Figure]:
    """Yield processor and memory of the board, beside an empty app at the same time.

    Reads ``/proc``; elsewhere there are no such figures.
    """
    if not Path("/proc/self/stat").exists():
        return
    home = folder / "idle"
    made.save(Home(home))
    with (
        Terminal(FAIRSAY, "resume", home=home) as board,
        Terminal(EMPTY, home=folder) as empty,
    ):
        board.until("▶", "Help")
        empty.until(*EMPTY_SAYS)
        board.rest(_SETTLING_S)
        start, before = perf_counter(), (cpu_s(board.pid), cpu_s(empty.pid))
        came = board.rest(for_s)
        passed = perf_counter() - start
        used = cpu_s(board.pid) - before[0], cpu_s(empty.pid) - before[1]
        memory = megabytes(board.pid), megabytes(empty.pid)
    yield Figure(
        name="idle board, processor",
        note=f"{came / passed / 1000:.1f} kB a second to the terminal",
        unit="% of a core",
        value=100 * used[0] / passed,
        floor=100 * used[1] / passed,
        floor_is="an empty Textual app",
        promise=f"≤ {CORE_PERCENT:.0f} %",
        limit=CORE_PERCENT,
    )
    yield Figure(
        name="idle board, memory",
        unit="MB",
        value=memory[0],
        floor=memory[1],
        floor_is="an empty Textual app",
        promise=f"≤ {MEGABYTES:.0f} MB",
        limit=MEGABYTES,
    )


def cpu_s(pid: int) -> float:
    """Return the processor time a program has used, in seconds."""
    # The name, in brackets, may hold spaces: count the fields from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """Return how much of the machine's memory a program has, in millions of bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
