"""The message after a command, in one sentence or none."""

from __future__ import annotations

from collections.abc import Sequence

from session.erase.entries import Entry, taken_back
from session.model.agenda import BackItem, ItemDropped, ItemEnded, ItemStarted, SkipItem
from session.model.history import Redo, Undo
from session.model.lifecycle import StrikeArea
from session.model.protocol import AnyCommand
from session.model.state import Rejected, State
from session.model.text import short
from session.model.votes import CloseRound, RevealRound
from session.runtime import Done
from session.wording.catalogue import refusal, say


def outcome(
    command: AnyCommand,
    done: Done | Rejected,
    state: State,
    said: str = "",
    still_open: Sequence[str] = (),
    strike_key: str = "",
) -> tuple[str, bool]:
    """Return the message, and whether it is about a failure.

    ``state``: after the command. ``strike_key``: the key that strikes words, offered after an undo.
    ``still_open``: what is open, reported whenever the agenda moves.
    """
    if isinstance(done, Rejected):
        return refusal(done), True
    if done.put_back:
        return say("strike.back"), False
    if isinstance(command, Undo):
        offers = any(taken_back(event) for event in done.events)
        sentences = (
            say("undo.done", what=done.what),
            *([say("undo.strike", key=strike_key)] if offers else []),
        )
        return " ".join(sentences), False
    if isinstance(command, Redo):
        return say("redo.done", what=done.what), False
    told = _moved(command, done, state) or said
    if any(isinstance(event, (ItemStarted, ItemEnded)) for event in done.events):
        told = " ".join((told, *still_open)).strip()
    return told, False


FINAL: dict[type[AnyCommand], tuple[str, str]] = {
    CloseRound: ("vote.close.ask", "vote.close"),
    RevealRound: ("vote.reveal.sure", "vote.reveal.yes"),
}
"""The question before a command that can't be undone, from any source, and its yes."""


def final_question(command: AnyCommand) -> tuple[str, str, str] | None:
    """Return the question before a command, its yes and its no; ``None`` if there is none."""
    keys = FINAL.get(type(command))
    return (say(keys[0]), say(keys[1]), "") if keys else None


def _moved(command: AnyCommand, done: Done, state: State) -> str:
    """Return the effect of skipping or going back."""
    for event in done.events:
        match command, event:
            case SkipItem(), ItemEnded() | ItemDropped():
                return say("agenda.skipped", title=short(state.items[event.item].title))
            case BackItem(), ItemStarted():
                return say("agenda.back", title=short(state.items[event.item].title))
            case _:
                pass
    return ""


def taken_back_question(area: StrikeArea) -> tuple[str, str, str]:
    """Return the question before words that were undone are struck, its yes and its no."""
    what = say(f"entry.{area}")
    return say("strike.ask_taken_back", what=what), say("strike.yes"), say("strike.no")


def strike_question(entry: Entry, *, last: bool) -> tuple[str, str, str]:
    """Return the question before a strike, its yes and its no.

    The room may be watching, so it names the kind of entry and none of its words.
    last: the latest entry is meant, not one selected on the screen.
    """
    key = "strike.ask_last" if last else "strike.ask"
    return say(key, what=say(f"entry.{entry.area}")), say("strike.yes"), say("strike.no")


def others_question(n: int) -> tuple[str, str, str]:
    """Return the question about ``n`` other entries with the same text, without repeating it."""
    return say("strike.others", n=n), say("strike.others_yes"), say("strike.others_no")
