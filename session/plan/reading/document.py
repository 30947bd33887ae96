"""The common form of every file before it is read as an agenda: lines and tables, in order."""

from __future__ import annotations

import html
import re
from typing import Literal

from msgspec import Struct

from session.model.text import clean

Mark = Literal["", "heading", "bullet", "number"]
NOTES_LIMIT = 2000
MOST_ROWS = 5000
"""Of one table, in whatever format."""


class Line(Struct, frozen=True):
    """A line of text: its number, its list or heading mark, and its depth."""

    n: int
    text: str
    mark: Mark = ""
    depth: int = 0
    gap: bool = False
    """Whether an empty line, or a block of another kind, precedes it."""
    aside: str = ""
    """Text far to the right of it, as in a column of names aligned with spaces."""


class Row(Struct, frozen=True):
    n: int
    cells: tuple[str, ...]


class Grid(Struct, frozen=True):
    """A table in a document, or a sheet with its ``name``."""

    rows: tuple[Row, ...]
    name: str = ""


Block = Line | Grid


class Document(Struct, frozen=True):
    """A file or pasted text; ``stem`` is the file's name as words, empty for pasted text."""

    blocks: tuple[Block, ...]
    stem: str = ""
    title: str = ""
    """The title in the file's metadata."""
    fixed: bool = False
    """Whether its times are appointments, so that each item keeps its own start."""


_INLINE = (
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+|[^>\s@]+@[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE), ""),
    (re.compile(r"(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*?[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*?[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~$@:>=<])")


def unmarked(text: str) -> str:
    """Return a text without the markup of Markdown and HTML: emphasis, links, code, tags."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1])
        return f"\ue000{len(kept) - 1}\ue001"

    text = _ESCAPE.sub(keep, text.replace("\ue000", "").replace("\ue001", ""))
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    text = re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found[1])], text)
    return clean(html.unescape(text), 10**6, lines=True)


def in_one_line(text: str) -> str:
    return clean(text.replace("\n", " "))


def says_something(text: str) -> bool:
    """Return whether there is more than punctuation, which is all that remains of binary data."""
    return any(c.isalnum() or (not c.isascii() and c not in "–—−―…·••│─═″′’“”„") for c in text)
