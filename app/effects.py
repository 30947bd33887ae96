"""The effects of commands beyond their events: one table for each moment.

`BEFORE` a command is decided: adds what it needs that is in no state. `AT_ONCE`: runs when its events are in
memory. `WITHOUT_EVENTS`: the same for an undo that needs none. `AFTERWARDS`: tasks that take time; the caller awaits
them. The question before a command that would start something (`to_warn_of`) is here as well. No other module
dispatches on the type of a command for its effects.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from session.decide import decide
from session.model.agenda import AgendaCommand, Item, ItemStarted
from session.model.history import Restored
from session.model.lifecycle import TextStruck
from session.model.protocol import AnyCommand, Event
from session.model.state import Instant, Rejected, State
from session.model.votes import CloseRound, RoundClosed, RoundOpened, VoteCancelled
from session.runtime import Done
from session.wording.catalogue import say

if TYPE_CHECKING:
    from app.live_session import LiveSession


class Task(NamedTuple):
    """A task to be awaited. Raises the disk's refusals."""

    run: Callable[[], Awaitable[object]]
    keeps_recap: bool = False
    """Whether it changes a recap in the store. It must not be interrupted."""


def to_warn_of(state: State, command: AnyCommand, now: Instant) -> Item | None:
    """Return the item with a content note that ``command`` would start for the first time, if any (P9)."""
    if not isinstance(command, AgendaCommand):
        return None
    decided = decide(state, command, now, lambda: "", say)
    if isinstance(decided, Rejected):
        return None
    started = (state.items.get(e.item) for e in decided if isinstance(e, ItemStarted))
    return next((i for i in started if i and i.content_note and i.first_t is None), None)


def _with_tally(live: LiveSession, command: CloseRound) -> AnyCommand:
    return live.ballots.counted(command)


def _vote_is_over(live: LiveSession, done: Done, event: RoundClosed | VoteCancelled) -> None:
    live.ballots.forget(event.round, done.n)


def _boxes_match(live: LiveSession, done: Done, _: Event) -> None:
    live.ballots.match(done.n)


def _words_go(live: LiveSession, done: Done, _: Event) -> None:
    if done.strike:
        live.strikes.take_out(done.strike)


def _strike_is_off(live: LiveSession, done: Done) -> None:
    if done.put_back:
        live.strikes.put_back(done.put_back)


def _note_goes(live: LiveSession, done: Done) -> Iterator[Task]:
    if done.put_back:
        yield Task(partial(live.strikes.remove_note, done.put_back))


def _recap_is_kept(live: LiveSession, _: Done) -> Iterator[Task]:
    if live.runtime.live.closing.ended_t is not None:
        yield Task(live.keep_recap, keeps_recap=True)


BEFORE: dict[type[AnyCommand], Callable[[LiveSession, Any], AnyCommand]] = {CloseRound: _with_tally}
AT_ONCE: dict[type[Event], Callable[[LiveSession, Done, Any], None]] = {
    RoundOpened: _boxes_match,
    Restored: _boxes_match,
    RoundClosed: _vote_is_over,
    VoteCancelled: _vote_is_over,
    TextStruck: _words_go,
}
WITHOUT_EVENTS: tuple[Callable[[LiveSession, Done], None], ...] = (_strike_is_off,)
AFTERWARDS: tuple[Callable[[LiveSession, Done], Iterator[Task]], ...] = (_note_goes, _recap_is_kept)


def completed(live: LiveSession, command: AnyCommand) -> AnyCommand:
    """Return a command completed with what it needs that is in no state."""
    complete = BEFORE.get(type(command))
    return complete(live, command) if complete else command


def at_once(live: LiveSession, done: Done) -> None:
    """Run the immediate effects of a command's events."""
    for event in done.events:
        if follow := AT_ONCE.get(type(event)):
            follow(live, done, event)


def without_events(live: LiveSession, done: Done) -> None:
    """Run the immediate effects of a command that was carried out without an event."""
    for follow in WITHOUT_EVENTS:
        follow(live, done)


def afterwards(live: LiveSession, done: Done) -> tuple[Task, ...]:
    """Return the tasks to await after a command, in order."""
    return tuple(task for row in AFTERWARDS for task in row(live, done))
