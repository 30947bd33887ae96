"""The open actions for the facilitator: a private file, marked so in its name and its first line."""

from __future__ import annotations

from collections.abc import Iterator

from session.model.open_actions import OpenAction, OpenActions
from session.wording.catalogue import say
from store.exports.plain import wrapped


def open_actions_text(told: OpenActions) -> str:
    """Return tidied open actions as plain text."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: OpenActions) -> Iterator[str]:
    yield from wrapped(say("private_actions.first"))
    yield ""
    yield from wrapped(say("private_actions.title", title=told.title, date=told.date))
    for part, actions in (("ours", told.ours), ("left", told.left)):
        if actions:
            yield ""
            yield from wrapped(say(f"private_actions.{part}"))
            for action in actions:
                yield from _action(action)
    if not told.ours and not told.left:
        yield ""
        yield from wrapped(say("private_actions.none"))


def _action(action: OpenAction) -> Iterator[str]:
    yield from wrapped(action.what, "- ", "  ")
    nobody = say(f"recap.{'who_in_text' if action.named else 'nobody_yet'}")
    who, by = action.who or nobody, action.by or say("recap.no_date")
    told = say("private_actions.who_by", who=who, by=by)
    if action.state:
        told = say("private_actions.now", told=told, state=action.state)
    yield from wrapped(told, "    ", "    ")
