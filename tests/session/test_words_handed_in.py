"""What is decided takes its own words from a catalogue that is handed in: a journal must not depend on a global."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from session.decide import decide
from session.model.agenda import ItemAdded, StartAgenda, TakeBreak
from session.model.people import ArriveAll
from session.model.protocol import DecidedCommand, Event
from session.model.speaking_round import CircleOpened, OpenCircle
from session.model.state import Rejected
from session.model.votes import OpenRound, RoundOpened
from tests.session.table import Table

RULES = Path(__file__).parents[2] / "session" / "rules"
WORDED: dict[DecidedCommand, set[str]] = {
    TakeBreak(minutes=10): {"agenda.break"},
    OpenRound(question="Shall we?", method="gradient"): {"rounds.gradient.fully"},
    OpenCircle(kind="check-in"): {"circle.ask.check-in"},
}


def _by_key(key: str, /, **_: str | int) -> str:
    return f"said {key}"


@pytest.mark.parametrize("command", WORDED, ids=lambda one: type(one).__name__)
def test_it_says_what_was_handed_in(command: DecidedCommand) -> None:
    table = Table()
    table.do(ArriveAll())
    table.do(StartAgenda())

    decided = decide(table.state, command, table.now(), table.new_id, _by_key)

    assert not isinstance(decided, Rejected)
    assert {f"said {key}" for key in WORDED[command]} <= set(_texts(decided))


def _texts(events: tuple[Event, ...]) -> list[str]:
    found: list[str] = []
    for event in events:
        match event:
            case ItemAdded(title=title):
                found.append(title)
            case RoundOpened(options=options):
                found += options.values()
            case CircleOpened(question=question):
                found.append(question)
            case _:
                pass
    return found


def test_rules_that_decide_word_nothing_by_themselves() -> None:
    """Only functions that no `decide` comes to may use the catalogue: those that views call."""
    found = []
    for path in sorted(RULES.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        reached, waiting = set[str](), ["decide"] if "decide" in functions else []
        while waiting:
            name = waiting.pop()
            if name in functions and name not in reached:
                reached.add(name)
                called = {n.id for n in ast.walk(functions[name]) if isinstance(n, ast.Name)}
                given = {arg.arg for arg in functions[name].args.args}
                waiting += called
                found += [f"{path.name}: {name}"] if "say" in called - given else []
    assert found == []
