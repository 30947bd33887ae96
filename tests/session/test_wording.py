"""The wording: plain, short, complete, and every key in use."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from session.erase.areas import NAMES
from session.model.lifecycle import StrikeArea
from session.model.message import Fact
from session.model.protocol import AnyCommand, Event
from session.model.state import Rejected
from session.wording.catalogue import AREAS, CATALOGUE, named_values, refusal, say

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"[^.!?:…]+[.!?:…]*")


def texts() -> list[tuple[str, str]]:
    return [
        (key, text)
        for key, entry in CATALOGUE.items()
        for text in (entry if isinstance(entry, tuple) else (entry,))
    ]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.sub(r"{\w+}", "", text))


def syllables(word: str) -> int:
    """Vowel groups, less a silent final e: the usual rough count."""
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and len(groups) > 1 and not word.lower().endswith("le")
    return max(1, len(groups) - silent)


def test_no_key_is_given_twice() -> None:
    assert sum(len(area) for area in AREAS) == len(CATALOGUE)


@pytest.mark.practice("P25")
def test_a_sentence_has_at_most_20_words() -> None:
    assert [
        (key, sentence)
        for key, text in texts()
        for sentence in SENTENCE.findall(text)
        if len(words(sentence)) > 20
    ] == []


@pytest.mark.practice("P25")
def test_the_catalogue_reads_at_about_11_years() -> None:
    """Flesch–Kincaid grade (Kincaid et al., 1975); grade 6 is read at about 11."""
    sentences = [s for _, text in texts() for s in SENTENCE.findall(text) if words(s)]
    all_words = [word for sentence in sentences for word in words(sentence)]
    per_sentence = len(all_words) / len(sentences)
    per_word = sum(map(syllables, all_words)) / len(all_words)
    assert 0.39 * per_sentence + 11.8 * per_word - 15.59 <= 6.0


def test_both_plurals_ask_for_the_same_values() -> None:
    for key, entry in CATALOGUE.items():
        if isinstance(entry, tuple):
            assert named_values(entry[0]) | {"n"} == named_values(entry[1]) | {"n"}, key


def test_every_event_and_command_says_why_it_is_final() -> None:
    for kind in (*get_args(Event), *get_args(AnyCommand)):
        reason = kind.final if issubclass(kind, Fact) else kind.undoable
        if isinstance(reason, str) and reason:
            assert say(reason)
        elif issubclass(kind, Fact):
            # The room reads what was taken back: its kind, and nobody's name or words.
            assert not named_values(CATALOGUE[f"did.{kind.on_disk or kind.__name__}"])


def test_a_refusal_is_said_with_its_values() -> None:
    said = refusal(Rejected("refused.undo_built_on", {"what": "[/red] {n}"}))
    assert "[/red] {n}" in said


def test_no_key_is_unused_and_none_is_missing() -> None:
    used: set[str] = set()
    prefixes: set[str] = set()
    for room in ("session", "store", "remote", "app", "screens", "tui"):
        for path in (ROOT / room).rglob("*.py"):
            if path.parent.name == "wording":
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.JoinedStr) and node.values:
                    first = node.values[0]
                    if isinstance(first, ast.Constant) and "." in str(first.value):
                        prefixes.add(str(first.value))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    used.add(node.value)
    for path in (ROOT / "remote").rglob("*.j2"):
        found = set(re.findall(r'"([a-z_.]+)"', path.read_text()))
        used |= found
        prefixes |= {key for key in found if key.endswith(".") and len(key) > 5}
    script = (ROOT / "remote" / "static" / "page.js").read_text()
    used |= {f"page.{key}" for key in re.findall(r'"([a-z_.]+)"', script)}
    used.add("struck")
    unused = {
        key
        for key in CATALOGUE
        if key not in used and not any(key.startswith(prefix) for prefix in prefixes)
    }
    assert unused == set()
    refusals = {word for word in used if word.startswith(("refused.", "final."))}
    assert {key for key in refusals if " " not in key and key not in CATALOGUE} <= {
        "refused.",
        "final.",
    }


def test_every_kind_of_entry_that_can_be_struck_has_a_name_without_its_words() -> None:
    for area in {*get_args(StrikeArea)} - NAMES:
        assert not named_values(CATALOGUE[f"entry.{area}"])


ENDING = [key for key, entry in CATALOGUE.items() if "}." in str(entry)]
"""Sentences that end in a value, or go on to the next after one."""


@pytest.mark.parametrize("value", ["D.", "Who comes?", "Soup!", "Wait…"])
def test_no_sentence_has_two_stops_after_a_value(value: str) -> None:
    for key in ENDING:
        told = say(key, **({"n": 2} | dict.fromkeys(named_values(CATALOGUE[key]), value)))
        assert value in told, key
        assert f"{value}." not in told.replace(f"{value}..", ""), key
