"""Decodes bytes: by their BOM, as strict UTF-8, by the position of zeros, or as a legacy Windows encoding."""

from __future__ import annotations

import codecs
import os

from session.wording.catalogue import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CENTRAL = ("pl", "cs", "sk", "hu", "sl", "hr", "ro", "sq", "bs")
"""Languages for which Windows uses code page 1250."""
_SAMPLE = 4000


class NotText(ValueError):
    """The bytes are not text in any of these encodings."""


def decoded(data: bytes, *, central: bool = False) -> tuple[str, str]:
    """Return the text, and a sentence when its encoding had to be guessed. Raises NotText.

    central: guess Windows-1250 whatever the language of the terminal is
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ""
    if b"\0" in data:
        return _wide(data), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        name = "cp1250" if central or _central() else "cp1252"
        return data.decode(name, "replace"), say("plan.read.encoding", name=f"Windows-{name[2:]}")


def _wide(data: bytes) -> str:
    """Return UTF-16 text without a BOM. Raises NotText."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    name = "utf-16-le" if odd > half * 0.4 and even < half * 0.1 else ""
    name = "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else name
    if not name:
        raise NotText
    return data.decode(name, "replace")


def _central() -> bool:
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return said[:2].lower() in _CENTRAL
