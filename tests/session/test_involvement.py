"""What a plan says about how much say people have, and where the work is, in plain sentences."""

from __future__ import annotations

import pytest

from session.views.involvement import rung_words, rungs, stage_words, stages


@pytest.mark.practice("P2")
@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Deciding together", "We decide together, with equal say."),
        ("We are at co-design, on the whole.", "We design it together; others may decide."),
        ("People deciding", "The people it is about decide."),
        ("Redesigning the informing-desk", ""),
        ("", ""),
    ],
)
def test_a_rung_is_found_as_a_whole_word_in_what_was_written(written: str, means: str) -> None:
    assert rung_words(written) == means


@pytest.mark.practice("P3")
def test_every_rung_and_stage_has_its_own_word_and_a_sentence() -> None:
    assert all(rung_words(word) for word in rungs())
    assert all(stage_words(word) for word in stages())
    assert stage_words("Design of the flyer") == "We work out how it should be."
