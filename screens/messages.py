"""Messages that travel from widgets and screens up to the app, which alone acts on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.message import Message

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
PRIVATE: frozenset[Destination] = frozenset({"voices", "names", "slips", "check"})
"""The private panel and its pages: shown only once nobody else can see the screen."""


class Submit(Message):
    """Ask the session to carry out ``command``; ``said`` is told once it is done.

    question: what is asked first, its yes and its no; never asked where the command would be refused
    """

    def __init__(
        self, command: AnyCommand, said: str = "", question: tuple[str, str, str] | None = None
    ) -> None:
        self.command = command
        self.said = said
        self.question = question
        super().__init__()


class BallotAsked(Message):
    """Put a secret ballot into the box of an open vote.

    ``then`` is called with "" once it is on the disk, or with the sentence that says why it is not.
    """

    def __init__(
        self, vote: str, voter: Voter, ballot: Ballot, then: Callable[[str], object]
    ) -> None:
        self.vote = vote
        self.voter = voter
        self.ballot = ballot
        self.then = then
        super().__init__()


class Go(Message):
    """Ask for another screen. The app knows the ways; screens do not know each other.

    about, deed: what a private page begins with, such as a person, and the action done there first.
    instead: where to go if others can see the screen, so that nothing private may be shown.
    """

    def __init__(
        self,
        to: Destination,
        session: str = "",
        about: str = "",
        deed: str = "",
        instead: Destination | None = None,
    ) -> None:
        self.to = to
        self.session = session
        self.about = about
        self.deed = deed
        self.instead = instead
        super().__init__()


class AloneAsked(Message):
    """Ask whether anybody else can see the screen; ``answered`` hears True only after a clear no."""

    def __init__(self, answered: Callable[[bool], object]) -> None:
        self.answered = answered
        super().__init__()


class KeepAsked(Message):
    """Let what is private stay open until it is left, or let it go by itself again."""


class Tell(Message):
    """Tell the facilitator one sentence."""

    def __init__(self, sentence: str, trouble: bool = False) -> None:
        self.sentence = sentence
        self.trouble = trouble
        super().__init__()


class Darkened(Message):
    """The screen was blacked out, or there is light again."""

    def __init__(self, dark: bool) -> None:
        self.dark = dark
        super().__init__()


class StrikeAsked(Message):
    """Strike the words of the entry last made (or of one named), after asking."""

    def __init__(self, area: StrikeArea | Literal[""] = "", key: str = "") -> None:
        self.area = area
        self.key = key
        super().__init__()


class ExportAsked(Message):
    """Write a recap in one format (``all`` for every one); empty ``session``: the one open here."""

    def __init__(self, format: str = "all", session: str = "") -> None:
        self.format = format
        self.session = session
        super().__init__()


class PlanOpened(Message):
    """Start a session from the plan file at ``path``."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class PlanShelfAsked(Message):
    """Look for all that a plan can begin from, and hand it to ``then``."""

    def __init__(self, then: Callable[[PlanShelf], object]) -> None:
        self.then = then
        super().__init__()


class PlanWanted(Message):
    """Read a plan and hand it to ``then``: a file, rows, a template, the draft that was left, an earlier session's.

    ``name``: the file's path, the rows, the session's id; for ``people``, the series whose last people are
    wanted. ``part``: which day, sheet or agenda of the file or rows is meant.
    """

    def __init__(
        self,
        source: Literal["file", "rows", "list", "template", "session", "draft", "people"],
        name: str,
        then: Callable[[PlanRead], object],
        part: str = "",
    ) -> None:
        self.part = part
        self.source = source
        self.name = name
        self.then = then
        super().__init__()


class PlanSaveAsked(Message):
    """Write ``plan`` to ``path`` (empty: a new file in its usual place), and tell ``then``.

    ``was`` is the plan known to stand there; anything else is written over only with ``over``.
    """

    def __init__(
        self,
        plan: Plan,
        path: str,
        was: Plan | None,
        over: bool,
        then: Callable[[PlanSaved], object],
    ) -> None:
        self.plan = plan
        self.path = path
        self.was = was
        self.over = over
        self.then = then
        super().__init__()


class SheetsAsked(Message):
    """Write ``plan`` as pages to print into ``folder``, and tell ``then`` where they are."""

    def __init__(self, plan: Plan, folder: str, then: Callable[[tuple[str, ...]], object]) -> None:
        self.plan = plan
        self.folder = folder
        self.then = then
        super().__init__()


class DraftKept(Message):
    """Keep a plan that is not saved yet; ``None``: there is no draft any more."""

    def __init__(self, plan: Plan | None, path: str = "", saved: Plan | None = None) -> None:
        self.plan = plan
        self.path = path
        self.saved = saved
        super().__init__()


class SessionOpened(Message):
    """Go on with a session, or read the recap of one that has ``ended``."""

    def __init__(self, session: str, ended: bool = False) -> None:
        self.session = session
        self.ended = ended
        super().__init__()


class ForgetAsked(Message):
    """Forget a session, or everybody of one name, after the counts were shown and a clear yes."""

    def __init__(self, session: str = "", person: str = "") -> None:
        self.session = session
        self.person = person
        super().__init__()


class DemoAsked(Message):
    """Play the sample session with simulated people."""


class DoorAsked(Message):
    """Open joining by phone, tell people another of the laptop's addresses or another code, or copy it for a chat."""

    def __init__(self, what: Literal["open", "another", "copy", "renew"]) -> None:
        self.what = what
        super().__init__()


class MoveAsked(Message):
    """Keep the journal of the open session in ``folder`` from now on."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__()


class SettingsChosen(Message):
    """Hold to these settings from now on, and keep them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()


class AllSessionsAsked(Message):
    """Show the sessions of every group on Home."""


class QuitAsked(Message):
    """Leave the program; everything is kept."""
