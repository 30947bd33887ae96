"""A session on disk as a real one leaves it, without running one."""

from datetime import UTC, datetime
from pathlib import Path

from session import envelope
from session.events.every import Event
from session.events.frame import RecapAgreed, SessionEnded, SessionStarted
from session.events.record import NoteWritten
from session.plan import Plan, PlanItem
from session.state import Instant
from store.journal import frame
from store.paths import Home, private_folder

AT = Instant(t=0, at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC))


def started(
    session_id: str = "s-1", title: str = "First evening", series: str = "Hub futures"
) -> Event:
    return SessionStarted(
        session=session_id,
        plan=Plan(title=title, series=series, agenda=(PlanItem(title="Welcome"),)),
        item_ids=("i-1",),
        person_ids=(),
        opened_at=AT.at.isoformat(),
    )


def note(text: str) -> Event:
    return NoteWritten(note="n-1", text=text)


ENDED = SessionEnded()
AGREED = RecapAgreed(not_coproduced="the budget")


def on_disk(home: Home, session_id: str, *events: Event) -> Path:
    private_folder(home.session_dir(session_id))
    path = home.journal(session_id)
    payloads = envelope.encode_all(1, AT, "r-1", "c-1", events or (started(session_id),))
    path.write_bytes(b"".join(frame(session_id, payload) for payload in payloads))
    return path
