"""The table of keys as it is with ``All keys``, for tests that go through every one."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.keymap import Layout, keys_of
from screens.places import DIALOGS, SCREENS, Place

ALL_KEYS = Layout(all_keys=True)
KEYS: dict[Place, tuple[Key, ...]] = {place: keys_of(place, ALL_KEYS) for place in SCREENS}
DIALOG_KEYS: dict[Place, tuple[Key, ...]] = {place: keys_of(place, ALL_KEYS) for place in DIALOGS}
