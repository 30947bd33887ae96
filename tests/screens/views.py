"""Made-up views of one session, the same as its plan in ``examples/hub-futures.toml``."""

from __future__ import annotations

from session.views.board import AgendaLine, BoardView, NowCard, NowLine, ThemeBar
from session.views.votes import RoundCard, RoundLine

_TODAY = (
    ("10:00", "Welcome, and how today works"),
    ("10:05", "Check-in"),
    ("10:15", "Since last time"),
    ("10:20", "Our agreement"),
    ("10:25", "What last winter was like"),
    ("10:40", "Ideas for next winter"),
    ("11:00", "Break, with soup"),
    ("11:15", "Sorting the ideas"),
    ("11:30", "Choosing with dots"),
    ("11:40", "What we ask the hub team to do"),
    ("11:50", "Check-out"),
)
_THEMES = (
    ("A", "●", "Getting here", 14),
    ("B", "■", "Food and warmth", 11),
    ("C", "▲", "Someone to talk to", 9),
    ("D", "◆", "Opening hours", 4),
    ("E", "★", "Money and forms", 3),
    ("F", "✚", "Things to do with our hands", 3),
    ("G", "⬟", "Young people", 2),
    ("H", "○", "The building", 1),
)


def agenda(now: int = 5) -> tuple[AgendaLine, ...]:
    states = ["done"] * now + ["now", "next"] + ["later"] * len(_TODAY)
    return tuple(
        AgendaLine(str(n), title, at, state)  # type: ignore[arg-type]  # each is a state the agenda knows
        for n, ((at, title), state) in enumerate(zip(_TODAY, states, strict=False))
    )


def themes(count: int = 8) -> tuple[ThemeBar, ...]:
    return tuple(
        ThemeBar(letter, letter, shape, name, n, n / 14)
        for letter, shape, name, n in _THEMES[:count]
    )


VIEW = BoardView(
    series="Hub futures",
    title="What should the hub offer next winter?",
    clock="10:48",
    now=NowCard(
        stage="open",
        title="Ideas for next winter",
        focus="What would bring you through the door on a dark afternoon?",
        left="about 12 minutes left",
        share=0.4,
        kind="ideas",
    ),
    agenda=agenda(),
    next="Next: Break, with soup, at 11:00",
    break_at="Break at 11:00, back at 11:15",
    finish="Finishing about 12:06, 6 minutes later than planned",
    themes=themes(5),
    ideas="41 ideas, 3 not sorted, 1 seen differently",
    parked="3 parked",
    parking=(
        "The lease of the building",
        "Bus 7 timetable",
        "Who pays for the heating in the reading room?",
    ),
    queue=("Priya", "a community member", "Mo"),
    counting="Turns are counted",
    floor="A community member speaks",
    people="19 here, 4 of them remote",
    line=NowLine(
        speaking="Speaking: community member",
        waiting=("Priya", "a community member", "Mo"),
        written="Decided: soup stays at eleven, whatever the weather.",
    ),
)

VOTE = RoundCard(
    round="r",
    question="Which themes should we plan first?",
    status="Result",
    revealed=True,
    lines=tuple(
        RoundLine(letter, name, (f"{n * 2} dots",), str(rank), n / 14)
        for rank, (letter, _, name, n) in enumerate(_THEMES[:5], 1)
    ),
    said=("A tie at the top, with 28 dots each: Getting here, Food and warmth.",),
)
