"""What another program may rely on: the published schema, and a format number in every JSON export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it publishes no types

from session.model.recap import Recap
from store.exports.json_file import FORMAT, schema_bytes
from tests.store.recaps import AGREED, DRAFT, large, text

PUBLISHED = Path(__file__).parents[2] / "docs" / "recap.schema.json"
SCHEMA = Draft202012Validator(json.loads(PUBLISHED.read_bytes()))


def test_the_published_schema_is_that_of_this_version() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    written = PUBLISHED.read_bytes()

    assert written == schema_bytes(), "write it again: python -m store.exports.json_file > docs/…"


@pytest.mark.parametrize(
    "recap", [AGREED, DRAFT, large(), Recap(session="s", title="A short talk")]
)
def test_every_json_export_is_as_the_schema_says(recap: Recap) -> None:
    told = json.loads(text(recap, "json"))

    assert told["format"] == FORMAT
    assert [error.message for error in SCHEMA.iter_errors(told)] == []


@pytest.mark.parametrize(
    "wrong", [{"format": 2}, {"people": "twelve"}, {"themes": [{"letter": 1}]}]
)
def test_the_schema_refuses_what_is_not_one(wrong: dict[str, object]) -> None:
    told = json.loads(text(AGREED, "json"))

    assert list(SCHEMA.iter_errors({**told, **wrong}))
