"""The open session: passes commands to it, and its live state to the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.effects import Task, afterwards, to_warn_of
from app.live_session import LiveSession, Saved
from app.next_entries import next_entries
from screens.keys.still_open import board_keys, told_open
from screens.messages import BallotAsked, BallotKept, MoveAsked, Submit
from session.model.state import Rejected, State, replace
from session.rules.ballots import BallotsIn
from session.runtime import Done
from session.views.acknowledged import acknowledged
from session.views.names import listed_as_wished
from session.wording.catalogue import refusal, say
from store.journal.writer import NotSaved
from store.paths import private_folder
from tui import places
from tui.outcome import final_question, outcome
from tui.shell import Shell
from tui.slips import Slips
from tui.unlisted import ask_about_names

if TYPE_CHECKING:
    from store.journal.file import Moved

SOON_S = 0.1
"""Minimum interval between paints for changes that did not come from the keyboard, in seconds."""


class SessionListener:
    """Notifications about the open session for other controllers."""

    def taken(self, live: LiveSession, /) -> None:
        """Another session is shown from now on."""

    def attached(self, live: LiveSession) -> None:
        """Its writer's reports arrive from now on: the event loop is running."""

    def happened(self, done: Done) -> None:
        """A command was carried out, from any source."""

    def painted(self) -> None:
        """The live state was passed to the screens."""

    def dropped(self) -> None:
        """No session is shown any longer."""

    def recap_kept(self) -> None:
        """A recap in the store has changed."""


class SessionController:
    """Keeps ``state``, ``now``, ``saved``, ``ballots`` and ``next_entries`` in sync with the open session."""

    def __init__(self, shell: Shell) -> None:
        self.live: LiveSession | None = None
        self._shell, self._shown = shell, shell.shown
        self._listeners: list[SessionListener] = []
        self._slips = Slips()
        self._due = False
        self._unfollow: Callable[[], None] = _nothing
        self._unwatch: Callable[[], None] = _nothing

    def listen(self, listener: SessionListener) -> None:
        self._listeners.append(listener)

    @property
    def ended(self) -> bool:
        return self._shown.state.closing.ended_t is not None

    @property
    def running(self) -> bool:
        """Whether the current session must not be left by mistake."""
        return self._shown.state.clock.started_t is not None and not self.ended

    def take(self, live: LiveSession) -> None:
        """Show ``live`` from now on, instead of the one before."""
        self.drop()
        self.live = live
        self._shell.forget_questions()
        self._slips = Slips()
        self._shown.looked = 0
        self._unfollow = live.runtime.follow(self._followed)
        for one in self._listeners:
            one.taken(live)
        self.paint()

    def attach(self, live: LiveSession) -> None:
        """Subscribe to the session's writer. Requires a running event loop."""
        live.attach(asyncio.get_running_loop())
        self._unwatch()
        self._unwatch = live.watch(self.paint_soon)
        for sentence in live.told:
            self._shell.tell(sentence, trouble=True)
        self.paint()
        for one in self._listeners:
            one.attached(live)

    def drop(self) -> LiveSession | None:
        """Stop showing the session; returns it, still open."""
        for one in self._listeners:
            one.dropped()
        live, self.live = self.live, None
        for unsubscribe in (self._unfollow, self._unwatch):
            unsubscribe()
        self._unfollow = self._unwatch = _nothing
        shown = self._shown
        shown.state, shown.saved, shown.ballots = State(), Saved(), BallotsIn()
        shown.next_entries = ()
        return live

    def _followed(self, done: Done) -> None:
        for one in self._listeners:
            one.happened(done)
        self.paint_soon()

    def paint_soon(self) -> None:
        """Paint within ``SOON_S``, so that changes close together are painted once."""
        if not self._due and self._shell.is_running:
            self._due = True
            # The writer's report comes from outside the app.
            self._shell.later(SOON_S, self.paint)

    def paint(self) -> None:
        """Pass the live state to the screens."""
        self._due = False
        if self.live:
            shown = self._shown
            runtime = self.live.runtime
            shown.now = runtime.now()
            shown.ballots = self.live.ballots.inside()
            shown.state = acknowledged(runtime.live, runtime.durable)
            shown.next_entries = next_entries(shown.state)
            shown.saved = _with_way_out(self.live.saved)
        for one in self._listeners:
            one.painted()

    def tick(self) -> None:
        """Advance the time, and notice when the machine slept."""
        if self.live:
            self.live.notice_clocks()
            self._shown.now = self.live.runtime.now()
            self._shell.show_trouble(self._shown.saved.trouble)

    def saved_changed(self, was: Saved, saved: Saved) -> None:
        self._shell.show_trouble(saved.trouble)
        if saved.trouble != was.trouble:
            self._shell.tell(saved.trouble or say("saving.again"), trouble=bool(saved.trouble))

    def submit(self, message: Submit) -> None:
        """Carry out a command, after the questions that come first."""
        if not self.live:
            self._shell.refuse(say("refused.not_open"))
            return
        state, now = self.live.runtime.live, self.live.runtime.now()
        carry_out = partial(self._carry_out, message)
        item = to_warn_of(state, message.command, now)
        asked = message.question or final_question(message.command)
        if self._slips.again(message.command, now):
            self._shell.refuse(say("agenda.twice"))
        elif (item or asked) and (refused := self.live.refused(message.command)):
            self._shell.refuse(refusal(refused))
        elif item:
            support = listed_as_wished(state, state.meta.support)
            card = places.content_note(item.title, item.content_note, support)
            self._shell.ask(card, lambda yes: carry_out() if yes else None)
        elif asked:
            self._shell.confirm(asked, carry_out)
        else:
            carry_out()

    def _carry_out(self, message: Submit) -> None:
        if not self.live:
            return
        live = self.live
        done = live.handle(message.command)
        self.paint()
        state = self._shown.state
        still_open = told_open(self._shell, self._shell.place, state)
        strike = board_keys(self._shell)["strike"]
        said, trouble = outcome(message.command, done, state, message.said, still_open, strike)
        if isinstance(done, Rejected):
            self._shell.refuse(said)
            return
        if not message.said:
            self._shell.tell(said, trouble=trouble)
            said = ""
        self._slips.done(message.command, self._shown.now)
        ask_about_names(self._shell, self, done)
        tasks = afterwards(live, done)
        for task in tasks:
            kept: Callable[[object], object] = partial(self._kept, task, said)
            self._shell.run(task.run, kept, finish=task.keeps_recap)
        if said and not any(task.keeps_recap for task in tasks):
            self._shell.run(live.settled, lambda _: self._shell.tell(said))

    def _kept(self, task: Task, said: str, _: object) -> None:
        """Report an end or an agreement, now that the recap is on disk."""
        if task.keeps_recap:
            self.recap_kept()
            self._shell.tell(said)

    def recap_kept(self) -> None:
        for one in self._listeners:
            one.recap_kept()

    def cast(self, message: BallotAsked) -> None:
        """Put a ballot into the box."""
        live = self.live
        if not live:
            self._told(message, say("refused.not_open"))
            return
        done = live.ballots.cast(message.vote, message.voter, message.ballot)
        if isinstance(done, Rejected):
            self._told(message, refusal(done))
            return
        self.paint()
        if done.again:
            self._shell.tell(say("ballots.changed"))
        kept = partial(_ballot_kept, live, message.vote, done.n)
        self._shell.run(kept, partial(self._told, message))

    def _told(self, message: BallotAsked, why: str) -> None:
        message.asker.post_message(BallotKept(message.voter, why))

    def ask_where(self) -> None:
        """Ask for another folder for the session."""

        def asked(folder: str | None) -> None:
            if folder:
                self._shell.post(MoveAsked(folder))

        self._shell.ask(places.ask(say("saving.where"), say("saving.where_hint")), asked)

    def move(self, message: MoveAsked) -> None:
        if self.live:
            # In a folder of its own there, since another session may be in it.
            folder = Path(message.folder).expanduser() / self.live.session_id
            self._shell.run(partial(_moved, self.live, folder), self._moved)

    def _moved(self, moved: Moved) -> None:
        self.paint()
        alone = "saving.moved_noted" if moved.noted else "saving.moved_alone"
        key = "saving.moved" if moved.linked else alone
        self._shell.tell(say(key, path=str(moved.path)), trouble=not moved.linked)


def _with_way_out(saved: Saved) -> Saved:
    trouble = saved.trouble
    return replace(saved, trouble=say("saving.trouble", trouble=trouble)) if trouble else saved


async def _ballot_kept(live: LiveSession, vote: str, n: int) -> str:
    """Return "" once a ballot is on disk, or the sentence that says why it is not."""
    try:
        await live.ballot_kept(vote, n)
    except NotSaved as refused:
        return str(refused)
    return ""


async def _moved(live: LiveSession, folder: Path) -> Moved:
    return await live.move_to(await asyncio.to_thread(private_folder, folder))


def _nothing() -> None:
    return None
