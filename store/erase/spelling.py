"""Finds a name in the bytes of a file, in any way a file of the data folder may spell it.

Two steps: a run of its letters, then the name as a whole word. The first rules out most files.
"""

import html
import re
from collections.abc import Iterable, Iterator

from session.erase.person import Forgetting
from session.erase.word_search import Phrase

_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|([nrtbf]))")


class Spelling:
    """Searches for a name that is to be forgotten, or for struck words, as whole words."""

    def __init__(self, wanted: Forgetting | Phrase) -> None:
        self._wanted = wanted

    def within(self, data: bytes) -> bool:
        """Return whether `data` (JSON, HTML, Markdown, text) contains the name."""
        if not self._may_be_spelled(data) and not _escapes(data):
            return False
        return any(map(self._wanted.holds, readings(data.decode("utf-8", "replace"))))

    def may_be_in(self, payload: bytes) -> bool:
        """Return whether an event is worth decoding. False positives are harmless."""
        return b"\\u" in payload or self._may_be_spelled(payload)

    def _may_be_spelled(self, data: bytes) -> bool:
        needles = self._wanted.needles(data)
        low = data.lower()
        return needles is None or any(needle in low for needle in needles)

    def lines(self, data: bytes, also: Iterable[bytes] = ()) -> tuple[int, ...]:
        """Return the offsets of the lines that may contain the name, or contain one of ``also``, in order."""
        needles = self._wanted.needles(data)
        if needles is None:
            return (0, *(at + 1 for at in _all(data, b"\n")))
        found: set[int] = set()
        low = data.lower()
        for needle in needles:
            found.update(line_starts(low, needle))
        for needle in (b"\\u", *also):
            found.update(line_starts(data, needle))
        return tuple(sorted(found))


def _all(data: bytes, needle: bytes) -> Iterator[int]:
    at = data.find(needle)
    while at != -1:
        yield at
        at = data.find(needle, at + 1)


def line_starts(data: bytes, needle: bytes) -> Iterator[int]:
    """Yield the offset of each line that contains ``needle``. Searches the bytes without splitting them."""
    at = data.find(needle)
    while at != -1:
        yield data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at)
        at = data.find(needle, end) if end != -1 else -1


def _escapes(data: bytes) -> bool:
    return b"\\u" in data or b"&#" in data


def readings(text: str) -> tuple[str, ...]:
    """Return a text as it is, and decoded as JSON and HTML; twice, since one may contain the other."""
    found = [text]
    if "\\" in text:
        found.append(_unescaped(text))
    found += [html.unescape(one) for one in found if "&" in one]
    return tuple(found)


def _unescaped(text: str) -> str:
    units = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else " ", text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
