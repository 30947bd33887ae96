"""Whether the bytes of a file hold a name, in any way a file of the data folder may spell it.

Looked for in three steps, each dearer than the one before: a run of its plain letters, the name as text,
the name as a whole word. Most files end at the first.
"""

import html
import re
import unicodedata

from session.forgetting import Forgetting

_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|([nrtbf]))")
_PLAIN = re.compile(r"[a-z0-9]+", re.ASCII)
_SHORTEST_RUN = 2


class Spelling:
    """Looks for the name that ``forgetting`` takes out, as a whole word."""

    def __init__(self, forgetting: Forgetting) -> None:
        self._forgetting = forgetting
        folded = {
            unicodedata.normalize(form, forgetting.name).casefold() for form in ("NFC", "NFD")
        }
        # White space between the parts of a name is any; its longest part is not.
        self._parts = tuple(max(name.split(), key=len) for name in folded)
        runs = [set(_PLAIN.findall(part)) for part in self._parts]
        # Only letters that each of its spellings has tell that it is not there.
        shared = set.intersection(*runs)
        run = max(shared, key=len, default="")
        self._run = run.encode() if len(run) >= _SHORTEST_RUN else b""

    def within(self, data: bytes) -> bool:
        """Tell whether `data` (JSON, HTML, Markdown, text) holds the name."""
        if self._run and self._run not in data.lower() and not _escapes(data):
            return False
        text = data.decode("utf-8", "replace")
        return any(self._spelled(one) for one in _readings(text))

    def may_be_in(self, payload: bytes) -> bool:
        """Tell whether an event is worth decoding. True too often does no harm."""
        if self._run:
            return self._run in payload.lower() or b"\\u" in payload
        return self._spelled(payload.decode("utf-8", "replace"), whole=False) or b"\\u" in payload

    def _spelled(self, text: str, *, whole: bool = True) -> bool:
        folded = text.casefold()
        if not any(part in folded for part in self._parts):
            return False
        return not whole or self._forgetting.holds(text)


def _escapes(data: bytes) -> bool:
    return b"\\u" in data or b"&#" in data


def _readings(text: str) -> tuple[str, ...]:
    """Return a text as it stands, and as JSON and HTML mean it; twice over, since one may hold the other."""
    found = [text]
    if "\\" in text:
        found.append(_unescaped(text))
    found += [html.unescape(one) for one in found if "&" in one]
    return tuple(found)


def _unescaped(text: str) -> str:
    units = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else " ", text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
