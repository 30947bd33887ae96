"""Consent of people to being in single entries of the record, by name or with their words (P47). Private."""

from __future__ import annotations

from collections.abc import Sequence

from session.erase.areas import texts_in
from session.model.people import Allowed, AllowWords, Consent, WordsAllowed, words_mark
from session.model.protocol import Event
from session.model.state import Rejected, State, put, replace

FRAME = "frame"
"""The area of remarks about the session as a whole, which can't be struck."""


def frame_texts(state: State) -> dict[str, str]:
    """Return the recap's remarks about the session as a whole, by key."""
    meta = state.meta
    lists = {
        "goals": meta.goals,
        "can_change": meta.can_change,
        "cannot_change": meta.cannot_change,
    }
    return {
        "title": meta.title,
        "purpose": meta.purpose,
        "not_coproduced": state.closing.not_coproduced,
        **{
            f"{name}.{nth}": text for name, texts in lists.items() for nth, text in enumerate(texts)
        },
    }


def words_at(state: State, area: str, key: str) -> tuple[str, ...]:
    """Return the texts of an entry or a remark about the session; empty if there is none."""
    if area == FRAME:
        found = frame_texts(state).get(key, "")
        return (found,) if found else ()
    return texts_in(state, area).get(key, ())


def allowed_in(state: State, area: str, key: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the ids of people who consented to an entry with exactly these ``texts``."""
    told = state.allowed.get(f"{area}/{key}")
    return (
        frozenset(told.people)
        if told and told.mark == words_mark(_own(area, texts))
        else frozenset()
    )


def _own(area: str, texts: Sequence[str]) -> Sequence[str]:
    """Return the texts of an entry that are not entries of their own, as the options of a vote are."""
    return texts[:1] if area == "rounds" else texts


def decide(state: State, command: AllowWords) -> tuple[Event, ...] | Rejected:
    """Return the event that people consented, or why it is refused."""
    closing = state.closing
    if closing.ended_t is not None and closing.agreed_t is not None:
        # An agreed recap is not changed.
        return Rejected("refused.ended")
    texts = words_at(state, command.area, command.key)
    if not texts:
        return Rejected("refused.words_gone")
    before = allowed_in(state, command.area, command.key, texts)
    people = tuple(sorted(before.union(command.people)))
    mark = words_mark(_own(command.area, texts))
    told = WordsAllowed(area=command.area, key=command.key, people=people, mark=mark)
    return (told,)


def evolve(state: State, event: WordsAllowed) -> State:
    """Return the state after people consented."""
    allowed = Allowed(event.people, event.mark)
    return replace(state, allowed=put(state.allowed, f"{event.area}/{event.key}", allowed))


def answered(state: State, person: str, before: Consent, after: Consent) -> State:
    """Return the state after a person's consent changed: a new no deletes their consent to single entries."""
    fresh = (
        getattr(after, name) is False and getattr(before, name) is not False
        for name in ("named", "quoted")
    )
    if not any(fresh):
        return state
    left = {
        key: replace(one, people=tuple(who for who in one.people if who != person))
        for key, one in state.allowed.items()
    }
    return replace(state, allowed=left)
