"""What the disk refuses, on top of whichever screen is shown, for as long as it does."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen, Screen

from screens.widgets.status_line import TroubleBanner


def show_trouble(screen: Screen[Any], trouble: str) -> None:
    """Put the banner on a screen that has none of its own; dialogs lie over a screen that has it."""
    if isinstance(screen, ModalScreen) or not screen.is_mounted:
        return
    banners = screen.query(TroubleBanner)
    for banner in banners:
        banner.value = trouble
    if trouble and not banners:
        banner = TroubleBanner(classes="-docked")
        banner.value = trouble
        screen.mount(banner)
