"""The settings: one line each, with its current value; Enter changes it, immediately and permanently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.keys.tables import bindings_for
from screens.messages import Go, SettingsChosen
from screens.settings_list import SettingsList
from screens.text import plain
from screens.widgets.card import fitted, stacked
from screens.widgets.rows import Row
from session.model.settings import SWITCHES, THEME_NAMES, Settings
from session.model.state import Rejected, replace
from session.wording.catalogue import say

ORDER = ("theme", *SWITCHES, "exports", "keys")
_NAME = 28


class SettingsScreen(SettingsList):
    """A line with several choices offers them in a dialog or another screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("settings")]
    PLACE = "settings"
    TITLE_KEY = "settings.title"
    LINE = ("change", "keys", "back", "help")

    def rows(self, settings: Settings) -> Sequence[Row]:
        return [_row(name, settings) for name in ORDER]

    def action_change(self) -> None:
        name, settings = self.chosen, self.settings
        if name in SWITCHES:
            self._choose(replace(settings, **{name: not getattr(settings, name)}))
        elif name == "theme":
            choices = [(one, say(f"settings.theme.{one}")) for one in ("", *THEME_NAMES)]
            self.app.push_screen(Pick(say("settings.ask.theme"), choices), self._theme)
        elif name == "exports":
            asked = Ask(
                say("settings.ask.exports"),
                say("settings.ask.exports.hint"),
                settings.exports,
                _relative,
            )
            self.app.push_screen(asked, self._exports)
        else:
            self.action_keys()

    def _theme(self, name: str | None) -> None:
        if name is not None:
            self._choose(replace(self.settings, theme=name))

    def _exports(self, folder: str | None) -> None:
        if folder is not None:
            self._choose(replace(self.settings, exports=folder))

    def _choose(self, settings: Settings) -> None:
        self.post_message(SettingsChosen(settings))

    def action_keys(self) -> None:
        self.post_message(Go("keys"))

    def action_back(self) -> None:
        self.dismiss()


def _relative(folder: str) -> Rejected | None:
    if folder and not folder.startswith(("/", "~")):
        return Rejected("settings.ask.exports.relative")
    return None


def _row(name: str, settings: Settings) -> Row:
    first = fitted(plain(say(f"settings.{name}"), "bold"), _NAME) + plain(
        _value(name, settings), "$accent"
    )
    about = plain(say(f"settings.{name}.about"), "$quiet")
    return name, stacked([first, about, Content("")])


def _value(name: str, settings: Settings) -> str:
    if name in SWITCHES:
        return say("settings.on" if getattr(settings, name) else "settings.off")
    if name == "theme":
        return say(f"settings.theme.{settings.theme}")
    if name == "exports":
        return settings.exports or say("settings.exports.usual")
    n = len(settings.keys)
    return say("settings.keys.changed", n=n) if n else say("settings.keys.usual")
