"""How often somebody may ask: guessed codes, pages, lines; and browsers that keep no cookie."""

from __future__ import annotations

import asyncio

from aiohttp import ClientSession, DummyCookieJar

from remote.addresses import Public
from remote.frames import text_frame
from remote.hub import MOST_LINES, Listener
from session.model.phones import LeaveDevice
from tests.remote.hall import Site, deaf_line, join, open_connections, phone, served, until

PLAIN = {"Accept": "text/html"}


async def status(browser: ClientSession, url: str, method: str = "GET") -> int:
    async with browser.request(method, url, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


async def test_whoever_guessed_often_can_not_come_in_with_the_right_code_either() -> None:
    clock = [0.0]
    async with served(clock=lambda: clock[0]) as site, phone() as inside, phone() as guessing:
        await join(inside, site, name="Kit")
        guesses = [await status(guessing, f"{site.base}/cold-soup{n}") for n in "abcdefghijklmn"]
        assert guesses[:10] == [404] * 10
        assert set(guesses[10:]) == {429}

        # The right one looks like any other, so that nothing is learnt by going on.
        async with guessing.get(site.url) as answer:
            told = await answer.json()
            assert (answer.status, told["reason"]) == (429, "phone.too_often")
            assert int(answer.headers["Retry-After"]) >= 1
        async with guessing.post(f"{site.url}/join", data={}, allow_redirects=False) as answer:
            assert answer.status == 429
        # Those who are in go on, from the same address.
        async with inside.post(f"{site.url}/do", json={"do": "hand"}) as answer:
            assert answer.status == 200
        assert await status(inside, site.url) == 200

        clock[0] += 7
        assert await status(guessing, site.url) == 200


async def test_a_phone_that_reloads_without_end_is_slowed_down_and_the_others_are_not() -> None:
    clock = [0.0]
    async with served(clock=lambda: clock[0]) as site, phone() as greedy, phone() as other:
        await join(greedy, site)
        await join(other, site)

        for way, method in (("", "GET"), ("/state", "GET"), ("/recap", "GET"), ("", "HEAD")):
            seen = [await status(greedy, f"{site.url}{way}", method) for _ in range(40)]
            assert seen[0] == 200
            assert seen[-1] == 429
            assert await status(other, f"{site.url}{way}") == 200
            clock[0] += 60
            assert await status(greedy, f"{site.url}{way}") == 200
            clock[0] += 60


async def test_a_hall_behind_one_router_can_open_the_page_at_once() -> None:
    async with served() as site, phone() as browser:
        seen = [await status(browser, site.url) for _ in range(300)]

        assert set(seen) == {200}


async def test_a_phone_keeps_so_many_lines_and_the_oldest_goes() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site)
        lines = [await browser.ws_connect(f"{site.url}/live") for _ in range(MOST_LINES + 1)]
        try:
            for line in lines[1:]:
                assert (await line.receive_json())["all"]
            async with asyncio.timeout(5):
                first = [await lines[0].receive() for _ in range(2)][-1]
            assert first.type.name in {"CLOSE", "CLOSED", "CLOSING"}
            assert len(site.server.hub.listeners) == MOST_LINES
        finally:
            for line in lines:
                await line.close()


def fill(site: Site, listener: Listener) -> None:
    """Write to a line until something stays on the way."""
    while not listener.line.get_write_buffer_size():
        listener.line.write(text_frame(b"x" * 60_000))


async def test_a_line_nobody_reads_is_cut_once_its_phone_is_put_out() -> None:
    async with served() as site, phone() as browser:
        await join(browser, site, name="Kit")
        await browser.close()
        sock, listener = await deaf_line(browser, site)
        fill(site, listener)

        (mark,) = site.hall.state.devices
        site.hall.keyboard(LeaveDevice(device=mark, gone=False))

        await until(lambda: not open_connections(site))
        sock.close()


async def test_a_line_nobody_reads_is_cut_when_it_does_not_answer() -> None:
    async with served(heartbeat_s=0.05) as site, phone() as browser:
        await join(browser, site, name="Kit")
        await browser.close()
        sock, listener = await deaf_line(browser, site)
        fill(site, listener)

        await until(lambda: not open_connections(site))
        assert not site.server.hub.listeners
        sock.close()


async def test_a_browser_that_keeps_no_cookie_joins_nobody_and_is_told_why() -> None:
    async with (
        served() as site,
        ClientSession(cookie_jar=DummyCookieJar(), headers=PLAIN) as browser,
    ):
        before = len(site.hall.state.people)
        for _ in range(3):
            async with browser.get(site.url) as answer:
                assert answer.status == 200
            async with browser.post(
                f"{site.url}/join", data={"name": "Kit"}, allow_redirects=False
            ) as answer:
                text = await answer.text()
                assert answer.status == 409
                assert "cookie" in text
                assert 'value="Kit"' in text
                assert "fairsay=" in answer.headers["Set-Cookie"]

        assert len(site.hall.state.people) == before
        assert not site.hall.state.devices


async def test_a_browser_whose_page_came_without_a_cookie_joins_at_the_second_try() -> None:
    async with served() as site, phone() as browser:
        form = {"name": "Kit"}
        for expected in (409, 303):
            async with browser.post(
                f"{site.url}/join", data=form, headers=PLAIN, allow_redirects=False
            ) as answer:
                assert answer.status == expected
        assert len(site.hall.state.devices) == 1


async def test_the_page_may_ask_from_the_address_outside_and_no_other_page_may() -> None:
    public = Public("https://talk.example.org", "talk.example.org", "https://talk.example.org")
    async with served(public=public) as site, phone() as browser:
        told = []
        for origin in (public.origin, "https://elsewhere.example.org"):
            headers = {"Host": public.host, "Origin": origin} | PLAIN
            async with browser.get(site.url, headers=headers) as answer:
                told.append(answer.status)

    assert told == [200, 403]
