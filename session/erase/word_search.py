"""Searches for words in texts that have no ids: logs, torn copies, newer versions' events, plans."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from session.erase.walk import STRUCK

WHOLE_ONLY = 3
"""Words of up to this many letters match only whole texts: they occur within others by coincidence."""

_PLAIN = re.compile(r"[a-z0-9]+", re.ASCII)
_SHORTEST_RUN = 2


def plain_run(text: str) -> str:
    """Return ASCII letters that are consecutive in every spelling of a text; empty if there are too few.

    Searching for these is much faster than for the text itself, and rules out most files.
    """
    folded = {unicodedata.normalize(form, text).casefold() for form in ("NFC", "NFD")}
    # White space within a text may vary; its longest part does not.
    runs = [set(_PLAIN.findall(max(one.split(), key=len, default=""))) for one in folded]
    run = max(sorted(set.intersection(*runs)), key=len, default="")
    return run if len(run) >= _SHORTEST_RUN else ""


@dataclass(frozen=True)
class WordSearch:
    """Finds any of ``words`` in a text, ignoring case, but never within other words."""

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
        """Return where the words are in ``text``: (start, end), in characters."""
        if text.casefold() in self._alone:
            return ((0, len(text)),)
        return tuple(match.span() for match in self._inside.finditer(text))


@dataclass(frozen=True)
class Phrase:
    """Words to be searched for in files, in any spelling."""

    name: str

    def needles(self, data: bytes) -> tuple[bytes, ...] | None:  # noqa: ARG002 - the same signature as Forgetting's
        """Return byte strings in lower-case ASCII, one of which is in each spelling; None if there is no such."""
        run = plain_run(self.name)
        return (run.encode(),) if run else None

    def holds(self, text: str) -> bool:
        """Return whether the words occur in a text, not within other words."""
        return bool(WordSearch((self.name,)).found(text))
