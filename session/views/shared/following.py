"""Chooses the scene for the current activity, and makes any scene at a given moment."""

from __future__ import annotations

from session.model.plan import ItemKind
from session.model.state import Instant, State
from session.rules.ballots import BallotsIn
from session.rules.speaking_round import open_circle
from session.rules.votes import open_round
from session.views.shared import clock, group, opening_closing, work
from session.views.shared.scene import SceneName, SharedScene
from session.views.votes import EMPTY_BOX

_BY_KIND: dict[ItemKind, SceneName] = {
    "recap": "last-time",
    "agreement": "agreement",
    "themes": "ideas",
    "break": "break",
}
"""The scene of an item by its kind; all other kinds show the focus point and the minutes left."""


def followed(state: State) -> SceneName:
    """Return the scene of the current activity: a round of speaking or a vote first, then the agenda."""
    clock_now = state.clock
    if state.closing.ended_t is not None:
        return "thanks"
    if open_circle(state):
        return "circle"
    if open_round(state):
        return "vote"
    item = state.items.get(clock_now.current)
    if item is None:
        return "welcome" if clock_now.started_t is None else "thanks"
    since = item.first_t or 0
    found = work.latest_vote(state)
    if found and item.kind != "break" and found.opened_t >= since:
        # Its result stays until the item is over, or a decision is recorded on it.
        last = next(reversed(state.decisions.values()), None)
        decided = last is not None and last.recorded_t >= found.opened_t
        return "decision" if decided and item.kind == "decision" else "vote"
    if item.kind == "decision" and any(one.item == item.id for one in state.decisions.values()):
        return "decision"
    if item.kind == "vote" and found:
        return "vote"
    return _BY_KIND.get(item.kind, "now")


def scene(
    state: State, now: Instant, name: SceneName, ballots: BallotsIn = EMPTY_BOX
) -> SharedScene:
    """Return the scene ``name`` at ``now``; nothing in it is private, and no total before its reveal."""
    match name:
        case "welcome":
            return opening_closing.welcome(state)
        case "agenda":
            return clock.agenda(state, now)
        case "now":
            return clock.now_on(state, now)
        case "circle":
            return group.turn(state)
        case "ideas":
            return work.sorted_ideas(state)
        case "vote":
            return work.vote(state, ballots)
        case "break":
            return clock.pause(state, now)
        case "agreement":
            return group.agreed(state)
        case "parking":
            return work.parked(state)
        case "decision":
            return work.decision(state)
        case "last-time":
            return opening_closing.last(state)
        case "thanks":
            return opening_closing.thanks(state)
