"""The live session as one frozen value, from which every view, recap and export is made.

Mappings are plain dicts in insertion order, never changed in place. Times ending in ``_t`` are
milliseconds since the session was opened; durations end in ``_ms`` or ``_s``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace as _replace

from session.model.admission import Missed, Return
from session.model.agenda import Clock, Item
from session.model.agreement import Agreement, AgreementLine
from session.model.carried import Carried
from session.model.floor import Floor, Hand, Turn
from session.model.glossary import Word
from session.model.ideas import Idea, Theme
from session.model.lifecycle import Closing, Gap, Meta, Offset
from session.model.opening_closing import Outcome, Reflection, Remark
from session.model.parking import Parked
from session.model.people import Allowed, Needs, Person, UnlistedName
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
    """Recently ended turns (see ``session.rules.floor.KEEP``); older ones only count in ``floor.total_ms``."""
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
    offsets: tuple[Offset, ...] = ()
    """Past and coming changes of local time since the opening, in order."""
    agreement: Agreement = Agreement()
    lines: dict[str, AgreementLine] = {}
    """The lines of the group agreement; ``agreement.order`` is their order."""
    carried: Carried = Carried()
    words: dict[str, Word] = {}
    """The glossary: words asked about and words explained."""
    outcomes: dict[str, Outcome] = {}
    """Reported outcomes of earlier actions and parked items."""
    missing: dict[str, Remark] = {}
    """Who is not here and should be, in the group's words (P6)."""
    reflections: dict[str, Reflection] = {}
    thanks: dict[str, Remark] = {}
    summary: dict[str, Remark] = {}
    """What mattered, in the group's words: at most three sentences."""
    corrections: dict[str, Remark] = {}
    """Corrections of an agreed recap, made after the end."""
    circles: dict[str, Circle] = {}
    """Rounds of speaking; the last may be open."""
    needs: dict[str, Needs] = {}
    """What people need to take part: private (P7)."""
    unlisted: dict[str, UnlistedName] = {}
    """Names that were typed and are not on the list of people."""
    allowed: dict[str, Allowed] = {}
    """Who consented to being in an entry, by "area/key": private."""
    door: Door = Door()
    devices: dict[str, Device] = {}
    """Phones that joined, by the hash of their token."""
    offers: dict[str, Offer] = {}
    """Ideas from phones that wait for review."""
    returns: dict[str, Return] = {}
    """Phones that wait to be admitted again as somebody, by the hash of their token."""
    missed: dict[str, Missed] = {}
    """Phones that ask what their person missed of the series, by the hash of their token."""
    concerns: dict[str, Concern] = {}
    """Private messages to the facilitator; only in the view of the private panel."""


class Instant(Struct, frozen=True):
    """One reading of the clock: session milliseconds and aware UTC wall time."""

    t: int
    at: datetime


class Rejected(Struct, frozen=True):
    """A command is refused: ``reason`` is a wording key, ``values`` its arguments."""

    reason: str
    values: dict[str, str | int] = {}


replace = _replace
"""``msgspec.structs.replace``, under the name by which every area changes a value."""


def put(mapping: dict[str, V], key: str, value: V) -> dict[str, V]:
    """Return a copy of ``mapping`` with ``key`` set."""
    return {**mapping, key: value}
