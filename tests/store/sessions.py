"""A session on disk as a real one leaves it, without running one."""

from datetime import UTC, datetime
from pathlib import Path

from session import envelope
from session.model.lifecycle import RecapAgreed, SessionEnded, SessionStarted
from session.model.plan import Plan, PlanItem
from session.model.protocol import Event
from session.model.record import NoteWritten
from session.model.state import Instant
from store.journal.format import frame
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
