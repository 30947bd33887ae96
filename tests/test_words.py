"""Docstrings and comments are in the usual terms of the trade: no private dialect, no paraphrase of a known word."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

DIALECT = {
    r"to oneself|\boneself\b": "an exclusive lock on, exclusively",
    r"(?<!there )\b(?:is|are|was|were|be) none\b": "is not a …",
    r"\bof ours\b": "our, Fairsay's",
    r"\bso many\b": "the number itself: `by` places, `n` seconds",
    r"\b(?:is|are) no more\b|\bany more\b": "no longer; deleted, closed",
    r"\btold\b": "shown, reported, announced, recorded",
    r"\bTells? (?:whether|if|who|what)\b": "Return whether",
    r"\b(?:[Ss]tands?|stood|standing)\b(?! for\b|:)": "is, appears, is stored",
    r"\bvery same\b": "same, unchanged, identical",
    r"\b[Ww]hoever\b": "the process, client, person that",
    r"\bcome back to\b": "resumed",
    r"\btak(?:e|es|en|ing) up\b": "resume, load",
    r"\b(?:is|are|has|have|was|were) gone\b": "deleted, disconnected, missing",
    r"\b(?:made?|done|read|written|tried) again\b": "regenerated, repeated, reread, rewritten, retried",
    r"\b(?:made?|make) .{1,30} again\b": "regenerate",
    r"\bputs? .{0,20}\baway\b": "delete, store",
    r"\blies?\b": "is, is stored",
    r"\bunder way\b": "current, in progress",
    r"\bputs? (?:\w+ )?right\b": "correct",
    r"\bon the line\b": "connected",
    r"\bon (?:the|its|their) way\b": "in transit, buffered, during",
    r"\bhas the word\b": "has the floor",
    r"\bgoes? with (?:it|them)\b": "is deleted together with",
    r"\bout of sight\b": "hidden",
    r"\bis not there\b|\bare not there\b": "is missing, does not exist",
    r"\bcomes? to the same\b": "gives the same result",
    r"\bof whom\b": "whose",
    r"\bwhat (?:it|that|they) (?:holds?|has|says)\b": "its contents",
}
"""What is not to be written, as a pattern, and what an engineer would write instead."""


def prose(source: str) -> list[tuple[int, str]]:
    """Every docstring (also of an attribute or constant) and comment by line, without names in backticks."""
    texts = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            texts += [
                (one.lineno, " ".join(one.value.value.split()))
                for one in node.body
                if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
                if isinstance(one.value.value, str)
            ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    texts += [(one.start[0], one.string.lstrip("# ")) for one in comments]
    return sorted((line, re.sub(r"`+[^`]+`+", "``", text)) for line, text in texts)


def dialect(source: str) -> list[str]:
    """What one module says in the private dialect, as ``line: words -> what to write``."""
    return [
        f"{line}: {found.group()!r} in {text[:70]!r} -> {better}"
        for line, text in prose(source)
        for pattern, better in DIALECT.items()
        for found in re.finditer(pattern, text)
    ]


@pytest.mark.parametrize(
    "source",
    [
        '"""A session one has to oneself."""',
        'def f():\n    """Tell whether it is open."""',
        'class A:\n    b = 1\n    """Whether it stands in the file."""',
        'X = 1\n"""Ids of those that are none."""',
        "x = 1  # what was told before",
        "# Whoever reads nothing is gone.\nx = 1",
    ],
)
def test_the_lint_sees_what_it_looks_for(source: str) -> None:
    assert dialect(source)


@pytest.mark.parametrize("room", ["session", "store", "app", "remote", "screens", "tui"])
def test_docstrings_and_comments_are_in_the_usual_terms(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{one}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for one in dialect(path.read_text(encoding="utf-8"))
    ]

    assert found == []
