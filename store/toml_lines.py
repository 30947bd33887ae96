"""Finds the line of every key in valid TOML text, which ``tomllib`` does not report."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]
"""The path of a value: ``("agenda", 2, "minutes")`` is the minutes of the third item."""

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_KEY = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+""")
_STRING = re.compile(
    # A string in three quotes may end in one or two quotes of its own, before the closing three.
    r'"""(?:\\[\s\S]|[^\\])*?"""{1,3}'
    r"|'''[\s\S]*?'''{1,3}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
)
_SCALAR = re.compile(r"[^,\]}\n#]+")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of each table, key and list element.

    ``text`` must be TOML that ``tomllib`` accepts, with ``\\n`` as its only line end.
    """
    return _Scan(text).lines


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.ends = [found.start() for found in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._skip():
            if self.text.startswith("[[", self.at):
                table = self._header(2)
            elif self.text[self.at] == "[":
                table = self._header(1)
            else:
                self._pair(table)

    def _header(self, brackets: int) -> Path:
        line = self._line()
        self.at += brackets
        keys = self._keys()
        self.at += brackets
        path: Path = ()
        for depth, key in enumerate(keys, start=1):
            path += (key,)
            if brackets == 2 and depth == len(keys):
                self.counts[path] = self.counts.get(path, 0) + 1
            self.lines.setdefault(path, line)
            if path in self.counts:
                path += (self.counts[path] - 1,)
                self.lines.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path += (key,)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            raw = self._take(_KEY)
            keys.append(next(iter(tomllib.loads(f"{raw}=0"))) if raw[0] in "\"'" else raw)
            self._skip()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip()
        match self.text[self.at]:
            case '"' | "'":
                self._take(_STRING)
            case "[":
                self._several("]", path)
            case "{":
                self._several("}", path)
            case _:
                self._take(_SCALAR)

    def _several(self, closing: str, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip()
            if self.text[self.at] == closing:
                self.at += 1
                return
            if closing == "]":
                self.lines[(*path, index)] = self._line()
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
            self._skip()
            if self.text[self.at] == ",":
                self.at += 1

    def _skip(self) -> bool:
        self._take(_BLANK)
        return self.at < len(self.text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"not TOML at line {self._line()}")
        self.at = found.end()
        return found.group()

    def _line(self) -> int:
        return bisect_right(self.ends, self.at - 1) + 1
