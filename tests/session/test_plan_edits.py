"""Edits of a plan that is being made: any of them can be saved, read again, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.lifecycle import Closing
from session.model.plan import DEFAULT_ROLES, ITEM_KINDS, MOST_MINUTES, Plan, PlanItem, PlanPerson
from session.model.state import Rejected, replace
from session.plan import edits
from session.plan.draft import Draft
from session.plan.edits import Edited
from session.plan.item import ROOMS, ItemFields, fields_of, set_item
from session.plan.next_time import for_next_time
from session.plan.outline import outline
from session.plan.people import (
    change_person,
    come_along,
    person_line,
    remove_person,
    set_hoped_for,
    set_roles,
)
from session.plan.reading.reader import add_item
from session.wording.catalogue import refusal
from store.plans.read import parse_plan
from store.plans.write import plan_toml
from store.zones import zones

TODAY = date(2026, 11, 1)
PLAN = Plan("Winter plans", (PlanItem("Welcome", 10), PlanItem("Ideas", 20, "ideas")))
HOSTILE = [
    "[/red] [@click=app.quit]x[/]",
    '=cmd|" /C calc"!A0',
    "quotes \" and \\ and '",
    "سردیوں کا مرکز",
    "Żółta łódź, pchnąć w tę",
    "👩‍👩‍👧 together 🏳️‍🌈",
    "a\u202eb\x1b[2J\x07c",
    "lone \ud800",
    "w" * 60,
    "x\ufeffy\u200b\u2028z",
    '"""',
    "#",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=80), st.text("0123456789:.- ,;\n", max_size=12)
)


def _typed(text: str) -> ItemFields:
    return ItemFields(
        title=text,
        minutes="",
        focus=text,
        kind="ideas",
        starts_at="",
        room="kept",
        note=text,
        notes=text,
    )


EDITS: list[Callable[[Plan, int, str], Edited]] = [
    lambda plan, at, text: edits.set_line(plan, "title", text),
    lambda plan, at, text: edits.set_line(plan, "series", text),
    lambda plan, at, text: edits.set_line(plan, "support", text),
    lambda plan, at, text: edits.set_line(plan, "place", text),
    lambda plan, at, text: edits.set_line(plan, "way_there", text),
    lambda plan, at, text: edits.set_line(plan, "contact", text),
    lambda plan, at, text: edits.set_time_zone(plan, text, zones()),
    lambda plan, at, text: edits.set_lines(plan, "goals", text),
    lambda plan, at, text: edits.set_lines(plan, "cannot_change", text),
    lambda plan, at, text: edits.set_date(plan, text, TODAY),
    lambda plan, at, text: edits.set_start(plan, text),
    lambda plan, at, text: edits.set_link(plan, text),
    lambda plan, at, text: edits.set_wifi(plan, text, text),
    lambda plan, at, text: add_item(plan, text, at),
    lambda plan, at, text: edits.remove_item(plan, at),
    lambda plan, at, text: edits.move_item(plan, at, len(text) - 6),
    edits.retitle,
    edits.set_focus,
    edits.set_note,
    edits.set_minutes,
    lambda plan, at, text: edits.add_minutes(plan, at, len(text) - 3),
    lambda plan, at, text: edits.set_kind(plan, at, ITEM_KINDS[len(text) % len(ITEM_KINDS)]),
    edits.set_starts_at,
    lambda plan, at, text: edits.protect(plan, at),
    lambda plan, at, text: edits.let_shrink(plan, at),
    lambda plan, at, text: set_roles(plan, text),
    lambda plan, at, text: set_hoped_for(plan, text),
    lambda plan, at, text: set_item(plan, at, _typed(text)),
    lambda plan, at, text: change_person(plan, at, text) if at < len(plan.people) else plan,
    lambda plan, at, text: remove_person(plan, at) if at < len(plan.people) else plan,
]


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(range(len(EDITS))), st.integers(0, 40), TEXT), max_size=25)
)
def test_any_edits_saved_and_read_again_give_the_same_plan(
    steps: list[tuple[int, int, str]],
) -> None:
    plan = PLAN
    for nth, at, text in steps:
        edited = EDITS[nth](plan, at % len(plan.agenda), text)
        if isinstance(edited, Rejected):
            assert refusal(edited)
        else:
            plan = edited

    view = outline(plan)

    assert len(view.lines) == len(plan.agenda)
    if not view.refused:
        assert parse_plan(plan_toml(plan), "plan.toml") == plan


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(range(len(EDITS))), TEXT), min_size=1, max_size=12))
def test_every_edit_can_be_taken_back_and_done_again(steps: list[tuple[int, str]]) -> None:
    draft = Draft(PLAN)
    seen = [draft.plan]
    for nth, text in steps:
        edited = EDITS[nth](draft.plan, 0, text)
        if not isinstance(edited, Rejected):
            draft = draft.then(edited)
            seen += [draft.plan] if draft.plan != seen[-1] else []

    back = draft
    for plan in reversed(seen[:-1]):
        back = back.back() or back
        assert back.plan == plan
    forth = back
    for plan in seen[1:]:
        forth = forth.forth() or forth
        assert forth.plan == plan

    assert forth.forth() is None
    assert back.back() is None


@pytest.mark.parametrize("text", ["abc", "-5", "0", "10000", "601", "1.5", "1e3"])
def test_minutes_that_are_none_are_refused_in_a_sentence(text: str) -> None:
    refused = edits.set_minutes(PLAN, 0, text)

    assert isinstance(refused, Rejected)
    assert "from 1 to 600" in refusal(refused)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", 10),
        ("10 min", 10),
        ("1h15", 75),
        ("0:15", 15),
        ("90'", 90),
        ("1 hour", 60),
        ("1.5 hrs", 90),
        ("٣", 3),
    ],
)
def test_minutes_are_read_as_people_write_them(text: str, minutes: int) -> None:
    plan = edits.set_minutes(PLAN, 0, text)

    assert isinstance(plan, Plan)
    assert plan.agenda[0].minutes == minutes


@pytest.mark.practice("P58")
def test_an_item_may_have_no_minutes() -> None:
    plan = edits.set_minutes(PLAN, 0, "")

    assert isinstance(plan, Plan)
    assert plan.agenda[0].minutes is None


@pytest.mark.parametrize("text", ["25:00", "10:60", "soon", "1000000", "-1:00", "10:00-11:00"])
def test_a_start_that_is_no_time_is_refused(text: str) -> None:
    refused = edits.set_start(PLAN, text)

    assert isinstance(refused, Rejected)
    assert "10:00" in refusal(refused)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9.30", "09:30"),
        ("9", "09:00"),
        ("14h05", "14:05"),
        ("2pm", "14:00"),
        ("noon", "12:00"),
        ("9 Uhr", "09:00"),
        ("", ""),
    ],
)
def test_a_start_is_read_as_people_write_it(text: str, at: str) -> None:
    plan = edits.set_start(PLAN, text)

    assert isinstance(plan, Plan)
    assert plan.start == at


@pytest.mark.parametrize(
    "text",
    [
        "23.11.2026",
        "23/11/2026",
        "2026-11-23",
        "23 11 2026",
        "23/11",
        "Monday 23 Nov",
        "23 novembre",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    plan = edits.set_date(PLAN, text, TODAY)

    assert isinstance(plan, Plan)
    assert plan.date == "2026-11-23"


def test_the_last_item_and_the_title_stay() -> None:
    one = Plan("A", (PlanItem("B"),))

    refused = [edits.remove_item(one, 0), edits.set_line(one, "title", "  \x07 ")]

    assert all(isinstance(one, Rejected) for one in refused)


def test_role_groups_get_other_names_with_their_people() -> None:
    plan = replace(PLAN, people=(PlanPerson("Nadia", ("researcher",), True),))

    renamed = set_roles(plan, "carer\nnurse\nstudent\nfacilitator")
    fewer = set_roles(plan, "carer\nnurse")

    assert isinstance(renamed, Plan)
    assert renamed.people == (PlanPerson("Nadia", ("student",), True),)
    assert isinstance(fewer, Rejected)
    assert "researcher" in refusal(fewer)


def test_a_person_is_typed_again_as_they_were_added() -> None:
    plan = replace(PLAN, people=(PlanPerson("Nobody"), PlanPerson("Somebody")))
    for at, line in enumerate(("Ada, 1, researchers", "Zoë Łuć, online")):
        edited = change_person(plan, at, line)
        assert isinstance(edited, Plan)
        plan = edited

    lines = [person_line(one) for one in plan.people]

    assert lines == ["Ada, community member, researcher", "Zoë Łuć, remote"]


def test_people_come_along_once_and_with_their_role_groups() -> None:
    before = (PlanPerson("Nadia", ("carer",)), PlanPerson("nadia"), PlanPerson("Tom", ("nurse",)))
    plan = Plan("A", (PlanItem("B"),), people=(PlanPerson("Tom"),))

    along = come_along(plan, before)

    assert [one.name for one in along.people] == ["Tom", "Nadia"]
    assert along.people[1].role == ("carer",)
    assert along.roles == (*DEFAULT_ROLES, "carer")


def test_an_item_is_what_it_is_called() -> None:
    plan = add_item(PLAN, "15 min Coffee break", 1)
    assert isinstance(plan, Plan)

    item = plan.agenda[1]

    assert (item.title, item.minutes, item.kind) == ("Coffee break", 15, "break")
    assert item.protected


def test_protected_and_may_shrink_never_go_together() -> None:
    plan: Plan = PLAN
    for _ in range(3):
        plan = _edited(edits.protect(plan, 0))
        assert not (plan.agenda[0].protected and plan.agenda[0].may_shrink)
        plan = _edited(edits.let_shrink(plan, 0))
        assert not (plan.agenda[0].protected and plan.agenda[0].may_shrink)


def _edited(edited: Edited) -> Plan:
    assert isinstance(edited, Plan)
    return edited


def test_an_item_of_a_plan_may_have_what_one_of_a_session_may_have() -> None:
    assert refusal(Rejected("refused.minutes_range", {"most": MOST_MINUTES}))
    made = edits.set_minutes(PLAN, 0, str(MOST_MINUTES))
    assert not isinstance(made, Rejected)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("london", "Europe/London"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("", ""),
        ("Louisville, perhaps", None),
        ("../etc", None),
    ],
)
def test_a_time_zone_is_known_by_its_name_or_the_end_of_it(text: str, zone: str | None) -> None:
    plan = edits.set_time_zone(PLAN, text, zones())

    assert (plan.time_zone if isinstance(plan, Plan) else None) == zone


AGREED = Closing(
    next_session="2026-12-08",
    next_on="2026-12-08",
    next_at="14:00",
    next_place="Town hall",
    next_join="https://example.org/hub",
)


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        (
            AGREED,
            {
                "date": "2026-12-08",
                "start": "14:00",
                "place": "Town hall",
                "meeting_link": "https://example.org/hub",
            },
        ),
        (replace(AGREED, next_way="Bus 4"), {"way_there": "Bus 4"}),
        (replace(AGREED, next_on="2026-10-31"), {"date": "", "start": "14:00"}),
        (replace(AGREED, next_join="by telephone"), {"meeting_link": "https://old.example"}),
        (replace(AGREED, next_place="Library"), {"way_there": "Bus 9"}),
        (Closing(), {"date": "", "start": "10:00", "place": "Library", "way_there": "Bus 9"}),
        (replace(AGREED, next_on="", next_session="in spring"), {"date": ""}),
    ],
)
def test_the_next_plan_has_what_was_agreed_for_it(
    agreed: Closing, expected: dict[str, str]
) -> None:
    last = replace(
        PLAN,
        date="2026-11-01",
        start="10:00",
        place="Library",
        way_there="Bus 9",
        meeting_link="https://old.example",
    )

    plan = for_next_time(last, agreed, TODAY)

    assert {name: getattr(plan, name) for name in expected} == expected
    assert plan.way_there == "" or plan.place == "Library" or agreed.next_way


@pytest.mark.parametrize("was", ROOMS)
@pytest.mark.parametrize("wanted", ROOMS)
def test_what_becomes_of_the_minutes_is_set_as_chosen(was: str, wanted: str) -> None:
    rooms = {"kept": (True, False), "shrinks": (False, True), "stays": (False, False)}
    protected, shrinks = rooms[was]
    one = PlanItem("Ideas", 20, protected=protected, may_shrink=shrinks)
    typed = replace(fields_of(one), room=wanted)

    edited = set_item(replace(PLAN, agenda=(one,)), 0, typed)

    assert isinstance(edited, Plan)
    item = edited.agenda[0]
    assert (item.protected, item.may_shrink) == rooms[wanted]


def test_a_form_is_refused_as_a_whole() -> None:
    typed = replace(fields_of(PLAN.agenda[0]), title="New", minutes="soon")

    refused = set_item(PLAN, 0, typed)

    assert isinstance(refused, Rejected)
    assert refused.reason == "refused.plan.minutes"


def test_a_form_that_was_not_changed_changes_nothing() -> None:
    for at, one in enumerate(PLAN.agenda):
        assert set_item(PLAN, at, fields_of(one)) == PLAN


def test_an_item_that_becomes_a_break_keeps_its_minutes_unless_it_is_said_otherwise() -> None:
    typed = replace(fields_of(PLAN.agenda[0]), kind="break")
    edited = set_item(PLAN, 0, typed)
    assert isinstance(edited, Plan)
    assert edited.agenda[0].protected
