"""Put one entry right, whatever it is: the new text replaces the old one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from screens.base import BaseScreen
from screens.dialogs.ask import ask_line
from screens.next_step import next_step
from session.model.parking import Parked
from session.model.record import Action
from session.model.state import State
from session.model.text import clean
from session.rules.glossary import typed_word
from session.rules.parking import change_of, parse_line
from session.rules.reword import line_of, reworded
from session.views.names import only_consented
from session.wording.catalogue import say


def put_right(screen: BaseScreen[Any], area: str, key: str) -> bool:
    """Ask for the new text of an entry, in the form it was typed in; return whether it can be replaced.

    A name that may not be shown is not in the line, and is kept.
    """
    state = screen.state
    action, parked, word = state.actions.get(key), state.parking.get(key), state.words.get(key)
    title, told = say("notes.change"), ""
    then: Callable[[str], None]
    if area == "actions" and action:
        line, then, told = *_action(screen, action), say("write.hint.to-do")
    elif area == "parking" and parked:
        line, then, told = *_parked(screen, parked), say("write.hint.park")
        title = say("parking.change")
    elif area == "words" and word:
        line, title, told = f"{word.text} = {word.meaning}", say("words.ask"), say("words.ask.hint")

        def then(text: str) -> None:
            if command := typed_word(text):
                screen.submit(command)
    else:
        line = line_of(state, area, key)

        def then(text: str) -> None:
            if command := reworded(screen.state, area, key, text):
                screen.submit(command)

    if line:
        ask_line(screen, title, then, told, line)
    return bool(line)


def _named(state: State, who: str) -> str:
    return who if only_consented(state, who) == who else ""


def _action(screen: BaseScreen[Any], action: Action) -> tuple[str, Callable[[str], None]]:
    named = _named(screen.state, action.who)
    stays = "" if named else action.who

    def kept(text: str) -> None:
        screen.post_message(next_step(text, screen.state, screen.now, action.id, stays))

    who = f" @{named}" if named else ""
    return f"{action.what}{who}{f' by {action.by}' if action.by else ''}", kept


def _parked(screen: BaseScreen[Any], parked: Parked) -> tuple[str, Callable[[str], None]]:
    named = _named(screen.state, parked.asked_by)

    def kept(text: str) -> None:
        typed = parse_line(text)
        who = typed.asked_by or ("" if named else parked.asked_by)
        to = {"text": typed.text, "asked_by": who, "promise": clean(typed.promise)}
        screen.submit(change_of(parked, **to))

    asked = f" @{named}" if named else ""
    return f"{parked.text}{asked}{f' > {parked.promise}' if parked.promise else ''}", kept
