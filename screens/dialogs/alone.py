"""What stands before everything private: whether anybody else can see the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from screens.dialogs.confirm import Confirm
from session.wording.catalogue import say


def when_alone(screen: Screen[Any], answered: Callable[[bool], object]) -> None:
    """Ask whether anybody else can see this screen, in the room or in a call.

    answered(alone): True only after a clear no. The marked answer is yes, and leaving counts as yes.
    """

    def heard(seen: bool | None) -> None:
        answered(seen is False)

    sheet = Confirm(say("ask.alone"), say("ask.alone.seen"), say("ask.alone.nobody"), marked="yes")
    screen.app.push_screen(sheet, heard)
