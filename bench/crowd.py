"""Many phones in processes of their own: some ask (join and vote), others note when what arrived.

They are apart because a phone that asks does not wait for a thousand others to read. Asked by JSON lines
on standard input, one answer a line on standard output. Times are those of the machine's monotonic
clock, which all its processes share.
"""

from __future__ import annotations

import asyncio
import json
import random
import select
import subprocess
import sys
from collections import Counter
from time import perf_counter
from typing import Any, NamedTuple

from bench.phone_lines import Asking, Hearing
from bench.report import centile
from remote.descriptors import raise_limit

CODE = "warm-soup"
NEWS_EVERY_S = 0.2
RETRIED = 10
"""One phone in so many sends its ballot twice, as a browser on bad Wi-Fi does."""
_WAIT_S = 60.0


class Phone:
    """One phone that asks: its cookie, the connection it asks on, and the ballot that was kept."""

    def __init__(self, place: int, host: str, port: int, code: str) -> None:
        self.place = place
        self.cookie = ""
        self.asking = Asking(host, port)
        self.ballot: dict[str, int] = {}
        self.code = code

    async def join(self) -> int:
        """Join; returns how often the phone was asked to wait first."""
        waited = 0
        while True:
            form = b"name=&role=&remote=yes" if self.place % 6 == 0 else b"name=&role="
            answer = await self.asking.post(f"/{self.code}/join", form, "")
            if answer.status == 303:
                self.cookie = answer.cookie
                return waited
            if answer.status != 429:
                raise RuntimeError(f"not let in: {answer.status} {answer.body[:200]!r}")
            waited += 1
            await asyncio.sleep(answer.retry_after_s * (0.5 + random.random()))

    async def do(self, what: dict[str, Any]) -> tuple[int, float]:
        """Ask for something; returns the answer's status and how long it took, in seconds."""
        body = json.dumps(what).encode()
        start = perf_counter()
        answer = await self.asking.post(f"/{self.code}/do", body, self.cookie)
        return answer.status, perf_counter() - start


class Asks:
    """What phones ask for."""

    def __init__(self, host: str, port: int, code: str, phones: int) -> None:
        self.phones = [Phone(n, host, port, code) for n in range(phones)]

    async def join(self) -> dict[str, Any]:
        """Let all join at the same moment, and come back until they are let in."""
        start = perf_counter()
        waited = await asyncio.gather(*(phone.join() for phone in self.phones))
        cookies = [phone.cookie for phone in self.phones]
        return {
            "took_s": perf_counter() - start,
            "asked_to_wait": sum(waited),
            "cookies": cookies,
        }

    async def vote(self, vote: dict[str, Any], over_s: float, markers: list[str]) -> dict[str, Any]:
        """Let each phone vote once within ``over_s`` seconds, while ideas called ``markers`` come in."""
        begun = perf_counter()
        told = [self._idea(n, marker) for n, marker in enumerate(markers)]
        cast = [self._cast(phone, vote, over_s) for phone in self.phones]
        sent, voted = await asyncio.gather(asyncio.gather(*told), asyncio.gather(*cast))
        statuses = Counter(status for status, _, _ in voted) + Counter(s for s, _ in sent)
        return {
            "statuses": dict(statuses),
            "took_s": perf_counter() - begun,
            "acks": [ack for _, ack, _ in voted],
            "voted_at": [at for _, _, at in voted],
            "told_at": [at for _, at in sent],
        }

    async def _cast(
        self, phone: Phone, vote: dict[str, Any], over_s: float
    ) -> tuple[int, float, float]:
        await asyncio.sleep(random.random() * over_s)
        first, second = random.sample([option["id"] for option in vote["options"]], 2)
        dots = {first: 1} if vote["dots"] < 3 else {first: 2, second: 1}
        asked = {"do": "vote", "round": vote["id"], "dots": dots, "id": f"{perf_counter():.6f}"}
        at = perf_counter()
        status, ack = await phone.do(asked)
        if status == 200:
            phone.ballot = dots
        if phone.place % RETRIED == 0:
            # An answer that got lost: the same thing again, which must not count again.
            await phone.do(asked)
        return status, ack, at

    async def _idea(self, n: int, marker: str) -> tuple[int, float]:
        await asyncio.sleep(n * NEWS_EVERY_S)
        at = perf_counter()
        status, _ = await self.phones[-1 - n].do({"do": "idea", "text": marker, "id": marker})
        return status, at

    def totals(self) -> dict[str, Any]:
        """Return what the ballots that were acknowledged add up to, by option."""
        total: Counter[str] = Counter()
        for phone in self.phones:
            total.update(phone.ballot)
        return {"ballots": sum(bool(p.ballot) for p in self.phones), "counts": dict(total)}


class Lines:
    """What phones hear. The first of them read at once, the others hardly at all."""

    def __init__(self, host: str, port: int, code: str, phones: int) -> None:
        self.lines = [Hearing(host, port, code) for _ in range(phones)]
        self.cookies = [""] * phones
        self.fast: list[Hearing] = []

    async def open(self, cookies: list[str], slow: float) -> dict[str, Any]:
        """Put all on the line at the same moment; a share of them (0–1) hardly reads."""
        cut = round(len(self.lines) * (1 - slow))
        self.cookies, self.fast = cookies, self.lines[:cut]
        start = perf_counter()
        pairs = enumerate(zip(self.lines, cookies, strict=True))
        await asyncio.gather(*(line.open(cookie, slow=n >= cut) for n, (line, cookie) in pairs))
        await asyncio.gather(*(line.first() for line in self.fast))
        return {"took_s": perf_counter() - start, "first_bytes": self._bytes() / len(self.fast)}

    def watch(self, markers: list[str]) -> dict[str, Any]:
        """Note from now on when each phone first hears each of ``markers``; tells the vote that is on."""
        for line in self.fast:
            for marker in markers:
                line.watch(marker)
        return {"vote": self.fast[0].round, "bytes": self._bytes()}

    def noted(self, markers: list[str]) -> dict[str, Any]:
        """Return when each phone heard each marker (or ``None``), and its own ballot."""
        return {
            "heard": [[line.seen.get(marker) for line in self.fast] for marker in markers],
            "own_at": [line.own_at for line in self.fast],
            "bytes": self._bytes(),
            "phones": len(self.fast),
        }

    async def heard(self, marker: str) -> dict[str, Any]:
        """Wait until all have heard ``marker``; returns when the last ones did."""
        at = [await self._heard(line, marker) for line in self.fast]
        return {
            "missing": sum(when is None for when in at),
            "p99": centile([when or 0.0 for when in at], 0.99),
        }

    async def _heard(self, line: Hearing, marker: str) -> float | None:
        end = perf_counter() + _WAIT_S
        while (at := line.seen.get(marker)) is None and perf_counter() < end:
            await asyncio.sleep(0.01)
        return at

    async def storm(self) -> dict[str, Any]:
        """Break every line and put all back on it at the same moment, as after a router's restart."""
        for line in self.lines:
            line.close()
        await asyncio.sleep(0.5)
        return await self.open(self.cookies, 1 - len(self.fast) / len(self.lines))

    async def bare(self, port: int, size: int) -> dict[str, Any]:
        """Connect as many plain sockets to ``port``, and note when each has got ``size`` bytes."""
        got = [Hearing("127.0.0.1", port, "") for _ in self.lines]
        await asyncio.gather(*(one.open_bare(size) for one in got))
        at = [await one.bare() for one in got]
        for one in got:
            one.close()
        return {"p99": centile(at, 0.99)}

    def _bytes(self) -> int:
        return sum(line.bytes for line in self.fast)


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
        assert self._child.stdout
        return bool(select.select([self._child.stdout], [], [], 0)[0])

    def stop(self) -> None:
        self._child.kill()
        self._child.wait()


class Crowd(NamedTuple):
    """All phones, and what they have in common."""

    asks: Part
    lines: Part

    def stop(self) -> None:
        self.asks.stop()
        self.lines.stop()


async def answer(crowd: Asks | Lines, asked: dict[str, Any]) -> dict[str, Any]:
    what = asked.pop("what")
    found = getattr(crowd, what)(**asked)
    result: dict[str, Any] = await found if asyncio.iscoroutine(found) else found
    return result


async def main(part: str, host: str, port: int, code: str, phones: int) -> None:
    raise_limit()
    crowd = (Asks if part == "asks" else Lines)(host, port, code, phones)
    # A line of cookies or of times is longer than what asyncio reads at once by itself.
    reader = asyncio.StreamReader(limit=1 << 22)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        print(json.dumps(await answer(crowd, json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])))
