"""Reads HTML pages as lines and tables, skipping scripts, styles and forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from session.plan.reading.document import Block, Grid, Line, Mark, Row, in_one_line
from session.plan.reading.text import document

_PASSED = {
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "svg",
    "head",
}
_APART = {
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "section",
    "article",
    "main",
    "header",
    "blockquote",
    "dd",
    "dt",
    "tr",
    "pre",
}
_HEADING = re.compile(r"h[1-6]")


class _Page(HTMLParser):
    """Collects the text of a page, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._said: list[str] = []
        self._mark: Mark = ""
        self._deep = 0
        self._lists = 0
        self._passing = 0
        self._row: list[str] | None = None
        self._rows: list[Row] = []
        self._tables = 0
        self._begun = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's signature
        if tag in _PASSED:
            self._passing += tag != "head" or 1
        elif tag == "table":
            self._line()
            self._tables += 1
        elif self._tables and tag in {"td", "th"}:
            self._said = []
        elif self._tables and tag == "tr":
            self._row, self._begun = [], self.getpos()[0]
        elif self._tables:
            if tag in {"br", "p", "li", "div"}:
                self._said.append("\n")
        elif tag in _APART or _HEADING.fullmatch(tag):
            self._line()
            self._lists += tag in {"ul", "ol"}
            if tag == "li":
                self._mark, self._deep = "bullet", self._lists
            elif _HEADING.fullmatch(tag):
                self._mark, self._deep = "heading", int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _PASSED:
            self._passing = max(0, self._passing - 1)
        elif tag == "table" and self._tables:
            self._tables -= 1
            if not self._tables and self._rows:
                self.blocks.append(Grid(tuple(self._rows)))
                self._rows = []
        elif self._tables and tag in {"td", "th"} and self._row is not None:
            text = "\n".join(filter(None, map(in_one_line, "".join(self._said).split("\n"))))
            self._row.append(text)
            self._said = []
        elif self._tables and tag == "tr" and self._row is not None:
            self._rows.append(Row(self._begun, tuple(self._row)))
            self._row = None
        elif not self._tables and (tag in _APART or _HEADING.fullmatch(tag)):
            self._line()
            self._lists = max(0, self._lists - (tag in {"ul", "ol"}))

    def handle_data(self, data: str) -> None:
        if not self._passing:
            self._said.append(data if self._tables else data.replace("\n", " "))

    def close(self) -> None:
        super().close()
        self._line()
        if self._rows:
            self.blocks.append(Grid(tuple(self._rows)))

    def _line(self) -> None:
        text = in_one_line("".join(self._said))
        if text and self._mark:
            self.blocks.append(
                Line(self.getpos()[0], text, self._mark, self._deep, not self.blocks)
            )
        elif text:
            self.blocks += [
                Line(self.getpos()[0], one.text, one.mark, one.depth, one.gap)
                for one in document(text).blocks
                if isinstance(one, Line)
            ]
        self._said, self._mark = [], ""


def html_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines and tables of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    return tuple(page.blocks)
