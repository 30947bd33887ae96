"""Forgetting a person who was in every one of 200 sessions, until no byte holds the name."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import msgspec

from bench.fixture import Session
from bench.report import Figure
from session.erase.person import forgetting
from session.model.recap import Recap
from session.model.state import replace
from session.views.recap import recap
from store.disk import replace_whole
from store.erase.person import forget_person
from store.erase.words import files_in
from store.journal.format import frame
from store.library.ending import finish
from store.library.index import SessionRow
from store.paths import Home, private_folder

SESSIONS, SERIES = 200, 10
LIMIT_S = 2.0
_WAS, _NAME = "Person 3", "Zoë Winter"


def forgotten(made: Session, folder: Path, sessions: int = SESSIONS) -> Iterator[Figure]:
    """Yield what it takes in all, in milliseconds, with the person in every session and recap."""
    home = Home(folder / "data")
    _fill(home, made, sessions)
    files = [path for path in files_in(home.root) if path.suffix in {".json", ".jsonl"}]
    bare = private_folder(folder / "bare")
    start = perf_counter()
    for nth, path in enumerate(files):
        replace_whole(bare / str(nth), path.read_bytes())
    floor = perf_counter() - start
    size = sum(path.stat().st_size for path in files) / 1_000_000
    # As on the command line, which looks for no garbage while a command runs.
    gc.collect()
    gc.disable()
    start = perf_counter()
    told = forget_person(home, forgetting(_NAME))
    took = perf_counter() - start
    gc.enable()
    assert told.done
    assert told.sessions == sessions
    yield Figure(
        name=f"forgetting a person of {sessions} sessions",
        note=f"{size:.0f} MB, {told.recaps} recaps",
        unit="ms",
        value=took * 1000,
        floor=floor * 1000,
        floor_is="reading and writing these files once",
        promise=f"≤ {LIMIT_S:.0f} s",
        limit=LIMIT_S * 1000,
    )


def _fill(home: Home, made: Session, sessions: int) -> None:
    was, name = _WAS.encode(), _NAME.encode()
    payloads = [payload.replace(b'"%b"' % was, b'"%b"' % name) for payload in made.payloads]
    told = recap(made.state)
    named = msgspec.json.encode(told).replace(was + b'"', name + b'"')
    told = msgspec.json.decode(named, type=Recap)
    for nth in range(sessions):
        session, series = f"{made.id}-{nth}", f"Series {nth % SERIES}"
        private_folder(home.session_dir(session))
        first = payloads[0].replace(made.id.encode(), session.encode())
        lines = (frame(session, payload) for payload in (first, *payloads[1:]))
        home.journal(session).write_bytes(b"".join(lines))
        row = SessionRow(session, told.title, series, "2026-03-02T10:00:00Z", 1500, "draft")
        finish(home, replace(told, session=session, series=series), row)
