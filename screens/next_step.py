"""A typed next step: stored, and repeated as parsed."""

from __future__ import annotations

from screens.messages import Submit
from session.model.record import SetAction
from session.model.state import Instant, State
from session.rules.real_days import due_day
from session.views.record import understood


def next_step(
    line: str, state: State, now: Instant, action: str = "", otherwise: str = ""
) -> Submit:
    """Return the message that stores a typed next step, new or replacing ``action``.

    otherwise: the owner if the line names nobody.
    """
    # The parser is imported with the first line, so that the board appears sooner.
    from session.rules.action_line import parse_action

    what, who, by = parse_action(line, [one.name for one in state.people.values() if one.name])
    whom = who or otherwise
    said = understood(state, whom, by, due_day(state, by, now))
    return Submit(SetAction(action=action, what=what, who=whom, by=by), said)
