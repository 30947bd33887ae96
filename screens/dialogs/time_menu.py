"""The time of the session: what is left, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from screens.dialogs.agenda import AgendaDialog, minutes_of
from screens.dialogs.ask import ask_line
from screens.dialogs.menu import Deed, Menu
from screens.dialogs.replan import ReplanDialog
from screens.messages import Submit, Tell
from screens.mounted import is_shown
from session.model.agenda import (
    AddMinutes,
    BackdateStart,
    BackItem,
    Pause,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.protocol import AnyCommand
from session.model.state import Instant, State
from session.rules.timing import timing
from session.views.format_time import left_words
from session.wording.catalogue import say

_MORE = 5


class TimeMenu(Menu):
    def __init__(self, state: State, now: Instant) -> None:
        super().__init__(state)
        self.set_reactive(TimeMenu.now, now)

    def watch_now(self, before: Instant, now: Instant) -> None:
        # Times are shown in minutes.
        if is_shown(self) and now.t // 60_000 != before.t // 60_000:
            self.show(self.state)

    def heading(self, state: State) -> str:
        left = left_words(timing(state, self.now))
        return left[:1].upper() + left[1:]

    def deeds(self, state: State) -> Sequence[Deed]:
        clock = state.clock
        applies = {
            "more": bool(clock.current),
            "break": bool(clock.current),
            "catch-up": True,
            "earlier": bool(clock.current) or clock.started_t is None,
            "back": clock.started_t is not None,
            "agenda": True,
            "skip": bool(clock.current),
            "pause": bool(clock.current) and clock.paused_t is None,
            "resume": clock.paused_t is not None,
        }
        numbers = {name: min(n, 8) for n, name in enumerate(applies, start=1)}
        return [
            Deed(name, numbers[name], say(f"time.{name}")) for name, does in applies.items() if does
        ]

    def do(self, deed: str) -> None:
        match deed:
            case "catch-up":
                self.app.push_screen(ReplanDialog(self.state, self.now))
            case "earlier":
                ask_line(self, say("ask.earlier"), self._earlier, say("ask.earlier.hint"))
            case "agenda":
                self.app.push_screen(AgendaDialog(self.state))
            case _:
                self._give(_COMMANDS[deed])

    def _earlier(self, text: str) -> None:
        minutes = minutes_of(text)
        if minutes is None:
            self.app.post_message(Tell(say("dialog.number"), trouble=True))
        else:
            begun = self.state.clock.started_t is not None
            back_s = minutes * 60
            self._give(BackdateStart(back_s=back_s) if begun else StartAgenda(back_s=back_s))

    def _give(self, command: AnyCommand) -> None:
        self.app.post_message(Submit(command))


_COMMANDS: dict[str, AnyCommand] = {
    "more": AddMinutes(minutes=_MORE),
    "break": TakeBreak(),
    "back": BackItem(),
    "skip": SkipItem(),
    "pause": Pause(),
    "resume": Resume(),
}
