"""A data folder in which a person is named in every place that can hold a name."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from session.model.ideas import IdeaAdded, IdeaMerged
from session.model.lifecycle import RecapAgreed, SessionEnded, SessionStarted
from session.model.people import Consent, PersonArrived, PersonConsentChanged
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import Event
from session.model.record import ActionSet, NoteWritten
from session.model.state import replace
from session.replay import replay
from session.views.recap import recap
from store.exports.registry import FORMATS
from store.journal.format import scan
from store.library.ending import finish
from store.library.series import Series
from store.paths import Home, private_folder
from tests.store.handed import hand_out
from tests.store.made_once import made_once
from tests.store.sessions import on_disk

_MARKS = re.compile(rb'"marks":\["?[0-9a-f]*"?\],')
SERIES = ("Hub futures", "Garden", "")
SESSIONS = ("2026-01-01-aaaa", "2026-02-01-bbbb", "2026-03-01-cccc")
OTHER = "2026-04-01-dddd"


def events(session: str, series: str, name: str, *, ended: bool = True) -> tuple[Event, ...]:
    """A short session with ``name`` on the list, in texts and as who does something."""
    upper = unicodedata.normalize("NFD", name).upper()
    return (
        SessionStarted(
            session=session,
            plan=Plan(
                title=f"Evening with {name}",
                series=series,
                agenda=(PlanItem("Welcome", focus=f"What {name} brings"),),
                people=(PlanPerson(name, ("researcher",)), PlanPerson("Béa")),
            ),
            item_ids=("i-1",),
            person_ids=("p-aaaa1", "p-bbbb2"),
            opened_at=datetime(2026, 1, 1, 10, tzinfo=UTC).isoformat(),
        ),
        PersonArrived(person="p-aaaa1"),
        PersonArrived(person="p-bbbb2"),
        PersonConsentChanged(person="p-aaaa1", consent=Consent(named=True)),
        PersonConsentChanged(person="p-bbbb2", consent=Consent(named=True)),
        NoteWritten(note="n-1", text=f"“{upper}” asked; Béa answered\n<{name}>"),
        IdeaAdded(idea="d-1", text="Soup", channel="phone", author="p-bbbb2"),
        IdeaAdded(idea="d-2", text="Broth", channel="phone", author="p-aaaa1"),
        IdeaAdded(idea="d-3", text="Bread", channel="phone", author="p-aaaa1"),
        IdeaMerged(idea="d-2", into="d-1"),
        ActionSet(action="a-2" if session == OTHER else "a-1", what="Ring the council", who=name),
        *((SessionEnded(), RecapAgreed(not_coproduced="the budget")) if ended else ()),
    )


def keep(
    home: Home, session: str, series: str, name: str, formats: Iterable[str] = FORMATS
) -> None:
    """Leave an ended session with an older version of its recap, a newer agreed one, and exports."""
    on_disk(home, session, *events(session, series, name))
    told = recap(replay(scan(home.journal(session), session).payloads).state)
    finish(home, replace(told, agreed=False))
    finish(home, told)
    finish(home, replace(told, version=2))
    folder = private_folder(home.exports(session))
    for form in formats:
        hand_out(home, told, form, folder)
    hand_out(home, told, "csv", folder / "tables.zip")


@made_once
def fill(
    home: Home, name: str, sessions: int = 3, formats: tuple[str, ...] = tuple(FORMATS)
) -> None:
    """A person in so many series and as many sessions; one session more knows nothing of them."""
    for session, series in zip(SESSIONS[:sessions], SERIES, strict=False):
        keep(home, session, series, name, formats)
    keep(home, OTHER, "Hub futures", "Somebody")
    folder = home.session_dir(SESSIONS[0])
    journal = home.journal(SESSIONS[0]).read_bytes()
    (folder / "journal.jsonl.moved-20261123T100000123456Z").write_bytes(journal[:-9])
    (folder / "journal.jsonl.torn-20261123T100000Z-0badcafe").write_bytes(
        b'{"c":"00","e":{"t":"' + name.encode()
    )
    with home.journal(SESSIONS[sessions - 1]).open("ab") as torn:
        torn.write(b'{"c":"00","e":{"t":"' + name.encode())
    (home.root / "library.json.odd-20261123T100000123456Z").write_text(json.dumps(name))
    home.log.write_text(f"Traceback: {name}\nother line\n")


def contents(home: Home) -> dict[str, bytes]:
    """Every file under the data folder but locks, without the marks of temporary files, which are random."""
    return {
        path.relative_to(home.root).as_posix(): _MARKS.sub(b"", path.read_bytes())
        for path in sorted(home.root.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def versions(home: Home, series: str, session: str) -> int:
    with Series.named(home, series, writable=False) as one:
        return len(one.versions(session))


def under(home: Home, session: str) -> tuple[Path, ...]:
    return tuple(sorted(home.exports(session).iterdir()))
