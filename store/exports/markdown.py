"""The recap as Markdown: for a wiki, a shared folder, or as a draft of another document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.exports.outline import WHOLE, Block, Line, Outline, Part, Points, Table, bar_of, bare

# Anywhere: the characters that begin code, emphasis, links, images, mathematics, cells and HTML (CommonMark
# 0.31 with the tables, strikethrough and autolinks of GitHub).
_MARKS = re.compile(r"[\\`*_\[\]|~$]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_SCHEME = re.compile(r"(?<=\w):(?=/)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
# At the start of a line: headings, lists, quotes, rules, underlines, definitions, fences.
_START = re.compile(r"([#>+\-=:]|\d{1,9}(?=[.)]))")


def markdown_of(shown: Outline) -> str:
    """Return an outline as Markdown."""
    return "\n\n".join(_blocks(shown)) + "\n"


def escaped(text: str) -> str:
    """Return one line of text escaped so that Markdown shows it unchanged, at the start of a line or within one."""
    text = _ENTITY.sub("&amp;", bare(text))
    text = _MARKS.sub(r"\\\g<0>", text).replace("<", "&lt;").replace("@", "\\@")
    text = _WWW.sub(r"\1\\.", _SCHEME.sub(r"\\:", text))
    start = _START.match(text)
    if start is None:
        return text
    if start[1].isdigit():
        return f"{start[1]}\\{text[start.end() :]}"
    return f"\\{text}"


def _blocks(shown: Outline) -> Iterator[str]:
    if shown.sign:
        yield f"# {shown.sign}"
        yield f"**{escaped(shown.draft)}**"
    yield f"# {_heading(shown.title)}"
    if shown.series:
        yield escaped(shown.series.signed)
    for line in shown.lead:
        yield escaped(line)
    for section in shown.sections:
        if section.key == WHOLE:
            yield "---"
        yield f"## {_heading(section.title)}"
        for block in section.blocks:
            yield _block(block)


def _heading(text: str) -> str:
    # A closing run of # would be parsed as the heading's own.
    return re.sub(r"#(?=#*\s*$)", r"\\#", escaped(text))


def _block(block: Block) -> str:
    match block:
        case Line():
            return escaped(block.signed)
        case Part(text=text, letter=letter, shape=shape):
            return f"### {_heading(f'{letter} {shape} {text}' if letter else text)}"
        case Points(points=points):
            lines = []
            # Four spaces: with two, some readers make one flat list of it.
            for point in points:
                lines.append(f"- {escaped(point.text)}")
                lines += [f"    - {escaped(under)}" for under in point.under]
            return "\n".join(lines)
        case Table(head=head, rows=rows, bars=bars):
            if bars:
                # In a column of their own, so that a choice can be copied without its bar.
                head = (*head, "")
                rows = tuple((*row, bar_of(bars[nth])) for nth, row in enumerate(rows))
            rule = ("---",) * len(head)
            return "\n".join(
                [_row(tuple(map(escaped, head))), _row(rule)]
                + [_row(tuple(map(escaped, row))) for row in rows]
            )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
