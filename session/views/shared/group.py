"""The scenes about the group itself: a round of speaking, and the group agreement."""

from __future__ import annotations

from session.model.state import State
from session.rules import agreement, speaking_round
from session.rules.people import present
from session.views import format_floor
from session.views.agreement import status_words
from session.views.names import room_names
from session.views.shared.scene import SceneRow, SharedScene
from session.wording.catalogue import say

_NEXT = 5
"""Number of next speakers shown, so that they can prepare; the others are a count."""


def turn(state: State) -> SharedScene:
    """Return who speaks and who is next, named by consent; passing is always possible (P13, P47).

    Without a round it shows the speaking queue.
    """
    asking = speaking_round.open_circle(state)
    if asking is None:
        return _queue(state)
    kind = say(f"circle.kind.{asking.kind}")
    if asking.quiet:
        return SharedScene("circle", kind, asking.question, under=say("circle.quiet"))
    names = room_names(state)
    speaker = speaking_round.speaker(state, asking)
    coming = speaking_round.coming(state, asking)
    if speaker:
        figure = names[speaker.id]
    elif coming or not present(state):
        figure = say("circle.now_open")
    else:
        figure = say("circle.all_asked")
    following = ", ".join(names[person.id] for person in coming[:_NEXT])
    left = say("circle.coming", n=speaking_round.still_to_come(state, asking))
    return SharedScene(
        "circle",
        kind,
        asking.question,
        figure,
        rows=(SceneRow(following, say("shared.next"), left),) if following else (),
        remarks=(say("circle.passing"),),
        largest="figure",
    )


def _queue(state: State) -> SharedScene:
    hands = format_floor.waiting(state)
    return SharedScene(
        "circle",
        say("circle.none"),
        say("shared.queue") if hands else say("shared.queue.none"),
        under=format_floor.speaking(state),
        rows=tuple(SceneRow(words, f"{nth}.") for nth, words in enumerate(hands, start=1)),
        remarks=(say("circle.passing"),),
        largest="rows" if hands else "headline",
    )


def agreed(state: State) -> SharedScene:
    """Return the lines of the group agreement, numbered (P16)."""
    lines = agreement.lines(state)
    return SharedScene(
        "agreement",
        status_words(state),
        say("sofar.lines"),
        under="" if lines else say("shared.agreement.none"),
        rows=tuple(SceneRow(line.text, f"{nth}.") for nth, line in enumerate(lines, start=1)),
        largest="rows" if lines else "headline",
    )
