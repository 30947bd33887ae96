"""People as they are typed and pasted at the door: who is meant, and what has to be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from session.plan.reading.typed_people import PERSON, typed_people

CASES = Path(__file__).parents[1] / "cases"
ROLES = ("community member", "researcher", "health and care")
Person = tuple[str, tuple[str, ...], bool]


def read(text: str, *, surname_first: bool = False) -> list[Person]:
    found = typed_people(text, ROLES).people(surname_first=surname_first)
    return [(one.name, one.role, one.remote) for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Amina, Bob, Chloe", ["Amina", "Bob", "Chloe"]),
        ("Amina; Bob; Chloe", ["Amina", "Bob", "Chloe"]),
        ("Amina, Bob and Chloe", ["Amina", "Bob", "Chloe"]),
        ("Amina\nBob\nChloe\n", ["Amina", "Bob", "Chloe"]),
        ("\n 1. Amina\n 2) Bob\n- Chloe\n\n", ["Amina", "Bob", "Chloe"]),
        ("Attendees:\nAmina\nBob", ["Amina", "Bob"]),
        ("Maureen Pugh, Dai Hughes", ["Maureen Pugh", "Dai Hughes"]),
        ("Amina, amina, AMINA", ["Amina"]),
        ("AMINA, BOB, CHLOE", ["AMINA", "BOB", "CHLOE"]),
        ("Jo (she/her), Amina, Bob", ["Jo (she/her)", "Amina", "Bob"]),
        ("Ann <ann@example.org>", ["Ann"]),
        ("•\tAmina\n•\tBob", ["Amina", "Bob"]),
        (",,, ,", []),
        ("", []),
        ("07700 900123", []),
    ],
)
def test_names_become_people(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in read(text)] == names


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Nadia, researcher, remote", ("Nadia", ("researcher",), True)),
        ("Nadia, Researchers", ("Nadia", ("researcher",), False)),
        ("Nadia\tresearcher", ("Nadia", ("researcher",), False)),
        ("1.\tNadia\tresearcher\tonline", ("Nadia", ("researcher",), True)),
        ("Nadia, 2", ("Nadia", ("researcher",), False)),
        ("Nadia (online)", ("Nadia", (), True)),
        ("Nadia, health and care", ("Nadia", ("health and care",), False)),
        ("researcher", ("", ("researcher",), False)),
        ("remote", ("", (), True)),
    ],
)
def test_what_stands_behind_a_name_belongs_to_it(text: str, person: Person) -> None:
    assert read(text) == [person]


def test_each_name_of_a_line_keeps_what_is_said_of_it() -> None:
    assert read("Amina, researcher, Bob, remote, Chloe") == [
        ("Amina", ("researcher",), False),
        ("Bob", (), True),
        ("Chloe", (), False),
    ]


@pytest.mark.parametrize(("text", "n"), [("+1", 1), ("+ 3", 3), (" +12 ", 12)])
def test_people_without_a_name_are_counted(text: str, n: int) -> None:
    assert read(text) == [("", (), False)] * n


@pytest.mark.parametrize("text", ["Nadia, gp", "Nadia, GP", "Nadia, reseacher"])
def test_a_word_that_is_no_group_here_is_asked_about(text: str) -> None:
    typed = typed_people(text, ROLES)
    (word,) = typed.unknown

    assert word == text.split(", ")[1]
    as_group = typed.answered(word, "researcher")
    assert as_group.unknown == ()
    assert [(one.name, one.role) for one in as_group.people()] == [("Nadia", ("researcher",))]
    assert [(one.name, one.role) for one in typed.answered(word, "").people()] == [("Nadia", ())]
    as_person = typed.answered(word, PERSON).people()
    assert [one.name for one in as_person] == ["Nadia", word]


def test_one_word_is_asked_about_once() -> None:
    typed = typed_people("Amina, gp\nBob, GP\nChloe, gp", ROLES)

    assert len(typed.unknown) == 1
    people = typed.answered("gp", "researcher").people()
    assert [one.role for one in people] == [("researcher",)] * 3


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Pugh, Maureen", ("Pugh", "Maureen")),
        ("van den Berg, Anna", ("van den Berg", "Anna")),
        ("Okafor, Chidi, researcher", ("Okafor", "Chidi")),
        ("Amina\nPugh, Maureen", ("Pugh", "Maureen")),
        ("Amina, Bob, Chloe", None),
        ("Amina, Bob, Chloe\nDev, Esme", None),
        ("Maureen Pugh, Dai Hughes", None),
        ("Nadia, researcher", None),
    ],
)
def test_two_names_are_asked_about(text: str, pair: tuple[str, str] | None) -> None:
    assert typed_people(text, ROLES).pair == pair


def test_a_list_with_the_surname_first_is_put_in_order_after_one_yes() -> None:
    text = (CASES / "19-people-surname-first.txt").read_text("utf-8")

    assert read(text, surname_first=True) == [
        ("Maureen Pugh", (), False),
        ("Dai Hughes", (), False),
        ("Anna van den Berg", (), False),
        ("Chidi Okafor", ("researcher",), False),
    ]


def test_a_form_from_a_ticket_shop_keeps_no_need() -> None:
    text = (CASES / "18-people-eventbrite.tsv").read_text("utf-8")
    typed = typed_people(text, ROLES)

    assert typed.unknown == ("Carer", "Staff")
    assert [one.name for one in typed.people()][:1] == ["Maureen Pugh"]
    assert typed.left_out
    assert "heelchair" not in repr(typed)


def test_headings_and_numbers_are_nobody() -> None:
    text = (CASES / "20-people-roles-and-heading.tsv").read_text("utf-8")
    typed = typed_people(text, ROLES)

    assert typed.unknown == ("carer", "nurse")
    people = typed.answered("carer", "").answered("nurse", "").people()
    assert [(one.name, one.role, one.remote) for one in people] == [
        ("Maureen", (), False),
        ("Dai", (), False),
        ("Jo (she/her)", ("community member",), False),
        ("Sam", (), True),
    ]


def test_somebody_who_stands_there_twice_comes_once() -> None:
    text = (CASES / "21-people-one-twice.txt").read_text("utf-8")

    assert [name for name, _, _ in read(text)] == ["Jane Smith", "Dai Hughes", "Mo"]


@pytest.mark.parametrize("text", ["Nadia, wheelchair user", "Nadia (BSL interpreter)"])
def test_a_need_is_in_no_name(text: str) -> None:
    typed = typed_people(text, ROLES)

    assert [one.name for one in typed.people()] == ["Nadia"]
    assert "heelchair" not in repr(typed)
    assert "BSL" not in repr(typed)
    assert len(typed.left_out) == 1


def test_columns_of_a_spreadsheet_stay_apart_where_few_cells_of_the_second_are_filled() -> None:
    assert read("Nadia\tresearcher\nBob\t\nCem\t\nDeepa\t\n") == [
        ("Nadia", ("researcher",), False),
        ("Bob", (), False),
        ("Cem", (), False),
        ("Deepa", (), False),
    ]
