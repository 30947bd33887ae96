"""A facilitator's advice is not printed for those who get the recap."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from session.model.recap import RecapOption, RecapRound
from session.wording.catalogue import say
from store.exports.advice import ADVICE
from store.exports.registry import EVERY, FORMATS, PRIVATE
from tests.store.opened import text_of
from tests.store.recaps import AGREED

HELD = RecapRound(
    "Open on Sunday?",
    "gradient",
    (RecapOption("Fully agree", {"hands": 3}),),
    {"hands": "hands"},
    said=tuple(map(say, ADVICE)),
    shown=True,
)


@pytest.mark.parametrize("form", [name for name in EVERY if name not in PRIVATE])
def test_no_export_advises_the_facilitator(form: str) -> None:
    dated = tuple(replace(one, due="2026-12-01") for one in AGREED.actions)
    recap = replace(AGREED, rounds=(HELD,), next_on="2026-12-08", actions=dated)
    files = EVERY[form].render(recap)
    told = " ".join(" ".join(text_of(EVERY[form].suffix, file.data) for file in files).split())

    assert told
    assert not [key for key in ADVICE if say(key) in told]
    assert "worth writing down" not in told
    if form in FORMATS and form != "newsletter":
        assert all(say(instead) in told for instead in ADVICE.values())
