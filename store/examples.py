"""Finds the sample plan, which travels inside the installed program as well as in its source."""

from __future__ import annotations

from pathlib import Path

_ROOM = Path(__file__).parent


def sample_plan() -> Path:
    """Return where ``hub-futures.toml`` is."""
    installed = _ROOM / "data" / "hub-futures.toml"
    return installed if installed.exists() else _ROOM.parent / "examples" / "hub-futures.toml"
