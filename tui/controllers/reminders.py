"""Reminders of the app, once each: a turn left open, a fixed start, too many ballots, an item's time."""

from __future__ import annotations

from app.live_session import LiveSession
from screens.keys.still_open import board_keys
from session.rules.timing import missed_start, timing
from session.rules.turns import TALK, turn_ms
from session.views.format_time import fixed_words
from session.views.votes import many_ballots
from session.wording.catalogue import say
from tui.controllers.session import SessionController, SessionListener
from tui.shell import UNASKED, Shell

LONG_TURN_MS = 5 * 60_000
"""Milliseconds of a turn after which the app asks whether it still goes on."""


class Reminders(SessionListener):
    """Shows nothing over a dialog, a private page or during a blackout."""

    def __init__(self, shell: Shell, session: SessionController) -> None:
        self.stage = ""
        """The current item and its stage at the last tick."""
        self._shell, self._shown = shell, shell.shown
        self._session = session
        self._turn_asked = ""
        self._starts_told: set[str] = set()
        self._many_told = ""
        session.listen(self)

    def taken(self, _live: LiveSession) -> None:
        self._starts_told.clear()

    def painted(self) -> None:
        """Warn once that a vote has more ballots than people are here."""
        shown = self._shown
        if self._session.live and self._many_told != shown.ballots.round:
            more = many_ballots(shown.state, shown.ballots)
            if more:
                self._many_told = shown.ballots.round
                self._shell.tell(more, trouble=True)

    def tick(self) -> None:
        if self._session.live:
            if self._shell.stack:
                self._mind_the_turn()
                self._mind_fixed_start()
            if self._shown.settings.bell or self._shown.settings.hints:
                self.mind_the_time()

    def _mind_the_turn(self) -> None:
        """Ask once about a turn that has not been ended for long."""
        turn = self._shown.state.floor.current
        if turn is None or turn.id == self._turn_asked or turn.kind not in TALK:
            return
        long = turn_ms(turn, self._shown.now.t) >= LONG_TURN_MS
        if long and self._shell.place not in UNASKED | {"home"}:
            self._turn_asked = turn.id
            key = board_keys(self._shell)["turn-over"]
            self._shell.tell(say("open.turn_long", key=key), trouble=True)

    def _mind_fixed_start(self) -> None:
        """Warn once that a fixed start would be missed; the board shows it as long as it applies."""
        state, now = self._shown.state, self._shown.now
        missed = missed_start(state, now) if state.clock.current else None
        if missed is None or missed.item in self._starts_told:
            return
        told = fixed_words(state, now)
        if told and self._shell.place not in UNASKED:
            self._starts_told.add(missed.item)
            self._shell.tell(told, trouble=True)

    def mind_the_time(self) -> None:
        """Ring and announce an item's time, according to the settings."""
        state, settings = self._shown.state, self._shown.settings
        time = timing(state, self._shown.now)
        was, self.stage = self.stage, f"{time.item} {time.stage}"
        # Only what begins while the app runs: an item that was over on opening rings for nobody.
        if not was or was == self.stage or not was.startswith(f"{time.item} "):
            return
        if settings.bell and time.stage == "over":
            self._shell.ring()
        if settings.hints and time.stage == "last":
            self._shell.tell(say("settings.hint", title=state.items[time.item].title))
