"""The half of the app that holds to the settings: colours, keys, seconds, motion, the bell, hints."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.app import App
from textual.reactive import var

from screens.keys.dialogs import DIALOGS
from screens.keys.keymap import as_changed, changes_of, keymap, opens_box, usable
from screens.keys.tables import KEYS
from screens.messages import SettingsChosen
from session.model.settings import Settings
from session.model.state import replace
from session.rules.timing import timing
from session.wording.catalogue import say
from tui import places, theme
from tui.controllers.library import DeskApp

_MOST_TOLD = 3
"""More at once would cover the screen."""


class WishesApp(DeskApp):
    """``settings`` as they hold now. What can't be read or used is told once, in a sentence each."""

    settings: var[Settings] = var(Settings())

    def wish(self, settings: Settings, told: tuple[str, ...], option: str, no_colour: str) -> None:
        """Begin with these settings. ``option``: a theme for this once; ``no_colour``: ``NO_COLOR``."""
        self._told_first = told
        for one in theme.THEMES:
            self.register_theme(one)
        self.colours, self._stage = (option, no_colour), ""
        self.theme = theme.wanted(option, settings.theme, no_colour)
        self._hold(settings)

    def tell_first(self) -> None:
        """Tell what was amiss with the settings, once there is a screen to tell it on."""
        told = self._told_first
        for sentence in told[:_MOST_TOLD]:
            self.tell(sentence, trouble=True)
        if len(told) > _MOST_TOLD:
            self.tell(say("settings.more_told", n=len(told) - _MOST_TOLD), trouble=True)

    def opens_box(self, key: str) -> bool:
        place = places.place(self.screen) or getattr(self.screen, "HELP", "")
        return opens_box(place, key, changes_of(self))

    def may_open_box(self, key: str) -> bool:
        return any(opens_box(at, key, changes_of(self)) for at in (*KEYS, *DIALOGS))

    def acts_at_once(self, key: str) -> bool:
        return self._is_everywhere("go-dark", key)

    def blacks_out(self, key: str) -> bool:
        return self._is_everywhere("blackout", key)

    def _is_everywhere(self, name: str, key: str) -> bool:
        keys = as_changed("everywhere", changes_of(self))
        return any(one.id == name and key in one.keys.split(",") for one in keys)

    def is_covered(self) -> bool:
        return places.place(self.screen) == "blackout"

    def text_dropped(self) -> None:
        self.tell(say("keys.text_dropped"), trouble=True)

    def choose(self, **changed: Any) -> None:
        """Change some settings, by their names."""
        self.post_message(SettingsChosen(replace(self.settings, **changed)))

    @on(SettingsChosen)
    def _chosen(self, message: SettingsChosen) -> None:
        was = self.settings
        self._hold(message.settings)
        if message.settings.theme != was.theme:
            self.colours = "", self.colours[1]
            self.theme = theme.wanted("", message.settings.theme, self.colours[1])
        self.errand(partial(asyncio.to_thread, self.desk.keep_settings, message.settings))

    def _hold(self, settings: Settings) -> None:
        good, unknown = usable(settings.keys)
        self._told_first += tuple(say("keys.unknown", name=name) for name in unknown)
        self.key_changes: dict[str, str] = good
        self.set_keymap(keymap(good))
        self.animation_level = "full" if settings.motion else "none"
        self.series_looks = dict(settings.series)
        self.settings = settings
        for screen in self.screen_stack if self.is_running else ():
            for line in screen.query("KeyLine, StatusLine"):
                line.refresh()

    def exports(self, session: str) -> Path | None:
        """Return the folder a session's recap is exported to; ``None``: the usual one."""
        chosen = self.settings.exports
        return Path(chosen).expanduser() / session if chosen else None

    def tick(self) -> None:
        super().tick()
        if self.live and (self.settings.bell or self.settings.hints):
            self._mind_the_time()

    def _mind_the_time(self) -> None:
        time = timing(self.state, self.now)
        was, self._stage = self._stage, f"{time.item} {time.stage}"
        # Only what begins while somebody is here: an item that was over on opening rings for nobody.
        if not was or was == self._stage or not was.startswith(f"{time.item} "):
            return
        if self.settings.bell and time.stage == "over":
            self.ring()
        if self.settings.hints and time.stage == "last":
            self.tell(say("settings.hint", title=self.state.items[time.item].title))

    def ring(self) -> None:
        """Ring once. The only thing that does: everything else is quiet (``QuietApp.bell``)."""
        ring: Callable[[], None] = partial(App.bell, self)
        ring()
