"""Who is expected, here, remote, late or gone."""

from __future__ import annotations

import pytest

from session.model.history import Undo
from session.model.people import (
    AddPeople,
    AddPerson,
    ArriveAll,
    ArrivePerson,
    ChangeConsent,
    ChangePerson,
    Consent,
    LeavePerson,
    Newcomer,
)
from session.model.state import Rejected
from session.rules.people import came, heads, present
from session.wording.catalogue import refusal
from tests.session.table import Table


def named(table: Table, name: str) -> str:
    return next(key for key, person in table.state.people.items() if person.name == name)


def test_nobody_is_here_until_they_arrive() -> None:
    table = Table()
    assert present(table.state) == ()
    table.do(ArrivePerson(person=named(table, "Priya")))
    assert [person.name for person in present(table.state)] == ["Priya"]
    assert table.refuse(ArrivePerson(person=named(table, "Priya"))) == "refused.that_person_here"


def test_everyone_expected_is_here_by_one_command() -> None:
    table = Table()
    table.do(ArriveAll())
    assert len(present(table.state)) == 4
    assert table.refuse(ArriveAll()) == "refused.nobody_expected"


@pytest.mark.practice("P24")
def test_somebody_with_two_groups_counts_in_each_and_with_none_in_none() -> None:
    table = Table()
    table.do(ArriveAll())
    assert heads(present(table.state)) == {
        "community member": 2,
        "service provider": 1,
        "researcher": 1,
    }


@pytest.mark.practice("P56")
def test_somebody_late_needs_no_name_and_no_group() -> None:
    table = Table()
    table.wait(1800)
    table.do(AddPerson(late=True, remote=True))
    person = present(table.state)[0]
    assert (person.name, person.roles, person.late, person.remote) == ("", (), True, True)
    assert person.arrived_t == 1_800_000


def test_somebody_can_leave_and_come_back() -> None:
    table = Table()
    priya = named(table, "Priya")
    assert table.refuse(LeavePerson(person=priya)) == "refused.that_person_not_here"
    table.do(ArrivePerson(person=priya))
    table.wait(600)
    table.do(LeavePerson(person=priya))
    assert present(table.state) == ()
    assert [person.name for person in came(table.state)] == ["Priya"]
    table.wait(60)
    table.do(ArrivePerson(person=priya))
    assert table.state.people[priya].arrived_t == 0
    assert table.state.people[priya].left_t is None


@pytest.mark.practice("P47")
def test_a_person_is_called_as_they_wish() -> None:
    table = Table()
    mo = named(table, "Mo")
    table.do(ChangePerson(person=mo, name="Moira", roles=("researcher",)))
    assert table.state.people[mo].name == "Moira"
    assert table.refuse(ChangePerson(person=mo, name="PRIYA")) == "refused.name_taken"
    assert table.refuse(ChangePerson(person=mo, name="Mo", roles=("boss",))) == (
        "refused.role_unknown"
    )


@pytest.mark.practice("P17")
def test_consent_starts_as_not_asked_and_is_kept_as_given() -> None:
    table = Table()
    mo = named(table, "Mo")
    assert table.state.people[mo].consent == Consent()
    table.do(ChangeConsent(person=mo, consent=Consent(named=True)))
    assert table.state.people[mo].consent.named is True
    assert table.refuse(ChangeConsent(person=mo, consent=Consent(named=True))) == (
        "refused.person_same"
    )


def test_an_unknown_person_is_refused() -> None:
    table = Table()
    for command in (
        ArrivePerson(person="x"),
        LeavePerson(person="x"),
        ChangePerson(person="x", name="y"),
        ChangeConsent(person="x", consent=Consent()),
    ):
        assert table.refuse(command) == "refused.person_unknown"


def test_several_people_come_at_once_and_one_undo_takes_all_back() -> None:
    table = Table()
    before = table.state.people

    coming = ("Amina", "priya", "Bob", "amina")
    table.do(AddPeople(people=tuple(Newcomer(name) for name in coming)))

    here = present(table.state)
    assert [person.name for person in here] == ["Priya", "Amina", "Bob"]
    table.do(Undo())
    assert table.state.people == before


def test_who_is_here_already_does_not_come_again() -> None:
    table = Table()
    table.do(ArriveAll())
    again = AddPeople(people=(Newcomer("MO"), Newcomer("Priya")))
    assert table.refuse(again) == "refused.all_here"
    assert table.refuse(AddPeople(people=())) == "refused.all_here"


def test_who_left_comes_back_by_name() -> None:
    table = Table()
    table.do(ArriveAll())
    table.do(LeavePerson(person=named(table, "Mo")))
    table.do(AddPeople(people=(Newcomer("Mo"),)))
    assert len(present(table.state)) == 4
    assert len(table.state.people) == 4


def test_people_without_a_name_are_added_one_by_one() -> None:
    table = Table()
    table.do(AddPeople(people=(Newcomer(""), Newcomer(""), Newcomer("", ("researcher",)))))
    assert [person.roles for person in present(table.state)] == [(), (), ("researcher",)]


def test_of_several_people_none_comes_with_a_group_that_is_not_there() -> None:
    table = Table()
    coming = AddPeople(people=(Newcomer("Amina"), Newcomer("Bob", ("gp",))))
    assert table.refuse(coming) == "refused.role_unknown"
    assert present(table.state) == ()


@pytest.mark.parametrize("with_name", [True, False])
def test_a_refusal_about_a_person_is_a_sentence_with_their_name_and_without(
    with_name: bool,
) -> None:
    table = Table()
    mo, priya = named(table, "Mo"), named(table, "Priya")
    for key in (mo, priya):
        table.do(ChangeConsent(person=key, consent=Consent(named=with_name, counted=True)))
    table.do(ArrivePerson(person=priya))
    refused = (
        table.give(ArrivePerson(person=priya)),
        table.give(LeavePerson(person=mo)),
        table.give(ChangeConsent(person=mo, consent=Consent(named=with_name, counted=True))),
    )
    for one, name in zip(refused, ("Priya", "Mo", "Mo"), strict=True):
        assert isinstance(one, Rejected)
        said = refusal(one)
        assert said.startswith(f"{name} " if with_name else "That person ")
