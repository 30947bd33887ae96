"""The PDF: tagged for screen readers, the same every time, and every letter told or owned up to."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from session.model.recap import Recap, RecapDecision, RecapIdea, RecapTheme
from store.exports.glyphs import MISSING, shown
from store.exports.outline import Points, Table, bare, tidied
from store.exports.pdf import printed
from store.exports.placing import ExportRefused
from store.exports.reading import outline
from store.exports.registry import FORMATS
from tests.store.opened import pdf_text
from tests.store.recaps import AGREED, DRAFT, HOSTILE, filled, large, with_decision


def pdf(recap: Recap) -> bytes:
    (file,) = FORMATS["pdf"].render(recap)
    return file.data


def opened(recap: Recap) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(recap)))


def tags(recap: Recap) -> list[str]:
    """Every tag in reading order, as a screen reader meets them."""
    told = opened(recap)
    return list(_tags(told.Root.StructTreeRoot))


def _tags(place: Any) -> Iterator[str]:
    if not isinstance(place, pikepdf.Dictionary):
        return
    if "/S" in place:
        yield str(place.S)
    kids = place.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from _tags(kid)


# ---- what a screen reader needs ----


def test_it_says_of_itself_that_everybody_can_use_it() -> None:
    told = opened(DRAFT)
    meta = told.Root.Metadata.read_bytes().decode()

    assert told.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in told.Root
    assert re.search(r"pdfuaid:part[^0-9]*1", meta)
    assert told.Root.ViewerPreferences.DisplayDocTitle


def test_title_language_and_dates_are_the_sessions_and_nobody_wrote_it() -> None:
    told = opened(AGREED)
    meta = told.Root.Metadata.read_bytes().decode()

    assert str(told.docinfo.Title) == AGREED.title
    assert str(told.Root.Lang).lower() == "en-gb"
    assert "/Author" not in told.docinfo
    assert "dc:creator" not in meta
    assert str(told.docinfo.CreationDate).startswith("D:20261123120400")
    assert datetime(2026, 11, 23, 12, 4, tzinfo=UTC).isoformat()[:16] in meta


def test_headings_lists_and_tables_are_tagged_as_what_they_are() -> None:
    told = outline(tidied(AGREED))
    blocks = [block for section in told.sections for block in section.blocks]
    lists = [block for block in blocks if isinstance(block, Points)]
    inner = [point for block in lists for point in block.points if point.under]
    tables = [block for block in blocks if isinstance(block, Table)]
    found = tags(AGREED)

    assert found.count("/H1") == 1
    assert found.count("/H2") == len(told.sections)
    assert found.count("/L") == len(lists) + len(inner)
    assert found.count("/Table") == found.count("/THead") == len(tables)
    assert found.count("/TH") == sum(len(table.head) for table in tables)


@pytest.mark.practice("P42")
def test_a_draft_says_so_in_large_letters_first() -> None:
    assert pdf_text(pdf(DRAFT)).removeprefix("DRAFT ").startswith("DRAFT Draft: not yet read back")
    assert "Draft" in str(opened(DRAFT).docinfo.Title)
    assert "DRAFT" not in pdf_text(pdf(AGREED))


def test_it_is_a4_and_carries_its_fonts() -> None:
    told = opened(AGREED)
    box = [float(side) for side in told.pages[0].MediaBox]

    assert (round(box[2]), round(box[3])) == (595, 842)
    fonts = {str(font.BaseFont) for page in told.pages for font in page.Resources.Font.values()}
    assert any("AtkinsonHyperlegible" in name for name in fonts)
    assert all("+" in name for name in fonts)


# ---- letters ----


@pytest.mark.parametrize(
    "words",
    ["Żółć, zażółć gęślą jaźń", "ہم سب مل کر کھانا پکائیں گے۔ ٹ ڈ ڑ ں", "Привіт", "🧶 😀 👩‍👧"],
)
def test_polish_urdu_ukrainian_and_emoji_come_out(words: str) -> None:
    assert shown(words) == words
    assert MISSING not in pdf_text(pdf(with_decision(words)))


@pytest.mark.parametrize("words", ["خیال", "ہم سب مل کر کھانا پکائیں گے", "شیشہ ٹیڈی پڑھیں"])
def test_words_in_urdu_can_be_read_aloud_and_copied_letter_by_letter(words: str) -> None:
    """A font that draws one letter in several strokes tells a screen reader each of them."""
    told = pdf_text(pdf(with_decision(words)))

    assert [word for word in words.split() if word not in told] == []


def test_nothing_unseen_is_in_what_people_copy_unless_urdu_needs_it() -> None:
    assert not re.search("[\u2066-\u2069]", pdf_text(pdf(AGREED)))


def test_a_letter_no_font_has_is_a_square_and_it_is_said() -> None:
    told = pdf_text(pdf(with_decision("Soup 日本 বা soup")))

    assert f"Soup {MISSING}{MISSING} {MISSING} soup" in told
    assert f"{MISSING} stands for a letter that this PDF can't show." in told
    assert "stands for a letter" not in pdf_text(pdf(AGREED))


def test_a_mark_no_font_has_goes_before_its_letter_does() -> None:
    assert shown("a\u0f71b") == "ab"
    assert shown("e\u0301") == "e\u0301"
    assert shown("\ufeffa") == "a"


def test_a_theme_is_told_by_letter_and_shape() -> None:
    signs = list(zip("ABCDEFGH", "●■▲◆★✚⬟○", strict=True))
    themes = tuple(
        RecapTheme(letter, shape, f"Theme {letter}", (RecapIdea("x"),)) for letter, shape in signs
    )

    told = pdf_text(pdf(replace(AGREED, themes=themes)))

    for letter, shape in signs:
        assert f"{letter} {shape} Theme {letter}: 1 idea" in " ".join(told.split())


# ---- hostile words ----


@pytest.mark.long
@pytest.mark.parametrize(
    "hostile",
    [
        *HOSTILE,
        '#read("/etc/passwd")',
        '#import "x.typ"',
        "#{panic()}",
        "$x$ *b* _i_ `c` <l> @r // c /* c */ \\u{41} = h",
        '"; #sys.inputs',
        "\x00",
        " ",
        "\u200c",
        "\ufeff",
        "\ufffe",
        "\u00ad",
        "n" * 60,
    ],
)
def test_hostile_words_stay_words(hostile: str) -> None:
    told = pdf(filled(AGREED, hostile))
    links = [page for page in pikepdf.open(io.BytesIO(told)).pages if "/Annots" in page]

    assert links == []
    # Reading ten thousand letters in each place takes pypdf a quarter of a minute, and they name no file.
    if "/etc/" in hostile:
        assert "root:" not in pdf_text(told)


def test_markup_is_shown_as_it_was_typed() -> None:
    said = '#read("/etc/passwd") *soup* = $x$'

    assert said in pdf_text(pdf(with_decision(said)))


@pytest.mark.parametrize(
    "recap", [Recap(session="s", title=""), large(), replace(AGREED, themes=())], ids=range(3)
)
def test_no_ideas_and_three_hundred_both_come_out(recap: Recap) -> None:
    told = pdf_text(pdf(recap))

    assert all(idea.text in told for theme in recap.themes for idea in theme.ideas)


def test_a_page_that_can_not_be_made_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExportRefused, match="Hand out the Word file or the page instead"):
        printed({}, "", b"#panic()")


# ---- the same as the others ----


def test_it_says_what_the_plain_text_says_in_the_same_order() -> None:
    told = pdf_text(pdf(AGREED))
    shown_too = [bare(section.title) for section in outline(tidied(AGREED)).sections]

    at = 0
    for title in shown_too:
        at = told.index(title, at) + 1


def test_it_holds_nothing_that_changes_from_day_to_day() -> None:
    assert pdf(DRAFT) == pdf(DRAFT)
    assert json.dumps(tags(DRAFT)) == json.dumps(tags(DRAFT))
    assert pdf(replace(DRAFT, decisions=(RecapDecision("x"),))) != pdf(DRAFT)


def test_from_name_is_whole_and_on_the_side_of_its_entry() -> None:
    turned = RecapIdea("یک خیال به زبان ما", by="Dawn Okafor")
    plain = RecapIdea("A plain idea", by="Mo Ali")
    theme = RecapTheme("A", "●", "One", (turned, plain))
    found: dict[str, list[float]] = {}

    def told(text: str, at: list[float], *_: object) -> None:
        found.setdefault(text.strip(), []).append(at[4])

    pages = PdfReader(io.BytesIO(pdf(replace(AGREED, themes=(theme,))))).pages
    for page in pages:
        page.extract_text(visitor_text=told)

    middle = float(pages[0].mediabox.width) / 2
    assert [at > middle for at in found["From Dawn Okafor"]] == [True]
    assert [at > middle for at in found["From Mo Ali"]] == [False]
