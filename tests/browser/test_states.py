"""Every state of the page, looked at by a machine: accessible, narrow, light, and sufficient to itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.async_playwright import (  # type: ignore[import-untyped]  # has no types
    Axe,
)
from playwright.async_api import Browser, Page

from session.model.lifecycle import EndSession
from tests.browser.phone import phone
from tests.browser.rooms import STATES, closed_door, colouring, ordinary, result
from tests.remote.hall import CODE, Hall, Site, join, served
from tests.remote.hall import phone as plain_phone

RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Where each of thousands of elements is that is as it should be: nobody reads that.
    "resultTypes": ["violations"],
}
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "dark", "contrast": "more"},
    {"color_scheme": "light", "forced_colors": "active"},
)
MOST_BYTES = 40_000
TARGET_PX = 44

SMALL = """() => [...document.querySelectorAll(
    'button, a, select, textarea, summary, input:not([type=hidden],[type=radio],[type=checkbox]), label:has(:checked), .choice, .chips label')]
    .filter((one) => one.checkVisibility() && !one.matches('.skip, #line a'))
    .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, box]) => box.height < %d || box.width < %d).map(([text]) => text)"""
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => one.open = true)"
WIDTH = "() => document.documentElement.scrollWidth"


async def violations(page: Page) -> list[str]:
    """Return what axe finds by every rule, in every light."""
    found: list[str] = []
    for look in LOOKS:
        await page.emulate_media(**{"forced_colors": "none", "contrast": "no-preference", **look})
        told = (await Axe().run(page, options=RULES)).response
        assert told["passes"], look
        found += [
            f"{look}: {one['id']}: {[node['target'] for node in one['nodes']]}"
            for one in told["violations"]
        ]
    return found


async def shown(page: Page, site: Site) -> None:
    """Show the page of a phone that has joined, up to date, with everything unfolded."""
    await page.goto(site.url)
    await page.get_by_role("button", name="Join").click()
    await page.locator("#line", has_text="Up to date").wait_for()
    await page.evaluate(UNFOLD)


async def looked_at(page: Page) -> None:
    """Look at the page in every light, for what is hard to hit, and in narrow places."""
    assert await violations(page) == []
    assert await page.evaluate(SMALL % (TARGET_PX, TARGET_PX)) == []

    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate(WIDTH) <= 320
    # Letters twice as large, as the phone's own setting for text makes them.
    await page.evaluate("() => { document.documentElement.style.fontSize = '212.5%' }")
    assert await page.evaluate(WIDTH) <= 320


@pytest.mark.practice("P34")
@pytest.mark.parametrize("state", [*STATES, "ended"])
async def test_a_state_is_accessible_narrow_and_easy_to_hit(browser: Browser, state: str) -> None:
    hall = STATES.get(state, result)()
    async with served(hall) as site, phone(browser) as held:
        await shown(held.page, site)
        if state == "ended":
            hall.keyboard(EndSession())
            await held.sees("The session is over")

        await looked_at(held.page)


@pytest.mark.parametrize("hall", [ordinary, closed_door])
async def test_the_first_page_is_accessible_narrow_and_easy_to_hit(
    browser: Browser, hall: Callable[[], Hall]
) -> None:
    async with served(hall()) as site, phone(browser) as held:
        await held.page.goto(site.url)

        await looked_at(held.page)


async def test_a_refusal_without_script_is_accessible(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser, lost=True) as held:
        await held.page.goto(f"{site.base}/cold-soup")

        await looked_at(held.page)


async def test_all_of_it_is_small() -> None:
    async with served(ordinary()) as site, plain_phone() as asking:
        await join(asking, site)
        sizes = {}
        for path in ("", "page.css", "page.js"):
            async with asking.get(f"{site.base}/{path or CODE}") as answer:
                assert answer.status == 200
                sizes[path] = len(await answer.read())

    assert sum(sizes.values()) < MOST_BYTES, sizes


async def test_nothing_is_loaded_from_elsewhere(browser: Browser) -> None:
    async with served(colouring()) as site, phone(browser) as held:
        await shown(held.page, site)
        await held.page.locator("#sofar summary").click()

        elsewhere = [
            url for url in held.asked if not url.startswith((site.base, "ws://127.0.0.1", "data:"))
        ]

    assert len(held.asked) >= 4
    assert elsewhere == []


async def test_no_script_but_its_own_runs(browser: Browser) -> None:
    async with served(ordinary()) as site, phone(browser) as held:
        await shown(held.page, site)

        ran = await held.page.evaluate(
            """() => { const made = document.createElement("script");
            made.textContent = "window.ran = true"; document.head.append(made);
            return window.ran === true }"""
        )

        assert not ran
        assert "Content Security Policy" in held.faults.pop()
        assert held.faults == []
