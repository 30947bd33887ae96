"""Whether a screen stands: what it shows can be handed to its parts only while they are there."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def stands(screen: Screen[Any]) -> bool:
    """Tell whether ``screen`` has its parts and is not on its way out.

    Textual takes a screen's parts before the screen itself, and may still hand it values then.
    """
    if not screen.is_mounted:
        return False
    app = screen.app
    # While the app itself closes, the screens are still on its stack.
    return app.is_running and screen.is_attached and screen in app.screen_stack
