"""Validates one line of typed text: cleaned, neither empty nor too long; splits off a trailing ``@name``."""

from __future__ import annotations

import re

from session.model.state import Rejected
from session.model.text import NAME_LIMIT, clean

_NAME = re.compile(r"^(?P<text>.*\S)\s+@(?P<name>\S[^@]*)$", re.DOTALL)
_JOINING = frozenset({"and", "&", "of", "de", "da", "del", "van", "von", "der", "den", "bin", "al"})
_NAME_WORDS = 5


def validated(text: str, limit: int) -> str | Rejected:
    """Return ``text`` cleaned, or why it is refused: nothing visible in it, or longer than ``limit``.

    Longer text is refused, not truncated: a truncated sentence is no longer somebody's own words.
    """
    whole = clean(text, max(limit, len(text)))
    if not any(c.isprintable() and not c.isspace() for c in whole):
        return Rejected("refused.text_empty")
    if len(whole) > limit:
        return Rejected("refused.text_too_long", {"n": len(whole), "limit": limit})
    return whole


def typed_or_none(text: str, limit: int) -> str | Rejected:
    """Return ``text`` cleaned, where it may be empty, or why it is refused."""
    checked = validated(text, limit)
    if isinstance(checked, Rejected) and checked.reason == "refused.text_empty":
        return ""
    return checked


def split_name(text: str) -> tuple[str, str]:
    """Split "Bus timetable @Priya" into text and name; the name is empty when none is clear.

    The @ must follow a space and directly precede the name, which ends the text: at most five words, of
    which all but the first begin with a capital or are conjunctions ("@Mo and Priya"). "Meet @ the hub",
    "hub@example.org" and "@Mo is often late" are therefore left unchanged.
    """
    match = _NAME.match(text)
    if match is None:
        return text, ""
    name = match["name"].strip()
    words = name.split()
    later = words[1:]
    clear = (
        len(name) <= NAME_LIMIT
        and len(words) <= _NAME_WORDS
        and all(word in _JOINING or not word[0].islower() for word in later)
        and words[-1] not in _JOINING
    )
    return (match["text"], name) if clear else (text, "")
