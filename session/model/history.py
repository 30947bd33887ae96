"""The history of commands: undo and redo, and the event of both."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from session.model.admission import Missed, Return
from session.model.agenda import Clock, Item
from session.model.agreement import Agreement, AgreementLine
from session.model.carried import Carried
from session.model.floor import Floor, Hand, Turn
from session.model.glossary import Word
from session.model.ideas import Idea, Theme
from session.model.lifecycle import Closing, FrameFact, Gap, Meta, Offset
from session.model.message import Command
from session.model.opening_closing import Outcome, Reflection, Remark
from session.model.parking import Parked
from session.model.people import Allowed, Needs, Person, UnlistedName
from session.model.phones import Concern, Device, Door, Offer
from session.model.record import Action, Decision, Note
from session.model.speaking_round import Circle
from session.model.votes import Round


class HistoryCommand(Command, frozen=True):
    """About the history of commands. Decided by the runtime, which holds the history."""


class Undo(HistoryCommand, frozen=True):
    """Undo ``target`` (a command id); empty: the last command that can be undone."""

    target: str = ""


class Redo(HistoryCommand, frozen=True):
    """Repeat the command that was last undone."""


AnyHistoryCommand = Undo | Redo


class Restored(FrameFact, frozen=True):
    """Compensates command ``undoes``: restores each slice it changed (None: the slice did not exist).

    ``again``: a redo, which compensates an undo.
    """

    undoes: str
    again: bool = False
    meta: Meta | UnsetType = UNSET
    people: dict[str, Person | None] = {}
    items: dict[str, Item | None] = {}
    order: tuple[str, ...] | UnsetType = UNSET
    clock: Clock | UnsetType = UNSET
    floor: Floor | UnsetType = UNSET
    turns: dict[str, Turn | None] = {}
    queue: dict[str, Hand | None] = {}
    parking: dict[str, Parked | None] = {}
    ideas: dict[str, Idea | None] = {}
    themes: dict[str, Theme | None] = {}
    rounds: dict[str, Round | None] = {}
    notes: dict[str, Note | None] = {}
    decisions: dict[str, Decision | None] = {}
    actions: dict[str, Action | None] = {}
    closing: Closing | UnsetType = UNSET
    gaps: tuple[Gap, ...] | UnsetType = UNSET
    offsets: tuple[Offset, ...] | UnsetType = UNSET
    agreement: Agreement | UnsetType = UNSET
    lines: dict[str, AgreementLine | None] = {}
    carried: Carried | UnsetType = UNSET
    words: dict[str, Word | None] = {}
    outcomes: dict[str, Outcome | None] = {}
    missing: dict[str, Remark | None] = {}
    reflections: dict[str, Reflection | None] = {}
    thanks: dict[str, Remark | None] = {}
    summary: dict[str, Remark | None] = {}
    corrections: dict[str, Remark | None] = {}
    circles: dict[str, Circle | None] = {}
    needs: dict[str, Needs | None] = {}
    unlisted: dict[str, UnlistedName | None] = {}
    allowed: dict[str, Allowed | None] = {}
    door: Door | UnsetType = UNSET
    devices: dict[str, Device | None] = {}
    offers: dict[str, Offer | None] = {}
    concerns: dict[str, Concern | None] = {}
    returns: dict[str, Return | None] = {}
    missed: dict[str, Missed | None] = {}
