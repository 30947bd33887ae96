"""Every key by its screen, and a way to change each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from screens.dialogs.confirm import Confirm
from screens.dialogs.new_key import NewKey
from screens.keys.deeds import label_of
from screens.keys.key import Key
from screens.keys.keymap import (
    Layout,
    as_it_is,
    clash,
    find,
    fixed,
    keys_of,
    layout_of,
    layout_with,
    refused,
    shown,
)
from screens.keys.tables import bindings_for
from screens.messages import Go, SettingsChosen, Tell
from screens.places import SCREENS, TITLES, Place
from screens.settings_list import SettingsList
from screens.text import plain
from screens.widgets.card import fitted
from screens.widgets.rows import Row
from session.model.settings import Settings
from session.model.state import replace
from session.wording.catalogue import refusal, say

_KEY, _LABEL = 9, 26


class ChooseKeysScreen(SettingsList):
    """Shows the keys according to ``settings``."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("keys")]
    PLACE = "keys"
    TITLE_KEY = "keys.title"
    LINE = ("change", "reset", "reset-all", "back", "help")

    def rows(self, settings: Settings) -> Sequence[Row]:
        first: dict[str, tuple[Place, Key, Key]] = {}
        for place in SCREENS:
            now, usual = keys_of(place, self._layout(settings)), keys_of(place, self._usual)
            for key, was in zip(now, usual, strict=True):
                first.setdefault(key.does, (place, key, was))
        return [_row(*one) for one in first.values()]

    @property
    def _usual(self) -> Layout:
        return Layout(all_keys=layout_of(self.app).all_keys)

    def _layout(self, settings: Settings) -> Layout:
        return layout_with(settings.keys, all_keys=self._usual.all_keys)

    def action_change(self) -> None:
        if (key := find(self.chosen)) is None:
            return
        if fixed(key):
            self._tell(say("keys.fixed", label=label_of(key)), trouble=True)
        else:
            self.app.push_screen(NewKey(label_of(key)), lambda pressed: self._take(key, pressed))

    def _take(self, key: Key, pressed: str | None) -> None:
        if pressed is None:
            return
        if no := refused(key.does, pressed, self._layout(self.settings)):
            self._tell(refusal(no), trouble=True)
        else:
            self._choose({**self.settings.keys, key.does: pressed})
            self._tell(say("keys.changed", label=label_of(key), shown=shown(pressed)))

    def action_reset(self) -> None:
        does = self.chosen
        key = find(does)
        if key is None or does not in self.settings.keys:
            return
        rest = {one: pressed for one, pressed in self.settings.keys.items() if one != does}
        usual = as_it_is(key, self._usual)
        # The default key may have been given to another action in the meantime.
        if no := clash(does, layout_with(rest, all_keys=self._usual.all_keys)):
            self._tell(refusal(no), trouble=True)
            return
        self._choose(rest)
        self._tell(say("keys.reset", label=label_of(key), shown=usual.shown))

    def action_reset_all(self) -> None:
        asked = Confirm(say("keys.reset_all"), say("keys.reset_all.yes"))
        self.app.push_screen(asked, self._reset_all)

    def _reset_all(self, yes: bool | None) -> None:
        if yes:
            self._choose({})
            self._tell(say("keys.all_usual"))

    def _choose(self, keys: dict[str, str]) -> None:
        self.post_message(SettingsChosen(replace(self.settings, keys=keys)))

    def _tell(self, sentence: str, *, trouble: bool = False) -> None:
        self.post_message(Tell(sentence, trouble=trouble))

    def action_back(self) -> None:
        self.post_message(Go("settings"))


def _row(place: Place, key: Key, was: Key) -> Row:
    usual = say("keys.usual", shown=was.shown) if key.keys != was.keys else ""
    words = (
        fitted(plain(key.shown, "bold" if fixed(was) else "bold $accent"), _KEY)
        + fitted(plain(label_of(key)), _LABEL)
        + fitted(plain(TITLES[place], "$quiet"), 20)
        + plain(usual, "$quiet")
    )
    return key.does, words
