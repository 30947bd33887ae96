"""Looking for words in texts that have no ids: logs, torn copies, what a newer version wrote, plans."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from session.erase.walk import STRUCK

WHOLE_ONLY = 3
"""Words this short are found only where they stand alone: they occur inside others by chance."""

_PLAIN = re.compile(r"[a-z0-9]+", re.ASCII)
_SHORTEST_RUN = 2


def plain_run(text: str) -> str:
    """Return plain small letters that every spelling of a text has in a row; empty when too few.

    Looking for them is much quicker than for the text itself, and most files end there.
    """
    folded = {unicodedata.normalize(form, text).casefold() for form in ("NFC", "NFD")}
    # White space between the parts of a text is any; its longest part is not.
    runs = [set(_PLAIN.findall(max(one.split(), key=len, default=""))) for one in folded]
    run = max(sorted(set.intersection(*runs)), key=len, default="")
    return run if len(run) >= _SHORTEST_RUN else ""


@dataclass(frozen=True)
class WordSearch:
    """Finds any of ``words`` in a text, in whatever case, but never inside other words."""

    words: tuple[str, ...]

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        longer = [re.escape(word) for word in self.words if len(word) > WHOLE_ONLY]
        pattern = "|".join(rf"(?<!\w){word}(?!\w)" for word in longer)
        return re.compile(pattern or r"(?!)", re.IGNORECASE)

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.words)

    def text(self, text: str) -> str:
        """Return ``text`` without the words."""
        return STRUCK if text.casefold() in self._alone else self._inside.sub(STRUCK, text)

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words stand in ``text``: from and to, in characters."""
        if text.casefold() in self._alone:
            return ((0, len(text)),)
        return tuple(match.span() for match in self._inside.finditer(text))


@dataclass(frozen=True)
class Phrase:
    """Words to be looked for in files, in any of their spellings."""

    name: str

    def needles(self, data: bytes) -> tuple[bytes, ...] | None:  # noqa: ARG002 - as a name's
        """Return bytes, in small letters of ASCII, of which each spelling has one; None when it may have none."""
        run = plain_run(self.name)
        return (run.encode(),) if run else None

    def holds(self, text: str) -> bool:
        """Tell whether the words stand in a text, not inside other words."""
        return bool(WordSearch((self.name,)).found(text))
