"""From a key to what it changes on the plan screen, in a plan of 40 items whose every start moves with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.fixture import Session
from bench.keys import MORE_MS, turn
from bench.report import Figure, centile
from bench.terminal import FAIRSAY, Terminal
from session.model.plan import Plan, PlanItem
from store.paths import Home
from store.plans.shelf import Drafted, keep_draft

KEYS = 160
ITEMS = 40
_AFTER_S = 0.15
"""What a key set off besides, such as keeping the draft, has time to be done."""


def figures(made: Session, folder: Path, keys: int = KEYS) -> Iterator[Figure]:
    """Yield the p95 of a minute more or less for the first item of forty."""
    board = folder / "board"
    made.save(Home(board))
    idle_ms = centile(_turns(board, max(2, keys // 4)), 0.95) * 1000
    taken = _edits(folder / "plan", keys)
    yield Figure(
        name=f"key to screen, p95, a plan of {ITEMS} items",
        note=f"{len(taken)} keys; p50 {centile(taken, 0.5) * 1000:.0f} ms",
        unit="ms",
        value=centile(taken, 0.95) * 1000,
        floor=idle_ms,
        floor_is="a turn on the board",
        promise=f"≤ idle + {MORE_MS:.0f} ms",
        limit=idle_ms + MORE_MS,
    )


def _turns(home: Path, keys: int) -> list[float]:
    with Terminal(FAIRSAY, "resume", home=home) as board:
        board.until("▶", "Help")
        board.rest(2.0)
        groups = ("service provider", "community member")
        # Whoever has the turn already would get it again, and nothing would change.
        board.press("9")
        board.rest(1.0)
        return [turn(board, groups[n % 2]) for n in range(keys)]


def _edits(home: Path, keys: int) -> list[float]:
    items = tuple(PlanItem(f"Item {n}", 10, focus="What helps?") for n in range(ITEMS))
    keep_draft(Home(home), Drafted(Plan("A long day", items, start="08:00")))
    taken: list[float] = []
    with Terminal(FAIRSAY, home=home) as plan:
        plan.until("Help")
        plan.rest(1.0)
        plan.press("n")
        plan.until("A long day")
        plan.rest(1.0)
        for n in range(keys):
            start = perf_counter()
            plan.press("-" if n % 2 else "+")
            # The finish moves with the first item, and is painted together with every start.
            taken.append(plan.until("14:40" if n % 2 else "14:41") - start)
            plan.rest(_AFTER_S)
    return taken
