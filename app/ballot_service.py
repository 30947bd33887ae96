"""The ballot boxes of the open session: made with the first ballot, kept through a crash, and deleted
once their vote is closed on disk. The journal only ever hears that ballots began, and the tally.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from session.ballot_box import BallotBox, InBox
from session.model.state import Rejected, replace
from session.model.votes import BeginBallots, CloseRound, RoundClosed
from session.rules.ballots import Ballot, BallotsIn, check
from session.rules.votes import open_pulse, open_round
from session.runtime import Done, Runtime
from session.wording.catalogue import say
from store.journal.boxes import box_path, box_writer, boxes, look_into, read_box, throw_away
from store.journal.repair import ForeignJournal
from store.journal.writer import JournalWriter, NotSaved
from store.paths import Home

_OVER_MOST = 4
"""Of how many closed votes retries are known."""
_log = logging.getLogger(__name__)


class _Held(Struct):
    """An open vote's box, and what saves it."""

    box: BallotBox
    writer: JournalWriter


class Ballots:
    """All secret ballots of a session.

    ``durable_n`` tells how far the journal is on disk; ``on_change`` is called in threads of the boxes'
    writers.
    """

    def __init__(
        self,
        home: Home,
        session_id: str,
        runtime: Runtime,
        new_id: Callable[[], str],
        durable_n: Callable[[], int],
        on_change: Callable[[], None],
    ) -> None:
        self._home, self._session, self._runtime = home, session_id, runtime
        self._new_id, self._on_change = new_id, on_change
        self._durable_n, self._deleting = durable_n, threading.Lock()
        self._held: dict[str, _Held] = {}
        self._over: OrderedDict[str, dict[str, InBox]] = OrderedDict()
        """What ballots of the latest closed votes came to, for retries; never what was in them."""
        self._unreadable: set[str] = set()
        """Votes whose box on disk can't be read: nothing more goes into it."""
        self._folder: Path | None = None
        """Where new boxes are made since another place was chosen."""
        self._closed: deque[tuple[int, str, JournalWriter | None]] = deque()
        """Boxes of closed votes: to be deleted once event ``n`` is on disk."""
        runtime.follow(self._followed)

    def resume(self) -> tuple[str, ...]:
        """Take up the boxes a crash left, and delete those whose vote is over; returns what to tell.

        Waits for the disk: not on the event loop.
        """
        told: list[str] = []
        state = self._runtime.durable
        for key in boxes(self._home, self._session):
            vote = state.rounds.get(key)
            over = vote is None or vote.closed or state.closing.ended_t is not None
            try:
                # In a folder somebody chose there may be what was never ours.
                if over and (vote or not look_into(self._home, self._session, key).foreign):
                    throw_away(self._home, self._session, key)
                if over:
                    continue
                found = read_box(self._home, self._session, key)
                self._hold(key, found.payloads, found.last_n)
            except (ForeignJournal, msgspec.DecodeError):
                path = box_path(self._home, self._session, key)
                told.append(say("ballots.unreadable", path=str(path)))
                self._unreadable.add(key)
                continue
            except OSError as refused:
                told.append(say("saving.refused", why=refused.strerror or str(refused)))
                self._unreadable |= set() if over else {key}
                continue
            if found.damage:
                told.append(say("ballots.damaged"))
        return tuple(told)

    @property
    def trouble(self) -> str:
        """What the disk refuses about the boxes, in one sentence; empty while it works."""
        troubles = (held.writer.trouble for held in self._held.values())
        return next((trouble.say for trouble in troubles if trouble), "")

    def cast(self, round: str, voter: str, ballot: Ballot, cmd: str = "") -> InBox | Rejected:
        """Put a ballot into the box of an open vote, instead of an earlier one of the same voter.

        It counts once ``kept`` returns. The same ``cmd`` a second time changes nothing, and has the
        same answer, also after the close as long as the program runs.
        """
        runtime = self._runtime
        vote = runtime.live.rounds.get(round)
        if vote is None:
            return Rejected("refused.round_unknown")
        if cmd and (before := self._over.get(round, {}).get(cmd)):
            return before
        if round in self._unreadable:
            return Rejected("refused.box_unreadable")
        if refused := check(vote, ballot):
            return refused
        if not vote.begun:
            begun = runtime.handle(BeginBallots(round=round))
            if isinstance(begun, Rejected):
                return begun
        held = self._held.get(round) or self._hold(round, (), 0, self._folder)
        return held.box.put(vote, voter, ballot, cmd or self._new_id())

    def take(self, round: str, voter: str, cmd: str = "") -> InBox | Rejected:
        """Take a voter's ballot out of the box again."""
        held = self._held.get(round)
        return (
            held.box.take(voter, cmd or self._new_id()) if held else Rejected("refused.no_ballot")
        )

    def has(self, round: str, voter: str) -> bool:
        """Tell whether a voter has a ballot in an open box."""
        held = self._held.get(round)
        return held is not None and held.box.has(voter)

    def mine(self, round: str, voter: str, *, kept: bool = True) -> dict[str, int] | None:
        """Return what a voter's own ballot in an open box says, for them alone.

        ``kept``: as it is on disk; otherwise the latest, which must be shown to nobody.
        """
        held = self._held.get(round)
        return held.box.mine(voter, held.writer.durable_n if kept else held.box.n) if held else None

    def is_kept(self, round: str, n: int) -> bool:
        """Tell whether line ``n`` of a box is on disk; of a closed vote, whether its tally is."""
        if held := self._held.get(round):
            return held.writer.durable_n >= n
        vote = self._runtime.durable.rounds.get(round)
        return vote is None or vote.closed

    async def kept(self, round: str, n: int, timeout_s: float) -> None:
        """Wait, off the loop, until line ``n`` of a box is on disk. Raises ``NotSaved`` if it is not."""
        held = self._held.get(round)
        if held and not await asyncio.to_thread(held.writer.wait, n, timeout_s):
            raise NotSaved(say("refused.not_saved"))

    def settle(self, timeout_s: float | None) -> bool:
        """Wait until every box is on disk, and those of closed votes are gone."""
        self.durable(self._durable_n())
        return all(held.writer.wait(held.box.n, timeout_s) for held in self._held.values())

    def counted(self, command: CloseRound) -> CloseRound:
        """Return the command to close a vote with what its box holds."""
        held, state = self._held.get(command.round), self._runtime.live
        vote = state.rounds.get(command.round)
        if held is None or vote is None:
            return command
        by_role = state.agreement.results_by_role
        return replace(command, tally=held.box.tally(vote, by_role=by_role))

    def inside(self) -> BallotsIn:
        """Return how many ballots are in the box of the open vote (or else of the open pulse)."""
        state = self._runtime.live
        vote = open_round(state) or open_pulse(state)
        held = self._held.get(vote.id) if vote else None
        return BallotsIn(vote.id, held.box.by_channel()) if vote and held else BallotsIn()

    async def move_to(self, folder: Path) -> None:
        """Keep the open boxes in ``folder`` from now on. Raises ``OSError``."""
        self._folder = folder
        for key, held in tuple(self._held.items()):
            if key not in self._held:
                continue
            try:
                await asyncio.wrap_future(held.writer.move_to(folder))
            except NotSaved:
                # Its vote was closed meanwhile, and the box goes where it was.
                if key in self._held:
                    raise

    def durable(self, n: int) -> None:
        """Delete the boxes whose vote is closed on disk, up to event ``n``. Called off the loop."""
        with self._deleting:
            while self._closed and self._closed[0][0] <= n:
                _, key, writer = self._closed.popleft()
                try:
                    if writer:
                        writer.close()
                    last = writer.path if writer else None
                    throw_away(self._home, self._session, key, last)
                except OSError:
                    # It is tried again when the session is opened next.
                    _log.exception("a ballot box could not be deleted")

    def close(self) -> bool:
        """Save what is queued and let go of the boxes. False when the disk did not take it all."""
        kept = True
        for held in self._held.values():
            kept &= held.writer.close()
        self.durable(self._durable_n())
        return kept

    def _followed(self, done: Done) -> None:
        for event in done.events:
            if isinstance(event, RoundClosed):
                held = self._held.pop(event.round, None)
                if held:
                    self._over[event.round] = held.box.done
                    if len(self._over) > _OVER_MOST:
                        self._over.popitem(last=False)
                self._closed.append((done.n, event.round, held.writer if held else None))
                if self._durable_n() >= done.n:
                    # The disk was quicker than we were, and will not tell again.
                    threading.Thread(target=self.durable, args=(done.n,), name="ballots").start()

    def _hold(
        self, round: str, lines: tuple[bytes, ...], last_n: int, folder: Path | None = None
    ) -> _Held:
        writer = box_writer(
            self._home,
            self._session,
            round,
            after_n=last_n,
            on_durable=lambda _: self._on_change(),
            on_trouble=lambda _: self._on_change(),
            folder=folder,
        )
        held = _Held(BallotBox(writer.append, salt=self._new_id(), held=lines), writer)
        self._held[round] = held
        return held
