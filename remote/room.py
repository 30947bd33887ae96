"""The interface between the page's server and a session; the same one for all commands of phones.

The composition root creates it from the open session; tests create a fake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from session.ballot_box import InBox
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State
from session.rules.ballots import Ballot, Voter
from session.runtime import Done


class NotKept(Exception):
    """The disk did not save the request; it is not acknowledged."""


class Room(Protocol):
    """A session as phones see it. All methods are called on the event loop's thread."""

    @property
    def state(self) -> State:
        """The durable state: phones see nothing else."""
        ...

    @property
    def n(self) -> int:
        """The number of the event that led to ``state``."""
        ...

    @property
    def saving(self) -> bool:
        """Whether the disk saves what is written."""
        ...

    def now(self) -> Instant: ...

    async def do(self, command: AnyCommand, cmd: str) -> Done | Rejected:
        """Carry out a command; returns once it is on disk. Raises ``NotKept``."""
        ...

    async def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str) -> InBox | Rejected:
        """Cast a secret ballot; returns once it is on disk. Raises ``NotKept``.

        Repeating the same ``cmd`` returns the same result, also after the vote was closed.
        """
        ...

    async def again(self, cmd: str) -> int:
        """Return the event number of a command that was carried out before; 0 for a new one.

        Returns once it is on disk. Raises ``NotKept``.
        """
        ...

    async def missed(self, device: str) -> bytes:
        """Return the page of what a phone's person missed of the series, as HTML."""
        ...

    def met(self, secret: str, device: str) -> None:
        """Recognise a phone, by its token and its mark, that voted before the program restarted."""
        ...

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        """Return this voter's own choices while the vote is open; ``None`` without a ballot.

        ``kept``: as on disk; otherwise the latest, which must not be shown to anybody.
        """
        ...

    async def handout(self, format: str) -> bytes:
        """Return the durable recap in one of the export formats."""
        ...

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call ``changed`` whenever more is on disk; returns a function that unsubscribes it."""
        ...
