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
from store.verify import verify
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
from store.verify import verify
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
    # The newsletter tells no ideas.
    assert len(holds(home, "Life goes on")) >= len(FORMATS)


KILLED = """
import asyncio, dataclasses, os, shutil, sys
from pathlib import Path
from app.open_session import resume_session
from session.model.record import WriteNote
from store.disk import REAL
from store.paths import Home
from store.verify import verify
from tests.store.failing import OPERATIONS
from tests.tui.opened import opened

root, session, secret, every = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])

async def fill():
    live = opened(Home(root / "whole"), WriteNote(text=secret), WriteNote(text="kept"), session=session)
    for form in ("text", "json"):
        await live.export(form)
    live.close()

def killed_after(operations):
    left = [operations]
    def wrap(real):
        def call(*args):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return real(*args)
        return call
    return dataclasses.replace(REAL, **{name: wrap(getattr(REAL, name)) for name in OPERATIONS})

async def strike(live):
    await live.strike("notes", next(iter(live.runtime.live.notes)))

asyncio.run(fill())
for operations in range(0, 1000, every):
    home = Home(root / str(operations))
    shutil.copytree(root / "whole", home.root)
    child = os.fork()
    if not child:
        live = resume_session(home, session, disk=killed_after(operations))
        asyncio.run(strike(live))
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
print(operations, flush=True)
"""


def test_a_session_killed_at_any_operation_of_a_strike_is_finished_or_says_that_it_stands(
    tmp_path: Path,
) -> None:
    every = 1
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), SESSION, NAME, str(every)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    operations = range(0, int(done.stdout), every)
    stood = 0
    for n in operations:
        home = Home(tmp_path / str(n))
        struck = b"TextStruck" in home.journal(SESSION).read_bytes()

        live = resume_session(home, SESSION)
        live.close()

        if struck:
            assert holds(home, NAME) == [], n
            texts = [note.text for note in live.runtime.live.notes.values()]
            assert texts == [STRUCK, "kept"]
        else:
            stood += 1
            assert holds(home, NAME), n
        assert len(list(home.exports(SESSION).iterdir())) == 2, n
        assert verify(home).sound, n
    assert 0 < stood < len(operations)


def test_the_search_finds_what_was_not_struck(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    opened(home, WriteNote(text=NAME), session=SESSION).close()
    assert holds(home, NAME) == [home.journal(SESSION)]
