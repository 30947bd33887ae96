"""The group agreement and what the group chose to allow (P16): lines, commands, events."""

from __future__ import annotations

from msgspec import Struct

from session.model.message import Command, Fact


class AgreementLine(Struct, frozen=True):
    """One line the group lives by, in its own words."""

    id: str
    text: str


class Agreement(Struct, frozen=True):
    """The agreement's status, and the choices the group made in it; all of them are off until agreed."""

    agreed_t: int | None = None
    """When the lines were agreed in this session; ``None`` before that."""
    version: int = 0
    """Version of the agreement; incremented, across the series, each time the group agrees changed lines."""
    shares_shown: bool = False
    """Whether shares of talk may be shown on the shared screen (P23)."""
    results_by_role: bool = False
    """Whether results of votes may be shown by role group (P24)."""
    agreed_shares: dict[str, int] = {}
    """The share of talk the group agreed on, by role group, in whole percent (P23).

    The default for a missing role group is its share of the people present.
    """
    order: tuple[str, ...] = ()
    """Ids of the lines, in the order they are read."""
    agreed: tuple[AgreementLine, ...] = ()
    """The lines as they were last agreed, in this session or an earlier one."""


class AgreementCommand(Command, frozen=True):
    """About the group agreement."""


class AddLine(AgreementCommand, frozen=True):
    """Write down a line: the group's own, or a suggested one."""

    text: str


class RewordLine(AgreementCommand, frozen=True):
    line: str
    text: str


class MoveLine(AgreementCommand, frozen=True):
    """Move a line down the list by ``by`` places, or up when ``by`` is negative.

    Relative, not to an absolute place: when two keys are pressed quickly, the second must not undo the first.
    """

    line: str
    by: int


class RemoveLine(AgreementCommand, frozen=True):
    line: str


class AgreeLines(AgreementCommand, frozen=True):
    """The group agreed to the current lines, by a show of hands."""


class ShowShares(AgreementCommand, frozen=True):
    """Show shares of talk on the shared screen, or stop; refused before the group has agreed."""

    on: bool


class TellByRole(AgreementCommand, frozen=True):
    """Show results of votes by role group, or stop; refused before the group has agreed."""

    on: bool


class AgreeShares(AgreementCommand, frozen=True):
    """Set the target share of talk by role group, in whole percent; empty: each group's share of the room."""

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
    """The group agreed to the lines as they were at this point: version ``number`` of the agreement."""

    number: int


class SharesShown(AgreementFact, frozen=True):
    """The group agreed to show shares of talk on the shared screen, or revoked that."""

    on: bool


class ResultsByRole(AgreementFact, frozen=True):
    """The group agreed to show results of votes by role group, or revoked that."""

    on: bool


class SharesAgreed(AgreementFact, frozen=True):
    """Target percentages of talk by role group; empty: each group's share of the room."""

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
