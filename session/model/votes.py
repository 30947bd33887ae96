"""Votes, and the counts of each channel. Called ``Round`` in code, as on disk."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.model.message import Command, Fact

CountChannel = Literal["hands", "paper", "online"]
"""Counted on the shared screen: hands in the room, dots on paper, hands reported from online."""

BallotChannel = Literal["pass", "entered", "online", "phone", "before"]
"""How a secret ballot came in: the laptop passed round, entered for somebody who asked (in the room or online),
a phone, or "before": unknown, cast before the program was restarted.
"""

TallyChannel = Literal["hands", "paper", "online", "ballots"]

Method = Literal["hands", "dots", "gradient", "pulse"]

FREE_METHODS: frozenset[Method] = frozenset({"hands", "dots"})
"""Methods whose options are written by the group; the others have fixed options."""

FEWEST_BALLOTS = 3
"""With fewer papers or ballots than this only their number is stored: a single one could be inferred."""

Why = Literal["many", "damaged", "question", "asked", "other"]
"""Why a vote was called off or is void: more ballots than people, a damaged box, a wrong question or options,
on request, something else. Never free text.
"""

SEVERAL = "+"
"""Represents people who are in several role groups, among the names of role groups."""


class GroupCount(Struct, frozen=True):
    """The choices of people of these role groups, together. ``""`` represents people in no group."""

    names: tuple[str, ...]
    ballots: int
    counts: dict[str, int] = {}


class Count(Struct, frozen=True):
    """Counts of one channel per option. ``ballots`` is papers, people or ballots, if known."""

    channel: TallyChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False
    """Fewer than three ballots: only their number is stored."""
    by_channel: dict[str, int] = {}
    """For ballots: their number by channel. Their choices are only shown as one sum."""
    groups: tuple[GroupCount, ...] = ()
    """Only if the group asked for it (P24). No ballot is in two of them."""


class Round(Struct, frozen=True):
    """One vote. Its rules are fixed when it is opened; its history is kept."""

    id: str
    question: str
    method: Method
    options: dict[str, str]
    """Labels by option id."""
    dots: int = 1
    """Dots per person (method ``dots``)."""
    counts: dict[str, Count] = {}
    """By channel."""
    present: int = 0
    """People present when it was opened."""
    present_closed: int | None = None
    """People present when it was closed; ``None`` if an earlier version of Fairsay closed it."""
    cap: int = 0
    """Most dots one person may put on one option; 0 if only ``dots`` limits it."""
    by_role: bool = False
    """Whether the group had asked for results by role group when it was opened."""
    begun: bool = False
    """Whether a secret ballot was cast: then opening the vote can't be undone."""
    closed: bool = False
    revealed: bool = False
    opened_t: int = 0
    kept: bool = False
    """Whether only phones that had joined when it was opened may vote."""
    cancelled: Why | Literal[""] = ""
    """Why it was called off instead of being counted; it is also ``closed`` then."""
    void: Why | Literal[""] = ""
    """Why its result is void."""

    @property
    def off(self) -> bool:
        """Whether it has no valid result."""
        return bool(self.cancelled or self.void)

    @property
    def shown(self) -> bool:
        """Whether its result may be shown to everyone."""
        return self.revealed and not self.off

    @property
    def covered(self) -> bool:
        """Whether it is counted, but its result not revealed yet."""
        return self.closed and not self.revealed and not self.off


class RoundCommand(Command, frozen=True):
    """About votes."""


class OpenRound(RoundCommand, frozen=True):
    """Open a vote on ``options`` (2 to 12 labels). Its rules are fixed from here.

    Gradients of agreement and a pulse have fixed options; ``options`` is empty for them.
    ``cap``: most dots one person may put on one option, 0 for no limit. ``kept``: only phones that have
    joined by now may vote.
    """

    question: str
    options: tuple[str, ...] = ()
    method: Method = "hands"
    dots: int = 1
    cap: int = 0
    kept: bool = False


class BeginBallots(RoundCommand, frozen=True):
    """The first secret ballot is about to be cast; later ones need no command."""

    undoable: ClassVar[bool | str] = "final.ballots"
    round: str


class EnterCount(RoundCommand, frozen=True):
    """Enter the counts of one channel by option id, replacing its earlier ones.

    ``ballots`` is the number of papers or people; required for paper.
    """

    round: str
    channel: CountChannel
    counts: dict[str, int]
    ballots: int | None = None


class CloseRound(RoundCommand, frozen=True):
    """Close a vote. ``tally`` is the folded content of its ballot box; ``None`` without an intact one."""

    undoable: ClassVar[bool | str] = "final.closed"
    round: str
    tally: Count | None = None


class RevealRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.revealed"
    round: str


class CancelVote(RoundCommand, frozen=True):
    """Call an open vote off: nothing is counted, and its ballots are deleted."""

    undoable: ClassVar[bool | str] = "final.cancelled"
    round: str
    why: Why


class VoidVote(RoundCommand, frozen=True):
    """Declare the result of a closed vote void."""

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
    """The first secret ballot was cast. Ballots themselves are never in the journal."""

    final: ClassVar[str] = "final.ballots"
    round: str


class CountEntered(RoundFact, frozen=True):
    """Counts of one channel, replacing its earlier ones. Folded ones have no counts by option."""

    round: str
    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False


class RoundClosed(RoundFact, frozen=True):
    """The vote was closed with these tallies, one per channel."""

    final: ClassVar[str] = "final.closed"
    round: str
    tallies: tuple[Count, ...] = ()
    present: int | None = None
    """People present at the close."""


class RoundRevealed(RoundFact, frozen=True):
    final: ClassVar[str] = "final.revealed"
    round: str


class VoteCancelled(RoundFact, frozen=True):
    """A vote was called off; its ballots were not counted."""

    final: ClassVar[str] = "final.cancelled"
    round: str
    why: Why


class VoteVoided(RoundFact, frozen=True):
    """The result of a vote is void."""

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
