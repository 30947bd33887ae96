"""Settings: what was chosen is there again, and a file that can't be read is never lost."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from session.model.settings import Settings
from store.disk import REAL
from store.paths import Home
from store.settings import SettingsUnreadable, read_settings, save_settings

CHOSEN = Settings(theme="light", seconds=True, exports="/media/stick", keys={"board.next": "f5"})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def test_what_was_chosen_is_there_again(home: Home) -> None:
    save_settings(home, CHOSEN)

    assert read_settings(home) == (CHOSEN, "")
    assert home.settings.stat().st_mode & 0o777 == 0o600
    assert msgspec.json.decode(home.settings.read_bytes())["schema"] == 1


def test_without_a_file_the_usual_ones_hold_and_nothing_is_told(home: Home) -> None:
    assert read_settings(home) == (Settings(), "")
    assert not home.root.exists()


@pytest.mark.parametrize(
    "found",
    [b"", b"{", b"[]", b"\xff", b'{"schema":1,"settings":{"theme":"pink"}}', b'{"schema":9}'],
)
def test_a_file_that_is_not_understood_is_told_and_left_as_it_is(home: Home, found: bytes) -> None:
    home.root.mkdir()
    home.settings.write_bytes(found)

    settings, told = read_settings(home)

    assert settings == Settings()
    assert str(home.settings) in told
    with pytest.raises(SettingsUnreadable, match=r"settings\.json"):
        save_settings(home, CHOSEN)
    assert home.settings.read_bytes() == found


def test_what_else_stands_in_the_file_stays(home: Home) -> None:
    home.root.mkdir()
    home.settings.write_bytes(b'{"schema":1,"note":"ours","settings":{"bell":true}}')

    save_settings(home, CHOSEN)

    assert msgspec.json.decode(home.settings.read_bytes())["note"] == "ours"


def test_a_full_disk_leaves_the_old_settings(home: Home) -> None:
    save_settings(home, CHOSEN)

    def full(fd: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        save_settings(home, Settings(), replace(REAL, write=full))
    assert read_settings(home) == (CHOSEN, "")
