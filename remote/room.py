"""What the page's server needs of a session: one door, the same as the keyboard's.

The composition root makes one from the open session; tests make one from a table.
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
    """The disk does not take what was asked for; nothing is acknowledged."""


class Room(Protocol):
    """A session as phones meet it. Everything is called on the event loop's thread."""

    @property
    def state(self) -> State:
        """What is on disk: phones see nothing else."""
        ...

    @property
    def n(self) -> int:
        """The journal place of ``state``."""
        ...

    @property
    def saving(self) -> bool:
        """Whether the disk takes what is written."""
        ...

    def now(self) -> Instant: ...

    async def do(self, command: AnyCommand, cmd: str) -> Done | Rejected:
        """Carry out a command; returns once it is on disk. Raises ``NotKept``."""
        ...

    async def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str) -> InBox | Rejected:
        """Cast a secret ballot; returns once it is on disk. Raises ``NotKept``.

        The same ``cmd`` a second time has the same answer, also after the vote was closed.
        """
        ...

    async def again(self, cmd: str) -> int:
        """Return the journal place of a command that was done before; 0 for one that is new.

        Returns once it is on disk. Raises ``NotKept``.
        """
        ...

    def met(self, secret: str, device: str) -> None:
        """Know a phone that asks, by its token and its mark, as one that voted before the program stopped."""
        ...

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        """Return what this voter's own ballot says, while the vote is open; ``None`` without one.

        ``kept``: as it is on disk; otherwise the latest, which must be shown to nobody.
        """
        ...

    async def handout(self, format: str) -> bytes:
        """Return the recap as it stands on disk, in a format of the exports."""
        ...

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call ``changed`` whenever more is on disk; returns how to stop."""
        ...
