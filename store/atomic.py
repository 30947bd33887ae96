"""A TinyDB storage that never loses what it had: the old file stays until the new one is on the disk.

Stock TinyDB writes over its own file in place, takes an empty file for an empty database and lets two
programs write at once. This one replaces the file as a whole, keeps the last good copy beside it
(`.bak`), refuses what it can't read, and has a lock while it is open for writing. Stock TinyDB can
still open its files.
"""

import contextlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from store.disk import REAL, Disk, leftovers, replace_whole
from store.lock import Locked, locked
from store.paths import private_folder

META = "_meta"
_Raws = dict[str, dict[str, msgspec.Raw]]
_Tables = dict[str, dict[str, Any]]
_Key = tuple[int, int, int]
_outline = msgspec.json.Decoder(_Raws)


class UnreadableStore(Exception):
    """A file that can't be read as what it should be. It is never written to."""

    def __init__(self, path: Path, why: str, what_to_do: str = "Run “fairsay verify”.") -> None:
        super().__init__(f"{path} {why}; it was left as it is. {what_to_do}")
        self.path = path
        self.why = why


class NewerStore(UnreadableStore):
    """A file that a newer version of Fairsay wrote."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "was written by a newer Fairsay", "Update Fairsay to open it.")


class BusyStore(Exception):
    """Another program is saving to the same file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Another Fairsay window is saving to {path.name}; try again in a moment.")
        self.path = path


class Doc(MutableMapping[str, Any]):
    """A stored document, decoded only when somebody looks into it.

    Saving one recap among 200 then copies the other 199 as they are: faster, and no byte of them changes.
    """

    __slots__ = ("_fields", "_raw")

    def __init__(self, raw: msgspec.Raw) -> None:
        self._raw: msgspec.Raw | None = raw
        self._fields: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        return self._seen()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._seen()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._seen()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen())

    def __len__(self) -> int:
        return len(self._seen())

    def raw(self) -> msgspec.Raw:
        """The bytes as they were read, or encoded anew once somebody has looked (and may have changed)."""
        return self._raw if self._raw is not None else _encoded(self._fields)

    def _seen(self) -> dict[str, Any]:
        if self._raw is not None:
            self._fields = msgspec.json.decode(self._raw, type=dict[str, Any])
            self._raw = None
        return self._fields


def read_tables(data: bytes, path: Path, schema: int) -> _Raws:
    """Decode a store's file to {table: {id: document}}. Raises UnreadableStore and NewerStore."""
    if not data:
        raise UnreadableStore(path, "is empty")
    try:
        if not data.isascii():
            # The outline alone would let bytes pass that are no text.
            data.decode()
        outline = _outline.decode(data)
        meta = outline.get(META, {}).get("1")
        version = 1 if meta is None else msgspec.json.decode(meta, type=_Meta).schema
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        raise UnreadableStore(path, f"can't be read ({error})") from error
    if version > schema:
        raise NewerStore(path)
    return outline


class _Meta(msgspec.Struct, frozen=True):
    schema: int


class AtomicJSONStorage(Storage):
    """Storage for `TinyDB(path, storage=AtomicJSONStorage)`.

    schema: the version of the file's contents; a file with a higher one is refused
    writable: False reads without a lock, also while another program writes
    timeout_s: how long to wait for another program that is writing

    Raises UnreadableStore when reading, BusyStore when opening, OSError when the disk refuses; the file
    then holds what it held before.
    """

    def __init__(
        self,
        path: Path,
        *,
        schema: int = 1,
        writable: bool = True,
        timeout_s: float = 5.0,
        disk: Disk = REAL,
    ) -> None:
        self._path = path
        self._schema = schema
        self._disk = disk
        self._writable = writable
        self._held = contextlib.ExitStack()
        self._cache: tuple[_Key, _Raws] | None = None
        if writable:
            private_folder(path.parent)
            try:
                self._held.enter_context(locked(path.with_name(f"{path.name}.lock"), timeout_s))
            except Locked as taken:
                raise BusyStore(path) from taken
            self._sweep()

    @property
    def path(self) -> Path:
        return self._path

    @property
    def backup(self) -> Path:
        """The content before the last save."""
        return backup_of(self._path)

    def read(self) -> _Tables | None:
        raws = self._current()
        if raws is None:
            return None
        # TinyDB changes what it is given, also when it fails halfway: it gets documents of its own.
        return {name: {key: Doc(raw) for key, raw in docs.items()} for name, docs in raws.items()}

    def write(self, data: _Tables) -> None:
        if not self._writable:
            raise PermissionError(f"{self._path.name} was opened for reading only")
        # Read again if the file is not the one that was read: what is not understood is not overwritten.
        self._current()
        data[META] = {"1": {"schema": self._schema}}
        raws = {name: {key: _raw(doc) for key, doc in docs.items()} for name, docs in data.items()}
        self._cache = None
        replace_whole(self._path, msgspec.json.encode(raws), self._disk, keep=self.backup)
        self._cache = (_key(self._path), raws)

    def close(self) -> None:
        self._cache = None
        self._held.close()

    def _current(self) -> _Raws | None:
        try:
            key = _key(self._path)
            if self._cache is None or self._cache[0] != key:
                data = self._disk.read(self._path)
                self._cache = (key, read_tables(data, self._path, self._schema))
        except FileNotFoundError:
            return None
        return self._cache[1]

    def _sweep(self) -> None:
        for left in (*leftovers(self._path), *leftovers(self.backup)):
            left.unlink(missing_ok=True)


def backup_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.bak")


def _key(path: Path) -> _Key:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _raw(doc: Any) -> msgspec.Raw:
    return doc.raw() if isinstance(doc, Doc) else _encoded(doc)


def _encoded(fields: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(fields))
