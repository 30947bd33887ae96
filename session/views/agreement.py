"""The group agreement in words: for the room, and for the recap (P16)."""

from __future__ import annotations

from msgspec import Struct

from session.model.recap import AgreementStatus, RecapAgreement, RecapLine, RecapWord
from session.model.state import State
from session.rules import agreement
from session.rules import glossary as words
from session.rules.local_time import local_hhmm, wall
from session.wording.catalogue import say


class Choice(Struct, frozen=True):
    """Something the group may allow, in one plain sentence, and whether it has."""

    key: str
    words: str
    on: bool


class AgreementView(Struct, frozen=True):
    """The agreement for the shared screen: nothing in it is private."""

    lines: tuple[tuple[str, str], ...] = ()
    """Id and text of each line, in order."""
    status: str = ""
    agreed: bool = False
    choices: tuple[Choice, ...] = ()
    shares: str = ""
    """The reference that talk is compared with, in words."""


def agreement_view(state: State) -> AgreementView:
    """Return the view of the agreement screen."""
    return AgreementView(
        tuple((line.id, line.text) for line in agreement.lines(state)),
        status_words(state),
        _status(state) == "agreed",
        choices(state),
        shares_words(state),
    )


def status_words(state: State) -> str:
    """Return in words whether the current lines are agreed, and the version; may be empty."""
    now = state.agreement
    match _status(state):
        case "agreed":
            at = local_hhmm(state, wall(state, now.agreed_t or 0))
            return say("agreement.agreed", at=at, n=now.version)
        case "changed":
            return say("agreement.changed", n=now.version)
        case "from last time":
            return say("agreement.from_before", n=now.version)
        case "not agreed":
            return say("agreement.not_agreed")
        case "":
            return ""


def choices(state: State) -> tuple[Choice, ...]:
    """Return what the group may allow, and whether it has; each is off until the group agrees."""
    now = state.agreement
    return (
        Choice("counting", say("agreement.counting"), state.meta.counting),
        Choice("shares", say("agreement.shares"), now.shares_shown),
        Choice("by_role", say("agreement.by_role"), now.results_by_role),
    )


def shares_words(state: State) -> str:
    """Return the reference that talk is compared with, in words."""
    agreed = state.agreement.agreed_shares
    if not agreed:
        return say("agreement.room_shares")
    told = ", ".join(
        say("agreement.share", group=group, percent=agreed[group])
        for group in agreement.groups(state)
        if group in agreed
    )
    return say("agreement.agreed_shares", shares=told)


def recapped_agreement(state: State) -> RecapAgreement:
    """Return the agreement for the recap, with the choices the group agreed to."""
    now = state.agreement
    told = [choice.words for choice in choices(state) if choice.on]
    if now.agreed_shares:
        told.append(shares_words(state))
    before = now.agreed if agreement.changed(state) else ()
    return RecapAgreement(
        _status(state),
        now.version,
        tuple(RecapLine(line.id, line.text) for line in agreement.lines(state)),
        tuple(RecapLine(line.id, line.text) for line in before),
        tuple(told),
    )


def recapped_words(state: State) -> tuple[RecapWord, ...]:
    """Return the glossary for the recap, including unexplained words."""
    return tuple(
        RecapWord(word.id, word.text, word.meaning, word.carried) for word in words.standing(state)
    )


def waiting_words(state: State) -> str:
    """Return the unexplained words as a line: "1 word to explain: ICB"; may be empty."""
    asked = words.waiting(state)
    names = ", ".join(word.text for word in asked)
    return say("words.waiting", n=len(asked), words=names) if asked else ""


def _status(state: State) -> AgreementStatus:
    now = state.agreement
    if now.agreed_t is not None:
        return "changed" if agreement.changed(state) else "agreed"
    if now.version and not agreement.changed(state):
        return "from last time"
    if now.version:
        return "changed"
    return "not agreed" if state.lines else ""
