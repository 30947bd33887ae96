"""What becomes of a series between its sessions: reported on any day, in a journal of its own (P40).

The sessions' recaps say what was decided, promised and asked for; this says what came of it. It repeats none of
their words: ``about`` is the id of an entry in a recap, or of a promise made here.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from session.model.message import Command, Fact
from session.model.opening_closing import Reported

ThingKind = Literal["promise", "suggestion", "goal", "action", "parked", "decision"]
"""In the order in which they are listed."""
THING_KINDS: tuple[ThingKind, ...] = get_args(ThingKind)


class Thing(Struct, frozen=True):
    """Something of which people may ask what became of it."""

    id: str
    kind: ThingKind
    text: str
    who: str = ""
    """Who promised it, or takes it on. Of an action as in the recap, which respects consent."""
    by: str = ""
    due: str = ""
    """The day that ``by`` means, as an ISO date."""
    session: str = ""
    """Id of the session it is from; empty for a promise made between sessions."""
    since: str = ""
    """Local ISO date since when it is known."""
    state: str = ""
    """As last reported; empty when nothing was."""
    why: str = ""
    to: str = ""
    """To whom it was passed on."""
    report: str = ""
    """Id of that report."""
    on: str = ""
    """Local ISO date of that report."""
    replaced_by: str = ""
    """Of a decision: the words of the later one that replaced it; then ``why`` says why."""
    named: bool = False
    """Of an action: whether ``text`` names somebody of its session's list."""


class Report(Struct, frozen=True):
    """What became of one thing, as last reported in the series."""

    id: str
    about: str
    state: Reported
    why: str = ""
    to: str = ""
    on: str = ""
    at: str = ""
    """Aware UTC time of the report, ISO 8601."""


class Promise(Struct, frozen=True):
    """What an organisation promised the group (P40)."""

    id: str
    text: str
    who: str = ""
    by: str = ""
    due: str = ""
    on: str = ""


class Replacement(Struct, frozen=True):
    """A decision that a later one replaces, with why (P62)."""

    id: str
    about: str
    """Id of the earlier decision."""
    instead: str
    """Id of the later one."""
    why: str = ""
    on: str = ""


class SeriesState(Struct, frozen=True):
    """What all events of a series' journal add up to."""

    reports: dict[str, Report] = {}
    """The last report on each thing, by its id."""
    promises: dict[str, Promise] = {}
    replaced: dict[str, Replacement] = {}
    """By the id of the earlier decision."""
    sessions: int = 0
    """How many sessions there will be; 0 if nobody said (P63)."""


class SeriesCommand(Command, frozen=True):
    """About a series, between its sessions. ``on`` is today's local date, ISO."""


class ReportOutcome(SeriesCommand, frozen=True):
    """Report what became of something: ``about`` is its id."""

    about: str
    state: Reported
    why: str = ""
    to: str = ""
    on: str = ""


class MakePromise(SeriesCommand, frozen=True):
    """Write down what an organisation promised; ``by`` is a day as typed, or empty."""

    text: str
    who: str
    by: str = ""
    on: str = ""


class ReplaceDecision(SeriesCommand, frozen=True):
    """A later decision (``instead``) replaces an earlier one (``about``)."""

    about: str
    instead: str
    why: str
    on: str = ""


class PlanSessions(SeriesCommand, frozen=True):
    """Say how many sessions the series will have, those that were held included."""

    sessions: int
    on: str = ""


AnySeriesCommand = ReportOutcome | MakePromise | ReplaceDecision | PlanSessions


class SeriesFact(Fact, frozen=True):
    """About a series, between its sessions."""


class OutcomeReported(SeriesFact, frozen=True):
    """What became of ``about``, from now on."""

    report: str
    about: str
    state: Reported
    why: str = ""
    to: str = ""
    on: str = ""


class PromiseMade(SeriesFact, frozen=True):
    promise: str
    text: str
    who: str = ""
    by: str = ""
    due: str = ""
    on: str = ""


class DecisionReplaced(SeriesFact, frozen=True):
    replacement: str
    about: str
    instead: str
    why: str = ""
    on: str = ""


class SessionsPlanned(SeriesFact, frozen=True):
    sessions: int
    on: str = ""


SeriesEvent = OutcomeReported | PromiseMade | DecisionReplaced | SessionsPlanned

NOTHING_REPORTED = SeriesState()
