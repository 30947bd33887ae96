"""Detects that a series' name probably means a known one: only case, punctuation or spaces differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

from session.model.folding import folded

_SIGNS = re.compile(r"[\W_]+")


def nearly_the_same(name: str, known: Iterable[str]) -> str:
    """Return the known series that ``name`` probably means; empty if it is one of them, or a new one."""
    names = [" ".join(one.split()) for one in known]
    if not name.strip() or " ".join(name.split()) in names:
        return ""
    plain = _plain(name)
    return next((one for one in names if plain and _plain(one) == plain), "")


def _plain(name: str) -> str:
    return _SIGNS.sub("", folded(name))
