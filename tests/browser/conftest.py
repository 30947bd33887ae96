"""A real browser for the phone page; without one these tests are skipped, unless it is required."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from app.live_session import Live
from store.paths import Home
from tests.session.table import Table
from tests.tui.opened import opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("FAIRSAY_BROWSER") == "required"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or REQUIRED:
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    assert CHROMIUM, "FAIRSAY_BROWSER=required, and there is no Chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        await browser.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[Live]:
    live = opened(home)
    yield live
    live.close()


@pytest.fixture
def table() -> Table:
    return Table()
