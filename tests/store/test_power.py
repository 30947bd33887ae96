"""The power goes after every single file operation, and what was not synced goes with it."""

import sys
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from session.model.recap import Recap
from store.disk import replace_whole
from store.journal.file import JournalFile
from store.journal.format import frame
from store.journal.repair import recover
from store.library.ending import complete, finish, pending
from store.library.series import Series
from store.library.storage import AtomicJSONStorage
from store.paths import Home
from tests.store.lines import SESSION, payload, payloads
from tests.store.power import PowerDisk, PowerGone
from tests.store.sessions import ENDED, note, on_disk, started
from tests.store.stored import a_recap

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what an open file holds is read through /proc"
)


def test_the_model_itself_loses_what_was_not_synced(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    power = PowerDisk()
    replace_whole(tmp_path / "synced", b"new", power.disk)
    fd = power.disk.open(tmp_path / "file.tmp", 0o101)
    power.disk.write(fd, b"newer")
    power.disk.sync(fd)
    power.disk.close(fd)
    power.disk.replace(tmp_path / "file.tmp", path)
    power.cut()
    assert path.read_bytes() == b"old"
    assert (tmp_path / "synced").read_bytes() == b"new"


def test_no_acknowledged_event_is_lost(tmp_path: Path) -> None:
    for step in range(1, 40):
        path = tmp_path / str(step) / "journal.jsonl"
        path.parent.mkdir()
        power = PowerDisk(step)
        file = JournalFile(path, SESSION, disk=power.disk)
        acknowledged = 0
        try:
            for n in range(1, 4):
                file.append(frame(SESSION, payload(n)))
                acknowledged = n
            file.rewrite(lambda event: event)
            file.append(frame(SESSION, payload(4)))
            acknowledged = 4
        except PowerGone:
            pass
        file.close()
        power.cut()
        found = recover(path, SESSION)
        assert found.last_n >= acknowledged
        assert found.payloads == payloads(found.last_n)
        if acknowledged == 4:
            return
    pytest.fail("four events take more operations than were tried")


def test_a_saved_row_stays_and_an_unsaved_one_is_there_or_not(tmp_path: Path) -> None:
    for step in range(1, 40):
        path = tmp_path / str(step) / "series.json"
        power = PowerDisk(step)
        saved = 0
        with TinyDB(path, storage=AtomicJSONStorage, disk=power.disk) as db:
            try:
                for n in range(1, 4):
                    db.table("people").insert(Document({"name": "Ada"}, doc_id=n))
                    saved = n
            except PowerGone:
                pass
        power.cut()
        with TinyDB(path, storage=AtomicJSONStorage) as db:
            assert saved <= len(db.table("people")) <= saved + 1
        if saved == 3:
            return
    pytest.fail("three rows take more operations than were tried")


def test_an_ending_cut_off_anywhere_is_finished_at_the_next_start(tmp_path: Path) -> None:
    def stored(home: Home) -> Recap | None:
        with Series.named(home, "Hub futures", writable=False) as series:
            return series.recap("s-1")

    for step in range(1, 60):
        home = Home(tmp_path / str(step))
        on_disk(home, "s-1", started(), note("said"), ENDED)
        power = PowerDisk(step)
        try:
            finish(home, a_recap(), disk=power.disk)
        except PowerGone:
            power.cut()
            for one in pending(home):
                if one.decided:
                    complete(home, one.session)
                else:
                    finish(home, a_recap())
            assert stored(home) == a_recap()
            assert pending(home) == ()
        else:
            power.cut()
            assert stored(home) == a_recap()
            return
    pytest.fail("ending takes more operations than were tried")
