"""The result of parsing a file or pasted text, as plain values, so that a screen need not load any reader."""

from __future__ import annotations

from msgspec import Struct

from session.model.plan import PlanItem, PlanPerson


class LeftOut(Struct, frozen=True):
    """An omission: what did not become part of the plan, and why, in a few words."""

    line: int
    text: str
    why: str


class Understood(Struct, frozen=True):
    """The result of parsing an agenda; ``doubt`` is the sentence why it is not a good plan."""

    title: str = ""
    start: str = ""
    items: tuple[PlanItem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubt: str = ""
    said: tuple[str, ...] = ()
    """Assumptions made when reading it, such as the encoding: one sentence each."""
    parts: tuple[str, ...] = ()
    """Names of its parts (days, sheets, agendas) when one has to be chosen."""
    people: bool = False
    """Whether it is no agenda and has the headings of a list of people."""

    @property
    def good(self) -> bool:
        return not self.doubt


class PeopleFound(Struct, frozen=True):
    """The people of a list, and what was omitted from it, line by line."""

    people: tuple[PlanPerson, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    needs: dict[str, str] = {}
    """Private: what those people wrote that reads like an access or health need, by their name."""
