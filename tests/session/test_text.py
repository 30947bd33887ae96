"""The door for typed text: what may spoil a line is gone, and what people wrote is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.text import LINE_LIMIT, clean, cut, short
from tests.session.strategies import HOSTILE

any_text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec=None, exclude_categories=())),
    st.text("ab \t\n\r\v\u2028\u0301\u200d\ufe0f\U0001f9f6\U0001f3fd\ud800\u202e", max_size=80),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a warm   room ", "a warm room"),
        ("soup\tand bread", "soup and bread"),
        ("soup\r\nand\rbread\n", "soup and bread"),
        ("\x00\x1b[2Jcleared", "[2Jcleared"),
        ("bell\x07 and delete\x7f", "bell and delete"),
        ("\u202eread backwards", "read backwards"),
        ("\u2066kept\u2069 apart", "kept apart"),
        ("[/red] {n} <b>", "[/red] {n} <b>"),
    ],
)
def test_a_line_loses_what_could_spoil_it_and_nothing_else(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("end", ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_words_pasted_from_elsewhere_do_not_run_into_each_other(end: str) -> None:
    assert clean(f"first line{end}second line") == "first line second line"
    assert clean(f"first line{end}second line", lines=True) == "first line\nsecond line"


def test_line_ends_stay_where_lines_are_wanted() -> None:
    assert clean("soup\r\n  bread\t\ttoo\rtea", lines=True) == "soup\n bread too\ntea"


def test_a_lone_surrogate_is_replaced_so_that_the_line_can_be_saved() -> None:
    assert clean("half \ud83e of it") == "half ? of it"


@pytest.mark.parametrize("written", ["اردو\u200cمیں", "אב\u200f!", "q\u0301", "👩\u200d🌾", "żółć"])
def test_every_language_keeps_its_marks_and_joiners(written: str) -> None:
    assert clean(written) == written


def test_a_letter_and_its_accent_are_one_letter_however_they_were_typed() -> None:
    assert clean("Zoe\u0308") == clean("Zo\u00eb") == "Zo\u00eb"


def test_ten_thousand_characters_are_cut_to_the_limit() -> None:
    assert clean("x" * 10_000) == "x" * LINE_LIMIT


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("abq\u0301", "ab"),
        ("abक\u093f", "ab"),
        ("ab❤\ufe0f", "ab"),
        ("ab1\u20e3", "ab"),
        ("ab👍\U0001f3fd", "ab"),
        ("ab👩\u200d🌾", "ab"),
        ("abcd", "abc"),
    ],
)
def test_a_cut_never_parts_a_character_from_its_marks(text: str, kept: str) -> None:
    assert clean(text, 3) == kept


def test_a_cut_between_joined_pictures_goes_before_the_first() -> None:
    assert clean("ab👩\u200d🌾", 4) == "ab"


def test_a_letter_with_more_marks_than_fit_is_not_lost_altogether() -> None:
    assert clean("q" + "\u0301" * 9_000, 50) == "q" + "\u0301" * 49


@given(any_text, st.integers(1, 60), st.booleans())
def test_what_is_clean_is_short_enough_saves_and_stays_as_it_is(
    typed: str, limit: int, lines: bool
) -> None:
    kept = clean(typed, limit, lines=lines)
    assert len(kept) <= limit
    kept.encode()
    bad = {"Cc", "Cs", "Zl", "Zp"}
    assert not [c for c in kept if unicodedata.category(c) in bad and c != "\n"]
    assert lines or "\n" not in kept
    assert kept == kept.strip() == clean(kept, limit, lines=lines)


@given(any_text, st.integers(2, 30))
def test_a_shortened_text_fits_and_says_that_it_was_cut(typed: str, width: int) -> None:
    text = clean(typed)
    told = short(text, width)
    assert len(told) <= width
    assert told == text or told == cut(text, width - 1) + "…"


def test_a_shortened_name_keeps_its_accents_together() -> None:
    assert short("Zoe\u0301 Marsh", 4) == "Zo…"
