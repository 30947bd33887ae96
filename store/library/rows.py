"""Rows of a TinyDB table under keys of our own, each found without looking into the others."""

from collections.abc import Callable, Mapping, MutableMapping
from hashlib import sha256
from typing import Any

from tinydb.table import Document, Table


class Rows:
    """A table whose rows have a text key, kept in the row's field `key`.

    TinyDB's number of a row is made from its key: 48 bits, which also JavaScript can count to.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, key: str) -> dict[str, Any] | None:
        row = self._table.get(doc_id=_number(key))
        if row is None:
            return None
        if row.get("key") != key:
            raise KeyError(f"two rows of {self._table.name} have the same number: {key!r}")
        return {name: value for name, value in row.items() if name != "key"}

    def put(self, key: str, fields: Mapping[str, Any]) -> None:
        """Make `fields` the row under `key`; one save."""
        row = {"key": key, **fields}
        if self.get(key) is None:
            self._table.insert(Document(row, _number(key)))
        else:
            self._table.update(_become(row), doc_ids=[_number(key)])

    def remove(self, key: str) -> bool:
        """Remove the row; False if there is none."""
        if self.get(key) is None:
            return False
        self._table.remove(doc_ids=[_number(key)])
        return True

    def change(self, clean: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
        """Make the fields of every row what `clean` returns; one save, and none when all stay the same."""
        changed = {
            _number(key): {"key": key, **cleaned}
            for key, fields in self.all().items()
            if (cleaned := clean(fields)) != fields
        }

        def become(old: MutableMapping[Any, Any]) -> None:
            _become(changed[_number(old["key"])])(old)

        if changed:
            self._table.update(become, doc_ids=list(changed))
        return bool(changed)

    def all(self) -> dict[str, dict[str, Any]]:
        """Every row by its key, oldest first."""
        return {
            str(row["key"]): {name: value for name, value in row.items() if name != "key"}
            for row in self._table.all()
        }


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:6], "big")


def _become(row: Mapping[str, Any]) -> Callable[[MutableMapping[Any, Any]], None]:
    def change(old: MutableMapping[Any, Any]) -> None:
        old.clear()
        old.update(row)

    return change
