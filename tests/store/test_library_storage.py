import errno
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from store.disk import REAL
from store.library.storage import (
    AtomicJSONStorage,
    BusyStore,
    NewerStore,
    UnreadableStore,
    is_as_saved,
    read_tables,
)
from tests.store.failing import FailingDisk


def opened(path: Path, **options: Any) -> TinyDB:
    return TinyDB(path, storage=AtomicJSONStorage, **options)


def filled(path: Path, count: int = 3) -> bytes:
    with opened(path) as db:
        db.table("recaps").insert_multiple(
            {"session": f"s-{i}", "text": "ü “x”"} for i in range(count)
        )
    return path.read_bytes()


def sessions(path: Path) -> list[str]:
    with opened(path, writable=False) as db:
        return [row["session"] for row in db.table("recaps").all()]


def test_stock_tinydb_can_read_and_write_it(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    filled(path)
    with TinyDB(path, encoding="utf-8") as stock:
        assert stock.table("recaps").get(where("session") == "s-1") is not None
        stock.table("recaps").insert({"session": "by stock"})
    assert sessions(path) == ["s-0", "s-1", "s-2", "by stock"]
    assert json.loads(path.read_bytes())["_meta"]["1"]["schema"] == 1


def test_a_file_of_stock_tinydb_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    with TinyDB(path) as stock:
        stock.table("recaps").insert({"session": "ü"})
    assert sessions(path) == ["ü"]


def test_every_tinydb_operation_does_the_same_as_in_stock(tmp_path: Path) -> None:
    def work(db: TinyDB) -> dict[str, list[Any]]:
        table = db.table("people")
        table.insert_multiple({"name": name, "roles": ["member"]} for name in ("Ada", "Ben", "Cy"))
        table.update({"remote": True}, where("name") == "Ben")
        table.update(lambda row: row["roles"].append("chair"), where("name") == "Cy")
        table.upsert(Document({"name": "Di"}, doc_id=99))
        table.upsert({"name": "Ada", "seat": 2}, where("name") == "Ada")
        table.remove(doc_ids=[2])
        db.table("words").insert({"word": "co-production"})
        db.drop_table("words")
        return {
            name: [(row.doc_id, dict(row)) for row in db.table(name)]
            for name in ("people", "words")
        }

    with opened(tmp_path / "ours.json") as ours, TinyDB(tmp_path / "stock.json") as stock:
        assert work(ours) == work(stock)


def test_untouched_documents_are_copied_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    odd = b'{"recaps":{"1":{"b" : 1.50, "a":"\\u00fc"}}}'
    path.write_bytes(odd)
    with opened(path) as db:
        db.table("recaps").insert(Document({"session": "new"}, doc_id=7))
    assert b'{"b" : 1.50, "a":"\\u00fc"}' in path.read_bytes()


def test_files_are_private_and_the_last_good_copy_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    before = filled(path)
    with opened(path) as db:
        db.table("recaps").insert({"session": "s-3"})
    assert (tmp_path / "series.json.bak").read_bytes() == before
    assert {entry.stat().st_mode & 0o777 for entry in tmp_path.iterdir()} == {0o600}
    assert {entry.name for entry in tmp_path.iterdir()} == {
        "series.json",
        "series.json.bak",
        "series.json.lock",
    }


BAD = {
    "0 bytes": b"",
    "truncated": b'{"recaps":{"1":{"session":"s-',
    "latin-1": '{"recaps":{"1":{"session":"ü"}}}'.encode("latin-1"),
    "zeros": b"\0" * 512,
    "zeros at the end": b'{"recaps":{}}' + b"\0" * 8,
    "list on top": b'[{"session":"s-1"}]',
    "a table that is a list": b'{"recaps":[]}',
    "extra data": b'{"recaps":{}}{"recaps":{}}',
    "not JSON": b"PK\3\4",
    "a version that is no number": b'{"_meta":{"1":{"schema":"x"}}}',
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_named_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "series.json"
    path.write_bytes(content)
    with opened(path) as db:
        with pytest.raises(UnreadableStore, match=r"series\.json.*left as it is"):
            db.table("recaps").insert({"session": "s-1"})
        with pytest.raises(UnreadableStore):
            db.drop_tables()
    assert path.read_bytes() == content
    assert not (tmp_path / "series.json.bak").exists()


def test_a_newer_file_is_named_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    content = b'{"recaps":{},"_meta":{"1":{"schema":2,"since":"0.9"}}}'
    path.write_bytes(content)
    with opened(path) as db, pytest.raises(NewerStore, match="newer Fairsay"):
        db.table("recaps").insert({"session": "s-1"})
    assert path.read_bytes() == content


def test_a_file_that_went_bad_while_open_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    filled(path)
    with opened(path) as db:
        assert len(db.table("recaps")) == 3
        path.write_bytes(b"")
        with pytest.raises(UnreadableStore):
            db.table("recaps").insert({"session": "s-9"})
    assert path.read_bytes() == b""


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", ["open", "write", "sync", "replace"])
def test_a_refused_save_leaves_the_file_and_can_be_repeated(
    tmp_path: Path, operation: str, error: int
) -> None:
    path = tmp_path / "series.json"
    before = filled(path)
    for nth in (1, 2):
        failing = FailingDisk()
        with opened(path, disk=failing.disk) as db:
            table = db.table("recaps")
            failing.fail(operation, nth, error)
            row = Document({"session": f"s-1{nth}"}, doc_id=10 + nth)
            try:
                table.insert(row)
            except OSError:
                assert failing.refused
                assert path.read_bytes() == before
                assert len(table) == before.count(b"session")
                table.insert(row)
            assert len(table) == before.count(b"session") + 1
        before = path.read_bytes()
        assert not [entry for entry in tmp_path.iterdir() if ".tmp-" in entry.name]


def test_a_failed_change_is_not_seen_by_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    filled(path)

    def fails_at_the_second(row: Any) -> None:
        row["text"] = "half"
        if row["session"] == "s-1":
            raise ZeroDivisionError

    with opened(path) as db:
        with pytest.raises(ZeroDivisionError):
            db.table("recaps").update(fails_at_the_second)
        db.table("recaps").insert({"session": "s-3"})
    assert b"half" not in path.read_bytes()


def test_every_flipped_bit_is_seen_and_so_is_another_programs_save(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    with opened(path, about={"name": "Café “ü”"}) as db:
        db.table("recaps").insert({"text": "ü"})
    data = path.read_bytes()
    assert is_as_saved(data)
    saved_until = data.index(b'"_meta"')
    for position in range(saved_until):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[position] ^= 1 << bit
            assert not is_as_saved(bytes(flipped))
    with TinyDB(path, encoding="utf-8") as stock:
        stock.table("recaps").insert({"text": "x"})
    assert not is_as_saved(path.read_bytes())
    assert not is_as_saved(b"{}")
    assert not is_as_saved(data[:-1] + b"\xff")


def test_a_second_program_waits_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    filled(path)
    with opened(path) as db:
        with pytest.raises(BusyStore, match="Another Fairsay window") as busy:
            opened(path, timeout_s=0.05)
        assert path.name in str(busy.value)
        db.table("recaps").insert({"session": "s-3"})
        assert sessions(path)[-1] == "s-3"


@pytest.mark.parametrize("length", [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1 << 19])
def test_comparing_sees_every_difference(tmp_path: Path, length: int) -> None:
    path = tmp_path / "file"
    data = b"x" * length
    path.write_bytes(data)
    assert REAL.holds(path, data)
    assert not REAL.holds(path, data + b"x")
    assert not REAL.holds(path, b"y" + data[1:])
    path.write_bytes(data + b"x")
    assert not REAL.holds(path, data)


def test_reading_needs_no_lock_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    with opened(path, writable=False) as db:
        assert len(db.table("recaps")) == 0
        with pytest.raises(PermissionError):
            db.table("recaps").insert({"session": "s-1"})
    assert list(tmp_path.iterdir()) == []


def _save_until_killed(path: Path, saved: int) -> None:
    with opened(path) as db:
        for i in range(1, 10_000):
            db.table("recaps").upsert(
                Document({"session": f"s-{i}", "text": "x" * (i % 7) * 999}, doc_id=i % 40)
            )
            os.write(saved, b"%d\n" % i)


def test_killed_while_saving_it_holds_all_that_was_saved(tmp_path: Path) -> None:
    for kill in range(25):
        path = tmp_path / f"{kill}.json"
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            _save_until_killed(path, theirs)
        os.close(theirs)
        with os.fdopen(ours, "rb") as saves:
            for _ in range(1 + kill):
                saves.readline()
            os.kill(child, signal.SIGKILL)
            last = 1 + kill + len(saves.readlines())
        os.waitpid(child, 0)
        found = sessions(path)
        assert f"s-{last}" in found or f"s-{last + 1}" in found
        with opened(path):
            assert not [entry for entry in tmp_path.iterdir() if ".tmp-" in entry.name]


def test_what_a_crash_left_of_a_save_goes_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    filled(path)
    left = [tmp_path / f"series.json{end}.tmp-0a1b2c3d-7" for end in ("", ".bak")]
    kept = [tmp_path / name for name in ("series.json.tmp-mine", "other.json.tmp-0a1b2c3d-7")]
    for one in (*left, *kept):
        one.write_bytes(b"half")

    opened(path, writable=False).close()
    assert all(one.exists() for one in left)
    opened(path).close()

    assert not any(one.exists() for one in left)
    assert all(one.exists() for one in kept)


def test_what_is_kept_with_the_version_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "series.json"
    assert AtomicJSONStorage(path, writable=False).about() == {}
    with opened(path, about={"name": "Café “ü”"}) as db:
        db.table("recaps").insert({"session": "s-1"})

    storage = AtomicJSONStorage(path, writable=False)
    about = storage.about()

    assert storage.path == path
    assert (about["name"], about["schema"]) == ("Café “ü”", 1)
    with opened(path) as db:
        db.table("recaps").insert({"session": "s-2"})
    assert AtomicJSONStorage(path, writable=False).about()["name"] == "Café “ü”"


def test_reading_again_asks_the_disk(tmp_path: Path) -> None:
    failing = FailingDisk()
    path = tmp_path / "store.json"
    filled(path)
    storage = AtomicJSONStorage(path, writable=False, disk=failing.disk)
    storage.read()
    before = failing.calls["read"]

    assert storage.reread()
    assert failing.calls["read"] == before + 1
    storage.close()


def test_an_empty_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableStore, match="is empty"):
        read_tables(b"", tmp_path / "store.json", 1)
