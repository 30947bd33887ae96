"""Builds the content of phones, part by part: from the durable state, nothing private, totals after the reveal.

Each part is a top-level key of the wire format (see ``docs/phone-api.md``) and names the areas of the
state it is made from, so that it is recomputed only when one of them has changed. Content for a single
phone is in ``session.views.phone_own``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from session.model.state import Instant, State
from session.model.votes import Round
from session.rules import agreement, glossary, people, themes
from session.rules.local_time import local_hhmm, wall
from session.rules.parking import open_items
from session.rules.parking import status_words as parking_words
from session.rules.tallies import results, said, unit
from session.rules.timing import timing
from session.rules.votes import open_pulse, open_round
from session.views import format_floor, format_time, pages
from session.views.agreement import status_words
from session.views.in_private import readers, support
from session.views.names import Naming, author
from session.views.one_side import one_side
from session.views.phone_parts import (
    PhoneAgenda,
    PhoneAgreement,
    PhoneIdea,
    PhoneItem,
    PhoneNote,
    PhoneOption,
    PhonePage,
    PhoneParked,
    PhoneRound,
    PhoneSession,
    PhoneTheme,
    PhoneWord,
)
from session.views.recap import recap
from session.views.side import OneSide
from session.views.still_open import with_left
from session.views.talk_shares import heard
from session.views.talk_shares import line as heard_line
from session.wording.catalogue import say

CHUNK = 25
"""Number of ideas or notes per key; further ones follow in ``ideas.1``, ``ideas.2`` and so on."""


class Part(Struct, frozen=True):
    """One key: its areas, and the function that makes it. ``timed`` ones also change with time."""

    key: str
    areas: tuple[str, ...]
    make: Callable[[State, Instant], Any]
    timed: bool = False
    chunked: bool = False


def _session(state: State, now: Instant) -> PhoneSession:
    meta = state.meta
    here = people.present(state)
    told = say("board.people", n=len(here)) if here else say("board.nobody")
    remote = sum(person.remote for person in here)
    if state.closing.ended_t is not None:
        stage = "ended"
    else:
        stage = "before" if state.clock.started_t is None else "on"
    return PhoneSession(
        meta.title,
        meta.series,
        meta.purpose,
        stage,
        say("board.people_remote", here=told, n=remote) if remote else told,
        meta.can_change,
        meta.cannot_change,
        meta.roles,
        state.door.open,
        state.door.look_first,
        state.door.colouring and stage != "ended",
        meta.counting,
        state.closing.agreed_t is not None,
        readers(state),
        support(state),
    )


def _agenda(state: State, now: Instant) -> PhoneAgenda:
    time = timing(state, now)
    timeless = {"dropped"} if state.closing.ended_t is None else {"dropped", "next", "later"}
    items = tuple(
        PhoneItem(
            line.item,
            (item := state.items[line.item]).title,
            "" if line.state in timeless else local_hhmm(state, line.start),
            line.state,
            None if item.minutes is None else item.minutes + item.added_min,
            item.kind,
        )
        for line in time.lines
    )
    current = state.items.get(time.item)
    return PhoneAgenda(
        time.item,
        current.title if current else "",
        current.focus if current else "",
        current.content_note if current else "",
        None if time.left_s is None else round(time.left_s),
        current is not None and state.clock.paused_t is None,
        format_time.left_words(time),
        local_hhmm(state, time.finish),
        items,
    )


def _round(state: State, now: Instant) -> PhoneRound | None:
    votes = [vote for vote in state.rounds.values() if vote.method != "pulse"]
    vote = open_round(state) or (votes[-1] if votes else None)
    return _vote(vote) if vote else None


def _pulse(state: State, now: Instant) -> PhoneRound | None:
    """Return the open pulse, or the last one after its result was shown."""
    pulses = [one for one in state.rounds.values() if one.method == "pulse"]
    shown = pulses[-1] if pulses and pulses[-1].shown else None
    pulse = open_pulse(state) or shown
    return _vote(pulse) if pulse else None


def _vote(vote: Round) -> PhoneRound:
    options = tuple(
        PhoneOption(
            result.option,
            result.label,
            tuple(unit(vote.method, channel, n) for channel, n in result.counts.items()),
            str(next(iter(result.ranks.values()), "")),
        )
        for result in results(vote)
    )
    return PhoneRound(
        vote.id,
        vote.question,
        vote.method,
        options,
        vote.dots,
        vote.cap,
        not vote.closed,
        vote.shown,
        said(vote),
    )


def _themes(state: State, now: Instant) -> tuple[PhoneTheme, ...]:
    return tuple(
        PhoneTheme(line.theme, line.letter, line.shape, line.name, line.count)
        for line in themes.lines(state)
    )


def _ideas(state: State, now: Instant) -> tuple[PhoneIdea, ...]:
    return tuple(
        PhoneIdea(
            idea.id,
            idea.text,
            themes.letters(state, idea),
            author(state, idea),
            idea.settled,
        )
        for idea in themes.standing(state)
    )


def _parking(state: State, now: Instant) -> tuple[PhoneParked, ...]:
    return tuple(
        PhoneParked(parked.text, parking_words(parked.status, say), parked.promise)
        for parked in open_items(state)
    )


def _notes(state: State, now: Instant) -> tuple[PhoneNote, ...]:
    naming = Naming(state)
    told = [
        *(
            (n.written_t, PhoneNote("note", n.text, _at(state, n.written_t)))
            for n in state.notes.values()
        ),
        *(
            (d.recorded_t, PhoneNote("decision", d.text, _at(state, d.recorded_t), d.reservations))
            for d in state.decisions.values()
        ),
        *(
            (
                a.recorded_t,
                PhoneNote(
                    "action",
                    a.what,
                    _at(state, a.recorded_t),
                    tuple(word for word in (naming.only_consented(a.who), a.by) if word),
                ),
            )
            for a in state.actions.values()
        ),
    ]
    return tuple(note for _, note in sorted(told, key=lambda entry: entry[0]))


def _at(state: State, t: int) -> str:
    return local_hhmm(state, wall(state, t))


def _agreement(state: State, now: Instant) -> PhoneAgreement:
    lines = tuple(line.text for line in agreement.lines(state))
    return PhoneAgreement(lines, status_words(state) if lines else say("page.agreement.none"))


def _words(state: State, now: Instant) -> tuple[PhoneWord, ...]:
    return tuple(PhoneWord(word.text, word.meaning) for word in glossary.standing(state))


def _queue(state: State, now: Instant) -> tuple[str, ...]:
    return format_floor.waiting(state)


def _heard(state: State, now: Instant) -> str:
    return heard_line(heard(state, now))


def _last(state: State, now: Instant) -> PhonePage:
    return _page(pages.last_time(state))


def _so_far(state: State, now: Instant) -> PhonePage:
    """Return what a latecomer needs, except the current item, which is shown above it (P56).

    After the end: the first side of the recap.
    """
    if state.closing.ended_t is not None:
        return _side(one_side(with_left(recap(state), state.carried)))
    return _page(pages.Page(say("sofar.title"), tuple(pages.until_now(state))))


def _side(side: OneSide) -> PhonePage:
    lines = [("quiet", side.when)] if side.when else []
    for part in side.parts:
        lines.append(("part", part.title))
        for entry in part.entries:
            lines += [("line", entry.text), *(("quiet", under) for under in entry.under)]
    return PhonePage(side.title, tuple(lines))


def why(state: State) -> PhonePage:
    """Return why the group meets and how much say it has; constant throughout the session."""
    return _page(pages.why(state))


def _page(page: pages.Page) -> PhonePage:
    # Hints about the facilitator's keys are worded differently here.
    instead: dict[pages.What, str] = {"left_before": say("page.last.left"), "no_aim": ""}
    told = (
        ("line" if line.kind == "left" else line.kind, instead.get(line.what, line.text))
        for line in page.lines
    )
    return PhonePage(page.title, tuple((kind, text) for kind, text in told if text))


_SIDE = ("closing", "actions", "outcomes", "parking", "carried", "summary", "people", "unlisted")
"""The other areas of which the first side of the recap is made."""
_CLOCK = ("meta", "items", "order", "clock", "closing", "gaps")

PARTS: tuple[Part, ...] = (
    Part("session", ("meta", "people", "clock", "closing", "door"), _session),
    Part("agenda", _CLOCK, _agenda, timed=True),
    Part("round", ("rounds",), _round),
    Part("pulse", ("rounds",), _pulse),
    Part("themes", ("themes", "ideas"), _themes),
    Part("ideas", ("ideas", "themes", "people"), _ideas, chunked=True),
    Part("parking", ("parking",), _parking),
    Part("agreement", ("agreement", "lines", "meta"), _agreement),
    Part(
        "notes",
        ("notes", "decisions", "actions", "people", "unlisted", "meta"),
        _notes,
        chunked=True,
    ),
    Part("queue", ("queue", "people", "unlisted", "floor", "meta", "turns"), _queue),
    Part("words", ("words",), _words),
    Part("last", ("carried", "outcomes", "parking", "meta", "offsets"), _last),
    Part("sofar", ("meta", "lines", "decisions", *_SIDE), _so_far),
    Part("heard", ("floor", "turns", "agreement", "meta", "people", "gaps"), _heard, timed=True),
)
