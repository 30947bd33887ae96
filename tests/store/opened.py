"""Word and PDF files read as a reader's program reads them: every word, in reading order."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader


def words_in(path: Path) -> str:
    """The words of one exported file, whatever its form."""
    return text_of(path.suffix, path.read_bytes())


def text_of(suffix: str, data: bytes) -> str:
    match suffix:
        case ".docx":
            return word_text(data)
        case ".pdf":
            return pdf_text(data)
        case _:
            return data.decode("utf-8-sig")


def pdf_text(data: bytes) -> str:
    """The words of the whole PDF, line breaks folded away."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def word_file(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def word_text(data: bytes) -> str:
    """Every paragraph and every row on a line, cells parted by tabs."""
    lines = []
    for block in word_file(data).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
    return "\n".join(lines)


def parts(data: bytes) -> dict[str, bytes]:
    """The files a Word file is made of."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
