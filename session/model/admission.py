"""Admission by phone: renewing the code, revoking joins, and what a phone gets for its person only after a yes."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from session.model.message import Command, Fact


class Return(Struct, frozen=True):
    """A phone that asks to join as a person who is already represented by another phone."""

    device: str
    person: str
    asked_t: int = 0


class Missed(Struct, frozen=True):
    """A phone that asks what its person missed of the series; ``given`` once the facilitator said yes."""

    device: str
    asked_t: int = 0
    given: bool = False


class AdmissionCommand(Command, frozen=True):
    """About admission."""


class RenewCode(AdmissionCommand, frozen=True):
    """Require another code for joining from now on; phones that have joined stay connected."""

    undoable: ClassVar[bool | str] = "final.door"
    code: str


class TakeBackJoins(AdmissionCommand, frozen=True):
    """Revoke the joins of all phones that joined at ``since_t`` or later. They may join again."""

    undoable: ClassVar[bool | str] = "final.phone"
    since_t: int


class AskReturn(AdmissionCommand, frozen=True):
    """A phone asks to join under the name of a person who already has another phone."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    name: str


class SettleReturn(AdmissionCommand, frozen=True):
    """Admit a phone that asked to rejoin, or refuse it. Empty ``device``: the one waiting longest."""

    undoable: ClassVar[bool | str] = "final.phone"
    yes: bool
    device: str = ""


class AskMissed(AdmissionCommand, frozen=True):
    """A phone asks what its person missed of the series. Anybody can have typed its name."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str


class SettleMissed(AdmissionCommand, frozen=True):
    """Show a phone what its person missed, or refuse. Empty ``device``: the one waiting longest."""

    undoable: ClassVar[bool | str] = "final.phone"
    yes: bool
    device: str = ""


AnyAdmissionCommand = (
    RenewCode | TakeBackJoins | AskReturn | SettleReturn | AskMissed | SettleMissed
)


class AdmissionFact(Fact, frozen=True):
    """Admission by phone, granted and revoked."""


class CodeRenewed(AdmissionFact, frozen=True):
    """People join with another code from now on."""

    final: ClassVar[str] = "final.door"
    code: str


class JoinsTakenBack(AdmissionFact, frozen=True):
    """Several joins were revoked together; ``people`` are those who had only joined by these phones."""

    final: ClassVar[str] = "final.phone"
    devices: tuple[str, ...]
    people: tuple[str, ...] = ()


class ReturnAsked(AdmissionFact, frozen=True):
    """A phone asks to join as ``person``, who already has another phone."""

    final: ClassVar[str] = "final.phone"
    device: str
    person: str


class ReturnSettled(AdmissionFact, frozen=True):
    """The request was granted (other events record the join itself) or refused."""

    final: ClassVar[str] = "final.phone"
    device: str
    yes: bool


class MissedAsked(AdmissionFact, frozen=True):
    """A phone asks what its person missed of the series."""

    final: ClassVar[str] = "final.phone"
    device: str


class MissedSettled(AdmissionFact, frozen=True):
    """The phone is shown it, or not."""

    final: ClassVar[str] = "final.phone"
    device: str
    yes: bool


AdmissionEvent = (
    CodeRenewed | JoinsTakenBack | ReturnAsked | ReturnSettled | MissedAsked | MissedSettled
)
