"""Reads the text in any kind of file: plain text directly, packed or compressed files by their content.

Bytes that are not text are never searched as text: a short name occurs in them by coincidence. Of
marked-up text only people's own words are read, since a tag or a font may have the same name as a person.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

_MOST = 50_000_000
"""Most bytes of one file that are read, after unpacking."""
_DEEPEST = 3
"""Most levels of nested archives that are opened."""
_RUN = 32
"""Consecutive printable characters that count as text within binary data."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|!doctype html|html)\b", re.IGNORECASE)
_NO_WORDS = re.compile(rb"<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_VALUE = re.compile(
    rb"""\b(?:author|initials|title|alt|descr|content|href|value|label|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
"""Attributes of a tag whose values people write."""
_PDF_STREAM = re.compile(rb"<<((?:(?!stream).)*?)>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_PDF_LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_PDF_HEX = re.compile(rb"(?<!<)<([0-9A-Fa-f]{2,})>(?!>)")
_PDF_LINE = re.compile(rb"\[([^\[\]]*)\]\s*TJ")
_PDF_NO_TEXT = re.compile(rb"/(?:Subtype\s*/Image|Length[123]\b|Type\s*/(?:XRef|ObjStm)|FontFile)")


def contents(path: Path) -> Iterator[bytes]:
    """Yield the content of a file and of the files packed in it; nothing if it can't be read or is too large."""
    try:
        if path.stat().st_size > _MOST:
            return
        data = path.read_bytes()
    except OSError:
        # Deleted in the meantime.
        return
    yield from readable(data)


def readable(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield the texts in the bytes of a file, as UTF-8."""
    if depth < _DEEPEST and data.startswith(b"PK") and zipfile.is_zipfile(BytesIO(data)):
        yield from _unzipped(data, depth)
    elif depth < _DEEPEST and data.startswith(b"\x1f\x8b"):
        yield from _gunzipped(data, depth)
    elif data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace").encode()
    elif _is_text(data):
        marked_up = _MARKUP.match(data) or (depth and data.lstrip().startswith(b"<"))
        yield from _words(data) if marked_up else (data,)
    elif not _CONTROL.search(data):
        # Text in a legacy Windows encoding.
        yield data.decode("cp1252", "replace").encode()
    else:
        yield _runs(data)


def _unzipped(data: bytes, depth: int) -> Iterator[bytes]:
    left = _MOST
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            yield "\n".join(packed.namelist()).encode("utf-8", "replace")
            for one in packed.infolist():
                left -= one.file_size
                if left < 0:
                    return
                yield from readable(packed.read(one), depth + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        # Damaged, or password-protected.
        return


def _gunzipped(data: bytes, depth: int) -> Iterator[bytes]:
    try:
        with gzip.open(BytesIO(data)) as packed:
            yield from readable(packed.read(_MOST), depth + 1)
    except (OSError, EOFError, zlib.error):
        return


def _of_pdf(data: bytes) -> Iterator[bytes]:
    """Yield the text of a PDF. Text drawn as glyph numbers without a mapping can't be read."""
    for about, stream in _PDF_STREAM.findall(data):
        if _PDF_NO_TEXT.search(about):
            continue
        if b"/Filter" not in about:
            yield from readable(stream, _DEEPEST)
        elif b"/FlateDecode" in about:
            try:
                yield _pdf_strings(zlib.decompressobj().decompress(stream, _MOST))
            except zlib.error:
                continue
    yield _pdf_strings(_PDF_STREAM.sub(b"\n", data))


def _pdf_strings(data: bytes) -> bytes:
    """Return the text strings of a PDF, joining those that are drawn as one line."""
    found = [b"".join(_PDF_LITERAL.findall(line)) for line in _PDF_LINE.findall(data)]
    found += _PDF_LITERAL.findall(data)
    found += [bytes.fromhex(one.decode()) for one in _PDF_HEX.findall(data) if len(one) % 2 == 0]
    texts = (_pdf_text(one) for one in found)
    return "\n".join(text for text in texts if not _UNREADABLE.search(text)).encode()


def _pdf_text(string: bytes) -> str:
    plain = re.sub(rb"\\([()\\])", rb"\1", string)
    if plain.startswith((b"\xfe\xff", b"\xff\xfe")):
        return plain.decode("utf-16", "replace")
    return plain.decode("utf-8" if _is_text(plain) else "cp1252", "replace")


def _is_text(data: bytes) -> bool:
    try:
        return b"\x00" not in data and bool(data.decode("utf-8")) | True
    except UnicodeDecodeError:
        return False


def _words(data: bytes) -> Iterator[bytes]:
    """Yield people's own words in marked-up text, the pieces both joined and separate."""
    plain = _NO_WORDS.sub(b" ", data)
    yield _TAG.sub(b"", plain)
    yield _TAG.sub(b"\n", plain)
    yield b"\n".join(one or other for one, other in _VALUE.findall(plain))


def _runs(data: bytes) -> bytes:
    """Return the texts within binary data, each long enough not to be a coincidence."""
    pieces = _UNREADABLE.split(data.decode("utf-8", "replace"))
    return "\n".join(piece for piece in pieces if len(piece) >= _RUN).encode()
