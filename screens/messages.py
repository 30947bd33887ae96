"""Messages that travel from widgets and screens up to the app, which alone acts on them; and its answers.

A message that is answered names its ``asker``, to whom the app posts the answer. One that has gone hears nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from textual.message import Message
from textual.screen import Screen

from session.model.lifecycle import StrikeArea
from session.model.plan import Plan
from session.model.protocol import AnyCommand
from session.model.settings import Settings
from session.rules.ballots import Ballot, Voter
from session.views.plan_shelf import PlanRead, PlanSaved, PlanShelf

Destination = Literal[
    "home",
    "board",
    "themes",
    "agreement",
    "join",
    "recap",
    "help",
    "voices",
    "blackout",
    "calm",
    "opening",
    "closing",
    "sofar",
    "circle",
    "notes",
    "people",
    "parking",
    "shared",
    "settings",
    "keys",
    "plan",
    "names",
    "slips",
    "check",
]
Then = Literal["", "start", "leave"]
"""What is done once a plan is saved."""
PRIVATE: frozenset[Destination] = frozenset({"voices", "names", "slips", "check"})
"""The private panel and its pages: shown only once nobody else can see the screen."""


@dataclass(eq=False)
class Submit(Message):
    """Ask the session to carry out ``command``; ``said`` is told once it is done.

    question: what is asked first, its yes and its no; never asked where the command would be refused
    """

    command: AnyCommand
    said: str = ""
    question: tuple[str, str, str] | None = None


@dataclass(eq=False)
class BallotAsked(Message):
    """Put a secret ballot into the box of an open vote. ``asker`` is answered with `BallotKept`."""

    asker: Screen[Any]
    vote: str
    voter: Voter
    ballot: Ballot


@dataclass(eq=False)
class BallotKept(Message, bubble=False):
    """A ballot is on the disk; or ``why`` says in one sentence why it is not."""

    voter: Voter
    why: str


@dataclass(eq=False)
class Go(Message):
    """Ask for another screen. The app knows the ways; screens do not know each other.

    about, deed: what a private page begins with, such as a person, and the action done there first.
    instead: where to go if others can see the screen, so that nothing private may be shown.
    """

    to: Destination
    session: str = ""
    about: str = ""
    deed: str = ""
    instead: Destination | None = None


@dataclass(eq=False)
class AloneAsked(Message):
    """Have it asked whether anybody else can see the screen, in the room or in a call.

    ``asker`` is answered with `AloneAnswered`. At home, with no session open, it is asked once.
    """

    asker: Screen[Any]


@dataclass(eq=False)
class AloneAnswered(Message, bubble=False):
    """``alone``: nobody else can see the screen; true only after a clear no."""

    alone: bool


@dataclass(eq=False)
class KeepAsked(Message):
    """Let what is private stay open until it is left, or let it go by itself again."""


@dataclass(eq=False)
class Tell(Message):
    """Tell the facilitator one sentence."""

    sentence: str
    trouble: bool = False


@dataclass(eq=False)
class Darkened(Message):
    """The screen was blacked out, or there is light again."""

    dark: bool


@dataclass(eq=False)
class StrikeAsked(Message):
    """Strike the words of the entry last made (or of one named), after asking."""

    area: StrikeArea | Literal[""] = ""
    key: str = ""


@dataclass(eq=False)
class ExportAsked(Message):
    """Write a recap in one format (``all`` for every one); empty ``session``: the one open here."""

    format: str = "all"
    session: str = ""


@dataclass(eq=False)
class PlanOpened(Message):
    """Start a session from the plan file at ``path``."""

    path: str


@dataclass(eq=False)
class PlanShelfAsked(Message):
    """Look for all that a plan can begin from. ``asker`` is answered with `PlanShelfFound`.

    or_draft: a draft that was left is gone on with, if there is one
    """

    asker: Screen[Any]
    or_draft: bool = False


@dataclass(eq=False)
class PlanShelfFound(Message, bubble=False):
    asked: PlanShelfAsked
    shelf: PlanShelf


@dataclass(eq=False)
class PlanWanted(Message):
    """Read a plan: a file, rows, a template, the draft that was left, an earlier session's.

    ``asker`` is answered with `PlanFound`. ``name``: the file's path, the rows, the session's id; for ``people``, the
    series whose last people are wanted. ``part``: which day, sheet or agenda of the file or rows is meant.
    ``looked_at``: what was understood is shown before it is taken.
    """

    asker: Screen[Any]
    source: Literal["file", "rows", "list", "template", "session", "draft", "people"]
    name: str = ""
    part: str = ""
    looked_at: bool = False


@dataclass(eq=False)
class PlanFound(Message, bubble=False):
    wanted: PlanWanted
    read: PlanRead


@dataclass(eq=False)
class PlanSaveAsked(Message):
    """Write ``plan`` to ``path`` (empty: a new file in its usual place). ``asker`` is answered with `PlanStored`.

    ``was`` is the plan known to stand there; anything else is written over only with ``over``.
    ``then``: what is done once it is saved.
    """

    asker: Screen[Any]
    plan: Plan
    path: str
    was: Plan | None
    over: bool = False
    then: Then = ""


@dataclass(eq=False)
class PlanStored(Message, bubble=False):
    asked: PlanSaveAsked
    done: PlanSaved


@dataclass(eq=False)
class SheetsAsked(Message):
    """Write ``plan`` as pages to print into ``folder``. ``asker`` is answered with `SheetsWritten`."""

    asker: Screen[Any]
    plan: Plan
    folder: str


@dataclass(eq=False)
class SheetsWritten(Message, bubble=False):
    paths: tuple[str, ...]


@dataclass(eq=False)
class DraftKept(Message):
    """Keep a plan that is not saved yet; ``None``: there is no draft any more."""

    plan: Plan | None
    path: str = ""
    saved: Plan | None = None


@dataclass(eq=False)
class SessionOpened(Message):
    """Go on with a session, or read the recap of one that has ``ended``."""

    session: str
    ended: bool = False


@dataclass(eq=False)
class ForgetAsked(Message):
    """Forget a session, or everybody of one name, after the counts were shown and a clear yes."""

    session: str = ""
    person: str = ""


@dataclass(eq=False)
class DemoAsked(Message):
    """Play the sample session with simulated people."""


@dataclass(eq=False)
class DoorAsked(Message):
    """Open joining by phone, tell people another of the laptop's addresses or another code, or copy it for a chat."""

    what: Literal["open", "another", "copy", "renew"]


@dataclass(eq=False)
class MoveAsked(Message):
    """Keep the journal of the open session in ``folder`` from now on."""

    folder: str


@dataclass(eq=False)
class SettingsChosen(Message):
    """Hold to these settings from now on, and keep them."""

    settings: Settings


@dataclass(eq=False)
class AllSessionsAsked(Message):
    """Show the sessions of every group on Home."""


@dataclass(eq=False)
class QuitAsked(Message):
    """Leave the program; everything is kept."""
