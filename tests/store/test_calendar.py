"""The next session and dated actions as calendars: read back by icalendar, repeatable, and with nobody's words as a command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from msgspec.structs import replace

from app.library import Library
from session.erase.walk import STRUCK
from session.model.recap import Recap, RecapAction
from session.model.text import bare
from store.exports.registry import EVERY, ExportRefused, export
from store.library.ending import finish
from store.paths import Home
from tests.store.recaps import AGREED, HOSTILE, filled
from tests.store.sessions import ENDED, on_disk, started

NEXT = replace(
    AGREED,
    series="Hub futures",
    next_session="2026-12-08",
    next_on="2026-12-08",
    next_at="10:00",
    next_until="12:00",
    next_place="Town hall, room 4; upstairs",
    next_way="Bus 4 to the market",
    next_join="https://meet.example/hub",
    whom_to_ask="Sam at the desk",
)
DATED = replace(
    AGREED,
    actions=(
        RecapAction("Ring the council; then tell us", "Dawn", "Friday", "a1", "2026-12-11"),
        RecapAction("Find a cook", "", "soon", "a2"),
    ),
)


def events(recap: Recap, form: str = "ics") -> list[Event]:
    files = EVERY[form].render(recap)
    found = [event for file in files for event in Calendar.from_ical(file.data).walk("VEVENT")]
    return [event for event in found if isinstance(event, Event)]


def times(event: Event) -> tuple[str, str]:
    return event.start.isoformat(), event.end.isoformat()


def told_in(event: Event, key: str) -> str:
    return str(event[key])


def test_the_next_session_has_its_day_times_place_and_whom_to_ask() -> None:
    (event,) = events(NEXT)

    assert told_in(event, "SUMMARY") == "Hub futures"
    assert told_in(event, "LOCATION") == "Town hall, room 4; upstairs"
    assert times(event) == ("2026-12-08T10:00:00", "2026-12-08T12:00:00")
    for words in ("Bus 4 to the market", "https://meet.example/hub", "Ask Sam at the desk."):
        assert words in told_in(event, "DESCRIPTION")


@pytest.mark.parametrize(
    ("day", "zone", "hour"),
    [
        ("2026-12-08", "Europe/London", 10),
        ("2026-07-08", "Europe/London", 9),
        ("2026-12-08", "America/New_York", 15),
    ],
)
def test_with_a_time_zone_everybody_sees_their_own_time(day: str, zone: str, hour: int) -> None:
    (event,) = events(replace(NEXT, next_on=day, time_zone=zone))

    assert event.start == datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"next_at": "", "next_until": ""}, "2026-12-08", "2026-12-09"),
        (
            {"next_at": "22:00", "next_until": "00:30"},
            "2026-12-08T22:00:00",
            "2026-12-09T00:30:00",
        ),
        ({"time_zone": "Narnia"}, "2026-12-08T10:00:00", "2026-12-08T12:00:00"),
        ({"next_at": "25:99", "next_until": ""}, "2026-12-08", "2026-12-09"),
        ({"next_on": "9998-12-31"}, "9998-12-31T10:00:00", "9998-12-31T12:00:00"),
    ],
)
def test_what_is_not_known_is_not_made_up(fields: dict[str, str], start: str, end: str) -> None:
    (event,) = events(replace(NEXT, **fields))

    assert times(event) == (start, end)


def test_actions_with_a_day_stand_apart_and_take_nobodys_day() -> None:
    (event,) = events(DATED, "ics-actions")

    assert told_in(event, "SUMMARY") == "Ring the council; then tell us"
    assert times(event) == ("2026-12-11", "2026-12-12")
    assert told_in(event, "TRANSP") == "TRANSPARENT"
    assert "Dawn" in told_in(event, "DESCRIPTION")
    assert not events(DATED)


@pytest.mark.parametrize("form", ["ics", "ics-actions"])
def test_what_was_imported_before_is_replaced_by_a_later_file(form: str) -> None:
    both = replace(NEXT, actions=DATED.actions)
    corrected = replace(both, version=2, next_at="11:00", next_until="")
    later = replace(both, stamp="2027-01-01T10:00:00+00:00")

    first, again = EVERY[form].render(both), EVERY[form].render(both)
    told = [events(one, form)[0] for one in (both, corrected, later)]

    numbers = [int(told_in(one, "SEQUENCE")) for one in told]
    assert first == again
    assert len({str(one["UID"]) for one in told}) == 1
    assert numbers == sorted(set(numbers))
    assert b"\n" not in first[0].data.replace(b"\r\n", b"")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["ics", "ics-actions"])
def test_what_people_typed_stays_text(text: str, form: str) -> None:
    typed = f"{text}\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE"
    dated = filled(replace(NEXT, actions=DATED.actions), typed)
    dated = replace(
        dated,
        next_on=NEXT.next_on,
        next_at="10:00",
        next_until="",
        actions=tuple(replace(one, due="2026-12-11") for one in dated.actions),
    )

    for file in EVERY[form].render(dated):
        calendar = Calendar.from_ical(file.data)
        assert {one.name for one in calendar.walk()} == {"VCALENDAR", "VEVENT"}
        assert all("ACTION" not in event for event in calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    "recap",
    [
        AGREED,
        replace(NEXT, next_session=STRUCK, next_place=STRUCK),
        replace(NEXT, next_on="in spring"),
        # After the last day of the calendar comes none, and before the first in another zone neither.
        replace(NEXT, next_on="9999-12-31", next_until="09:00"),
        replace(NEXT, next_on="0001-01-01", next_at="00:00", time_zone="Asia/Tokyo"),
    ],
)
def test_without_a_day_there_is_no_calendar(recap: Recap, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="has a date"):
        export(recap, "ics", tmp_path / "next.ics")

    assert not list(tmp_path.iterdir())


def test_struck_words_are_in_no_calendar() -> None:
    struck = replace(DATED, actions=(replace(DATED.actions[0], what=STRUCK, who=STRUCK),))

    assert events(struck, "ics-actions") == []


def test_the_owner_of_an_action_is_named_as_in_the_recap() -> None:
    (event,) = events(replace(DATED, actions=(replace(DATED.actions[0], who=""),)), "ics-actions")

    assert "nobody yet" in bare(told_in(event, "DESCRIPTION")).lower()


@pytest.mark.parametrize("form", ["text", "text-short"])
def test_the_text_for_mail_names_the_calendar_that_comes_with_it(form: str) -> None:
    (calendar,) = EVERY["ics"].render(NEXT)
    (mail,) = EVERY[form].render(NEXT)
    (undated,) = EVERY[form].render(replace(NEXT, next_on=""))

    told = " ".join(mail.data.decode().split())
    assert f"For your calendar: open {calendar.name}, if it came with this." in told
    assert told.count(".ics") == 1
    assert b".ics" not in undated.data


@pytest.mark.parametrize(("recap", "dated"), [(NEXT, True), (replace(NEXT, next_on=""), False)])
def test_all_formats_write_it_beside_the_text_that_names_it(
    tmp_path: Path, recap: Recap, dated: bool
) -> None:
    home = Home(tmp_path)
    on_disk(home, recap.session, started(recap.session), ENDED)
    finish(home, recap)
    files = Library(home).export(recap.session, "all")

    assert [path.name.endswith("-next.ics") for path in files].count(True) == dated
    assert {path.suffix for path in files} >= {".txt", ".html", ".pdf"}
    named = [path.name for path in files if path.suffix == ".ics"]
    (mail,) = (path for path in files if path.suffix == ".txt" and "news" not in path.name)
    assert [name in mail.read_text(encoding="utf-8") for name in named] == [True] * dated
