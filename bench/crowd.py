"""Many phones in a process of their own: they join, stay on the line, vote, and note when what arrived.

Asked by JSON lines on its standard input, one answer a line on its standard output. Times are those of
the machine's monotonic clock, which all its processes share.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from time import perf_counter
from typing import Any

from bench.phone_lines import Asking, Hearing
from bench.report import centile
from remote.descriptors import raise_limit

NEWS_EVERY_S = 0.2
RETRIED = 10
"""One phone in so many sends its ballot twice, as a browser on bad Wi-Fi does."""
_WAIT_S = 60.0


class Phone:
    """One phone: its cookie, the connection it asks on, and the line it hears on."""

    def __init__(self, place: int, host: str, port: int, code: str) -> None:
        self.place = place
        self.cookie = ""
        self.asking = Asking(host, port)
        self.hearing = Hearing(host, port, code)
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


class Crowd:
    """All the phones, and what they are asked to do together."""

    def __init__(self, host: str, port: int, code: str, phones: int) -> None:
        self.phones = [Phone(n, host, port, code) for n in range(phones)]
        self.fast: list[Phone] = []
        self.slow: list[Phone] = []

    async def join(self) -> dict[str, Any]:
        """Let all join at the same moment, and come back until they are let in."""
        start = perf_counter()
        waited = await asyncio.gather(*(phone.join() for phone in self.phones))
        return {"took_s": perf_counter() - start, "asked_to_wait": sum(waited)}

    async def lines(self, slow: float) -> dict[str, Any]:
        """Put all on the line at the same moment; a share of them (0–1) hardly reads."""
        cut = round(len(self.phones) * (1 - slow))
        self.fast, self.slow = self.phones[:cut], self.phones[cut:]
        start = perf_counter()
        await asyncio.gather(*(p.hearing.open(p.cookie, slow=p.place >= cut) for p in self.phones))
        await asyncio.gather(*(p.hearing.first() for p in self.fast))
        first = [phone.hearing.bytes for phone in self.fast]
        return {"took_s": perf_counter() - start, "first_bytes": sum(first) / len(first)}

    def watch(self, marker: str) -> dict[str, Any]:
        """Note from now on when each phone first hears ``marker``."""
        for phone in self.fast:
            phone.hearing.watch(marker)
        return {}

    async def heard(self, marker: str) -> dict[str, Any]:
        """Wait until all have heard ``marker``; returns when the last ones did."""
        at = [await self._heard(phone, marker) for phone in self.fast]
        return {
            "missing": sum(when is None for when in at),
            "p50": centile([when or 0.0 for when in at], 0.5),
            "p99": centile([when or 0.0 for when in at], 0.99),
            "last": max(when or 0.0 for when in at),
        }

    async def _heard(self, phone: Phone, marker: str) -> float | None:
        end = perf_counter() + _WAIT_S
        while (at := phone.hearing.seen.get(marker)) is None and perf_counter() < end:
            await asyncio.sleep(0.01)
        return at

    async def vote(self, over_s: float, news: int) -> dict[str, Any]:
        """Let each phone vote once within ``over_s`` seconds, while ``news`` ideas come in."""
        vote = self.fast[0].hearing.round
        options = [option["id"] for option in vote["options"]]
        before = sum(phone.hearing.bytes for phone in self.fast)
        begun = perf_counter()
        markers = [f"news-{begun:.3f}-{n}" for n in range(news)]
        for marker in markers:
            self.watch(marker)
        told = [self._idea(n, marker) for n, marker in enumerate(markers)]
        cast = [self._cast(phone, vote, options, over_s) for phone in self.phones]
        sent, voted = await asyncio.gather(asyncio.gather(*told), asyncio.gather(*cast))
        took = perf_counter() - begun
        await asyncio.sleep(1.0)
        acks = [ack for _, ack, _ in voted]
        own = [
            phone.hearing.own_at - at
            for phone, (_, _, at) in zip(self.phones, voted, strict=True)
            if phone in self.fast
        ]
        spread, missing = [], 0
        for marker, (_, at) in zip(markers, sent, strict=True):
            for phone in self.fast:
                when = phone.hearing.seen.get(marker)
                missing += when is None
                spread.append((when or at + _WAIT_S) - at)
        heard = sum(phone.hearing.bytes for phone in self.fast) - before
        statuses = Counter(status for status, _, _ in voted) + Counter(s for s, _ in sent)
        return {
            "statuses": dict(statuses),
            "took_s": took,
            "acks": acks,
            "own": own,
            "news": spread,
            "missing": missing,
            "bytes_s": heard / len(self.fast) / (took + 1.0),
        }

    async def _cast(
        self, phone: Phone, vote: dict[str, Any], options: list[str], over_s: float
    ) -> tuple[int, float, float]:
        await asyncio.sleep(random.random() * over_s)
        first, second = random.sample(options, 2)
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
        status, _ = await self.fast[-1 - n].do({"do": "idea", "text": marker, "id": marker})
        return status, at

    async def storm(self) -> dict[str, Any]:
        """Break every line and put all back on it at the same moment, as after a router's restart."""
        for phone in self.phones:
            phone.hearing.close()
        await asyncio.sleep(0.5)
        return await self.lines(len(self.slow) / len(self.phones))

    def totals(self) -> dict[str, Any]:
        """Return what the ballots that were acknowledged add up to, by option."""
        total: Counter[str] = Counter()
        for phone in self.phones:
            total.update(phone.ballot)
        return {"ballots": sum(bool(p.ballot) for p in self.phones), "counts": dict(total)}

    async def bare(self, port: int, size: int) -> dict[str, Any]:
        """Connect as many plain sockets to ``port``, and note when each has got ``size`` bytes."""
        got = [Hearing("127.0.0.1", port, "") for _ in self.phones]
        await asyncio.gather(*(one.open_bare(size) for one in got))
        at = [await one.bare() for one in got]
        for one in got:
            one.close()
        return {"p99": centile(at, 0.99)}


async def answer(crowd: Crowd, asked: dict[str, Any]) -> dict[str, Any]:
    what = asked.pop("what")
    found = getattr(crowd, what)(**asked)
    result: dict[str, Any] = await found if asyncio.iscoroutine(found) else found
    return result


async def main(host: str, port: int, code: str, phones: int) -> None:
    raise_limit()
    crowd = Crowd(host, port, code, phones)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        print(json.dumps(await answer(crowd, json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
