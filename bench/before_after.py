"""Draws the right halves of ``docs/before-after`` anew: eight scenes of the shared view, as they are now.

The left halves stay. They are pictures of the program before letters came from a typeface, which it can't draw again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from screens.widgets.typeface import missing
from tests.screens.harness import Harness
from tests.screens.test_shared import on, revealed

SIZE = (200, 56)
HALF, GAP = (640, 362), 12
"""Pixels of one picture, and between both."""
_COLOURS = 64


def scenes() -> dict[str, Harness]:
    """Return the app of each picture, by its name."""
    return {
        "welcome": on("welcome"),
        "now": on("now"),
        "round": on("circle"),
        "vote": on("vote"),
        "result": on("vote", revealed()),
        "break": on("break"),
        "decision": on("decision"),
        "agreement": on("agreement"),
    }


async def shown(app: Harness) -> str:
    """Return what a scene looks like, as an SVG."""
    missing()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.3)
        return app.export_screenshot(title="Fairsay")


def beside(before_after: Path, now: Path) -> None:
    """Put the picture ``now`` into the right half of ``before_after``."""
    both = Image.new("RGB", (2 * HALF[0] + GAP, HALF[1]), "white")
    with Image.open(before_after) as old, Image.open(now) as new:
        both.paste(old.convert("RGB").crop((0, 0, *HALF)), (0, 0))
        drawn = new.convert("RGB").resize(HALF, Image.Resampling.LANCZOS)
        both.paste(drawn, (HALF[0] + GAP, 0))
    both.quantize(_COLOURS).save(before_after, optimize=True)


async def draw(folder: Path, picture: Callable[[str, Path], None]) -> None:
    """Draw all; ``picture`` turns an SVG into the PNG of a path."""
    for name, app in scenes().items():
        with TemporaryDirectory(prefix="fairsay-pictures-") as made:
            to = Path(made) / "now.png"
            picture(await shown(app), to)
            beside(folder / f"{name}.png", to)
