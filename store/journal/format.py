"""The journal's line format: what was said, one event a line, each line with its own checksum.

A line is `{"c":"<crc32, 8 hex digits>","e":{…}}`. The checksum covers the bytes of the event and starts
from the checksum of the session id, so that a line of another session never passes. Numbers `n` inside
the events run 1, 2, 3 …, so that a lost, doubled or swapped line is seen too.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import msgspec

LINE_START = b'{"c":"'
_HEAD = len(b'{"c":"01234567","e":')


class _Numbered(msgspec.Struct):
    n: int


_decode = msgspec.json.Decoder(_Numbered).decode


class Fault(enum.StrEnum):
    """What is wrong with a stretch of a journal."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of the journal that is not what was written. `line` counts from 1."""

    fault: Fault
    line: int
    start: int
    end: int
    before_n: int

    @property
    def say(self) -> str:
        what = {
            Fault.UNREADABLE: "cannot be read",
            Fault.MISSING: "is missing at least one entry just before it",
            Fault.REPEATED: "stands there a second time and is left out",
        }[self.fault]
        return f"Line {self.line} {what}; everything else was kept."


@dataclass(frozen=True, slots=True)
class Scan:
    """What a journal holds.

    payloads: the events in order, as the bytes that were appended
    last_n: the number of the last of them, 0 if there is none
    good_end: where the next line goes, in bytes
    tail: what stands after `good_end`: an unfinished or unreadable end
    damage: everything before `good_end` that is not as it was written
    """

    payloads: tuple[bytes, ...] = ()
    last_n: int = 0
    good_end: int = 0
    tail: bytes = field(default=b"", repr=False)
    damage: tuple[Damage, ...] = ()

    @property
    def torn(self) -> bool:
        return bool(self.tail)

    @property
    def whole(self) -> bool:
        return not self.tail and not self.damage

    @property
    def foreign(self) -> bool:
        """True if not one line is ours although there are lines: another session's file, or no journal."""
        if self.payloads or not self.tail.strip(b"\0"):
            return False
        return b"\n" in self.tail or self.tail[: len(LINE_START)] != LINE_START[: len(self.tail)]


def seed_of(session_id: str) -> int:
    """The checksum that every line's checksum starts from."""
    return crc32(session_id.encode("utf-8", "surrogatepass"))


def number_of(payload: bytes) -> int:
    """The `n` of an event. Raises msgspec.DecodeError if it is no JSON object with a whole `n`."""
    return _decode(payload).n


def frame(session_id: str, payload: bytes) -> bytes:
    """The line that holds `payload`. Raises ValueError if the payload has a line end in it."""
    return framed(seed_of(session_id), payload)


def framed(seed: int, payload: bytes) -> bytes:
    if b"\n" in payload:
        raise ValueError("an event is one line of JSON")
    return _framed(seed, payload) + b"\n"


def scan(source: Path | bytes, session_id: str) -> Scan:
    """Read a whole journal and check every line of it. Raises OSError if `source` can't be read."""
    data = source.read_bytes() if isinstance(source, Path) else source
    payloads: list[bytes] = []
    damage: list[Damage] = []
    bad: tuple[int, int] | None = None
    last_n = good_end = 0
    for line, start, end, n, payload in _lines(data, seed_of(session_id)):
        if payload is None:
            bad = bad or (line, start)
            continue
        if bad is not None:
            damage.append(Damage(Fault.UNREADABLE, bad[0], bad[1], start, last_n + 1))
        if n <= last_n:
            damage.append(Damage(Fault.REPEATED, line, start, end, last_n + 1))
        else:
            # What an unreadable stretch swallowed has been told already.
            if n != last_n + 1 and bad is None:
                damage.append(Damage(Fault.MISSING, line, start, start, n))
            payloads.append(payload)
            last_n = n
        bad = None
        good_end = end
    return Scan(tuple(payloads), last_n, good_end, data[good_end:], tuple(damage))


def stretches(data: bytes, session_id: str) -> Iterator[tuple[int, int, bytes | None]]:
    """All of `data` as (start, end, event); the event is None where no line of this session stands."""
    for _, start, end, _, payload in _lines(data, seed_of(session_id)):
        yield start, end, payload


# Line counted from 1, start, end, number and event; 0 and None where the line can't be read.
_Line = tuple[int, int, int, int, bytes | None]


def _lines(data: bytes, seed: int) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        end = start + len(line) + 1
        if end > len(data):
            if line:
                yield number, start, len(data), 0, None
            return
        payload = line[_HEAD:-1]
        # Every byte compared, not the checksum's value: else a digit turned upper case goes unseen.
        if line == _framed(seed, payload) and (n := _number_or_none(payload)) is not None:
            yield number, start, end, n, payload
        else:
            yield from _glued(data, number, start, end, seed)
        start = end


def _framed(seed: int, payload: bytes) -> bytes:
    return b'{"c":"%08x","e":%b}' % (crc32(payload, seed), payload)


def _number_or_none(payload: bytes) -> int | None:
    try:
        return _decode(payload).n
    except msgspec.DecodeError:
        return None


def _glued(data: bytes, number: int, start: int, end: int, seed: int) -> Iterator[_Line]:
    """Find the lines inside a stretch whose line end was damaged: quotes in a text are always escaped,
    so a line's first bytes are found nowhere else."""
    cuts = [start]
    while (cut := data.find(LINE_START, cuts[-1] + 1, end)) != -1:
        cuts.append(cut)
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        payload = data[begin + _HEAD : stop - 2]
        n = _number_or_none(payload)
        if n is None or data[begin : stop - 1] != _framed(seed, payload):
            yield number, begin, stop, 0, None
        elif stop == end:
            yield number, begin, stop, n, payload
        else:
            yield number, begin, stop - 1, n, payload
            yield number, stop - 1, stop, 0, None
