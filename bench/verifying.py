"""How long it takes to look at everything that is stored, and what the sums of a saved recap cost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.fixture import Session
from bench.report import Figure
from session.model.recap import sum_of
from session.model.state import replace
from session.views.recap import recap
from store.journal.format import frame
from store.library.ending import finish
from store.library.index import SessionRow
from store.paths import Home, private_folder
from store.verify import verify

SESSIONS = 200
VERIFY_S = 1.0
SUMS_MS = 5.0
SUMS_A_SAVE = 2
"""One stands in the note of the ending, one beside the recap."""


def looked(
    made: Session, folder: Path, sessions: int = SESSIONS, rounds: int = 3
) -> Iterator[Figure]:
    """Yield what `verify` takes over many sessions in one series, and the sums of one recap."""
    home, told = Home(folder / "verified"), recap(made.state)
    for n in range(sessions):
        session = f"session-{n}"
        private_folder(home.session_dir(session))
        lines = b"".join(frame(session, payload) for payload in made.payloads)
        home.journal(session).write_bytes(lines)
        row = SessionRow(session, told.title, "Hub futures", "", made.runtime.n, "draft")
        finish(home, replace(told, session=session, series="Hub futures"), row)
    taken, read, sums, size = [], [], [], 0
    for _ in range(rounds):
        # As when the command runs.
        gc.disable()
        start = perf_counter()
        verify(home)
        taken.append(perf_counter() - start)
        gc.enable()
        start = perf_counter()
        size = sum(len(path.read_bytes()) for path in home.root.rglob("*.json*"))
        read.append(perf_counter() - start)
        start = perf_counter()
        for _ in range(SUMS_A_SAVE):
            sum_of(told)
        sums.append(perf_counter() - start)
    yield Figure(
        name=f"verify, {sessions} sessions",
        note=f"{size / 1_000_000:.0f} MB; median of {rounds}",
        unit="ms",
        value=median(taken) * 1000,
        floor=median(read) * 1000,
        floor_is="reading these files once",
        promise=f"≤ {VERIFY_S:g} s",
        limit=VERIFY_S * 1000,
    )
    yield Figure(
        name="sums of a recap saved",
        note=f"{SUMS_A_SAVE} of them",
        unit="ms",
        value=median(sums) * 1000,
        floor=median(sums) * 1000 / SUMS_A_SAVE,
        floor_is="one of them",
        promise=f"≤ {SUMS_MS:g} ms",
        limit=SUMS_MS,
    )
