"""A strike reaches the other sessions of a series: those the words came from, and those they went to."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.strikes import StrikeUnfinished
from screens.messages import StrikeAsked
from session.model.agreement import AddLine, AgreeLines
from session.model.lifecycle import EndSession, Strike
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, WriteNote
from session.runtime import Done
from store.erase.words import holds
from store.library.series import series_id
from store.owner import claim
from store.paths import Home, private_folder
from tests.tui.opened import app_on, ended, opened, until, words_on

FIRST, SECOND = "2026-11-23-bbbbbb", "2026-11-23-aaaaaa"
SAID = "Zebediah pays the rent"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.mark.practice("P46")
def test_what_is_struck_in_a_session_goes_from_the_session_it_was_carried_to(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
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

    with claim(home.session_dir(SECOND)), pytest.raises(StrikeUnfinished, match="when it closes"):
        asyncio.run(first.strike("decisions", decision))
    first.close()

    assert holds(home, SAID) == [home.journal(SECOND)]
    resume_session(home, SECOND).close()
    assert holds(home, SAID) == []


@pytest.mark.practice("P46")
def test_a_session_that_is_open_elsewhere_loses_the_words_when_it_closes(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    second = opened(home, session=SECOND)
    assert second.settle()
    _strike(home, FIRST)
    (note,) = home.strikes(SECOND).iterdir()
    noted = note.read_text()

    second.close()

    assert SAID.casefold() not in noted.casefold()
    assert holds(home, SAID) == holds(home, SAID.upper()) == []
    assert list(home.strikes(SECOND).iterdir()) == []


@pytest.mark.practice("P46")
def test_a_session_that_was_killed_while_open_loses_the_words_at_the_next_start(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    opened(home, EndSession(), session=SECOND).close()
    with claim(home.session_dir(SECOND)):
        _strike(home, FIRST)

    told = Library(home).finish_endings()

    assert told == ()
    assert holds(home, SAID) == []


@pytest.mark.practice("P46")
def test_a_strike_cut_short_is_finished_while_another_session_is_open(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    second = opened(home, session=SECOND)
    assert second.settle()
    first = resume_session(home, FIRST)
    first.handle(Strike(area="decisions", key=_decision(first)))
    assert first.settle()

    first.close()
    second.close()

    assert any("when it closes" in told for told in first.late)
    assert holds(home, SAID) == []


def test_a_strike_of_its_own_does_not_lose_what_another_program_struck(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    second = opened(home, session=SECOND)
    assert second.settle()
    _strike(home, FIRST)
    second.handle(WriteNote(text="Mavis"))
    mavis = next(key for key, one in second.runtime.live.notes.items() if one.text == "Mavis")

    asyncio.run(second.strike("notes", mavis))
    second.close()

    assert holds(home, SAID) == holds(home, "Mavis") == []


@pytest.mark.practice("P46")
def test_exports_are_made_again_in_the_same_formats_without_the_words(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    second = opened(home, session=SECOND)
    asyncio.run(second.export("text"))
    second.close()
    first = resume_session(home, FIRST)
    for form in ("markdown", "csv"):
        asyncio.run(first.export(form))
    before = {path.name for path in home.exports(FIRST).iterdir()}

    asyncio.run(first.strike("decisions", _decision(first)))
    first.close()

    assert {path.name for path in home.exports(FIRST).iterdir()} == before
    assert [path.suffix for path in home.exports(SECOND).iterdir()] == [".txt"]
    assert "struck from the record" in next(home.exports(FIRST).glob("*.md")).read_text()
    assert holds(home, SAID) == []


def test_exports_are_made_again_from_the_journal_where_the_series_is_damaged(home: Home) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    first = resume_session(home, FIRST)
    (written,) = asyncio.run(first.export("text"))
    home.series_file(series_id("Hub")).write_text("not a series")

    asyncio.run(first.strike("decisions", _decision(first)))
    first.close()

    assert written.exists()
    assert holds(home, SAID) == []


def _decision(live: LiveSession) -> str:
    return next(key for key, one in live.runtime.live.decisions.items() if one.text == SAID)


def _strike(home: Home, session: str) -> None:
    """Strike the decision of a session while another of its series is open elsewhere."""
    live = resume_session(home, session)
    with pytest.raises(StrikeUnfinished):
        asyncio.run(live.strike("decisions", _decision(live)))
    live.close()


async def test_what_waits_elsewhere_is_told_and_gone_from_the_recap_on_the_screen(
    home: Home,
) -> None:
    ended(home, RecordDecision(text=SAID), session=FIRST)
    opened(home, session=SECOND).close()
    live = resume_session(home, FIRST)
    app = app_on(home, live)

    with claim(home.session_dir(SECOND)):
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await until(pilot, lambda: SAID in str(app.read_back.lines))
            app.post_message(StrikeAsked("decisions", _decision(live)))
            await until(pilot, lambda: "Strike what" in words_on(app))
            await pilot.press("y")
            await until(pilot, lambda: "when it closes" in words_on(app))
            await until(pilot, lambda: SAID not in str(app.read_back.lines))
    live.close()


async def test_what_closing_a_session_had_to_tell_is_told(home: Home) -> None:
    ended(home, session=FIRST)
    live = resume_session(home, FIRST)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.read_back.lines)
        (private_folder(home.strikes(FIRST)) / "x.json").write_text("no note")

        await pilot.press("escape")
        await until(pilot, lambda: "can't be read" in words_on(app))

        assert app.opening.letting_go == []
