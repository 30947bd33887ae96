"""The next session as entries for a QR code: read back by icalendar, with nobody's words as a line of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Event

from app.next_entries import next_entries
from session.erase.walk import STRUCK
from session.model.lifecycle import Closing, Meta
from session.model.state import State
from tests.store.recaps import HOSTILE

META = Meta(id="made-up", title="First evening", series="Hub futures")
NEXT = Closing(
    next_session="Tuesday 8 December 2026",
    next_on="2026-12-08",
    next_at="10:00",
    next_until="12:00",
    next_place="Town hall, room 4; upstairs",
)


def entries(closing: Closing, meta: Meta = META) -> list[Event]:
    made = next_entries(State(meta=meta, closing=closing))
    found = [Event.from_ical(one) for one in made]
    return [one for one in found if isinstance(one, Event)]


def test_the_fullest_entry_comes_first_and_each_has_the_day() -> None:
    told = entries(NEXT)

    assert [sorted(one) for one in told] == [
        ["DTEND", "DTSTART", "LOCATION", "SUMMARY"],
        ["DTSTART", "LOCATION", "SUMMARY"],
        ["DTEND", "DTSTART", "SUMMARY"],
        ["DTSTART", "SUMMARY"],
    ]
    assert str(told[0]["SUMMARY"]) == "Hub futures"
    assert str(told[0]["LOCATION"]) == "Town hall, room 4; upstairs"
    assert {one.start.isoformat() for one in told} == {"2026-12-08T10:00:00"}
    assert told[0].end.isoformat() == "2026-12-08T12:00:00"


def test_with_a_time_zone_everybody_sees_their_own_time() -> None:
    (first, *_) = entries(NEXT, Meta(id="m", title="T", time_zone="Europe/Berlin"))

    assert first.start == datetime(2026, 12, 8, 9, tzinfo=UTC)
    assert first.end == datetime(2026, 12, 8, 11, tzinfo=UTC)


def test_without_times_it_is_the_whole_day() -> None:
    (one,) = entries(Closing(next_session="8 December", next_on="2026-12-08"))

    assert one.start == date(2026, 12, 8)


@pytest.mark.parametrize(
    "closing",
    [
        Closing(),
        Closing(next_session="in spring"),
        Closing(next_session="9999-12-31", next_on="9999-12-31"),
        Closing(next_session=STRUCK, next_on="2026-12-08"),
        Closing(next_session="8 December", next_on="2026-12-08", next_place=STRUCK),
    ],
)
def test_without_a_day_or_after_a_strike_there_is_none(closing: Closing) -> None:
    assert entries(closing) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_stays_text(text: str) -> None:
    typed = f"{text}\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE;x=1,2"
    closing = Closing(next_session="soon", next_on="2026-12-08", next_place=typed)

    for one in entries(closing, Meta(id="m", title=typed)):
        assert [part.name for part in one.walk()] == ["VEVENT"]
        assert "ACTION" not in one
        assert set(one) <= {"DTSTART", "LOCATION", "SUMMARY"}
