"""Other occurrences of a struck entry's text: entries of its series, and plans."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from app.live_session import LiveSession
from session.erase.word_search import Phrase
from session.model.state import State
from store.paths import Home
from store.refusal import Refusal

if TYPE_CHECKING:
    from store.erase.same_words import Same


class SameWords(Struct, frozen=True):
    """Entries by session and id, and the names of plan files. Never the words themselves."""

    entries: tuple[Same, ...] = ()
    plans: tuple[str, ...] = ()


async def same_words_left(live: LiveSession, struck: str, words: frozenset[str]) -> SameWords:
    """Search for the full texts of a struck entry. ``words``: as ``whole_texts`` returns them."""
    return await asyncio.to_thread(
        _look, live.home, live.session_id, live.runtime.live, words, struck
    )


def _look(home: Home, session: str, state: State, words: frozenset[str], struck: str) -> SameWords:
    from store.erase.plans import plans_with
    from store.erase.same_words import others_with
    from store.erase.spelling import Spelling

    plans = {path.name for word in words for path in plans_with(home, Spelling(Phrase(word)))}
    return SameWords(others_with(home, session, state, words, struck), tuple(sorted(plans)))


async def strike_same(live: LiveSession, entries: tuple[Same, ...]) -> None:
    """Strike each of these entries by its id; a crash in between can't leave any of them out.

    A failure is raised after all others are finished.
    """
    from store.erase.same_words import finish_there, note_all

    await live.settled()
    await asyncio.to_thread(note_all, live.home, entries)
    refused: Refusal | OSError | None = None
    here = [one for one in entries if one.session == live.session_id]
    there = dict.fromkeys(one.session for one in entries if one not in here)
    work: list[Callable[[], Awaitable[object]]] = [
        *(partial(live.strike, one.area, one.key) for one in here),
        *(partial(asyncio.to_thread, finish_there, live.home, session) for session in there),
    ]
    for take_out in work:
        try:
            await take_out()
        except (Refusal, OSError) as why:
            refused = refused or why
    if refused:
        raise refused
