"""What every test shares: how hypothesis searches, and when an app under test is at rest."""

from __future__ import annotations

import gc
import os
from asyncio import sleep
from time import monotonic, process_time

import pytest
import textual.app
import textual.pilot
from hypothesis import settings

from screens.widgets import typeface

# Letters are drawn as a terminal with true colour shows them, whoever runs the tests.
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")

# A busy machine is not a failing test; the same examples every time keep a failure repeatable.
settings.register_profile("fairsay", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("fairsay")


# A screen under test alone has no app around it that loads the libraries after the first paint.
typeface.missing()


# As the program itself sets it: Python's own 700 took an eighth of the time of tests without a screen.
gc.set_threshold(20000, 5, 1000)


def pytest_collection_finish() -> None:
    """Leave the thousands of collected tests out of every later garbage collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def nothing_in_the_folders_of_whoever_runs_this(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let programs under test keep their notes outside the data folder in a folder of the tests."""
    os.environ["FAIRSAY_STATE"] = str(tmp_path_factory.mktemp("state"))


STEP_S = 1 / 200
IDLE_S = STEP_S / 20
QUIET = 2
"""So many quiet steps running: on a busy machine, a process that was not let run looks quiet for one."""


async def wait_for_idle(min_sleep: float = STEP_S, max_sleep: float = 1) -> None:
    """Wait as Textual does until this process hardly computes, in shorter steps.

    Textual's own step is 20 ms, three times a key, and waiting for it was most of the tests' time.
    """
    began, quiet = monotonic(), 0
    while quiet < QUIET or monotonic() - began <= min_sleep:
        computed = process_time()
        await sleep(STEP_S)
        quiet = quiet + 1 if process_time() - computed < IDLE_S else 0
        if monotonic() - began >= max_sleep:
            return


for user in (textual.app, textual.pilot):
    user.wait_for_idle = wait_for_idle  # type: ignore[attr-defined]  # what it imported
