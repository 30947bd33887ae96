"""A next step as it was typed: kept, and said back as it was understood."""

from __future__ import annotations

from screens.messages import Submit
from session.model.record import SetAction
from session.model.state import Instant, State
from session.rules.real_days import due_day
from session.views.record import understood


def next_step(
    line: str, state: State, now: Instant, action: str = "", otherwise: str = ""
) -> Submit:
    """Return what keeps a typed next step, new or in place of ``action``.

    otherwise: who does it where the line names nobody.
    """
    # What reads a line is loaded with the first one: the board is there sooner.
    from session.rules.action_line import parse_action

    what, who, by = parse_action(line)
    whom = who or otherwise
    said = understood(state, whom, by, due_day(state, by, now))
    return Submit(SetAction(action=action, what=what, who=whom, by=by), said)
