"""Strikes: asks before one, hides the entry at once, and reports when it is removed from the files."""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from app.live_session import LiveSession
from app.same_words import SameWords, same_words_left, strike_same
from screens.keys.keymap import as_now
from screens.messages import StrikeAsked
from session.erase.entries import Entry, Place, entry_at, latest_entry, place_of, taken_back
from session.model.history import Redo
from session.model.lifecycle import Strike, StrikeArea
from session.model.state import Rejected
from session.runtime import Done
from session.undo import PHONE
from session.wording.catalogue import refusal, say
from tui import places
from tui.controllers.session import SessionController, SessionListener
from tui.outcome import others_question, strike_question, taken_back_question
from tui.shell import Shell

if TYPE_CHECKING:
    from store.erase.outcome import Outcome

STRIKE_S = 5.0
"""For how long a strike can be undone before it is written, in seconds."""


class StrikesController(SessionListener):
    """Remembers the latest entry, for the key that strikes it."""

    def __init__(self, shell: Shell, session: SessionController) -> None:
        self.strike_s = STRIKE_S
        self._shell, self._session = shell, session
        self._written: deque[Place] = deque(maxlen=50)
        self._taken_back: Place | None = None
        session.listen(self)

    def taken(self, live: LiveSession) -> None:
        self._written.clear()
        self._taken_back = None
        live.strikes.on_taken_out = partial(self._taken_out, live)

    def happened(self, done: Done) -> None:
        state = self._shell.shown.state
        self._written += [place for event in done.events if (place := place_of(event, state))]
        if not done.cmd.startswith(PHONE):
            found = (place for event in done.events if (place := taken_back(event)))
            self._taken_back = next(found, None)

    def ask(self, message: StrikeAsked) -> None:
        state = self._shell.shown.state
        if not message.area and self._taken_back:
            question = taken_back_question(self._taken_back[0])
            self._shell.confirm(question, partial(self._strike_taken_back, *self._taken_back))
            return
        if message.area:
            entry = entry_at(state, message.area, message.key)
        else:
            entry = latest_entry(state, self._written)
        if entry is None:
            self._shell.refuse(say("refused.nothing_to_strike"))
            return
        live, strike = self._session.live, Strike(area=entry.area, key=entry.key)
        if live and (refused := live.refused(strike)):
            self._shell.refuse(refusal(refused))
            return
        question = strike_question(entry, last=not message.area)
        self._shell.confirm(question, partial(self._strike, entry))

    def _strike_taken_back(self, area: StrikeArea, key: str) -> None:
        """Strike words that an undo removed: they are still in the journal."""
        live = self._session.live
        if not live:
            return
        done = live.handle(Redo())
        if isinstance(done, Rejected):
            self._shell.refuse(refusal(done))
        elif entry := entry_at(live.runtime.live, area, key):
            self._strike(entry)

    def _strike(self, entry: Entry) -> None:
        """Hide the entry at once; it is struck for good after ``strike_s`` seconds."""
        live = self._session.live
        if not live:
            return
        refused = live.strikes.begin(entry.area, entry.key, monotonic() + self.strike_s)
        self._session.paint()
        if refused:
            self._shell.refuse(refusal(refused))
            return
        places.drop_drafts(self._shell.stack, live.strikes.holds)
        self._shell.tell(as_now("board", self._shell.layout_of_keys, say("strike.soon")))
        self._shell.run(live.strikes.note, finish=True)

    def carry_out_due(self, now: float) -> None:
        """Do what is due: write a strike whose time is over, and retry a failed removal."""
        live = self._session.live
        if live and (due := live.strikes.due(now)):
            self._shell.run(due, finish=True)

    def _taken_out(self, live: LiveSession, told: Outcome) -> None:
        self._session.paint()
        # Not only the session's own recap may contain the words.
        self._session.recap_kept()
        if not told.left and not told.elsewhere:
            self._shell.tell(say("strike.done"))
        for sentence in told.sentences:
            self._shell.tell(sentence, trouble=True)
        if live is self._session.live:
            for key, said in live.strikes.said():
                self._shell.run(
                    partial(same_words_left, live, key, said), partial(self._left, live)
                )

    def _left(self, live: LiveSession, left: SameWords) -> None:
        """Name the plans that contain the words, and ask whether to strike other entries as well."""
        if left.plans:
            names = ", ".join(left.plans)
            self._shell.tell(say("strike.plans", n=len(left.plans), names=names), trouble=True)
        if left.entries and live is self._session.live:
            strike_them = partial(self._strike_others, live, left)
            question = others_question(len(left.entries))
            self._shell.ask_in_time(partial(self._shell.confirm, question, strike_them))

    def _strike_others(self, live: LiveSession, left: SameWords) -> None:
        self._shell.run(partial(strike_same, live, left.entries), finish=True)
