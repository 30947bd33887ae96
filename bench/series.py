"""A long series: its screen, a key on that, and every form in which one of its sessions is exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from app.recaps import Recaps
from app.series import view_of
from bench.fixture import Session
from bench.report import Figure, centile
from bench.terminal import FAIRSAY, Terminal
from session.model.recap import Recap, RecapAction, RecapDecision
from session.model.state import replace
from session.views.recap import recap
from session.views.series import SeriesView
from store.exports.registry import FORMATS
from store.journal.format import frame
from store.library.ending import finish
from store.library.index import SessionRow
from store.library.recaps import recap_on_disk, to_hand_out
from store.library.series import series_id
from store.paths import Home, private_folder

SESSIONS = 200
OPEN_EACH = 2
SERIES = "Hub futures"
READ_MS, KEY_MS, EXPORT_S = 150.0, 15.0, 0.5
_DOWN = "\x1b[B"
_AFTER_S = 0.05


def figures(
    made: Session, folder: Path, sessions: int = SESSIONS, keys: int = 60
) -> Iterator[Figure]:
    """Yield what the screen of a series of so many sessions takes, a key on it, and the slowest export."""
    home = Home(folder / "series")
    last = _filled(home, made, sessions)
    yield _exported(home, last, sessions)
    read, bare, view = [], [], SeriesView()
    for _ in range(5):
        start = perf_counter()
        view = view_of(Recaps(home), SERIES)
        read.append(perf_counter() - start)
        start = perf_counter()
        home.series_file(series_id(SERIES)).read_bytes()
        bare.append(perf_counter() - start)
    things = sum(one.kind == "action" for one in view.lines)
    # What became of the goals stands above the actions.
    above = sum(one.kind == "goal" for one in view.lines)
    shown, moved = _on_the_screen(home, above, min(keys, things - 1))
    yield Figure(
        name=f"the series screen of {sessions} sessions, from Enter",
        note=f"{things} open; of it {median(read) * 1000:.0f} ms reading, which is beside the loop",
        unit="ms",
        value=shown * 1000,
        floor=median(bare) * 1000,
        floor_is="reading the file",
        promise=f"≤ {READ_MS:.0f} ms",
        limit=READ_MS,
    )
    yield Figure(
        name="a key on the series screen, p95",
        note=f"{len(moved)} keys; p50 {centile(moved, 0.5) * 1000:.0f} ms",
        unit="ms",
        value=centile(moved, 0.95) * 1000,
        floor=centile(moved, 0.5) * 1000,
        floor_is="the median key",
        promise=f"≤ {KEY_MS:.0f} ms",
        limit=KEY_MS,
    )


def _filled(home: Home, made: Session, sessions: int) -> str:
    """Hold so many sessions, each with two open actions and a decision; return the id of the last."""
    told, session = recap(made.state), ""
    for n in range(sessions):
        session = f"2026-03-02-{n:06d}"
        private_folder(home.session_dir(session))
        lines = b"".join(frame(session, payload) for payload in made.payloads)
        home.journal(session).write_bytes(lines)
        row = SessionRow(
            session, told.title, SERIES, "2026-03-02T10:00:00Z", made.runtime.n, "draft"
        )
        finish(home, _of_its_own(told, session, n), row)
    return session


def _of_its_own(told: Recap, session: str, n: int) -> Recap:
    return replace(
        told,
        session=session,
        series=SERIES,
        decisions=(RecapDecision(f"Decision {n:03d}", id=f"d-{n}"),),
        parking=(),
        actions=tuple(
            RecapAction(f"Step {OPEN_EACH * n + nth:03d}", id=f"a-{n}-{nth}")
            for nth in range(OPEN_EACH)
        ),
    )


def _on_the_screen(home: Home, above: int, keys: int) -> tuple[float, list[float]]:
    """Return how long Enter took until the series was there, and each key until the next line was marked.

    above: how many lines stand above the actions.
    """
    with Terminal(FAIRSAY, home=home.root) as screen:
        screen.until("recap is a draft")
        screen.rest(2.0)
        screen.press("\x1b[A")
        screen.rest(0.5)
        start = perf_counter()
        screen.press("\r")
        shown = screen.until("Step 000") - start
        screen.rest(1.0)
        for _ in range(above):
            screen.press(_DOWN)
            screen.rest(_AFTER_S)
        moved = []
        for n in range(1, keys + 1):
            start = perf_counter()
            screen.press(_DOWN)
            moved.append(screen.until(f"Step {n:03d}") - start)
            screen.rest(_AFTER_S)
    return shown, moved


def _exported(home: Home, session: str, sessions: int) -> Figure:
    taken: dict[str, float] = {}
    for form in FORMATS:
        start = perf_counter()
        FORMATS[form].render(to_hand_out(home, recap_on_disk(home, session)))
        taken[form] = perf_counter() - start
    slowest = max(taken, key=taken.__getitem__)
    start = perf_counter()
    home.series_file(series_id(SERIES)).read_bytes()
    return Figure(
        name=f"the slowest export of {sessions} sessions in one series",
        note=f"as {slowest}, its library loaded for it",
        unit="ms",
        value=taken[slowest] * 1000,
        floor=(perf_counter() - start) * 1000,
        floor_is="reading the file",
        promise=f"≤ {EXPORT_S:g} s",
        limit=EXPORT_S * 1000,
    )
