"""The line of the board about a round of speaking: names by consent, and never who passed."""

from __future__ import annotations

from session.model.state import State
from session.rules import speaking_round
from session.rules.people import present
from session.views.names import room_names
from session.wording.catalogue import say


def board_line(state: State) -> tuple[str, tuple[str, ...]]:
    """Return the board's line about an open round; empty if none is open."""
    asking = speaking_round.open_circle(state)
    if asking is None:
        return "", ()
    if asking.quiet:
        return say("circle.quiet"), ()
    names = room_names(state)
    speaker = speaking_round.speaker(state, asking)
    coming = speaking_round.coming(state, asking)
    if speaker:
        now = say("circle.now", who=names[speaker.id])
    else:
        now = say("circle.now_open" if coming or not present(state) else "circle.all_asked")
    return now, tuple(names[person.id] for person in coming)
