"""Commands about the group agreement and the choices made there."""

from __future__ import annotations

from session.commands.command import Command


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
