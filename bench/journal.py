"""Opening a long session again, and what one more event costs in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from app.open_session import resume_session
from bench.fixture import ROLES, Session, raise_hand, write
from bench.report import Figure
from session.envelope import fact, head
from session.evolve import evolve
from session.model.floor import StartTurn
from session.model.protocol import Event
from session.model.state import State
from store.journal.format import scan
from store.paths import Home

RESUMES = 9
RESUME_TIMES = 3.0
BLOCKS = 5
EVENT_TIMES = 1.5
EVENT_MICROSECONDS = 100.0


def resume(made: Session, folder: Path, rounds: int = RESUMES) -> Iterator[Figure]:
    """Yield what opening the fixture takes: lock, scan, replay, writer, first command."""
    home = Home(folder / "resume")
    opened: list[float] = []
    alone: list[float] = []
    for _ in range(rounds):
        # Each resume adds the gap it was away for: all open the same journal.
        journal = made.save(home)
        start = perf_counter()
        read(journal, made.id)
        alone.append(perf_counter() - start)
        start = perf_counter()
        live = resume_session(home, made.id)
        opened.append(perf_counter() - start)
        live.settle()
        live.close()
    floor = median(alone) * 1000
    yield Figure(
        name=f"resume, {made.runtime.n:,} events",
        unit="ms",
        value=median(opened) * 1000,
        floor=floor,
        floor_is="scan + CRC + decode alone",
        promise=f"≤ {RESUME_TIMES:.0f} ×",
        limit=RESUME_TIMES * floor,
    )


def read(journal: Path, session: str) -> list[Event | None]:
    """Scan a journal, check its sums and decode it, without folding anything."""
    return [fact(head(payload)) for payload in scan(journal, session).payloads]


def growth(early: Session, late: Session, blocks: int = BLOCKS) -> Iterator[Figure]:
    """Yield what one event costs late in a session and early in one, with the same commands."""
    firsts: list[float] = []
    lasts: list[float] = []
    bare: list[float] = []
    places = early.runtime.n, late.runtime.n
    turns = count(1_000_000)
    for _ in range(blocks):
        # In turn, so that whatever else the machine does falls on both.
        turn = next(turns) * 100
        firsts.append(block(early, turn)[0])
        before = late.state
        took, events = block(late, turn)
        lasts.append(took)
        start = perf_counter()
        folded(before, events, late.t)
        bare.append((perf_counter() - start) / len(events))
    value, first = min(lasts) * 1e6, min(firsts) * 1e6
    yield Figure(
        name=f"an event at {places[1]:,}",
        note=f"at {places[0]:,}: {first:.0f} µs, the ratio is to that",
        unit="µs",
        value=value,
        floor=min(bare) * 1e6,
        floor_is="bare evolve",
        against=first,
        promise=f"≤ {EVENT_TIMES} ×, or ≤ {EVENT_MICROSECONDS:.0f} µs",
        limit=max(EVENT_TIMES * first, EVENT_MICROSECONDS),
    )


def block(made: Session, turn: int) -> tuple[float, tuple[Event, ...]]:
    """Carry out about 100 events in the fixture's mix; return seconds an event, and the events."""
    events: list[Event] = []
    stop = made.runtime.follow(lambda done: events.extend(done.events))
    made.t += 1000
    start = perf_counter()
    for n in range(42):
        made.do(StartTurn(group=ROLES[n % len(ROLES)]))
        if n % 10 == 5:
            raise_hand(made, turn + n)
        if n % 14 == 7:
            write(made, "idea", turn + n)
        if n == 20:
            write(made, "note", turn + n)
    took = perf_counter() - start
    stop()
    return took / len(events), tuple(events)


def folded(state: State, events: tuple[Event, ...], t: int) -> State:
    for event in events:
        state = evolve(state, event, t)
    return state
