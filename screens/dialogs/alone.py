"""The question before everything private: whether anybody else can see the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.dialogs.confirm import Confirm
from session.wording.catalogue import say


def ask_alone(app: App[Any], answered: Callable[[bool], object]) -> None:
    """Ask. The preselected answer is yes, and cancelling counts as yes."""

    def heard(seen: bool | None) -> None:
        answered(seen is False)

    sheet = Confirm(say("ask.alone"), say("ask.alone.seen"), say("ask.alone.nobody"), marked="yes")
    app.push_screen(sheet, heard)
