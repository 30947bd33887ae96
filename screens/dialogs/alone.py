"""What stands before everything private: whether anybody else can see the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from screens.dialogs.confirm import Confirm
from screens.messages import AloneAsked
from session.wording.catalogue import say


def when_alone(screen: Screen[Any], answered: Callable[[bool], object]) -> None:
    """Have it asked whether anybody else can see this screen, in the room or in a call.

    answered(alone): True only after a clear no. At home, with no session open, it is asked once.
    """
    screen.post_message(AloneAsked(answered))


def ask_alone(app: App[Any], answered: Callable[[bool], object]) -> None:
    """Ask. The marked answer is yes, and leaving counts as yes."""

    def heard(seen: bool | None) -> None:
        answered(seen is False)

    sheet = Confirm(say("ask.alone"), say("ask.alone.seen"), say("ask.alone.nobody"), marked="yes")
    app.push_screen(sheet, heard)
