"""What is decided takes its own words from a catalogue that is handed in: a journal must not depend on a global."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from session.decide import decide
from session.model.agenda import ItemAdded, StartAgenda, TakeBreak
from session.model.history import Undo
from session.model.ideas import AddIdea
from session.model.opening_closing import NextSessionSet, SetNextSession
from session.model.people import ArriveAll
from session.model.protocol import DecidedCommand, Event
from session.model.speaking_round import CircleOpened, OpenCircle
from session.model.state import Rejected
from session.model.votes import OpenRound, RoundOpened
from session.wording.catalogue import say
from tests.session.table import Table

ROOT = Path(__file__).parents[2]
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


def test_an_undo_is_described_in_what_was_handed_in() -> None:
    table = Table(say=_by_key)
    table.do(ArriveAll())

    assert table.do(Undo()).what == "said did.PersonArrived"


def test_a_refusal_takes_its_values_from_what_was_handed_in() -> None:
    table = Table()
    table.do(AddIdea(text="A bench"))

    refused = decide(table.state, AddIdea(text="A bench"), table.now(), table.new_id, _by_key)

    assert isinstance(refused, Rejected)
    assert refused.values["where"] == "said ideas.in_none"


def test_a_day_is_written_in_what_was_handed_in() -> None:
    def loud(key: str, /, **values: str | int) -> str:
        return say(key, **values).upper()

    table, command = Table(), SetNextSession(when="8 December 2026")

    decided = decide(table.state, command, table.now(), table.new_id, loud)

    assert not isinstance(decided, Rejected)
    assert [event.text for event in decided if isinstance(event, NextSessionSet)] == [
        "TUESDAY 8 DECEMBER 2026"
    ]


Place = tuple[str, str]
"""A module, and a name at its top level."""


class _Modules:
    """What each name at the top level of the modules of the session refers to."""

    def __init__(self) -> None:
        self.names: dict[str, dict[str, list[ast.stmt]]] = {}
        self.imported: dict[str, dict[str, Place]] = {}
        for path in sorted((ROOT / "session").rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            tree = ast.parse(path.read_text(encoding="utf-8"))
            self.names[module] = {}
            for one in tree.body:
                for name in _defined(one):
                    self.names[module].setdefault(name, []).append(one)
            self.imported[module] = {
                alias.asname or alias.name: (one.module or "", alias.name)
                for one in ast.walk(tree)
                if isinstance(one, ast.ImportFrom)
                for alias in one.names
            }

    def reached(self, *start: Place) -> dict[Place, Place]:
        """Return everything that is used from there on, each with what uses it first."""
        found: dict[Place, Place] = {}
        waiting = [(one, one) for one in start]
        while waiting:
            at, user = waiting.pop()
            if at in found or at[0] not in self.names:
                continue
            found[at] = user
            module, name = at
            if name in self.imported[module]:
                waiting.append((self.imported[module][name], at))
            for one in self.names[module].get(name, ()):
                waiting += [(used, at) for used in self._used(module, one)]
        return found

    def _used(self, module: str, inside: ast.stmt) -> Iterator[Place]:
        given = {one.arg for one in ast.walk(inside) if isinstance(one, ast.arg)}
        for one in ast.walk(inside):
            match one:
                case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                    owner = ".".join(self.imported[module].get(name, ()))
                    if owner in self.names:
                        yield owner, attribute
                case ast.Name(id=name) if name not in given:
                    if name in self.names[module] or name in self.imported[module]:
                        yield module, name


def _defined(one: ast.stmt) -> set[str]:
    match one:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign() | ast.AnnAssign():
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            return {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
        case _:
            return set()


GLOBAL = ("session.wording.catalogue", "_replaced")
PURE: list[Place] = [
    ("session.decide", "decide"),
    ("session.evolve", "evolve"),
    ("session.undo", "compensate"),
    ("session.undo", "Memory"),
    ("session.replay", "replay"),
]


@cache
def _modules() -> _Modules:
    return _Modules()


@pytest.mark.parametrize("place", PURE, ids=".".join)
def test_nothing_that_decides_or_folds_comes_to_the_words_that_a_group_replaced(
    place: Place,
) -> None:
    found = _modules().reached(place)
    way: list[Place] = [GLOBAL] if GLOBAL in found else []
    while way and way[-1] != place:
        way.append(found[way[-1]])

    assert way == []


def test_a_view_is_seen_to_come_to_them() -> None:
    assert GLOBAL in _modules().reached(("session.views.board", "board"))
