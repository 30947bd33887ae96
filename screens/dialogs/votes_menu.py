"""Actions on an open vote: pass the laptop round, enter a ballot, count, close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.dialogs.ask_room import AskRoom
from screens.dialogs.ballot import BallotScreen
from screens.dialogs.count_vote import CountVote
from screens.dialogs.list_sheet import ListSheet
from screens.dialogs.sheet import StateSheet
from screens.dialogs.votes import OpenVote
from screens.dialogs.votes_off import HoldAgain, WhyOff
from screens.keys.tables import bindings_for
from screens.messages import AloneAnswered, AloneAsked
from screens.mounted import is_shown
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.people import Person
from session.model.state import State
from session.model.votes import CloseRound, RevealRound, Round
from session.rules.ballots import BallotsIn
from session.rules.devices import with_phones
from session.rules.people import present
from session.rules.votes import open_pulse, open_round
from session.views.people import full_name
from session.views.votes import many_ballots
from session.wording.catalogue import say


class VoteMenu(ListSheet):
    """Shows how many ballots are in the box, and nothing of their content."""

    PLACE = "vote-menu"
    TITLE_KEY = "ballots.menu"
    EMPTY_KEY = "ballots.inside.none"
    KEYS_KEY = "ballots.menu.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("vote-menu")]

    def __init__(self, state: State, vote: Round, ballots: BallotsIn) -> None:
        super().__init__(state)
        self._vote = vote
        self.set_reactive(VoteMenu.ballots, ballots)
        self._private: StateSheet | None = None
        """What is shown instead, once nobody else can see the screen."""

    def compose(self) -> ComposeResult:
        pulse = self._vote.method == "pulse"
        with Vertical(id="sheet"):
            title = say("ballots.menu.pulse" if pulse else self.TITLE_KEY)
            yield Static(plain(title), classes="title")
            yield Static(plain(self._vote.question), classes="hint")
            yield Static(plain(self._inside()), classes="hint", id="inside")
            yield Rows()
            yield Static(plain(self.keys_told(self.KEYS_KEY)), classes="keys")

    def watch_ballots(self) -> None:
        if is_shown(self):
            self.query_one("#inside", Static).update(plain(self._inside()))

    def _inside(self) -> str:
        here = say("rounds.people", n=len(present(self.state)))
        inside = self.ballots if self.ballots.round == self._vote.id else BallotsIn()
        if inside.broken:
            return say("ballots.broken")
        if not inside.by_channel:
            return say("ballots.inside.none", present=here)
        ways = ", ".join(say(f"rounds.by.{way}", n=n) for way, n in inside.by_channel.items())
        told = [say("ballots.inside", ways=ways, present=here)]
        if inside.before:
            told.append(say("ballots.known_again"))
        if more := many_ballots(self.state, inside):
            told.append(more)
        return " ".join(told)

    def rows(self, state: State) -> Sequence[Row]:  # noqa: ARG002 - its rows are always the same
        other = "other" if self._vote.method == "pulse" else "pulse"
        wanted = ("pass", "enter", "count", "close", other, "off")
        return [(key, plain(say(f"ballots.{key}"))) for key in wanted]

    def show(self, state: State) -> None:
        vote = state.rounds.get(self._vote.id)
        if vote is None or vote.closed:
            self.dismiss(None)
        else:
            super().show(state)

    def take(self, key: str) -> None:
        state, vote = self.state, self._vote
        match key:
            case "pass":
                self._once_alone(BallotScreen(state, vote))
            case "enter":
                self._once_alone(WhoseBallot(state, vote))
            case "count":
                self.app.switch_screen(CountVote(state, vote))
            case "close":
                self.submit(CloseRound(round=vote.id))
            case "off":
                self.action_off()
            case "other":
                voting = open_round(state)
                self.app.switch_screen(
                    vote_dialog_for(state, voting, self.ballots) if voting else OpenVote(state)
                )
            case _:
                pulse = open_pulse(state)
                self.app.switch_screen(
                    VoteMenu(state, pulse, self.ballots) if pulse else OpenVote(state, "pulse")
                )

    def _once_alone(self, screen: StateSheet) -> None:
        """Show ``screen`` instead, once nobody but the person at the laptop can see it."""
        self._private = screen
        self.post_message(AloneAsked(self))

    @on(AloneAnswered)
    def _alone(self, answer: AloneAnswered) -> None:
        if answer.alone and self._private is not None:
            self.app.switch_screen(self._private)

    def action_close(self) -> None:
        self.take("close")

    def action_off(self) -> None:
        self.app.switch_screen(WhyOff(self.state, self._vote))


class WhoseBallot(ListSheet):
    """Whose ballot is entered. Only once nobody else can see the screen: names are shown in full."""

    PRIVATE = True
    TITLE_KEY = "ballots.whose"
    EMPTY_KEY = "ballots.whose.none"
    KEYS_KEY = "ballots.whose.keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Choose", show=False, id="whose.choose"),
    ]

    def __init__(self, state: State, vote: Round) -> None:
        super().__init__(state)
        self._vote = vote

    def rows(self, state: State) -> Sequence[Row]:
        phones = with_phones(state)
        return [(one.id, self._row(one, phone=one.id in phones)) for one in present(state)]

    def _row(self, person: Person, *, phone: bool) -> Content:
        more = (*person.roles, say("ballots.phone_in")) if phone else person.roles
        name = f"{full_name(person):<24} "
        return plain(name, "bold") + plain(", ".join(more), "$quiet")

    def take(self, key: str) -> None:
        self.app.switch_screen(BallotScreen(self.state, self._vote, self.state.people[key]))

    def action_choose(self) -> None:
        if key := self.chosen:
            self.take(key)

    def on_screen_suspend(self) -> None:
        # It may have been covered by a blackout: the projector may be on again.
        self.query(Rows).set(display=False)

    def on_screen_resume(self) -> None:
        if not self.query_one(Rows).display:
            self.dismiss(None)


class ShowVote(StateSheet):
    """A counted vote that was not shown yet: show it, or open another."""

    PLACE = "show-vote"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("show-vote")]

    def __init__(self, state: State, vote: Round) -> None:
        super().__init__(state)
        self._vote = vote

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._vote.question), classes="title")
            yield Static(plain(say("vote.reveal.ask")), classes="hint")
            yield Static(plain(self.keys_told("vote.reveal.keys")), classes="keys")

    def show(self, state: State) -> None:
        vote = state.rounds.get(self._vote.id)
        if vote is None or vote.revealed or vote.void:
            self.dismiss(None)

    def action_reveal(self) -> None:
        self.submit(RevealRound(round=self._vote.id))

    def action_another(self) -> None:
        self.app.switch_screen(OpenVote(self.state))

    def action_off(self) -> None:
        self.app.switch_screen(WhyOff(self.state, self._vote))


def vote_dialog_for(state: State, vote: Round, ballots: BallotsIn) -> StateSheet:
    """Return the dialog of an open vote; a show of hands has no ballot to pass round."""
    return CountVote(state, vote) if vote.method == "hands" else VoteMenu(state, vote, ballots)


def vote_dialog(state: State, ballots: BallotsIn, new: StateSheet | None = None) -> StateSheet:
    """Return the dialog for the current state of votes; ``new`` opens one if none is open."""
    if vote := open_round(state) or open_pulse(state):
        return vote_dialog_for(state, vote, ballots)
    last = next(reversed(state.rounds.values()), None)
    if last and last.off:
        return HoldAgain(state, last, new or OpenVote(state))
    if last and last.covered:
        return ShowVote(state, last)
    return new or OpenVote(state)


def ask_dialog(state: State, ballots: BallotsIn) -> StateSheet:
    """Return the same, with a new question filled in from the item."""
    return vote_dialog(state, ballots, AskRoom(state))
