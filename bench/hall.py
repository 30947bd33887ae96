"""Many phones beside a facilitator who goes on working: is the room quick, and does every ballot count?

The board runs in a real terminal, the phones in processes of their own (``bench/crowd.py``); all share
the machine. The vote is opened, closed and shown by keys, as in a session.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from app.open_session import resume_session
from bench import ticking
from bench.crowd import CODE, Crowd, Part
from bench.fixture import Session
from bench.idle import megabytes
from bench.keys import typed
from bench.report import centile
from bench.syncing import Syncing
from bench.terminal import Terminal
from session.envelope import fact, head
from session.model.phones import OpenDoor
from session.model.votes import RoundClosed
from session.wording.catalogue import say
from store.journal.format import scan
from store.paths import Home

SLOW = 0.1
VOTING_S = 3.0
NEWS = 8
KEYS = 300
NOTES = 20
MISSED_S = 60.0
"""What somebody who never heard of an idea counts as, in seconds."""
F2, ESC = "\x1bOQ", "\x1b"


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
    with Syncing(folder / "synced") as disk:
        while perf_counter() - begun < voting_s:
            keys += typed(board)
            # Ctrl+U empties the line.
            board.press("\x15")
            board.rest(0.05)
    ended = perf_counter()
    while not crowd.asks.done:
        board.rest(0.02)
    told = crowd.asks.end()
    board.press(ESC)
    board.until("Help")
    board.rest(1.0)
    _arrived(before["bytes"], told, crowd.lines.ask("noted", markers=markers), seen)
    seen.keys += keys
    seen.synced += disk.waits
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
    board.press("r")
    board.rest(0.5)
    at = perf_counter()
    board.press("y")
    return float(_meanwhile(board, lines, "heard", marker='"revealed":true')["p99"]) - at


def _notes(board: Terminal, lines: Part, seen: Seen) -> None:
    """Write notes as fast as the board shows them; how long until 99 % of the phones have each."""
    sent: list[tuple[str, float]] = []
    for n in range(NOTES):
        marker = f"note in a hurry {n:03}"
        lines.ask("watch", markers=[marker])
        # Each waits for what the one before it shows: a hand sees where it types.
        board.press("w")
        board.until(say("write.title.note"))
        board.rest(0.05)
        board.press(marker)
        board.until(marker)
        sent.append((marker, perf_counter()))
        board.press("\r")
        board.until("Help")
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
