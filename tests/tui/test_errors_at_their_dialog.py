"""An error stands at the dialog that asked for what failed; a toast is for news that nobody asked for."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from screens.dialogs.ask import Ask
from screens.dialogs.new_key import NewKey
from store.paths import Home
from store.refusal import Refusal
from tests.tui.opened import app_on, opened, until, words_on
from tui import places

ROOT = Path(__file__).parents[2]
NEWS = {
    "tui/shell.py": 1,  # what `refuse` shows where there is no dialog
    "tui/key_rules.py": 1,  # text came where keys are commands
    "tui/controllers/strikes.py": 2,  # what is left, told five seconds later
    "tui/controllers/opening.py": 1,  # a session that was left was saved late
    "tui/controllers/settings.py": 2,  # found when the settings were read at the start
    "tui/controllers/navigation.py": 1,  # after a crash
    "tui/controllers/session.py": 4,  # at the opening, the disk, a warning after a deed, the folder it is in now
    "tui/controllers/library.py": 2,  # what a move left, a receipt of what was forgotten
    "tui/controllers/reminders.py": 3,
}
"""Number of calls that show trouble as a toast, by module: anything else says ``refuse``."""


def troubles(path: Path) -> int:
    calls = (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    )
    return sum(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "tell"
        and (len(call.args) > 1 or any(one.arg == "trouble" for one in call.keywords))
        for call in calls
    )


def test_only_news_is_shown_as_a_toast() -> None:
    found = Counter(
        {str(path.relative_to(ROOT)): troubles(path) for path in (ROOT / "tui").rglob("*.py")}
    )

    assert {path: n for path, n in found.items() if n} == NEWS
    toasts = [
        path for path in (ROOT / "screens").rglob("*.py") if ".notify(" in path.read_text("utf-8")
    ]
    assert toasts == []


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def no_room() -> str:
    raise OSError(28, "No space left on device")


def not_there() -> str:
    raise Refusal("There is no such file.")


DIALOGS: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "a line": (lambda: Ask("Where?", "A folder."), ["x", "enter"]),
    "a key": (lambda: NewKey("Note"), ["f7"]),
}
FAILED = {"No space left on device": no_room, "There is no such file.": not_there}


@pytest.mark.parametrize("why", FAILED)
@pytest.mark.parametrize("name", DIALOGS)
async def test_what_a_worker_refuses_opens_its_dialog_again(
    name: str, why: str, home: Home
) -> None:
    live, (make, keys) = opened(home), DIALOGS[name]
    app = app_on(home, live)
    answers: list[str] = []

    async def fails() -> str:
        return FAILED[why]()

    def answered(text: str | None) -> None:
        answers.append(text or "")
        app.shell.run(fails)

    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.push_screen(make(), answered)
        await until(pilot, lambda: bool(app.screen.query("#sheet")))
        await pilot.press(*keys)
        await until(pilot, lambda: bool(app.screen.query(".refused")))

        assert why in words_on(app)
        assert not app._notifications
        assert [one.value for one in app.screen.query(Input)] == ["x"] * (name == "a line")
        await pilot.press(*keys)
        await until(pilot, lambda: len(answers) == 2)
    live.close()


async def test_a_dialog_that_was_opened_since_then_has_nothing_to_do_with_it(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    ready: list[bool] = []

    async def fails() -> None:
        await until(pilot, lambda: bool(ready))
        not_there()

    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.shell.run(fails)
        app.push_screen(Ask("Who?", ""))
        await until(pilot, lambda: bool(app.screen.query("#sheet")))
        ready.append(True)
        await until(pilot, lambda: bool(app._notifications))

        assert not app.screen.query(".refused")
    live.close()
