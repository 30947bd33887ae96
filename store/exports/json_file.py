"""The recap as JSON: every field by its name, for another program."""

from __future__ import annotations

import msgspec

from session.model.recap import Recap
from session.wording.catalogue import say


def json_bytes(recap: Recap) -> bytes:
    """Return a tidied recap as UTF-8 JSON; ``record`` on top says how firm it is."""
    firm = say("recap.draft_cell") if recap.draft else say("recap.agreed_cell")
    fields = {name: getattr(recap, name) for name in recap.__struct_fields__}
    whole = {"record": firm, "draft": recap.draft, **fields}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
