"""Keys in a real terminal: everything that comes in one read, and a program that was stopped meanwhile."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
from pathlib import Path

import pytest

from session.wording.catalogue import say
from store.examples import sample_plan
from store.paths import Home
from tests.tui.pty_program import Program

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="counts threads in /proc"
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def started(home: Home) -> Program:
    program = Program(home)
    program.shows("n Start")
    program.press("n")
    program.wait(lambda: "ItemStarted" in program.journal, "the first item")
    return program


def alive(program: Program) -> None:
    """Show that it still takes a note."""
    program.press("\x1b")
    program.look(0.3)
    program.press("wthe last one\r")
    program.holds("the last one")
    assert not program.ended
    assert "Something broke" not in program.written


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("wa longer note about the bus shelter\r", ["a longer note about the bus shelter"]),
        ("wsoup\r\r", ["soup"]),
        ("w\r\r", []),
        ("ired\rblue\r", ["red", "blue"]),
        ("wone\rwtwo\r", ["one", "two"]),
        ("pwho pays\rwfor what\r", ["who pays", "for what"]),
    ],
)
def test_what_comes_in_one_read_goes_to_what_it_was_typed_for(
    home: Home, keys: str, kept: list[str]
) -> None:
    with started(home) as program:
        program.press(keys)
        for text in kept:
            program.holds(text)

        alive(program)
        assert [program.count(text) for text in kept] == [1] * len(kept)


def test_what_is_typed_before_the_screen_is_there_is_kept(home: Home) -> None:
    with Program(home) as program:
        program.press("wtyped too early\r")
        program.holds("typed too early")

        assert program.count("typed too early") == 1
        alive(program)


def test_text_where_keys_are_commands_is_not_carried_out(home: Home) -> None:
    with started(home) as program:
        program.press("wkeep me\r")
        program.holds("keep me")
        before = program.journal.count("\n")

        program.press("xylophone, yes and no\ryes\r")
        program.shows(say("keys.text_dropped")[:20])

        assert program.journal.count("\n") == before
        alive(program)


def test_a_program_that_was_stopped_has_one_reader_and_loses_no_key(home: Home) -> None:
    with started(home) as program:
        program.look(0.3)
        threads = program.threads
        for n in range(3):
            program.stop_and_go_on()
            program.press(f"wafter stop {n}\r")
            program.holds(f"after stop {n}")

        alive(program)
        assert program.threads == threads
        assert [program.count(f"after stop {n}") for n in range(3)] == [1, 1, 1]


def test_what_is_typed_while_the_window_changes_is_kept(home: Home) -> None:
    sizes = [(24, 80), (36, 120), (56, 200), (20, 60)]
    with started(home) as program:
        for n, (rows, columns) in enumerate(sizes):
            program.press(f"wbefore and after {n}")
            program.resize(rows, columns)
            program.press(" it grew\r")
        for n in range(len(sizes)):
            program.holds(f"before and after {n} it grew")

        alive(program)
        assert [program.count(f"before and after {n} it grew") for n in range(len(sizes))] == [
            1
        ] * 4


WORDS = [
    "bus",
    "shelter",
    "soup",
    "winter",
    "knit",
    "Friday",
    "heat",
    "red",
    "blue",
    "hands",
    "quiet",
    "xylophone",
    "yes",
    "no",
    "up",
]


def lines(chance: random.Random, most: int) -> tuple[list[str], list[str]]:
    """Return pieces of what somebody types, and the lines that are finished in it.

    An Esc ends its piece: what follows it in the same read would be another key.
    """
    stream, wanted = [""], list[str]()
    while len(wanted) < most:
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 5))) + f" q{len(wanted)}z"
        match chance.choice("wwwwiipdec"):
            case "i":
                more = [f"{text} {n}" for n in range(chance.randint(1, 3))]
                stream[-1] += "i" + "".join(f"{one}\r" for one in more) + "\r\x1b"
                stream.append("")
                wanted += more
            case "e":
                stream[-1] += "w\r\r"
            case "c":
                stream[-1] += f"w{text[:4]}\x1b"
                stream.append("")
            case key:
                stream[-1] += f"{key}{text}\r"
                wanted.append(text)
    return stream, wanted


@pytest.mark.parametrize("seed", [7, 23])
def test_random_keys_in_random_reads_keep_every_finished_line_once(home: Home, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same keys every time
    pieces, wanted = lines(chance, 30)
    with started(home) as program:
        for piece in pieces:
            at = 0
            while at < len(piece):
                size = chance.choice([1, 2, 3, 5, 8, 13, 40, 200])
                program.press(piece[at : at + size])
                at += size
                program.look(chance.choice([0, 0, 0.001, 0.01, 0.05]))
            # An Esc is one only when nothing follows it for a while.
            program.look(0.3)
        program.holds(wanted[-1])

        alive(program)
        assert [program.count(text) for text in wanted] == [1] * len(wanted)
        journal = program.journal
        places = [journal.index(f'"text":"{text}"') for text in wanted]
        assert places == sorted(places)


def test_ended_from_outside_it_leaves_the_terminal_as_it_was(home: Home) -> None:
    with started(home) as program:
        program.press("wthe last word\r")
        program.holds("the last word")
        program.look(0.2)

        os.kill(program.pid, signal.SIGTERM)
        program.wait(lambda: "fairsay resume" in program.written, "what it says on leaving")
        drawn = program.drawn
        program.wait_for_end()

    assert drawn.rfind(b"\x1b[?1049l") > drawn.rfind(b"\x1b[?1049h")
    assert not list(home.sessions.rglob("owner.json"))


@pytest.mark.parametrize(
    "words",
    [("--theme", "none", "run", "--no-phones"), ("run", "--no-phones", "--theme", "none")],
    ids=["before the command", "after it"],
)
def test_colours_hold_before_a_command_and_after_it(home: Home, words: tuple[str, ...]) -> None:
    with Program(home, *words, str(sample_plan())) as program:
        program.shows("n Start")

        assert not re.search(rb"\x1b\[(\d+;)*[34]8;", program.drawn)
