"""What can be handed out is written down; a form without its line fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.exports.registry import CALENDARS, EVERY, FORMATS, PRIVATE, VARIANTS, Format
from tests.store.recaps import AGREED

TOLD = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


LISTED = {**FORMATS, **CALENDARS, **PRIVATE}


@pytest.mark.parametrize("form", LISTED.values(), ids=LISTED)
def test_every_form_has_its_line_with_its_suffix(form: Format) -> None:
    (line,) = [line for line in TOLD.splitlines() if line.startswith(f"| `{form.name}` |")]

    assert f"`{form.suffix}`" in line


def test_the_table_names_no_form_that_is_not_there() -> None:
    lines = [line for line in TOLD.splitlines() if line.startswith("| `")]

    assert len(lines) == len(LISTED)
    assert {*EVERY} - {*LISTED} == {*VARIANTS}
    assert "--short --large-print" in TOLD


def test_every_table_of_the_set_is_named() -> None:
    assert [
        f.name
        for f in FORMATS["csv"].render(AGREED)
        if f"`{f.name.rpartition('-')[2]}`" not in TOLD
    ] == []


def test_what_is_done_about_formulas_is_told() -> None:
    assert "gets an apostrophe in front" in TOLD
