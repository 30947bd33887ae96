"""Strike one entry from the record for good (P46): itself, its earlier wordings and its copies, by id.

No other text is changed, whatever it says. The same walk cleans a journal payload, the live state, the
undo memory and a stored recap, so that a struck journal replays to the struck state. Words are searched
for only where there are no ids: see ``Redaction.text`` and ``Redaction.payload``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from session import envelope
from session.erase.areas import texts_in
from session.erase.kinds import KINDS, SAME_ENTRY, Kind
from session.erase.walk import STRUCK, blank, changed, cleaned_payload, inside, relabelled
from session.erase.word_search import WHOLE_ONLY, WordSearch
from session.model.carried import (
    Carried,
    CarriedAction,
    CarriedDecision,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
)
from session.model.history import Restored
from session.model.lifecycle import SessionStarted
from session.model.opening_closing import (
    OUTCOME,
    Reflection,
    ReflectionAdded,
)
from session.model.people import Allowed, WordsAllowed, words_mark
from session.model.recap import (
    Recap,
    RecapAction,
    RecapDecision,
    RecapIdea,
    RecapNote,
    RecapOption,
    RecapOutcome,
    RecapRound,
    half_id,
)
from session.model.record import (
    Decision,
    DecisionRecorded,
    reservation_ids,
)
from session.model.series import (
    DecisionReplaced,
    OutcomeReported,
    Replacement,
    Report,
)
from session.model.state import State
from session.model.votes import FREE_METHODS, Round, RoundOpened

_AREA_OF_LISTS: dict[str, str] = {
    "missing": "missing",
    "thanks": "thanks",
    "summary": "summary",
}
"""Lists of plain texts in a recap, whose ids are in a parallel list."""


_REPORTED_ON = SAME_ENTRY["carried"]
"""Areas whose entries may have a report on what became of them."""


def words_of(state: State, area: str, key: str) -> tuple[str, ...] | None:
    """Return the words of one entry, longest first; ``()`` when struck, ``None`` when unknown."""
    texts = texts_in(state, area).get(key)
    if texts is None:
        return None
    return tuple(sorted({*texts} - {"", STRUCK}, key=lambda word: (-len(word), word)))


def _place(place: str) -> tuple[str, str]:
    """Return the area and the id of an entry that people said yes to."""
    area, _, key = place.partition("/")
    return area, key


def strike_of(state: State, area: str, key: str) -> Redaction | None:
    """Return the ``Redaction`` of an entry, or ``None`` if none of its words are left."""
    words = words_of(state, area, key)
    if not words:
        return None
    before = state.ideas[key].offer if area == "ideas" else ""
    return Redaction(area, key, words, state.meta.id, before)


@dataclass(frozen=True)
class Redaction:
    """Removes one entry, identified by area and id (``key``), from any value of the session.

    words: its current text, searched for where there are no ids
    session: the one it was written in; in that session's recaps from before ids it is found by full text
    before: an earlier id of the same entry, such as of an idea that waited for review in an old journal
    """

    area: str
    key: str
    words: tuple[str, ...] = ()
    session: str = ""
    before: str = ""

    @cached_property
    def _areas(self) -> frozenset[str]:
        return SAME_ENTRY.get(self.area, frozenset({self.area}))

    @cached_property
    def _ids(self) -> frozenset[str]:
        if self.area == "reflections":
            return frozenset({self.key, half_id(self.key, "worked"), half_id(self.key, "change")})
        return frozenset({self.key, self.before} - {""})

    @cached_property
    def _id_bytes(self) -> tuple[bytes, ...]:
        # A reservation, or the reason of an action, was once stored under the id of the entry it is about.
        ids = {*self._ids, self.key.rpartition(".")[0], self.key.removeprefix(OUTCOME)} - {""}
        return tuple(one.encode() for one in sorted(ids))

    @cached_property
    def _spelled(self) -> tuple[bytes, ...]:
        words = [word for word in self.words if len(word) > WHOLE_ONLY]
        raw = (msgspec.json.encode(word)[1:-1] for word in words)
        return tuple(dict.fromkeys((*raw, *(json.dumps(word).encode()[1:-1] for word in words))))

    @cached_property
    def _needles(self) -> tuple[bytes, ...]:
        # The session's id finds the recaps in which words of two or three letters can't be searched for.
        own = [self.session.encode()] if self.session else []
        return (*self._id_bytes, *own, *self._spelled)

    @cached_property
    def _search(self) -> WordSearch:
        return WordSearch(self.words)

    def text(self, text: str) -> str:
        """Return a text that has no ids without the entry's words."""
        return self._search.text(text)

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words are in a text that has no ids: (start, end), in characters."""
        return self._search.found(text)

    def may_be_in(self, data: bytes) -> bool:
        """Return whether bytes contain the id, or the words as written. False positives are harmless."""
        return any(needle in data for needle in self._needles)

    def in_damage(self, data: bytes) -> bool:
        """Return whether the entry, or a part of it, may be readable in bytes that are no longer an event."""
        if any(needle in data for needle in (*self._id_bytes, *self._spelled)):
            return True
        return bool(self.found(data.decode("utf-8", "replace")))

    def lines(self, data: bytes) -> tuple[bytes, ...]:
        """Return the lines that may contain the entry, in order. Searches the bytes without splitting them."""
        ends: dict[int, int] = {}
        for needle in self._needles:
            at = data.find(needle)
            while at != -1:
                end = data.find(b"\n", at)
                end = len(data) if end == -1 else end
                ends[data.rfind(b"\n", 0, at) + 1] = end
                at = data.find(needle, end)
        return tuple(data[start:end] for start, end in sorted(ends.items()))

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without the entry; the same bytes if it does not contain it."""
        head = envelope.head(payload)
        kind = (head.k, head.v)
        known = kind in envelope.KINDS or kind in envelope.SERIES_KINDS
        by_text = self.area == "corrections"
        # What was asked for is handed on under an id of its own, from which that of the reflection can't be derived.
        by_half = self.area == "carried" and head.k == ReflectionAdded.__name__
        by_mark = self.area == "rounds" and b'"mark"' in payload
        if known and not (
            by_text or by_half or by_mark or any(one in payload for one in self._id_bytes)
        ):
            return payload
        return cleaned_payload(payload, self.value, self._searched)

    def value(self, value: Any) -> Any:
        """Return a value of the session without the entry; the same object if it does not contain it."""
        return self._without(value, False)

    def _searched(self, value: Any) -> Any:
        """Clean a value of a newer version by searching for the words: its fields are not known here."""
        if isinstance(value, str):
            clean = self.text(value)
            return value if clean == value else clean
        return inside(value, self._searched)

    def _without(self, value: Any, own: bool) -> Any:
        """``own``: within a recap of the entry's session, where the entry may have no id yet."""
        if isinstance(value, Recap):
            own = self.session != "" and value.session == self.session
            # Most recaps of a long series don't contain it, and walking through one takes far longer than this.
            encoded = b"" if own else msgspec.json.encode(value)
            if not own and not any(one in encoded for one in self._id_bytes):
                return value
        if isinstance(value, Struct):
            return self._struct(value, own)
        return (
            value if isinstance(value, str) else inside(value, lambda one: self._without(one, own))
        )

    def _struct(self, value: Struct, own: bool) -> Struct:
        fields = {
            name: self._without(getattr(value, name), own) for name in value.__struct_fields__
        }
        kind = KINDS.get(type(value))
        mine = kind is not None and self._is_mine(value, kind, own)
        if kind and mine:
            fields |= {name: blank(getattr(value, name)) for name in kind.fields}
        fields |= self._beside(value, mine, own)
        return changed(value, fields)

    def _is_mine(self, value: Struct, kind: Kind, own: bool) -> bool:
        if kind.areas.isdisjoint(self._areas):
            return False
        if self.area == "carried" and isinstance(value, Reflection | ReflectionAdded):
            # Its other half is another entry, of which the series knows nothing.
            return False
        main = getattr(value, kind.fields[0]) or getattr(value, kind.fields[-1])
        return self._hit(getattr(value, kind.id), main, own)

    def _hit(self, key: str, text: str, own: bool) -> bool:
        """Return whether an id is the entry's or, without an id, the full text is."""
        return key in self._ids if key else own and text in self.words

    def _listed(self, texts: tuple[str, ...], ids: tuple[str, ...], own: bool) -> tuple[str, ...]:
        """Return texts, whose ids are in a parallel list, without the entry."""
        placed = (*ids, *("",) * (len(texts) - len(ids)))
        return tuple(
            STRUCK if text and self._hit(key, text, own) else text
            for key, text in zip(placed, texts, strict=False)
        )

    def _beside(self, value: Struct, mine: bool, own: bool) -> Mapping[str, Any]:
        """Return the fields in which a struct repeats an entry's words besides those listed in ``KINDS``."""
        match value:
            case WordsAllowed():
                hit = self._was_allowed(value.area, value.key, value.mark)
                return {"mark": ""} if hit else {}
            case State() | Restored() if value.allowed:
                return {"allowed": self._allowed(value.allowed)}
            case SessionStarted() if self.area == "items":
                return {"plan": self._plan(value)}
            case RecapAction() if mine:
                return {"named": False}
            case Decision() | DecisionRecorded() | RecapDecision():
                return dict(self._of_decision(value, own))
            case CarriedDecision():
                return self._of_carried(value, own)
            case Reflection() | ReflectionAdded() if self.area == "carried":
                key = getattr(value, KINDS[type(value)].id)
                hit = half_id(key, "change") in self._ids
                return {"change": blank(value.change)} if hit else {}
            case Report() | OutcomeReported() if self._is_about(value.about):
                return {"why": blank(value.why), "to": blank(value.to)}
            case Replacement() | DecisionReplaced() if self._is_about(value.about, value.instead):
                return {"why": blank(value.why)}
            case CarriedParked() | CarriedSuggestion() | CarriedPromise() | CarriedReopened():
                told = self.area == "outcomes" and value.why_id in self._ids
                return {"why": blank(value.why), "to": blank(value.to)} if mine or told else {}
            case RecapNote() if self.area == "items":
                return {"item": self._item_title(value.item, value.item_id, own)}
            case RecapIdea() if mine:
                # As in a recap made after the strike: struck words have no author and no first wording.
                return {"by": "", "first": ""}
            case RecapOutcome() if self.area == "outcomes":
                (why,) = self._listed((value.why,), (value.why_id,), own)
                return {"why": why, "to": blank(value.to) if why != value.why else value.to}
            case CarriedAction():
                hit = self._is_reason(value, mine) or (mine and value.to != "")
                return {"why": blank(value.why), "to": blank(value.to)} if hit else {}
            case Carried() if self.area == "corrections":
                return {"corrections": self._listed(value.corrections, value.correction_ids, True)}
            case Round() | RoundOpened() if value.method in FREE_METHODS:
                return {"options": self._options(value.options, mine)}
            case RecapRound():
                return self._of_vote(value, mine, own)
            case Recap() if self.area in _AREA_OF_LISTS:
                texts, ids = getattr(value, self.area), getattr(value, f"{self.area}_ids")
                return {self.area: self._listed(texts, ids, own)}
            case _:
                return {}

    def _is_about(self, *keys: str) -> bool:
        """Return whether something is a report on the entry: its words are then deleted, too."""
        return bool(self._areas & _REPORTED_ON) and not self._ids.isdisjoint(keys)

    def _of_carried(self, value: CarriedDecision, own: bool) -> Mapping[str, Any]:
        fields: dict[str, Any] = {}
        if self.area == "reservations":
            listed = self._listed(value.reservations, value.reservation_ids, own)
            fields["reservations"] = listed
        earlier = self._is_about(value.replaces_id)
        if earlier:
            fields["replaces"] = blank(value.replaces)
        told = self.area == "outcomes" and value.why_id in self._ids
        if earlier or told or self._is_about(value.id):
            fields["why"] = blank(value.why)
        return fields

    def _was_allowed(self, area: str, key: str, mark: str) -> bool:
        """Return whether people said yes to words of the entry: ``mark`` would confirm a guess of them."""
        if self.area == "rounds" and area == "options":
            # What can be chosen goes with the question.
            return mark in {words_mark((word,)) for word in self.words}
        return area in {*self._areas, "carried"} and key in self._ids

    def _allowed(self, allowed: Mapping[str, Allowed | None]) -> Mapping[str, Allowed | None]:
        without = {
            place: replace(one, mark="")
            if one and self._was_allowed(*_place(place), one.mark)
            else one
            for place, one in allowed.items()
        }
        return allowed if without == allowed else without

    def _is_reason(self, left: CarriedAction, mine: bool) -> bool:
        """Return whether the entry is the reason why an action was not done, or the action itself."""
        if left.why_id:
            return self.area == "outcomes" and left.why_id in self._ids
        told = self.key == f"{OUTCOME}{left.id}" and left.why in self.words
        return told if self.area == "outcomes" else mine and self.area == "carried"

    def _plan(self, event: SessionStarted) -> Any:
        """Return the plan a session was opened from; the ids of its items are in a parallel list."""
        kind = ("title", "focus", "content_note", "notes")
        agenda = tuple(
            changed(item, {name: blank(getattr(item, name)) for name in kind})
            if key in self._ids
            else item
            for key, item in zip(event.item_ids, event.plan.agenda, strict=True)
        )
        return event.plan if agenda == event.plan.agenda else replace(event.plan, agenda=agenda)

    def _of_decision(
        self, value: Decision | DecisionRecorded | RecapDecision, own: bool
    ) -> Iterator[tuple[str, Any]]:
        if self.area == "reservations":
            decision = value.decision if isinstance(value, DecisionRecorded) else value.id
            ids = reservation_ids(decision, value.reservations, value.reservation_ids)
            yield "reservations", self._listed(value.reservations, ids, own)
        if self.area == "items" and isinstance(value, RecapDecision):
            yield "item", self._item_title(value.item, value.item_id, own)

    def _item_title(self, title: str, key: str, own: bool) -> str:
        return self._listed((title,), (key,), own)[0]

    def _options(self, options: dict[str, str], mine: bool) -> dict[str, str]:
        struck = {key for key in options if mine or (self.area == "options" and key in self._ids)}
        return {key: STRUCK if key in struck else label for key, label in options.items()}

    def _of_vote(self, vote: RecapRound, mine: bool, own: bool) -> Mapping[str, Any]:
        options: tuple[RecapOption, ...] = tuple(
            replace(one, label=STRUCK)
            if mine and vote.method in FREE_METHODS
            else self._without(one, own)
            for one in vote.options
        )
        # The label of an option is the key of a group's choices, and remarks on the result repeat it.
        labels = {was.label: now.label for was, now in zip(vote.options, options, strict=True)}
        groups = tuple(relabelled(one, lambda old: labels.get(old, old)) for one in vote.groups)
        gone = sorted((old for old, new in labels.items() if old and old != new), key=len)[::-1]
        told = "|".join(rf"(?<!\w){re.escape(label)}(?!\w)" for label in gone)
        said = tuple(re.sub(told, STRUCK, remark) for remark in vote.said) if told else vote.said
        return {"options": options, "groups": groups, "said": said}
