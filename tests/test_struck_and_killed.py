"""Strike, kill, resume, end, export: afterwards no byte under the data folder holds the words."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.open_session import resume_session
from session.erase.walk import STRUCK
from session.model.ideas import AddIdea
from session.model.lifecycle import EndSession
from session.model.record import WriteNote
from store.erase.words import holds
from store.exports.registry import FORMATS
from store.paths import Home
from tests.tui.opened import opened

pytestmark = pytest.mark.practice("P46")

SESSION = "2026-11-23-struck"
NAME = "Barnaby Thistlewood"
CHILD = """
import asyncio, sys
from pathlib import Path
from session.model.lifecycle import Strike
from session.model.history import Undo
from session.model.ideas import AddIdea, EditIdea
from session.model.parking import Park
from session.model.record import WriteNote
from store.paths import Home
from tests.tui.opened import opened

async def run(how):
    live = opened(Home(Path(sys.argv[1])), session=sys.argv[3])
    secret = sys.argv[4]
    live.handle(WriteNote(text=secret))
    live.handle(AddIdea(text=f"{secret} can sing; 'ask' \\"him\\" <now> & é"))
    live.handle(EditIdea(idea=next(iter(live.runtime.live.ideas)), text="Somebody can sing"))
    live.handle(Undo())
    live.handle(Park(text="A choir", asked_by=secret))
    await live.settled()
    await live.export("json")
    for area in ("notes", "ideas", "parking"):
        key = next(iter(getattr(live.runtime.live, area)))
        if how == "clean":
            await live.strike(area, key)
        else:
            live.handle(Strike(area=area, key=key))
    await live.settled()
    print("struck", flush=True)
    for i in range(100_000):
        live.handle(WriteNote(text=f"note {i}"))
        await live.settled()

asyncio.run(run(sys.argv[2]))
"""


@pytest.mark.parametrize("how", ["clean", "cut short"])
def test_struck_words_are_gone_after_a_kill_and_a_resume(tmp_path: Path, how: str) -> None:
    home = Home(tmp_path / "data")
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home.root), how, SESSION, NAME],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"struck\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    live = resume_session(home, SESSION)
    state = live.runtime.live
    assert [parked.asked_by for parked in state.parking.values()] == [STRUCK]
    assert next(iter(state.ideas.values())).text == STRUCK

    async def finish() -> None:
        live.handle(AddIdea(text="Life goes on"))
        live.handle(EndSession())
        await live.keep_recap()
        for name in FORMATS:
            assert await live.export(name)

    asyncio.run(finish())
    live.close()
    for words in (NAME, NAME.upper(), "Thistlewood", "thistlewood"):
        assert holds(home, words) == []
    assert len(holds(home, "Life goes on")) > len(FORMATS)


def test_the_search_finds_what_was_not_struck(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    opened(home, WriteNote(text=NAME), session=SESSION).close()
    assert holds(home, NAME) == [home.journal(SESSION)]
