"""Lists of people as they come from forms, ticket shops and video calls; no need is ever in a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from session.model.plan import DEFAULT_ROLES, Plan, PlanItem, PlanPerson
from session.model.state import replace
from session.plan.people import change_person, come_along
from session.plan.reading.people import people_document, read_people
from session.plan.understood import PeopleFound
from store.plans.read import read_bytes, read_people_file
from tests.store.plan_files import workbook
from tui.cli.main import main

CASES = Path(__file__).parents[1] / "cases"
NEEDS = ("Wheelchair", "wheelchair", "Gluten", "vegan", "BSL")

Person = tuple[str, tuple[str, ...], bool]
RIGHT: dict[str, tuple[Person, ...]] = {
    "18-people-eventbrite.tsv": (
        ("Maureen Pugh", ("Carer",), False),
        ("Dai Hughes", ("Staff",), False),
    ),
    "19-people-surname-first.txt": (
        ("Maureen Pugh", (), False),
        ("Dai Hughes", (), False),
        ("Anna van den Berg", (), False),
        ("Chidi Okafor", ("researcher",), False),
    ),
    "20-people-roles-and-heading.tsv": (
        ("Maureen", ("carer",), False),
        ("Dai", ("nurse",), False),
        ("Jo (she/her)", ("community member",), False),
        ("Sam", (), True),
    ),
    "21-people-one-twice.txt": (
        ("Jane Smith", ("community member",), False),
        ("Dai Hughes", (), False),
        ("Mo", (), False),
    ),
}


def people(found: PeopleFound) -> tuple[Person, ...]:
    return tuple((one.name, one.role, one.remote) for one in found.people)


def pasted(text: str) -> PeopleFound:
    return read_people(people_document(text), DEFAULT_ROLES)


@pytest.mark.parametrize("name", RIGHT)
def test_a_list_becomes_what_stands_beside_it_by_every_way_in(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert people(read_people_file(CASES / name, DEFAULT_ROLES)) == RIGHT[name]
    assert people(pasted((CASES / name).read_text("utf-8"))) == RIGHT[name]

    assert main(["check", "--json", "--people", str(CASES / name)]) == 0
    told = json.loads(capsys.readouterr().out)
    said = tuple((one["name"], tuple(one["roles"]), one["remote"]) for one in told["people"])
    assert said == RIGHT[name]
    assert not any(need in json.dumps(told) for need in NEEDS)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Maureen\tPugh\tm@example.org\tWheelchair user\nDai\tHughes\td@e.org\tvegan\n", ["Maureen Pugh", "Dai Hughes"]),
        ("First Name,Surname,Access needs\nMaureen,Pugh,Wheelchair\nDai,Hughes\n", ["Maureen Pugh", "Dai Hughes"]),
        ("Timestamp,What is your name?,Dietary?\n2026-11-28,Maureen Pugh,Gluten free\n", ["Maureen Pugh"]),
        ("1. Summary\n2. Participants\nName\tFirst Join\tRole\nPugh, Maureen\t9\tOrganizer\nDai (Guest)\t9\tPresenter\n3. In-Meeting Activities\nName\tJoin\nMo\t9\n", ["Maureen Pugh", "Dai"]),
        ("Attendees:\n- Jo (online)\n2) Mo, vegan\nAnn <ann@example.org>\nSam (BSL interpreter)\n", ["Jo", "Mo", "Ann", "Sam"]),
        ("Vorname;Nachname;Gruppe\nJürgen;Groß;Pflege\n", ["Jürgen Groß"]),
        ("Name,Status\nAnn,Attending\nBob,Cancelled\n", ["Ann"]),
    ],
)  # fmt: skip
def test_names_are_put_together_and_nothing_else_is_in_them(text: str, right: list[str]) -> None:
    found = pasted(text)

    assert [one.name for one in found.people] == right
    assert not any(need in repr((found.people, found.left_out)) for need in NEEDS)


def test_what_was_left_out_is_told_with_its_line() -> None:
    found = read_people_file(CASES / "18-people-eventbrite.tsv")

    assert (1, "Order no., Email", "is not kept") in [
        (one.line, one.text, one.why) for one in found.left_out
    ]
    assert [one.line for one in found.left_out if "access or health need was" in one.why] == [2, 3]
    twice = read_people_file(CASES / "21-people-one-twice.txt", DEFAULT_ROLES)
    assert [(one.line, one.text, one.why) for one in twice.left_out] == [
        (4, "Jane Smith", "is there already, on line 1")
    ]


def test_a_list_comes_in_a_spreadsheet_too(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(
        workbook({"All": [("Surname", "First name", "Role"), ("Pugh", "Mo", "carer")]})
    )

    assert people(read_people_file(file)) == (("Mo Pugh", ("carer",), False),)


def test_new_role_groups_come_along_and_a_typed_line_means_the_same() -> None:
    plan = Plan("Ours", (PlanItem("Welcome"),))

    taken = come_along(plan, pasted("Name\tRole\nMo\tcarer\n").people)
    somebody = replace(plan, people=(PlanPerson("Somebody"),))
    typed = change_person(somebody, 0, "Okafor, Chidi, researcher, online")

    assert taken.roles == (*DEFAULT_ROLES, "carer")
    assert isinstance(typed, Plan)
    (person,) = typed.people
    assert (person.name, person.role, person.remote) == ("Chidi Okafor", ("researcher",), True)


def test_what_people_need_is_kept_apart_by_their_name() -> None:
    found = pasted("Name\tAccess needs\nAnn\tWheelchair\nBob\tnone\nMo, vegan\t\n")

    assert found.needs == {"Ann": "Wheelchair", "Mo": "vegan"}
    assert not any(one.needs for one in found.people)


def test_a_list_of_people_is_no_plan_and_says_so() -> None:
    text = "First name,Last name,Email\nZebediah,Quill,z@example.org\nUna,Poole,\n"
    found = read_bytes(text.encode(), "people.csv").understood

    assert (found.good, found.people) == (False, True)
