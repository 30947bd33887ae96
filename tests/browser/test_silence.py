"""A laptop that says nothing any more, with a line that looks as if it held: the page says so within ten seconds."""

from __future__ import annotations

import time

from playwright.async_api import Browser, WebSocketRoute

from tests.browser.phone import phone
from tests.browser.rooms import ordinary
from tests.browser.test_sending import Held
from tests.remote.hall import served

WITHIN_S = 10.0


async def test_a_phone_says_that_it_is_not_connected_and_then_that_it_is(browser: Browser) -> None:
    silent = False

    def carry(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        # Both ends take it for a line that holds, and nothing comes through.
        server.on_message(lambda said: None if silent else line.send(said))
        line.on_message(lambda said: None if silent else server.send(said))

    hall = ordinary()
    async with served(hall) as site, phone(browser, lost=True) as held:
        held.page.set_default_timeout(20000)
        await held.page.route_web_socket("**/live", carry)
        await held.join(site.url)
        await held.live()
        way = Held()
        await way.hold(held.page, "**/state")
        silent, begun = True, time.monotonic()

        await held.page.locator("#line", has_text="Not connected").wait_for()

        assert time.monotonic() - begun < WITHIN_S
        silent = False
        way.let_go()
        await held.live()


async def test_a_quiet_session_is_not_taken_for_one_that_is_gone(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await held.page.clock.install()
        await held.join(site.url)
        await held.live()
        for _ in range(10):
            await held.page.clock.run_for(2000)
            await held.page.evaluate("fetch('/page.css').then((answer) => answer.text())")
            assert await held.page.locator("#line").text_content() == "Up to date"


async def test_what_is_sent_and_not_answered_is_told_within_ten_seconds(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser, lost=True) as held:
        held.page.set_default_timeout(20000)
        await held.join(site.url)
        await held.live()
        way = Held()
        await way.hold(held.page)
        begun = time.monotonic()
        await held.press("hand")

        await held.page.locator("#said", has_text="Not sent yet").wait_for()

        assert time.monotonic() - begun < WITHIN_S
        way.let_go()
        await held.sees("Your hand is up", "#said")
        assert len(site.hall.state.queue) == 1
