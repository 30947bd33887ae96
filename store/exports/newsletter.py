"""The first side of a recap for a newsletter: a subject line, and at most 200 words."""

from __future__ import annotations

from session.model.recap import Recap
from session.model.text import bare
from session.views.one_side import one_side
from session.views.side import Sheet, SideEntry
from session.wording.catalogue import say
from store.exports.plain import wrapped

MOST = 200
"""Words, with the subject line."""
_SHEET = Sheet(78, 40, 160, 0)
_FIRST = ("next", "ask", "mattered", "decisions", "actions", "cannot", "passed", "left")
"""The parts, the most needed first: the last are left out when the words run short."""


def newsletter(recap: Recap) -> str:
    """Return the text for a newsletter."""
    side = one_side(recap, _SHEET)
    head = [bare(say("newsletter.subject", title=side.title)), *([side.when] if side.when else [])]
    head.append(say("recap.draft" if recap.draft else "recap.agreed"))
    more = say("newsletter.more")
    room = MOST - _words(*head, more)
    taken: dict[str, list[SideEntry]] = {}
    for part in sorted(side.parts, key=lambda one: _FIRST.index(one.key)):
        title = _words(part.title)
        for entry in part.entries:
            needed = _words(entry.text, *entry.under) + (0 if part.key in taken else title)
            if needed > room:
                break
            room -= needed
            taken.setdefault(part.key, []).append(entry)
    # A mail program takes one line as the subject.
    lines = [head[0], "", *(line for text in head[1:] for line in (*wrapped(text), ""))]
    for part in side.parts:
        if part.key in taken:
            lines += wrapped(part.title)
            for entry in taken[part.key]:
                lines += wrapped(entry.text, "- ", "  ")
                lines += (line for under in entry.under for line in wrapped(under, "    ", "    "))
            lines.append("")
    return "\n".join((*lines, more)) + "\n"


def _words(*texts: str) -> int:
    return sum(len(bare(text).split()) for text in texts)
