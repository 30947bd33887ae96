"""Choosing keys, on the screen of help: another key for the deed of the chosen row, or its usual one again."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from screens.base import Part
from screens.dialogs.confirm import Confirm
from screens.dialogs.new_key import NewKey
from screens.keys.deeds import label_of
from screens.keys.key import Key
from screens.keys.keymap import (
    Layout,
    as_it_is,
    clash,
    fixed,
    keys_of,
    layout_of,
    layout_with,
    refused,
    shown,
)
from screens.messages import SettingsChosen, Tell
from screens.places import SCREENS, TITLES
from session.model.state import replace
from session.wording.catalogue import refusal, say

if TYPE_CHECKING:
    from screens.help import HelpScreen


def elsewhere(here: Collection[str], layout: Layout) -> dict[str, list[Key]]:
    """Return the keys of other screens by the title of the first that has them, each once and none that is ``here``."""
    found, known = dict[str, list[Key]](), {*here}
    for place in SCREENS:
        for key in keys_of(place, layout):
            if key.does not in known:
                known.add(key.does)
                found.setdefault(TITLES[place], []).append(key)
    return found


class ChoosingKeys(Part):
    screen: HelpScreen

    @property
    def _usual(self) -> Layout:
        return Layout(all_keys=layout_of(self.screen.app).all_keys)

    @property
    def _layout(self) -> Layout:
        return layout_with(self.screen.settings.keys, all_keys=self._usual.all_keys)

    def action_change(self) -> None:
        if (key := self.screen.chosen_key) is None:
            return
        if fixed(key):
            self._tell(say("keys.fixed", label=label_of(key)), trouble=True)
        else:
            asked = NewKey(label_of(key))
            self.screen.app.push_screen(asked, lambda pressed: self._take(key, pressed))

    def _take(self, key: Key, pressed: str | None) -> None:
        if pressed is None:
            return
        if no := refused(key.does, pressed, self._layout):
            self._tell(refusal(no), trouble=True)
        else:
            self._choose({**self.screen.settings.keys, key.does: pressed})
            self._tell(say("keys.changed", label=label_of(key), shown=shown(pressed)))

    def action_reset(self) -> None:
        key, changed = self.screen.chosen_key, self.screen.settings.keys
        if key is None or key.does not in changed:
            return
        rest = {one: pressed for one, pressed in changed.items() if one != key.does}
        usual = as_it_is(key, self._usual)
        # The default key may have been given to another action in the meantime.
        if no := clash(key.does, layout_with(rest, all_keys=self._usual.all_keys)):
            self._tell(refusal(no), trouble=True)
            return
        self._choose(rest)
        self._tell(say("keys.reset", label=label_of(key), shown=usual.shown))

    def action_reset_all(self) -> None:
        asked = Confirm(say("keys.reset_all"), say("keys.reset_all.yes"))
        self.screen.app.push_screen(asked, self._reset_all)

    def _reset_all(self, yes: bool | None) -> None:
        if yes:
            self._choose({})
            self._tell(say("keys.all_usual"))

    def _choose(self, keys: dict[str, str]) -> None:
        self.screen.post_message(SettingsChosen(replace(self.screen.settings, keys=keys)))

    def _tell(self, sentence: str, *, trouble: bool = False) -> None:
        self.screen.post_message(Tell(sentence, trouble=trouble))
