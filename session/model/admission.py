"""Who is let in: another code, joins that are taken back, and a phone that comes back as somebody."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from session.model.message import Command, Fact


class Return(Struct, frozen=True):
    """A phone that waits to be let in as somebody whose name is taken by another phone."""

    device: str
    person: str
    asked_t: int = 0


class AdmissionCommand(Command, frozen=True):
    """About who is let in."""


class RenewCode(AdmissionCommand, frozen=True):
    """Let people join by another code from now on; those who are in stay in."""

    undoable: ClassVar[bool | str] = "final.door"
    code: str


class TakeBackJoins(AdmissionCommand, frozen=True):
    """Put out all phones that joined at ``since_t`` or later. They may join again."""

    undoable: ClassVar[bool | str] = "final.phone"
    since_t: int


class AskReturn(AdmissionCommand, frozen=True):
    """A phone asks to be let in as somebody of this name, who has another phone in."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    name: str


class SettleReturn(AdmissionCommand, frozen=True):
    """Let them in, or not. Empty ``device``: who waits longest."""

    undoable: ClassVar[bool | str] = "final.phone"
    yes: bool
    device: str = ""


AnyAdmissionCommand = RenewCode | TakeBackJoins | AskReturn | SettleReturn


class AdmissionFact(Fact, frozen=True):
    """Who is let in, and who not any more."""


class CodeRenewed(AdmissionFact, frozen=True):
    """People join by another code from now on."""

    final: ClassVar[str] = "final.door"
    code: str


class JoinsTakenBack(AdmissionFact, frozen=True):
    """Phones were put out together; ``people`` are those who came by them and by nothing else."""

    final: ClassVar[str] = "final.phone"
    devices: tuple[str, ...]
    people: tuple[str, ...] = ()


class ReturnAsked(AdmissionFact, frozen=True):
    """A phone asks to be let in as ``person``, who has another phone in."""

    final: ClassVar[str] = "final.phone"
    device: str
    person: str


class ReturnSettled(AdmissionFact, frozen=True):
    """It was let in (other events say so, too), or not."""

    final: ClassVar[str] = "final.phone"
    device: str
    yes: bool


AdmissionEvent = CodeRenewed | JoinsTakenBack | ReturnAsked | ReturnSettled
