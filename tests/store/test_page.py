"""The printable page: whole in itself, readable by everyone, and deaf to hostile words."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from session.model.recap import Recap, RecapDecision, RecapIdea, RecapTheme
from session.rules.themes import LETTERS, SHAPES
from store.exports.outline import tidied
from store.exports.page import page_of
from store.exports.reading import outline
from tests.store.recaps import AGREED, DRAFT, HOSTILE, filled, harmless

EMPTY = {"meta", "link", "br", "hr", "img", "input", "base"}
every_hostile_text = pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))


class Tree(HTMLParser):
    """The elements with the names of their attributes, and all words, as a browser would see them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tuple(self._open), tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self._open[-1] if self._open else "", data))

    def handle_comment(self, data: str) -> None:
        self.elements.append((tuple(self._open), "comment", (data,)))

    def tags(self) -> list[str]:
        return [tag for _, tag, _ in self.elements]


def drawn(recap: Recap) -> str:
    return page_of(outline(tidied(recap)))


def style_of(source: str) -> str:
    found = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert found
    return found[1]


def _without_language(tree: Tree) -> list[object]:
    """Return the elements without ``lang``, which follows the letters of the words."""
    return [
        (path, name, tuple(one for one in attributes if one != "lang"))
        for path, name, attributes in tree.elements
    ]


@cache
def _harmless(words: str) -> list[object]:
    return _without_language(Tree(drawn(filled(DRAFT, words))))


@every_hostile_text
def test_hostile_words_add_no_element_and_no_attribute(hostile: str) -> None:
    hurt = Tree(drawn(filled(DRAFT, hostile)))

    assert _without_language(hurt) == _harmless(harmless(hostile))
    names = {name for _, name, _ in hurt.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"style", "href", "src"}


@every_hostile_text
def test_the_page_shows_the_words_as_they_were_said(hostile: str) -> None:
    recap = tidied(replace(AGREED, decisions=(RecapDecision(hostile),)))

    shown = Tree(drawn(recap))

    words = recap.decisions[0].text
    assert any(tag == "li" and text.strip() == words for tag, text in shown.words)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    shown = Tree(drawn(DRAFT))

    tags = set(shown.tags())
    assert not tags & {"script", "link", "img", "iframe", "object", "form", "a", "base", "svg"}
    assert not re.search(r"url\(|@import|https?:", drawn(DRAFT))


def test_the_policy_allows_only_the_style_sheet_in_the_page() -> None:
    source = drawn(DRAFT)
    policy = next(
        value
        for tag, name, value in Tree(source).attributes
        if (tag, name) == ("meta", "content") and "default-src" in value
    )

    digest = base64.b64encode(hashlib.sha256(style_of(source).encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_style_sheet_holds_nothing_a_template_would_escape() -> None:
    assert not re.search(r"&|<", style_of(drawn(DRAFT)))


@pytest.mark.practice("P39")
def test_headings_tables_and_language_are_real() -> None:
    shown = Tree(drawn(AGREED))

    assert ("html", "lang", "en") in shown.attributes
    assert shown.tags().count("h1") == 1
    headings = [int(tag[1]) for tag in shown.tags() if re.fullmatch(r"h\d", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise([0, *headings]))
    assert shown.tags().count("table") == shown.tags().count("thead") > 2
    assert ("th", "scope", "col") in shown.attributes
    assert ("th", "scope", "row") in shown.attributes


@pytest.mark.practice("P26")
def test_a_theme_has_its_colour_always_with_letter_and_shape() -> None:
    themes = tuple(RecapTheme(letter, SHAPES[letter], f"Theme {letter}") for letter in LETTERS)

    source = drawn(replace(AGREED, themes=themes))

    for letter in LETTERS:
        assert (
            f'sign-{letter}"><b>{letter}</b> <i aria-hidden="true">{SHAPES[letter]}</i>' in source
        )
        assert f".sign-{letter} {{ background:" in style_of(source)


def test_right_to_left_words_keep_their_direction() -> None:
    idea = "یک خیال به زبان ما"
    theme = RecapTheme("A", "●", "ہماری زبان", (RecapIdea(idea, "first"),))

    source = drawn(replace(AGREED, themes=(theme,)))

    assert f'<li dir="rtl" lang="fa">{idea}' in source
    assert "<bdi>ہماری زبان</bdi>: 1 idea" in source


# ---- contrast (WCAG 2.2, 1.4.6: 7:1) ----


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def palettes() -> list[dict[str, str]]:
    """The colours of paper, of the light and of the dark screen."""
    found: dict[str, str] = {}
    each = []
    for block in re.findall(r":root \{(.*?)\}", style_of(drawn(DRAFT)), re.DOTALL):
        found = {**found, **dict(re.findall(r"--([\w-]+): (#\w{6});", block))}
        each.append(found)
    return each


def test_text_stands_out_on_paper_and_on_light_and_dark_screens() -> None:
    each = palettes()

    assert len(each) == 3
    for colours in each:
        for ink in ("ink", "quiet", "accent"):
            assert contrast(colours[ink], colours["paper"]) >= 7
        assert contrast(colours["draft-ink"], colours["draft-paper"]) >= 7
        assert contrast(colours["sign-edge"], colours["paper"]) >= 7


def test_letter_and_shape_stand_out_on_every_theme_colour() -> None:
    style = style_of(drawn(DRAFT))

    for letter in LETTERS:
        rule = re.search(rf"\.sign-{letter} \{{(.*?)\}}", style)
        assert rule
        ground = re.search(r"background: (#\w{6})", rule[1])
        ink = re.search(r" color: (#\w{6})", rule[1])
        assert ground
        assert contrast(ground[1], ink[1] if ink else "#000000") >= 7


def test_it_has_a_style_for_paper_and_for_narrow_screens() -> None:
    style = style_of(drawn(DRAFT))

    for part in ("@media print", "@page", "(max-width: 34rem)", "prefers-color-scheme: dark"):
        assert part in style
    assert "is-draft" in drawn(DRAFT)
    assert '<body class="is-draft">' not in drawn(AGREED)
