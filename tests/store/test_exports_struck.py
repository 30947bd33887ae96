"""What a recap says of entries that were struck, and how it stands when words run from the right."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.model.recap import (
    RecapAction,
    RecapDecision,
    RecapIdea,
    RecapNote,
    RecapParked,
    RecapTheme,
)
from session.wording.catalogue import reword
from store.exports.direction import language_of
from store.exports.markdown import markdown_of
from store.exports.outline import tidied
from store.exports.page import page_of
from store.exports.reading import outline
from tests.store.recaps import AGREED, text

URDU = "بچوں کے لیے جگہ"
IDEAS = (RecapIdea(URDU, by="Zoë"), RecapIdea("Soup", by="Olu"))
BOTH_WAYS = replace(
    AGREED, themes=(RecapTheme("A", "●", "Food", IDEAS),), contested=(), unthemed=()
)


@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_struck_entries_are_told_by_their_number_and_not_line_by_line(form: str) -> None:
    gone = RecapIdea(STRUCK)
    recap = replace(
        AGREED,
        decisions=(RecapDecision("Hot food"), RecapDecision(STRUCK)),
        actions=(RecapAction(STRUCK), RecapAction(STRUCK), RecapAction("Ring")),
        parking=(RecapParked(STRUCK, status="parked"),),
        notes=(RecapNote(text=STRUCK, at="10:05"), RecapNote(text="Warm", at="10:06")),
        themes=(RecapTheme("A", "●", "Food", (gone, gone, gone)),),
        contested=(),
        unthemed=(),
        outcomes=(),
        circles=(),
    )

    shown = " ".join(text(recap, form).replace("\\", "").split())

    assert STRUCK not in shown
    assert re.findall(r"(\d) entr(?:y was|ies were) struck from the record", shown) == [
        *"12311",
    ]
    assert "Food" in shown


def test_a_struck_note_is_known_also_where_its_time_stands_in_other_words() -> None:
    recap = replace(AGREED, notes=(RecapNote(text=STRUCK, at="10:05"), RecapNote(text="Warm")))
    reword({"recap.note_at": "{text} (at {at})"})
    try:
        shown = text(recap, "text")
    finally:
        reword({})

    assert STRUCK not in shown
    assert "Warm" in shown


def test_what_belongs_under_an_entry_stands_on_its_side() -> None:
    shown = (
        page_of(outline(tidied(BOTH_WAYS)))
        .partition('<section id="ideas"')[2]
        .partition("</section>")[0]
    )

    under = re.findall(
        r'<li dir="(\w+)"[^>]*>([^<]+).*?<li[^>]*><span dir="(\w+)">From', shown, re.DOTALL
    )
    assert [(way, words.strip(), own) for way, words, own in under] == [
        ("rtl", URDU, "ltr"),
        ("ltr", "Soup", "ltr"),
    ]


def test_the_language_follows_the_words() -> None:
    shown = page_of(outline(tidied(BOTH_WAYS)))

    assert '<html lang="en">' in shown
    assert f'<li dir="rtl" lang="ur">{URDU}' in shown
    assert '<li lang="en"><span dir="ltr">From' in shown


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (URDU, "ur"),
        ("مكان للأطفال", "ar"),
        ("جایی برای گفتگو", "fa"),
        ("Місце для дітей", "uk"),
        ("Место для детей", "ru"),
        ("Χώρος", "el"),
        ("শিশুদের জন্য", "bn"),
        ("場所がほしい", "ja"),
        ("我们的想法", "zh"),
        ("Łódź and Gdańsk", ""),
        ("From علی", ""),
        ("12:30", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_letters_alone(words: str, language: str) -> None:
    assert language_of(words) == language


def test_markdown_lists_are_nested_for_every_reader() -> None:
    assert "\n    - From Olu" in markdown_of(outline(tidied(BOTH_WAYS)))
