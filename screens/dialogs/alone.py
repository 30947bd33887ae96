"""The question before everything private: whether anybody else can see the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.dialogs.confirm import Confirm
from session.wording.catalogue import say


def ask_alone(app: App[Any], answered: Callable[[bool | None], object]) -> None:
    """Ask, and say whether nobody else can see it. The preselected answer is that somebody can; ``None`` when cancelled."""

    def heard(seen: bool | None) -> None:
        answered(None if seen is None else not seen)

    sheet = Confirm(say("ask.alone"), say("ask.alone.seen"), say("ask.alone.nobody"), marked="yes")
    app.push_screen(sheet, heard)
