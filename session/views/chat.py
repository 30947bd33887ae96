"""Text for a video call's chat: the link to the page, and the current question."""

from __future__ import annotations

from session.model.state import State
from session.rules.votes import open_round
from session.wording.catalogue import say


def for_chat(state: State, link: str) -> str:
    """Return lines of plain text: the link, and the open vote's question and options."""
    told = [state.meta.title]
    if link:
        told.append(say("chat.link", link=link))
    elif state.meta.meeting_link:
        told.append(state.meta.meeting_link)
    vote = open_round(state)
    if vote is not None:
        told += [say("chat.question", question=vote.question)]
        told += [
            say("chat.option", n=place, label=label)
            for place, label in enumerate(vote.options.values(), 1)
        ]
    return "\n".join(told)
