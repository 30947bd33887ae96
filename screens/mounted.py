"""Whether a screen is mounted: values can be passed to its widgets only while they exist."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def is_shown(screen: Screen[Any]) -> bool:
    """Return whether ``screen`` has its widgets and is not being removed.

    Textual removes a screen's widgets before the screen itself, and may still pass it values then.
    """
    if not screen.is_mounted:
        return False
    app = screen.app
    # While the app itself exits, the screens are still on its stack.
    return app.is_running and screen.is_attached and screen in app.screen_stack
