"""Copying for a video call's chat: what is told is what was copied, and the address stays in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import Library
from app.network_options import NetworkOptions
from app.open_session import open_session
from screens.messages import DoorAsked
from session.model.agenda import StartAgenda
from session.model.plan import Plan
from session.model.state import replace
from session.model.votes import OpenRound
from session.views.phone_link import Joining, Link
from session.wording.catalogue import say
from store.paths import Home
from tests.screens.test_join import read
from tests.tui.opened import PLAN, app_on, opened, shown, until, words_on
from tui import places
from tui.app import FairsayApp

URL = "http://192.168.1.5:8470/warm-soup"
NO_MEETING: Plan = replace(PLAN, meeting_link="")
VOTE = OpenRound(question="Which?", options=("Bus", "Soup"))


@pytest.mark.parametrize(
    ("plan", "link", "vote", "told"),
    [
        (PLAN, True, True, "join.copied"),
        (PLAN, True, False, "join.copied_link"),
        # Then the link of the video call stands in its place.
        (PLAN, False, False, "join.copied_link"),
        (NO_MEETING, False, False, "join.copied_title"),
        (NO_MEETING, False, True, "rounds.copied"),
    ],
)
async def test_what_is_copied_is_told_as_it_is(
    tmp_path: Path, plan: Plan, link: bool, vote: bool, told: str
) -> None:
    live = open_session(Home(tmp_path / "data"), plan, session_id="2026-11-23-aaaaaa")
    if vote:
        live.handle(VOTE)
    app = app_on(Home(tmp_path / "data"), live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.joining = Joining((Link(URL, URL),)) if link else Joining()
        app.post_message(DoorAsked("copy"))
        # Up to its first full stop: how the rest wraps depends on the size of the screen.
        await until(pilot, lambda: say(told)[:40] in words_on(app).replace("▌ ", ""))
        assert ("Which?" in app.clipboard, URL in app.clipboard) == (vote, link)
    live.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_told_about_copying_leaves_the_address_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = Home(tmp_path / "data")
    # A public address, since a machine without a network has no other that a phone could reach.
    ways = NetworkOptions(host="127.0.0.1", public_url="https://talk.example.org", open=True)
    app = FairsayApp(Library(home), opened(home, StartAgenda(), VOTE), ways=ways, all_keys=True)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.joining.link)
        link = app.joining.link
        assert link
        await pilot.press("j")
        await until(pilot, lambda: places.place(app.screen) == "join" and link.url in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: any(told.region for told in app.screen.query("Toast")))
        assert link.url in shown(app)
        # Nor is the code covered.
        assert link.code in read(app)
    assert app.live
    app.live.close()
