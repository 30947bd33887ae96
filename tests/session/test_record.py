"""Notes, decisions with reservations, and actions, as they are written in sight of all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given

from session.model.agenda import StartAgenda
from session.model.recap import sum_of
from session.model.record import (
    AddReservation,
    Decision,
    DecisionRecorded,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.state import Instant, Rejected, State, replace
from session.plan.reading.dates import is_day, real_day
from session.rules import record
from session.rules.action_line import parse_action
from session.views.one_side import owner_of
from session.views.recap import recap
from session.views.record import record_view, understood
from session.wording.catalogue import refusal
from tests.session.strategies import HOSTILE, texts
from tests.session.table import Table


@pytest.mark.practice("P32")
def test_a_note_carries_the_item_it_was_written_in() -> None:
    s = Table()
    s.do(WriteNote(text="Before we start"))
    s.do(StartAgenda())
    s.do(WriteNote(text="Said in the welcome"))
    before, during = s.state.notes.values()
    assert before.item == ""
    assert during.item == s.state.clock.current != ""


@pytest.mark.practice("P52")
def test_a_decision_is_recorded_with_reservations_in_peoples_own_words() -> None:
    s = Table()
    s.do(StartAgenda())
    s.do(RecordDecision(text="Warm room first", reservations=("Not before the roof is fixed.",)))
    (decision,) = s.state.decisions.values()
    assert decision.text == "Warm room first"
    assert decision.reservations == ("Not before the roof is fixed.",)
    assert decision.item == s.state.clock.current


@pytest.mark.practice("P52")
def test_a_reservation_goes_to_the_last_decision_or_the_one_named() -> None:
    s = Table()
    s.do(RecordDecision(text="Warm room first"))
    s.do(RecordDecision(text="Bus second"))
    first, second = s.state.decisions
    s.do(AddReservation(text="Too late for winter."))
    s.do(AddReservation(text="I can't live with it.", decision=first))
    s.do(AddReservation(text="Nor can I.", decision=first))
    assert s.state.decisions[first].reservations == ("I can't live with it.", "Nor can I.")
    assert s.state.decisions[second].reservations == ("Too late for winter.",)
    assert list(s.state.decisions) == [first, second]


def test_a_reservation_leaves_everything_else_of_the_decision() -> None:
    old = Decision("d", "Warm room first", ("Not yet.",), "item-1", recorded_t=5)
    state = State(decisions={"d": old})
    now = Instant(90, state.meta.opened_at)
    decided = record.decide(state, AddReservation(text="Nor I."), now, lambda: "r-1")
    assert decided == (
        DecisionRecorded(
            decision="d",
            text="Warm room first",
            reservations=("Not yet.", "Nor I."),
            item="item-1",
            reservation_ids=("d.0", "r-1"),
        ),
    )
    after = record.evolve(state, decided[0], 90).decisions["d"]
    assert after.recorded_t == 5


def test_a_reservation_needs_a_decision_and_words() -> None:
    s = Table()
    assert s.refuse(AddReservation(text="No.")) == "refused.no_decision"
    assert s.refuse(AddReservation(text="No.", decision="x")) == "refused.decision_unknown"
    s.do(RecordDecision(text="Warm room first"))
    assert s.refuse(AddReservation(text=" ")) == "refused.text_empty"
    assert s.refuse(RecordDecision(text="Yes", reservations=("", "x"))) == "refused.text_empty"


@pytest.mark.practice("P37")
def test_an_action_says_what_who_and_by_when_and_can_be_changed() -> None:
    s = Table()
    s.do(SetAction(what="Ask the council", who="Mo", by="12 January"))
    (key,) = s.state.actions
    first_t = s.state.actions[key].recorded_t
    s.do(SetAction(action=key, what="Ask the council", who="Priya", by="12 January"))
    action = s.state.actions[key]
    assert (action.what, action.who, action.by) == ("Ask the council", "Priya", "12 January")
    assert action.recorded_t == first_t
    assert len(s.state.actions) == 1
    same = SetAction(action=key, what="Ask the council", who="Priya", by="12 January")
    assert s.refuse(same) == "refused.action_same"
    assert s.refuse(SetAction(action="x", what="Ask")) == "refused.action_unknown"


@pytest.mark.practice("P37")
def test_an_action_may_wait_for_a_name_and_a_date() -> None:
    s = Table()
    s.do(SetAction(what="Find a room"))
    (action,) = s.state.actions.values()
    assert (action.who, action.by) == ("", "")


def test_texts_over_their_limits_are_refused() -> None:
    s = Table()
    long = "x" * 2001
    assert s.refuse(WriteNote(text=long)) == "refused.text_too_long"
    assert s.refuse(RecordDecision(text=long)) == "refused.text_too_long"
    assert s.refuse(RecordDecision(text="Yes", reservations=(long,))) == "refused.text_too_long"
    assert s.refuse(SetAction(what=long)) == "refused.text_too_long"
    assert s.refuse(SetAction(what="Ask", who="x" * 81)) == "refused.text_too_long"
    assert s.refuse(SetAction(what="Ask", by="x" * 61)) == "refused.text_too_long"
    assert s.refuse(WriteNote(text="")) == "refused.text_empty"
    assert s.refuse(RecordDecision(text="\x07")) == "refused.text_empty"
    assert s.refuse(SetAction(what=" ")) == "refused.text_empty"
    s.do(WriteNote(text="x" * 2000))


HEAT = "Ask the council about heating"


@pytest.mark.practice("P37")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{HEAT} @Mo by 12 January", (HEAT, "Mo", "12 January")),
        (f"{HEAT} by 12 January @Mo", (HEAT, "Mo", "12 January")),
        (f"{HEAT} @Mo", (HEAT, "Mo", "")),
        (f"{HEAT} by Friday", (HEAT, "", "Friday")),
        (f"{HEAT} @Mo and Priya by next week", (HEAT, "Mo and Priya", "next week")),
        (f"{HEAT} @Mo by the end of March", (HEAT, "Mo", "the end of March")),
        (f"{HEAT} @Mo by Monday 3rd of May 2027", (HEAT, "Mo", "Monday 3rd of May 2027")),
        (f"{HEAT} @Mo by 2027-01-12", (HEAT, "Mo", "2027-01-12")),
        (f"{HEAT} @Mo by 12/1/2027", (HEAT, "Mo", "12/1/2027")),
        (f"{HEAT} @Mo by session 4", (HEAT, "Mo", "session 4")),
        (f"{HEAT} @Mo by our next session", (HEAT, "Mo", "our next session")),
        (HEAT, (HEAT, "", "")),
        ("Let people know by email", ("Let people know by email", "", "")),
        ("Go by bus @Mo", ("Go by bus", "Mo", "")),
        ("Cut the cost by 1/2", ("Cut the cost by 1/2", "", "")),
        ("Cut the cost by 5", ("Cut the cost by 5", "", "")),
        ("Have it read by 3 people", ("Have it read by 3 people", "", "")),
        ("Write to @Mo by email", ("Write to @Mo by email", "", "")),
        ("@Mo by Friday", ("@Mo", "", "Friday")),
        ("by Friday", ("by Friday", "", "")),
        ("Send the minutes @Anna by Friday 12/12", ("Send the minutes", "Anna", "Friday 12/12")),
        ("Ring the council @Dai by 12/12", ("Ring the council", "Dai", "12/12")),
        ("Book the hall @Mo by 12.12.", ("Book the hall", "Mo", "12.12.")),
        ("Ask for a quote @Anna asap", ("Ask for a quote", "Anna", "asap")),
        (
            "Anna to send the minutes by Friday",
            ("Anna to send the minutes", "Anna", "Friday"),
        ),
        ("Find two carers – Anna, by Friday 12/12", ("Find two carers", "Anna", "Friday 12/12")),
        ("Find two carers (Anna)", ("Find two carers", "Anna", "")),
        ("Find carers, assigned to Anna Pugh, due 12 Dec", ("Find carers", "Anna Pugh", "12 Dec")),
        (
            "Find carers - Dai and Mo - by next Tuesday",
            ("Find carers", "Dai and Mo", "next Tuesday"),
        ),
        ("Send it @Anna by whenever", ("Send it", "Anna", "whenever")),
        ("Ask the NHS (ICB)", ("Ask the NHS (ICB)", "", "")),
        ("Talk to Priya", ("Talk to Priya", "", "")),
        ("Book the room – Thursday", ("Book the room", "", "Thursday")),
        ("Anfragen @Anna bis 12. Dezember", ("Anfragen", "Anna", "12. Dezember")),
        ("Écrire – Anna, avant vendredi", ("Écrire", "Anna", "vendredi")),
        ("", ("", "", "")),
    ],
)
def test_one_typed_line_is_split_only_where_it_is_clear(
    line: str, expected: tuple[str, str, str]
) -> None:
    assert parse_action(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bob asks the council by 12 January", ("Bob asks the council", "Bob", "12 January")),
        ("Zoë brings keys", ("Zoë brings keys", "Zoë Ünal", "")),
        ("zoë ünal brings keys", ("zoë ünal brings keys", "Zoë Ünal", "")),
        ("Anna sends the minutes", ("Anna sends the minutes", "", "")),
        ("Bob's keys are lost", ("Bob's keys are lost", "", "")),
        ("Bob and Zoë ring", ("Bob and Zoë ring", "", "")),
        ("Somebody brings soup", ("Somebody brings soup", "", "")),
        ("Bob asks @Mo", ("Bob asks", "Mo", "")),
    ],
)
def test_who_is_known_does_what_a_line_begins_with(
    line: str, expected: tuple[str, str, str]
) -> None:
    assert parse_action(line, ("Bob", "Zoë Ünal", "Anna Berg", "Anna Li")) == expected


@pytest.mark.practice("P37")
@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Friday", "2026-12-04"),
        ("next Tuesday", "2026-12-01"),
        ("12/12", "2026-12-12"),
        ("Friday 12/12", "2026-12-12"),
        ("12.12.", "2026-12-12"),
        ("1/11/26", "2026-11-01"),
        ("12 January", "2027-01-12"),
        ("3 Dec", "2026-12-03"),
        ("Dec 3rd", "2026-12-03"),
        ("2027-01-12", "2027-01-12"),
        ("tomorrow", "2026-11-29"),
        ("yesterday", "2026-11-27"),
        ("in 2 weeks", "2026-12-12"),
        ("vendredi", "2026-12-04"),
        ("5 stycznia", "2027-01-05"),
        ("end of March", ""),
        ("asap", ""),
        ("31/2", ""),
        ("whenever", ""),
    ],
)
def test_a_day_is_known_as_a_real_one(typed: str, due: str) -> None:
    day = real_day(typed, date(2026, 11, 28)) if is_day(typed) else None

    assert (day.isoformat() if day else "") == due


def test_what_was_understood_is_said_back_with_the_real_day() -> None:
    s = Table()
    s.do(SetAction(what="Ring", who="Mo", by="12/1"))
    (action,) = s.state.actions.values()

    assert action.by == "12/1"
    assert action.due.endswith("-01-12")
    told = understood(s.state, "", action.by, action.due)
    assert re.fullmatch(r"Understood: by 12/1 \(\w+ 12 January 20\d\d\)\.", told)
    s.do(SetAction(action=action.id, what="Ring them", who="Mo", by="12/1"))
    assert s.state.actions[action.id].due == action.due


@given(texts)
def test_a_line_without_marks_stays_whole(line: str) -> None:
    what, who, by = parse_action(line)
    if not set("@(,-–—[") & set(line) and len(line.split()) < 3:
        assert (who, by) == ("", "")
    assert len(what) <= len(line)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_or_refused(text: str) -> None:
    state = State()
    now = Instant(0, state.meta.opened_at)
    for asked in (
        WriteNote(text=text),
        RecordDecision(text=text, reservations=(text,)),
        SetAction(what=text, who=text, by=text),
    ):
        decided = record.decide(state, asked, now, lambda: "r")
        if isinstance(decided, Rejected):
            assert refusal(decided)
            continue
        assert "\u202e" not in str(decided)
        assert "\x1b" not in str(decided)


def test_nobody_yet_never_stands_beside_a_next_step_that_names_somebody() -> None:
    s = Table()
    name = next(person.name for person in s.state.people.values())
    s.do(SetAction(what=f"{name} sends the minutes"))
    s.do(SetAction(what="Ring the depot"))
    lines = [line for part in record_view(s.state).parts for line in part.lines]

    assert [line.also for line in lines] == [
        ("see the text, no date yet",),
        ("nobody yet, no date yet",),
    ]


def test_a_recap_tells_who_does_a_next_step_by_its_text_if_that_names_somebody() -> None:
    s = Table()
    name = next(person.name for person in s.state.people.values())
    s.do(SetAction(what=f"{name} sends the minutes"))
    s.do(SetAction(what="Ring the depot"))
    made = recap(s.state)

    assert made.names == ()
    assert [owner_of(made)(one) for one in made.actions] == ["see the text", "nobody yet"]
    # Nobody has agreed on that: what a recap of before is checked by stays as it was.
    bare = replace(made, actions=tuple(replace(one, named=False) for one in made.actions))
    assert sum_of(made) == sum_of(bare)
