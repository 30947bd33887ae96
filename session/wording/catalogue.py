"""Every sentence a participant or facilitator can read, by key: ``say("parking.parked", n=3)``.

An entry is one text, or a pair (one, many) chosen by the value ``n``. Values are put in as they
are: text people typed is never parsed here, and must be shown through the door of its medium.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Protocol

from session.model.state import Rejected
from session.wording import (
    agenda,
    agreement,
    ballots,
    board,
    console,
    eight,
    erase,
    floor,
    hall,
    ideas,
    lifecycle,
    lists,
    open_now,
    opening_closing,
    pages,
    people,
    phone_page,
    phones,
    plan,
    recap,
    record,
    rehearsal,
    replan,
    series,
    settings,
    shared,
    shell,
    speaking_round,
    spine,
    votes,
)

Entry = str | tuple[str, str]

AREAS: tuple[dict[str, Entry], ...] = (
    lifecycle.WORDS,
    people.WORDS,
    agenda.WORDS,
    floor.WORDS,
    ideas.WORDS,
    votes.WORDS,
    ballots.WORDS,
    record.WORDS,
    agreement.WORDS,
    board.WORDS,
    console.WORDS,
    recap.WORDS,
    opening_closing.WORDS,
    pages.WORDS,
    series.WORDS,
    shared.WORDS,
    shell.WORDS,
    settings.WORDS,
    erase.WORDS,
    speaking_round.WORDS,
    replan.WORDS,
    lists.WORDS,
    open_now.WORDS,
    phones.WORDS,
    phone_page.WORDS,
    plan.WORDS,
    eight.WORDS,
    spine.WORDS,
    hall.WORDS,
    rehearsal.WORDS,
)

CATALOGUE: dict[str, Entry] = {key: entry for area in AREAS for key, entry in area.items()}


_STOPS = (".", "!", "?", "…")
_replaced: dict[str, Entry] = {}


def reword(words: Mapping[str, Entry]) -> None:
    """Replace sentences of the catalogue by the group's own, from now on."""
    _replaced.clear()
    _replaced.update(words)


class Say(Protocol):
    """Says a sentence by its key, in the words that hold: handed to whatever decides."""

    def __call__(self, key: str, /, **values: str | int) -> str: ...


def say(key: str, /, **values: str | int) -> str:
    """Return the sentence for ``key``. Raises ``KeyError`` for a missing key or value."""
    entry = _replaced.get(key) or CATALOGUE[key]
    if isinstance(entry, tuple):
        entry = entry[0] if values["n"] == 1 else entry[1]
    if "}." in entry:
        entry = _without_second_stop(entry, values)
    return entry.format(**values)


def _without_second_stop(entry: str, values: Mapping[str, str | int]) -> str:
    """Leave out the full stop after a value that brings its own: the initial "D.", or a question."""
    for name, value in values.items():
        if str(value).endswith(_STOPS):
            entry = re.sub(rf"(\{{{re.escape(name)}\}})\.(?!\w)", r"\1", entry)
    return entry


def refusal(rejected: Rejected) -> str:
    """Return the sentence that explains a refusal, and what to do instead."""
    return say(rejected.reason, **rejected.values)


def named_values(entry: Entry) -> set[str]:
    """Return the names of the values in an entry."""
    texts = entry if isinstance(entry, tuple) else (entry,)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
