"""The ballot on the laptop: passed from one person to the next, or entered for somebody who asks (P34).

It fills the screen, is shown only after confirming that the projector is off, and holds one person's choice
only
as long as that person is using it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.dialogs.sheet import StateSheet
from screens.idle import Idle
from screens.keys.tables import bindings_for
from screens.messages import BallotAsked, BallotKept, Go, Tell
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.people import Person
from session.model.state import State
from session.model.votes import BallotChannel, Round
from session.rules.ballots import Ballot, Voter
from session.rules.devices import devices_of
from session.rules.votes import PULSE
from session.views.people import full_name
from session.wording.catalogue import say

Stage = Literal["next", "choosing", "saving", "kept"]
IDLE_S = 90.0
"""Seconds without a key after which the choice is cleared for the next person."""
_ROLE = "role:"


class BallotScreen(StateSheet):
    """``person``: whose ballot is entered for them; without one, the laptop is passed round."""

    PLACE = "ballot"
    DEFAULT_CSS = """
    BallotScreen { align: center middle; background: $background; }
    BallotScreen > #ballot { width: 90; max-width: 94%; height: auto; max-height: 100%; }
    BallotScreen .title { text-style: bold; max-height: 6; }
    BallotScreen .hint, BallotScreen .keys { margin-top: 1; }
    BallotScreen Rows { max-height: 60vh; margin-top: 1; }
    BallotScreen.-low .hint, BallotScreen.-low Rows, BallotScreen.-low .keys { margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("ballot")]
    AUTO_FOCUS = ""

    def __init__(
        self, state: State, vote: Round, person: Person | None = None, idle_s: float = IDLE_S
    ) -> None:
        super().__init__(state)
        self._vote, self._person = vote, person
        self.PRIVATE = person is not None
        self._idle = Idle(self, self._idled, idle_s)
        self._stage: Stage = "choosing" if person else "next"
        self._choice: dict[str, int] = {}
        self._roles: dict[str, bool] = {}
        self._voter = Voter("")
        self._begin()

    def compose(self) -> ComposeResult:
        with Vertical(id="ballot"):
            yield Static(classes="title")
            yield Static(classes="hint")
            yield Rows()
            yield Static(classes="keys")

    def on_mount(self) -> None:
        self._wait()

    def show(self, state: State) -> None:
        vote = state.rounds.get(self._vote.id)
        if vote is None or vote.closed:
            self.dismiss(None)
            return
        self._paint()

    # One person after the other

    def _begin(self) -> None:
        """Clear everything the previous person chose, or the voter of an entered ballot."""
        self._choice, self._roles = {}, {}
        # A passed-round ballot identifies nobody: each gets a token that is discarded with it.
        self._voter = Voter(uuid4().hex, self._person.id if self._person else "")
        if self._person and self._vote.by_role:
            self._roles = dict.fromkeys(self._person.roles, True)

    def _pass_on(self) -> None:
        if self._person:
            self.dismiss(None)
            return
        self._begin()
        self._stage = "next"
        self._paint()

    def action_go_on(self) -> None:
        match self._stage:
            case "next":
                self._stage = "choosing"
                self._paint()
            case "choosing":
                self._put()
            case "kept":
                self._pass_on()
            case "saving":
                pass
        self._wait()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_go_on()

    def _put(self) -> None:
        self._stage = "saving"
        self._paint()
        roles = tuple(role for role, chosen in self._roles.items() if chosen)
        ballot = Ballot(self._channel, {k: n for k, n in self._choice.items() if n}, roles)
        self.post_message(BallotAsked(self, self._vote.id, self._voter, ballot))

    @property
    def _channel(self) -> BallotChannel:
        if self._person is None:
            return "pass"
        return "online" if self._person.remote else "entered"

    @on(BallotKept)
    def _kept(self, answer: BallotKept) -> None:
        if answer.voter != self._voter or self._stage != "saving":
            return
        self._stage = "choosing" if answer.why else "kept"
        if answer.why:
            self.post_message(Tell(answer.why, trouble=True))
        self._paint()
        self._wait()

    def action_change(self) -> None:
        if self._stage == "kept":
            self._stage = "choosing"
            self._paint()

    def action_help(self) -> None:
        # A screen on top clears the ballot, so its keys are listed in a line.
        self.post_message(Tell(say("ballots.help")))

    def action_leave(self) -> None:
        if self._person or self._stage == "next":
            self.dismiss(None)
        else:
            self._pass_on()

    def _wait(self) -> None:
        """Clear the ballot when it is not used for a while: the next person must not see it."""
        self._idle.touch()

    def _idled(self) -> None:
        if self._stage in {"choosing", "kept"}:
            self._pass_on()

    def on_key(self) -> None:
        self._wait()

    def on_screen_suspend(self) -> None:
        self._begin()
        self._stage = "next"
        self.query_one("#ballot").display = False

    def on_screen_resume(self) -> None:
        if not self.query_one("#ballot").display:
            # After another screen covered this, the projector may be on again.
            self.post_message(Go("board"))

    # Choosing

    def action_more(self) -> None:
        key = self.query_one(Rows).chosen
        if self._stage != "choosing" or not key:
            return
        if key.startswith(_ROLE):
            role = key.removeprefix(_ROLE)
            self._roles[role] = not self._roles.get(role, False)
        elif self._vote.method == "dots":
            self._more_dots(key)
        else:
            was = self._choice.get(key, 0)
            for other in self._rivals(key):
                self._choice.pop(other, None)
            self._choice[key] = 1 - was
        self._paint()

    def _more_dots(self, key: str) -> None:
        dots = self._choice.get(key, 0)
        if self._left and dots < (self._vote.cap or self._vote.dots):
            self._choice[key] = dots + 1

    def action_less(self) -> None:
        key = self.query_one(Rows).chosen
        if self._stage == "choosing" and self._choice.get(key, 0):
            self._choice[key] -= 1
            self._paint()

    @property
    def _left(self) -> int:
        return self._vote.dots - sum(self._choice.values())

    def _rivals(self, key: str) -> Sequence[str]:
        """Options that exclude each other: those of the same question."""
        if self._vote.method != "pulse":
            return tuple(self._vote.options)
        return next(answers for answers in PULSE.values() if key in answers)

    # Showing

    def _paint(self) -> None:
        if not self.is_mounted and not self.is_attached:
            return
        title, hint, keys = self._words()
        self.query_one(".title", Static).update(plain(title))
        line = self.query_one(".hint", Static)
        line.update(plain(hint))
        line.display = bool(hint)
        self.query_one(".keys", Static).update(plain(keys))
        rows = self.query_one(Rows)
        rows.display = self._stage == "choosing"
        rows.show(self._rows() if self._stage == "choosing" else ())
        if self._stage != "choosing":
            self.set_focus(None)
        elif self.focused is not rows:
            rows.focus()

    def _words(self) -> tuple[str, str, str]:
        match self._stage:
            case "next":
                return say("ballots.next"), say("ballots.next.hint"), say("ballots.next.keys")
            case "choosing":
                keys = "ballots.dots.keys" if self._vote.method == "dots" else "ballots.one.keys"
                return self._vote.question, self._hint(), say(keys)
            case "saving":
                return say("ballots.saving"), "", ""
            case "kept":
                hint = "" if self._person else say("ballots.kept.hint")
                return say("ballots.kept"), hint, say("ballots.kept.keys")

    def _hint(self) -> str:
        told = []
        if self._person:
            name = full_name(self._person)
            told.append(say("ballots.for", name=name))
            if devices_of(self.state, self._person.id):
                told.append(say("ballots.phone_too"))
        match self._vote.method:
            case "dots":
                told.append(say("ballots.left", n=self._left))
                if 0 < self._vote.cap < self._vote.dots:
                    told.append(say("ballots.cap", n=self._vote.cap))
            case "pulse":
                told.append(say("ballots.choose_each"))
            case _:
                told.append(say("ballots.choose_one"))
        if self._vote.by_role:
            told.append(say("ballots.roles"))
        return " · ".join(told)

    def _rows(self) -> Sequence[Row]:
        rows = [(key, self._row(key, label)) for key, label in self._vote.options.items()]
        if self._vote.by_role:
            rows += [(f"{_ROLE}{role}", self._role(role)) for role in self.state.meta.roles]
        return rows

    def _row(self, key: str, label: str) -> Content:
        n = self._choice.get(key, 0)
        if self._vote.method == "dots":
            return plain(f"{'◉' * n:<{self._vote.dots}} ", "bold $accent") + plain(label)
        return plain("(•) " if n else "( ) ", "bold $accent") + plain(label)

    def _role(self, role: str) -> Content:
        return plain("[x] " if self._roles.get(role) else "[ ] ", "$accent") + plain(role, "$quiet")
