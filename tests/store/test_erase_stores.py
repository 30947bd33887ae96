"""Every store is in one table, and what the table says of it is true for a strike and for forgetting."""

from __future__ import annotations

import inspect
import zipfile
from functools import partial
from pathlib import Path

import msgspec
import pytest

from session.erase.person import forgetting
from session.model.plan import Plan, PlanItem
from session.model.recap import sum_of
from session.model.series import OutcomeReported
from session.model.settings import Settings
from session.model.state import Instant
from session.replay import replay
from session.views.recap import recap
from store.disk import REAL
from store.erase import notes
from store.erase.notes import Note
from store.erase.person import forget_person
from store.erase.session import forget_session
from store.erase.stores import STORES, Name
from store.erase.strike import carry_out, rewrite_unopened
from store.journal import places
from store.journal.format import scan
from store.library.ending import _Note
from store.library.listing import row_of
from store.library.series_journal import tell
from store.owner import claim
from store.paths import Home
from store.plans.shelf import Drafted, keep_draft, own_templates, save_plan
from store.settings import save_settings
from tests.session.table import OPENED
from tests.store.named import SESSIONS, fill

pytestmark = pytest.mark.practice("P46")

WORD = "Zanzibar"
SESSION = SESSIONS[0]
PATHS: dict[str, Name | None] = {
    "sessions": None,
    "series": None,
    "library": "index",
    "settings": "settings",
    "wording": "wording",
    "rehearsal": "rehearsal",
    "log": "log",
    "session_dir": None,
    "journal": "journal",
    "box": "boxes",
    "box_count": "boxes",
    "newer_place": "places",
    "ending": "ending",
    "strikes": "notes",
    "written": "records",
    "exports": "exports",
    "series_file": "series",
    "series_journal": "reports",
}
"""What each path of the data folder belongs to; None for a folder of several stores."""


def everything(home: Home) -> None:
    """The word in every store that can hold it, and a file in every other."""
    fill(home, WORD, sessions=1, formats=("text", "docx"))
    payloads = scan(home.journal(SESSION), SESSION).payloads
    told = recap(replay(payloads).state)
    ending = _Note(told, row_of(SESSION, payloads), sum_of(told))
    home.ending(SESSION).write_bytes(msgspec.json.encode(ending))
    home.box(SESSION, "v-1").write_bytes(b"{}\n")
    places.leave(home.newer_place(SESSION), home.journal(SESSION))
    notes.leave(home, SESSION, Note("notes", "n-9", by=SESSION))
    plan = Plan(f"Evening with {WORD}", agenda=(PlanItem("Welcome"),))
    own_templates(home).mkdir(parents=True)
    saved = save_plan(home, plan)
    (own_templates(home) / saved.name).write_bytes(saved.read_bytes())
    keep_draft(home, Drafted(plan))
    save_settings(home, Settings())
    home.wording.write_text("")
    home.rehearsal.write_text("")
    said = OutcomeReported(report="t-1", about="a-1", state="done", why=f"Asked in {WORD}")
    for sid in home.series_ids():
        tell(home, sid, lambda _: (said,), Instant(0, OPENED), "run", "cmd")
    with claim(home.session_dir(SESSION)):
        pass


def holding(home: Home, store: Name) -> list[Path]:
    """The files of a store that hold the word, also those packed into a zip."""
    found = []
    for path in STORES[store].everywhere(home):
        if not path.is_file():
            continue
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts += map(packed.read, packed.namelist())
        if any(WORD.lower().encode() in part.lower() for part in parts):
            found.append(path)
    return found


def strike(home: Home) -> None:
    """A strike of the first version, which takes its words out of every text."""
    rewrite = partial(rewrite_unopened, home.journal(SESSION), SESSION, REAL)
    carry_out(home, SESSION, Note("", "n-1"), rewrite, words=(WORD,))


def test_every_path_of_the_data_folder_is_of_a_store(tmp_path: Path) -> None:
    there = {name for name, _ in inspect.getmembers(Home) if not name.startswith("_")}

    other = {"root", "state", "thrown_away", "session_ids", "series_ids", "series_journal_ids"}
    assert there - other == PATHS.keys()
    assert {*PATHS.values(), "copies", "owner", "plans"} - {None} == STORES.keys()


def test_every_file_is_of_exactly_one_store(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    everything(home)

    of = {
        path: [name for name in STORES if path in set(STORES[name].everywhere(home))]
        for path in home.root.rglob("*")
        if path.is_file()
    }

    assert {path: stores for path, stores in of.items() if len(stores) != 1} == {}
    assert {name for (name,) in of.values()} == STORES.keys()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    """The same data folder as it was, after the strike, and after the forgetting."""
    homes = {}
    for what in ("before", "struck", "forgotten", "without the session"):
        homes[what] = Home(tmp_path_factory.mktemp(what) / "data")
        everything(homes[what])
    strike(homes["struck"])
    forget_person(homes["forgotten"], forgetting(WORD))
    assert forget_session(homes["without the session"], SESSION).done
    return homes


@pytest.mark.parametrize("store", STORES)
def test_a_strike_cleans_every_store_or_says_why_not(folders: dict[str, Home], store: Name) -> None:
    before, after = (len(holding(folders[which], store)) for which in ("before", "struck"))

    assert (after == before) if STORES[store].no_entry else (before > 0 == after)


@pytest.mark.parametrize("store", STORES)
def test_forgetting_cleans_every_store_or_says_why_not(
    folders: dict[str, Home], store: Name
) -> None:
    before, after = (len(holding(folders[which], store)) for which in ("before", "forgotten"))

    assert (before == 0 == after) if STORES[store].no_name else (before > 0 == after)


@pytest.mark.parametrize("store", STORES)
def test_forgetting_a_session_cleans_every_store_or_says_why_not(
    folders: dict[str, Home], store: Name
) -> None:
    before, after = (
        len(holding(folders[which], store)) for which in ("before", "without the session")
    )

    assert (after == before) if STORES[store].no_session else (after == 0)
