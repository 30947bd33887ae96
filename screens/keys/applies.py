"""When a key applies: by the state of the session only."""

from __future__ import annotations

from session.model.state import State
from session.rules.speaking_round import open_circle


def under_way(state: State) -> bool:
    return bool(state.clock.current)


def started(state: State) -> bool:
    return state.clock.started_t is not None


def goes_on(state: State) -> bool:
    return state.clock.finished_t is None


def not_ended(state: State) -> bool:
    return state.closing.ended_t is None


def counting(state: State) -> bool:
    return state.meta.counting


def turn_open(state: State) -> bool:
    return bool(state.floor.current)


def hands_up(state: State) -> bool:
    return bool(state.queue)


def circle_open(state: State) -> bool:
    return open_circle(state) is not None


def any_theme(state: State) -> bool:
    return any(not theme.removed for theme in state.themes.values())


def anything_parked(state: State) -> bool:
    return bool(state.parking)


def anything_decided(state: State) -> bool:
    return bool(state.decisions)


def recap_open(state: State) -> bool:
    return state.closing.agreed_t is None


def before_end(state: State) -> bool:
    return state.closing.ended_t is None
