"""The hall check: what was measured of the laptop and its networks, and one sentence for each of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from session.wording.catalogue import say

Status = Literal["fine", "look", "wrong"]
"""``look``: it works, but somebody should look at it; ``wrong``: it will not work."""
Reach = Literal["private", "vpn", "inside", "public"]
"""Who can reach an address: phones in the hall, those in a VPN, this laptop alone, or the whole internet."""

LEAST_FREE_MB, ENOUGH_FREE_MB = 50, 500
SLOW_MS = 250
"""A save that takes longer than this is felt at the keyboard, in milliseconds."""
ROOMY = (80, 24)
"""Columns and rows from which nothing on the board is left out for want of space."""


class Finding(Struct, frozen=True):
    """One line of the hall check; ``check`` is its id in JSON, and ``say`` says what to do unless it is fine."""

    check: str
    status: Status
    say: str


class HallReport(Struct, frozen=True):
    """Everything that was checked, in a fixed order; ``done`` once all of it was."""

    checks: tuple[Finding, ...] = ()
    done: bool = False

    @property
    def ready(self) -> bool:
        """Whether everything will work."""
        return self.done and all(one.status != "wrong" for one in self.checks)

    @property
    def summary(self) -> str:
        wrong = sum(one.status == "wrong" for one in self.checks)
        look = sum(one.status == "look" for one in self.checks)
        if not self.done:
            return say("hall.looking")
        if wrong:
            return say("hall.wrong", n=wrong)
        return say("hall.look", n=look) if look else say("hall.fine")


class Terminal(Struct, frozen=True):
    """The terminal, if there is one: its size in cells, its number of colours, and its encoding."""

    columns: int = 0
    rows: int = 0
    colours: int = 0
    encoding: str = ""
    fits: bool = True
    """Whether every screen has room in it."""


class Reached(Struct, frozen=True):
    """An address of the laptop, and who can reach it."""

    ip: str
    network: str
    reach: Reach


class Ports(Struct, frozen=True):
    """The ports that were tried, and the first free one; 0 if there is none."""

    tried: tuple[int, ...]
    free: int = 0


class DiskSpace(Struct, frozen=True):
    folder: str
    free_mb: int


class LocalClock(Struct, frozen=True):
    """Local time in words; ``newest`` is when something here was written, if that is later than now."""

    local: str
    zone: str = ""
    newest: str = ""
    changes: str = ""
    """When the clocks change, if that is within a day."""


class Joined(Struct, frozen=True):
    """Whether a page could be joined and left at an address."""

    ip: str
    joined: bool


class Support(Struct, frozen=True):
    """Who to ring, by the plan called ``title``; empty if there is no plan."""

    title: str = ""
    support: str = ""


def letters(missing: tuple[str, ...]) -> Iterator[Finding]:
    """Judge the libraries and typefaces by which large letters are drawn."""
    yield _found("letters", wrong=bool(missing), missing=", ".join(missing))


def shaping(missing: tuple[str, ...]) -> Iterator[Finding]:
    """Judge what joins letters, and writes them from the right."""
    yield _found("shaping", wrong=bool(missing), missing=", ".join(missing))


def terminal(seen: Terminal) -> Iterator[Finding]:
    if not seen.columns:
        yield Finding("size", "look", say("hall.size.none"))
        return
    utf8 = seen.encoding.casefold().replace("-", "") in {"utf8", "cp65001"}
    yield _found("signs", wrong=not utf8, encoding=seen.encoding or "?")
    few = "none" if not seen.colours else "few" if seen.colours < 256 else ""
    yield _found("colours", look=few, n=f"{seen.colours:,}")
    tight = "tight" if (seen.columns, seen.rows) < ROOMY or seen.rows < ROOMY[1] else ""
    yield _found("size", wrong=not seen.fits, look=tight, columns=seen.columns, rows=seen.rows)


def network(found: tuple[Reached, ...]) -> Iterator[Finding]:
    """Say of each address who can reach it, and whether phones can reach any."""
    for one in found:
        status: Status = "fine" if one.reach == "private" else "look"
        words = say(f"hall.network.{one.reach}", ip=one.ip, network=one.network or "?")
        yield Finding("network", status, words)
    if not found:
        yield Finding("network", "wrong", say("hall.network.none"))
    elif all(one.reach in {"vpn", "inside"} for one in found):
        yield Finding("network", "wrong", say("hall.network.no_phones"))


def port(found: Ports) -> Iterator[Finding]:
    first, last = found.tried[0], found.tried[-1]
    other = "any" if not found.free else "other" if found.free != first else ""
    wrong = not found.free and first == last
    yield _found("port", wrong=wrong, look=other, first=first, last=last, free=found.free)


def browser(name: str) -> Iterator[Finding]:
    yield _found("browser", look="" if name else "none", name=name)


def disk(space: DiskSpace) -> Iterator[Finding]:
    low = "low" if space.free_mb < ENOUGH_FREE_MB else ""
    yield _found(
        "disk",
        wrong=space.free_mb < LEAST_FREE_MB,
        look=low,
        folder=space.folder,
        free=f"{space.free_mb / 1000:.1f} GB" if space.free_mb >= 1000 else f"{space.free_mb} MB",
    )


def saving(slowest_ms: int) -> Iterator[Finding]:
    yield _found("saving", look="slow" if slowest_ms > SLOW_MS else "", ms=slowest_ms)


def clock(seen: LocalClock) -> Iterator[Finding]:
    yield _found("clock", wrong=bool(seen.newest), local=seen.local, newest=seen.newest)
    look = "changes" if seen.changes else "utc" if seen.zone in {"", "UTC"} else ""
    yield _found("zone", look=look, zone=seen.zone, changes=seen.changes)


def joining(found: tuple[Joined, ...]) -> Iterator[Finding]:
    for one in found:
        yield _found("joining", wrong=not one.joined, ip=one.ip)


def support(named: Support) -> Iterator[Finding]:
    look = "" if named.support else "missing" if named.title else "none"
    yield _found("support", look=look, title=named.title, support=named.support)


def too_late(check: str, limit_s: float) -> Finding:
    """The finding where a check did not answer in time."""
    return Finding(check, "wrong", say("hall.late", what=name_of(check), seconds=f"{limit_s:g}"))


def failed(check: str, why: str) -> Finding:
    """The finding where a check was refused by the system."""
    return Finding(check, "wrong", say("hall.failed", what=name_of(check), why=why))


def name_of(check: str) -> str:
    return say(f"hall.name.{check}")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings as they are listed: what will not work first, in the order they were made."""
    rank = {"wrong": 0, "look": 1, "fine": 2}
    return tuple(sorted(findings, key=lambda one: rank[one.status]))


def _found(check: str, *, wrong: bool = False, look: str = "", **values: str | int) -> Finding:
    status: Status = "wrong" if wrong else "look" if look else "fine"
    key = look if status == "look" else status
    return Finding(check, status, say(f"hall.{check}.{key}", **values))
