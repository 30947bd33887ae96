"""``f`` on Home: a session or a person goes, after the counts were read and a clear yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from session.model.record import WriteNote
from store.owner import claim
from store.paths import Home, private_folder
from tests.store.named import OTHER, SESSIONS, contents, fill
from tests.tui.opened import app_on, ended, opened, until, words_on
from tui import places
from tui.app import FairsayApp

pytestmark = pytest.mark.practice("P46")
SIZE = (80, 24)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data")
    fill(home, "Zoë")
    return home


async def type_name(app: FairsayApp, pilot: Pilot[str], name: str) -> None:
    """Press ``f``, choose a person, say that the projector is off, and type a name."""
    await until(pilot, lambda: app.library.series)
    for key in ("f", "down", "enter"):
        await pilot.press(key)
    await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
    await pilot.press("n")
    await until(pilot, lambda: "Whose name should go?" in words_on(app))
    app.screen.query_one("Line").value = name  # type: ignore[attr-defined]  # an Input
    await pilot.press("enter")


async def test_a_person_is_forgotten_after_a_clear_yes(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await type_name(app, pilot, "zoë")
        await until(pilot, lambda: "3 sessions, 6 recaps and" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "A person was forgotten." in words_on(app))

        await until(pilot, lambda: "Zoë" not in str(app.library))
    assert not any("Zoë".encode() in data for data in contents(home).values())


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        (("y", "n"), ["Mrs O’Rourke spoke"]),
        (("enter", "y"), ["Maggie was late"]),
        (("enter", "enter"), ["Maggie was late", "Mrs O’Rourke spoke"]),
        (("y", "escape"), ["Maggie O’Rourke asked", "Maggie was late", "Mrs O’Rourke spoke"]),
    ],
)
async def test_what_may_name_the_same_person_is_asked_about_one_by_one(
    tmp_path: Path, answers: tuple[str, str], left: list[str]
) -> None:
    home = Home(private_folder(tmp_path / "data"))
    said = ("Maggie O’Rourke asked", "Mrs O’Rourke spoke", "Maggie was late", "Maggie came again")
    ended(home, *(WriteNote(text=text) for text in said))
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await type_name(app, pilot, "maggie o'rourke")
        await until(pilot, lambda: "Take it out" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "“Maggie” stands in 2 more places" in words_on(app))
        await pilot.press(answers[0])
        await until(pilot, lambda: "“Mrs O’Rourke” stands in 1 more place." in words_on(app))
        await pilot.press(answers[1])
        done = "Nothing was changed" if "escape" in answers else "A person was forgotten."
        await until(pilot, lambda: done in words_on(app))

    words = b"".join(contents(home).values()).decode("utf-8", "replace")
    assert [text for text in sorted(said) if text in words and text != "Maggie came again"] == left


async def test_a_stray_enter_changes_nothing(home: Home) -> None:
    before = contents(home)
    app = app_on(home)
    # As for a person: the question comes once the hands are at rest, also with no session open.
    app.shell.quiet_s = 0.3
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await type_name(app, pilot, "Zoë")
        await until(pilot, lambda: "3 sessions, 6 recaps and" in words_on(app))
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "home")

    assert contents(home) == before


async def test_a_name_is_not_asked_for_while_the_projector_is_on(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: app.library.series)
        for key in ("f", "down", "enter"):
            await pilot.press(key)
        await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
        await pilot.press("y")

        await until(pilot, lambda: places.place(app.screen) == "home")
        assert "Whose name" not in words_on(app)


async def test_nobody_of_that_name_is_told(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await type_name(app, pilot, "[/red]")
        await until(pilot, lambda: "Nobody called “[/red]”" in words_on(app))


async def test_the_chosen_session_is_forgotten(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: app.library.series)
        chosen = app.library.series[0].sessions[0].id
        await pilot.press("f")
        await until(pilot, lambda: "Forget what?" in words_on(app))
        await pilot.press("enter")
        await until(pilot, lambda: "for good: 2 recaps and" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "1 session was forgotten" in words_on(app))

        await until(pilot, lambda: chosen not in str(app.library))
    assert set(home.session_ids()) == {*SESSIONS, OTHER} - {chosen}


async def test_a_session_open_here_or_elsewhere_is_refused(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: app.library.unfinished)
        await pilot.press("f")
        await until(pilot, lambda: "Forget what?" in words_on(app))
        await pilot.press("enter")
        await until(pilot, lambda: "This session is open here." in words_on(app))
        await pilot.press("a")
        with claim(home.session_dir(SESSIONS[0])):
            await type_name(app, pilot, "Zoë")
            await until(pilot, lambda: "3 sessions, 6 recaps and" in words_on(app))
            await pilot.press("y")
            await until(pilot, lambda: f"Session {SESSIONS[0]} is open" in words_on(app))
    assert live.close()
    assert any("Zoë".encode() in data for data in contents(home).values())
