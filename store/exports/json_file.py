"""The recap as JSON: every field by its name, for another program. ``docs/recap.schema.json`` describes it."""

from __future__ import annotations

from typing import Any

import msgspec

from session.model.recap import Recap, RecapToHandOut
from session.wording.catalogue import say

FORMAT = 1
"""Incremented when a field is removed or changes its meaning; not for new fields."""


def json_bytes(recap: Recap) -> bytes:
    """Return a tidied recap as UTF-8 JSON; ``record`` at the top is its status."""
    firm = say("recap.draft_cell") if recap.draft else say("recap.agreed_cell")
    told = recap if isinstance(recap, RecapToHandOut) else RecapToHandOut(**_fields(recap))
    whole = {"format": FORMAT, "record": firm, "draft": recap.draft, **_fields(told)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _fields(recap: Recap) -> dict[str, Any]:
    return {name: getattr(recap, name) for name in recap.__struct_fields__}


def schema_bytes() -> bytes:
    """Return the JSON Schema (2020-12) of an exported recap, as published."""
    described = _undescribed(msgspec.json.schema(RecapToHandOut))
    recap = described["$defs"].pop("RecapToHandOut")
    on_top = {
        "format": {"const": FORMAT},
        "record": {"type": "string"},
        "draft": {"type": "boolean"},
    }
    properties = {**on_top, **recap["properties"]}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A recap exported by Fairsay",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": described["$defs"],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _undescribed(schema: Any) -> Any:
    """Return a schema without our docstrings, which are for developers."""
    if isinstance(schema, dict):
        # A property may be called "description" too; those are under "properties" and are dicts.
        return {
            key: _undescribed(value)
            for key, value in schema.items()
            if not (key == "description" and isinstance(value, str))
        }
    return [_undescribed(one) for one in schema] if isinstance(schema, list) else schema


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(schema_bytes())
