"""The settings on the screen of help: one line each, with its current value; a change holds at once and permanently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from screens.base import Part
from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.messages import SettingsChosen
from screens.text import plain
from screens.widgets.card import fitted, stacked
from screens.widgets.rows import Row
from session.model.settings import SWITCHES, THEME_NAMES, Settings
from session.model.state import Rejected, replace
from session.wording.catalogue import say

if TYPE_CHECKING:
    from screens.help import HelpScreen

_NAME = 28


class ChangingSettings(Part):
    """A line with several choices offers them in a dialog."""

    screen: HelpScreen

    def change(self, name: str) -> None:
        settings = self.screen.settings
        if name in SWITCHES:
            self._choose(replace(settings, **{name: not getattr(settings, name)}))
        elif name == "theme":
            choices = [(one, say(f"settings.theme.{one}")) for one in ("", *THEME_NAMES)]
            self.screen.app.push_screen(Pick(say("settings.ask.theme"), choices), self._theme)
        else:
            hint = say("settings.ask.exports.hint")
            asked = Ask(say("settings.ask.exports"), hint, settings.exports, _relative)
            self.screen.app.push_screen(asked, self._exports)

    def _theme(self, name: str | None) -> None:
        if name is not None:
            self._choose(replace(self.screen.settings, theme=name))

    def _exports(self, folder: str | None) -> None:
        if folder is not None:
            self._choose(replace(self.screen.settings, exports=folder))

    def _choose(self, settings: Settings) -> None:
        self.screen.post_message(SettingsChosen(settings))


def setting_rows(settings: Settings) -> Iterator[Row]:
    """Yield a row for each setting."""
    for name in ("theme", *SWITCHES, "exports"):
        value = plain(_value(name, settings), "$accent")
        first = fitted(plain(say(f"settings.{name}"), "bold"), _NAME) + value
        about = plain(say(f"settings.{name}.about"), "$quiet")
        yield f"settings/{name}", stacked([first, about, Content("")])


def _relative(folder: str) -> Rejected | None:
    if folder and not folder.startswith(("/", "~")):
        return Rejected("settings.ask.exports.relative")
    return None


def _value(name: str, settings: Settings) -> str:
    if name in SWITCHES:
        return say("settings.on" if getattr(settings, name) else "settings.off")
    if name == "theme":
        return say(f"settings.theme.{settings.theme}")
    return settings.exports or say("settings.exports.usual")
