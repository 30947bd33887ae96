"""What is still open, as a reminder: a vote, a pulse, a round of speaking, a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from session.model.state import State
from session.rules.speaking_round import open_circle
from session.rules.votes import open_pulse, open_round
from session.wording.catalogue import say

Kind = Literal["vote", "pulse", "circle", "turn"]

_KEYS: dict[Kind, str] = {
    "vote": "vote",
    "pulse": "vote",
    "circle": "circle",
    "turn": "turn-over",
}


class Open(Struct, frozen=True):
    """One open thing, by kind; without its content."""

    kind: Kind
    key: str
    """Id of the board's key that continues it."""

    @property
    def name(self) -> str:
        """Its kind, within a sentence: "a vote"."""
        return say(f"open.name.{self.kind}")

    @property
    def label(self) -> str:
        """The label of its key."""
        return say(f"open.label.{self.kind}")

    @property
    def now(self) -> str:
        """A sentence that it is open, for the line *now*."""
        return say(f"open.now.{self.kind}")

    @property
    def words(self) -> str:
        """A sentence that it is open, without a full stop."""
        return say(f"open.is.{self.kind}")


def open_now(state: State) -> tuple[Open, ...]:
    """Return everything that is open, most important first; empty once the session has ended."""
    return tuple(Open(kind, _KEYS[kind]) for kind in _kinds(state))


def _kinds(state: State) -> Iterator[Kind]:
    if state.closing.ended_t is not None:
        return
    if open_round(state):
        yield "vote"
    if open_pulse(state):
        yield "pulse"
    if open_circle(state):
        yield "circle"
    if state.floor.current:
        yield "turn"


def sentences(opened: tuple[Open, ...], keys: Mapping[str, str], *, here: bool) -> tuple[str, ...]:
    """Return a sentence for each, with its key by id; ``here``: the key is one of this screen's."""
    form = "open.by_key" if here else "open.by_board"
    return tuple(say(form, words=one.words, key=keys[one.key]) for one in opened)


def end_question(state: State) -> str:
    """Return the question before the session ends, which names everything that is open."""
    opened = open_now(state)
    if not opened:
        return say("readback.end")
    return say("open.end", names=", ".join(one.name for one in opened))
