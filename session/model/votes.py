"""Votes, and what each channel gave. In code a ``Round``, as on disk."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.model.message import Command, Fact

CountChannel = Literal["hands", "paper", "online"]
"""What is counted in sight of all: hands in the room, dots on paper, hands told from online."""

BallotChannel = Literal["pass", "entered", "online", "phone", "before"]
"""How a secret ballot came in: the laptop passed round, entered for somebody who asked (in the room
or online), a phone, or (which way nobody knows) before the program stopped."""

TallyChannel = Literal["hands", "paper", "online", "ballots"]

Method = Literal["hands", "dots", "gradient", "pulse"]

FREE_METHODS: frozenset[Method] = frozenset({"hands", "dots"})
"""Ways of voting whose options somebody wrote; the others have options of their own."""

FEWEST_BALLOTS = 3
"""Below this many papers or ballots only their number is kept: a single one could be read."""

Why = Literal["many", "damaged", "question", "asked", "other"]
"""Why a vote was called off or is void: more ballots than people, a damaged box, its question or options
were not right, somebody asked for it, something else. No words of anybody's."""

SEVERAL = "+"
"""Stands, among names of role groups, for people who are in several."""


class GroupCount(Struct, frozen=True):
    """What people of these role groups chose, together. ``""`` stands for people in none."""

    names: tuple[str, ...]
    ballots: int
    counts: dict[str, int] = {}


class Count(Struct, frozen=True):
    """What one channel gave per option. ``ballots`` is papers, people or ballots, if known."""

    channel: TallyChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False
    """Fewer than three ballots: only their number is kept."""
    by_channel: dict[str, int] = {}
    """For ballots: how many came in which way. What they chose is only told together."""
    groups: tuple[GroupCount, ...] = ()
    """Only if the group asked for it (P24). No ballot is in two of them."""


class Round(Struct, frozen=True):
    """One vote: rules fixed when opened, history kept."""

    id: str
    question: str
    method: Method
    options: dict[str, str]
    """Option id to label."""
    dots: int = 1
    """Dots each person has (method ``dots``)."""
    counts: dict[str, Count] = {}
    """By channel."""
    present: int = 0
    """People present when it was opened."""
    present_closed: int | None = None
    """People present when it was closed; ``None`` where an earlier Fairsay closed it."""
    cap: int = 0
    """Most dots one person may put on one option; 0 when only ``dots`` limits it."""
    by_role: bool = False
    """Whether the group had asked for results by role group when it was opened."""
    begun: bool = False
    """Whether a secret ballot was cast: then opening the vote can't be undone."""
    closed: bool = False
    revealed: bool = False
    opened_t: int = 0
    kept: bool = False
    """Whether only phones may vote that were in when it was opened."""
    cancelled: Why | Literal[""] = ""
    """Why it was called off, instead of being counted; it is ``closed`` then, too."""
    void: Why | Literal[""] = ""
    """Why its result does not hold."""

    @property
    def off(self) -> bool:
        """Whether it has no result that holds."""
        return bool(self.cancelled or self.void)

    @property
    def shown(self) -> bool:
        """Whether its result is for all to see."""
        return self.revealed and not self.off

    @property
    def covered(self) -> bool:
        """Whether it is counted, and its result was not shown yet."""
        return self.closed and not self.revealed and not self.off


class RoundCommand(Command, frozen=True):
    """About votes."""


class OpenRound(RoundCommand, frozen=True):
    """Open a vote on ``options`` (labels, 2 to 12). Its rules are fixed from here.

    Gradients of agreement and a pulse have options of their own; ``options`` is left out for them.
    ``cap``: most dots one person may put on one option, 0 for no such limit. ``kept``: only phones
    may vote that are in now.
    """

    question: str
    options: tuple[str, ...] = ()
    method: Method = "hands"
    dots: int = 1
    cap: int = 0
    kept: bool = False


class BeginBallots(RoundCommand, frozen=True):
    """A first secret ballot is about to be cast; later ones need none."""

    undoable: ClassVar[bool | str] = "final.ballots"
    round: str


class EnterCount(RoundCommand, frozen=True):
    """Enter what one channel gave per option id; it replaces what that channel had.

    ``ballots`` is the number of papers or people; needed for paper.
    """

    round: str
    channel: CountChannel
    counts: dict[str, int]
    ballots: int | None = None


class CloseRound(RoundCommand, frozen=True):
    """Close a vote. ``tally`` is what its ballot box holds, folded; ``None`` without one that is whole."""

    undoable: ClassVar[bool | str] = "final.closed"
    round: str
    tally: Count | None = None


class RevealRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.revealed"
    round: str


class CancelVote(RoundCommand, frozen=True):
    """Call an open vote off: nothing is counted, and its ballots go."""

    undoable: ClassVar[bool | str] = "final.cancelled"
    round: str
    why: Why


class VoidVote(RoundCommand, frozen=True):
    """Say that the result of a closed vote does not hold."""

    round: str
    why: Why


AnyRoundCommand = (
    OpenRound | BeginBallots | EnterCount | CloseRound | RevealRound | CancelVote | VoidVote
)


class RoundFact(Fact, frozen=True):
    """Votes."""


class RoundOpened(RoundFact, frozen=True):
    round: str
    question: str
    method: Method
    options: dict[str, str]
    dots: int = 1
    present: int = 0
    cap: int = 0
    by_role: bool = False
    kept: bool = False


class BallotsBegun(RoundFact, frozen=True):
    """A first secret ballot was cast. Ballots themselves are never in the journal."""

    final: ClassVar[str] = "final.ballots"
    round: str


class CountEntered(RoundFact, frozen=True):
    """One channel's counts, replacing what that channel had. Folded ones carry no counts."""

    round: str
    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False


class RoundClosed(RoundFact, frozen=True):
    """The round ended with these tallies, one a channel."""

    final: ClassVar[str] = "final.closed"
    round: str
    tallies: tuple[Count, ...] = ()
    present: int | None = None
    """People present then."""


class RoundRevealed(RoundFact, frozen=True):
    final: ClassVar[str] = "final.revealed"
    round: str


class VoteCancelled(RoundFact, frozen=True):
    """A vote was called off; its ballots were never counted."""

    final: ClassVar[str] = "final.cancelled"
    round: str
    why: Why


class VoteVoided(RoundFact, frozen=True):
    """The result of a vote does not hold."""

    round: str
    why: Why


RoundEvent = (
    RoundOpened
    | BallotsBegun
    | CountEntered
    | RoundClosed
    | RoundRevealed
    | VoteCancelled
    | VoteVoided
)
