"""Names are compared in one form, everywhere."""

from __future__ import annotations

import json
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.hands import hand_of
from screens.plan.rows import names_somebody
from session.erase.person import forgetting
from session.erase.walk import STRUCK
from session.model.floor import HandRaised, RaiseHand
from session.model.folding import _with_places, folded, occurrences
from session.model.people import (
    AddPerson,
    ArriveAll,
    ChangeConsent,
    ChangePerson,
    Consent,
    PersonArrived,
)
from session.model.phones import DeviceJoined, JoinDevice, OpenDoor
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.state import Rejected, State, replace
from session.plan.people import come_along
from session.runtime import Done
from session.views.names import listed_as_wished, only_consented
from store.erase.spelling import Spelling
from store.faults import PlanFaults
from store.plans.read import parse_plan
from tests.session.table import PLAN, Table

SAME = [
    ("O'Rourke", "O’Rourke"),
    ("O'Rourke", "o`rourke"),
    ("Zoë", "ZOE"),
    ("Zoë", unicodedata.normalize("NFD", "Zoë")),
    ("Łukasz Żak", "lukasz zak"),
    ("Anne-Marie", "anne marie"),
    ("Anne-Marie", "Anne‑Marie"),
    ("Anne-Marie", "Anne – Marie"),
    ("Mo", "Ｍｏ"),
    ("Jörg Strauß", "JORG STRAUSS"),
    ("Søren", "soren"),
    ("Dawn  Rae", " dawn\u00a0rae "),
    ("مُحَمَّد", "محمد"),
]
OTHERS = [("Dawn", "Don"), ("Mo", "Moe"), ("कि", "का"), ("Anne", "Anna"), ("O'Rourke", "Rourke")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_however_it_is_typed(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_two_people_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=30))
def test_places_are_those_of_the_folded_text(text: str) -> None:
    plain, places = _with_places(text)

    assert plain == folded(text)
    assert list(places) == sorted(places)


@given(st.text(max_size=20), st.sampled_from(SAME), st.text(max_size=20))
def test_a_name_is_found_where_it_stands(before: str, name: tuple[str, str], after: str) -> None:
    text = f"{before} ({name[1]}) {after}"

    spans = [text[start:end] for start, end, _ in occurrences(text, [folded(name[0])])]

    assert any(folded(span) == folded(name[0]) for span in spans)


def test_a_name_is_whole_words() -> None:
    assert [*occurrences("Moses met Mo’s aunt, MO.", [folded("Mo")])] == [
        (10, 12, "mo"),
        (21, 23, "mo"),
    ]


def listed(name: str) -> Table:
    """Return a session with one person on its list who agreed to be named."""
    table = Table(replace(PLAN, people=(PlanPerson(name, ("researcher",)),)))
    (person,) = table.state.people
    table.do(ArriveAll())
    table.do(ChangeConsent(person=person, consent=Consent(named=False)))
    return table


@pytest.mark.parametrize(("one", "other"), SAME)
class TestEveryPlaceThatComparesNames:
    def test_somebody_new_has_not_the_name_of_somebody_here(self, one: str, other: str) -> None:
        refused = listed(one).runtime.handle(AddPerson(name=other))

        assert isinstance(refused, Rejected)
        assert refused.reason == "refused.name_taken"

    def test_nobody_takes_the_name_of_another(self, one: str, other: str) -> None:
        table = listed(one)
        table.do(AddPerson(name="Somebody Else"))
        person = list(table.state.people)[-1]

        refused = table.runtime.handle(ChangePerson(person=person, name=other, roles=()))

        assert isinstance(refused, Rejected)

    def test_a_hand_is_that_of_who_is_on_the_list(self, one: str, other: str) -> None:
        table = listed(one)

        done = table.runtime.handle(RaiseHand(name=other))

        assert isinstance(done, Done)
        (raised,) = done.events
        assert isinstance(raised, HandRaised)
        assert (raised.person, raised.name) == (next(iter(table.state.people)), "")

    def test_a_typed_hand_is_that_of_who_is_on_the_list(self, one: str, other: str) -> None:
        table = listed(one)

        assert hand_of(table.state, other) == RaiseHand(person=next(iter(table.state.people)))

    def test_who_joins_by_phone_is_who_is_on_the_list(self, one: str, other: str) -> None:
        table = listed(one)
        table.do(OpenDoor(code="warm-soup", port=1, link="x"))

        done = table.runtime.handle(JoinDevice(device="d", name=other, consent=Consent(named=True)))

        assert isinstance(done, Done)
        joined = next(event for event in done.events if isinstance(event, DeviceJoined))
        assert joined.person in table.state.people
        assert not any(isinstance(event, PersonArrived) and event.new for event in done.events)
        # A no that was said before stays.
        assert table.state.people[joined.person].consent.named is False

    def test_a_line_names_nobody_against_their_wish(self, one: str, other: str) -> None:
        table = listed(one)

        for text in (other, f"Ring {other.strip()} (soon)"):
            told = only_consented(table.state, text)
            assert not [*occurrences(told, [folded(one)])], told

    def test_who_is_forgotten_goes_in_every_spelling(self, one: str, other: str) -> None:
        forget = forgetting(one)
        text = f"Ring {other.strip()} (soon), not Rosemarie"

        assert forget.is_name(other)
        assert forget.text(text) == f"Ring {STRUCK} (soon), not Rosemarie"
        for spelled in (text.encode(), json.dumps(text).encode(), msgspec.json.encode(text)):
            assert forget.may_be_in(spelled)
            assert Spelling(forget).within(spelled)
            assert Spelling(forget).lines(b"{}\n" + spelled + b"\n{}\n") == (3,)

    def test_a_plan_has_a_name_once(self, one: str, other: str) -> None:
        plan = Plan(title="T", agenda=(PlanItem("A", 5),), people=(PlanPerson(one),))

        assert len(come_along(plan, (PlanPerson(other),)).people) == 1
        assert names_somebody(plan, f"What {other.strip()} brings", frozenset())

    def test_a_plan_file_has_a_name_once(self, one: str, other: str) -> None:
        people = "".join(f'[[people]]\nname = "{name}"\n' for name in (one, other))
        text = f'title = "T"\n[[agenda]]\ntitle = "A"\n{people}'
        with pytest.raises(PlanFaults, match="stands twice"):
            parse_plan(text.encode(), "p.toml")


def test_a_state_without_people_changes_no_line() -> None:
    assert listed_as_wished(State(), "Zoë’s list") == "Zoë’s list"
