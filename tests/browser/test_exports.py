"""The pages that are handed out, looked at by a machine: every form of them, in every light, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from session.model.catch_up import CatchUp
from session.model.recap import Recap
from session.model.series import NOTHING_REPORTED
from session.views.catch_up import catch_up
from store.exports.catch_up import drawn
from store.exports.registry import EVERY
from tests.browser.phone import phone
from tests.browser.test_states import WIDTH, violations
from tests.store.recaps import AGREED
from tests.store.test_one_side import FIXTURES

ABOUT = CatchUp("hub", (AGREED.session,), "2026-11-29", (AGREED.session,))
FORMS = [name for name, form in EVERY.items() if form.suffix == ".html"]
PAGES: dict[str, tuple[str, Recap]] = {
    f"{name}-{form}": (form, recap) for name, recap in FIXTURES.items() for form in FORMS
}


@pytest.mark.practice("P34")
@pytest.mark.parametrize("name", [*PAGES, "catch-up", "catch-up-large"])
async def test_a_page_that_is_handed_out_is_accessible_and_narrow(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "page.html"
    if name in PAGES:
        form, recap = PAGES[name]
        (file,) = EVERY[form].render(recap)
        path.write_bytes(file.data)
    else:
        side = catch_up((AGREED,), NOTHING_REPORTED, ABOUT.missed, "", ABOUT.on)
        path.write_bytes(drawn(side, ".html", large=name.endswith("large")))

    async with phone(browser) as held:
        await held.page.goto(path.as_uri())
        assert await violations(held.page) == []

        await held.page.set_viewport_size({"width": 320, "height": 640})
        assert await held.page.evaluate(WIDTH) <= 320
