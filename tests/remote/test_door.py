"""The door under floods and icons; a new code; coming back in another browser; leaving a shared phone."""

from __future__ import annotations

import pytest

from remote.server import ADDRESS_BURST, JOIN_BURST
from session.model.admission import RenewCode, SettleReturn
from session.model.votes import OpenRound
from tests.remote.hall import CODE, join, phone, served

ICONS = (
    "favicon.ico",
    "apple-touch-icon.png",
    "apple-touch-icon-precomposed.png",
    "robots.txt",
    "hotspot-detect.html",
    "generate_204",
)


async def test_icons_that_a_browser_asks_for_are_no_guesses_of_the_code() -> None:
    async with served(clock=lambda: 0.0) as site, phone() as browser:
        for icon in ICONS * 10:
            async with browser.get(f"{site.base}/{icon}") as answer:
                assert answer.status == 404

        async with browser.get(site.url) as answer:
            assert answer.status == 200


async def test_codes_that_could_be_one_are_guesses() -> None:
    async with served(clock=lambda: 0.0) as site, phone() as browser:
        for _ in range(10):
            async with browser.get(f"{site.base}/calm-tree") as answer:
                assert answer.status == 404
        async with browser.get(site.url) as answer:
            assert answer.status == 429


async def test_a_flood_of_joins_from_one_address_leaves_room_for_another() -> None:
    """Every address of 127.0.0.0/8 is this machine: the flood comes from one, somebody else from another."""
    from aiohttp import ClientSession, CookieJar, TCPConnector

    async with served(clock=lambda: 0.0) as site:
        statuses: list[int] = []
        async with ClientSession(
            headers={"Accept": "application/json"}, cookie_jar=CookieJar(unsafe=True)
        ) as flood:
            for _ in range(ADDRESS_BURST + 5):
                flood.cookie_jar.clear()
                async with flood.post(f"{site.url}/join", data={}, allow_redirects=False) as answer:
                    statuses.append(answer.status)
        other = TCPConnector(local_addr=("127.0.0.9", 0))
        async with (
            ClientSession(
                connector=other,
                headers={"Accept": "application/json"},
                cookie_jar=CookieJar(unsafe=True),
            ) as late,
            late.post(f"{site.url}/join", data={}, allow_redirects=False) as answer,
        ):
            welcome = answer.status

    assert statuses.count(303) == ADDRESS_BURST < JOIN_BURST
    assert set(statuses[ADDRESS_BURST:]) == {429}
    assert welcome == 303


async def test_after_a_new_code_those_who_are_in_go_on_by_the_old_one() -> None:
    async with served(clock=lambda: 0.0) as site, phone() as inside, phone() as outside:
        await join(inside, site)
        site.hall.keyboard(RenewCode(code="calm-river"))

        async with inside.post(f"{site.base}/{CODE}/do", json={"do": "hand"}) as answer:
            assert answer.status == 200
        async with inside.get(f"{site.base}/{CODE}/state") as answer:
            assert answer.status == 200
        for _ in range(20):
            # Whoever scans a picture of the old code guesses nothing.
            async with outside.get(site.url) as answer:
                assert answer.status == 404
        async with outside.get(f"{site.base}/calm-river") as answer:
            assert answer.status == 200


async def test_whoever_comes_back_in_another_browser_is_let_in_by_the_facilitators_yes() -> None:
    html = {"Accept": "text/html"}
    async with served() as site, phone() as first, phone() as second:
        await join(first, site, name="Zofia")
        await second.get(site.url, headers=html)
        async with second.post(f"{site.url}/join", data={"name": "Zofia"}, headers=html) as answer:
            refused = await answer.text()
        async with second.post(
            f"{site.url}/join", data={"name": "Zofia", "again": "yes"}, headers=html
        ) as answer:
            waiting, refresh = await answer.text(), answer.headers.get("Refresh")

        assert 'name="again"' in refused
        assert "The facilitator has been asked" in waiting
        assert refresh
        site.hall.keyboard(SettleReturn(yes=True))

        async with second.get(f"{site.url}/state") as answer:
            assert answer.status == 200
            assert (await answer.json())["me"]["name"] == "Zofia"
        async with first.get(f"{site.url}/state") as answer:
            assert answer.status == 403


async def test_the_next_person_on_a_shared_phone_is_somebody_else() -> None:
    async with served() as site, phone() as shared:
        hall = site.hall
        hall.keyboard(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots"))
        (vote,) = hall.state.rounds.values()
        await join(shared, site, name="Amara")
        (mark,) = hall.state.devices
        await shared.post(
            f"{site.url}/do",
            json={"do": "vote", "round": vote.id, "dots": {next(iter(vote.options)): 1}},
        )
        before = {cookie.value for cookie in shared.cookie_jar}

        async with shared.post(f"{site.url}/do", json={"do": "leave", "id": "x"}) as answer:
            assert answer.status == 200
        after = {cookie.value for cookie in shared.cookie_jar}
        await join(shared, site, name="Ben")
        async with shared.get(f"{site.url}/state") as answer:
            told = await answer.json()

        assert before.isdisjoint(after)
        assert set(hall.state.devices) > {mark}
        assert told["me"]["name"] == "Ben"
        assert told["me"]["voted"] == ""
        assert "my_dots" not in told["round"]


@pytest.mark.parametrize("asked", [{"do": "concern", "text": "Too loud"}, {"do": "hand"}])
async def test_an_answer_counts_what_phones_are_shown_and_not_what_is_private(
    asked: dict[str, str],
) -> None:
    async with served() as site, phone() as browser, phone() as other:
        await join(browser, site)
        await join(other, site)
        async with browser.post(f"{site.url}/do", json=asked) as answer:
            first = (await answer.json())["n"]
        async with browser.get(f"{site.url}/state") as answer:
            shown = (await answer.json())["n"]
        for n in range(3):
            await other.post(f"{site.url}/do", json={"do": "concern", "text": f"Concern {n}"})
        async with browser.post(f"{site.url}/do", json={"do": "concern", "text": "Cold"}) as answer:
            later = (await answer.json())["n"]

    assert first == shown == later


async def test_a_line_is_told_that_it_is_there_when_it_asks() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        async with browser.ws_connect(f"{site.url.replace('http', 'ws', 1)}/live") as line:
            assert (await line.receive_json())["all"]
            for _ in range(30):
                await line.send_str("")
            assert await line.receive_json(timeout=5) == {}
