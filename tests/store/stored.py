"""Recaps as long as those of a real two-hour session (about 12 kB), and their rows."""

from session.model.recap import Recap, RecapDecision, RecapIdea, RecapItem, RecapNote, RecapTheme
from store.library.index import SessionRow

SENTENCE = "Lifts that work on Sundays matter more to us than a new café, said “the third floor”. "


def a_recap(session: str = "s-1", series: str = "Hub futures", **changes: object) -> Recap:
    fields: dict[str, object] = {
        "session": session,
        "title": f"Session {session}",
        "series": series,
        "date": "2026-11-23",
        "stamp": "2026-11-23T12:00:00Z",
        "names": ("Ada", "Béa"),
        "agenda": tuple(RecapItem(f"Item {i}", "discussion", SENTENCE, 10, 12) for i in range(10)),
        "decisions": tuple(RecapDecision(SENTENCE, (SENTENCE,)) for _ in range(5)),
        "themes": tuple(
            RecapTheme(letter, "circle", "Getting in", (RecapIdea(SENTENCE),) * 10)
            for letter in "ABCD"
        ),
        "notes": tuple(RecapNote(SENTENCE, "Item 1", "10:30") for _ in range(20)),
    }
    return Recap(**{**fields, **changes})  # type: ignore[arg-type] # the fields are Recap's own


def a_row(session: str = "s-1", series: str = "Hub futures") -> SessionRow:
    return SessionRow(session, f"Session {session}", series, "2026-11-23T10:00:00Z", 900, "draft")
