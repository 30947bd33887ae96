"""The closing as a checklist: what is done, what is still open, and the key for each (P28, P36–P38)."""

from __future__ import annotations

from session.model.record import Action
from session.model.state import State
from session.plan.reading.dates import with_day
from session.rules.parking import open_items
from session.views.mentions import Mentions
from session.views.names import as_wished
from session.views.open_now import open_now
from session.views.pages import Scene, SceneLine
from session.wording.catalogue import say


def closing_list(state: State) -> Scene:
    """Return the checklist: first what is open now. It forces no order; whatever is open stays open."""
    parked, actions = open_items(state), tuple(state.actions.values())
    bare = sum(not (action.who and action.by) for action in actions)
    when = state.closing.next_session
    lines: list[SceneLine] = [
        *(_step(False, "", one.words) for one in open_now(state)),
        _step(not parked, "c/P", say("closing.parked", n=len(parked))),
        *(("quiet", f"      {one.text}", "") for one in parked),
        _step(bool(actions) and not bare, "a", say("closing.actions", n=len(actions))),
        *(("left", f"    {_read_back(state, action)}", action.id) for action in actions),
    ]
    if bare:
        lines.append(("quiet", f"      {say('closing.actions_bare', n=bare)}", ""))
    told = say("closing.next", when=when) if when else say("closing.next_open")
    lines += [
        _step(bool(when), "n", told),
        _step(bool(state.reflections), "r", say("closing.reflections", n=len(state.reflections))),
        _step(bool(state.thanks), "t", say("closing.thanks", n=len(state.thanks))),
        *(("quiet", f"      {one.text}", "") for one in state.thanks.values()),
        _step(bool(state.closing.not_coproduced), "R", say("closing.honesty")),
        _step(state.closing.agreed_t is not None, "R", say("closing.recap")),
    ]
    return Scene(say("closing.title"), tuple(lines))


def _step(done: bool, key: str, text: str) -> SceneLine:
    return "line", f"{'✓' if done else '·'} {key:<3} {text}", ""


def _read_back(state: State, action: Action) -> str:
    who = as_wished(state, action.who) or Mentions(state).owner_missing(action.what)
    by = with_day(action.by, action.due) or say("recap.no_date")
    return say("closing.action_line", what=action.what, who=who, by=by)
