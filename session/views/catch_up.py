"""What somebody missed who is new to a series, or was not at its last sessions: one side (P41, P68).

What was decided, and what each decision replaced and why; what became of people's ideas; how the group works
together, and its words. Nobody who owes something is named, except to the person themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from session.erase.walk import STRUCK
from session.model.recap import Recap
from session.model.series import SeriesState, Thing
from session.model.text import theirs
from session.rules.carry_over import newest_agreement
from session.rules.series import is_open, things
from session.views.next_session import day
from session.views.one_side import ask_part, next_part
from session.views.pages import Page, PageLine
from session.views.series import state_words, thing_lines
from session.views.side import NORMAL, OneSide, Sheet, SideEntry, SidePart, fitted
from session.wording.catalogue import say


def catch_up(
    recaps: Sequence[Recap],
    reports: SeriesState,
    missed: Collection[str],
    since: str,
    today: str,
    own: Collection[str] = (),
    sheet: Sheet = NORMAL,
) -> OneSide:
    """Return the side for who missed the sessions with the ids ``missed``; reports count from the date ``since`` on.

    recaps: of the whole series, the newest of each session, the oldest session first; at least one
    own: ids of what the person has promised; empty if others may read it
    """
    last = recaps[-1]
    found = things(recaps, reports)
    decided = tuple(_decided(found, reports, missed)) or (SideEntry(say("catchup.nothing")),)
    parts = (
        SidePart("aims", say("catchup.aims"), _texts((last.purpose, *last.goals))),
        SidePart("own", say("catchup.own"), tuple(_own(found, own, today))),
        SidePart("decided", say("recap.decisions"), decided),
        SidePart("became", say("recap.outcomes"), tuple(_became(found, since))),
        _agreement(recaps),
        SidePart("words", say("recap.words"), tuple(_words(recaps, missed))),
    )
    coming = (next_part(last, sheet),) if last.next_on > today else ()
    when = say("catchup.since", day=day(since)) if since else say("catchup.whole")
    title = last.series or last.title
    return fitted(title, when, parts, (*coming, ask_part(last)), sheet)


def page(side: OneSide) -> Page:
    """Return the side as a page of Start."""
    lines = [PageLine("quiet", side.when)]
    for part in side.parts:
        lines.append(PageLine("part", part.title))
        for entry in part.entries:
            lines.append(PageLine("line", entry.text))
            lines += (PageLine("quiet", text, under=True) for text in entry.under)
    return Page(say("catchup.kicker"), tuple(lines))


def _texts(texts: Iterable[str]) -> tuple[SideEntry, ...]:
    return tuple(SideEntry(text) for text in texts if text not in {"", STRUCK})


def _own(found: Iterable[Thing], own: Collection[str], today: str) -> Iterator[SideEntry]:
    mine = (one for one in found if one.id in own and is_open(one))
    for one in thing_lines(mine, today):
        told = ", ".join(filter(None, (one.state, one.when)))
        yield SideEntry(say("side.because", text=theirs(one.text), why=told))


def _decided(
    found: Sequence[Thing], reports: SeriesState, missed: Collection[str]
) -> Iterator[SideEntry]:
    texts = {one.id: one.text for one in found}
    instead = {one.instead: one for one in reports.replaced.values()}
    for one in found:
        if one.kind != "decision" or one.session not in missed or one.replaced_by:
            continue
        before = instead.get(one.id)
        under = (
            (say("opening.last_replaces", text=texts[before.about], why=before.why),)
            if before and before.about in texts
            else ()
        )
        yield SideEntry(one.text, under)


def _became(found: Iterable[Thing], since: str) -> Iterator[SideEntry]:
    for one in found:
        if one.state and one.on and one.on >= since and not one.replaced_by:
            yield SideEntry(say("side.because", text=theirs(one.text), why=state_words(one)))


def _agreement(recaps: Sequence[Recap]) -> SidePart:
    newest = newest_agreement(recaps)
    title = say("recap.agreement" if newest.version else "catchup.not_agreed")
    return SidePart("agreement", title, _texts(line.text for line in newest.handed_on))


def _words(recaps: Sequence[Recap], missed: Collection[str]) -> Iterator[SideEntry]:
    removed = {key for recap in recaps for key in recap.words_removed}
    explained = {
        word.id: word
        for recap in recaps
        if recap.session in missed
        for word in recap.words
        if not word.carried and word.meaning and STRUCK not in {word.text, word.meaning}
    }
    for key, word in explained.items():
        if key not in removed:
            yield SideEntry(say("side.because", text=theirs(word.text), why=theirs(word.meaning)))
