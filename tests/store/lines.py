"""Small journals to test with."""

from pathlib import Path

from store.journal.format import frame

SESSION = "s-1"


def payload(n: int, text: str = "Ada parked “lifts”") -> bytes:
    return (
        b'{"n":%d,"t":%d,"at":"2026-11-23T10:00:00Z","run":"r1","cmd":"c%d","k":"Parked","v":1,'
        b'"d":{"text":"%b"}}' % (n, n * 1000, n, text.encode())
    )


def payloads(count: int, after: int = 0) -> tuple[bytes, ...]:
    return tuple(payload(n) for n in range(after + 1, after + count + 1))


def journal(count: int, session_id: str = SESSION) -> bytes:
    return b"".join(frame(session_id, one) for one in payloads(count))


def written(folder: Path, count: int) -> Path:
    path = folder / "journal.jsonl"
    path.write_bytes(journal(count))
    return path
