"""Votes: one at a time, with rules fixed when opened (P27, P34).

Hands are counted in the room; paper dots are counted from slips. The choices on fewer than three slips
are never stored, only their number. Closing and revealing are two steps, and neither can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.plan import QUESTION_LIMIT
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import short
from session.model.votes import (
    FREE_METHODS,
    AnyRoundCommand,
    BallotsBegun,
    BeginBallots,
    CancelVote,
    CloseRound,
    Count,
    CountEntered,
    EnterCount,
    OpenRound,
    RevealRound,
    Round,
    RoundClosed,
    RoundEvent,
    RoundOpened,
    RoundRevealed,
    VoidVote,
    VoteCancelled,
    VoteVoided,
)
from session.rules.ideas import IDEA_LIMIT
from session.rules.input import validated
from session.rules.people import present
from session.wording.catalogue import Say

OPTION_LIMIT = IDEA_LIMIT
"""Ideas are what is voted on."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
MOST_DOTS = 20
MOST_COUNTED = 9_999


GRADIENT = ("fully", "reservations", "neutral", "aside", "block")
"""Gradients of agreement, from yes to no (after Kaner, Facilitator's Guide, 1996); also option ids."""
PULSE: dict[str, tuple[str, ...]] = {
    "mood": ("mood-1", "mood-2", "mood-3", "mood-4", "mood-5"),
    "pace": ("pace-slower", "pace-fine", "pace-faster"),
    "clear": ("clear-yes", "clear-no"),
}
"""The questions of a pulse, and the ids of their answers (P33). Each person gives one answer to each."""
_FIXED: dict[str, tuple[str, ...]] = {
    "gradient": GRADIENT,
    "pulse": tuple(key for answers in PULSE.values() for key in answers),
}


def open_round(state: State) -> Round | None:
    """Return the vote that is open, if any (pulses are not votes)."""
    return _open_one(state, pulse=False)


def open_pulse(state: State) -> Round | None:
    """Return the pulse that is open, if any."""
    return _open_one(state, pulse=True)


def _open_one(state: State, *, pulse: bool) -> Round | None:
    votes = reversed(state.rounds.values())
    return next((r for r in votes if not r.closed and (r.method == "pulse") == pulse), None)


def decide(
    state: State, command: AnyRoundCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about a vote, or why it is refused."""
    if isinstance(command, OpenRound):
        return _open(state, command, new_id, say)
    key = command.round
    vote = state.rounds.get(key)
    if vote is None:
        return Rejected("refused.round_unknown")
    match command:
        case EnterCount():
            return _enter(vote, command)
        case BeginBallots():
            if vote.closed:
                return Rejected("refused.round_closed")
            return Rejected("refused.ballots_begun") if vote.begun else (BallotsBegun(round=key),)
        case CloseRound(tally=tally):
            return _close(state, vote, tally)
        case RevealRound():
            if not vote.closed:
                return Rejected("refused.round_not_closed")
            if vote.revealed:
                return Rejected("refused.round_revealed")
            if vote.off:
                return Rejected("refused.round_off")
            return (RoundRevealed(round=key),)
        case CancelVote(why=why):
            if vote.closed:
                return Rejected("refused.round_closed_void")
            return (VoteCancelled(round=key, why=why),)
        case VoidVote(why=why):
            if not vote.closed:
                return Rejected("refused.round_not_closed_off")
            if vote.off:
                return Rejected("refused.round_off")
            return (VoteVoided(round=key, why=why),)
        case _:
            assert_never(command)


def held_again(vote: Round) -> OpenRound:
    """Return the command that opens the same vote once more."""
    free = vote.method in FREE_METHODS
    return OpenRound(
        question=vote.question,
        options=tuple(vote.options.values()) if free else (),
        method=vote.method,
        dots=vote.dots,
        cap=vote.cap,
        kept=vote.kept,
    )


def _close(state: State, vote: Round, tally: Count | None) -> tuple[Event, ...] | Rejected:
    if vote.closed:
        return Rejected("refused.round_closed")
    if vote.begun and tally is None:
        # Without the tally of its box the ballots would not be counted.
        return Rejected("refused.round_no_box")
    cast = (tally,) if tally and tally.ballots else ()
    tallies = (*vote.counts.values(), *cast)
    if not tallies and not vote.begun:
        return Rejected("refused.round_no_count")
    return (RoundClosed(round=vote.id, tallies=tallies, present=len(present(state))),)


def _open(
    state: State, command: OpenRound, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    pulse = command.method == "pulse"
    if before := open_pulse(state) if pulse else open_round(state):
        return Rejected("refused.round_open", {"question": short(before.question)})
    question = validated(command.question, QUESTION_LIMIT)
    if isinstance(question, Rejected):
        return question
    options = _options(command, new_id, say)
    if isinstance(options, Rejected):
        return options
    dots = command.dots if command.method == "dots" else 1
    if not 1 <= dots <= MOST_DOTS:
        return Rejected("refused.dots_out", {"limit": MOST_DOTS})
    cap = command.cap if command.method == "dots" else 0
    if not 0 <= cap <= dots:
        return Rejected("refused.cap_out", {"dots": dots})
    return (
        RoundOpened(
            round=new_id(),
            question=question,
            method=command.method,
            options=options,
            dots=dots,
            present=len(present(state)),
            cap=cap,
            by_role=state.agreement.results_by_role,
            # A pulse asks all who are here how they are.
            kept=command.kept and not pulse,
        ),
    )


def _options(command: OpenRound, new_id: Callable[[], str], say: Say) -> dict[str, str] | Rejected:
    fixed = _FIXED.get(command.method)
    if fixed:
        return {key: say(f"rounds.{command.method}.{key}") for key in fixed}
    labels = _labels(command.options)
    if isinstance(labels, Rejected):
        return labels
    return {new_id(): label for label in labels}


def _labels(options: tuple[str, ...]) -> tuple[str, ...] | Rejected:
    if len(options) < FEWEST_OPTIONS:
        return Rejected("refused.options_few")
    if len(options) > MOST_OPTIONS:
        return Rejected("refused.options_many", {"n": len(options), "limit": MOST_OPTIONS})
    labels: dict[str, str] = {}
    for option in options:
        label = validated(option, OPTION_LIMIT)
        if isinstance(label, Rejected):
            return label
        if label.casefold() in labels:
            return Rejected("refused.option_twice", {"label": short(label)})
        labels[label.casefold()] = label
    return tuple(labels.values())


def _enter(vote: Round, command: EnterCount) -> tuple[Event, ...] | Rejected:
    if vote.closed:
        return Rejected("refused.round_closed")
    refused = _not_countable(vote, command)
    if refused:
        return refused
    return (
        CountEntered(
            round=vote.id,
            channel=command.channel,
            counts=command.counts,
            ballots=command.ballots,
        ),
    )


def _not_countable(vote: Round, command: EnterCount) -> Rejected | None:
    # What is typed here is hidden on the screen, so no refusal may contain a number of it.
    counts, ballots = command.counts, command.ballots
    if not counts:
        return Rejected("refused.count_empty")
    if any(option not in vote.options for option in counts):
        return Rejected("refused.option_unknown")
    if min(counts.values()) < 0:
        return Rejected("refused.count_negative")
    if max(*counts.values(), ballots or 0) > MOST_COUNTED:
        return Rejected("refused.count_too_large")
    if (command.channel == "paper" and vote.method == "pulse") or (
        command.channel == "online" and vote.method != "hands"
    ):
        return Rejected("refused.channel_ballots")
    if command.channel in {"hands", "online"}:
        return Rejected("refused.ballots_negative") if ballots is not None and ballots < 1 else None
    if ballots is None or ballots < 1:
        return Rejected("refused.ballots_missing")
    if sum(counts.values()) > ballots * vote.dots:
        return Rejected("refused.dots_too_many")
    return None


def evolve(state: State, event: RoundEvent, t: int) -> State:
    """Return the state after an event about a vote."""
    match event:
        case RoundOpened(round=key):
            vote = Round(
                id=key,
                question=event.question,
                method=event.method,
                options=event.options,
                dots=event.dots,
                present=event.present,
                cap=event.cap,
                by_role=event.by_role,
                opened_t=t,
                kept=event.kept,
            )
        case BallotsBegun(round=key):
            vote = replace(state.rounds[key], begun=True)
        case CountEntered(round=key, channel=channel):
            vote = state.rounds[key]
            count = Count(channel, event.counts, event.ballots, event.folded)
            vote = replace(vote, counts=put(vote.counts, channel, count))
        case RoundClosed(round=key):
            counts: dict[str, Count] = {count.channel: count for count in event.tallies}
            vote = replace(
                state.rounds[key], closed=True, counts=counts, present_closed=event.present
            )
        case RoundRevealed(round=key):
            vote = replace(state.rounds[key], revealed=True)
        case VoteCancelled(round=key, why=why):
            vote = replace(state.rounds[key], closed=True, counts={}, cancelled=why)
        case VoteVoided(round=key, why=why):
            vote = replace(state.rounds[key], void=why)
        case _:
            assert_never(event)
    return replace(state, rounds=put(state.rounds, key, vote))
