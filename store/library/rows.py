"""TinyDB rows with text keys, each found without reading the others."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from tinydb.table import Document, Table

from store.library.documents import raw_of

T = TypeVar("T")
Worth = Callable[[bytes], bool]
"""Returns from the bytes of a row whether it is worth decoding, which takes far longer than a search."""


def _all_are(_: bytes) -> bool:
    return True


class Rows:
    """A table whose rows have a text key, kept in the row's field `key`.

    TinyDB's number of a row is derived from its key: 48 bits, which JavaScript can represent, too. ``worth``
    filters rows by their bytes, before they are decoded.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the fields of a row; empty for a value that is not a row."""
        row = self._table.get(doc_id=_number(key))
        if row is None:
            return None
        return {name: value for name, value in row.items() if name != "key"}

    def put(self, key: str, fields: Mapping[str, Any]) -> None:
        """Replace the row under `key` by `fields`; one save."""
        row = {"key": key, **fields}
        if self.get(key) is None:
            self._table.insert(Document(row, _number(key)))
        else:
            self._table.update(_become(row), doc_ids=[_number(key)])

    def put_all(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Insert many rows into an empty table; one save."""
        docs = (Document({"key": key, **fields}, _number(key)) for key, fields in rows.items())
        self._table.insert_multiple(docs)

    def remove(self, key: str) -> bool:
        """Remove the row; False if there is none."""
        if self.get(key) is None:
            return False
        self._table.remove(doc_ids=[_number(key)])
        return True

    def change(
        self, clean: Callable[[dict[str, Any]], dict[str, Any]], worth: Worth = _all_are
    ) -> bool:
        """Apply `clean` to the fields of every row; one save, or none if nothing changed."""
        changed = {
            _number(key): {"key": key, **cleaned}
            for key, fields in self.all(worth).items()
            if (cleaned := clean(fields)) is not fields and cleaned != fields
        }

        def become(old: MutableMapping[Any, Any]) -> None:
            _become(changed[_number(old["key"])])(old)

        if changed:
            self._table.update(become, doc_ids=list(changed))
        return bool(changed)

    def all(self, worth: Worth = _all_are) -> dict[str, dict[str, Any]]:
        """Return every row by its key, oldest first."""
        return {
            str(row["key"]): {name: value for name, value in row.items() if name != "key"}
            for row in self._docs(worth).values()
            if "key" in row
        }

    def decoded(self, kind: type[T]) -> Iterator[T]:
        """Yield every row that can be read as ``kind``, oldest first: in a third of the time of `all`."""
        decoder = msgspec.json.Decoder(kind)
        for doc in self._docs().values():
            raw = bytes(raw_of(doc))
            if b'"key"' in raw:
                with suppress(msgspec.DecodeError):
                    yield decoder.decode(raw)

    def look(self, *names: str) -> dict[str, tuple[Any, ...]]:
        """Return some fields of every row by its key, ``None`` for a missing one."""
        docs = (doc for doc in self._docs().values() if "key" in doc)
        return {str(doc["key"]): tuple(map(doc.get, names)) for doc in docs}

    def odd(self, worth: Worth = _all_are) -> dict[int, bytes]:
        """Return values that are not rows, by number: damage, or another program's."""
        docs = self._docs(worth).items()
        return {number: bytes(raw_of(doc)) for number, doc in docs if "key" not in doc}

    def drop(self, number: int) -> None:
        """Remove the value that `odd` returned under a number."""
        self._table.remove(doc_ids=[number])

    def _docs(self, worth: Worth = _all_are) -> dict[int, Mapping[str, Any]]:
        # Not with TinyDB's own method, which stops at the first value that is not a document.
        tables = self._table.storage.read() or {}
        docs = tables.get(self._table.name, {}).items()
        return {
            int(number): doc
            for number, doc in docs
            if worth is _all_are or worth(bytes(raw_of(doc)))
        }


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:6], "big")


def _become(row: Mapping[str, Any]) -> Callable[[MutableMapping[Any, Any]], None]:
    def change(old: MutableMapping[Any, Any]) -> None:
        old.clear()
        old.update(row)

    return change
