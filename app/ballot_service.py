"""The ballot boxes of the open session: created with their vote, kept through a crash, and deleted once the
close or cancellation of the vote is on disk. The journal only records that ballots began, and the tally.  A
ballot belongs to a person who is here, and is removed when they leave. The mapping is in memory only.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from app.ballot_boxes import Boxes
from session.ballot_box import InBox
from session.model.state import Rejected, replace
from session.model.votes import (
    BeginBallots,
    CloseRound,
)
from session.rules.ballots import Ballot, BallotsIn, Voter, belongs, check, may_vote
from session.rules.devices import device_of
from session.rules.votes import open_pulse, open_round
from session.runtime import Runtime
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.writer import NotSaved
from store.paths import Home

_OVER_MOST = 4
"""For how many closed votes retries are answered."""


class Ballots:
    """All secret ballots of a session.

    ``durable_n`` returns the number of the journal's last durable event; ``on_change`` is called in the
    threads of the boxes' writers.
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
        self.boxes = Boxes(home, session_id, new_id, durable_n, on_change, disk)
        self._runtime, self._new_id, self._on_change = runtime, new_id, on_change
        self._over: OrderedDict[str, dict[str, InBox]] = OrderedDict()
        """The results of commands on the latest closed votes, for retries; never the choices."""
        self._seen = (runtime.live.people, runtime.live.devices)

    def resume(self) -> tuple[str, ...]:
        """Reopen the boxes a crash left, and delete those whose vote is over; returns sentences to show.

        Waits for the disk: not on the event loop.
        """
        return self.boxes.resume(self._runtime.durable)

    def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str = "") -> InBox | Rejected:
        """Put a ballot into the box of an open vote, replacing an earlier one of the same voter or person.

        It is durable once ``kept`` returns. Repeating the same ``cmd`` changes nothing and returns the same
        result, also after the close, while the program runs.
        """
        runtime = self._runtime
        vote = runtime.live.rounds.get(round)
        if vote is None:
            return Rejected("refused.round_unknown")
        if cmd and (before := self._over.get(round, {}).get(cmd)):
            return before
        held = self.boxes.held.get(round)
        if held and cmd in held.box.done:
            return held.box.done[cmd]
        if round in self.boxes.broken:
            return Rejected("refused.box_broken")
        if refused := check(vote, ballot) or may_vote(runtime.live, vote, voter):
            return refused
        if not vote.begun:
            begun = runtime.handle(BeginBallots(round=round))
            if isinstance(begun, Rejected):
                return begun
        held = held or self.boxes.hold(round)
        return held.box.put(vote, voter, ballot, cmd or self._new_id())

    def met(self, secret: str, device: str) -> None:
        """Recognise a phone that may have cast a ballot before the program restarted; not one that was removed."""
        state = self._runtime.live
        for held in self.boxes.held.values():
            if not held.box.before:
                continue
            known = device_of(state, device)
            person = state.people.get(known.person) if known else None
            voter = Voter(secret, person.id if person and person.presence == "here" else "", device)
            if held.box.met(voter, person.roles if person else ()):
                self._on_change()

    def has(self, round: str, voter: Voter) -> bool:
        """Return whether a voter has a ballot in an open box."""
        held = self.boxes.held.get(round)
        return held is not None and held.box.has(voter)

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        """Return a voter's own choices in an open box, for them only.

        ``kept``: as on disk; otherwise the latest, which must not be shown to anybody.
        """
        held = self.boxes.held.get(round)
        return (
            held.box.mine(secret, held.writer.durable_n if kept else held.box.n) if held else None
        )

    def is_kept(self, round: str, n: int) -> bool:
        """Return whether version ``n`` of a box is on disk; for a closed vote, whether its tally is."""
        if held := self.boxes.held.get(round):
            return held.writer.durable_n >= n
        vote = self._runtime.durable.rounds.get(round)
        return vote is None or vote.closed

    async def kept(self, round: str, n: int, timeout_s: float) -> None:
        """Wait, off the event loop, until version ``n`` of a box is on disk. Raises ``NotSaved`` if it is not."""
        held = self.boxes.held.get(round)
        if held and not await asyncio.to_thread(held.writer.wait, n, timeout_s):
            raise NotSaved(say("refused.not_saved"))

    def counted(self, command: CloseRound) -> CloseRound:
        """Return the command to close a vote with the tally of its box."""
        held, state = self.boxes.held.get(command.round), self._runtime.live
        vote = state.rounds.get(command.round)
        if held is None or vote is None:
            return replace(command, tally=None)
        by_role = state.agreement.results_by_role
        return replace(command, tally=held.box.tally(vote, by_role=by_role))

    def inside(self) -> BallotsIn:
        """Return the number of ballots in the box of the open vote (or else of the open pulse)."""
        state = self._runtime.live
        vote = open_round(state) or open_pulse(state)
        if vote and vote.id in self.boxes.broken:
            return BallotsIn(vote.id, broken=True)
        held = self.boxes.held.get(vote.id) if vote else None
        if vote is None or held is None:
            return BallotsIn()
        return BallotsIn(vote.id, held.box.by_channel(), held.box.before)

    def let_go(self) -> None:
        """Remove the ballots of people who have left, before the journal records who left."""
        state = self._runtime.live
        if self._seen[0] is state.people and self._seen[1] is state.devices:
            return
        self._seen = (state.people, state.devices)
        for held in self.boxes.held.values():
            if held.box.take_out(lambda voter: belongs(state, voter)):
                self.boxes.leaves(held)

    def match(self, n: int) -> None:
        """Make and delete boxes, so that there is one for each open vote, as of journal number ``n``."""
        self.boxes.match(self._runtime.live, n)

    def forget(self, key: str, n: int) -> None:
        """Delete the box of a vote that is over, once journal number ``n`` is on disk."""
        if held := self.boxes.over(key, n):
            self._over[key] = held.box.done
            if len(self._over) > _OVER_MOST:
                self._over.popitem(last=False)
