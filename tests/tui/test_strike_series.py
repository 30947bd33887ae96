"""A strike reaches the other sessions of a series: those the words came from, and those they went to."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from session.commands.agreement import AddLine, AgreeLines
from session.commands.record import RecordDecision, SetAction
from session.plan import Plan, PlanItem
from session.runtime import Done
from store.owner import AlreadyOpen, claim
from store.paths import Home
from store.strike import holds
from tests.tui.opened import ended, opened
from tui.starting import open_session, resume_session

FIRST, SECOND = "2026-11-23-bbbbbb", "2026-11-23-aaaaaa"
SAID = "Zebediah pays the rent"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.mark.practice("P46")
def test_what_is_struck_in_a_session_goes_from_the_session_it_was_carried_to(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), SetAction(what=f"Ask whether {SAID}"), session=FIRST)
    opened(home, session=SECOND).close()
    before = holds(home, SAID)
    first = resume_session(home, FIRST)
    decision = next(key for key, one in first.runtime.live.decisions.items() if one.text == SAID)

    done = asyncio.run(first.strike("decisions", decision))
    first.close()

    assert {path.parent.name for path in before} >= {FIRST, SECOND}
    assert isinstance(done, Done)
    assert holds(home, SAID) == []
    again = resume_session(home, SECOND)
    again.close()
    assert SAID not in str(again.runtime.live.carried)


@pytest.mark.practice("P46")
def test_what_is_struck_later_goes_from_the_session_it_came_from(home: Home) -> None:
    ended(home, AddLine(text=SAID), AgreeLines(), session=FIRST)
    second = opened(home, session=SECOND)
    line = next(iter(second.runtime.live.lines))

    asyncio.run(second.strike("lines", line))
    second.close()

    assert holds(home, SAID) == []


def test_the_same_words_in_another_series_are_somebody_elses_and_stay(home: Home) -> None:
    other = Plan(title="Another", series="Allotment", agenda=(PlanItem("Hello", 5),))
    elsewhere = open_session(home, other, session_id="2026-11-23-cccccc")
    elsewhere.handle(RecordDecision(text=SAID))
    elsewhere.close()
    ended(home, RecordDecision(text=SAID), session=FIRST)
    first = resume_session(home, FIRST)
    decision = next(key for key, one in first.runtime.live.decisions.items() if one.text == SAID)

    asyncio.run(first.strike("decisions", decision))
    first.close()

    assert holds(home, SAID) == [home.journal("2026-11-23-cccccc")]


def test_a_session_open_in_another_program_is_told_once_the_rest_is_clean(
    home: Home,
) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    opened(home, session=SECOND).close()
    first = resume_session(home, FIRST)
    decision = next(key for key, one in first.runtime.live.decisions.items() if one.text == SAID)

    with claim(home.session_dir(SECOND)), pytest.raises(AlreadyOpen):
        asyncio.run(first.strike("decisions", decision))
    first.close()

    assert holds(home, SAID) == [home.journal(SECOND)]
