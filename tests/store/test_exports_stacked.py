"""What several sessions of a series leave in one folder: nothing writes over another's, and tables stack."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from session.model.recap import RecapOpen, RecapToHandOut
from session.model.state import replace
from store.exports.registry import EVERY, FORMATS, export
from tests.store.recaps import AGREED
from tests.store.test_exports_schema import SCHEMA

SECOND = replace(AGREED, session="2026-12-07-second", date="2026-12-07", title="The second evening")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_tables_of_two_sessions_stand_in_one_folder_and_can_be_put_together(
    tmp_path: Path,
) -> None:
    first = export(AGREED, "csv", tmp_path)
    alone = {path: path.read_bytes() for path in first}
    second = export(SECOND, "csv", tmp_path)

    assert len({*first, *second}) == 2 * len(first)
    assert {path: path.read_bytes() for path in first} == alone
    for one, other in zip(first, second, strict=True):
        both = [*rows(one.read_bytes()), *rows(other.read_bytes())]
        assert len({tuple(row) for row in both}) <= 1, "the same columns"
        for row in both:
            assert {"session_id", "session_date", "id"} <= row.keys(), one.name
        assert {row["session_id"] for row in both} <= {AGREED.session, SECOND.session}


TWIN = replace(AGREED, session="2026-11-23-4fc1d2")
"""Another session of the same day with the same title."""


@pytest.mark.parametrize("form", FORMATS)
def test_sessions_of_one_day_and_one_title_do_not_write_over_each_other(
    tmp_path: Path, form: str
) -> None:
    first = export(AGREED, form, tmp_path)
    alone = {path: path.read_bytes() for path in first}
    second = export(TWIN, form, tmp_path)

    assert not {*first} & {*second}
    assert {path: path.read_bytes() for path in first} == alone
    assert max(len(path.name) for path in (*first, *second)) <= 50
    assert export(TWIN, form, tmp_path) == second, "again takes the place of the one before"


@pytest.mark.parametrize("form", EVERY)
def test_no_name_of_a_file_is_longer_than_50_characters(form: str) -> None:
    title = "Designing the programme of the community hub together, once more, with everybody"
    told = replace(AGREED, title=title, agreed=False)

    for file in EVERY[form].render(told) if not EVERY[form].private else ():
        assert len(file.name) <= 50, file.name


def test_what_is_still_open_from_before_is_in_the_schema_too() -> None:
    fields = {name: getattr(AGREED, name) for name in AGREED.__struct_fields__}
    left = RecapOpen("Ring the council", "Mo", "Friday", "passed-on", "Asked", "a-1", "The county")
    (file,) = FORMATS["json"].render(RecapToHandOut(**fields, left=(left,)))

    told = json.loads(file.data)

    assert [error.message for error in SCHEMA.iter_errors(told)] == []
    assert told["left"][0]["to"] == "The county"
    assert [one for one in FORMATS.values() if one.suffix == ".json"] == [FORMATS["json"]]
