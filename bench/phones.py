"""Many phones beside a facilitator who goes on working: is the room quick, and does every ballot count?

The board runs in a real terminal, the phones in processes of their own (``bench/crowd.py``); all share
the machine. The vote is opened, closed and shown by keys, as in a session.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from bench import ticking
from bench.fixture import Session
from bench.idle import megabytes
from bench.keys import typed
from bench.report import Figure, centile
from bench.terminal import Terminal
from remote.hub import EVERY_S
from remote.server import JOIN_BURST, JOIN_RATE
from session.commands.phones import OpenDoor
from session.envelope import fact, head
from session.events.rounds import RoundClosed
from store.journal import scan
from store.paths import Home
from tui.starting import resume_session

CODE = "warm-soup"
SLOW = 0.1
VOTING_S = 3.0
NEWS = 8
KEYS = 300
NOTES = 20
MISSED_S = 60.0
"""What somebody who never heard of an idea counts as, in seconds."""
F2, ESC = "\x1bOQ", "\x1b"


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


class Part:
    """A process with one half of all phones: what they ask, or what they hear."""

    def __init__(self, part: str, port: int, phones: int) -> None:
        where = ("127.0.0.1", str(port), CODE, str(phones))
        self._child = subprocess.Popen(
            [sys.executable, "-m", "bench.crowd", part, *where],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, what: str, **more: Any) -> dict[str, Any]:
        """Let the phones do something; returns what came of it."""
        self.begin(what, **more)
        return self.end()

    def begin(self, what: str, **more: Any) -> None:
        assert self._child.stdin
        self._child.stdin.write(json.dumps({"what": what, **more}).encode() + b"\n")
        self._child.stdin.flush()

    def end(self) -> dict[str, Any]:
        assert self._child.stdout
        line = self._child.stdout.readline()
        assert line, "the phones broke down"
        told: dict[str, Any] = json.loads(line)
        return told

    @property
    def done(self) -> bool:
        """Whether an answer is there to be read."""
        import select

        assert self._child.stdout
        return bool(select.select([self._child.stdout], [], [], 0)[0])

    def stop(self) -> None:
        self._child.kill()
        self._child.wait()


class Crowd(Struct):
    """All phones, and what they have in common."""

    asks: Part
    lines: Part

    def stop(self) -> None:
        self.asks.stop()
        self.lines.stop()


class Seen(Struct):
    """What one run came to; times in seconds."""

    idle_keys: list[float] = []
    keys: list[float] = []
    runs: list[float] = []
    acks: list[float] = []
    own: list[float] = []
    news: list[float] = []
    ticks: list[float] = []
    idle_ticks: list[float] = []
    statuses: dict[str, int] = {}
    missing: int = 0
    opened_s: float = 0.0
    shown_s: float = 0.0
    notes: list[float] = []
    joined_s: float = 0.0
    lines_s: float = 0.0
    back_s: float = 0.0
    join_ticks: list[float] = []
    first_bytes: float = 0.0
    bytes_s: float = 0.0
    megabytes: float = 0.0
    idle_megabytes: float = 0.0
    lost: int = 0
    doubled: int = 0
    bare_s: float = 0.0
    synced: list[float] = []


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


def run(
    made: Session, folder: Path, phones: int, keys: int = KEYS, voting_s: float = VOTING_S
) -> Seen:
    """Let ``phones`` phones take part in a session that is shown in a terminal."""
    home = Home(folder / "data")
    made.save(home)
    port = _free_port()
    _open_door(home, made.id, port)
    ticks = folder / "ticks"
    seen = Seen()
    words = ("resume", "--host", "127.0.0.1", "--port", str(port))
    crowd = Crowd(Part("asks", port, phones), Part("lines", port, phones))
    try:
        with Terminal(ticking.program(ticks), *words, home=home.root) as board:
            board.until("▶", "Help")
            board.rest(2.0)
            _bare(crowd.lines, phones, seen)
            begun = perf_counter()
            while len(seen.idle_keys) < keys // 3:
                seen.idle_keys += _typed(board)
            seen.idle_megabytes = megabytes(board.pid)
            seen.idle_ticks = ticking.late(ticks, begun, perf_counter())
            begun = perf_counter()
            told = _meanwhile(board, crowd.asks, "join")
            seen.joined_s = told["took_s"]
            told = _meanwhile(board, crowd.lines, "open", cookies=told["cookies"], slow=SLOW)
            seen.lines_s, seen.first_bytes = told["took_s"], told["first_bytes"]
            board.rest(1.0)
            seen.join_ticks = ticking.late(ticks, begun, perf_counter())
            seen.opened_s = _open_vote(board, crowd.lines)
            while len(seen.keys) < keys:
                _burst(board, crowd, seen, voting_s, ticks, folder)
            seen.back_s = _meanwhile(board, crowd.lines, "storm")["took_s"]
            board.rest(1.0)
            seen.shown_s = _show_vote(board, crowd.lines)
            _notes(board, crowd.lines, seen)
            seen.megabytes = megabytes(board.pid)
            _count(home, made.id, crowd.asks.ask("totals"), seen)
    finally:
        crowd.stop()
    return seen


def _open_door(home: Home, session: str, port: int) -> None:
    live = resume_session(home, session)
    live.handle(OpenDoor(code=CODE, port=port, link=f"http://127.0.0.1:{port}"))
    live.settle()
    live.close()


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _meanwhile(board: Terminal, phones: Part, what: str, **more: Any) -> dict[str, Any]:
    """Let the phones do something while the terminal is read, as a real one is."""
    phones.begin(what, **more)
    while not phones.done:
        board.rest(0.02)
    return phones.end()


def _typed(board: Terminal) -> list[float]:
    """Type a line into the board and leave it again; returns how long each letter took, seconds."""
    board.press("p")
    board.until("Park")
    board.rest(0.2)
    taken = typed(board)
    board.press(ESC)
    board.until("Help")
    board.rest(0.2)
    return taken


def _bare(lines: Part, phones: int, seen: Seen) -> None:
    """Measure how long a loop that does nothing else takes to hand a message to as many sockets."""
    frame = b"x" * 1_500
    ready, at = threading.Event(), [0.0]
    port = _free_port()

    async def serve() -> None:
        there: list[asyncio.StreamWriter] = []

        async def taken(_: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
            there.append(line)

        server = await asyncio.start_server(taken, "127.0.0.1", port, backlog=1024)
        ready.set()
        while len(there) < phones:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        at[0] = perf_counter()
        for line in there:
            line.write(frame)
        await asyncio.sleep(2.0)
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait()
    seen.bare_s = lines.ask("bare", port=port, size=len(frame))["p99"] - at[0]
    thread.join()


def _burst(
    board: Terminal, crowd: Crowd, seen: Seen, voting_s: float, ticks: Path, folder: Path
) -> None:
    """Let all vote, while somebody types at the board."""
    board.press("p")
    board.until("Park")
    board.rest(0.2)
    begun = perf_counter()
    markers = [f"news-{begun:.3f}-{n}" for n in range(NEWS)]
    before = crowd.lines.ask("watch", markers=markers)
    crowd.asks.begin("vote", vote=before["vote"], over_s=voting_s, markers=markers)
    keys: list[float] = []
    while perf_counter() - begun < voting_s:
        keys += typed(board)
        # Ctrl+U empties the line.
        board.press("\x15")
        board.rest(0.05)
        _sync(folder / "synced", seen)
    ended = perf_counter()
    while not crowd.asks.done:
        board.rest(0.02)
    told = crowd.asks.end()
    board.press(ESC)
    board.until("Help")
    board.rest(1.0)
    _arrived(before["bytes"], told, crowd.lines.ask("noted", markers=markers), seen)
    seen.keys += keys
    seen.runs.append(centile(keys, 0.95))
    seen.acks += told["acks"]
    for status, n in told["statuses"].items():
        seen.statuses[status] = seen.statuses.get(status, 0) + n
    seen.ticks += ticking.late(ticks, begun, ended)


def _arrived(bytes: int, told: dict[str, Any], noted: dict[str, Any], seen: Seen) -> None:
    """Hold what the phones heard against when it was sent."""
    # Those that hardly read come last, and are not waited for.
    pairs = zip(noted["own_at"], told["voted_at"], strict=False)
    seen.own += [heard - sent for heard, sent in pairs]
    for at, heard in zip(told["told_at"], noted["heard"], strict=True):
        seen.missing += heard.count(None)
        seen.news += [(when or at + MISSED_S) - at for when in heard]
    a_phone = (noted["bytes"] - bytes) / noted["phones"]
    seen.bytes_s = max(seen.bytes_s, a_phone / (told["took_s"] + 1.0))


def _sync(path: Path, seen: Seen) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    start = perf_counter()
    os.write(fd, b"x" * 200)
    os.fdatasync(fd)
    seen.synced.append(perf_counter() - start)
    os.close(fd)


def _open_vote(board: Terminal, lines: Part) -> float:
    """Open a vote by dots from the keyboard; returns seconds until 99 % of the phones have it."""
    marker = "What would warm you most?"
    lines.ask("watch", markers=[marker])
    board.press("v")
    board.until("Question")
    board.press(marker)
    board.rest(0.5)
    board.press("\t\t")
    board.rest(0.3)
    board.press("\x1b[C")
    board.rest(0.5)
    at = perf_counter()
    board.press(F2)
    return float(_meanwhile(board, lines, "heard", marker=marker)["p99"]) - at


def _show_vote(board: Terminal, lines: Part) -> float:
    """Close the vote and show its result by keys; returns seconds until 99 % of the phones have it."""
    board.press("v")
    board.rest(0.7)
    board.press("\x1b[B\x1b[B\x1b[B\r")
    board.rest(0.5)
    board.press("y")
    board.rest(1.5)
    lines.ask("watch", markers=['"revealed":true'])
    board.press("v")
    board.rest(0.7)
    at = perf_counter()
    board.press("r")
    return float(_meanwhile(board, lines, "heard", marker='"revealed":true')["p99"]) - at


def _notes(board: Terminal, lines: Part, seen: Seen) -> None:
    """Write notes as fast as the keyboard takes them; how long until 99 % of the phones have each."""
    sent: list[tuple[str, float]] = []
    for n in range(NOTES):
        marker = f"note in a hurry {n:03}"
        lines.ask("watch", markers=[marker])
        board.press("w")
        board.rest(0.05)
        board.press(marker)
        board.rest(0.05)
        sent.append((marker, perf_counter()))
        board.press("\r")
        board.rest(0.05)
    for marker, at in sent:
        seen.notes.append(float(_meanwhile(board, lines, "heard", marker=marker)["p99"]) - at)


def _count(home: Home, session: str, totals: dict[str, Any], seen: Seen) -> None:
    """Hold what the journal says was voted against what the phones were told is kept."""
    closed = None
    for payload in scan(home.journal(session), session).payloads:
        event = fact(head(payload))
        if isinstance(event, RoundClosed):
            closed = event
    assert closed is not None
    said = next(one for one in closed.tallies if one.channel == "ballots")
    kept, told = said.ballots or 0, totals["ballots"]
    counts, expected = said.counts, totals["counts"]
    seen.lost = max(0, told - kept) + sum(
        max(0, n - counts.get(option, 0)) for option, n in expected.items()
    )
    seen.doubled = max(0, kept - told) + sum(
        max(0, n - expected.get(option, 0)) for option, n in counts.items()
    )


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
        floor_is="fdatasync p99 meanwhile",
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
        floor=max(0.0, (budget.phones - JOIN_BURST) / JOIN_RATE),
        floor_is=f"{JOIN_BURST} at once, then {JOIN_RATE} a second",
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
