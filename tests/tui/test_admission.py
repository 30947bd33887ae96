"""The facilitator's keys at the door: a new code, joins put out together, and somebody let in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Library
from app.network_options import NetworkOptions
from screens.dialogs.pick import Pick
from screens.join import JoinScreen
from screens.private.screen import PrivateScreen
from session.model.admission import AskReturn
from session.model.agenda import StartAgenda
from session.model.phones import JoinDevice
from session.rules.devices import device_of, joined
from store.paths import Home
from tests.screens.harness import SIZES
from tests.tui.opened import opened, until, words_on
from tui.app import FairsayApp


def at_the_door(folder: Path) -> FairsayApp:
    home = Home(folder / "data")
    live = opened(home, StartAgenda())
    return FairsayApp(
        Library(home), live, ways=NetworkOptions(host="127.0.0.1", open=True), all_keys=True
    )


@pytest.mark.parametrize("size", SIZES)
async def test_w_gives_a_new_code_and_b_puts_out_the_last_ones(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = at_the_door(tmp_path)
    live = app.live
    assert live
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: live.runtime.live.door.open)
        live.handle(JoinDevice(device="mark-1", name="Zofia"), "phone-1")
        live.handle(JoinDevice(device="mark-2"), "phone-2")
        code = live.runtime.live.door.code
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JoinScreen))
        await pilot.press("w")
        await until(pilot, lambda: live.runtime.live.door.before == (code,))
        new = live.runtime.live.door.code
        await until(pilot, lambda: new in words_on(app))
        assert joined(live.runtime.live) == 2

        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert "The last 2 minutes: 2 phones" in words_on(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, JoinScreen))
        assert joined(live.runtime.live) == 2
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: joined(live.runtime.live) == 0)
    await app.phones.hang_up()
    live.close()


async def test_who_asks_to_be_let_in_again_is_told_without_a_name_and_let_in(
    tmp_path: Path,
) -> None:
    app = at_the_door(tmp_path)
    live = app.live
    assert live
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: live.runtime.live.door.open)
        live.handle(JoinDevice(device="mark-1", name="Zofia"), "phone-1")
        live.handle(AskReturn(device="mark-2", name="Zofia"), "phone-2")
        await until(pilot, lambda: "Somebody asks to be let in again" in words_on(app))
        assert "Zofia" not in words_on(app)
        await pilot.press("f9")
        await until(pilot, lambda: "Can anybody but you see this screen" in words_on(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PrivateScreen))
        await until(pilot, lambda: "Zofia asks to be let in on another phone" in words_on(app))
        await pilot.press("home", "1")
        await until(pilot, lambda: device_of(live.runtime.live, "mark-2"))
        assert device_of(live.runtime.live, "mark-1") is None
    await app.phones.hang_up()
    live.close()
