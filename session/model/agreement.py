"""The group agreement and what the group chose to allow (P16): lines, commands, events."""

from __future__ import annotations

from msgspec import Struct

from session.model.message import Command, Fact


class AgreementLine(Struct, frozen=True):
    """One line the group lives by, in its own words."""

    id: str
    text: str


class Agreement(Struct, frozen=True):
    """When the lines were agreed, and the choices made there; all are off until then."""

    agreed_t: int | None = None
    """When they were agreed in this session; ``None`` before that."""
    version: int = 0
    """Counts on through the series: each time the group agrees changed lines, one more."""
    shares_shown: bool = False
    """Whether shares of talk may stand on the shared screen (P23)."""
    results_by_role: bool = False
    """Whether results of votes may be told by role group (P24)."""
    agreed_shares: dict[str, int] = {}
    """The share of talk the group agreed on, by role group, in whole percent (P23).

    A role group that is not there goes by its share of the room.
    """
    order: tuple[str, ...] = ()
    """Ids of the lines, in the order they are read."""
    agreed: tuple[AgreementLine, ...] = ()
    """The lines as they were agreed last, in this session or before it."""


class AgreementCommand(Command, frozen=True):
    """About the group agreement."""


class AddLine(AgreementCommand, frozen=True):
    """Write down a line: the group's own, or a suggested one."""

    text: str


class RewordLine(AgreementCommand, frozen=True):
    line: str
    text: str


class MoveLine(AgreementCommand, frozen=True):
    """Move a line ``by`` so many places down the list, or up when it is below 0.

    Not to a place: of two keys pressed fast, the second must not undo what the first did.
    """

    line: str
    by: int


class RemoveLine(AgreementCommand, frozen=True):
    line: str


class AgreeLines(AgreementCommand, frozen=True):
    """The group agreed to the lines as they stand, by a show of hands."""


class ShowShares(AgreementCommand, frozen=True):
    """Show shares of talk on the shared screen, or stop; only once the group agreed."""

    on: bool


class TellByRole(AgreementCommand, frozen=True):
    """Tell results of votes by role group, or stop; only once the group agreed."""

    on: bool


class AgreeShares(AgreementCommand, frozen=True):
    """Set the share of talk each role group is to have, in whole percent; empty: as the room is."""

    shares: dict[str, int] = {}


AnyAgreementCommand = (
    AddLine
    | RewordLine
    | MoveLine
    | RemoveLine
    | AgreeLines
    | ShowShares
    | TellByRole
    | AgreeShares
)


class AgreementFact(Fact, frozen=True):
    """The group agreement."""


class LineAdded(AgreementFact, frozen=True):
    line: str
    text: str


class LineReworded(AgreementFact, frozen=True):
    line: str
    text: str


class LineMoved(AgreementFact, frozen=True):
    line: str
    index: int


class LineRemoved(AgreementFact, frozen=True):
    line: str


class LinesAgreed(AgreementFact, frozen=True):
    """The group agreed to the lines as they stood then: the agreement's version ``number``."""

    number: int


class SharesShown(AgreementFact, frozen=True):
    """The group agreed that shares of talk stand on the shared screen, or took that back."""

    on: bool


class ResultsByRole(AgreementFact, frozen=True):
    """The group agreed that results of votes are told by role group, or took that back."""

    on: bool


class SharesAgreed(AgreementFact, frozen=True):
    """Whole percent of talk by role group; empty: the share of the room."""

    shares: dict[str, int] = {}


AgreementEvent = (
    LineAdded
    | LineReworded
    | LineMoved
    | LineRemoved
    | LinesAgreed
    | SharesShown
    | ResultsByRole
    | SharesAgreed
)
