"""The shared view all along the sample session: every scene after every step, and nothing private."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from app.demo.clocks import SetClock
from app.demo.player import opening_time, play
from app.demo.script import WHOLE
from app.demo.step import Step
from app.open_session import open_session
from screens.shared import SharedScreen
from screens.widgets.scene_layouts import stage_pages
from session.model.agenda import NextItem, StartAgenda
from session.model.speaking_round import OpenCircle
from session.model.state import Instant, State
from session.rules.ballots import BallotsIn
from session.rules.people import present
from session.rules.tallies import results
from session.runtime import Done
from session.views.shared.following import followed, scene
from session.views.shared.scene import SCENES, SharedScene
from store.examples import sample_plan
from store.paths import Home
from store.plans.read import read_plan
from tests.screens.harness import Harness, Table, seen

ROOMY = (108, 24)
"""Cells and rows of the stage at 120x36."""


def unnamed(state: State) -> list[str]:
    """Return names, whole and by their last word, of people who did not agree to be named."""
    names = [one.name for one in state.people.values() if one.name and not one.consent.named]
    return [word for name in names for word in (name, name.split()[-1]) if len(word) > 3]


def words(told: SharedScene) -> str:
    parts = [told.kind, told.headline, told.figure, told.under, told.foot, *told.remarks]
    return "\n".join([*parts, *(f"{row.sign} {row.text} {row.count}" for row in told.rows)])


def counts_hidden(state: State, told: SharedScene) -> bool:
    vote = next((v for v in reversed(state.rounds.values()) if v.method != "pulse"), None)
    if told.name != "vote" or vote is None or vote.revealed:
        return True
    assert all(not result.counts for result in results(vote))
    return all(not row.count and not row.share for row in told.rows)


@pytest.mark.practice("P47")
@pytest.mark.practice("P27")
def test_no_scene_in_any_state_of_the_sample_session_tells_what_is_private(tmp_path: Path) -> None:
    clock = SetClock(opening_time())
    plan = read_plan(sample_plan())
    live = open_session(Home(tmp_path), plan, session_id="a", readings=clock.readings)
    seen_scenes: set[str] = set()
    looked_for: set[str] = set()
    faults: list[str] = []

    def look(step: Step, done: Done) -> None:
        state, now = live.runtime.live, live.runtime.now()
        seen_scenes.add(followed(state))
        looked_for.update(unnamed(state))
        names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in unnamed(state)) or "$^")
        for name in SCENES:
            told = scene(state, now, name, BallotsIn())
            text = words(told)
            if found := names.search(_without_what_was_typed(state, text)):
                faults.append(f"{step.at_s} {name}: {found[0]}")
            if not counts_hidden(state, told) or "% of" in text:
                faults.append(f"{step.at_s} {name}: counts")
            if not told.headline:
                faults.append(f"{step.at_s} {name}: no headline")

    asyncio.run(play(live, WHOLE, clock, on_step=look))
    live.close()

    assert faults == []
    assert len(looked_for) > 5
    assert seen_scenes >= {"welcome", "now", "last-time", "agreement", "vote", "break", "thanks"}


def _without_what_was_typed(state: State, text: str) -> str:
    """Take out what the group wrote in sight of all, in which it names whom it likes."""
    written = [
        *(one.text for one in state.thanks.values()),
        *(one.text for one in state.decisions.values()),
        *(one for decision in state.decisions.values() for one in decision.reservations),
        *(one.text for one in state.parking.values()),
        *(one.text for one in state.ideas.values()),
        *(one.text for one in state.lines.values()),
    ]
    for one in written:
        text = text.replace(one, "")
    return text


def test_every_scene_of_every_item_of_the_plan_fits_the_screen() -> None:
    table = Table().do(StartAgenda())

    for _ in table.state.order:
        for name in SCENES:
            told = scene(table.state, table.now(), name)
            for page in stage_pages(told, *ROOMY):
                assert 0 < len(page.lines) <= ROOMY[1]
                assert max(line.cell_length for line in page.lines) <= ROOMY[0]
        table.wait(7)
        table.do(NextItem())


async def test_the_view_follows_a_whole_session_by_one_key() -> None:
    table = Table()
    app = Harness(SharedScreen(), table)
    async with app.run_test(size=(120, 36)) as pilot:
        shown = []
        for _ in range(len(table.state.order) + 2):
            await pilot.pause()
            shown.append(followed(app.state))
            assert seen(app).strip()
            await pilot.press("n")
        assert shown[0] == "welcome"
        assert shown[-1] == "thanks"
        assert {"last-time", "agreement", "now", "break", "ideas"} <= set(shown)


def test_a_scene_is_made_from_state_and_time_alone() -> None:
    table = Table().do(StartAgenda(), OpenCircle(question="Who are you?"))
    now = Instant(table.t, table.now().at)

    assert not present(table.state)
    assert [scene(table.state, now, name) for name in SCENES] == [
        scene(table.state, now, name) for name in SCENES
    ]
