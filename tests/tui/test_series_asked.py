"""A series whose name differs by case, stops or spaces from one there is, is asked about first."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import AskSeries, Library
from app.live_session import LiveSession
from screens.messages import PlanOpened
from session.plan.series import nearly_the_same
from store.paths import Home, private_folder
from tests.tui.opened import app_on, ended, until, words_on
from tui.cli.main import main

PLAN = 'title = "Second"\nseries = "{series}"\n[[agenda]]\ntitle = "Talk"\nminutes = 5\n'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(private_folder(tmp_path / "data"))
    ended(home)
    return home


def plan(tmp_path: Path, series: str) -> str:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN.format(series=series), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("hub", "Hub"),
        ("Hub.", "Hub"),
        (" HUB ", "Hub"),
        ("H u b", "Hub"),
        ("Hub", ""),
        ("Hubs", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_name_is_nearly_that_of_another(name: str, meant: str) -> None:
    assert nearly_the_same(name, ["Garden", "Hub"]) == meant


def test_check_says_so(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIRSAY_HOME", str(home.root))

    code = main(["check", plan(tmp_path, "hub.")])

    assert code == 0
    assert "“hub.” would be a new series. There is “Hub” already." in capsys.readouterr().out


def test_beginning_asks_once_and_takes_the_answer(home: Home, tmp_path: Path) -> None:
    desk, path = Library(home), plan(tmp_path, "hub.")
    before = home.session_ids()

    asked = desk.begin(path)

    assert asked == AskSeries(path, "hub.", "Hub")
    assert home.session_ids() == before
    for answer in ("Hub", "hub."):
        live = desk.begin(path, answer)
        assert isinstance(live, LiveSession)
        assert live.runtime.live.meta.series == answer
        assert live.close()


@pytest.mark.parametrize(("key", "series"), [("y", "Hub"), ("n", "hub."), ("escape", "")])
async def test_on_the_screen_it_is_asked_before_anything_begins(
    home: Home, tmp_path: Path, key: str, series: str
) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(PlanOpened(plan(tmp_path, "hub.")))
        await until(pilot, lambda: "There is “Hub” already" in words_on(app))
        await pilot.press(key)
        await until(pilot, lambda: not app.screen.is_modal)
        if series:
            await until(pilot, lambda: app.state.meta.series == series)
        live = app.live
    assert bool(live) is bool(series)
    assert len(home.session_ids()) == 1 + bool(series)
    assert live is None or live.close()
