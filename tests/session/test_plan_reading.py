"""Rows pasted from a spreadsheet, a list or a mail become items; what can't be read is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.plan import PlanItem
from session.plan.reading.document import Understood
from session.plan.reading.reader import understood
from session.plan.reading.text import Unclosed, document


def pasted(text: str) -> Understood:
    return understood(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "10 Welcome\n20 Ideas",
        "Welcome\t10\nIdeas\t20",
        "Welcome\t10\r\nIdeas\t20\r\n",
        "10\tWelcome\r20\tIdeas",
        "title,minutes\nWelcome,10\nIdeas,20",
        "Welcome;10 min\nIdeas;20 min",
        "10:00\tWelcome\t10\n10:10 – 10:30\tIdeas\t20",
        "\n\nWelcome\t10\n\n\t\nIdeas\t20\n",
    ],
)
def test_rows_are_read_however_they_are_parted(text: str) -> None:
    found = pasted(text)

    assert found.items == (PlanItem("Welcome", 10), PlanItem("Ideas", 20))
    assert found.good
    assert not found.left_out


def test_a_formula_stays_text() -> None:
    found = pasted("=cmd|' /C calc'!A0\t10\n@SUM(A1:A9)\t5\n+1\t5")

    assert [one.title for one in found.items] == ["=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+1"]


def test_a_comma_in_a_title_is_no_cell() -> None:
    lines = pasted("10 Tea, cake, and talk\nWhat helps, and what doesn't?")
    quoted = pasted('"Tea, ""proper"" cake",10\n"Ideas",20')

    assert [one.title for one in lines.items] == [
        "Tea, cake, and talk",
        "What helps, and what doesn't?",
    ]
    assert [one.title for one in quoted.items] == ['Tea, "proper" cake', "Ideas"]


def test_a_second_text_is_the_focus_point_where_it_asks_something() -> None:
    found = pasted("Ideas\t20\tWhat would help?\nTalk\t10\tPriya")

    assert found.items == (
        PlanItem("Ideas", 20, focus="What would help?"),
        PlanItem("Talk", 10, notes="Priya"),
    )


def test_what_cant_be_read_is_told_and_the_rest_kept() -> None:
    found = pasted("Welcome\t10\n\t20\nLong\t10000\nIdeas\t20")

    assert [(one.title, one.minutes) for one in found.items] == [
        ("Welcome", 10),
        ("Long", None),
        ("Ideas", 20),
    ]
    assert [one.line for one in found.left_out] == [2, 3]


def test_breaks_and_bookends_are_known() -> None:
    found = pasted("Check-in\t5\nLunch\t30\nCheck out\t5")

    assert [one.kind for one in found.items] == ["check-in", "break", "check-out"]


@given(st.text(max_size=300))
def test_rubbish_never_breaks_it(text: str) -> None:
    try:
        found = pasted(text)
    except Unclosed:
        return

    assert all(
        one.title and (one.minutes is None or 1 <= one.minutes <= 480) for one in found.items
    )
