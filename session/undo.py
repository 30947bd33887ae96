"""Undo: which slices each command changed, and the compensating event that restores them.

A command is remembered by the slices of the state it changed. Undoing restores exactly those, and is
refused when any of them has changed since: then a later command has built on it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from session.erase.walk import EntryErasure
from session.model.floor import Floor, Hand
from session.model.history import Restored
from session.model.protocol import Event
from session.model.state import Rejected, State, replace
from session.wording.catalogue import CATALOGUE

MEMORY = 100
"""How many commands can be undone, at most."""


_PASSED = frozenset({"final.gap", "final.offsets", "final.ballots", "final.consent", "final.door"})
"""Commands that undo skips: nobody asked for them, or they are a person's own answer and stay."""


_STAYS = frozenset({"unlisted"})
"""Areas that undo never restores: whether to show an unlisted name is asked only once."""


PHONE = "phone-"
"""Prefix of the ids of commands from phones. The keyboard's undo covers only the keyboard's commands."""


_BY_THE_WAY = frozenset({"floor", "turns"})
"""Areas that change as a side effect of the agenda, since a turn ends with its item."""


class Touch(Struct, frozen=True):
    """One slice: an entry of a mapping, or (empty ``key``) a whole area."""

    area: str
    key: str
    before: Any
    after: Any


class Deed(Struct, frozen=True):
    """One command that was carried out."""

    cmd: str
    kind: str
    """What kind of command it was: a wording key, whose sentence has nobody's words; empty if there is none."""
    touches: tuple[Touch, ...]
    final: str = ""
    """Why it can't be undone (a wording key); empty when it can."""
    undoes: str = ""
    """For an undo, the command it undid."""
    again: bool = False
    """Whether this undo undoes an undo (a redo)."""
    gone: bool = False
    """Whether it has been undone."""


_MAPPINGS = frozenset(f for f in State.__struct_fields__ if isinstance(getattr(State(), f), dict))


def touches(before: State, after: State) -> tuple[Touch, ...]:
    """Return every slice that differs. Old turns dropped from the state are not a change."""
    found: list[Touch] = []
    for area in State.__struct_fields__:
        old, new = getattr(before, area), getattr(after, area)
        if old is new or area in _STAYS:
            continue
        if area not in _MAPPINGS:
            if old != new:
                found.append(Touch(area, "", old, new))
            continue
        changed = [key for key, value in new.items() if old.get(key) is not value]
        found += [
            Touch(area, key, was, new[key]) for key in changed if (was := old.get(key)) != new[key]
        ]
        if area != "turns":
            found += [Touch(area, key, old[key], None) for key in old if key not in new]
    return tuple(found)


def kind_of(events: tuple[Event, ...]) -> str:
    """Return what kind of command these events came from, as in ``Deed``."""
    keys = (f"did.{event.on_disk or type(event).__name__}" for event in events)
    return next((key for key in keys if key in CATALOGUE), "")


class Memory:
    """The commands that can still be undone, newest last."""

    def __init__(self) -> None:
        self._deeds: deque[Deed] = deque(maxlen=MEMORY)

    def note(self, cmd: str, before: State, after: State, events: tuple[Event, ...]) -> None:
        """Remember a command that was carried out at the keyboard."""
        if cmd.startswith(PHONE):
            return
        last = events[-1]
        undoes = last.undoes if isinstance(last, Restored) else ""
        again = isinstance(last, Restored) and last.again
        kind = self._kind(undoes) if undoes else kind_of(events)
        final = next((event.final for event in events if event.final), "")
        deed = Deed(cmd, kind, touches(before, after), final, undoes, again)
        if undoes:
            self._mark(undoes, gone=True)
        if not undoes and final not in _PASSED:
            # A new command discards what could be redone.
            self._deeds = deque(
                (replace(d, gone=True) if d.undoes and not d.again else d for d in self._deeds),
                maxlen=MEMORY,
            )
        self._deeds.append(deed)

    def _kind(self, cmd: str) -> str:
        return next((deed.kind for deed in self._deeds if deed.cmd == cmd), "")

    def _mark(self, cmd: str, *, gone: bool) -> None:
        self._deeds = deque(
            (replace(d, gone=gone) if d.cmd == cmd else d for d in self._deeds), maxlen=MEMORY
        )

    def undoable(self) -> Deed | Rejected:
        """Return the last command that can be undone, skipping undos themselves."""
        for deed in reversed(self._deeds):
            if deed.gone or (deed.undoes and not deed.again) or deed.final in _PASSED:
                continue
            if deed.final:
                return Rejected(deed.final)
            if deed.touches:
                return deed
        return Rejected("refused.nothing_to_undo")

    def redoable(self) -> Deed | Rejected:
        """Return the last undo that can itself be undone."""
        for deed in reversed(self._deeds):
            if deed.undoes and not deed.again and not deed.gone:
                return deed
        return Rejected("refused.nothing_to_redo")

    def find(self, cmd: str) -> Deed | Rejected:
        """Return a command by its id, if it can still be undone."""
        deed = next((deed for deed in self._deeds if deed.cmd == cmd), None)
        if deed is None:
            return Rejected("refused.undo_unknown")
        if deed.gone:
            return Rejected("refused.undo_done")
        return Rejected(deed.final) if deed.final else deed

    def redact(self, redaction: EntryErasure) -> None:
        """Remove struck words from everything remembered."""
        self._deeds = deque((_redacted(deed, redaction) for deed in self._deeds), maxlen=MEMORY)


def _redacted(deed: Deed, redaction: EntryErasure) -> Deed:
    return replace(
        deed,
        touches=tuple(
            replace(touch, before=redaction.value(touch.before), after=redaction.value(touch.after))
            for touch in deed.touches
        ),
    )


def compensate(state: State, deed: Deed, what: str, *, again: bool) -> Restored | Rejected:
    """Return the event that restores what ``deed`` (called ``what``) changed, unless later commands have built on it.

    A turn ends with its item as a side effect. If the floor has changed since, such as by a hand raised on
    a phone, it is left as it is now, and the agenda is restored all the same.
    """
    touched = deed.touches
    if any(touch.area == "clock" for touch in touched) and not _floor_as_left(state, touched):
        touched = tuple(touch for touch in touched if touch.area not in _BY_THE_WAY)
    for touch in touched:
        if touch.area == "floor" and _unwilling(state, touch.before):
            return Rejected("final.consent")
        if touch.area == "queue" and touch.before and _waits_again(state, touch.before):
            return Rejected("refused.undo_built_on", {"what": what})
        now = getattr(state, touch.area)
        if touch.key:
            now = now.get(touch.key)
        if now != touch.after:
            return Rejected("refused.undo_built_on", {"what": what})
    return Restored(undoes=deed.cmd, again=again, **_slices(touched))


def _floor_as_left(state: State, touched: Iterable[Touch]) -> bool:
    """Return whether the floor can be restored to what it was."""
    floors = (touch for touch in touched if touch.area == "floor")
    return all(state.floor == one.after and not _unwilling(state, one.before) for one in floors)


def _unwilling(state: State, floor: Floor) -> bool:
    """Return whether this would count a turn again of somebody who has withdrawn their consent."""
    person = state.people.get(floor.current.person) if floor.current else None
    return person is not None and not person.consent.counted


def _waits_again(state: State, hand: Hand) -> bool:
    """Return whether somebody whose hand would be restored has raised another one since."""
    same = (one for one in state.queue.values() if one.id != hand.id and one.reason == hand.reason)
    return bool(hand.person) and any(one.person == hand.person for one in same)


def _slices(touched: Iterable[Touch]) -> dict[str, Any]:
    slices: dict[str, Any] = {}
    for touch in touched:
        if touch.key:
            slices.setdefault(touch.area, {})[touch.key] = touch.before
        else:
            slices[touch.area] = touch.before
    return slices
