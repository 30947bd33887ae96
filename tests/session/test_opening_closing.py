"""How a session opens and closes: outcomes through a series, reflections, corrections."""

from __future__ import annotations

import re

import pytest

from session.model.carried import Carried
from session.model.history import Undo
from session.model.lifecycle import AgreeRecap, EndSession, Strike
from session.model.opening_closing import (
    AddReflection,
    AddThanks,
    CorrectRecap,
    NoteMissing,
    SetNextSession,
    TakeUp,
    TellOutcome,
)
from session.model.parking import CarryAll, MoveParked, Park
from session.model.people import AddPerson
from session.model.recap import Recap
from session.model.record import RecordDecision, SetAction
from session.replay import replay
from session.rules.carry_over import carried
from session.rules.opening_closing import outcome_of
from session.views.closing_checklist import closing_list
from session.views.pages import last_time
from session.views.recap import recap
from tests.session.table import Table


def first() -> Recap:
    table = Table()
    table.do(SetAction(what="Ring the council", who="Mo", by="Friday"))
    table.do(SetAction(what="Ask about the lease"))
    table.do(Park(text="The bus shelter"))
    table.do(CarryAll())
    return recap(table.state)


def second() -> Table:
    return Table(carried=carried([first()]))


def about(table: Table, words: str) -> str:
    left = table.state.carried
    ids = {one.what: one.id for one in left.actions} | {one.text: one.id for one in left.parked}
    return ids[words]


@pytest.mark.practice("P40")
def test_what_became_of_an_action_stands_in_the_recap() -> None:
    table = second()

    table.do(
        TellOutcome(
            about=about(table, "Ask about the lease"),
            state="cannot-change",
            why="It runs until 2030",
        )
    )

    (told,) = recap(table.state).outcomes
    assert (told.text, told.state, told.why) == (
        "Ask about the lease",
        "cannot-change",
        "It runs until 2030",
    )


@pytest.mark.practice("P40")
def test_an_action_stays_open_through_the_series_until_it_has_a_final_outcome() -> None:
    table = second()
    council = about(table, "Ring the council")
    table.do(TellOutcome(about=council, state="under-way", why="They ring back"))
    table.do(TellOutcome(about=about(table, "Ask about the lease"), state="done"))

    left = carried([first(), recap(table.state)])

    assert [(one.what, one.state, one.why) for one in left.actions] == [
        ("Ring the council", "under-way", "They ring back")
    ]


@pytest.mark.practice("P28")
def test_what_nobody_came_back_to_before_the_end_is_carried_as_well() -> None:
    table = Table()
    table.do(Park(text="Bus shelter", promise="We ask the council"))
    table.do(Park(text="The lease"))
    table.do(Park(text="The kettle"))
    shelter, lease, kettle = table.state.parking
    table.do(MoveParked(parked=lease, status="picked-up"))
    for status in ("picked-up", "resolved"):
        table.do(MoveParked(parked=kettle, status=status))

    left = carried([recap(table.state)])

    assert [(one.id, one.text, one.promise) for one in left.parked] == [
        (shelter, "Bus shelter", "We ask the council"),
        (lease, "The lease", ""),
    ]
    told = " ".join(line.text for line in last_time(Table(carried=left).state).lines)
    assert "Bus shelter" in told
    assert "The lease" in told
    assert "The kettle" not in told


@pytest.mark.practice("P28")
def test_what_was_carried_over_is_taken_up_under_its_own_id_and_once() -> None:
    table = second()
    shelter = about(table, "The bus shelter")

    table.do(TakeUp(carried=shelter))

    assert table.state.parking[shelter].text == "The bus shelter"
    assert table.refuse(TakeUp(carried=shelter)) == "refused.parked_twice"
    assert [one.id for one in carried([first(), recap(table.state)]).parked] == [shelter]


def test_an_outcome_needs_something_left_open_and_a_reason_for_what_cannot_change() -> None:
    table = second()
    council = about(table, "Ring the council")

    unknown = table.refuse(TellOutcome(about="nothing", state="done"))
    bare = table.refuse(TellOutcome(about=council, state="cannot-change"))
    long = table.refuse(TellOutcome(about=council, state="not-done", why="x" * 10_000))

    assert (unknown, bare, long) == (
        "refused.outcome_unknown",
        "refused.outcome_why",
        "refused.text_too_long",
    )
    assert Table(carried=Carried()).refuse(TakeUp(carried="x")) == "refused.parked_unknown"


def test_an_outcome_told_by_mistake_is_undone() -> None:
    table = second()
    council = about(table, "Ring the council")
    table.do(TellOutcome(about=council, state="done"))

    table.do(Undo())

    assert outcome_of(table.state, council) is None


@pytest.mark.practice("P6")
@pytest.mark.practice("P36")
@pytest.mark.practice("P38")
def test_missing_reflections_and_thanks_stand_in_the_recap_and_can_be_struck() -> None:
    table = Table()
    table.do(NoteMissing(text="Nobody under 20"))
    table.do(AddReflection(worked="The soup", change="Start later"))
    table.do(AddThanks(text="Thanks to the [/red] cooks"))

    made = recap(table.state)
    table.do(Strike(area="missing", key=next(iter(table.state.missing))))

    assert made.missing == ("Nobody under 20",)
    assert [(one.worked, one.change) for one in made.reflections] == [
        ("The soup", ""),
        ("", "Start later"),
    ]
    assert made.thanks == ("Thanks to the [/red] cooks",)
    assert "Nobody under 20" not in recap(table.state).missing


@pytest.mark.practice("P36")
def test_the_two_answers_of_one_person_stand_apart_and_in_no_order_that_pairs_them() -> None:
    table = Table()
    table.do(AddReflection(worked="Tea", change="Chairs"))
    table.do(AddReflection(worked="Bread", change="More time"))
    table.do(AddReflection(change="A lift"))

    made = recap(table.state)

    assert [one.worked for one in made.reflections if one.worked] == ["Bread", "Tea"]
    assert [one.change for one in made.reflections if one.change] == [
        "A lift",
        "Chairs",
        "More time",
    ]
    assert not any(one.worked and one.change for one in made.reflections)


@pytest.mark.parametrize("command", [NoteMissing(text=" "), AddThanks(text=""), AddReflection()])
def test_nothing_to_say_is_refused(command: NoteMissing | AddThanks | AddReflection) -> None:
    assert Table().refuse(command) == "refused.text_empty"


@pytest.mark.practice("P37")
@pytest.mark.parametrize("when", ["2026-12-07", "Thursday in a fortnight, 10 o'clock"])
def test_the_next_session_is_a_date_or_words(when: str) -> None:
    table = Table()

    table.do(SetNextSession(when=when))

    assert recap(table.state).next_session == when


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("12/1", r"12/1 \(\w+ 12 January 20\d\d\)"),
        ("Friday", r"Friday \d+ \w+ 20\d\d|Friday \(.*\)|Friday"),
    ],
)
def test_the_next_session_becomes_a_real_day(when: str, told: str) -> None:
    table = Table()

    table.do(SetNextSession(when=when))

    assert re.fullmatch(told, table.state.closing.next_session)


@pytest.mark.parametrize("when", ["2026-13-45", "31/02", "12345"])
def test_a_date_that_is_none_is_refused(when: str) -> None:
    assert Table().refuse(SetNextSession(when=when)) == "refused.no_date"


def ended() -> Table:
    table = Table()
    table.do(EndSession())
    table.do(AgreeRecap(not_coproduced="The date"))
    return table


@pytest.mark.practice("P32")
def test_a_correction_makes_the_next_version_a_draft_until_it_is_agreed() -> None:
    table = ended()

    table.do(CorrectRecap(text="Mo rings, not Priya"))
    draft = recap(table.state)
    table.do(AgreeRecap(not_coproduced="The date"))

    assert (draft.version, draft.draft) == (2, True)
    assert [(one.text, one.on) for one in draft.corrections] == [
        ("Mo rings, not Priya", "2026-03-02")
    ]
    assert (recap(table.state).version, recap(table.state).draft) == (2, False)
    assert replay(table.journal).state == table.state


def test_two_corrections_before_agreeing_are_one_version() -> None:
    table = ended()
    table.do(CorrectRecap(text="one"))

    table.do(CorrectRecap(text="two"))

    assert table.state.closing.version == 2
    assert len(table.state.corrections) == 2


def test_only_an_ended_and_agreed_recap_is_corrected() -> None:
    going_on = Table()
    draft = Table()
    draft.do(EndSession())

    assert going_on.refuse(CorrectRecap(text="x")) == "refused.correct_before_end"
    assert draft.refuse(CorrectRecap(text="x")) == "refused.correct_draft"
    assert ended().refuse(CorrectRecap(text="")) == "refused.text_empty"


def test_undoing_a_decision_leaves_the_actions_set_after_it_and_says_what() -> None:
    table = Table()
    table.do(RecordDecision(text="Open on Sundays"), cmd="decided")
    table.do(SetAction(what="Find a cook"))

    done = table.do(Undo(target="decided"))

    assert done.what == "a decision"
    assert table.state.decisions == {}
    assert [one.what for one in table.state.actions.values()] == ["Find a cook"]


def test_a_step_whose_text_names_somebody_is_not_read_back_as_nobodys() -> None:
    table = Table()
    for name in ("Bob", "Deepa"):
        table.do(AddPerson(name=name))
    table.do(SetAction(what="Write with Deepa", by="12 January"))
    table.do(SetAction(what="Find chairs"))

    told = [line.text for line in closing_list(table.state) if line.below]

    assert re.fullmatch(r"Write with Deepa \(\w+ 12 January \d{4}\)", told[0])
    assert told[1:] == ["Find chairs (nobody yet, no date yet)", "1 without a name or a date"]


def test_in_a_first_session_the_page_of_last_time_is_led_by_what_it_tells() -> None:
    page = last_time(Table().state)
    assert page.lead == page.lines[0].text != page.title
