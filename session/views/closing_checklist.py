"""The closing checklist: what is done, what is open, and the key for each (P28, P36–P38)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.lifecycle import StrikeArea
from session.model.record import Action
from session.model.state import State, replace
from session.plan.reading.dates import with_day
from session.rules.opening_closing import summary
from session.rules.parking import open_items
from session.views.mentions import Mentions
from session.views.names import only_consented
from session.views.next_session import next_words
from session.views.open_now import open_now
from session.wording.catalogue import say


class ClosingLine(Struct, frozen=True):
    """A step, or what is below one."""

    text: str
    id: str = ""
    """``step/KEY``, or area and key of an entry; empty: it can't be chosen."""
    below: bool = False
    """Whether it belongs to the step above it."""
    done: bool = False
    keys: tuple[str, ...] = ()
    """Ids of the keys that do it."""


def closing_list(state: State) -> tuple[ClosingLine, ...]:
    """Return the checklist, first what is open now. No order is enforced, and steps may be left out."""
    parked, actions, closing = open_items(state), tuple(state.actions.values()), state.closing
    names = Mentions(state)
    bare = sum(not ((one.who or names.in_text(one.what)) and one.by) for one in actions)
    when = next_words(closing)
    told = say("closing.next", when=when) if when else say("closing.next_open")
    return (
        *(_step(False, one.words) for one in open_now(state)),
        _step(
            not parked,
            _counted(len(parked), "closing.parked", "closing.parked_none"),
            "carry-all",
            "parking",
        ),
        *(_below(one.text, "parking", one.id) for one in parked),
        _step(
            bool(actions) and not bare,
            _counted(len(actions), "closing.actions", "closing.actions_none"),
            "action",
        ),
        *(_below(_read_back(state, names, action), "actions", action.id) for action in actions),
        *((_below(say("closing.actions_bare", n=bare)),) if bare else ()),
        replace(_step(bool(when), told, "next-session"), id=_next_id(state)),
        _step(
            bool(state.reflections),
            _counted(len(state.reflections), "closing.reflections", "closing.reflections_none"),
            "reflect",
        ),
        _step(
            bool(state.thanks),
            _counted(len(state.thanks), "closing.thanks", "closing.thanks_none"),
            "thanks",
        ),
        *(_below(one.text, "thanks", one.id) for one in state.thanks.values()),
        _step(
            bool(summary(state)),
            _counted(len(summary(state)), "closing.summary", "closing.summary_none"),
            "mattered",
        ),
        _step(bool(closing.not_coproduced), say("closing.honesty"), "agree"),
        _step(closing.agreed_t is not None, say("closing.recap"), "recap"),
    )


def _counted(n: int, some: str, none: str) -> str:
    # A zero on the wall reads as a reproach.
    return say(some, n=n) if n else say(none)


def _next_id(state: State) -> str:
    return f"closing/{state.closing.next_id}" if state.closing.next_id else "step/next-session"


def _step(done: bool, text: str, *keys: str) -> ClosingLine:
    return ClosingLine(text, f"step/{keys[0]}" if keys else "", done=done, keys=keys)


def _below(text: str, area: StrikeArea | Literal[""] = "", key: str = "") -> ClosingLine:
    return ClosingLine(text, f"{area}/{key}" if area else "", below=True)


def _read_back(state: State, names: Mentions, action: Action) -> str:
    who = only_consented(state, action.who)
    if not (who or names.in_text(action.what)):
        who = say("recap.nobody_yet")
    by = with_day(action.by, action.due, say) or say("recap.no_date")
    return say("closing.action_line", what=action.what, told=", ".join(filter(None, (who, by))))
