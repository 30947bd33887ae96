"""The Word file: made of real headings, lists and tables, whole, the same every time, and nobody's."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace

from session.model.recap import Recap, RecapDecision, RecapTheme
from store.exports.outline import Part, Points, Table, bare, tidied
from store.exports.reading import outline
from store.exports.registry import FORMATS
from store.exports.signs import SIGNS
from tests.store.office import converted, needs_office
from tests.store.opened import parts, word_file, word_text
from tests.store.recaps import (
    AGREED,
    DRAFT,
    HOSTILE,
    cleaned,
    filled,
    harmless,
    large,
    with_decision,
)

PAGE = (Path(__file__).parents[2] / "store/exports/page.css").read_text(encoding="utf-8")


def word(recap: Recap) -> bytes:
    (file,) = FORMATS["docx"].render(recap)
    return file.data


def styled(recap: Recap, style: str) -> list[str]:
    return [p.text for p in word_file(word(recap)).paragraphs if p.style.name == style]


def skeleton(data: bytes) -> list[str]:
    """Every element of the document but the words: runs that follow the way of words left out."""
    loose = {qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:rtl"), qn("w:bidi"), qn("w:b"), qn("w:bCs")}
    return [str(one.tag) for one in word_file(data).element.iter() if one.tag not in loose]


def test_headings_are_headings_at_the_levels_of_the_page() -> None:
    shown = outline(tidied(AGREED))
    smaller = [
        bare(f"\u00a0{b.letter} {b.shape}\u00a0 {b.text}" if b.letter else b.text)
        for section in shown.sections
        for b in section.blocks
        if isinstance(b, Part)
    ]

    assert styled(AGREED, "Heading 1") == [AGREED.title]
    for style, side in (("Heading 2", False), ("Side Heading", True)):
        titles = [one.title for one in shown.sections if one.side is side]
        assert styled(AGREED, style) == titles
    assert word_file(word(AGREED)).styles["Side Heading"].base_style.name == "Heading 2"
    assert styled(AGREED, "Heading 3") == smaller


def test_lists_are_lists() -> None:
    shown = outline(tidied(AGREED))
    for side, lists, under in (
        (False, "List Bullet", "List Bullet 2"),
        (True, "List Bullet 3", "List Continue 3"),
    ):
        points = [
            point
            for section in shown.sections
            if section.side is side
            for block in section.blocks
            if isinstance(block, Points)
            for point in block.points
        ]
        numbering = word_file(word(AGREED)).styles[lists].element

        assert styled(AGREED, lists) == [bare(point.text) for point in points]
        assert styled(AGREED, under) == [bare(t) for p in points for t in p.under]
        assert numbering.xpath("w:pPr/w:numPr")


def test_every_table_has_a_header_row_that_comes_again_on_the_next_sheet() -> None:
    tables = word_file(word(AGREED)).tables
    shown = [b for s in outline(tidied(AGREED)).sections for b in s.blocks if isinstance(b, Table)]

    assert len(tables) == len(shown)
    for table, told in zip(tables, shown, strict=True):
        first, *others = table.rows
        assert [cell.text for cell in first.cells] == [bare(name) for name in told.head]
        assert first._tr.xpath("w:trPr/w:tblHeader")
        assert not any(row._tr.xpath("w:trPr/w:tblHeader") for row in others)
        assert table._tbl.xpath("w:tblPr/w:tblCaption")


def test_title_language_and_dates_are_the_sessions_and_nobody_wrote_it() -> None:
    about = word_file(word(AGREED)).core_properties

    assert about.title == AGREED.title
    assert about.language == "en-GB"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created == about.modified == datetime(2026, 11, 23, 12, 4, tzinfo=UTC)
    assert not [name for name in parts(word(AGREED)) if "thumbnail" in name]


@pytest.mark.practice("P42")
def test_a_draft_says_so_in_large_letters_and_on_every_sheet() -> None:
    draft, agreed = word_file(word(DRAFT)), word_file(word(AGREED))

    assert draft.paragraphs[0].text == "DRAFT"
    assert draft.styles["Title"].font.size.pt >= 30
    assert draft.sections[0].header.paragraphs[0].text == "DRAFT"
    assert agreed.sections[0].header.paragraphs[0].text == ""


def test_it_is_a4_and_no_smaller_than_eleven_points() -> None:
    told = word_file(word(AGREED))

    assert (
        round(told.sections[0].page_width.cm, 1),
        round(told.sections[0].page_height.cm, 1),
    ) == (
        21.0,
        29.7,
    )
    assert told.styles["Normal"].font.size.pt == 11


def test_a_theme_is_told_by_letter_and_shape_beside_its_colour() -> None:
    recap = replace(AGREED, themes=(*AGREED.themes, RecapTheme("Z", "?", "Newer")))
    (first, *_, newer) = [
        p
        for p in word_file(word(recap)).paragraphs
        if p.style.name == "Heading 3" and "\u00a0" in p.text
    ]

    assert first.text.split() == ["A", "●", "Warm", "and", "fed:", "2", "ideas"]
    assert first._p.xpath(".//w:shd/@w:fill") == [SIGNS["A"].ground.upper()]
    assert newer.text.split()[0] == "Z"


@pytest.mark.parametrize("letter", SIGNS)
def test_the_colours_on_paper_are_those_of_the_page(letter: str) -> None:
    (rule,) = re.findall(rf"\.sign-{letter} {{ ([^}}]*) }}", PAGE)

    assert f"background: #{SIGNS[letter].ground}" in rule
    assert ("color: #ffffff" in rule) == (SIGNS[letter].ink == "ffffff")


def test_urdu_starts_on_the_right_and_polish_on_the_left() -> None:
    recap = replace(
        AGREED, decisions=(RecapDecision("یک خیال", ("یہ کم ہے",)), RecapDecision("Żółć"))
    )
    told = {p.text: p for p in word_file(word(recap)).paragraphs}

    assert told["یک خیال"]._p.xpath("w:pPr/w:bidi")
    assert told["یک خیال"].runs[0].font.rtl
    assert not told["Żółć"]._p.xpath("w:pPr/w:bidi")
    inside = told["A reservation: یہ کم ہے"]
    # It stands on the side of what it belongs to, and its words run as before.
    assert inside._p.xpath("w:pPr/w:bidi")
    assert [bool(run.font.rtl) for run in inside.runs] == [False, True]


def test_a_number_after_words_in_urdu_stays_where_it_is() -> None:
    themes = (RecapTheme("A", "●", "Żółć یہ"), RecapTheme("B", "■", "Soup"))
    told = styled(replace(AGREED, themes=themes), "Heading 3")

    assert "\u00a0A ●\u00a0 Żółć یہ\u200e: 0 ideas" in told
    assert "\u00a0B ■\u00a0 Soup: 0 ideas" in told


@cache
def harmless_skeleton(words: str) -> list[str]:
    return skeleton(word(filled(AGREED, words)))


@pytest.mark.long
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(hostile: str) -> None:
    data = word(filled(AGREED, hostile))

    assert skeleton(data) == harmless_skeleton(harmless(hostile))
    assert cleaned(hostile) in styled(with_decision(hostile), "List Bullet")


@pytest.mark.parametrize(
    "text", ["\ufffe\uffff\x00\x0b", '{ INCLUDETEXT "C:\\\\secret" }', "{ DDEAUTO cmd }", "n" * 60]
)
def test_no_words_become_a_field_or_break_the_file(text: str) -> None:
    data = word(filled(AGREED, f"a{text}b"))
    tree = word_file(data).element

    assert not tree.findall(f".//{qn('w:instrText')}")
    assert not tree.findall(f".//{qn('w:fldSimple')}")
    assert not [n for n in parts(data) if n.endswith(".rels") and b"External" in parts(data)[n]]


@pytest.mark.parametrize(
    "recap", [Recap(session="s", title="A short talk"), large(), replace(AGREED, themes=())]
)
def test_no_ideas_and_three_hundred_both_come_out(recap: Recap) -> None:
    told = word_text(word(recap))

    assert all(idea.text in told for theme in recap.themes for idea in theme.ideas)


def test_all_its_parts_are_dated_by_the_sessions_end() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word(AGREED))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}

    assert dates == {(2026, 11, 23, 12, 4, 0)}


@pytest.mark.long
@needs_office
@pytest.mark.parametrize(
    "recap", [DRAFT, with_decision("یک خیال żółć 🧶 <b>")], ids=["draft", "urdu"]
)
def test_another_program_reads_the_same_words(recap: Recap, tmp_path: Path) -> None:
    (tmp_path / "recap.docx").write_bytes(word(recap))

    converted(tmp_path, "txt:Text (encoded):UTF8", tmp_path / "recap.docx")
    read = (tmp_path / "recap.txt").read_text(encoding="utf-8-sig")

    wanted = [word for word in word_text(word(recap)).split() if word.isalpha()]
    missing = [word for word in wanted if word not in read]
    assert missing == []
