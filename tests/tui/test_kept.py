"""What is told as kept or agreed is on the disk, and what the disk refuses stands on every screen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal, get_args

import pytest

from screens.messages import Go, Submit
from screens.places import Destination
from screens.shared import SharedScreen
from session.model.agreement import AddLine, AgreeLines
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.record import WriteNote
from session.views.shared.scene import SCENES
from session.wording.catalogue import CATALOGUE
from store.paths import Home, private_folder
from tests.tui.opened import SAID, app_on, opened, until, words_on
from tui.app import FairsayApp

SESSION = "2026-11-23-aaaaaa"
REFUSES = "so nothing new is saved"
SCREENS = sorted(set(get_args(Destination)))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


@pytest.mark.parametrize("to", SCREENS)
async def test_what_the_disk_refuses_stands_on_every_screen(home: Home, to: Destination) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.saved.all and app.saved.n)
        shutil.rmtree(home.session_dir(SESSION))
        app.post_message(Submit(WriteNote(text="Said while the stick was out")))
        await until(pilot, lambda: app.saved.trouble)
        await app.navigation.show(to)
        app.tick()
        await until(pilot, lambda: REFUSES in words_on(app))
    live.writer.close(0.1)
    live.close()


@pytest.mark.parametrize("command", [EndSession(), AgreeRecap(not_coproduced="The date")])
async def test_nothing_is_told_as_kept_or_agreed_while_the_disk_refuses(
    home: Home, command: EndSession | AgreeRecap
) -> None:
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.saved.all and app.saved.n)
        away = shutil.move(home.session_dir(SESSION), home.root / "away")
        app.post_message(Go("close"))
        app.post_message(Submit(command, "It is agreed and kept."))
        await until(pilot, lambda: app.saved.trouble)
        await until(pilot, lambda: app.read_back.title)
        assert "agreed and kept" not in words_on(app)
        assert not app.read_back.agreed
        assert "✓ saved" not in words_on(app)

        shutil.move(away, home.session_dir(SESSION))

        await until(pilot, lambda: "agreed and kept" in words_on(app))
        await until(pilot, lambda: app.read_back.agreed or isinstance(command, EndSession))
    live.close()


CLAIMS = (
    "agreement.agreed",
    "agreement.done",
    "console.saved",
    "quit.running",
    "readback.agreed",
    "readback.ended",
    "recap.agreed",
    "recap.lines_agreed",
    "saving.again",
)
"""All that says of what was done last that it is agreed, kept or saved."""


def claims_on(app: FairsayApp) -> list[str]:
    begins = {key: str(CATALOGUE[key]).split("{")[0].strip() for key in CLAIMS}
    return [key for key, words in begins.items() if words in words_on(app)]


@pytest.mark.parametrize("to", [*SCREENS, "small"])
async def test_no_screen_tells_what_the_disk_has_not_taken_as_agreed_or_kept(
    home: Home, to: Destination | Literal["small"]
) -> None:
    live = opened(home, *SAID, AddLine(text="One person speaks at a time."))
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.saved.all and app.saved.n)
        away = shutil.move(home.session_dir(SESSION), home.root / "away")
        live.handle(AgreeLines())
        live.handle(AgreeRecap(not_coproduced="The date"))
        await until(pilot, lambda: app.saved.trouble)
        if to == "small":
            await pilot.resize_terminal(50, 18)
        else:
            await app.navigation.go(Go(to, about="agreement" if to == "start" else ""))
        app.tick()
        await pilot.pause()
        assert claims_on(app) == []
        assert "everything is kept" not in words_on(app)
        for scene in SCENES if to == "shared" else ():
            assert isinstance(app.screen, SharedScreen)
            app.screen.chosen = scene
            await pilot.pause()
            assert claims_on(app) == [], scene

        shutil.move(away, home.session_dir(SESSION))

        await until(pilot, lambda: app.saved.all)
        await until(pilot, lambda: app.state.agreement.agreed_t is not None)
        assert app.state.closing.agreed_t is not None
        if to == "start":
            await until(pilot, lambda: "agreement.agreed" in claims_on(app))
    live.close()
