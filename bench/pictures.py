"""Draws the pictures of the README and the docs from the running program: ``make pictures``.

The sample session is played to a moment by a clock that is set, so that the same pictures come out
again. Chromium turns what the terminal shows into a picture; without it nothing is drawn.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.demo import player
from app.demo.clocks import SetClock
from app.demo.script import WHOLE
from app.library import Library
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from app.open_session import open_session
from app.phone_service import PORT, Phones
from bench import before_after
from remote.addresses import Address
from session.model.phones import OpenDoor
from store.examples import sample_plan
from store.paths import Home
from store.plans.read import read_plan
from tui.app import FairsayApp
from tui.places import missing_for_letters

DOCS = Path(__file__).parents[1] / "docs"
SIZE = (120, 36)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars")
_PHONE = {"width": 390, "height": 844}

# The picture's name, how far into the session (hours, minutes since ten), and the keys to press.
MOMENTS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "board": ((1, 24), ()),
    "shared-now": ((0, 32), ("z", "1")),
    "shared-ideas": ((1, 24), ("z", "4")),
    "recap": ((2, 4), ()),
}


def seconds(moment: tuple[int, int]) -> int:
    """Return a moment of ``MOMENTS`` in seconds of the session."""
    return (moment[0] * 60 + moment[1]) * 60


async def played(home: Home, until_s: int) -> LiveSession:
    """Open the sample session and play it up to a second."""
    clock = SetClock(player.opening_time())
    plan = read_plan(sample_plan())
    live = open_session(home, plan, session_id=player.SESSION, readings=clock.readings)
    await player.play(live, (step for step in WHOLE if step.at_s <= until_s), clock)
    clock.to(until_s)
    live.settle()
    return live


async def drawn(home: Home, live: LiveSession | None, keys: tuple[str, ...]) -> str:
    """Return what the terminal shows after ``keys``, as an SVG."""
    app = FairsayApp(Library(home), live)
    async with app.run_test(size=SIZE) as pilot:
        # With large letters, however long their libraries take here.
        missing_for_letters()
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.3)
        return app.export_screenshot(title="Fairsay")


async def _moment(name: str, home: Home) -> str:
    moment, keys = MOMENTS[name]
    live = await played(home, seconds(moment))
    try:
        return await drawn(home, live, keys)
    finally:
        live.close()


async def _plan(home: Home) -> str:
    return await drawn(home, None, ("n", "down", "enter"))


async def _join(home: Home) -> str:
    """Open joining as in a hall whose router gave the laptop an ordinary address."""
    live = await played(home, seconds((0, 50)))
    live.handle(OpenDoor(code="warm-soup", port=PORT))
    app = FairsayApp(Library(home), live)
    phones = Phones(live, NetworkOptions(), lambda: None, look=lambda: (Address("192.168.1.20"),))
    # With the address of a hall instead of this machine's.
    app.phones.served = phones
    try:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            await pilot.press("z", "6")
            await pilot.pause(0.5)
            return app.export_screenshot(title="Fairsay")
    finally:
        await phones.stop()
        live.close()


async def _phone(home: Home, browser: str, to: Path) -> None:
    """Photograph the page as somebody sees it who has just joined."""
    from playwright.async_api import async_playwright

    live = await played(home, seconds((0, 50)))
    live.attach(asyncio.get_running_loop())
    phones = Phones(live, NetworkOptions(host="127.0.0.1"), lambda: None)
    try:
        await phones.open()
        told = phones.joining.link
        assert told is not None
        async with async_playwright() as player_of_pages:
            started = await player_of_pages.chromium.launch(
                executable_path=browser, args=["--no-sandbox"]
            )
            page = await started.new_page(viewport=_PHONE)  # type: ignore[arg-type]  # width and height
            await page.goto(told.url)
            await page.click("button.main")
            await page.wait_for_load_state("networkidle")
            await page.screenshot(path=to)
            await started.close()
    finally:
        await phones.stop()
        live.close()


def picture(svg: str, browser: str, to: Path) -> None:
    """Turn what a terminal shows into a PNG, with the fonts of this machine."""
    plain = re.sub(r"@font-face \{[^}]*\}", "", svg)
    plain = plain.replace("font-family: Fira Code", 'font-family: "DejaVu Sans Mono"')
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)', svg)
    assert box is not None
    width, height = (int(float(side)) + 1 for side in box.groups())
    with TemporaryDirectory(prefix="fairsay-pictures-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<body style='margin:0;background:#000'>{plain}</body>", encoding="utf-8")
        made = Path(folder) / "made.png"
        subprocess.run(
            [
                *(browser, *_QUIET, f"--user-data-dir={folder}/profile"),
                *(f"--window-size={width},{height}", f"--screenshot={made}", page.as_uri()),
            ],
            check=True,
            capture_output=True,
        )
        shutil.copyfile(made, to)


def main() -> int:
    """Draw every picture; 1 where there is no Chromium to do it with."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("There is no Chromium here, so the pictures stay as they are.", file=sys.stderr)
        return 1
    makers: dict[str, Callable[[Home], Awaitable[str]]] = {
        name: lambda home, name=name: _moment(name, home)  # type: ignore[misc]  # bound now, not later
        for name in MOMENTS
    }
    for name, make in (makers | {"plan": _plan, "join": _join}).items():
        with TemporaryDirectory(prefix="fairsay-pictures-") as folder:
            svg = asyncio.run(_made(make, Home(Path(folder))))
        picture(svg, browser, DOCS / f"{name}.png")
        print(f"docs/{name}.png")
    with TemporaryDirectory(prefix="fairsay-pictures-") as folder:
        asyncio.run(_phone(Home(Path(folder)), browser, DOCS / "phone.png"))
    print("docs/phone.png")
    asyncio.run(before_after.draw(DOCS / "before-after", lambda svg, to: picture(svg, browser, to)))
    print("docs/before-after")
    return 0


async def _made(make: Callable[[Home], Awaitable[str]], home: Home) -> str:
    return await make(home)


if __name__ == "__main__":
    sys.exit(main())
