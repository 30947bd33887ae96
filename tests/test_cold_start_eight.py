"""A cold start with eight keys: a stranger who knows nothing else runs a whole session, from Home to the files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from app.clock import Readings
from app.library import Library
from app.network_options import NetworkOptions
from store.paths import Home
from tests.tui.opened import shown, until
from tui.app import FairsayApp

KNOWN = frozenset({*"nwhvrzu?", "enter", "escape", "y", "down"})
"""The eight, and what goes with them always: yes, back, the marked choice."""


class Wall:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 0.0

    @property
    def readings(self) -> Readings:
        start = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        return Readings(
            elapsed=lambda: self.s,
            awake=lambda: self.s,
            wall=lambda: start + timedelta(seconds=self.s),
        )


class Stranger:
    """Presses only what is known, and goes on only to what the footer says."""

    def __init__(self, app: FairsayApp, pilot: Pilot[str], wall: Wall) -> None:
        self.app, self.pilot, self.wall = app, pilot, wall

    async def press(self, *keys: str) -> None:
        assert set(keys) <= KNOWN
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def see(self, words: str) -> None:
        await until(self.pilot, lambda: words in shown(self.app))

    def is_told(self, step: str) -> bool:
        """Return whether the footer tells a step, of a long one its first words."""
        told = shown(self.app)
        return step in told or any(f"{step[:n]}…" in told for n in range(20, len(step)))

    async def go_on(self, *told: str) -> None:
        """Press `n` for each step, once the footer says that it comes next."""
        for words in told:
            # Two seconds later, since sooner would be a slip.
            self.wall.s += 3
            self.app.tick()
            await until(self.pilot, partial(self.is_told, f"n → {words}"))
            await self.press("n")

    async def write(self, *lines: str) -> None:
        for line in lines:
            await self.pilot.press(*line)
            await self.press("enter")

    async def choose(self, words: str) -> None:
        listed = self.app.screen.query_one(OptionList)
        while words not in str(listed.get_option_at_index(listed.highlighted or 0).prompt):
            await self.press("down")
        await self.press("enter")


@pytest.mark.practice("P32")
@pytest.mark.practice("P39")
@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_eight_keys_lead_from_home_to_an_agreed_recap_in_word(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    from docx import Document

    wall = Wall()
    app = FairsayApp(
        Library(Home(tmp_path / "data"), wall.readings), None, ways=NetworkOptions(phones=False)
    )
    app.shell.quiet_s = 600.0
    async with app.run_test(size=size) as pilot:
        stranger = Stranger(app, pilot, wall)
        await stranger.see("No sessions yet")
        await stranger.press("n")
        await stranger.see("Themes and priorities")
        await stranger.choose("Themes and priorities")
        await stranger.see("Start session")
        await stranger.press("n", "y")
        await until(pilot, lambda: app.live)

        await stranger.go_on("why we meet", "Who is here", "Last time", "Today")
        await stranger.go_on("Our group agreement")
        # The one key that the page itself tells.
        await stranger.see("No lines yet. Press 6 for a suggestion")
        await pilot.press("6")
        await stranger.choose("One person speaks at a time.")
        await stranger.see("Not agreed yet")
        await stranger.go_on("agree these lines (asks)")
        await stranger.see("Does everybody agree to these lines?")
        await stranger.press("y")
        await stranger.see("Agreed by all at")
        await stranger.go_on("Welcome, and how", "Check-in")
        await stranger.go_on("ask everyone in turn", "end the round")
        await stranger.go_on("Since last time", "last time", "Our agreement", "our agreement")
        await stranger.press("w")
        await stranger.write("idea Soup at noon", "idea A warm room on Sundays")
        await stranger.press("escape")
        await stranger.go_on("Sorting ideas", "sort into themes", "Break")
        await stranger.go_on("What speaks for each theme", "Choosing what comes first")
        await stranger.go_on("ask the room")
        await stranger.see("Can you live with it?")
        await stranger.press("enter")
        await until(pilot, lambda: app.state.rounds)
        await stranger.write("12", "5")
        await stranger.press("escape")
        await stranger.go_on("close the vote (asks)")
        await stranger.press("y")
        await stranger.go_on("show the result (asks)")
        await stranger.press("y")
        await stranger.see("12 hands")
        await stranger.press("w")
        await stranger.write("decided We begin with soup", "to do Ask for the key @Mo by Friday")
        await stranger.press("escape")
        await stranger.go_on("Looking at what we chose", "Check-out")
        await stranger.go_on("ask everyone in turn", "end the round", "closing list", "read-back")
        await stranger.go_on("what mattered")
        await stranger.write("Soup comes first")
        await stranger.press("escape")
        await stranger.go_on("agree the recap")
        await stranger.write("The date was set before we met")
        await until(pilot, lambda: app.state.closing.agreed_t is not None)
        await stranger.go_on("print or save")
        await stranger.choose("Word")
        await until(pilot, lambda: app.read_back.written)
        (written,) = app.read_back.written
        await stranger.go_on("end the session (asks)")
        await stranger.press("y")
        await until(pilot, lambda: app.state.closing.ended_t is not None)

    told = "\n".join(paragraph.text for paragraph in Document(written).paragraphs)
    assert written.endswith(".docx")
    assert "We begin with soup" in told
    assert "One person speaks at a time." in told
    assert "Agreed by all. Version 1." in told
    assert "The date was set before we met" in told
    assert "draft" not in told.casefold()
