"""What a start does not wait for: modules that are loaded only when they are first used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "examples" / "hub-futures.toml"

LATER = {
    # Libraries of exports, phones and plans in other formats.
    "aiohttp",
    "docx",
    "email",
    "icalendar",
    "jinja2",
    "lxml",
    "openpyxl",
    "PIL",
    "qrcode",
    "typst",
    # Textual's own, for boxes of several lines.
    "textual.widgets._text_area",
    "textual.document",
    # What is done to what is there, and what is made from it.
    "app.erase",
    "remote.hub",
    "remote.server",
    "session.erase.word_strike",
    "store.erase.strike",
    "store.erase.person",
    "store.exports.registry",
    "store.verify",
    # Dialogs and screens that nobody has opened.
    "screens.dialogs.agenda",
    "screens.dialogs.glossary",
    "screens.dialogs.ideas",
    "screens.dialogs.queue",
    "screens.dialogs.replan",
    "screens.people",
    "screens.plan.screen",
    "screens.private",
    "screens.recap",
    "screens.shared",
    "screens.themes",
}

_SHOWN = """
import asyncio, sys
from app.library import Library
from store.paths import Home
from pathlib import Path
from tui.app import FairsayApp

async def show() -> None:
    desk = Library(Home(Path(sys.argv[1])))
    live = desk.begin(sys.argv[2]) if len(sys.argv) > 2 else None
    async with FairsayApp(desk, live).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        print(*sorted(sys.modules))
    if live:
        live.close()
    desk.close()

asyncio.run(show())
"""


@pytest.mark.parametrize("plan", [(), (str(PLAN),)], ids=["Home", "the board"])
def test_the_first_screen_is_shown_without(plan: tuple[str, ...], tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _SHOWN, str(tmp_path / "data"), *plan],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    loaded = set(ran.stdout.split())
    assert "textual.app" in loaded, ran.stderr
    assert loaded & LATER == set()


_LETTERS = """
import asyncio, sys
from pathlib import Path
from app.library import Library
from screens.widgets.now_card import NowPanel
from store.paths import Home
from tui.app import FairsayApp

async def show() -> None:
    desk = Library(Home(Path(sys.argv[1])))
    live = desk.begin(sys.argv[2])
    async with FairsayApp(desk, live).run_test(size=(200, 56)) as pilot:
        for _ in range(1000):
            await pilot.pause(0.01)
            if pilot.app.screen.query_one(NowPanel).render().plain.count("█") > 100:
                print("large")
                break
    live.close()
    desk.close()

asyncio.run(show())
"""


def test_large_letters_are_loaded_after_the_first_paint_and_drawn_at_once(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _LETTERS, str(tmp_path / "data"), str(PLAN)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stdout.strip() == "large", ran.stderr
