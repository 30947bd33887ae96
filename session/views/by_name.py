"""Private: who waits, speaks, does and asked what, by full name, for the facilitator only (P23, P47)."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from session.erase.kinds import names_in
from session.model.carried import CarriedAction, CarriedPromise
from session.model.folding import folded
from session.model.open_actions import OpenAction, OpenActions
from session.model.people import Person
from session.model.record import Action
from session.model.series import NOTHING_REPORTED, Promise, SeriesState
from session.model.state import State, replace
from session.plan.reading.dates import with_day
from session.rules import speaking_round
from session.rules.local_time import local, wall
from session.rules.opening_closing import FINAL, outcome_of
from session.rules.parking import open_items
from session.rules.queue import queue_order, said_unclear
from session.rules.unlisted import BETWEEN_NAMES, name_words, note_of, unlisted
from session.views.mentions import Mentions
from session.views.people import full_name
from session.views.recap import last_t
from session.wording.catalogue import say


class NamedLine(Struct, frozen=True):
    """Private: an entry of the session, and the person it is about."""

    who: str
    what: str = ""


class UnlistedLine(Struct, frozen=True):
    """Private: a name that is not on the list of people, and whether it may be shown."""

    key: str
    name: str
    shown: bool


class ByName(Struct, frozen=True):
    """Private: everybody by full name. Only with the projector off."""

    queue: tuple[str, ...] = ()
    """The speaking queue, in order; who reported by phone that they didn't follow is left out."""
    circle: tuple[str, ...] = ()
    """Who has the floor in a round of speaking, and who is next."""
    owners: tuple[NamedLine, ...] = ()
    """Who does what, of this session and earlier ones."""
    asked: tuple[NamedLine, ...] = ()
    """Who asked for what is still parked."""
    unlisted: tuple[UnlistedLine, ...] = ()


def by_name(state: State) -> ByName:
    """Return everybody by full name, as far as known."""
    return ByName(
        queue=_queue(state),
        circle=_circle(state),
        owners=tuple(
            NamedLine(one.who, one.what) for one in (*_ours(state), *_left(state)) if one.who
        ),
        asked=tuple(
            NamedLine(in_full(state, one.asked_by), one.text)
            for one in open_items(state)
            if one.asked_by
        ),
        unlisted=_unlisted(state),
    )


def open_actions(state: State, since: SeriesState = NOTHING_REPORTED) -> OpenActions:
    """Return the open actions of a session with the full names of their owners.

    since: what was reported in the series after the session was opened
    """
    local = wall(state, state.clock.started_t or 0) + timedelta(seconds=state.meta.utc_offset_s)
    return OpenActions(
        session=state.meta.id,
        title=state.meta.title,
        date=local.date().isoformat(),
        stamp=wall(state, last_t(state)).isoformat(),
        ours=_ours(state, since),
        left=_left(state, since),
    )


def in_full(state: State, line: str) -> str:
    """Return a typed line of names, with each partial name completed if it is unambiguous."""
    pieces = BETWEEN_NAMES.split(line)
    return "".join(_whole(state, piece) for piece in pieces)


def _whole(state: State, piece: str) -> str:
    wanted = folded(piece)
    people = [one for one in state.people.values() if one.name]
    if not wanted or any(folded(one.name) == wanted for one in people):
        return piece
    meant = [one.name for one in people if wanted in map(folded, name_words(one.name))]
    return meant[0] if len(meant) == 1 else piece


def _queue(state: State) -> tuple[str, ...]:
    told = []
    for hand in queue_order(state):
        person = None if said_unclear(hand) else state.people.get(hand.person)
        if person is not None:
            told.append(full_name(person))
        elif said_unclear(hand):
            told.append(say("person.someone"))
        else:
            fallback = say("board.online" if hand.reason == "online" else "person.someone")
            told.append(in_full(state, hand.name) or hand.group or fallback)
    return tuple(told)


def _circle(state: State) -> tuple[str, ...]:
    asking = speaking_round.open_circle(state)
    if asking is None or asking.quiet:
        return ()
    now: tuple[Person, ...] = ()
    if speaker := speaking_round.speaker(state, asking):
        now = (speaker,)
    return tuple(map(full_name, (*now, *speaking_round.coming(state, asking))))


def _ours(state: State, since: SeriesState = NOTHING_REPORTED) -> tuple[OpenAction, ...]:
    names = Mentions(state)
    return tuple(
        OpenAction(
            one.what,
            in_full(state, one.who),
            _by(one),
            _in_words(_since(since, one.id)),
            names.in_text(one.what),
        )
        for one in state.actions.values()
        if _since(since, one.id) not in FINAL
    )


def _left(state: State, since: SeriesState = NOTHING_REPORTED) -> tuple[OpenAction, ...]:
    """Return what is open from before and was promised since, by the name of who owes it: promises first."""
    before = state.carried
    known = {one.id for one in before.promises}
    # One from before that was settled, or struck, is in the journal of the series as well.
    day = local(state, state.meta.opened_at).date().isoformat()
    new = [one for one in since.promises.values() if one.id not in known and one.on >= day]
    names = Mentions(state)
    found = [
        (one.id, one.state, OpenAction(one.text, one.who, _by(one))) for one in before.promises
    ]
    found += [(one.id, "", OpenAction(one.text, one.who, _by(one))) for one in new]
    for one in before.actions:
        who = in_full(state, one.owner or one.who)
        # Its text may name somebody who is on the list of its own session only.
        named = one.named or names.in_text(one.what)
        found.append((one.id, one.state, OpenAction(one.what, who, _by(one), named=named)))
    states = [_since(since, key) or _here(state, key) or was for key, was, _ in found]
    return tuple(
        replace(told, state=_in_words(now))
        for (_, _, told), now in zip(found, states, strict=True)
        if now not in FINAL
    )


def _since(since: SeriesState, key: str) -> str:
    return since.reports[key].state if key in since.reports else ""


def _here(state: State, key: str) -> str:
    told = outcome_of(state, key)
    return told.state if told else ""


def _by(one: Action | Promise | CarriedAction | CarriedPromise) -> str:
    return with_day(one.by, one.due, say)


def _in_words(state: str) -> str:
    return say(f"outcome.is.{state}") if state else ""


def _unlisted(state: State) -> tuple[UnlistedLine, ...]:
    entries = (*state.queue.values(), *state.actions.values(), *state.parking.values())
    found: dict[str, UnlistedLine] = {}
    for line in (typed for one in entries for typed in names_in(one)):
        for name in unlisted(state, line):
            if note := note_of(state, name):
                found.setdefault(note.id, UnlistedLine(note.id, name, note.shown))
    return tuple(found.values())
