"""Hostile words in every place a person can type: each form shows them, none obeys them."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from markdown_it import MarkdownIt

from store.exports.csvs import safe
from store.exports.plain import columns
from tests.store.recaps import (
    AGREED,
    HOSTILE,
    cleaned,
    filled,
    harmless,
    tables,
    text,
    with_decision,
)

BENIGN = "word"
every_hostile_text = pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
MARKDOWN = MarkdownIt("gfm-like", {"html": True})


def skeleton(source: str) -> list[tuple[str, str, int]]:
    """Every token but the words: what a reader's program makes of it."""
    found = []
    for token in MARKDOWN.parse(source):
        found.append((token.type, token.tag, token.level))
        found += [
            (child.type, child.tag, child.level)
            for child in token.children or ()
            if child.type not in {"text", "text_special"}
        ]
    return found


@cache
def harmless_skeleton(words: str) -> list[tuple[str, str, int]]:
    return skeleton(text(filled(AGREED, words), "markdown"))


@every_hostile_text
def test_hostile_words_change_nothing_about_the_markdown(hostile: str) -> None:
    shown = text(filled(AGREED, hostile), "markdown")

    assert skeleton(shown) == harmless_skeleton(harmless(hostile))
    assert "<" not in shown


@every_hostile_text
def test_markdown_shows_the_words_as_they_were_said(hostile: str) -> None:
    tokens = MARKDOWN.parse(text(with_decision(hostile), "markdown"))

    read = ["".join(c.content for c in t.children or ()) for t in tokens if t.type == "inline"]
    assert cleaned(hostile) in read


@every_hostile_text
def test_plain_text_stays_plain_and_narrow(hostile: str) -> None:
    shown = text(filled(AGREED, hostile), "text")
    lines = shown.split("\n")

    assert all(columns(line) <= 78 for line in lines)
    assert all(
        char.isprintable() or char in "\u200c\u200d\u200e\u200f" for char in shown.replace("\n", "")
    )
    assert rules(lines) == benign_rules()


@cache
def benign_rules() -> int:
    return rules(text(filled(AGREED, BENIGN), "text").split("\n"))


def rules(lines: list[str]) -> int:
    return sum(set(line) in ({"-"}, {"="}) for line in lines)


def test_plain_text_keeps_every_word() -> None:
    said = "We want somewhere warm, with 日本語 and naïve soup, " * 30

    shown = text(with_decision(said.strip()), "text")

    assert said.strip() in " ".join(shown.split())


@cache
def benign_tables() -> dict[str, list[dict[str, str]]]:
    return tables(filled(AGREED, BENIGN))


@every_hostile_text
def test_no_cell_of_a_table_is_a_formula(hostile: str) -> None:
    hurt, plain = tables(filled(AGREED, hostile)), benign_tables()

    for name, rows in hurt.items():
        assert len(rows) == len(plain[name])
        for row in rows:
            assert None not in row
            words = [cell for cell in row.values() if not re.fullmatch(r"-?\d+", cell)]
            assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in words)
    (row,) = tables(with_decision(hostile))["decisions.csv"]
    assert row["decision"] == safe(cleaned(hostile))


def test_only_texts_get_the_apostrophe_and_only_where_needed() -> None:
    assert [safe(cell) for cell in ("=1", "@x", "a=1", "'=1", -5, None)] == [
        "'=1",
        "'@x",
        "a=1",
        "'=1",
        -5,
        "",
    ]
    assert tables(AGREED)["agenda.csv"][2]["added_minutes"] == "-5"


@every_hostile_text
def test_json_holds_the_words_without_what_nobody_sees(hostile: str) -> None:
    read = json.loads(text(filled(AGREED, hostile), "json"))

    (words,) = read["goals"]
    assert words == cleaned(hostile)
    assert all(char.isprintable() or char == "\u200c" for char in words)
