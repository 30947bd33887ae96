"""The names of exported files: short enough for every program, and no two sessions share one."""

from __future__ import annotations

from session.model.open_actions import OpenActions
from session.model.recap import Recap
from store.exports.calendar import has_next

Handout = Recap | OpenActions
"""What is exported: a recap, or the facilitator's private open actions."""

NEXT_END = "-next.ics"
"""What the name of the next session's calendar file ends with."""

_LONGEST_NAME = 50
"""Characters of a file's whole name: tools for analysis refuse longer ones."""

_ID_LETTERS = 8


def session_tail(session: str) -> str:
    """Return the part of a session's id that no other has: two evenings may share a day and a title."""
    return "".join(c for c in session.rpartition("-")[2] if c.isalnum())[-_ID_LETTERS:]


def file_name(recap: Handout, begin: str, end: str, tail: str = "") -> str:
    """Return a file's name: date, title as much as fits, and the session, so that none writes over another's."""
    words = "".join(c if c.isalnum() else " " for c in recap.title.casefold()).split()
    if isinstance(recap, Recap) and recap.draft:
        end = f"-draft{end}"
    end = f"-{tail}{end}" if tail else end
    name, room = f"{begin}{recap.date or 'recap'}", _LONGEST_NAME - len(end)
    for nth, one in enumerate(words):
        if len(name) + 1 + len(one) > room:
            # Whole words only, except where the first is longer than a name may be.
            return f"{name if nth else f'{name}-{one}'[:room]}{end}"
        name = f"{name}-{one}"
    return f"{name}{end}"


def calendar_name(recap: Recap) -> str:
    """Return the name of the calendar file of a tidied recap's next session; empty if there is none."""
    return file_name(recap, "", NEXT_END, session_tail(recap.session)) if has_next(recap) else ""
