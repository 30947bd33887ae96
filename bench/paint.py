"""From the start of the program to its first screenful, beside an empty Textual app."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copytree
from statistics import median

from bench.fixture import Session
from bench.report import Figure
from bench.terminal import EMPTY, EMPTY_SAYS, FAIRSAY, shown_after_s
from store.paths import Home

PAIRS = 8
TIMES = 1.4
PLAN = Path(__file__).parent.parent / "examples" / "hub-futures.toml"
_BOARD = ("What should the hub offer next winter?", "Finishing about", "Help")
WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fairsay run PLAN": (("run", str(PLAN)), _BOARD),
    "fairsay resume": (("resume",), ("What should the hub offer next winter?", "▶", "Help")),
    "fairsay, Home": ((), ("What should the hub offer next winter?", "Help")),
}
"""What is typed, and what must then be on the screen."""


def figures(made: Session, folder: Path, pairs: int = PAIRS, warm_ups: int = 1) -> Iterator[Figure]:
    """Yield one figure a way to start. Every start has a data folder of its own, with the fixture in it."""
    kept = folder / "kept"
    made.save(Home(kept))
    fresh = (folder / f"start-{n}" for n in count())
    empty: list[float] = []
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    # The first start of each reads its files from the disk; everybody's second one does not.
    for pair in range(warm_ups + pairs):
        empty.append(shown_after_s(EMPTY, (), EMPTY_SAYS, folder))
        for name, (words, texts) in WAYS.items():
            home = copytree(kept, next(fresh))
            taken[name].append(shown_after_s(FAIRSAY, words, texts, home))
        if pair < warm_ups:
            empty.clear()
            for times in taken.values():
                times.clear()
    floor = median(empty) * 1000
    for name, times in taken.items():
        yield Figure(
            name="start to first paint",
            note=name,
            unit="ms",
            value=median(times) * 1000,
            floor=floor,
            floor_is="an empty Textual app",
            promise=f"≤ {TIMES} ×",
            limit=TIMES * floor,
        )
