"""A session and a heading in the list of Home."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from screens.text import plain
from screens.widgets.card import fitted
from session.views.library import SessionCard
from session.wording.catalogue import say

_SIGNS = {"live": ("▸", "$accent"), "unfinished": ("▸", "$accent"), "draft": ("✎", "$warning")}


def heading(words: Content) -> Option:
    return Option(Content("\n") + words, disabled=True)


def session_line(card: SessionCard, width: int) -> Option:
    sign, colour = _SIGNS.get(card.standing, ("✓", "$success"))
    standing = say("home.live_here") if card.here else say(f"home.{card.standing}")
    right = plain(f"{card.when:>22}   ", "$quiet") + fitted(plain(standing, colour), 22)
    if width < 90:
        right = fitted(plain(standing, colour), 22)
    title = fitted(plain(card.title), max(10, width - right.cell_length - 6))
    return Option(
        Content("  ") + plain(sign, colour) + Content(" ") + title + "  " + right, id=card.id
    )
