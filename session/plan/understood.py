"""What a file or a paste was understood as: values alone, so that a screen that shows them loads no reader."""

from __future__ import annotations

from msgspec import Struct

from session.model.plan import PlanItem, PlanPerson


class LeftOut(Struct, frozen=True):
    """What did not become part of the plan, and why, in a few words."""

    line: int
    text: str
    why: str


class Understood(Struct, frozen=True):
    """What a file or paste was understood as; ``doubt`` is the sentence why it is no good plan."""

    title: str = ""
    start: str = ""
    items: tuple[PlanItem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubt: str = ""
    said: tuple[str, ...] = ()
    """What had to be chosen to read it, such as the encoding: a sentence each."""
    parts: tuple[str, ...] = ()
    """What it holds more than one of (days, sheets, agendas), where one has to be chosen."""

    @property
    def good(self) -> bool:
        return not self.doubt


class PeopleFound(Struct, frozen=True):
    """The people of a list, and what was left out of it, line by line."""

    people: tuple[PlanPerson, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
