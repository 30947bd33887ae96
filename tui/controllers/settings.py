"""Settings: colours, keys, motion, the folder for exports; applies and saves them."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from app.library import Library
from screens.keys.keymap import layout_with, usable
from session.model.settings import Settings
from session.model.state import replace
from session.wording.catalogue import say
from tui import theme
from tui.shell import Shell

_MOST_TOLD = 3
"""More notifications at once would cover the screen."""


class SettingsController:
    """``option``: a theme for this run only; ``no_colour``: ``NO_COLOR``; ``all_keys``: for this run only.

    Invalid settings are reported once.
    """

    def __init__(
        self, shell: Shell, desk: Library, option: str, no_colour: str, *, all_keys: bool
    ) -> None:
        self._all_keys = all_keys
        self._shell, self._shown, self._desk = shell, shell.shown, desk
        self.colours = option, no_colour
        settings, self._told_first = desk.settings()
        shell.look_like(theme.wanted(option, settings.theme, no_colour))
        self._hold(settings)

    def tell_first(self) -> None:
        """Report what was wrong with the settings, once there is a screen."""
        told = self._told_first
        for sentence in told[:_MOST_TOLD]:
            self._shell.tell(sentence, trouble=True)
        if len(told) > _MOST_TOLD:
            self._shell.tell(say("settings.more_told", n=len(told) - _MOST_TOLD), trouble=True)

    def change(self, **changed: Any) -> None:
        """Change some settings, by their names."""
        self.choose(replace(self._shown.settings, **changed))

    def choose(self, settings: Settings) -> None:
        was = self._shown.settings
        self._hold(settings)
        if settings.theme != was.theme:
            self.colours = "", self.colours[1]
            self._shell.look_like(theme.wanted("", settings.theme, self.colours[1]))
        self._shell.run(partial(asyncio.to_thread, self._desk.keep_settings, settings))

    def _hold(self, settings: Settings) -> None:
        all_keys = self._all_keys or settings.all_keys
        good, unknown = usable(settings.keys, all_keys=all_keys)
        self._told_first += tuple(say("keys.unknown", name=name) for name in unknown)
        self._shown.layout_of_keys = layout_with(good, all_keys=all_keys)
        self._shown.series_looks = dict(settings.series)
        # Unknown names stay in the file; known ones are stored under their current name.
        left = {name: settings.keys[name] for name in unknown}
        self._shown.settings = replace(settings, keys={**left, **good})
        self._shell.look_anew(motion=settings.motion)

    def exports_folder(self, session: str) -> Path | None:
        """Return the folder a session's recap is exported to; ``None``: the default."""
        chosen = self._shown.settings.exports
        return Path(chosen).expanduser() / session if chosen else None
