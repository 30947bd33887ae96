"""The ballot boxes of the open session: made with their vote, kept through a crash, and deleted once that
is closed or called off on disk. The journal only ever hears that ballots began, and the tally.

A ballot belongs to a person who is here, and goes from the box with them. Whose it is stands in memory alone.
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
from session.model.lifecycle import Restored
from session.model.state import Rejected, State, replace
from session.model.votes import (
    BeginBallots,
    CloseRound,
    Round,
    RoundClosed,
    RoundOpened,
    VoteCancelled,
)
from session.rules.ballots import Ballot, BallotsIn, Voter, belongs, check, may_vote
from session.rules.devices import device_of
from session.rules.votes import open_pulse, open_round
from session.runtime import Done, Runtime
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
        disk: Disk = REAL,
    ) -> None:
        self._home, self._session, self._runtime = home, session_id, runtime
        self._new_id, self._on_change, self._disk = new_id, on_change, disk
        self._durable_n, self._deleting = durable_n, threading.Lock()
        self._held: dict[str, _Held] = {}
        self._over: OrderedDict[str, dict[str, InBox]] = OrderedDict()
        """What ballots of the latest closed votes came to, for retries; never what was in them."""
        self._broken: set[str] = set()
        """Votes whose box on disk is not whole: nothing more goes into it, and it is not counted."""
        self._folder: Path | None = None
        """Where new boxes are made since another place was chosen."""
        self._closed: deque[tuple[int, str, JournalWriter | None]] = deque()
        """Boxes of votes that are over: to be deleted once event ``n`` is on disk."""
        self._leaving: deque[tuple[JournalWriter, int]] = deque()
        """Versions without the ballots of those who went, on their way to the disk."""
        self._seen = (runtime.live.people, runtime.live.devices)
        runtime.follow(self._followed)

    def resume(self) -> tuple[str, ...]:
        """Take up the boxes a crash left, and delete those whose vote is over; returns what to tell.

        Waits for the disk: not on the event loop.
        """
        told: list[str] = []
        state = self._runtime.durable
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
            # One whose opening was undone. In a folder somebody chose there may be what was never ours.
            read_box(self._home, self._session, key, self._disk)
        except BoxNotWhole as fault:
            return fault.amiss == "missing"
        return True

    def _take_up(self, vote: Round) -> list[str]:
        try:
            stored = read_box(self._home, self._session, vote.id, self._disk)
            held = self._hold(vote.id, stored)
        except BoxNotWhole as fault:
            if not vote.begun and fault.amiss in {"missing", "empty", "damaged"}:
                # There was no ballot in it yet.
                self._hold(vote.id)
                return []
            self._broken.add(vote.id)
            return [say(f"ballots.box.{fault.amiss}", path=str(fault.path)), say("ballots.box.off")]
        except msgspec.DecodeError:
            self._broken.add(vote.id)
            path = str(box_path(self._home, self._session, vote.id))
            return [say("ballots.box.damaged", path=path), say("ballots.box.off")]
        before = held.box.before
        told = [before_words(before)] if before else []
        return [*told, say("ballots.before_roles")] if before and vote.by_role else told

    @property
    def trouble(self) -> str:
        """What the disk refuses about the boxes, in one sentence; empty while it works."""
        troubles = (held.writer.trouble for held in self._held.values())
        return next((trouble.say for trouble in troubles if trouble), "")

    def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str = "") -> InBox | Rejected:
        """Put a ballot into the box of an open vote, instead of an earlier one of the same voter or person.

        It counts once ``kept`` returns. The same ``cmd`` a second time changes nothing, and has the
        same answer, also after the close as long as the program runs.
        """
        runtime = self._runtime
        vote = runtime.live.rounds.get(round)
        if vote is None:
            return Rejected("refused.round_unknown")
        if cmd and (before := self._over.get(round, {}).get(cmd)):
            return before
        held = self._held.get(round)
        if held and cmd in held.box.done:
            return held.box.done[cmd]
        if round in self._broken:
            return Rejected("refused.box_broken")
        if refused := check(vote, ballot) or may_vote(runtime.live, vote, voter):
            return refused
        if not vote.begun:
            begun = runtime.handle(BeginBallots(round=round))
            if isinstance(begun, Rejected):
                return begun
        held = held or self._hold(round)
        return held.box.put(vote, voter, ballot, cmd or self._new_id())

    def met(self, secret: str, device: str) -> None:
        """Know a phone again that may have cast a ballot before the program stopped; one that is out has none."""
        state = self._runtime.live
        for held in self._held.values():
            if not held.box.before:
                continue
            known = device_of(state, device)
            person = state.people.get(known.person) if known else None
            voter = Voter(secret, person.id if person and person.presence == "here" else "", device)
            if held.box.met(voter, person.roles if person else ()):
                self._on_change()

    def has(self, round: str, voter: Voter) -> bool:
        """Tell whether a voter has a ballot in an open box."""
        held = self._held.get(round)
        return held is not None and held.box.has(voter)

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        """Return what a voter's own ballot in an open box says, for them alone.

        ``kept``: as it is on disk; otherwise the latest, which must be shown to nobody.
        """
        held = self._held.get(round)
        return (
            held.box.mine(secret, held.writer.durable_n if kept else held.box.n) if held else None
        )

    def is_kept(self, round: str, n: int) -> bool:
        """Tell whether version ``n`` of a box is on disk; of a closed vote, whether its tally is."""
        if held := self._held.get(round):
            return held.writer.durable_n >= n
        vote = self._runtime.durable.rounds.get(round)
        return vote is None or vote.closed

    async def kept(self, round: str, n: int, timeout_s: float) -> None:
        """Wait, off the loop, until version ``n`` of a box is on disk. Raises ``NotSaved`` if it is not."""
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
            return replace(command, tally=None)
        by_role = state.agreement.results_by_role
        return replace(command, tally=held.box.tally(vote, by_role=by_role))

    def inside(self) -> BallotsIn:
        """Return how many ballots are in the box of the open vote (or else of the open pulse)."""
        state = self._runtime.live
        vote = open_round(state) or open_pulse(state)
        if vote and vote.id in self._broken:
            return BallotsIn(vote.id, broken=True)
        held = self._held.get(vote.id) if vote else None
        if vote is None or held is None:
            return BallotsIn()
        return BallotsIn(vote.id, held.box.by_channel(), held.box.before)

    def let_go(self) -> None:
        """Take out the ballots of those who are not here any more, before the journal says who went."""
        state = self._runtime.live
        if self._seen[0] is state.people and self._seen[1] is state.devices:
            return
        self._seen = (state.people, state.devices)
        for held in self._held.values():
            if held.box.take_out(lambda voter: belongs(state, voter)):
                self._leaving.append((held.writer, held.box.n))

    @property
    def gone(self) -> bool:
        """Whether the disk has every box without the ballots of those who went, or refuses it."""
        while self._leaving:
            writer, n = self._leaving[0]
            if writer.durable_n < n and not writer.trouble:
                return False
            self._leaving.popleft()
        return True

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
        """Delete the boxes whose vote is over on disk, up to event ``n``. Called off the loop."""
        with self._deleting:
            while self._closed and self._closed[0][0] <= n:
                _, key, writer = self._closed.popleft()
                try:
                    if writer:
                        writer.close()
                    last = writer.path if writer else None
                    throw_away(self._home, self._session, key, last, self._disk)
                except OSError:
                    # It is tried again when the session is opened next.
                    _log.exception("a ballot box could not be deleted")

    def close(self) -> bool:
        """Save what is queued and let go of the boxes. False when the disk did not take it all."""
        kept = True
        for held in self._held.values():
            kept &= held.writer.close()
        return kept

    def _followed(self, done: Done) -> None:
        for event in done.events:
            match event:
                case RoundClosed(round=key) | VoteCancelled(round=key):
                    self._let_fall(key, done.n)
                case RoundOpened() | Restored():
                    self._match(done.n)
                case _:
                    pass

    def _match(self, n: int) -> None:
        """Have a box for each open vote, also where opening one was undone or done again."""
        wanted = {vote.id for vote in _with_box(self._runtime.live)}
        for key in self._held.keys() - wanted:
            self._let_fall(key, n)
        for key in wanted - self._held.keys() - self._broken:
            self._hold(key)

    def _let_fall(self, key: str, n: int) -> None:
        held = self._held.pop(key, None)
        if held:
            self._over[key] = held.box.done
            if len(self._over) > _OVER_MOST:
                self._over.popitem(last=False)
        elif key not in self._broken:
            return
        self._broken.discard(key)
        self._closed.append((n, key, held.writer if held else None))
        if self._durable_n() >= n:
            # The disk was quicker than we were, and will not tell again.
            threading.Thread(target=self.durable, args=(n,), name="ballots").start()

    def _hold(self, round: str, stored: bytes = b"") -> _Held:
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
            held = _Held(BallotBox(writer.append, salt=self._new_id(), stored=stored), writer)
        except msgspec.DecodeError:
            writer.close()
            raise
        self._held[round] = held
        return held


class _Version(Struct):
    n: int


def _with_box(state: State) -> tuple[Round, ...]:
    """Return the open votes in which ballots may be cast."""
    return tuple(one for one in state.rounds.values() if not one.closed and one.method != "hands")


def before_words(n: int) -> str:
    """Return how many ballots are nobody's any more, since the program stopped after they were cast."""
    return f"{say('ballots.before', n=n)} {say('ballots.known_again')}"
