"""Striking one entry in a series of 200 sessions, until no file that is read again holds it."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from app.open_session import resume_session
from bench.fixture import Session
from bench.report import Figure
from session.model.recap import Recap
from session.model.state import replace
from session.runtime import Done
from session.views.recap import recap
from store.disk import replace_whole
from store.journal.format import frame
from store.library.ending import finish
from store.library.index import SessionRow
from store.library.series import series_id
from store.paths import Home, private_folder

SESSIONS, HOLD_IT = 200, 3
LIMIT_S = 1.0
_SERIES = "Hub futures"


def struck(made: Session, folder: Path, sessions: int = SESSIONS) -> Iterator[Figure]:
    """Yield what a strike takes in all, in milliseconds, of something parked that a few sessions hold."""
    home = Home(folder / "data")
    parked = next(iter(made.state.parking))
    _fill(home, made, sessions, parked)
    journals = [home.journal(f"{made.id}-{nth}") for nth in range(sessions)]
    bare = private_folder(folder / "bare")
    start = perf_counter()
    for path in journals:
        path.read_bytes()
    for path in (*journals[:HOLD_IT], home.series_file(series_id(_SERIES))):
        replace_whole(bare / path.parent.name, path.read_bytes())
    floor = perf_counter() - start
    size = sum(path.stat().st_size for path in journals) / 1_000_000
    live = resume_session(home, f"{made.id}-0")
    assert live.settle()
    gc.collect()
    start = perf_counter()
    done = asyncio.run(live.strike("parking", parked))
    took = perf_counter() - start
    assert isinstance(done, Done)
    live.close()
    held = [parked.encode() in path.read_bytes() for path in journals]
    assert sum(held) == HOLD_IT
    yield Figure(
        name=f"striking an entry of a series of {sessions} sessions",
        note=f"{size:.0f} MB, {HOLD_IT} hold it",
        unit="ms",
        value=took * 1000,
        floor=floor * 1000,
        floor_is="reading all, writing those that hold it",
        promise=f"≤ {LIMIT_S:.0f} s",
        limit=LIMIT_S * 1000,
    )


def _fill(home: Home, made: Session, sessions: int, parked: str) -> None:
    told = recap(made.state)
    for nth in range(sessions):
        session = f"{made.id}-{nth}"
        # An entry keeps its id in the sessions it is carried over to, and in no others.
        key = parked if nth < HOLD_IT else f"other-{nth}"
        private_folder(home.session_dir(session))
        lines = (
            frame(session, _as(payload, made.id, session, parked, key)) for payload in made.payloads
        )
        home.journal(session).write_bytes(b"".join(lines))
        row = SessionRow(session, told.title, _SERIES, "2026-03-02T10:00:00Z", 1500, "draft")
        finish(home, _told(told, session, parked, key), row)


def _as(payload: bytes, was: str, session: str, parked: str, key: str) -> bytes:
    renamed = payload.replace(f'"{was}"'.encode(), f'"{session}"'.encode())
    return renamed.replace(f'"{parked}"'.encode(), f'"{key}"'.encode())


def _told(told: Recap, session: str, parked: str, key: str) -> Recap:
    parking = tuple(replace(one, id=key) if one.id == parked else one for one in told.parking)
    return replace(told, session=session, series=_SERIES, parking=parking)
