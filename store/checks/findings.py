"""What `fairsay verify` found, and what of it counts as a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal[
    "torn",
    "damaged",
    "foreign",
    "empty",
    "missing",
    "unreadable",
    "newer",
    "changed",
    "unfinished",
    "strike",
    "cut",
    "older",
    "altered",
    "superseded",
    "copy",
    "unsummed",
    "elsewhere",
    "apart",
]
# What “fairsay verify” reports without counting it as a fault.
_NOTES: frozenset[Kind] = frozenset(
    {"changed", "unfinished", "superseded", "copy", "unsummed", "apart"}
)


class Finding(msgspec.Struct, frozen=True):
    """One finding about one file, in one or two plain sentences. mended: whether `repair` has fixed it."""

    path: Path
    kind: Kind
    say: str
    mended: bool = False


class Report(msgspec.Struct, frozen=True):
    """What was checked and what was found. Unreadable files are never written to."""

    sessions: int
    series: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return all(one.mended or one.kind in _NOTES for one in self.findings)
