"""The closing checklist: what is done, what is open, and the key for each (P28, P36–P38)."""

from __future__ import annotations

from session.model.record import Action
from session.model.state import State
from session.plan.reading.dates import with_day
from session.rules.opening_closing import summary
from session.rules.parking import open_items
from session.views.mentions import Mentions
from session.views.names import only_consented
from session.views.next_session import next_words
from session.views.open_now import open_now
from session.views.pages import Page, PageLine
from session.wording.catalogue import say


def closing_list(state: State) -> Page:
    """Return the checklist, first what is open now. No order is enforced, and steps may be left out."""
    parked, actions, closing = open_items(state), tuple(state.actions.values()), state.closing
    bare = sum(not (action.who and action.by) for action in actions)
    when = next_words(closing)
    told = say("closing.next", when=when) if when else say("closing.next_open")
    return Page(
        say("closing.title"),
        (
            *(_step(False, one.words) for one in open_now(state)),
            _step(not parked, say("closing.parked", n=len(parked)), "carry-all", "parking"),
            *(_under(one.text) for one in parked),
            _step(bool(actions) and not bare, say("closing.actions", n=len(actions)), "action"),
            *(
                PageLine("left", _read_back(state, action), action.id, under=True)
                for action in actions
            ),
            *((_under(say("closing.actions_bare", n=bare)),) if bare else ()),
            _step(bool(when), told, "next-session"),
            _step(
                bool(state.reflections),
                say("closing.reflections", n=len(state.reflections)),
                "reflect",
            ),
            _step(bool(state.thanks), say("closing.thanks", n=len(state.thanks)), "thanks"),
            *(_under(one.text) for one in state.thanks.values()),
            _step(bool(summary(state)), say("closing.summary", n=len(summary(state))), "mattered"),
            _step(bool(closing.not_coproduced), say("closing.honesty"), "recap"),
            _step(closing.agreed_t is not None, say("closing.recap"), "recap"),
        ),
    )


def _step(done: bool, text: str, *keys: str) -> PageLine:
    return PageLine("step", text, done=done, keys=keys)


def _under(text: str) -> PageLine:
    return PageLine("quiet", text, under=True)


def _read_back(state: State, action: Action) -> str:
    who = only_consented(state, action.who) or Mentions(state).owner_missing(action.what)
    by = with_day(action.by, action.due) or say("recap.no_date")
    return say("closing.action_line", what=action.what, who=who, by=by)
