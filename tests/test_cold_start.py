"""A cold start: with nothing but the printed card, from Home to an agreed recap in Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from store.paths import Home
from tests.every_key import ALL_KEYS
from tests.tui.opened import app_on, shown, until
from tui.app import FairsayApp
from tui.cli.key_card import key_card

PLAN = Path(__file__).parents[1] / "examples" / "hub-futures.toml"
_COLUMN = 46
"""Where the second column of the card begins."""
_PRESSED = {
    "A–H": "A",
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "F2": "f2",
    "F4": "f4",
    "space": "space",
}


class Hands:
    """Somebody who has the card, and does only what it, or the line of a dialog, says."""

    def __init__(self, app: FairsayApp, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot
        rows = key_card(ALL_KEYS).splitlines()[1:]
        columns = [row[:_COLUMN] for row in rows] + [row[_COLUMN:] for row in rows]
        self.card = " ".join(" ".join(columns).split()).casefold()

    async def press(self, key: str, what: str) -> None:
        """Press a key that the card names for this, and wait until the screen is drawn."""
        assert f"{key} {what}".casefold() in self.card, f"the card has no {key} for {what!r}"
        await self._press(_PRESSED.get(key, key))

    async def press_as_shown(self, key: str, words: str) -> None:
        """Press a key that stands on the screen now, in these words."""
        assert words in shown(self.app)
        await self._press(_PRESSED.get(key, key))

    async def write(self, text: str) -> None:
        """Type a line and keep it."""
        await self.pilot.press(*text)
        await self.press("Enter", "keep it")

    async def see(self, words: str) -> None:
        await until(self.pilot, lambda: words in shown(self.app))

    async def _press(self, key: str) -> None:
        await self.pilot.press(key)
        await self.pilot.pause()


def chosen(app: FairsayApp) -> str:
    """Return the line of a list that the screen marks."""
    listed = app.screen.query_one(OptionList)
    return str(listed.get_option_at_index(listed.highlighted or 0).prompt)


@pytest.mark.practice("P32")
@pytest.mark.practice("P39")
async def test_the_card_alone_leads_from_home_to_an_agreed_recap_in_word(tmp_path: Path) -> None:
    from docx import Document

    home = Home(tmp_path / "data")
    app = app_on(home)
    app.shell.quiet_s = 600.0
    async with app.run_test(size=(120, 36)) as pilot:
        hands = Hands(app, pilot)
        await hands.see("No sessions yet")
        await hands.press("o", "open a plan")
        await hands.write(str(PLAN))
        await hands.see("not started yet")

        await hands.press("n", "Next item")
        await hands.press("i", "Idea")
        await hands.write("A warm room on Sundays")
        await hands.write("Soup at noon")
        await hands.press_as_shown("Esc", "Esc")
        await hands.press("t", "Themes")
        await hands.press("1", "New theme")
        await hands.write("Warmth")
        await hands.press("1", "New theme")
        await hands.write("Food")
        await hands.press("A–H", "Colour and go on")
        await hands.press_as_shown("Esc", "Esc")

        await hands.press("v", "Vote")
        await pilot.press(*"Which first?")
        await hands.press("F2", "open, or keep")
        await hands.see("Vote open")
        await hands.press("v", "Vote")
        await hands.see("Nothing is counted yet")
        await pilot.press("1", "2")
        await hands.press("Tab", "next field")
        await pilot.press("3")
        await hands.press("F2", "open, or keep")
        await hands.press("F4", "close the vote")
        await hands.press("y", "yes")
        await hands.press("v", "Vote")
        await hands.press_as_shown("r", "r shows the result, after a yes")
        await hands.press("y", "yes")
        await hands.see("12 hands")

        await hands.press("p", "Park")
        await hands.write("The bus timetable")
        await hands.press("d", "Decision")
        await hands.write("We begin with warmth")
        await hands.press("a", "Action")
        await hands.write("Ask for the key @Mo by Friday")

        await hands.press("E", "Closing")
        await hands.press("c", "carry all over")
        await hands.press("R", "recap and end")
        await hands.see("Can anybody but you see this screen now")
        await hands.press("n", "no")
        await hands.see("▸ Names in the record")
        await hands.press_as_shown("R", "R Read the recap")
        await hands.see("Read")
        await hands.press("y", "agree the recap")
        await hands.write("The date was set before we met")
        await until(pilot, lambda: app.state.closing.agreed_t is not None)
        await hands.press("F2", "export")
        await hands.see("In which form?")
        while not chosen(app).startswith("Word"):
            await pilot.press("down")
        await hands.press("Enter", "take it")
        await until(pilot, lambda: app.read_back.written)
        (written,) = app.read_back.written
        await hands.press("E", "end the session")
        await hands.press("y", "yes")
        await until(pilot, lambda: app.state.closing.ended_t is not None)

    told = "\n".join(paragraph.text for paragraph in Document(written).paragraphs)
    assert written.endswith(".docx")
    assert "We begin with warmth" in told
    assert "The date was set before we met" in told
    assert "draft" not in told.casefold()
