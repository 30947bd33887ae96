"""Facts about the group agreement and the choices made there."""

from __future__ import annotations

from session.events.fact import Fact


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
