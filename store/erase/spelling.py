"""Whether the bytes of a file hold a name, in any way a file of the data folder may spell it.

Looked for in three steps, each dearer than the one before: a run of its plain letters, the name as text,
the name as a whole word. Most files end at the first.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from session.erase.person import Forgetting
from session.erase.word_search import Phrase

_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|([nrtbf]))")


class Spelling:
    """Looks for a name that is to be forgotten, or for words that were struck, as a whole word."""

    def __init__(self, wanted: Forgetting | Phrase) -> None:
        self._wanted = wanted
        folded = {unicodedata.normalize(form, wanted.name).casefold() for form in ("NFC", "NFD")}
        self._words = tuple(tuple(name.split()) for name in folded)
        self._run = wanted.run.encode()

    def within(self, data: bytes) -> bool:
        """Tell whether `data` (JSON, HTML, Markdown, text) holds the name."""
        if self._run and self._run not in data.lower() and not _escapes(data):
            return False
        text = data.decode("utf-8", "replace")
        return any(self._spelled(one) for one in readings(text))

    def may_be_in(self, payload: bytes) -> bool:
        """Tell whether an event is worth decoding. True too often does no harm."""
        if self._run:
            return self._run in payload.lower() or b"\\u" in payload
        return self._spelled(payload.decode("utf-8", "replace"), whole=False) or b"\\u" in payload

    def lines(self, data: bytes, also: Iterable[bytes] = ()) -> tuple[int, ...]:
        """Return where the lines begin that may hold the name, or hold one of ``also``, in order."""
        found: set[int] = set()
        if self._run:
            found.update(_starts(data.lower(), self._run))
        else:
            start = 0
            for line in data.split(b"\n"):
                if self.may_be_in(line):
                    found.add(start)
                start += len(line) + 1
        for needle in (b"\\u", *also):
            found.update(_starts(data, needle))
        return tuple(sorted(found))

    def _spelled(self, text: str, *, whole: bool = True) -> bool:
        folded = text.casefold()
        if not any(all(word in folded for word in words) for words in self._words):
            return False
        return not whole or self._wanted.holds(text)


def _starts(data: bytes, needle: bytes) -> Iterator[int]:
    """Yield where each line begins that holds ``needle``. Never looks at the other lines one by one."""
    at = data.find(needle)
    while at != -1:
        yield data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at)
        at = data.find(needle, end) if end != -1 else -1


def _escapes(data: bytes) -> bool:
    return b"\\u" in data or b"&#" in data


def readings(text: str) -> tuple[str, ...]:
    """Return a text as it stands, and as JSON and HTML mean it; twice over, since one may hold the other."""
    found = [text]
    if "\\" in text:
        found.append(_unescaped(text))
    found += [html.unescape(one) for one in found if "&" in one]
    return tuple(found)


def _unescaped(text: str) -> str:
    units = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else " ", text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
