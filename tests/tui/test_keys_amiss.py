"""Keys at the wrong moment: twice in one read, over a question, in the dark; and keys that were changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.help import HelpScreen
from screens.keys.key import Key
from screens.keys.keymap import Layout, hear, keys_on, layout_with
from screens.keys.tables import ROWS_ON
from screens.messages import Go
from screens.places import SCREENS, TABLE, Place
from screens.widgets.key_line import KeyLine
from session.model.agenda import StartAgenda
from session.model.settings import Settings
from store.paths import Home
from store.settings import save_settings
from tests.every_key import ALL_KEYS
from tests.tui.opened import app_on, opened, shown, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.cli.eight_card import card_words
from tui.cli.key_card import key_list

EIGHT = "nwhvrzu"
OTHERS = [one for one in "abcdefghijklmnopqrstuvwxyz" if one not in EIGHT]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    live = opened(Home(tmp_path), StartAgenda())
    yield live
    live.close()


async def send(app: FairsayApp, pilot: Pilot[str], keys: str, at: float) -> None:
    """Let keys come in one read, and wait until all of them were handled."""
    for key in keys:
        event = events.Key(key, key)
        event.time = at
        app.post_message(event)
    await pilot.pause()
    await until(pilot, lambda: not app.gate.is_busy)


@pytest.mark.parametrize("upper", [False, True], ids=["small", "caps"])
async def test_each_other_letter_twice_in_one_read_is_a_slip(
    live: LiveSession, upper: bool
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = live.runtime.n
        for nth, letter in enumerate(OTHERS):
            await send(app, pilot, (letter.upper() if upper else letter) * 2, at=10.0 * nth)
            assert (letter, live.runtime.n, places.place(app.screen)) == (letter, before, "board")


@pytest.mark.parametrize("letter", EIGHT)
async def test_each_of_the_eight_twice_in_one_read_does_its_deed_once(
    live: LiveSession, letter: str
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await send(app, pilot, letter * 2, at=10.0)

        on_now = {"n": app.state.order[1], "u": ""}.get(letter, app.state.order[0])
        assert app.state.clock.current == on_now
        assert len(app.screen_stack) <= 3


async def test_no_letter_but_yes_answers_a_question_that_lies_over_the_board(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live, all_keys=False)
    answers: list[bool | None] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = live.runtime.n
        await app.push_screen(Confirm("End it?"), answers.append)
        for nth, letter in enumerate([*OTHERS, *EIGHT]):
            if letter != "y":
                await send(app, pilot, letter * 2, at=10.0 * nth)

        assert (answers, live.runtime.n) == ([], before)
        assert isinstance(app.screen, Confirm)


async def test_in_the_dark_a_letter_brings_the_light_back_and_does_nothing_else(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = live.runtime.n
        for nth, letter in enumerate([*"kx", *EIGHT]):
            await pilot.press("full_stop")
            await until(pilot, lambda: places.place(app.screen) == "blackout")
            await send(app, pilot, letter, at=10.0 * nth)
            await until(pilot, lambda: places.place(app.screen) == "board")

        assert live.runtime.n == before


def test_a_ballot_hears_no_letter_but_that_of_putting_right() -> None:
    heard = {one: hear("ballot", one, Layout()).kind for one in [*OTHERS, *EIGHT]}

    assert {one for one, kind in heard.items() if kind != "unknown"} == {"e"}
    assert heard["e"] == "again"


# Keys changed in the settings


async def test_a_changed_key_is_in_the_footer_the_help_the_card_and_the_sentences(
    tmp_path: Path,
) -> None:
    changed = {"write": "f5", "ask": "f6", "put-right": "f7"}
    home = Home(tmp_path)
    save_settings(home, Settings(keys=changed))
    live = opened(home, StartAgenda())
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(160, 36), notifications=True) as pilot:
        await pilot.pause()
        assert "F5 Write" in str(app.screen.query_one(KeyLine).render())
        await pilot.press("w")
        await until(pilot, lambda: "w does nothing here" in words_on(app))
        app.post_message(Go("record"))
        await until(pilot, lambda: places.place(app.screen) == "record")
        await until(pilot, lambda: "F5" in shown(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "F5  Write" in shown(app)
    live.close()
    layout = layout_with(changed)
    assert "F7" in key_list(layout)
    assert [one["key"] for one in card_words(layout)["eight"]][1] == "F5"


# Every row of the table

PLAYED = [
    (place, key)
    for place in SCREENS
    for key in ROWS_ON[place]
    if not key.native and TABLE[place].screen
]


@pytest.mark.parametrize("layout", [Layout(), ALL_KEYS], ids=["eight", "all keys"])
def test_every_key_of_every_row_reaches_its_row(layout: Layout) -> None:
    for place in SCREENS:
        for key in keys_on(place, layout):
            for one in filter(None, key.keys.split(",")):
                heard = hear(place, one, layout)
                assert heard.key is None or heard.key.id == key.id, (place, one)
                assert heard.kind != "unknown", (place, one)


@pytest.mark.parametrize("place", sorted({place for place, _ in PLAYED}))
def test_every_row_of_a_screen_is_an_action_of_it(place: Place) -> None:
    kind = places.screen_of(place)
    rows = [key for at, key in PLAYED if at == place]

    assert [key.id for key in rows if not has_action(kind, key)] == []


def has_action(kind: type[Any], key: Key) -> bool:
    name = key.run.partition("(")[0].replace("app.", "")
    return any(hasattr(one, f"action_{name}") for one in (kind, *kind.PARTS, FairsayApp))
