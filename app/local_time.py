"""Local time of an open session: the rules of this machine's time zone, checked again while it runs."""

from __future__ import annotations

from datetime import timedelta

from app.clock import Readings, offset_changes
from session.model.lifecycle import NoteOffsets, Offset
from session.rules.local_time import local
from session.runtime import Runtime

LOOK_MS = 60_000
"""Interval for checking the time zone, in milliseconds: a person may change it, or an update its rules."""


class LocalTime:
    """Records the local time of this place and its coming changes, if they differ from what the session has.

    Earlier moments keep the local time they had.
    """

    def __init__(self, runtime: Runtime, readings: Readings) -> None:
        self._runtime, self._read = runtime, readings
        self._looked_t = runtime.now().t

    def look(self, *, at_once: bool = False) -> None:
        """Check the time zone if that is due, or ``at_once``."""
        read = self._runtime.now()
        t, now = read.t, read.at
        state = self._runtime.live
        if not at_once and t - self._looked_t < LOOK_MS:
            return
        self._looked_t = t
        if self._runtime.read_only or state.closing.ended_t is not None:
            return
        self._read.renew_zone()
        here, coming = self._read.offset_s(now), offset_changes(self._read.offset_s, now)
        known = tuple(one for one in state.offsets if one.at > now)
        if local(state, now) != now + timedelta(seconds=here) or known != coming:
            self._runtime.handle(NoteOffsets(offsets=(Offset(now, here), *coming)))
