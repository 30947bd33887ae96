"""Asks for what mattered in the session: up to three sentences, the first thing in the recap."""

from __future__ import annotations

from screens.base import BaseScreen
from screens.dialogs.ask import Ask
from screens.messages import Submit, Tell
from session.model.opening_closing import AddSummary
from session.rules.opening_closing import MOST_SENTENCES, summary
from session.wording.catalogue import say


def ask_what_mattered(screen: BaseScreen[None]) -> None:
    """Ask for one sentence after the other, until one is left empty or there are three."""
    written = len(summary(screen.state))

    def ask(nth: int) -> None:
        hint = say("closing.summary_hint", n=nth + 1, of=MOST_SENTENCES)
        asked = Ask(say("closing.summary_ask"), hint)
        screen.app.push_screen(asked, lambda text: kept(text, nth))

    def kept(text: str | None, nth: int) -> None:
        if text:
            # Posted to the app, since the screen may be closing.
            screen.app.post_message(Submit(AddSummary(text=text)))
            if nth + 1 < MOST_SENTENCES:
                ask(nth + 1)

    if written < MOST_SENTENCES:
        ask(written)
    else:
        screen.post_message(Tell(say("refused.summary_full", n=MOST_SENTENCES), trouble=True))
