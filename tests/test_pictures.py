"""The pictures of the docs come from the running program, and come out the same again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pictures import MOMENTS, drawn, played, seconds
from store.paths import Home
from tests.tui.opened import rows_of


@pytest.mark.parametrize("name", MOMENTS)
async def test_a_moment_of_the_sample_session_is_drawn(name: str, tmp_path: Path) -> None:
    moment, keys = MOMENTS[name]
    live = await played(Home(tmp_path), seconds(moment))
    try:
        svg = await drawn(Home(tmp_path), live, keys)
    finally:
        live.close()

    assert "What should the hub offer next winter?" in rows_of(svg)
