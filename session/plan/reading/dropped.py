"""Parses a path as terminals insert it when a file is dropped on the window: quoted, escaped, or as a URL."""

from __future__ import annotations

import re

from session.model.text import clean

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PATH = re.compile(
    r"(?:['\"](?:/|~|[A-Za-z]:[\\/])|file:///?|/\S|~/|[A-Za-z]:[\\/])", re.IGNORECASE
)


def path_of(text: str) -> str:
    """Return the path: ``'/a b'``, ``/a\\ b``, ``"/a b"`` and ``file:///a%20b`` are the same."""
    said = clean(text)
    if len(said) > 1 and said[0] in "'\"" and said[-1] == said[0]:
        # A shell ends one quote, escapes the next character and begins again: 'it'\''s'.
        return said[1:-1].replace("'\\''", "'") if said[0] == "'" else said[1:-1]
    if found := re.match(r"file://(?:localhost)?(?=/)", said, re.IGNORECASE):
        path = _unescaped(said[found.end() :])
        return path[1:] if _DRIVE.match(path[1:]) else path
    if _DRIVE.match(said) or said.startswith("\\\\"):
        return said
    return re.sub(r"\\(.)", r"\1", said)


def _unescaped(address: str) -> str:
    data = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), address.encode()
    )
    return data.decode("utf-8", "replace")


def is_path(text: str) -> bool:
    """Return whether pasted text is the path of a file, not an agenda."""
    said = text.strip()
    return (
        "\n" not in said and bool(_PATH.match(said)) and bool(re.search(r"\.\w{2,5}['\"]?$", said))
    )
