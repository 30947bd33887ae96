"""Messages from widgets and screens to the app, which alone handles them; and its answers.

A message with an answer names its ``asker``, to which the app posts the answer. An asker that was removed gets
none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from screens.places import Destination
from session.model.lifecycle import StrikeArea
from session.model.plan import Plan
from session.model.protocol import AnyCommand
from session.model.settings import Settings
from session.rules.ballots import Ballot, Voter
from session.views.hall import HallReport
from session.views.plan_shelf import PlanRead, PlanSaved, PlanShelf

Then = Literal["", "start", "leave"]
"""What to do after a plan is saved."""
READ_BACK = "read-back"
"""What `Go` to Close is about, if the recap is read back at once."""


@dataclass(eq=False, repr=False)
class Submit(Message):
    """Carry out ``command``; ``said`` is shown when it is done.

    question: asked first, with its yes and no; not asked if the command would be refused
    """

    command: AnyCommand
    said: str = ""
    question: tuple[str, str, str] | None = None


@dataclass(eq=False, repr=False)
class BallotAsked(Message):
    """Put a secret ballot into the box of an open vote. ``asker`` receives `BallotKept`."""

    asker: Screen[Any]
    vote: str
    voter: Voter
    ballot: Ballot


@dataclass(eq=False, repr=False)
class BallotKept(Message, bubble=False):
    """A ballot is on disk; or ``why`` says in one sentence why it is not."""

    voter: Voter
    why: str


@dataclass(eq=False, repr=False)
class Go(Message):
    """Show another screen. Only the app knows how; screens do not know each other.

    about: what the screen begins with, such as a page, a kind of entries, a person.
    instead: what is shown if others can see the screen, so that nothing private may be.
    """

    to: Destination
    session: str = ""
    about: str = ""
    instead: Go | None = None


@dataclass(eq=False, repr=False)
class AloneAsked(Message):
    """Ask whether anybody else can see the screen, in the room or in a call.

    ``asker`` receives `AloneAnswered`. At Home, with no session open, it is asked once.
    """

    asker: Screen[Any]


@dataclass(eq=False, repr=False)
class AloneAnswered(Message, bubble=False):
    """``alone``: nobody else can see the screen; true only after a clear no."""

    alone: bool


@dataclass(eq=False, repr=False)
class KeepAsked(Message):
    """Keep private screens open until they are left, or let them close by themselves again."""


@dataclass(eq=False, repr=False)
class Tell(Message):
    """Show the facilitator one sentence."""

    sentence: str
    trouble: bool = False


class Reopens(Protocol):
    """A dialog that can be opened again with what was typed."""

    def open_again(self, app: App[Any], why: str) -> None: ...


@dataclass(eq=False, repr=False)
class Answered(Message):
    """A text was typed into a dialog that has closed; ``dialog`` opens it again with the reason of a refusal."""

    dialog: Reopens


@dataclass(eq=False, repr=False)
class Darkened(Message):
    """The screen was blacked out, or lit again."""

    dark: bool


@dataclass(eq=False, repr=False)
class StrikeAsked(Message):
    """Strike the latest entry (or the given one), after a question."""

    area: StrikeArea | Literal[""] = ""
    key: str = ""


@dataclass(eq=False, repr=False)
class ExportAsked(Message):
    """Export a recap in one format (``all`` for every one); empty ``session``: the one open here."""

    format: str = "all"
    session: str = ""


@dataclass(eq=False, repr=False)
class PlanOpened(Message):
    """Start a session from the plan file at ``path``."""

    path: str


@dataclass(eq=False, repr=False)
class PlanShelfAsked(Message):
    """Find everything that a plan can begin from. ``asker`` receives `PlanShelfFound`.

    or_draft: continue with the saved draft, if there is one
    """

    asker: Screen[Any]
    or_draft: bool = False


@dataclass(eq=False, repr=False)
class PlanShelfFound(Message, bubble=False):
    asked: PlanShelfAsked
    shelf: PlanShelf


@dataclass(eq=False, repr=False)
class PlanWanted(Message):
    """Read a plan: a file, rows, a template, the saved draft, an earlier session's.

    ``asker`` receives `PlanFound`. ``name``: the file's path, the rows, the session's id; for ``people``, the
    series whose
    latest people are wanted. ``part``: which day, sheet or agenda of the file or rows is meant. ``looked_at``:
    whether the
    result is previewed before it is used.
    """

    asker: Screen[Any]
    source: Literal["file", "rows", "list", "template", "session", "draft", "people"]
    name: str = ""
    part: str = ""
    looked_at: bool = False


@dataclass(eq=False, repr=False)
class PlanFound(Message, bubble=False):
    wanted: PlanWanted
    read: PlanRead


@dataclass(eq=False, repr=False)
class PlanSaveAsked(Message):
    """Write ``plan`` to ``path`` (empty: a new file in the default folder). ``asker`` receives `PlanStored`.

    ``was`` is the expected content; anything else is only overwritten with ``over``. ``then``: what to do after
    saving.
    """

    asker: Screen[Any]
    plan: Plan
    path: str
    was: Plan | None
    over: bool = False
    then: Then = ""


@dataclass(eq=False, repr=False)
class PlanStored(Message, bubble=False):
    asked: PlanSaveAsked
    done: PlanSaved


@dataclass(eq=False, repr=False)
class SheetsAsked(Message):
    """Write ``plan`` as pages to print into ``folder``. ``asker`` receives `SheetsWritten`."""

    asker: Screen[Any]
    plan: Plan
    folder: str


@dataclass(eq=False, repr=False)
class SheetsWritten(Message, bubble=False):
    paths: tuple[str, ...]


@dataclass(eq=False, repr=False)
class DraftKept(Message):
    """Store an unsaved plan; ``None`` deletes the draft."""

    plan: Plan | None
    path: str = ""
    saved: Plan | None = None


@dataclass(eq=False, repr=False)
class SessionOpened(Message):
    """Resume a session, or read the recap of one that has ``ended``."""

    session: str
    ended: bool = False


@dataclass(eq=False, repr=False)
class ForgetAsked(Message):
    """Forget a session, or everybody of one name, after showing the counts and a clear yes."""

    session: str = ""
    person: str = ""


@dataclass(eq=False, repr=False)
class RehearsalAsked(Message):
    """Rehearse the eight keys with imagined people."""


@dataclass(eq=False, repr=False)
class DemoAsked(Message):
    """Play the sample session with simulated people."""


@dataclass(eq=False, repr=False)
class HallAsked(Message):
    """Check the hall. ``asker`` receives `HallSeen`."""

    asker: Screen[Any]


@dataclass(eq=False, repr=False)
class HallSeen(Message, bubble=False):
    """The finished hall check."""

    report: HallReport


@dataclass(eq=False, repr=False)
class DoorAsked(Message):
    """Open joining by phone, show people another of the laptop's addresses or another code, or copy it for a chat."""

    what: Literal["open", "another", "copy", "renew"]


@dataclass(eq=False, repr=False)
class MoveAsked(Message):
    """Move the journal of the open session to ``folder``."""

    folder: str


@dataclass(eq=False, repr=False)
class SettingsChosen(Message):
    """Apply these settings, and save them."""

    settings: Settings


@dataclass(eq=False, repr=False)
class AllSessionsAsked(Message):
    """Show the sessions of every group on Home."""


@dataclass(eq=False, repr=False)
class QuitAsked(Message):
    """Quit the program; everything is saved."""
