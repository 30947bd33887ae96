"""From a key to what it changes on the screen in long lists: the record with 3,000 entries, 500 people, 200 series."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from bench.fixture import Session, Size
from bench.keys import MORE_MS
from bench.report import Figure, centile
from bench.terminal import FAIRSAY, Terminal
from session.model.people import AddPerson
from session.model.record import WriteNote
from store.paths import Home

KEYS = 60
ENTRIES, PEOPLE, FEW = 3_000, 500, 10
SERIES = 200
_REST_S = 0.1
_END, _HOME = "\x1b[F", "\x1b[H"

Fill = Callable[[Session, int], None]


def figures(made: Session, folder: Path, keys: int = KEYS, share: float = 1.0) -> Iterator[Figure]:
    """Yield the p95 of the keys to the end of a list and back, beside the same in a short list.

    share: of the sizes
    """
    del made
    lists: tuple[tuple[str, str, int, Fill], ...] = (
        ("the record", "B", round(ENTRIES * share), _notes),
        ("people", "l", round(PEOPLE * share), _people),
    )
    for name, key, size, fill in lists:
        floor_ms = _ms(_in_list(folder / f"{name}-few", key, FEW, fill, keys))
        taken = _in_list(folder / f"{name}-many", key, size, fill, keys)
        yield Figure(
            name=f"key to screen, p95, {name} with {size:,} entries",
            note=f"{len(taken)} keys; p50 {centile(taken, 0.5) * 1000:.0f} ms",
            unit="ms",
            value=_ms(taken),
            floor=floor_ms,
            floor_is=f"the same with {FEW}",
            promise=f"≤ idle + {MORE_MS:.0f} ms",
            limit=floor_ms + MORE_MS,
        )
    yield from _at_home(folder / "home", keys, round(SERIES * share))


def _ms(taken: list[float]) -> float:
    return centile(taken, 0.95) * 1000


def _notes(made: Session, size: int) -> None:
    for n in range(size):
        first_or_last = {0: "Quite first", size - 1: "Zenith last"}.get(n, f"Note {n}")
        made.do(
            WriteNote(
                text=f"{first_or_last}: the bus stops too far away, and not at all on Sundays"
            )
        )


def _people(made: Session, size: int) -> None:
    for n in range(size):
        made.do(AddPerson(name="Zed" if n == size - 1 else f"Pat {n}"))


def _in_list(home: Path, key: str, size: int, fill: Fill, keys: int) -> list[float]:
    made = Session(Size(events=10, people=1), "2026-03-02-long-list")
    fill(made, size)
    made.save(Home(home))
    first, last = ("Quite first", "Zenith last") if fill is _notes else ("P.", "Z.")
    taken: list[float] = []
    with Terminal(FAIRSAY, "resume", home=home) as shown:
        shown.until("Help")
        shown.rest(2.0)
        shown.press(key)
        shown.until("Help")
        shown.rest(2.0)
        # A list that fits is not scrolled: the cursor alone moves, and the row is drawn again.
        while len(taken) < keys:
            for stroke, text in ((_END, last), (_HOME, first)):
                start = perf_counter()
                shown.press(stroke)
                taken.append(shown.until(text) - start)
                shown.rest(_REST_S)
    return taken


def _at_home(home: Path, keys: int, series: int) -> Iterator[Figure]:
    for n in range(series):
        made = Session(Size(events=10, people=2), f"2026-01-{n:04}-series", series=f"Series {n:03}")
        made.save(Home(home))
    taken: list[float] = []
    with Terminal(FAIRSAY, home=home) as shown:
        painted_s = shown.until("Go on where you stopped", "Help") - shown.started
        shown.rest(2.0)
        shown.press("a")
        shown.until("not ended")
        shown.rest(1.0)
        while len(taken) < keys:
            for stroke in ("\x1b[B", "\x1b[A"):
                start = perf_counter()
                shown.press(stroke)
                taken.append(shown.until("not ended") - start)
                shown.rest(_REST_S)
    yield Figure(
        name=f"Home with {series} series, first paint",
        note="the group that comes next; others after a key",
        unit="ms",
        value=painted_s * 1000,
        floor=_ms(taken),
        floor_is="a key there, p95",
        promise="told",
    )
