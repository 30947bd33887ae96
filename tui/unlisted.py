"""Asks once about a typed name that is not on the list of people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.messages import Submit
from session.model.people import AnswerUnlisted, NameNoted
from session.runtime import Done
from session.wording.catalogue import say
from tui import places

if TYPE_CHECKING:
    from tui.controllers.session import SessionController
    from tui.shell import Shell

_SHOW = "show"


def ask_about_names(shell: Shell, session: SessionController, done: Done) -> None:
    """Ask about each name that a command brought, once nobody is typing."""
    for event in done.events:
        if isinstance(event, NameNoted):
            shell.ask_in_time(partial(_ask, shell, session, event.unlisted))


def _ask(shell: Shell, session: SessionController, key: str) -> None:
    """Ask without repeating the name, since the room may be watching. Enter keeps it private."""
    live = session.live
    note = live.runtime.live.unlisted.get(key) if live else None
    if note is None or note.shown:
        # The person was added to the list in the meantime, or said yes.
        return
    choices = [("", say("unlisted.private")), (_SHOW, say("unlisted.show"))]

    def answered(choice: str | None) -> None:
        if choice == _SHOW:
            shell.post(Submit(AnswerUnlisted(unlisted=key, shown=True)))

    shell.ask(places.pick(say("unlisted.ask"), choices), answered)
