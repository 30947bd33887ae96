"""What many phones meet with, and what the facilitator notices of them, each held to its budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bench.fixture import Session
from bench.hall import Seen, run
from bench.report import Figure, centile
from remote.hub import EVERY_S
from remote.server import ADDRESS_BURST, ADDRESS_RATE


class Budget(Struct, frozen=True):
    """What a number of phones is held to; milliseconds and megabytes."""

    phones: int
    all_ms: float
    ack_ms: float
    key_ms: float
    tick_ms: float
    megabytes: float = 140.0


THOUSAND = Budget(1_000, 300, 25, 15, 10)
TWO_HUNDRED = Budget(200, 250, 12.5, 7.5, 5)
"""Half the margins: of the 300 ms, 200 are the time between two messages, for few as for many."""


def figures(
    made: Session, folder: Path, budgets: tuple[Budget, ...] = (THOUSAND, TWO_HUNDRED)
) -> Iterator[Figure]:
    """Yield what many phones meet with, and what the facilitator notices of them."""
    if not Path("/proc/self/stat").exists():
        return
    for budget in budgets:
        place = folder / str(budget.phones)
        place.mkdir()
        yield from told(budget, run(made, place, budget.phones))


def told(budget: Budget, seen: Seen) -> Iterator[Figure]:
    """Yield the figures of a run beside what its number of phones is held to."""
    n = f"{budget.phones:,} phones"
    idle = centile(seen.idle_keys, 0.95) * 1000
    fan_out = seen.bare_s * 1000 + EVERY_S * 1000
    floor = f"{EVERY_S * 1000:.0f} ms between messages + bare fan-out"

    def until_all(name: str, value_s: float, note: str) -> Figure:
        return Figure(
            name=f"{n}: {name}, p99",
            note=note,
            unit="ms",
            value=value_s * 1000,
            floor=fan_out,
            floor_is=floor,
            promise=f"≤ {budget.all_ms:.0f} ms",
            limit=budget.all_ms,
        )

    yield until_all(
        "a ballot to its own line",
        centile(seen.own, 0.99),
        f"p50 {centile(seen.own, 0.5) * 1000:.0f} ms",
    )
    yield until_all(
        "an idea to all while all vote",
        centile(seen.news, 0.99),
        f"p50 {centile(seen.news, 0.5) * 1000:.0f} ms, most {max(seen.news) * 1000:.0f} ms, "
        f"{seen.missing} missed; {seen.bytes_s / 1000:.1f} kB a second to a phone",
    )
    yield until_all("a vote opened by key to all", seen.opened_s, "with the key itself")
    yield until_all("a result shown by key to all", seen.shown_s, "with the key itself")
    yield until_all(
        "notes in a hurry to all", centile(seen.notes, 0.99), f"{len(seen.notes)} notes"
    )
    refused = {status: k for status, k in seen.statuses.items() if status != "200"}
    yield Figure(
        name=f"{n}: a ballot acknowledged, p99",
        note=f"{len(seen.acks)} ballots, p50 {centile(seen.acks, 0.5) * 1000:.1f} ms, "
        f"most {max(seen.acks) * 1000:.0f} ms; refused: {refused or 'none'}",
        unit="ms",
        value=centile(seen.acks, 0.99) * 1000,
        floor=centile(seen.synced, 0.99) * 1000,
        floor_is=f"fdatasync meanwhile, p99 (most {max(seen.synced) * 1000:.0f} ms)",
        promise=f"≤ {budget.ack_ms:g} ms",
        limit=budget.ack_ms,
    )
    runs = " ".join(f"{run * 1000:.0f}" for run in seen.runs)
    yield Figure(
        name=f"{n}: key to screen while all vote, p95",
        note=f"{len(seen.keys)} keys, most {max(seen.keys) * 1000:.0f} ms; runs {runs}",
        unit="ms",
        value=centile(seen.runs, 0.5) * 1000,
        floor=idle,
        floor_is="the same board with no phones",
        promise=f"≤ idle + {budget.key_ms:g} ms",
        limit=idle + budget.key_ms,
    )
    yield Figure(
        name=f"{n}: late ticks while all vote, p99",
        note=f"{len(seen.ticks)} ticks, most {max(seen.ticks) * 1000:.0f} ms",
        unit="ms",
        value=centile(seen.ticks, 0.99) * 1000,
        floor=centile(seen.idle_ticks, 0.99) * 1000,
        floor_is="the same loop with no phones",
        promise=f"≤ {budget.tick_ms:g} ms",
        limit=budget.tick_ms,
    )
    yield Figure(
        name=f"{n}: ballots lost or doubled",
        note=f"{seen.lost} lost, {seen.doubled} doubled",
        unit="",
        value=seen.lost + seen.doubled,
        floor=0,
        floor_is="what the phones were told is kept",
        promise="0",
        limit=0,
    )
    yield Figure(
        name=f"{n}: all join at once",
        note=f"on the line {seen.lines_s:.1f} s, all back {seen.back_s:.1f} s, "
        f"{seen.first_bytes / 1000:.0f} kB first; late ticks p99 "
        f"{centile(seen.join_ticks, 0.99) * 1000:.0f} ms",
        unit="s",
        value=seen.joined_s,
        floor=max(0.0, (budget.phones - ADDRESS_BURST) / ADDRESS_RATE),
        floor_is=f"{ADDRESS_BURST} at once, then {ADDRESS_RATE} a second",
        promise="told",
    )
    yield Figure(
        name=f"{n}: memory",
        unit="MB",
        value=seen.megabytes,
        floor=seen.idle_megabytes,
        floor_is="the same board with no phones",
        promise=f"≤ {budget.megabytes:.0f} MB",
        limit=budget.megabytes,
    )
