"""Other entries of a series that say the same are counted and asked about; plans that hold the words are named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from app.library import Library
from app.open_session import open_session, resume_session
from app.same_words import same_words_left, strike_same
from screens.messages import StrikeAsked
from session.erase.areas import texts_in
from session.erase.entries import folded, whole_texts
from session.erase.walk import STRUCK
from session.model.agenda import StartAgenda
from session.model.ideas import AddIdea, AddTheme
from session.model.opening_closing import AddThanks
from session.model.parking import Park, PickUpNow
from session.model.people import NoteNeeds
from session.model.phones import RaiseConcern
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, WriteNote
from session.model.votes import OpenRound
from session.wording.catalogue import say
from store.erase.notes import noted
from store.erase.same_words import NotTakenOut, note_all
from store.erase.words import holds
from store.owner import claim
from store.paths import Home, private_folder
from tests.tui.opened import app_on, ended, opened, until, words_on
from tui import places
from tui.app import FairsayApp

FIRST, SECOND = "2026-11-23-bbbbbb", "2026-11-23-aaaaaa"
SAID = "Zebediah pays the rent"

pytestmark = pytest.mark.practice("P46")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def test_the_sentence_afterwards_is_true() -> None:
    assert say("strike.done") == (
        "Taken out, here and in the files Fairsay made. "
        "Copies that were sent or printed are still out there."
    )


def test_entries_with_the_same_whole_text_are_counted_once_in_all_sessions(home: Home) -> None:
    # A decision is carried over, and still is one entry.
    ended(home, RecordDecision(text=SAID), AddIdea(text=f"{SAID} now"), session=FIRST)
    live = opened(home, WriteNote(text=SAID), session=SECOND)
    live.handle(AddThanks(text=f" {SAID.upper()} "))
    live.handle(RaiseConcern(text=SAID))
    live.handle(NoteNeeds(person=next(iter(live.runtime.live.people)), text=SAID))
    other = Plan(title="Another", series="Allotment", agenda=(PlanItem("Hello", 5),))
    elsewhere = open_session(home, other, session_id="2026-11-23-cccccc")
    elsewhere.handle(WriteNote(text=SAID))
    elsewhere.close()
    note = next(iter(live.runtime.live.notes))
    assert live.settle()

    left = asyncio.run(same_words_left(live, note, frozenset({folded(SAID)})))

    assert [(one.session, one.area) for one in left.entries] == [
        (SECOND, "thanks"),
        (SECOND, "carried"),
    ]
    live.close()


def test_each_of_them_goes_by_its_id(home: Home) -> None:
    ended(home, WriteNote(text=SAID), AddIdea(text=f"{SAID} now"), session=FIRST)
    live = opened(home, WriteNote(text=SAID), AddThanks(text=SAID), session=SECOND)
    asyncio.run(live.strike("notes", next(iter(live.runtime.live.notes))))
    left = asyncio.run(same_words_left(live, "", frozenset({folded(SAID)})))

    asyncio.run(strike_same(live, left.entries))

    live.close()
    first = resume_session(home, FIRST)
    state = first.runtime.live
    first.close()
    assert [note.text for note in state.notes.values()] == ["The bus does not run late", STRUCK]
    assert [idea.text for idea in state.ideas.values()][-1] == f"{SAID} now"
    assert {path.name for path in holds(home, SAID)} == {"journal.jsonl", "hub-d87c9ca3.json"} | {
        path.name for path in holds(home, f"{SAID} now")
    }
    assert len(holds(home, SAID)) == len(holds(home, f"{SAID} now"))


def test_one_in_a_session_that_is_open_elsewhere_goes_when_that_closes(home: Home) -> None:
    ended(home, WriteNote(text=SAID), session=FIRST)
    live = opened(home, AddThanks(text=SAID), session=SECOND)
    left = asyncio.run(same_words_left(live, "", frozenset({folded(SAID)})))

    with claim(home.session_dir(FIRST)), pytest.raises(NotTakenOut, match="when it closes"):
        asyncio.run(strike_same(live, left.entries))

    live.close()
    assert home.strikes(FIRST).exists()
    resume_session(home, FIRST).close()
    assert holds(home, SAID) == []


@pytest.mark.parametrize(("key", "left"), [("enter", 2), ("n", 2), ("y", 0)])
async def test_the_second_question_repeats_no_words_and_no_is_the_default(
    home: Home, key: str, left: int
) -> None:
    ended(home, WriteNote(text=SAID), session=FIRST)
    live = opened(home, AddThanks(text=SAID), WriteNote(text=SAID), session=SECOND)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "The same words stand in 2 other entries" in words_on(app))
        assert SAID not in words_on(app)

        await pilot.press(key)
        await until(pilot, lambda: "The same words" not in words_on(app))
        await until(pilot, lambda: sum(SAID.encode() in line for line in _lines(home)) == left)
    live.close()


def _typing(app: FairsayApp) -> bool:
    return app.gate.typing


def _covered(app: FairsayApp) -> bool:
    return places.place(app.screen) == "blackout"


def _in_a_dialog(app: FairsayApp) -> bool:
    return app.screen.is_modal and not app.gate.typing


@pytest.mark.parametrize(
    ("opens", "there", "leaves"),
    [("w", _typing, "escape"), ("full_stop", _covered, "space"), ("ctrl+q", _in_a_dialog, "n")],
)
async def test_the_second_question_waits_until_nobody_is_at_anything_else(
    home: Home, opens: str, there: Callable[[FairsayApp], bool], leaves: str
) -> None:
    live = opened(home, StartAgenda(), AddThanks(text=SAID), WriteNote(text=SAID), session=SECOND)
    app = app_on(home, live, strike_s=600.0)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is app.screen_stack[0])
        await pilot.press(opens)
        await until(pilot, lambda: there(app))
        over = app.screen

        app.strikes.carry_out_due(monotonic() + 600.0)
        await until(pilot, lambda: app.shell.questions)
        app.tick()
        await pilot.pause()
        assert app.screen is over
        if _typing(app):
            await pilot.press("y")
            assert app.screen is over

        await pilot.press(leaves)
        await until(pilot, lambda: "The same words stand in" in words_on(app))
        assert SAID in str(live.runtime.live.thanks)
    live.close()


async def test_all_of_them_go_though_the_app_is_left_at_once(home: Home) -> None:
    sessions = [f"2026-11-1{n}-bbbbbb" for n in range(4)]
    for one in sessions:
        ended(home, WriteNote(text=SAID), session=one, agreed=False)
    live = opened(home, AddThanks(text=SAID), WriteNote(text=SAID), session=SECOND)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "The same words stand in" in words_on(app))
        app.screen.dismiss(True)
        await until(pilot, lambda: app.shell.unfinished)
        app.exit("")
    await app.shell.finish()
    live.close()
    assert holds(home, SAID) == []
    assert noted(home) == ()


def test_each_is_noted_before_the_first_goes_so_that_a_kill_leaves_none(home: Home) -> None:
    sessions = [f"2026-11-1{n}-bbbbbb" for n in range(3)]
    for one in sessions:
        ended(home, WriteNote(text=SAID), session=one, agreed=False)
    live = opened(home, AddThanks(text=SAID), session=SECOND)
    left = asyncio.run(same_words_left(live, "", frozenset({folded(SAID)})))
    assert live.settle()
    note_all(home, left.entries)
    # As after a kill: nothing else was done.
    assert set(noted(home)) == {SECOND, *sessions}

    assert live.writer.close()
    live._held.close()
    told = Library(home).look().told

    assert told == ()
    assert holds(home, SAID) == []
    assert noted(home) == ()


async def test_nothing_is_asked_where_nothing_says_the_same(home: Home) -> None:
    live = opened(home, WriteNote(text=SAID), WriteNote(text=f"{SAID} now"), session=SECOND)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "Taken out, here" in words_on(app))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "The same words" not in words_on(app)
    live.close()


async def test_a_plan_and_a_draft_with_the_words_are_named_and_left_alone(home: Home) -> None:
    plans = private_folder(home.root / "plans")
    named, other = plans / "evening.toml", plans / "other.toml"
    named.write_text(f'title = "Then {SAID}?"\n')
    other.write_text('title = "Zebediah"\n')
    draft = home.root / "draft.json"
    draft.write_text(f'{{"plan":{{"title":"{SAID}"}}}}')
    before = [path.read_bytes() for path in (named, other, draft)]
    live = opened(home, WriteNote(text=SAID), session=SECOND)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "evening.toml" in words_on(app))
        assert "draft.json" in words_on(app)
        assert "other.toml" not in words_on(app)
    live.close()
    assert [path.read_bytes() for path in (named, other, draft)] == before


def _lines(home: Home) -> list[bytes]:
    return [line for one in (FIRST, SECOND) for line in home.journal(one).read_bytes().split(b"\n")]


def test_what_the_program_itself_wrote_elsewhere_counts_as_the_same(home: Home) -> None:
    long = f"{SAID} and {'so on ' * 30}".strip()
    live = opened(home, Park(text=long), AddTheme(name=SAID), session=SECOND)
    parked = next(iter(live.runtime.live.parking))
    theme = next(iter(live.runtime.live.themes))
    live.handle(PickUpNow(parked=parked))
    live.handle(OpenRound(question="Which?", options=(f"A {SAID}", "B Another")))
    assert live.settle()

    def same(area: str, key: str) -> list[str]:
        wanted = whole_texts(area, texts_in(live.runtime.live, area)[key])
        left = asyncio.run(same_words_left(live, key, wanted))
        return [one.area for one in left.entries]

    assert same("parking", parked) == ["items"]
    assert same("themes", theme) == ["options"]
    item = next(key for key, one in live.runtime.live.items.items() if one.title.startswith(SAID))
    assert same("items", item) == ["parking"]
    live.close()
