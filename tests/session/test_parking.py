"""The parking lot: kept, come back to, carried over."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given

from session.model.parking import CarryAll, MoveParked, Park, ParkingStatus, PickUpNow
from session.model.state import Instant, Rejected, State
from session.model.text import clean
from session.rules import parking
from session.rules.parking import parse_line
from session.views.parking import count_words
from session.wording.catalogue import refusal, say
from tests.session.strategies import HOSTILE, texts
from tests.session.table import Table


def parked(*lines: str) -> tuple[Table, list[str]]:
    s = Table()
    for line in lines:
        s.do(Park(text=line))
    return s, list(s.state.parking)


def status(s: Table) -> list[ParkingStatus]:
    return [entry.status for entry in s.state.parking.values()]


@pytest.mark.practice("P28")
def test_something_is_parked_with_who_asked_and_a_promise_if_they_wish() -> None:
    s = Table()
    s.do(Park(text="Bus timetable", asked_by="Priya", promise="back in session 4"))
    s.do(Park(text="Opening hours"))
    first, second = s.state.parking.values()
    assert (first.text, first.asked_by, first.promise) == (
        "Bus timetable",
        "Priya",
        "back in session 4",
    )
    assert (second.asked_by, second.promise, second.status) == ("", "", "parked")
    assert parking.open_count(s.state) == 2
    assert count_words(s.state) == "2 parked"


@pytest.mark.practice("P28")
@pytest.mark.parametrize("end", ["resolved", "carried-over", "action"])
def test_what_was_picked_up_comes_to_an_end(end: ParkingStatus) -> None:
    s, (key,) = parked("Bus timetable")
    s.do(MoveParked(parked=key, status="picked-up"))
    assert parking.open_count(s.state) == 1
    s.do(MoveParked(parked=key, status=end))
    assert status(s) == [end]
    assert parking.open_count(s.state) == 0


@pytest.mark.practice("P28")
def test_what_was_picked_up_can_go_back() -> None:
    s, (key,) = parked("Bus timetable")
    s.do(MoveParked(parked=key, status="picked-up"))
    s.do(MoveParked(parked=key, status="parked"))
    assert status(s) == ["parked"]


def test_only_the_allowed_moves_are_made() -> None:
    allowed = {
        ("parked", "picked-up"),
        ("parked", "carried-over"),
        ("picked-up", "parked"),
        ("picked-up", "resolved"),
        ("picked-up", "carried-over"),
        ("picked-up", "action"),
    }
    for start in get_args(ParkingStatus):
        for wanted in get_args(ParkingStatus):
            s, (key,) = parked("Bus timetable")
            if start != "parked":
                s.do(MoveParked(parked=key, status="picked-up"))
            if start not in {"parked", "picked-up"}:
                s.do(MoveParked(parked=key, status=start))
            move = MoveParked(parked=key, status=wanted)
            if (start, wanted) in allowed:
                s.do(move)
            else:
                same = start == wanted
                assert s.refuse(move) == f"refused.parked_{'same' if same else 'move'}"
    assert Table().refuse(MoveParked(parked="x", status="resolved")) == "refused.parked_unknown"


@pytest.mark.practice("P28")
def test_everything_open_is_carried_over_at_once() -> None:
    s, (_, up, done) = parked("Bus timetable", "Opening hours", "Keys")
    for key in (up, done):
        s.do(MoveParked(parked=key, status="picked-up"))
    s.do(MoveParked(parked=done, status="resolved"))
    s.do(CarryAll())
    assert status(s) == ["carried-over", "carried-over", "resolved"]
    assert s.refuse(CarryAll()) == "refused.nothing_parked"


def test_the_same_words_are_parked_once_until_they_are_dealt_with() -> None:
    s, (key,) = parked("Bus timetable")
    assert s.refuse(Park(text=" Bus  timetable ")) == "refused.parked_twice"
    s.do(MoveParked(parked=key, status="picked-up"))
    assert s.refuse(Park(text="Bus timetable")) == "refused.parked_twice"
    s.do(MoveParked(parked=key, status="resolved"))
    s.do(Park(text="Bus timetable"))
    assert parking.open_count(s.state) == 1


def test_texts_over_their_limits_are_refused() -> None:
    s = Table()
    assert s.refuse(Park(text=" ")) == "refused.text_empty"
    assert s.refuse(Park(text="x" * 281)) == "refused.text_too_long"
    assert s.refuse(Park(text="Bus", asked_by="x" * 61)) == "refused.text_too_long"
    assert s.refuse(Park(text="Bus", promise="x" * 81)) == "refused.text_too_long"
    s.do(Park(text="x" * 280))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bus timetable @Priya > session 4", ("Bus timetable", "Priya", "session 4")),
        ("Bus timetable > session 4 @Priya", ("Bus timetable", "Priya", "session 4")),
        ("Bus timetable @Priya", ("Bus timetable", "Priya", "")),
        ("Bus timetable > next week", ("Bus timetable", "", "next week")),
        ("Bus timetable", ("Bus timetable", "", "")),
        ("Bus timetable @Priya and Mo", ("Bus timetable", "Priya and Mo", "")),
        ("Bus timetable @priya", ("Bus timetable", "priya", "")),
        ("بس کا وقت @پریا > چوتھی نشست", ("بس کا وقت", "پریا", "چوتھی نشست")),
        ("Meet @ the hub", ("Meet @ the hub", "", "")),
        ("Write to hub@example.org", ("Write to hub@example.org", "", "")),
        ("Ask why @Mo is often late", ("Ask why @Mo is often late", "", "")),
        ("@Priya", ("@Priya", "", "")),
        ("Rooms->keys", ("Rooms->keys", "", "")),
        ("> session 4", ("> session 4", "", "")),
        ("", ("", "", "")),
    ],
)
def test_one_typed_line_may_carry_who_asked_and_a_promise(
    line: str, expected: tuple[str, str, str]
) -> None:
    parsed = parse_line(line)
    assert (parsed.text, parsed.asked_by, parsed.promise) == expected


@given(texts)
def test_any_line_is_split_without_losing_a_word(line: str) -> None:
    def letters(text: str) -> list[str]:
        return sorted(text.translate(dict.fromkeys(map(ord, "@> "))))

    parsed = parse_line(line)
    assert letters(f"{parsed.text}{parsed.asked_by}{parsed.promise}") == letters(
        clean(line, max(1, len(line)))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_or_refused(text: str) -> None:
    state = State()
    asked = Park(text=text, asked_by=text, promise=text)
    decided = parking.decide(state, asked, Instant(0, state.meta.opened_at), lambda: "p", say)
    if isinstance(decided, Rejected):
        assert refusal(decided)
        return
    assert "\u202e" not in str(decided)
    assert "\x1b" not in str(decided)


@pytest.mark.parametrize("minutes", [0, -5, 601])
def test_what_is_picked_up_gets_the_minutes_that_any_item_may_have(minutes: int) -> None:
    table = Table()
    table.do(Park(text="The bus timetable"))
    (key,) = table.state.parking

    assert table.refuse(PickUpNow(parked=key, minutes=minutes)) == "refused.minutes_range"
