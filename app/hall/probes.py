"""What the hall check looks at on this laptop. Each probe may take long, and is given its time by the check."""

from __future__ import annotations

import os
import shutil
import socket
import time
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from msgspec import Struct

from app.clock import Readings, offset_changes
from app.hall.joining import join_everywhere
from app.library import Library
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from app.phone_service import PORTS
from remote.addresses import Address, addresses, reach
from remote.listening import EVERYWHERE
from session.envelope import fact, head
from session.model.lifecycle import SessionStarted
from session.model.plan import Plan
from session.views.hall import DiskSpace, Joined, LocalClock, Ports, Reached, Support, Terminal
from store.disk import REAL, Disk, leftovers, temporary, write_all
from store.paths import Home, private_folder

_TRIED = "hall-check"
_SAVES = 5
_SLACK = timedelta(minutes=2)
"""How much older than a file the clock may be: disks round, and networks of disks have clocks of their own."""
_SHAPING = {"uharfbuzz", "bidi"}


class Probes(Struct, frozen=True):
    """Everything the check asks of the machine; tests give a hall of their own."""

    terminal: Callable[[], Terminal]
    letters: Callable[[], tuple[str, ...]]
    shaping: Callable[[], tuple[str, ...]]
    network: Callable[[], tuple[Reached, ...]]
    port: Callable[[], Ports]
    browser: Callable[[], str]
    disk: Callable[[], DiskSpace]
    saving: Callable[[], int]
    clock: Callable[[], LocalClock]
    support: Callable[[], Support]
    joining: Callable[[], Awaitable[tuple[Joined, ...]]]


def probes_here(
    desk: Library,
    terminal: Terminal,
    letters: Callable[[], tuple[str, ...]],
    ways: NetworkOptions,
    live: LiveSession | None = None,
    plan: str = "",
) -> Probes:
    """Return the probes of this laptop.

    ``letters`` returns what is missing for large letters; ``plan``: the path of a plan that says who to ring.
    """
    return Probes(
        terminal=lambda: terminal,
        letters=letters,
        shaping=lambda: tuple(one for one in letters() if one in _SHAPING),
        network=partial(reached, addresses),
        port=partial(ports, (ways.port,) if ways.port else PORTS, ways.host),
        browser=browser,
        disk=partial(space, desk.home),
        saving=partial(slowest_save_ms, desk.home),
        clock=partial(clock, desk.home, Readings()),
        support=partial(support, desk, live, plan),
        joining=partial(join_everywhere, ways, addresses),
    )


def reached(look: Callable[[], tuple[Address, ...]]) -> tuple[Reached, ...]:
    return tuple(Reached(one.ip, one.network, reach(one)) for one in look())


def ports(tried: tuple[int, ...], host: str = "") -> Ports:
    """Return the first of ``tried`` that nobody listens on."""
    for number in tried:
        with socket.socket() as one, suppress(OSError):
            if os.name == "posix":
                # As the page's server: one that was just closed is free.
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host or EVERYWHERE, number))
            return Ports(tried, number)
    return Ports(tried)


def browser() -> str:
    """Return the name of the browser that opens pages; empty if there is none."""
    try:
        return getattr(webbrowser.get(), "name", "") or "?"
    except webbrowser.Error:
        return ""


def space(home: Home) -> DiskSpace:
    """Return what is free on the disk of the data folder."""
    there = next(one for one in (home.root, *home.root.parents) if one.exists())
    return DiskSpace(str(home.root), shutil.disk_usage(there).free // 1_000_000)


def slowest_save_ms(home: Home, disk: Disk = REAL) -> int:
    """Save a small file a few times, and return the longest of it in milliseconds. Raises ``OSError``."""
    tried = private_folder(home.root) / _TRIED
    for left in leftovers(tried):
        disk.unlink(left)
    slowest = 0.0
    for _ in range(_SAVES):
        began = time.monotonic()
        _save_and_delete(temporary(tried), disk)
        slowest = max(slowest, time.monotonic() - began)
    return round(slowest * 1000)


def _save_and_delete(path: Path, disk: Disk) -> None:
    fd = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(disk, fd, b"x" * 4096)
        disk.sync(fd)
        disk.sync_folder(path.parent)
    finally:
        disk.close(fd)
        disk.unlink(path)


def clock(home: Home, readings: Readings) -> LocalClock:
    """Return local time in words, and what speaks against it."""
    now = readings.wall()
    newest = max((at for at in _written(home) if at > now + _SLACK), default=None)
    changes = [one.at for one in offset_changes(readings.offset_s, now)]
    soon = next((at for at in changes if at - now < timedelta(days=1)), None)
    local = partial(_local, readings)
    return LocalClock(
        f"{local(now):%A %d %B %Y, %H:%M}",
        time.tzname[time.localtime(now.timestamp()).tm_isdst > 0],
        f"{local(newest):%d %B %Y, %H:%M}" if newest else "",
        f"{local(soon):%A at %H:%M}" if soon else "",
    )


def _local(readings: Readings, at: datetime) -> datetime:
    return at + timedelta(seconds=readings.offset_s(at))


def _written(home: Home) -> list[datetime]:
    """Return when files of Fairsay and of its sessions were written: the clock can't be earlier."""
    found = [Path(__file__), home.library, *(home.journal(one) for one in home.session_ids())]
    there = (path.stat().st_mtime for path in found if path.exists())
    return [datetime.fromtimestamp(at, UTC) for at in there]


def support(desk: Library, live: LiveSession | None, plan: str) -> Support:
    """Return who to ring by a plan, the open session, the newest unfinished one, or the plan in hand."""
    from store.plans.read import good_plan, read_file
    from store.plans.shelf import kept_draft

    if plan:
        named = good_plan(read_file(Path(plan).expanduser()), plan)
        return Support(named.title, named.support)
    if live:
        meta = live.runtime.live.meta
        return Support(meta.title, meta.support)
    found = _unfinished(desk)
    if found is None and (draft := kept_draft(desk.home)):
        found = draft.plan
    return Support(found.title, found.support) if found else Support()


def _unfinished(desk: Library) -> Plan | None:
    from store.journal.format import scan

    for row in desk.rows() if desk.home.sessions.is_dir() else ():
        if row.state in {"unfinished", "live"}:
            payloads = scan(desk.home.journal(row.id), row.id).payloads
            began = fact(head(payloads[0])) if payloads else None
            return began.plan if isinstance(began, SessionStarted) else None
    return None
