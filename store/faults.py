"""The faults of a plan, line by line, with what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from store.refusal import Refusal


class Fault(Struct, frozen=True):
    """One fault. ``line`` counts from 1; 0 is the file as a whole."""

    file: str
    line: int
    wrong: str
    instead: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'; '.join(filter(None, (self.wrong, self.instead)))}."


class PlanFaults(Refusal):
    """A plan that can't be used. The text lists every fault, one per line, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))
