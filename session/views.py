"""What each screen shows, as small frozen values made from the state: nothing else reaches a screen.

``board`` and ``themes_board`` are fit for the shared screen. ``voices`` is private: it may be shown
only after "the projector is off" was confirmed (DESIGN, privacy table).
"""

from __future__ import annotations

from msgspec import Struct

from session import clockwords, floor, parking, people, shares, tallies, themes
from session.state import Count, Hand, Instant, Round, State, Turn
from session.timing import LineState, Stage, Timing, local_hhmm, timing
from session.wording.catalogue import say


class NowCard(Struct, frozen=True):
    """What is on now. ``share`` of its time that has passed, 0–1 (1 when over)."""

    stage: Stage = "not-started"
    title: str = ""
    focus: str = ""
    content_note: str = ""
    left: str = ""
    """Minutes left, in words: "about 12 minutes left"."""
    until: str = ""
    """Clock time and what follows, in words: "until 11:00, then a break of 10 minutes"."""
    share: float = 0.0
    kind: str = "other"


class AgendaLine(Struct, frozen=True):
    """One agenda item: its expected (or actual) local start ``HH:MM``, and where it stands."""

    item: str
    title: str
    at: str
    state: LineState
    minutes: int | None = None
    kind: str = "other"


class ThemeBar(Struct, frozen=True):
    """A theme and how many ideas it has; ``share`` of the largest, 0–1."""

    theme: str
    letter: str
    shape: str
    name: str
    count: int = 0
    share: float = 0.0


class RoundCard(Struct, frozen=True):
    """A vote: ``lines`` are the options, with counts only once revealed."""

    round: str = ""
    question: str = ""
    status: str = ""
    """In words: "Vote open", "Counted, not shown yet", "Result"."""
    open: bool = False
    revealed: bool = False
    lines: tuple[RoundLine, ...] = ()
    said: tuple[str, ...] = ()


class RoundLine(Struct, frozen=True):
    """One option, and its counts in words by channel: ("12 dots", "5 hands")."""

    option: str
    label: str
    counts: tuple[str, ...] = ()
    rank: str = ""
    share: float = 0.0


class BoardView(Struct, frozen=True):
    """The board: everything on it without any key, fit for the shared screen."""

    series: str = ""
    title: str = ""
    clock: str = ""
    """Local time, ``HH:MM``."""
    now: NowCard = NowCard()
    agenda: tuple[AgendaLine, ...] = ()
    next: str = ""
    """Next item and its time, in words."""
    break_at: str = ""
    """Next break, in words: "Break at 11:00, back at 11:10"; empty when none is left."""
    finish: str = ""
    """Projected finish, neutral, in words."""
    themes: tuple[ThemeBar, ...] = ()
    ideas: str = ""
    """"41 ideas, 3 not sorted, 1 seen differently"."""
    parked: str = ""
    """"3 parked"."""
    parking: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    """In order; names only of those who agreed to be named, otherwise the role group."""
    counting: str = ""
    """"Turns are counted" or "Turns are not counted"."""
    floor: str = ""
    """Whose turn it is by role group, in words, when turns are counted; never a time."""
    people: str = ""
    """"19 here, 3 of them remote"."""
    round: RoundCard | None = None
    last_record: str = ""
    """The last note, decision or action as it was written."""


class IdeaLine(Struct, frozen=True):
    """An idea on the themes screen; ``letters`` it is coloured with (several: seen differently)."""

    idea: str
    text: str
    letters: str = ""
    contested: bool = False
    channel: str = "console"


class ThemesView(Struct, frozen=True):
    """All ideas by theme, and the one being sorted."""

    themes: tuple[ThemeBar, ...] = ()
    ideas: tuple[IdeaLine, ...] = ()
    """All standing ideas in the order they came."""
    summary: str = ""


class VoiceLine(Struct, frozen=True):
    """Talk of one role group beside its share of the room; shares 0–1, ``None`` while silent."""

    group: str
    talk: float | None
    room: float
    words: str


class VoicesView(Struct, frozen=True):
    """Private: shares of talk. Only after the projector is confirmed off."""

    recent: tuple[VoiceLine, ...] = ()
    whole: tuple[VoiceLine, ...] = ()
    facilitators: str = ""
    said: str = ""


def board(state: State, now: Instant) -> BoardView:
    """Return what the board shows at ``now``; nothing in it is private."""
    time = timing(state, now)
    return BoardView(
        series=state.meta.series,
        title=state.meta.title,
        clock=local_hhmm(state, now.at),
        now=_now_card(state, time),
        agenda=_agenda(state, time),
        next=clockwords.next_words(state, time),
        break_at=clockwords.break_words(state, time),
        finish=clockwords.finish_words(state, time),
        themes=_bars(state),
        ideas=themes.summary(state),
        parked=parking.count_words(state),
        parking=tuple(parked.text for parked in parking.open_items(state)),
        queue=tuple(_in_queue(state, hand) for hand in floor.queue_order(state)),
        counting=say("board.counted" if state.meta.counting else "board.not_counted"),
        floor=_floor(state),
        people=_people(state),
        round=_round(state),
        last_record=_last_record(state),
    )
