"""Commands about the session itself."""

from __future__ import annotations

from typing import ClassVar, Literal

from session.commands.command import Command
from session.entries.carried import Carried
from session.plan import Plan

StrikeArea = Literal[
    "people",
    "items",
    "queue",
    "parking",
    "ideas",
    "themes",
    "rounds",
    "notes",
    "decisions",
    "actions",
    "lines",
    "words",
    "outcomes",
    "missing",
    "reflections",
    "thanks",
    "corrections",
    "circles",
    "needs",
    "offers",
    "concerns",
    "carried",
    "closing",
]


class FrameCommand(Command, frozen=True):
    """About the session itself."""


class OpenSession(FrameCommand, frozen=True):
    """The first command of a session; ``utc_offset_s`` is local time less UTC, in seconds."""

    undoable: ClassVar[bool | str] = "final.opened"
    session: str
    plan: Plan
    utc_offset_s: int = 0
    carried: Carried = Carried()


class EndSession(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.ended"


class SetCounting(FrameCommand, frozen=True):
    """Count turns by role group, or stop; only once the group agreed."""

    on: bool


class RecordGap(FrameCommand, frozen=True):
    """The clock was not seen for ``length_ms`` up to now, or the wall clock was set by ``wall_ms``."""

    undoable: ClassVar[bool | str] = "final.gap"
    length_ms: int
    wall_ms: int = 0


class CountGap(FrameCommand, frozen=True):
    """Let the agenda count the last gap, or not."""

    counted: bool


class AgreeRecap(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.agreed"
    not_coproduced: str


class Strike(FrameCommand, frozen=True):
    """Strike the words of one entry for good."""

    undoable: ClassVar[bool | str] = "final.struck"
    area: StrikeArea
    key: str


AnyFrameCommand = (
    OpenSession | EndSession | SetCounting | RecordGap | CountGap | AgreeRecap | Strike
)
