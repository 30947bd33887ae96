"""The settings file: written atomically, read once, and left unchanged when it can't be read."""

from __future__ import annotations

from typing import Any

import msgspec

from session.model.settings import Settings
from session.wording.catalogue import say
from store.disk import REAL, Disk, replace_whole
from store.paths import Home, private_folder
from store.refusal import Refusal

SCHEMA = 1


class _File(msgspec.Struct, frozen=True):
    schema: int
    settings: Settings = Settings()


class SettingsUnreadable(Refusal):
    """The settings can't be read, and so are not overwritten; the text is one plain sentence."""


def read_settings(home: Home) -> tuple[Settings, str]:
    """Return the settings, and one sentence if the defaults apply because the file can't be read."""
    try:
        return _read(home), ""
    except SettingsUnreadable as fault:
        return Settings(), str(fault)


def save_settings(home: Home, settings: Settings, disk: Disk = REAL) -> None:
    """Write the settings. Raises SettingsUnreadable if the existing file can't be read, and OSError."""
    kept = _raw(home)
    private_folder(home.root)
    # Keys added by hand or by a later release are kept.
    content = {**kept, "schema": SCHEMA, "settings": settings}
    replace_whole(home.settings, msgspec.json.format(msgspec.json.encode(content)) + b"\n", disk)


def _read(home: Home) -> Settings:
    raw = _raw(home)
    return msgspec.convert(raw, _File).settings if raw else Settings()


def _raw(home: Home) -> dict[str, Any]:
    """Return the whole file, if its settings are valid; empty if there is none."""
    try:
        raw = msgspec.json.decode(home.settings.read_bytes(), type=dict[str, Any])
        found = msgspec.convert(raw, _File)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise SettingsUnreadable(say("settings.unreadable", path=str(home.settings))) from fault
    if found.schema > SCHEMA:
        raise SettingsUnreadable(say("settings.newer", path=str(home.settings)))
    return raw
