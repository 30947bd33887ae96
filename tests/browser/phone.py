"""A phone in a real browser: what it asked for, and what went wrong on its page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request

SIZE = {"width": 360, "height": 740}
_LOST = ("Failed to load resource", "WebSocket connection to")
"""What the browser itself says about a laptop that does not answer, or refuses."""


@dataclass
class Phone:
    """One phone with its own cookies."""

    page: Page
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)

    def broke(self, error: Error) -> None:
        self.faults.append(str(error))

    def sent(self, request: Request) -> None:
        self.asked.append(request.url)

    async def join(self, url: str, name: str = "", **yes: bool) -> None:
        """Fill in the first page as somebody would; ``yes`` are the consents given."""
        page = self.page
        await page.goto(url)
        await page.fill("#name", name)
        for question, given in yes.items():
            await page.check(f'[name="{question}"][value="{"yes" if given else "no"}"]')
        await page.get_by_role("button", name="Join").click()
        await page.locator("main[data-stage]").wait_for()

    async def live(self) -> None:
        """Wait until the line is up."""
        await self.page.locator("#line", has_text="Up to date").wait_for()

    async def sees(self, text: str, where: str = "main") -> None:
        """Wait until a text stands on the page."""
        await self.page.locator(where, has_text=text).first.wait_for(timeout=8000)

    async def press(self, what: str, button: str = "button:not([type])") -> None:
        """Press the button of a form."""
        await self.page.locator(f'form[data-do="{what}"] {button}').first.click()

    async def leave(self) -> None:
        """Leave, as somebody would who means it."""
        for fold in ("#me", "#me details"):
            if await self.page.locator(f"{fold}:not([open])").count():
                await self.page.locator(f"{fold} > summary").click()
        await self.press("leave")

    async def write(self, what: str, text: str) -> None:
        """Type into the one text of a form and send it; folded parts are opened as a person would."""
        field = self.page.locator(f"#{what}-text")
        fold = self.page.locator("details:not([open])", has=field).locator("summary")
        if await fold.count():
            await fold.click()
        await field.fill(text)
        await self.press(what)


@asynccontextmanager
async def phone(browser: Browser, *, lost: bool = False, **more: Any) -> AsyncIterator[Phone]:
    """Open a phone's browser; at the end its page and console must be without fault.

    ``lost``: the laptop is meant to be out of reach, or to refuse, in between.
    """
    context = await browser.new_context(**{"viewport": SIZE, **more})
    context.set_default_timeout(8000)
    held = Phone(await context.new_page())
    held.page.on("console", held.heard)
    held.page.on("pageerror", held.broke)
    held.page.on("request", held.sent)
    try:
        yield held
    finally:
        await context.close()
    assert [f for f in held.faults if not (lost and f.startswith(_LOST))] == []
