"""The long form: votes sorted with bars and no rows of zeros, the agenda where it changed, many ideas as an annex."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from session.model.recap import RecapIdea, RecapItem, RecapOption, RecapRound
from session.wording.catalogue import say
from store.exports.ideas import MOST
from store.exports.outline import BAR, Line, Points, Table, bare
from store.exports.reading import full
from store.exports.registry import EVERY
from tests.store.opened import text_of
from tests.store.recaps import AGREED

HELD = RecapRound(
    "What first?",
    "dots",
    (
        RecapOption("Money", {"hands": 0}, {"hands": 4}),
        RecapOption("Travel", {"hands": 4}, {"hands": 2}),
        RecapOption("Food", {"hands": 8}, {"hands": 1}),
        RecapOption("Company", {"hands": 4}, {"hands": 2}),
    ),
    {"hands": "hands"},
    shown=True,
)


def section(recap: object, key: str) -> tuple[object, ...]:
    return next(one.blocks for one in full(recap) if one.key == key)  # type: ignore[arg-type]  # a recap


def test_votes_are_sorted_with_bars_and_without_rows_of_zeros() -> None:
    blocks = section(replace(AGREED, rounds=(HELD,)), "votes")

    (table,) = (one for one in blocks if isinstance(one, Table))
    assert table.rows == (
        ("Food", "8 hands, place 1"),
        ("Travel", "4 hands, shared place 2"),
        ("Company", "4 hands, shared place 2"),
    )
    assert table.bars == (100, 50, 50)
    assert any(isinstance(one, Line) and bare(one.text) == "Nobody chose: Money" for one in blocks)


def test_a_scale_keeps_its_order() -> None:
    scale = replace(
        HELD, method="gradient", options=tuple(replace(one, ranks={}) for one in HELD.options)
    )
    (table,) = (
        one for one in section(replace(AGREED, rounds=(scale,)), "votes") if isinstance(one, Table)
    )

    assert [row[0] for row in table.rows] == ["Travel", "Food", "Company"]


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "markdown", "text"])
def test_every_form_of_the_result_is_written(form: str) -> None:
    (file,) = EVERY[form].render(replace(AGREED, rounds=(HELD,)))
    told = text_of(EVERY[form].suffix, file.data)

    assert told.index("Food") < told.index("Travel", told.index("8 hands"))
    if form == "html":
        assert file.data.count(b'aria-hidden="true"></span></th>') == 3


@pytest.mark.parametrize(
    ("form", "before"), [("markdown", "place 1 | "), ("text", "place 1\n    ")]
)
def test_bars_are_drawn_with_letters_where_there_is_nothing_else(form: str, before: str) -> None:
    (file,) = EVERY[form].render(replace(AGREED, rounds=(HELD,)))
    told = file.data.decode()

    assert f"{before}{10 * BAR}" in told
    assert [len(bar) for bar in re.findall(f"{BAR}+", told)] == [10, 5, 5]
    assert max(len(line) for line in told.splitlines()) <= 78 or form == "markdown"


def test_the_agenda_stands_there_where_it_changed() -> None:
    as_planned = RecapItem("Welcome", "other", "", 5, 0, 6, "10:00", "10:06", "done")
    longer = replace(as_planned, title="Ideas", added_min=5)

    table, line = section(replace(AGREED, agenda=(as_planned, longer)), "agenda")
    (alone,) = section(replace(AGREED, agenda=(as_planned,)), "agenda")

    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["Ideas"]
    assert line == alone == Line(say("recap.agenda_same", n=1))


def test_ideas_past_60_are_an_annex() -> None:
    ideas = tuple(RecapIdea(f"Idea {n}") for n in range(MOST + 5))
    recap = replace(AGREED, themes=(), contested=(), unthemed=ideas)

    here = [one for one in section(recap, "ideas") if isinstance(one, Points)]
    annex = [one for one in section(recap, "annex") if isinstance(one, Points)]

    assert [point.text for one in here for point in one.points] == [
        one.text for one in ideas[:MOST]
    ]
    assert [point.text for one in annex for point in one.points] == [
        one.text for one in ideas[MOST:]
    ]
    assert full(recap)[-1].key == "annex"
