"""The hall check: asks every probe at once, gives each its time, and says a line for each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import session.views.hall as views
from app.hall.apart import apart
from app.hall.probes import Probes
from session.views.hall import Finding, HallReport
from store.refusal import Refusal
from store.trouble import trouble_of

T = TypeVar("T")

LIMIT_S = 5.0
"""Seconds for each probe; a healthy one takes less than one."""
CHECKS = (
    "letters",
    "shaping",
    "terminal",
    "network",
    "port",
    "browser",
    "disk",
    "saving",
    "clock",
    "support",
)
"""The probes that are asked at the same time, in the order of their lines."""


async def check_hall(probes: Probes, limit_s: float = LIMIT_S) -> HallReport:
    """Return a line for everything there is to check; takes twice ``limit_s`` at most."""
    asked = (
        _asked(name, partial(apart, getattr(probes, name)), getattr(views, name), limit_s)
        for name in CHECKS
    )
    found = [one for lines in await asyncio.gather(*asked) for one in lines]
    # Afterwards: while the page is served, its port is taken.
    found += await _asked("joining", probes.joining, views.joining, limit_s)
    return HallReport(tuple(found), done=True)


async def _asked(
    name: str,
    probe: Callable[[], Awaitable[T]],
    judge: Callable[[T], Iterable[Finding]],
    limit_s: float,
) -> list[Finding]:
    probing = asyncio.ensure_future(probe())
    # Not `asyncio.timeout`: it would wait for a probe that cleans up on a dead disk.
    try:
        done, _ = await asyncio.wait({probing}, timeout=limit_s)
    finally:
        # Nothing to a probe that is done.
        probing.cancel()
    if not done:
        return [views.too_late(name, limit_s)]
    try:
        seen = probing.result()
    except Refusal as refused:
        return [views.failed(name, str(refused).partition("\n")[0])]
    except OSError as refused:
        return [views.failed(name, _why(name, refused))]
    return [*judge(seen)]


def _why(name: str, refused: OSError) -> str:
    if name == "saving":
        return trouble_of(refused, Path(refused.filename or "")).say
    return f"{refused.strerror or refused}."
