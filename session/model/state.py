"""The live session as one frozen value: what every view, recap and export is made from.

Mappings are plain dicts, never changed in place, in insertion order. Times ending in ``_t`` are
session milliseconds since the session was opened; durations end in ``_ms`` or ``_s``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace as _replace

from session.model.agenda import Clock, Item
from session.model.agreement import Agreement, AgreementLine
from session.model.carried import Carried
from session.model.floor import Floor, Hand, Turn
from session.model.glossary import Word
from session.model.ideas import Idea, Theme
from session.model.lifecycle import Closing, Gap, Meta
from session.model.opening_closing import Outcome, Reflection, Remark
from session.model.parking import Parked
from session.model.people import Allowed, Needs, Person
from session.model.phones import Concern, Device, Door, Offer
from session.model.record import Action, Decision, Note
from session.model.speaking_round import Circle
from session.model.votes import Round

V = TypeVar("V")


class State(Struct, frozen=True):
    """Everything known about the session, at one moment."""

    meta: Meta = Meta()
    people: dict[str, Person] = {}
    items: dict[str, Item] = {}
    order: tuple[str, ...] = ()
    clock: Clock = Clock()
    floor: Floor = Floor()
    turns: dict[str, Turn] = {}
    """Recent turns that are over (see ``session.rules.floor.KEEP``); ``floor.total_ms`` keeps the rest."""
    queue: dict[str, Hand] = {}
    parking: dict[str, Parked] = {}
    ideas: dict[str, Idea] = {}
    themes: dict[str, Theme] = {}
    rounds: dict[str, Round] = {}
    notes: dict[str, Note] = {}
    decisions: dict[str, Decision] = {}
    actions: dict[str, Action] = {}
    closing: Closing = Closing()
    gaps: tuple[Gap, ...] = ()
    agreement: Agreement = Agreement()
    lines: dict[str, AgreementLine] = {}
    """The lines of the group agreement; ``agreement.order`` is their order."""
    carried: Carried = Carried()
    words: dict[str, Word] = {}
    """The word list: those asked about, and those explained."""
    outcomes: dict[str, Outcome] = {}
    """What was told about earlier actions and parked items."""
    missing: dict[str, Remark] = {}
    """Who is not here and should be, in the group's words (P6)."""
    reflections: dict[str, Reflection] = {}
    thanks: dict[str, Remark] = {}
    corrections: dict[str, Remark] = {}
    """What an agreed recap had wrong, told after the end."""
    circles: dict[str, Circle] = {}
    """Rounds of speaking; the last may be open."""
    needs: dict[str, Needs] = {}
    """What people need to take part: private (P7)."""
    allowed: dict[str, Allowed] = {}
    """Who said yes to standing in an entry, by "area/key": private."""
    door: Door = Door()
    devices: dict[str, Device] = {}
    """Phones that joined, by the mark of their token."""
    offers: dict[str, Offer] = {}
    """Ideas from phones that wait to be looked at."""
    concerns: dict[str, Concern] = {}
    """Told to the facilitator in private; never in any view but the private panel."""


class Instant(Struct, frozen=True):
    """One reading of the clock: session milliseconds and aware UTC wall time."""

    t: int
    at: datetime


class Rejected(Struct, frozen=True):
    """A person asked for what can't be: ``reason`` is a key of the wording, with its values."""

    reason: str
    values: dict[str, str | int] = {}


replace = _replace
"""``msgspec.structs.replace``, under the name every area uses to change a value."""


def put(mapping: dict[str, V], key: str, value: V) -> dict[str, V]:
    """Return a copy of ``mapping`` with ``key`` set."""
    return {**mapping, key: value}
