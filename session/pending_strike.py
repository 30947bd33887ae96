"""A strike that is not written yet, so that undo can still cancel it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from msgspec import Struct, json

from session.erase.walk import EntryErasure
from session.model.lifecycle import AgreeRecap, EndSession, Strike
from session.model.protocol import AnyCommand, Event
from session.model.state import State


class PendingStrike:
    """A filter that hides its entry from views, but not from ``decide``."""

    def __init__(self, strike: Strike, redaction: EntryErasure, after: str) -> None:
        self.strike, self.redaction = strike, redaction
        self.after = after
        """The command that undo would have undone when the strike was requested."""
        self._made: deque[tuple[State, State]] = deque(maxlen=2)

    def goes_first(self, command: AnyCommand) -> bool:
        """Return whether a command refers to the entry, or must come after the strike is written."""
        about = (self.strike.key, *self.redaction.words)
        return isinstance(command, (AgreeRecap, EndSession, Strike)) or any(
            _holds(command, it) for it in about
        )

    def copied(self, events: Sequence[Event]) -> bool:
        """Return whether events would store the entry's words again, such as under another id."""
        return any(_holds(event, word) for event in events for word in self.redaction.words)

    def shown(self, state: State) -> State:
        """Return a state without the entry; the last two results (live and durable) are cached."""
        for true, made in self._made:
            if true is state:
                return made
        view: State = self.redaction.value(state)
        self._made.append((state, view))
        return view


def _holds(value: Struct, text: str) -> bool:
    """Return whether any field of a command or event equals ``text``."""
    return json.encode(text) in json.encode(value)
