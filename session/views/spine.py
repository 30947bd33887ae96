"""The spine of a session: the next step of *go on*, and its words; independent of the current screen.

People arrive → why → last time → today → agreement → each item with its own tool → closing list →
read-back → what was decided without this group → agreed → print.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.agenda import Item
from session.model.state import State
from session.model.text import short
from session.rules import speaking_round
from session.rules.agenda_clock import upcoming
from session.rules.agreement import left_to_agree, lines
from session.rules.opening_closing import summary
from session.rules.people import present
from session.rules.votes import open_round
from session.views.names import room_names
from session.views.pages import StartPage
from session.wording.catalogue import say

Deed = Literal[
    "people",
    "opening",
    "page",
    "agreement",
    "agree-lines",
    "begin",
    "last-time",
    "circle",
    "talk",
    "voice",
    "circle-over",
    "idea",
    "decide",
    "themes",
    "ask",
    "count",
    "close",
    "show",
    "next",
    "closing",
    "read-back",
    "recap",
    "mattered",
    "agree",
    "print",
    "end",
    "home",
]
_TITLE = 40
_CLOSING = {"close", "check"}
"""Places where the session is being closed."""


class NextPage(Struct, frozen=True):
    """The next page of the current screen."""

    name: StartPage | Literal["recap"]
    title: str


class At(Struct, frozen=True):
    """The current position, as far as the state does not have it."""

    place: str = "board"
    page: NextPage | None = None
    """``None`` on the last page, and on screens without pages."""
    offered: frozenset[str] = frozenset()
    """Ids of the steps that were done already; each is offered only once."""
    written: bool = False
    """Whether the recap was written to a file."""


class Step(Struct, frozen=True):
    """One step of the spine."""

    deed: Deed
    words: str
    id: str = ""
    """Identifies a step that is offered only once; empty for one that may be repeated."""

    @property
    def asks(self) -> bool:
        """Whether nothing is done before a yes, as its words say."""
        return self.deed in {"agree-lines", "close", "show", "end"}


def next_step(state: State, at: At = At()) -> Step:  # noqa: B008 - frozen
    """Return the step that *go on* does now."""
    closing = state.closing
    if closing.ended_t is not None or closing.agreed_t is not None:
        return _after_agreement(state, at)
    if step := _open(state, at):
        return step
    if (asking := _lines(state, at)) and asking.id not in at.offered:
        return asking
    if state.clock.started_t is None and upcoming(state):
        return _opening(state, at)
    item = state.items.get(state.clock.current)
    if item is None or (at.place in _CLOSING and not upcoming(state)):
        return _closing(state, at)
    if (step := _tool(state, item, at)) and step.id not in at.offered:
        return step
    coming = upcoming(state)
    if not coming:
        return _step("closing")
    return _step("next", title=short(coming[0].title, _TITLE))


def _step(deed: Deed, about: str = "", **values: str) -> Step:
    return Step(deed, say(f"spine.{deed}", **values), f"{deed}:{about}" if about else "")


def _after_agreement(state: State, at: At) -> Step:
    if at.place != "close" or at.page:
        return _step("recap")
    if not at.written:
        return _step("print")
    return _step("end" if state.closing.ended_t is None else "home")


def _open(state: State, at: At) -> Step | None:
    """Return how to continue what is open: a round of speaking first, since somebody has the floor."""
    asking = speaking_round.open_circle(state)
    if asking is not None:
        if asking.quiet:
            return _step("talk")
        coming = speaking_round.coming(state, asking)
        if not coming or not asking.by_list:
            return _step("circle-over")
        return _step("voice", who=room_names(state)[coming[0].id])
    if vote := open_round(state):
        count = _step("count", vote.id)
        given = vote.counts or vote.begun
        return _step("close") if given or count.id in at.offered else count
    last = next((vote for vote in reversed(state.rounds.values()) if vote.covered), None)
    if last and (show := _step("show", last.id)).id not in at.offered:
        return show
    return None


def _lines(state: State, at: At) -> Step | None:
    """Return the step that agrees the lines, on their page: the last of its screen. Other lines are another step."""
    if at.place != "start" or at.page or not left_to_agree(state):
        return None
    return _step("agree-lines", "\n".join(line.text for line in lines(state)))


def _opening(state: State, at: At) -> Step:
    """Return the step before the first item: each page once, even if the pages were left early."""
    if at.place == "start" and at.page:
        # The agreement is one of the pages, and is offered only once as well.
        once = "agreement:start" if at.page.name == "agreement" else ""
        return Step("page", say("spine.page", page=at.page.title), once)
    nobody = bool(state.people) and not present(state)
    for step in (
        *([_step("people", "start")] if nobody and at.place != "people" else []),
        *([_step("opening", "start")] if at.place != "start" else []),
        *([_step("agreement", "start")] if at.place != "start" else []),
    ):
        if step.id not in at.offered:
            return step
    return _step("begin", title=short(upcoming(state)[0].title, _TITLE))


def _tool(state: State, item: Item, at: At) -> Step | None:
    """Return the step that opens the tool of an item; ``None`` if it was used in it, or there is none."""
    since = item.first_t or 0
    match item.kind:
        case "check-in" | "check-out":
            done = any(one.opened_t >= since for one in state.circles.values())
            return None if done else _step("circle", item.id)
        case "ideas":
            done = any(one.added_t >= since for one in state.ideas.values())
            return None if done else _step("idea", item.id)
        case "themes":
            return None if at.place == "themes" else _step("themes", item.id)
        case "vote":
            votes = [one for one in state.rounds.values() if one.method != "pulse"]
            done = any(one.opened_t >= since for one in votes)
            return None if done else _step("ask", item.id)
        case "decision":
            done = any(one.item == item.id for one in state.decisions.values())
            return None if done else _step("decide", item.id)
        case "agreement":
            return None if at.place == "start" and not at.page else _step("agreement", item.id)
        case "recap":
            return None if at.place == "start" else _step("last-time", item.id)
        case _:
            return None


def _closing(state: State, at: At) -> Step:
    match at.place:
        case "close" if at.page:
            # Names and quotes are reviewed in private before the recap is projected.
            return _step("read-back" if state.people else "recap")
        case "check":
            return _step("recap")
        case "close":
            asked = _step("mattered", "recap")
            return _step("agree") if summary(state) or asked.id in at.offered else asked
        case _:
            return _step("closing")
