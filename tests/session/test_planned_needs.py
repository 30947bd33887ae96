"""Access needs that came with a plan: private from the first moment, and gone with the person."""

from __future__ import annotations

import msgspec

from session import envelope
from session.erase.person import forgetting
from session.model.lifecycle import SessionStarted
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.state import State, replace
from session.plan.people import change_person, come_along, with_needs
from session.rules.people import needs_of
from session.views.recap import recap
from store.plans.read import parse_plan
from store.plans.write import plan_toml
from tests.session.table import PLAN, Table

NEED = "A ramp at the door"
PLANNED = replace(PLAN, people=(PlanPerson("Priya", needs=NEED), PlanPerson("Mo")))


def test_opening_moves_them_to_the_private_access_needs() -> None:
    table = Table(PLANNED)
    state: State = table.state
    priya, mo = state.people

    need = needs_of(state, priya)
    assert need is not None
    assert need.text == NEED
    assert needs_of(state, mo) is None
    assert NEED.encode() not in msgspec.json.encode(recap(state))


def test_the_plan_in_the_journal_is_without_them() -> None:
    first = Table(PLANNED).journal[0]
    started = envelope.fact(envelope.head(first))

    assert isinstance(started, SessionStarted)
    assert NEED.encode() not in first
    assert [one.needs for one in started.plan.people[:2]] == ["", ""]


def test_a_plan_file_keeps_them_and_forgetting_takes_them_along() -> None:
    plan = replace(PLANNED, agenda=(PlanItem("Welcome", 10),))
    again = parse_plan(plan_toml(plan), "plan.toml")
    forgotten = forgetting("Priya").value(again)

    assert again.people[0].needs == NEED
    assert [(one.name, one.needs) for one in forgotten.people] == [("", ""), ("Mo", "")]


def test_an_edit_keeps_them_and_what_was_noted_before_stays() -> None:
    edited = change_person(PLANNED, 0, "Priya K, researcher")
    assert isinstance(edited, Plan)
    more = with_needs(come_along(edited, [PlanPerson("Zed")]), {"zed": "BSL", "Priya K": "other"})

    assert {one.name: one.needs for one in more.people} == {"Priya K": NEED, "Mo": "", "Zed": "BSL"}
