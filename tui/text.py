"""The one door through which text that people typed reaches the screen: never parsed as markup."""

from __future__ import annotations

from textual.content import Content


def plain(text: str, style: str = "") -> Content:
    """Return ``text`` as it is, in ``style`` (a Textual style such as ``bold $accent``)."""
    return Content.styled(text, style) if style else Content(text)
