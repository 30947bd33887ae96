"""A TinyDB storage that never loses data: the old file is kept until the new one is on disk.

Stock TinyDB overwrites its own file in place, takes an empty file for an empty database and lets two
processes write at once. This one replaces the file as a whole, keeps the last good copy next to it (`.bak`),
refuses an unreadable file, and holds a lock while it is open for writing. Stock TinyDB can still open its
files.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from tinydb.storages import Storage

from store.disk import REAL, Disk, leftovers, replace_whole
from store.library.documents import Docs, encoded, raw_of
from store.lock import Locked, locked
from store.paths import private_folder
from store.refusal import Refusal

META = "_meta"
_Raws = dict[str, dict[str, msgspec.Raw]]
_Tables = dict[str, Any]
_Key = tuple[int, ...]
_META_START = b'"_meta":{"1":{'
_outline = msgspec.json.Decoder(_Raws)
_encoder = msgspec.json.Encoder()


class UnreadableStore(Refusal):
    """The file can't be decoded. It is never written to."""

    def __init__(self, path: Path, why: str, what_to_do: str = "Run “fairsay verify”.") -> None:
        super().__init__(f"{path} {why}; it was left as it is. {what_to_do}")
        self.why = why


class NewerStore(UnreadableStore):
    """The file was written by a newer version of Fairsay."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "was written by a newer Fairsay", "Update Fairsay to open it.")


class BusyStore(Refusal):
    """Another process is saving to the same file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Another Fairsay window is saving to {path.name}; try again in a moment.")


def read_tables(data: bytes, path: Path, schema: int) -> _Raws:
    """Decode a store's file to {table: {id: document}}. Raises UnreadableStore and NewerStore."""
    if not data:
        raise UnreadableStore(path, "is empty")
    try:
        if not data.isascii() and not is_as_saved(data):
            # Parsing the outline only would accept bytes that are not text. If the checksum matches, they are
            # our own bytes: validating each again takes twice as long as everything else.
            data.decode()
        outline = _outline.decode(data)
        meta = outline.get(META, {}).get("1")
        version = 1 if meta is None else msgspec.json.decode(meta, type=_Meta).schema
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        raise UnreadableStore(path, "can't be read") from error
    if version > schema:
        raise NewerStore(path)
    if not all(number.isdecimal() for docs in outline.values() for number in docs):
        raise UnreadableStore(path, "can't be read")
    return outline


def is_as_saved(data: bytes) -> bool:
    """Return whether a file's content matches its checksum; False also after stock TinyDB wrote it."""
    start = data.rfind(_META_START)
    if start == -1:
        return False
    crc = b'"crc":"%08x"' % crc32(memoryview(data)[:start])
    try:
        return crc.decode() in data[start:].decode()
    except UnicodeDecodeError:
        return False


class _Meta(msgspec.Struct, frozen=True):
    schema: int


class AtomicJSONStorage(Storage):
    """Storage for `TinyDB(path, storage=AtomicJSONStorage)`.

    schema: the version of the file's contents; a file with a higher one is refused
    about: plain text stored with the version, such as the series' name
    writable: False reads without a lock, also while another process writes
    timeout_s: how long to wait for another process that is writing

    Raises UnreadableStore when reading, BusyStore when opening, OSError when the disk refuses; the file is then
    unchanged.
    """

    def __init__(
        self,
        path: Path,
        *,
        schema: int = 1,
        about: Mapping[str, str] | None = None,
        writable: bool = True,
        timeout_s: float = 5.0,
        disk: Disk = REAL,
    ) -> None:
        self._path = path
        self._schema = schema
        self._about = dict(about or {})
        self._disk = disk
        self._written: bytearray | None = None
        self._writable = writable
        self._held = contextlib.ExitStack()
        if writable:
            private_folder(path.parent)
            try:
                self._held.enter_context(locked(lock_of(path), timeout_s))
            except Locked as taken:
                raise BusyStore(path) from taken
            try:
                self._sweep()
            except BaseException:
                self._held.close()
                raise

    @property
    def path(self) -> Path:
        return self._path

    @property
    def backup(self) -> Path:
        """The path of the content before the last save."""
        return backup_of(self._path)

    def read(self) -> _Tables | None:
        raws = self._current()
        if raws is None:
            return None
        # TinyDB changes its argument, even when it fails halfway: it gets a copy of the documents.
        return {name: Docs(docs) for name, docs in raws.items()}

    def write(self, data: _Tables) -> None:
        if not self._writable:
            raise PermissionError(f"{self._path.name} was opened for reading only")
        # Reread if the file on disk has changed: an unreadable file must not be overwritten.
        self._current()
        raws = {
            name: docs.raws()
            if isinstance(docs, Docs)
            else {key: raw_of(doc) for key, doc in docs.items()}
            for name, docs in data.items()
            if name != META
        }
        content = bytearray()
        _encoder.encode_into(raws, content)
        meta = self._stamp(content, bool(raws), data)
        _forget(self._path)
        self._written = None
        replace_whole(self._path, content, self._disk, keep=self.backup)
        self._written = content
        _remember(self._path, _key(self._path), {**raws, META: {"1": meta}})

    def reread(self) -> bool:
        """Reread the file; True if the disk returns what was last written here."""
        if self._written is not None:
            return self._disk.holds(self._path, self._written)
        _forget(self._path)
        return self._current() is not None

    def about(self) -> dict[str, Any]:
        """The version and the plain text stored with it."""
        meta = (self._current() or {}).get(META, {}).get("1")
        return {} if meta is None else msgspec.json.decode(meta, type=dict[str, Any])

    def close(self) -> None:
        self._written = None
        self._held.close()

    def _stamp(self, content: bytearray, comma: bool, data: _Tables) -> msgspec.Raw:
        """Append version and checksum, as a table that stock TinyDB accepts as its own."""
        known = dict(data.get(META, {}).get("1", {}))
        del content[-1:]
        if comma:
            content += b","
        crc = f"{crc32(content):08x}"
        meta = encoded({**known, **self._about, "schema": self._schema, "crc": crc})
        content += b'"_meta":{"1":%b}}' % bytes(meta)
        return meta

    def _current(self) -> _Raws | None:
        try:
            key = _key(self._path)
            known = _recent.get(self._path)
            if known is not None and known[0] == key:
                return known[1]
            data = self._disk.read(self._path)
        except FileNotFoundError:
            return None
        raws = read_tables(data, self._path, self._schema)
        _remember(self._path, key, raws)
        return raws

    def _sweep(self) -> None:
        for left in leftovers(self._path, self.backup):
            self._disk.unlink(left)


def lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def backup_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.bak")


# Cache of the last content of the two files a session uses, its series and the index: rereading 200
# recaps at every save would take as long as the save. Valid while the file is the same and unmodified.
_recent: dict[Path, tuple[_Key, _Raws]] = {}
_RECENT = 2


def _remember(path: Path, key: _Key, raws: _Raws) -> None:
    _forget(path)
    _recent[path] = (key, raws)
    for old in list(_recent)[:-_RECENT]:
        _forget(old)


def _forget(path: Path) -> None:
    _recent.pop(path, None)


def _key(path: Path) -> _Key:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
