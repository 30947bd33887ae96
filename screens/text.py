"""The one function through which people's own text reaches the screen: never parsed as markup."""

from __future__ import annotations

import re

from textual.content import Content

# Text was cleaned when it was entered; this applies to text from elsewhere, such as an older file: it must
# not move the cursor, ring, reverse the reading order or break the output.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """Return ``text`` without what moves the cursor, or turns the reading order round."""
    return _UNSAFE.sub("", text)


def plain(text: str, style: str = "") -> Content:
    """Return ``text`` unchanged, in ``style`` (a Textual style such as ``bold $accent``)."""
    text = safe(text)
    return Content.styled(text, style) if style else Content(text)
