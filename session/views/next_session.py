"""When and where the next session is, in words."""

from __future__ import annotations

from datetime import date

from session.erase.walk import STRUCK
from session.model.lifecycle import Closing
from session.model.recap import Recap
from session.plan.reading.dates import day_words
from session.wording.catalogue import say


def day(iso: str) -> str:
    """Return an ISO date in words, "Monday 23 November 2026"; anything else unchanged."""
    try:
        return day_words(date.fromisoformat(iso), say)
    except ValueError:
        return iso


def when(next_session: str, at: str, until: str) -> str:
    """Return the day with its times; empty without a day."""
    if next_session in {"", STRUCK} or not at:
        return day(next_session)
    key = "next.at_until" if until else "next.at"
    return say(key, day=day(next_session), at=at, until=until)


def next_words(closing: Closing) -> str:
    """Return the day, times and place of the next session in one line; empty without a day."""
    told = when(closing.next_session, closing.next_at, closing.next_until)
    place = closing.next_place if told else ""
    return say("next.in_place", when=told, place=place) if place else told


def next_of(recap: Recap) -> str:
    """Return the day and times of the next session of a recap; empty without a day."""
    return when(recap.next_session, recap.next_at, recap.next_until)
