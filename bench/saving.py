"""Saving while people talk: until it is on the disk, and whether the event loop notices."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import perf_counter

from app.live_session import LiveSession
from app.open_session import resume_session
from bench.fixture import ROLES, Session
from bench.report import Figure, centile
from session.model.floor import StartTurn
from session.replay import replay
from session.runtime import Runtime
from store.paths import Home

COMMANDS = 500
ACK_TIMES, ACK_MORE_MS = 2.0, 5.0
BLOCKS = 5
BLOCK_S = 1.5
BLOCKED_MS = 1.0
_TICK_S = 0.002
_EVERY_TICKS = 5
_WARM_UP = 20


def acknowledged(made: Session, folder: Path, commands: int = COMMANDS) -> Iterator[Figure]:
    """Yield the p99 from a command until it is confirmed to be on the disk, through ``LiveSession``."""
    home = Home(folder / "acknowledged")
    made.save(home)
    live = resume_session(home, made.id)
    try:
        taken, synced = asyncio.run(_acknowledge(live, folder / "synced", commands))
    finally:
        live.close()
    floor = centile(synced, 0.99) * 1000
    yield Figure(
        name="durable acknowledgement, p99",
        note=f"{commands} commands; p50 {centile(taken, 0.5) * 1000:.2f} ms",
        unit="ms",
        value=centile(taken, 0.99) * 1000,
        floor=floor,
        floor_is="fdatasync p99, interleaved",
        promise=f"≤ {ACK_TIMES:.0f} × + {ACK_MORE_MS:.0f} ms",
        limit=ACK_TIMES * floor + ACK_MORE_MS,
    )


async def _acknowledge(
    live: LiveSession, beside: Path, commands: int
) -> tuple[list[float], list[float]]:
    changed = asyncio.Event()
    live.attach(asyncio.get_running_loop())
    live.watch(changed.set)
    taken: list[float] = []
    synced: list[float] = []
    line = b"x" * 200 + b"\n"
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        for n in range(_WARM_UP + commands):
            start = perf_counter()
            live.handle(turn(n))
            while not live.saved.all:
                changed.clear()
                await changed.wait()
            taken.append(perf_counter() - start)
            start = perf_counter()
            os.write(fd, line)
            os.fdatasync(fd)
            synced.append(perf_counter() - start)
    finally:
        os.close(fd)
    return taken[_WARM_UP:], synced[_WARM_UP:]


def blocked(
    made: Session, folder: Path, blocks: int = BLOCKS, block_s: float = BLOCK_S
) -> Iterator[Figure]:
    """Yield how late an event loop is at p99 while commands are saved, and while they are not."""
    home = Home(folder / "blocked")
    made.save(home)
    live = resume_session(home, made.id)
    start = replay(made.payloads)
    ids = count()
    unsaved = Runtime(
        append=lambda payloads, n: None,  # noqa: ARG005 - called by name as well
        now=live.clock.now,
        new_id=lambda: f"unsaved-{next(ids)}",
        run="unsaved",
        start=start,
    )
    saving: list[float] = []
    alone: list[float] = []

    def forget(n: int) -> None:
        unsaved.handle(turn(n))
        unsaved.confirm(unsaved.n)

    def save(n: int) -> None:
        live.handle(turn(n))

    async def both() -> None:
        live.attach(asyncio.get_running_loop())
        for _ in range(blocks):
            alone.extend(await _lateness(forget, block_s))
            saving.extend(await _lateness(save, block_s))

    try:
        asyncio.run(both())
    finally:
        live.close()
    floor = centile(alone, 0.99) * 1000
    yield Figure(
        name="loop blocked by saving, p99",
        note=f"{len(saving)} ticks",
        unit="ms",
        value=centile(saving, 0.99) * 1000,
        floor=floor,
        floor_is="the same loop not saving",
        promise=f"≤ +{BLOCKED_MS:.0f} ms",
        limit=floor + BLOCKED_MS,
    )


async def _lateness(give: Callable[[int], None], for_s: float) -> list[float]:
    """Tick, give a command every few ticks, and return how late each tick was, in seconds."""
    late: list[float] = []
    end = perf_counter() + for_s
    for n in count():
        due = perf_counter() + _TICK_S
        if n % _EVERY_TICKS == 0:
            give(n)
        # Before its time has come a tick is not early: the loop sleeps in whole milliseconds.
        await asyncio.sleep(max(0.0, due - perf_counter()))
        late.append(max(0.0, perf_counter() - due))
        if due > end:
            break
    return late


def turn(n: int) -> StartTurn:
    """Return the command that is given most in a session."""
    return StartTurn(group=ROLES[n // _EVERY_TICKS % len(ROLES)])
