"""Rows pasted from a spreadsheet, a list or a mail become items; what can't be read is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.plan import MOST_MINUTES, PlanItem
from session.plan.reading.reader import understood
from session.plan.reading.text import Unclosed, document
from session.plan.understood import Understood


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
        one.title and (one.minutes is None or 1 <= one.minutes <= MOST_MINUTES)
        for one in found.items
    )


@pytest.mark.parametrize(
    ("text", "start", "items"),
    [
        (
            "Hi all,\n\nHere's the agenda for Thursday:\n\n10:00 Welcome and tea\n10:15 Round\n   - names\n12:00 Finish\n\nBest wishes,\nPriya\n",
            "10:00",
            [("Welcome and tea", 15, ""), ("Round", 105, "names")],
        ),
        (
            "Residents\nCommittee meeting, Tuesday 12 March 2026, 7.30pm\nVenue: Hall\n\nAGENDA\n\n1. Apologies\n2. Matters arising\n   a. Bins\n3. Any other business\n",
            "19:30",
            [("Apologies", None, ""), ("Matters arising", None, "Bins"), ("Any other business", None, "")],
        ),
        (
            "Agenda\n\n●\tWelcome (5 min)\n○\tHousekeeping\n●\tIdeas (25 min)\n",
            "",
            [("Welcome", 5, "Housekeeping"), ("Ideas", 25, "")],
        ),
        (
            "Plan\n9-9.30am Coffee\n9.30-11am Work\n11am-1pm Walk\n1-2pm Lunch\n",
            "09:00",
            [("Coffee", 30, ""), ("Work", 90, ""), ("Walk", 120, ""), ("Lunch", 60, "")],
        ),
        (
            "Evening\n1.30 Welcome\n2.00 Ideas\n2.45 Tea\n3.00pm End\n",
            "13:30",
            [("Welcome", 30, ""), ("Ideas", 45, ""), ("Tea", 15, "")],
        ),
        (
            "Ordre du jour\n9h30 Accueil café\n10h Ateliers\n11h Pause (15 mn)\n11h15 Débat\n12h00 Fin\n",
            "09:30",
            [("Accueil café", 30, ""), ("Ateliers", 60, ""), ("Pause", 15, ""), ("Débat", 45, "")],
        ),
        (
            "Tagesordnung\nTOP 1 Begrüßung (5 Min.)\nTOP 2 Berichte - 1 Std.\nTOP 3 Verschiedenes\n",
            "",
            [("Begrüßung", 5, ""), ("Berichte", 60, ""), ("Verschiedenes", None, "")],
        ),
        (
            "10:00  Arrivals, tea\n10:15  Welcome                 Priya\n11:00  Close\n",
            "10:00",
            [("Arrivals, tea", 15, ""), ("Welcome", 45, "Priya"), ("Close", None, "")],
        ),
        (
            "Plan\n10–15 min Welcome\nWorld café (3 rounds of 15 min)\nBreak for 10 min\nTotal: 40 min\n",
            "",
            [
                ("Welcome", 15, "10–15 min"),
                ("World café (3 rounds of 15 min)", None, ""),
                ("Break", 10, ""),
            ],
        ),
        (
            "Long night\n22:00 Start\n23:30 Games\n00:30 Break\n01:00 End\n",
            "22:00",
            [("Start", 90, ""), ("Games", 60, ""), ("Break", 30, "")],
        ),
    ],
)  # fmt: skip
def test_agendas_are_read_as_people_write_them(
    text: str, start: str, items: list[tuple[str, int | None, str]]
) -> None:
    found = pasted(text)

    assert found.good, found.doubt
    assert found.start == start
    assert [(one.title, one.minutes, one.notes) for one in found.items] == items
