"""The half of the app that has a session open: it hands commands in, and what is live back out."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.reactive import var
from textual.worker import Worker

from app.content_note import to_warn_of
from app.live_session import Live, Saved
from app.same_words import SameWords, same_words_left, strike_same
from screens.keys.still_open import board_keys, told_open
from screens.messages import PRIVATE, BallotAsked, MoveAsked, StrikeAsked, Submit, Tell
from session.erase.entries import Entry, Place, entry_at, latest_entry, place_of
from session.model.state import Instant, Rejected, State, replace
from session.rules.ballots import BallotsIn
from session.rules.timing import missed_start
from session.rules.turns import TALK, turn_ms
from session.runtime import Done
from session.views.acknowledged import acknowledged
from session.views.format_time import fixed_words
from session.views.names import listed_as_wished
from session.views.votes import many_ballots
from session.wording.catalogue import refusal, say
from store.journal.writer import NotSaved
from store.paths import private_folder
from store.refusal import Refusal
from tui import places
from tui.outcome import final_question, others_question, outcome, strike_question
from tui.projector_app import QuietApp
from tui.slips import Slips
from tui.unlisted import ask_about_names

if TYPE_CHECKING:
    from store.erase.strike import Outcome
    from store.journal.file import Moved

T = TypeVar("T")

LONG_TURN_MS = 5 * 60_000
"""After so many milliseconds of a turn it is asked whether it still goes on."""
_UNASKED = PRIVATE | {"", "small", "blackout", "calm"}
"""Where the app asks nothing by itself: over dialogs and private pages, and where the work is covered."""

TICK_S = 0.5
FINISH_S = 30.0
"""How long an ending or a strike may take, in seconds, when the app is left meanwhile."""
STRIKE_S = 5.0
"""For how long a strike can be taken back, in seconds, before it is written."""
QUIET_S = 2.0
"""A question that answers no key waits until none came for so long, in seconds: the next may be on its way."""
SOON_S = 0.1
"""What nobody at the keyboard did reaches the screen at most this often, in seconds."""


def _with_way_out(saved: Saved) -> Saved:
    trouble = saved.trouble
    return replace(saved, trouble=say("saving.trouble", trouble=trouble)) if trouble else saved


async def _ballot_kept(live: Live, vote: str, n: int) -> str:
    """Return "" once a ballot is on the disk, or the sentence that says why it is not."""
    try:
        await live.ballot_kept(vote, n)
    except NotSaved as refused:
        return str(refused)
    return ""


async def _moved(live: Live, folder: Path) -> Moved:
    return await live.move_to(await asyncio.to_thread(private_folder, folder))


def _nothing() -> None:
    return None


async def _over(task: asyncio.Future[T]) -> T:
    """Wait for ``task``, which goes on where this waiting is cancelled."""
    await asyncio.wait({task})
    return task.result()


class SessionApp(QuietApp):
    """Keeps ``state``, ``now`` and ``saved`` as the open session has them. Screens bind to them."""

    # `var`: Textual would repaint the whole screen for a `reactive`, at every tick.
    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))
    saved: var[Saved] = var(Saved())
    ballots: var[BallotsIn] = var(BallotsIn())
    strike_s: float = STRIKE_S
    quiet_s: float = QUIET_S
    looked: var[int] = var(0)
    """When the private panel was looked at last, in milliseconds of the session."""

    def __init__(self, live: Live | None, rules: Sequence[Path], log: Path) -> None:
        super().__init__(rules, log)
        self.live: Live | None = None
        self._written: deque[Place] = deque(maxlen=50)
        self._due = False
        self._turn_asked = ""
        self._starts_told: set[str] = set()
        self._many_told = ""
        self._questions: deque[Callable[[], object]] = deque()
        self._unfinished: set[asyncio.Future[Any]] = set()
        self._unfollow: Callable[[], None] = _nothing
        if live:
            self.take(live)

    def take(self, live: Live) -> None:
        """Show ``live`` from now on, instead of the one before."""
        self.drop()
        self.live = live
        self._written.clear()
        self._questions.clear()
        self._starts_told.clear()
        self._slips = Slips()
        self.looked = 0
        self._unfollow = live.runtime.follow(self._followed)
        live.strikes.on_taken_out = partial(self._taken_out, live)
        self.paint()

    def attach(self, live: Live) -> None:
        """Hear from the session's writer. Only while the event loop runs."""
        live.attach(asyncio.get_running_loop())
        live.on_change = self._soon
        for sentence in live.told:
            self.tell(sentence, trouble=True)
        self.paint()

    def drop(self) -> Live | None:
        """Show no session any more; returns the one that was shown, which is still open."""
        live, self.live = self.live, None
        self._unfollow()
        self._unfollow = _nothing
        self.state, self.saved, self.ballots = State(), Saved(), BallotsIn()
        return live

    @property
    def ended(self) -> bool:
        return self.state.closing.ended_t is not None

    def _followed(self, done: Done) -> None:
        self._written += [place for event in done.events if (place := place_of(event, self.state))]
        self._soon()

    def _soon(self) -> None:
        """Paint within ``SOON_S``, so that changes close together are painted once."""
        if not self._due and self.is_running:
            self._due = True
            # The writer's word comes from outside the app, where a timer can't be set.
            self.call_later(self.set_timer, SOON_S, self.paint)

    def paint(self) -> None:
        """Hand what is live now to the screens."""
        self._due = False
        if self.live:
            self.now = self.live.runtime.now()
            self.ballots = self.live.ballots.inside()
            runtime = self.live.runtime
            self.state = acknowledged(runtime.live, runtime.durable)
            self.saved = _with_way_out(self.live.saved)
            self._mind_the_box()

    def tick(self) -> None:
        """Let time go on, and notice when the machine slept."""
        if self.live:
            self.live.notice_clocks()
            self.now = self.live.runtime.now()
            self._mind_the_turn()
            self._mind_fixed_start()
            self.mind_strikes(monotonic())
            self.show_trouble()
        self._ask_in_time()

    def ask_in_time(self, ask: Callable[[], object]) -> None:
        """Push a question that answers no key, once nobody is at anything else: a key meant for that would answer it."""
        self._questions.append(ask)
        self._ask_in_time()

    def _ask_in_time(self) -> None:
        if not self._questions or not self.screen_stack:
            # Without a screen the app is being left.
            return
        at_rest = not (self.gate.typing or self.gate.is_busy or self.on_the_way())
        if (
            at_rest
            and self.gate.quiet_s >= self.quiet_s
            and places.place(self.screen) not in _UNASKED
        ):
            self._questions.popleft()()

    def mind_strikes(self, now: float) -> None:
        """Do what is due of the strikes: write one whose time is over, and finish what something refused."""
        if self.live and (due := self.live.strikes.due(now)):
            self.errand(due, finish=True)

    def _mind_the_box(self) -> None:
        """Tell once that a vote has more ballots than there are people here."""
        if self._many_told != self.ballots.round and (
            more := many_ballots(self.state, self.ballots)
        ):
            self._many_told = self.ballots.round
            self.tell(more, trouble=True)

    def _mind_the_turn(self) -> None:
        """Ask once about a turn that nobody has ended for long; never over a dialog or a dark wall."""
        turn = self.state.floor.current
        if turn is None or turn.id == self._turn_asked or turn.kind not in TALK:
            return
        if not self.screen_stack:
            # The app is being left.
            return
        if turn_ms(turn, self.now.t) >= LONG_TURN_MS and places.place(self.screen) not in {
            *_UNASKED,
            "home",
        }:
            self._turn_asked = turn.id
            self.tell(say("open.turn_long", key=board_keys(self)["turn-over"]), trouble=True)

    def _mind_fixed_start(self) -> None:
        """Tell once that a fixed start would be missed; the board says it for as long as it is so."""
        missed = missed_start(self.state, self.now) if self.state.clock.current else None
        if missed is None or missed.item in self._starts_told or not self.screen_stack:
            return
        told = fixed_words(self.state, self.now)
        if told and places.place(self.screen) not in _UNASKED:
            self._starts_told.add(missed.item)
            self.tell(told, trouble=True)

    def tell(self, sentence: str, trouble: bool = False) -> None:
        """Tell the facilitator one sentence; nothing when it is empty."""
        if sentence:
            self.notify(
                sentence,
                markup=False,
                severity="warning" if trouble else "information",
                timeout=8 if trouble else 4,
            )

    def show_trouble(self) -> None:
        """Show on the screen that is on top what the disk refuses."""
        if self.screen_stack:
            places.show_trouble(self.screen, self.saved.trouble)

    def watch_saved(self, was: Saved, saved: Saved) -> None:
        self.show_trouble()
        if saved.trouble != was.trouble:
            self.tell(saved.trouble or say("saving.again"), trouble=bool(saved.trouble))

    def errand(
        self,
        task: Callable[[], Awaitable[T]],
        then: Callable[[T], object] = lambda _: None,
        group: str = "errands",
        *,
        finish: bool = False,
    ) -> None:
        """Wait for something that takes its time; what refuses it is told in one sentence.

        ``finish``: it must not stop half-way, also where the app is left or breaks meanwhile.
        """
        started = partial(_over, self._begin(task())) if finish else task
        # Not yet a coroutine: the app may be left before the worker begins.
        work: Callable[[], Coroutine[None, None, None]] = partial(self._wait_for, started, then)
        _: Worker[None] = self.run_worker(work, group=group)

    async def _wait_for(
        self, task: Callable[[], Awaitable[T]], then: Callable[[T], object]
    ) -> None:
        try:
            result = await task()
        except Refusal as refused:
            self.tell(str(refused), trouble=True)
        except OSError as refused:
            self.tell(say("saving.refused", why=refused.strerror or str(refused)), trouble=True)
        else:
            then(result)

    def _begin(self, task: Awaitable[T]) -> asyncio.Future[T]:
        going = asyncio.ensure_future(task)
        self._unfinished.add(going)
        going.add_done_callback(self._finished)
        return going

    def _finished(self, task: asyncio.Future[Any]) -> None:
        self._unfinished.discard(task)
        fault = None if task.cancelled() else task.exception()
        # While the app runs, whoever waits for it tells of it.
        if fault and not self.is_running and not isinstance(fault, Refusal):
            self.crash.note(fault)

    async def finish(self) -> None:
        """Wait for all that must not stop half-way, now that the app is left."""
        if self._unfinished:
            await asyncio.wait(self._unfinished, timeout=FINISH_S)

    @on(Submit)
    def _submit(self, message: Submit) -> None:
        if not self.live:
            self.tell(say("refused.not_open"), trouble=True)
            return
        state, now = self.live.runtime.live, self.live.runtime.now()
        if self._slips.again(message.command, now):
            self.tell(say("agenda.twice"), trouble=True)
        elif item := to_warn_of(state, message.command, now):
            support = listed_as_wished(state, state.meta.support)
            card = places.content_note(item.title, item.content_note, support)
            self.push_screen(card, lambda yes: self._carry_out(message) if yes else None)
        elif asked := final_question(message.command):
            sure = places.confirm(*asked)
            self.push_screen(sure, lambda yes: self._carry_out(message) if yes else None)
        else:
            self._carry_out(message)

    def _carry_out(self, message: Submit) -> None:
        if not self.live:
            return
        live, pending = self.live, self.live.runtime.pending
        done = live.handle(message.command)
        self.paint()
        still_open = told_open(self, places.place(self.screen), self.state)
        said, trouble = outcome(message.command, done, self.state, message.said, still_open)
        if isinstance(done, Rejected) or not message.said:
            self.tell(said, trouble=trouble)
            said = ""
        if isinstance(done, Done):
            self._slips.done(message.command, self.now)
            ask_about_names(self, done)
        if isinstance(done, Done) and done.put_back and pending:
            self.errand(partial(live.strikes.remove_note, pending))
        if isinstance(done, Done) and self.ended:
            self.errand(live.keep_recap, lambda _: self._kept(said), finish=True)
        elif said:
            self.errand(live.settled, lambda _: self.tell(said))

    def _kept(self, said: str) -> None:
        """Tell of an end or an agreement, now that the recap is on the disk."""
        self.recap_kept()
        self.tell(said)

    @on(BallotAsked)
    def _ballot_asked(self, message: BallotAsked) -> None:
        live = self.live
        if not live:
            message.then(say("refused.not_open"))
            return
        done = live.ballots.cast(message.vote, message.voter, message.ballot)
        if isinstance(done, Rejected):
            message.then(refusal(done))
            return
        self.paint()
        if done.again:
            self.tell(say("ballots.changed"))
        self.errand(partial(_ballot_kept, live, message.vote, done.n), message.then)

    def recap_kept(self) -> None:
        """Called when a recap in the store has changed."""

    @on(Tell)
    def _told(self, message: Tell) -> None:
        self.tell(message.sentence, trouble=message.trouble)

    @on(StrikeAsked)
    def _strike_asked(self, message: StrikeAsked) -> None:
        if message.area:
            entry = entry_at(self.state, message.area, message.key)
        else:
            entry = latest_entry(self.state, self._written)
        if entry is None:
            self.tell(say("refused.nothing_to_strike"), trouble=True)
            return
        asked = places.confirm(*strike_question(entry, last=not message.area))
        self.push_screen(asked, lambda yes: self._strike(entry) if yes else None)

    def _strike(self, entry: Entry) -> None:
        """Hide the entry at once; it is struck for good after ``strike_s`` seconds."""
        live = self.live
        if not live:
            return
        refused = live.strikes.begin(entry.area, entry.key, monotonic() + self.strike_s)
        self.paint()
        if refused:
            self.tell(refusal(refused), trouble=True)
            return
        self.tell(say("strike.soon"))
        self.errand(live.strikes.note, finish=True)

    def _taken_out(self, live: Live, told: Outcome) -> None:
        self.paint()
        # Not only the session's own recap may hold the words.
        self.recap_kept()
        if not told.left and not told.elsewhere:
            self.tell(say("strike.done"))
        for sentence in told.sentences:
            self.tell(sentence, trouble=True)
        if live is self.live:
            for key, said in live.strikes.said():
                self.errand(partial(same_words_left, live, key, said), partial(self._left, live))

    def _left(self, live: Live, left: SameWords) -> None:
        """Name the plans that hold the words, and ask whether they go from other entries as well."""
        if left.plans:
            names = ", ".join(left.plans)
            self.tell(say("strike.plans", n=len(left.plans), names=names), trouble=True)
        if left.entries and live is self.live:
            self.ask_in_time(lambda: self._ask_others(live, left))

    def _ask_others(self, live: Live, left: SameWords) -> None:
        asked = places.confirm(*others_question(len(left.entries)))
        self.push_screen(asked, lambda yes: self._strike_others(live, left) if yes else None)

    def _strike_others(self, live: Live, left: SameWords) -> None:
        self.errand(partial(strike_same, live, left.entries), finish=True)

    def action_save_elsewhere(self) -> None:
        """Ask for another place to keep the session in."""

        def asked(folder: str | None) -> None:
            if folder:
                self.post_message(MoveAsked(folder))

        self.push_screen(places.ask(say("saving.where"), say("saving.where_hint")), asked)

    @on(MoveAsked)
    def _move_asked(self, message: MoveAsked) -> None:
        if self.live:
            # A folder of its own there, since another session may be kept beside it.
            folder = Path(message.folder).expanduser() / self.live.session_id
            self.errand(partial(_moved, self.live, folder), self._moved)

    def _moved(self, moved: Moved) -> None:
        self.paint()
        key = "saving.moved" if moved.linked else "saving.moved_alone"
        self.tell(say(key, path=str(moved.path)), trouble=not moved.linked)
