"""A phone asks what its person missed of the series: nothing is shown before the facilitator's yes."""

from __future__ import annotations

import pytest

from remote.missed import AGAIN_S
from session.model.admission import SettleMissed
from session.model.carried import Carried
from session.model.phones import OpenDoor
from tests.remote.hall import CODE, Hall, join, phone, served
from tests.session.table import Table

pytestmark = pytest.mark.practice("P68")


def hall(sessions: int = 1) -> Hall:
    table = Table(carried=Carried(sessions=sessions, title="First evening"))
    table.do(OpenDoor(code=CODE))
    return Hall(table)


async def test_it_is_asked_for_waited_for_and_shown() -> None:
    async with served(hall()) as site, phone() as browser:
        await join(browser, site, name="Dawn")
        async with browser.get(site.url) as answer:
            assert f'href="/{CODE}/missed"' in await answer.text()
        async with browser.get(f"{site.url}/missed") as answer:
            assert 'value="missed"' in await answer.text()
            assert "Refresh" not in answer.headers

        async with browser.post(f"{site.url}/do", data={"do": "missed"}) as answer:
            assert answer.status == 200
        async with browser.get(f"{site.url}/missed") as answer:
            assert answer.headers["Refresh"] == str(AGAIN_S)
            assert "missed</p>" not in await answer.text()

        site.hall.keyboard(SettleMissed(yes=True))
        async with browser.get(f"{site.url}/missed") as answer:
            (mark,) = site.hall.state.devices
            assert await answer.text() == f"<p>What {mark} missed</p>"
            assert "script-src" not in answer.headers["Content-Security-Policy"]


async def test_after_a_no_it_can_be_asked_for_again() -> None:
    async with served(hall()) as site, phone() as browser:
        await join(browser, site, name="Dawn")
        async with browser.post(f"{site.url}/do", data={"do": "missed"}):
            site.hall.keyboard(SettleMissed(yes=False))

        async with browser.get(f"{site.url}/missed") as answer:
            assert 'value="missed"' in await answer.text()


async def test_who_has_not_joined_is_shown_nothing() -> None:
    async with served(hall()) as site, phone() as browser, phone() as other:
        await join(browser, site, name="Dawn")
        async with browser.post(f"{site.url}/do", data={"do": "missed"}):
            site.hall.keyboard(SettleMissed(yes=True))

        async with other.get(f"{site.url}/missed") as answer:
            assert answer.status == 403
        await join(other, site, name="Mo")
        async with other.get(f"{site.url}/missed") as answer:
            assert "missed</p>" not in await answer.text()


async def test_the_first_session_of_a_series_has_nothing_to_miss() -> None:
    async with served(hall(0)) as site, phone() as browser:
        await join(browser, site, name="Dawn")

        async with browser.get(site.url) as answer:
            assert "/missed" not in await answer.text()
        async with browser.get(f"{site.url}/missed") as answer:
            assert "You missed nothing" in await answer.text()
