"""The documents in a store's file, each kept as raw bytes until it is accessed."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

import msgspec


class Doc(MutableMapping[str, Any]):
    """A stored document, decoded only when accessed.

    Saving one recap among 200 then copies the other 199 unchanged: faster, and no byte of them changes.
    """

    __slots__ = ("_fields", "_odd", "_raw")

    def __init__(self, raw: msgspec.Raw) -> None:
        self._raw: msgspec.Raw | None = raw
        self._odd: msgspec.Raw | None = None
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
        """The bytes as read, or encoded again after an access (which may have changed the document)."""
        if self._raw is not None:
            return self._raw
        # A value that is not a document has no fields, and is kept until fields are set.
        return self._odd if self._odd is not None and not self._fields else encoded(self._fields)

    def _seen(self) -> dict[str, Any]:
        if self._raw is not None:
            raw, self._raw = self._raw, None
            try:
                self._fields = msgspec.json.decode(raw, type=dict[str, Any])
            except msgspec.DecodeError:
                self._odd = raw
        return self._fields


class Docs(Mapping[str, Doc]):
    """The documents of a table, each created when accessed; every access returns a new one."""

    __slots__ = ("_raws",)

    def __init__(self, raws: dict[str, msgspec.Raw]) -> None:
        self._raws = raws

    def raws(self) -> dict[str, msgspec.Raw]:
        return self._raws

    def __getitem__(self, key: str) -> Doc:
        return Doc(self._raws[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._raws)

    def __len__(self) -> int:
        return len(self._raws)


def raw_of(doc: Any) -> msgspec.Raw:
    """Return a document's bytes, whether it was read or newly created."""
    return doc.raw() if isinstance(doc, Doc) else encoded(doc)


def encoded(fields: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(fields))
