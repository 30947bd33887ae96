"""The group agreement: its lines, agreed by show of hands, and the choices made in it (P16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.agreement import (
    AddLine,
    AgreeLines,
    Agreement,
    AgreementEvent,
    AgreementLine,
    AgreeShares,
    AnyAgreementCommand,
    LineAdded,
    LineMoved,
    LineRemoved,
    LineReworded,
    LinesAgreed,
    MoveLine,
    RemoveLine,
    ResultsByRole,
    RewordLine,
    SharesAgreed,
    SharesShown,
    ShowShares,
    TellByRole,
)
from session.model.carried import Carried
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import clean, short
from session.rules.input import validated
from session.rules.talk_shares import APART
from session.wording.catalogue import say

AGREED_LIMIT = 200
"""Characters: a longer line is unreadable from the back of a hall."""
_LINES_MOST = 30
_SUGGESTIONS = 10


def lines(state: State) -> tuple[AgreementLine, ...]:
    """Return the current lines, in order."""
    return tuple(state.lines[key] for key in state.agreement.order if key in state.lines)


def changed(state: State) -> bool:
    """Return whether the lines differ from those last agreed."""
    return lines(state) != state.agreement.agreed


def left_to_agree(state: State) -> bool:
    """Return whether there are lines that were not agreed today, as they are now."""
    return bool(lines(state)) and (state.agreement.agreed_t is None or changed(state))


def suggestions(state: State) -> tuple[str, ...]:
    """Return suggested lines that are not among the group's own yet."""
    known = {line.text.casefold() for line in state.lines.values()}
    suggested = (say(f"agreement.suggested.{n}") for n in range(1, _SUGGESTIONS + 1))
    return tuple(text for text in suggested if text.casefold() not in known)


def groups(state: State) -> tuple[str, ...]:
    """Return the role groups whose talk has a share; the facilitators' is counted separately."""
    return tuple(role for role in state.meta.roles if role != APART)


def handed_on(carried: Carried) -> tuple[Agreement, dict[str, AgreementLine]]:
    """Return the agreement a session begins with: the last session's, not yet agreed today."""
    held = tuple(AgreementLine(line.id, line.text) for line in carried.lines)
    agreement = Agreement(
        version=carried.lines_version,
        order=tuple(line.id for line in held),
        agreed=held if carried.lines_version else (),
    )
    return agreement, {line.id: line for line in held}


def line_refused(state: State, text: str, line: str = "") -> Rejected | None:
    """Return why ``text`` is refused as a line (or as the new text of ``line``)."""
    whole = validated(text, AGREED_LIMIT)
    if isinstance(whole, Rejected):
        return whole
    folded = whole.casefold()
    if any(one.text.casefold() == folded and one.id != line for one in state.lines.values()):
        return Rejected("refused.line_twice", {"text": short(whole)})
    if not line and len(state.lines) >= _LINES_MOST:
        return Rejected("refused.lines_many", {"limit": _LINES_MOST})
    return None


def shares_refused(state: State, shares: dict[str, int]) -> Rejected | None:
    """Return why these whole percents by role group are refused."""
    known = groups(state)
    for group in shares:
        if group not in known:
            values = {"group": short(group), "groups": ", ".join(known)}
            return Rejected("refused.share_group", {**values})
    if any(not 0 <= percent <= 100 for percent in shares.values()):
        return Rejected("refused.share_range")
    total = sum(shares.values())
    if total > 100:
        return Rejected("refused.shares_over", {"n": total})
    if shares and len(shares) == len(known) and total < 100:
        return Rejected("refused.shares_under", {"n": total})
    return None


def decide(
    state: State, command: AnyAgreementCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the group agreement, or why it is refused."""
    agreement = state.agreement
    match command:
        case AddLine(text=text):
            refused = line_refused(state, text)
            return refused or (LineAdded(line=new_id(), text=clean(text)),)
        case RewordLine(line=key, text=text):
            return _reword(state, key, text)
        case MoveLine(line=key, by=by):
            return _move(state, key, by)
        case RemoveLine(line=key):
            unknown = _unknown(state, key)
            return unknown or (LineRemoved(line=key),)
        case AgreeLines():
            return _agree(state)
        case ShowShares(on=on):
            if on == agreement.shares_shown:
                return Rejected("refused.choice_same")
            return (SharesShown(on=on),)
        case TellByRole(on=on):
            if on == agreement.results_by_role:
                return Rejected("refused.choice_same")
            return (ResultsByRole(on=on),)
        case AgreeShares(shares=shares):
            if shares == agreement.agreed_shares:
                return Rejected("refused.choice_same")
            return shares_refused(state, shares) or (SharesAgreed(shares={**shares}),)
        case _:
            assert_never(command)


def _unknown(state: State, key: str) -> Rejected | None:
    return None if key in state.lines else Rejected("refused.line_unknown")


def _reword(state: State, key: str, text: str) -> tuple[Event, ...] | Rejected:
    refused = _unknown(state, key) or line_refused(state, text, key)
    if refused:
        return refused
    if clean(text) == state.lines[key].text:
        return Rejected("refused.line_same")
    return (LineReworded(line=key, text=clean(text)),)


def _move(state: State, key: str, by: int) -> tuple[Event, ...] | Rejected:
    unknown = _unknown(state, key)
    if unknown:
        return unknown
    order = state.agreement.order
    index = order.index(key) + by
    if not by or not 0 <= index < len(order):
        return Rejected("refused.line_place")
    return (LineMoved(line=key, index=index),)


def _agree(state: State) -> tuple[Event, ...] | Rejected:
    agreement = state.agreement
    if not lines(state):
        return Rejected("refused.no_lines")
    if not changed(state):
        if agreement.agreed_t is not None:
            return Rejected("refused.lines_agreed")
        return (LinesAgreed(number=agreement.version),)
    return (LinesAgreed(number=agreement.version + 1),)


def evolve(state: State, event: AgreementEvent, t: int) -> State:
    """Return the state after an event about the group agreement."""
    agreement, held = state.agreement, state.lines
    match event:
        case LineAdded(line=key, text=text):
            held = put(held, key, AgreementLine(key, text))
            agreement = replace(agreement, order=(*agreement.order, key))
        case LineReworded(line=key, text=text):
            held = put(held, key, replace(held[key], text=text))
        case LineMoved(line=key, index=index):
            rest = [one for one in agreement.order if one != key]
            agreement = replace(agreement, order=(*rest[:index], key, *rest[index:]))
        case LineRemoved(line=key):
            held = {one: line for one, line in held.items() if one != key}
            order = tuple(one for one in agreement.order if one != key)
            agreement = replace(agreement, order=order)
        case LinesAgreed(number=version):
            agreement = replace(agreement, agreed_t=t, version=version, agreed=lines(state))
        case SharesShown(on=on):
            agreement = replace(agreement, shares_shown=on)
        case ResultsByRole(on=on):
            agreement = replace(agreement, results_by_role=on)
        case SharesAgreed(shares=shares):
            agreement = replace(agreement, agreed_shares=shares)
        case _:
            assert_never(event)
    return replace(state, agreement=agreement, lines=held)
