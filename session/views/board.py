"""The content of the shared screen, as small frozen values: nothing private.

Values that may only be shown after confirming that the projector is off are in ``session.views.private``.
"""

from __future__ import annotations

from msgspec import Struct

from session.model.state import Instant, State
from session.rules import parking, people, themes
from session.rules.agenda_clock import total_min
from session.rules.ballots import BallotsIn
from session.rules.local_time import local_hhmm
from session.rules.timing import LineState, Stage, Timing, timing
from session.rules.votes import open_round
from session.views import format_floor, format_time, speaking_round
from session.views.agreement import waiting_words
from session.views.names import author
from session.views.open_now import open_now
from session.views.parking import count_words
from session.views.talk_shares import HeardView, heard
from session.views.votes import EMPTY_BOX, RoundCard, round_card
from session.wording.catalogue import say


class NowCard(Struct, frozen=True):
    """The current item. ``share`` is the elapsed fraction of its time, 0–1 (1 when over)."""

    stage: Stage = "not-started"
    title: str = ""
    focus: str = ""
    content_note: str = ""
    left: str = ""
    """Minutes left, in words: "about 12 minutes left"."""
    share: float = 0.0
    over: float = 0.0
    """Share of the elapsed time that is beyond the planned time, 0–1."""
    kind: str = "other"
    aside: str = ""
    """What the item asks, in small, while a vote is what people are asked to look at."""


class NowLine(Struct, frozen=True):
    """The line *now*: it shows the first of these that is not empty, in this order."""

    key: str = ""
    """Id of the board's key that continues what is open."""
    opened: str = ""
    """What is open, in words: "A vote is open"."""
    speaking: str = ""
    """Who speaks: by role group, or in a round by name if they consented."""
    waiting: tuple[str, ...] = ()
    """Who speaks after them, in order: names only with consent."""
    written: str = ""
    """The latest note, decision or action as written."""


class AgendaLine(Struct, frozen=True):
    """One agenda item: its expected (or actual) local start ``HH:MM``, and its status."""

    item: str
    title: str
    at: str
    state: LineState
    minutes: int | None = None
    kind: str = "other"


class ThemeBar(Struct, frozen=True):
    """A theme and its number of ideas; ``share`` relative to the largest, 0–1."""

    theme: str
    letter: str
    shape: str
    name: str
    count: int = 0
    share: float = 0.0


class BoardView(Struct, frozen=True):
    """The board: everything that is visible without pressing a key."""

    series: str = ""
    title: str = ""
    clock: str = ""
    """Local time, ``HH:MM``."""
    now: NowCard = NowCard()
    agenda: tuple[AgendaLine, ...] = ()
    next: str = ""
    """The next item and its time, in words."""
    fixed: str = ""
    """What to do about a fixed start that would be missed, if it is near."""
    break_at: str = ""
    """Next break, in words: "Break at 11:00, back at 11:10"; empty when none is left, or it comes next."""
    finish: str = ""
    """Projected finish, neutral, in words."""
    themes: tuple[ThemeBar, ...] = ()
    ideas: str = ""
    """"41 ideas, 3 not sorted, 1 seen differently"; empty while there are none."""
    latest: tuple[str, ...] = ()
    """The texts of the ideas, the newest first, until there are themes to sort them into."""
    parked: str = ""
    """"3 parked"; empty while nothing is."""
    parking: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    """In order; names only with consent, otherwise the role group."""
    counting: str = ""
    """"Turns are counted" once the group agreed to it; empty before."""
    floor: str = ""
    """Whose turn it is, as a role group, when turns are counted; never a duration."""
    people: str = ""
    """"19 here, 3 of them remote"; empty while nobody is."""
    round: RoundCard | None = None
    line: NowLine = NowLine()
    heard: HeardView = HeardView()
    """Shares of talk by role group, only if the group agreed to show them."""
    words: str = ""
    """Unexplained words: "1 word to explain: ICB"."""


class IdeaLine(Struct, frozen=True):
    """An idea on the themes screen; ``letters`` of its themes (several: contested)."""

    idea: str
    text: str
    letters: str = ""
    contested: bool = False
    channel: str = "console"
    by: str = ""
    """Its author, only if they chose to show it and agreed to be named."""


class ThemesView(Struct, frozen=True):
    """All ideas by theme, and the one being sorted."""

    themes: tuple[ThemeBar, ...] = ()
    ideas: tuple[IdeaLine, ...] = ()
    """All current ideas in the order they were added."""
    summary: str = ""


def board(
    state: State, now: Instant, ballots: BallotsIn = EMPTY_BOX, *, seconds: bool = False
) -> BoardView:
    """Return the board at ``now``, with time in ``seconds`` or minutes; nothing is private."""
    time = timing(state, now)
    return BoardView(
        series=state.meta.series,
        title=state.meta.title,
        clock=local_hhmm(state, now.at),
        now=_now_card(state, time, seconds=seconds),
        agenda=_agenda(state, time),
        next=format_time.next_words(state, time),
        fixed=format_time.fixed_words(state, now),
        break_at=_break_at(state, time),
        finish=_finish(state, time, now),
        themes=_bars(state),
        ideas=themes.summary(state) if themes.standing(state) else "",
        latest=_latest(state),
        parked=count_words(state) if parking.open_items(state) else "",
        parking=tuple(parked.text for parked in parking.open_items(state)),
        queue=(waiting := format_floor.waiting(state)),
        counting=say("board.counted") if state.meta.counting else "",
        floor=format_floor.speaking(state) if state.floor.current else "",
        people=_people(state),
        round=_round(state, ballots),
        line=_line(state, waiting),
        heard=heard(state, now),
        words=waiting_words(state),
    )


def _now_card(state: State, time: Timing, *, seconds: bool = False) -> NowCard:
    item = state.items.get(time.item)
    left = format_time.left_words(time, seconds=seconds)
    if item is None:
        # Before the start the room reads the purpose; after the end there is no current item.
        focus = state.meta.purpose if time.stage == "not-started" else ""
        return NowCard(time.stage, state.meta.title, focus, "", left)
    # The shares have steps of 0.01, so that most ticks change nothing.
    beyond = max(0.0, -(time.left_s or 0.0)) / (time.elapsed_s or 1.0)
    return NowCard(
        time.stage,
        item.title,
        item.focus,
        item.content_note,
        left,
        round(time.share, 2),
        round(beyond, 2),
        item.kind,
    )


def _break_at(state: State, time: Timing) -> str:
    """Return the next break, unless the next item tells it: it is the break, or begins when people are back."""
    comes_next = time.next_break is not None and time.next_break.item == time.next
    on = state.items.get(time.item)
    if (on and on.kind == "break" and time.next) or comes_next:
        return ""
    return format_time.break_words(state, time)


def _finish(state: State, time: Timing, now: Instant) -> str:
    """Return the projected finish; empty if no remaining item has a length."""
    unknown = time.open_ended and time.finish <= now.at and time.stage != "finished"
    return "" if unknown else format_time.finish_words(state, time)


def _line(state: State, queue: tuple[str, ...]) -> NowLine:
    written = _last_record(state)
    opened = next((one for one in open_now(state) if one.kind != "turn"), None)
    if opened is not None and opened.kind == "circle":
        # In a round only the speaker is shown, which implies that it is open.
        speaking, waiting = speaking_round.board_line(state)
        return NowLine(opened.key, "", speaking, waiting, written)
    speaking = format_floor.speaking(state) if state.floor.current else ""
    if opened is not None:
        return NowLine(opened.key, opened.now, speaking, queue, written)
    return NowLine("", "", speaking, queue, written)


def _latest(state: State) -> tuple[str, ...]:
    if themes.live(state):
        return ()
    return tuple(idea.text for idea in reversed(themes.standing(state)))


def _agenda(state: State, time: Timing) -> tuple[AgendaLine, ...]:
    # After the end, items that were not reached have no time.
    timeless = {"dropped"} if state.closing.ended_t is None else {"dropped", "next", "later"}
    return tuple(
        AgendaLine(
            line.item,
            (item := state.items[line.item]).title,
            "" if line.state in timeless else local_hhmm(state, line.start),
            line.state,
            total_min(item),
            item.kind,
        )
        for line in time.lines
    )


def _bars(state: State) -> tuple[ThemeBar, ...]:
    lines = themes.lines(state)
    most = max((line.count for line in lines), default=0)
    return tuple(
        ThemeBar(
            line.theme,
            line.letter,
            line.shape,
            line.name,
            line.count,
            line.count / most if most else 0.0,
        )
        for line in lines
    )


def _people(state: State) -> str:
    here = people.present(state)
    if not here:
        return ""
    words = say("board.people", n=len(here))
    remote = sum(person.remote for person in here)
    return say("board.people_remote", here=words, n=remote) if remote else words


def _round(state: State, ballots: BallotsIn) -> RoundCard | None:
    # A pulse during an open vote does not replace it.
    vote = open_round(state) or next(reversed(state.rounds.values()), None)
    return round_card(state, vote, ballots) if vote is not None else None


def _last_record(state: State) -> str:
    entries = (
        *((note.written_t, "board.last_note", note.text) for note in state.notes.values()),
        *((d.recorded_t, "board.last_decision", d.text) for d in state.decisions.values()),
        *((a.recorded_t, "board.last_action", a.what) for a in state.actions.values()),
    )
    # Reversed, so that of two at the same moment the later one is found.
    latest = max(reversed(entries), key=lambda entry: entry[0], default=None)
    return say(latest[1], text=latest[2]) if latest else ""


def themes_board(state: State) -> ThemesView:
    """Return all current ideas by theme, for sorting on the shared screen."""
    ideas = tuple(
        IdeaLine(
            idea.id,
            idea.text,
            letters := themes.letters(state, idea),
            len(letters) > 1,
            idea.channel,
            author(state, idea),
        )
        for idea in themes.standing(state)
    )
    return ThemesView(_bars(state), ideas, themes.summary(state))
