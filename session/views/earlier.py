"""What earlier sessions of the series have to bring in: all of a session, or one theme, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from session.model.ideas import BringIn
from session.model.recap import Recap
from session.rules.bring_in import of_recap
from session.views.next_session import day
from session.wording.catalogue import say


class Earlier(Struct, frozen=True):
    """One choice: its words, and the command that brings it in."""

    words: str
    brings: BringIn


def earlier(recaps: Sequence[Recap], but: str = "") -> tuple[Earlier, ...]:
    """Return the choices of the recaps, oldest session first; ``but``: the session that asks."""
    return tuple(one for recap in reversed(recaps) if recap.session != but for one in _of(recap))


def _of(recap: Recap) -> Iterator[Earlier]:
    whole = of_recap(recap)
    n = len(whole.ideas)
    if n:
        words = say("earlier.all", title=recap.title, date=day(recap.date), n=n)
        yield Earlier(words, whole)
    for theme in whole.themes:
        part = of_recap(recap, theme.letter)
        if part.ideas and len(whole.themes) > 1:
            words = say("earlier.theme", letter=theme.letter, name=theme.name, n=len(part.ideas))
            yield Earlier(words, part)
