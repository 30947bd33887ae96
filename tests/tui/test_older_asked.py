"""Where the newer record is on a stick that is not here, going on with the older one is asked about first; no is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Abort
from click.testing import CliRunner
from textual.widgets import Static

from app.library import Library
from screens.messages import SessionOpened
from store.journal.elsewhere import settle
from tests.app.test_moved_alone import SESSION, Crashed
from tests.tui.opened import app_on, until
from tui.cli.options import reopened


@pytest.fixture(params=["linked", "noted"])
def crashed(tmp_path: Path, request: pytest.FixtureRequest) -> Crashed:
    crashed = Crashed(tmp_path)
    if request.param == "linked":
        settle(crashed.home, SESSION)
    crashed.stick.rename(crashed.stick.with_name("in the bag"))
    return crashed


@pytest.mark.parametrize(
    ("key", "opens", "size"),
    [("y", True, (120, 36)), ("enter", False, (80, 24)), ("escape", False, (120, 36))],
)
async def test_on_the_screen_it_is_asked(
    crashed: Crashed, key: str, *, opens: bool, size: tuple[int, int]
) -> None:
    app = app_on(crashed.home)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.post_message(SessionOpened(SESSION))
        await until(pilot, lambda: app.screen.is_modal and app.screen.query(".title"))
        asked = str(app.screen.query_one(".title", Static).render())
        assert "Or go on with the older record, kept here?" in asked
        assert "is only there." in asked
        await pilot.press(key)
        await until(pilot, lambda: not app.screen.is_modal)
        if opens:
            await until(pilot, lambda: app.live)
        live = app.live
    assert bool(live) is opens
    assert live is None or (live.runtime.live.notes == {} and live.close())


@pytest.mark.parametrize("session", [SESSION, ""])
def test_on_the_command_line_it_is_asked(crashed: Crashed, session: str) -> None:
    before = crashed.home.journal(SESSION).is_symlink(), crashed.note.exists()
    for answer in ("\n", "n\n"):
        with CliRunner().isolation(answer) as (out, *_), pytest.raises(Abort):
            reopened(Library(crashed.home), session)
        assert "is only there. [y/N]" in out.getvalue().decode()
    assert (crashed.home.journal(SESSION).is_symlink(), crashed.note.exists()) == before

    with CliRunner().isolation("y\n"):
        live = reopened(Library(crashed.home), session)
    assert live.close()
