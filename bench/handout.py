"""What a session leaves behind: its recap in the store, and every form it is handed out in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec

from bench.fixture import Session
from bench.report import Figure
from session.model.recap import Recap
from session.model.state import replace
from session.views.recap import recap
from store.disk import replace_whole
from store.exports.registry import FORMATS, export
from store.library.ending import finish
from store.library.index import SessionRow
from store.paths import Home, private_folder

SESSIONS = 200
SAVES = 9
IN_ONE_SERIES_MS, IN_MANY = 25.0, 1.5
EXPORT_S = 3.0
FORM_S = {"docx": 1.0, "pdf": 0.5}
"""The forms that are made by a library of their own, each with the seconds it may take."""


def saved(
    made: Session, folder: Path, sessions: int = SESSIONS, saves: int = SAVES
) -> Iterator[Figure]:
    """Yield what saving a recap takes beside 200 others: against the first of all, where no file grows with them."""
    one = recap(made.state)
    together = _saved(one, Home(folder / "one-series"), "in one series", sessions, saves)
    # Of one series a file is written as a whole, so that a person waits for what it holds.
    yield replace(together, promise=f"≤ {IN_ONE_SERIES_MS:g} ms", limit=IN_ONE_SERIES_MS)
    yield _saved(one, Home(folder / "many"), "each in a series", sessions, saves)


def _saved(told: Recap, home: Home, where: str, sessions: int, saves: int) -> Figure:
    alone = Home(home.root / "alone")
    numbers = count()

    def save(at: Home) -> float:
        n = next(numbers)
        name = "Hub futures" if "one" in where and at is home else f"Series {n}"
        again = replace(told, session=f"session-{n}", series=name)
        private_folder(at.session_dir(again.session))
        row = SessionRow(again.session, again.title, name, "2026-03-02T10:00:00Z", 1500, "draft")
        start = perf_counter()
        finish(at, again, row)
        return perf_counter() - start

    for _ in range(sessions - 1):
        save(home)
    first, last, bare = [], [], []
    for n in range(saves):
        # A data folder of its own: the first session of all.
        first.append(save(Home(alone.root / str(n))))
        last.append(save(home))
        files = [home.series_file(sid) for sid in home.series_ids()]
        newest = max(files, key=lambda path: path.stat().st_mtime_ns)
        bare.append(_written(newest, home.root / "bare"))
    floor, base = median(bare) * 1000, median(first) * 1000
    size = len(msgspec.json.encode(told)) / 1000
    return Figure(
        name=f"recap saved, {sessions} sessions {where}",
        note=f"{size:.0f} kB; the first: {base:.1f} ms, the ratio is to that",
        unit="ms",
        value=median(last) * 1000,
        floor=floor,
        floor_is="one atomic write of the same file",
        against=base,
        promise=f"≤ {IN_MANY:g} ×",
        limit=IN_MANY * base,
    )


def _written(file: Path, target: Path) -> float:
    data = file.read_bytes()
    start = perf_counter()
    replace_whole(target, data)
    return perf_counter() - start


def exported(made: Session, folder: Path, rounds: int = 3) -> Iterator[Figure]:
    """Yield what writing the session's recap in every form takes, libraries loaded for it included."""
    taken: list[float] = []
    written: list[float] = []
    for n in range(rounds):
        into = private_folder(folder / f"exports-{n}")
        files: list[Path] = []
        start = perf_counter()
        told = recap(made.state)
        for name in FORMATS:
            files += export(told, name, into)
        taken.append(perf_counter() - start)
        bare = private_folder(folder / f"bare-{n}")
        written.append(sum(_written(file, bare / file.name) for file in files))
    for name, limit in FORM_S.items():
        yield _made(name, limit, recap(made.state), rounds)
    yield Figure(
        name="the fixture into every export",
        note=f"{len(FORMATS)} formats, slowest of {rounds}",
        unit="ms",
        value=max(taken) * 1000,
        floor=max(written) * 1000,
        floor_is="writing the same files",
        promise=f"≤ {EXPORT_S:.0f} s",
        limit=EXPORT_S * 1000,
    )


def _made(name: str, limit: float, told: Recap, rounds: int) -> Figure:
    form = FORMATS[name]
    # A process of its own for each: the first time is the one a facilitator waits for.
    taken = [_first(name, told) for _ in range(rounds)]
    (file,) = form.render(told)
    return Figure(
        name=f"the fixture as {name}",
        note=f"{len(file.data) / 1000:.0f} kB, its library loaded for it; slowest of {rounds}",
        unit="ms",
        value=max(taken) * 1000,
        floor=_loaded(name) * 1000,
        floor_is="loading its library",
        promise=f"≤ {limit:g} s",
        limit=limit * 1000,
    )


_LIBRARY = {"docx": "docx", "pdf": "typst"}
_FIRST = """
import sys, time
import msgspec
from session.model.recap import Recap
from store.exports.registry import FORMATS
told = msgspec.json.decode(sys.stdin.buffer.read(), type=Recap)
start = time.perf_counter()
FORMATS[sys.argv[1]].render(told)
print(time.perf_counter() - start)
"""
_LOAD = """
import importlib, sys, time
start = time.perf_counter()
importlib.import_module(sys.argv[1])
print(time.perf_counter() - start)
"""


def _first(name: str, told: Recap) -> float:
    return _alone(_FIRST, name, msgspec.json.encode(told))


def _loaded(name: str) -> float:
    return _alone(_LOAD, _LIBRARY[name], b"")


def _alone(program: str, word: str, given: bytes) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program, word], input=given, capture_output=True, check=True
    )
    return float(done.stdout)
