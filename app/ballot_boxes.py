"""The boxes of open votes, each with its writer: created, resumed after a crash, moved, deleted.

Their ballots, and the mapping to voters, are handled by `app.ballot_service`.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from session.ballot_box import BallotBox
from session.model.state import State
from session.model.votes import Round
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.boxes import (
    BoxNotWhole,
    box_path,
    box_writer,
    boxes,
    read_box,
    sweep,
    throw_away,
)
from store.journal.writer import JournalWriter, NotSaved
from store.paths import Home

_log = logging.getLogger(__name__)


class Held(Struct):
    """An open vote's box, and its writer."""

    box: BallotBox
    writer: JournalWriter


class _Version(Struct):
    n: int


class Boxes:
    """The boxes of one session.

    ``durable_n`` returns the number of the journal's last durable event; ``on_change`` is called in the
    threads of the boxes' writers.
    """

    def __init__(
        self,
        home: Home,
        session_id: str,
        new_id: Callable[[], str],
        durable_n: Callable[[], int],
        on_change: Callable[[], None],
        disk: Disk = REAL,
    ) -> None:
        self._home, self._session, self._disk = home, session_id, disk
        self._new_id, self._on_change = new_id, on_change
        self._durable_n, self._deleting = durable_n, threading.Lock()
        self.held: dict[str, Held] = {}
        self.broken: set[str] = set()
        """Votes whose box on disk failed its integrity check: it accepts no more ballots, and is not counted."""
        self._folder: Path | None = None
        """The folder for new boxes, once another place was chosen."""
        self._over: deque[tuple[int, str, JournalWriter | None]] = deque()
        """Boxes of votes that are over: deleted once event ``n`` is on disk."""
        self._leaving: deque[tuple[JournalWriter, int]] = deque()
        """Versions without the ballots of people who left, which are not on disk yet."""

    def resume(self, state: State) -> tuple[str, ...]:
        """Reopen the boxes a crash left, and delete those whose vote is over; returns sentences to show.

        Waits for the disk: not on the event loop.
        """
        told: list[str] = []
        ended = state.closing.ended_t is not None
        try:
            sweep(self._home, self._session, self._disk)
            for key in boxes(self._home, self._session):
                if ended or self._is_over(state, key):
                    throw_away(self._home, self._session, key, disk=self._disk)
        except OSError as refused:
            told.append(say("saving.refused", why=refused.strerror or str(refused)))
        for vote in () if ended else _with_box(state):
            told += self._take_up(vote)
        return tuple(told)

    def _is_over(self, state: State, key: str) -> bool:
        if vote := state.rounds.get(key):
            return vote.closed
        try:
            # A vote whose opening was undone. A folder somebody chose may contain files that are not Fairsay's.
            read_box(self._home, self._session, key, self._disk)
        except BoxNotWhole as fault:
            return fault.amiss in {"missing", "older"}
        return True

    def _take_up(self, vote: Round) -> list[str]:
        try:
            stored = read_box(self._home, self._session, vote.id, self._disk)
            held = self.hold(vote.id, stored)
        except BoxNotWhole as fault:
            if not vote.begun and fault.amiss in {"missing", "empty", "damaged", "older"}:
                # It had no ballots yet.
                self.hold(vote.id)
                return []
            self.broken.add(vote.id)
            return [say(f"ballots.box.{fault.amiss}", path=str(fault.path)), say("ballots.box.off")]
        except msgspec.DecodeError:
            self.broken.add(vote.id)
            path = str(box_path(self._home, self._session, vote.id))
            return [say("ballots.box.damaged", path=path), say("ballots.box.off")]
        before = held.box.before
        told = [before_words(before)] if before else []
        return [*told, say("ballots.before_roles")] if before and vote.by_role else told

    @property
    def trouble(self) -> str:
        """Why the disk refuses to save a box, in one sentence; empty if it does not."""
        troubles = (held.writer.trouble for held in self.held.values())
        return next((trouble.say for trouble in troubles if trouble), "")

    def settle(self, timeout_s: float | None) -> bool:
        """Wait until every box is on disk, and those of closed votes are deleted."""
        self.durable(self._durable_n())
        return all(held.writer.wait(held.box.n, timeout_s) for held in self.held.values())

    def leaves(self, held: Held) -> None:
        """Note that the latest version of a box removes the ballot of somebody who left."""
        self._leaving.append((held.writer, held.box.n))

    @property
    def gone(self) -> bool:
        """Whether every box without the ballots of people who left is on disk, or was refused."""
        while self._leaving:
            writer, n = self._leaving[0]
            if writer.durable_n < n and not writer.trouble:
                return False
            self._leaving.popleft()
        return True

    async def move_to(self, folder: Path) -> None:
        """Keep the open boxes in ``folder`` from now on. Raises ``OSError``."""
        self._folder = folder
        for key, held in tuple(self.held.items()):
            if key not in self.held:
                continue
            try:
                await asyncio.wrap_future(held.writer.move_to(folder))
            except NotSaved:
                # Its vote was closed in the meantime, and the box is deleted where it was.
                if key in self.held:
                    raise

    def durable(self, n: int) -> None:
        """Delete the boxes of votes whose end is on disk, up to event ``n``. Called off the event loop."""
        with self._deleting:
            while self._over and self._over[0][0] <= n:
                _, key, writer = self._over.popleft()
                try:
                    if writer:
                        writer.close()
                    last = writer.path if writer else None
                    throw_away(self._home, self._session, key, last, self._disk)
                except OSError:
                    # The deletion is retried when the session is opened next.
                    _log.exception("a ballot box could not be deleted")

    def close(self) -> bool:
        """Save what is queued and close the boxes. False if not everything was saved."""
        kept = True
        for held in self.held.values():
            kept &= held.writer.close()
        return kept

    def match(self, state: State, n: int) -> None:
        """Ensure a box for each open vote, also when event ``n`` undid or redid the opening of one."""
        wanted = {vote.id for vote in _with_box(state)}
        for key in self.held.keys() - wanted:
            self.over(key, n)
        for key in wanted - self.held.keys() - self.broken:
            self.hold(key)

    def over(self, key: str, n: int) -> Held | None:
        """Release the box of a vote that is over, and delete it once event ``n`` is on disk."""
        held = self.held.pop(key, None)
        if held is None and key not in self.broken:
            return None
        self.broken.discard(key)
        self._over.append((n, key, held.writer if held else None))
        if self._durable_n() >= n:
            # The event is already durable, and the disk will not report it again.
            threading.Thread(target=self.durable, args=(n,), name="ballots").start()
        return held

    def hold(self, round: str, stored: bytes = b"") -> Held:
        """Create the box of a vote, or reopen ``stored``. Raises ``msgspec.DecodeError``."""
        after_n = msgspec.json.decode(stored, type=_Version).n if stored else 0
        writer = box_writer(
            self._home,
            self._session,
            round,
            after_n=after_n,
            stored=stored,
            on_durable=lambda _: self._on_change(),
            on_trouble=lambda _: self._on_change(),
            folder=None if stored else self._folder,
            disk=self._disk,
        )
        try:
            held = Held(BallotBox(writer.append, salt=self._new_id(), stored=stored), writer)
        except msgspec.DecodeError:
            writer.close()
            raise
        self.held[round] = held
        return held


def _with_box(state: State) -> tuple[Round, ...]:
    """Return the open votes in which ballots may be cast."""
    return tuple(one for one in state.rounds.values() if not one.closed and one.method != "hands")


def before_words(n: int) -> str:
    """Return how many ballots can't be attributed, since the program restarted after they were cast."""
    return f"{say('ballots.before', n=n)} {say('ballots.known_again')}"
