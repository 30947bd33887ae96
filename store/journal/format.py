"""The journal's line format: one event per line, each line with its own checksum.

A line is `{"c":"<crc32, 8 hex digits>","e":{…}}`. The checksum covers the bytes of the event and is
seeded with the checksum of the session id, so that a line of another session never passes. Numbers `n`
in the events run 1, 2, 3 …, so that a lost, duplicated or swapped line is detected too.
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
_decode_all = msgspec.json.Decoder(list[_Numbered]).decode


class Fault(enum.StrEnum):
    """The kind of damage of a stretch of a journal."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of the journal that differs from what was written. `line` counts from 1."""

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
    """The content of a journal.

    payloads: the events in order, as the bytes that were appended
    last_n: the number of the last of them, 0 if there is none
    good_end: offset of the next line, in bytes
    tail: the bytes after `good_end`: an unfinished or unreadable end
    damage: every damaged stretch before `good_end`
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
        """True if it has lines but none of this session: another session's file, or not a journal."""
        if self.payloads or not self.tail.strip(b"\0"):
            return False
        return b"\n" in self.tail or self.tail[: len(LINE_START)] != LINE_START[: len(self.tail)]


def seed_of(session_id: str) -> int:
    """Return the checksum with which every line's checksum is seeded."""
    return crc32(session_id.encode("utf-8", "surrogatepass"))


def number_of(payload: bytes) -> int:
    """Return the `n` of an event. Raises msgspec.DecodeError if it is not a JSON object with an integer `n`."""
    return _decode(payload).n


def frame(session_id: str, payload: bytes) -> bytes:
    """Return the line of `payload`. Raises ValueError if the payload contains a line end."""
    return framed(seed_of(session_id), payload)


def framed(seed: int, payload: bytes) -> bytes:
    if b"\n" in payload:
        raise ValueError("an event is one line of JSON")
    return _framed(seed, payload) + b"\n"


def scan(source: Path | bytes, session_id: str) -> Scan:
    """Read a whole journal and check every line. Raises OSError if `source` can't be read."""
    data = source.read_bytes() if isinstance(source, Path) else source
    if whole := _whole(data, seed_of(session_id)):
        return whole
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
            # Events lost in an unreadable stretch have already been reported with it.
            if n != last_n + 1 and bad is None:
                damage.append(Damage(Fault.MISSING, line, start, start, n))
            payloads.append(payload)
            last_n = n
        bad = None
        good_end = end
    return Scan(tuple(payloads), last_n, good_end, data[good_end:], tuple(damage))


def _whole(data: bytes, seed: int) -> Scan | None:
    """Return the content of a journal in which nothing is amiss, as nearly all are; None for any other.

    All lines are checked together, which takes half the time of one after the other.
    """
    if not data.endswith(b"\n"):
        return None
    lines = data[:-1].split(b"\n")
    payloads = tuple([line[_HEAD:-1] for line in lines])
    # What is between its head and its end is a line's payload.
    heads = b"".join([line[:_HEAD] for line in lines])
    if heads != b"".join([_head(seed, one) for one in payloads]):
        return None
    if data.count(b"}\n") != len(lines):
        return None
    try:
        numbers = [one.n for one in _decode_all(b"[%b]" % b",".join(payloads))]
    except msgspec.DecodeError:
        return None
    if numbers != list(range(1, len(payloads) + 1)):
        return None
    return Scan(payloads, len(payloads), len(data))


def stretches(data: bytes, session_id: str) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield all of `data` as (start, end, event); the event is None where there is no line of this session."""
    for _, start, end, _, payload in _lines(data, seed_of(session_id)):
        yield start, end, payload


# Line number from 1, start, end, event number and event; 0 and None if the line can't be read.
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
        # Compared byte by byte, not by the checksum's value: otherwise a digit in upper case would pass.
        if line == _framed(seed, payload) and (n := _number_or_none(payload)) is not None:
            yield number, start, end, n, payload
        else:
            yield from _glued(data, number, start, end, seed)
        start = end


def _framed(seed: int, payload: bytes) -> bytes:
    return _head(seed, payload) + payload + b"}"


def _head(seed: int, payload: bytes) -> bytes:
    return b'{"c":"%08x","e":' % crc32(payload, seed)


def _number_or_none(payload: bytes) -> int | None:
    try:
        return _decode(payload).n
    except msgspec.DecodeError:
        return None


def _glued(data: bytes, number: int, start: int, end: int, seed: int) -> Iterator[_Line]:
    """Find the lines within a stretch whose line ends are damaged: quotes within a text are always escaped, so
    the first bytes of a line can't occur elsewhere.
    """
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
