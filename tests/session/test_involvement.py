"""What a plan says about how much say people have, and where the work is, in plain sentences."""

from __future__ import annotations

import pytest

from session.views.involvement import RUNGS, STAGES, rung_words, stage_words
from session.wording.catalogue import CATALOGUE


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
    assert all(rung_words(word) for word in RUNGS)
    assert all(stage_words(word) for word in STAGES)
    assert stage_words("Design of the flyer") == "We work out how it should be."


def test_every_sentence_of_the_catalogue_has_its_word() -> None:
    said = {key for key in CATALOGUE if key.startswith(("ladder.", "stage."))}

    assert said == {*(f"ladder.{word}" for word in RUNGS), *(f"stage.{word}" for word in STAGES)}
