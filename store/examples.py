"""Finds the sample plan, in the installed package as well as in the source tree."""

from __future__ import annotations

from pathlib import Path

_ROOM = Path(__file__).parent


def sample_plan() -> Path:
    """Return the path of ``hub-futures.toml``."""
    installed = _ROOM / "data" / "hub-futures.toml"
    return installed if installed.exists() else _ROOM.parent / "examples" / "hub-futures.toml"
