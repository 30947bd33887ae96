"""From a key to what it changes on the screen, on the board of the fixture with nothing else going on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from app.open_session import resume_session
from bench.fixture import ROLES, Session
from bench.report import Figure, centile
from bench.terminal import EMPTY_SAYS, FAIRSAY, Terminal
from session.model.agreement import ShowShares
from session.model.floor import OrderQueue, RaiseHand
from session.model.glossary import FlagWord
from session.model.protocol import AnyCommand
from session.model.speaking_round import OpenCircle
from session.model.state import State
from session.model.votes import OpenRound
from session.rules.ballots import Ballot, Voter
from store.paths import Home

KEYS = 320
MORE_MS = 15.0
WAITING_MS = 8.0
RUN = "abcdefghijklmnopqrstuvwxyz" * 2
_TYPED = "somewhere to dry boots"
TURNS = 14
_AFTER_S = 0.05
"""A person's fingers rest between keys; what a key set off besides has time to be shown."""
TYPING = (
    "from textual.app import App\n"
    "from textual.widgets import Input, Static\n"
    "class Typing(App):\n"
    "    def compose(self):\n"
    "        yield Static('an empty app')\n"
    "        yield Input()\n"
    "Typing().run()"
)


def figures(made: Session, folder: Path, keys: int = KEYS, turns: int = TURNS) -> Iterator[Figure]:
    """Yield the p95 of keys on the board, half of them turns, half typed into a line."""
    home = folder / "keys"
    made.save(Home(home))
    with Terminal(TYPING, home=folder) as typing:
        typing.until(*EMPTY_SAYS)
        typing.rest(1.0)
        floor: list[float] = []
        bare: list[float] = []
        while len(floor) < keys // 4:
            floor += typed(typing)
            _emptied(typing)
            bare.append(_at_once(typing))
            _emptied(typing)
    taken, waited = _on_the_board(made.state, home, keys, turns)
    full = folder / "full"
    made.save(Home(full))
    every = _every_panel_on(made, Home(full))
    with_all, _ = _on_the_board(every, full, keys // 2, turns)
    idle_ms = centile(taken, 0.95) * 1000
    yield Figure(
        name="key to screen, p95, idle",
        note=f"{len(taken)} keys; p50 {centile(taken, 0.5) * 1000:.0f} ms, most {max(taken) * 1000:.0f} ms",
        unit="ms",
        value=centile(taken, 0.95) * 1000,
        floor=centile(floor, 0.95) * 1000,
        floor_is="a line in an empty Textual app",
        promise="told",
    )
    yield Figure(
        name="a key that waits for the one before, no screen opening, median",
        note=f"{len(waited)} runs of {len(RUN)} letters in one read",
        unit="ms",
        value=median(waited) * 1000,
        floor=median(bare) * 1000,
        floor_is="the same in an empty Textual app",
        promise=f"≤ {WAITING_MS:.0f} ms",
        limit=WAITING_MS,
    )
    yield Figure(
        name="key to screen, p95, 60 people and every panel on",
        note=f"{len(with_all)} keys; p50 {centile(with_all, 0.5) * 1000:.0f} ms",
        unit="ms",
        value=centile(with_all, 0.95) * 1000,
        floor=idle_ms,
        floor_is="the same board without them",
        promise=f"≤ idle + {MORE_MS:.0f} ms",
        limit=idle_ms + MORE_MS,
    )


def _on_the_board(
    state: State, home: Path, keys: int, turns: int
) -> tuple[list[float], list[float]]:
    """Return how long keys on the board of a resumed session took to show, in seconds.

    The second list is of keys that wait for each other, a figure for each run of them.
    """
    with Terminal(FAIRSAY, "resume", home=home) as board:
        board.until("Help")
        board.rest(2.0)
        # The turn that is under way when the session is resumed changes nothing by being taken again.
        turn_now = state.floor.current
        groups = cycle(sorted(ROLES, key=lambda role: bool(turn_now and role == turn_now.group)))
        taken: list[float] = []
        waited: list[float] = []
        while len(taken) < keys:
            taken += [turn(board, next(groups)) for _ in range(turns)]
            board.press("p")
            board.until("Park")
            board.rest(4 * _AFTER_S)
            taken += typed(board)
            _emptied(board)
            waited.append(_at_once(board))
            # Not timed: a terminal waits after Esc, lest it is the start of an arrow key.
            board.press("\x1b")
            board.until("Help")
            board.rest(4 * _AFTER_S)
    return taken, waited


def _every_panel_on(made: Session, home: Home) -> State:
    """Show shares of talk, a vote with a full box, words to explain, a queue, a round of speaking."""
    live = resume_session(home, made.id)
    options = tuple(f"Option {n}" for n in range(1, 9))
    commands: tuple[AnyCommand, ...] = (
        ShowShares(on=True),
        OrderQueue(order="heard-least"),
        OpenRound(question="What comes first?", options=options, method="dots", dots=3),
        *(FlagWord(text=f"Acronym {n}") for n in range(8)),
        *(RaiseHand(name=f"Guest {n}") for n in range(8)),
        OpenCircle(question="How are you?"),
    )
    for command in commands:
        live.handle(command)
    vote = next(reversed(live.runtime.live.rounds.values()))
    first, second, *_ = vote.options
    for voter in range(len(made.state.people)):
        live.ballots.cast(vote.id, Voter(f"voter {voter}"), Ballot("pass", {first: 2, second: 1}))
    live.settle()
    live.close()
    return live.runtime.live


# The panel of turns tells whose it is, or where large letters leave it no room the line below them.
_TURN_TOLD = ("▶ {}", "Speaking: {}")


def turn(board: Terminal, group: str) -> float:
    """Press the key of a role group; return how long until its turn is marked, in seconds."""
    start = perf_counter()
    board.press(str(ROLES.index(group) + 1))
    took = board.until(*(told.format(group) for told in _TURN_TOLD), enough=any) - start
    board.rest(3 * _AFTER_S)
    return took


def typed(terminal: Terminal) -> list[float]:
    """Type a sentence; return how long each letter took to show, in seconds."""
    taken: list[float] = []
    for n, letter in enumerate(_TYPED, 1):
        taken.append(_press(terminal, letter, _TYPED[:n].rstrip()))
        terminal.rest(_AFTER_S)
    return taken


def _at_once(terminal: Terminal) -> float:
    """Type a run of letters in one read; return how long each took until all are shown, in seconds."""
    return _press(terminal, RUN, RUN) / len(RUN)


def _emptied(terminal: Terminal) -> None:
    """Empty the line with Ctrl+U."""
    terminal.press("\x15")
    terminal.rest(_AFTER_S)


def _press(terminal: Terminal, key: str, text: str) -> float:
    start = perf_counter()
    terminal.press(key)
    return terminal.until(text) - start
