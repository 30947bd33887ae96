"""A session's times as wall times: UTC from session milliseconds, and the local time by the offset that applies then.

A day of the local time may have a jump: its offsets are in the state, as they were noted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from session.model.state import State


def wall(state: State, t: int) -> datetime:
    """Return the aware UTC time of session millisecond ``t``."""
    return state.meta.opened_at + timedelta(milliseconds=t)


def local(state: State, at: datetime) -> datetime:
    """Return ``at`` in local time, by the offset that applies at that moment."""
    return at + timedelta(seconds=_offset_s(state, at))


def local_hhmm(state: State, at: datetime) -> str:
    """Return the local clock time of ``at`` as ``HH:MM``."""
    return f"{local(state, at):%H:%M}"


def _offset_s(state: State, at: datetime) -> int:
    seconds = state.meta.utc_offset_s
    for change in state.offsets:
        if change.at > at:
            break
        seconds = change.seconds
    return seconds


def first_at(state: State, earliest: datetime, minute: int) -> datetime:
    """Return the first moment from ``earliest`` on at which the local time is this minute of the day."""
    day = midnight(local(state, earliest))
    for days in range(-1, 3):
        at = moment(state, day + timedelta(days=days, minutes=minute))
        if at >= earliest:
            return at
    return earliest


def moment(state: State, shown: datetime) -> datetime:
    """Return when the local time is ``shown``; the first of two, or as if the clock had not jumped."""
    told = dict.fromkeys((state.meta.utc_offset_s, *(one.seconds for one in state.offsets)))
    tried = sorted(shown - timedelta(seconds=seconds) for seconds in told)
    return next((at for at in tried if local(state, at) == shown), tried[-1])


def midnight(shown: datetime) -> datetime:
    return shown.replace(hour=0, minute=0, second=0, microsecond=0)
