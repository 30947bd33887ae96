"""The mutation run itself: what it changes, that it notices a missing test, and that its list holds."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.__main__ import MODULES, known, told
from tests.mutants.mutation import Mutant, mutants
from tests.mutants.running import HUNG, PASSED, ROOT, Run, results

MODULE = "session/rules/queue.py"
SOURCE = '''
"""Words that decide nothing."""

FIRST = ("a", "b")

def least(n: int, most: int = 9) -> int:
    """Neither do these."""
    if n < 2 and n:
        note(n)
    return n + 1
'''


def changes(source: str) -> set[tuple[str, str]]:
    return {(one.before, one.after) for one in mutants("m.py", source)}


def test_each_thing_that_decides_is_changed_and_no_words_are() -> None:
    assert changes(SOURCE) == {
        ('("a", "b")', "(('b',))"),
        ('("a", "b")', "(('a',))"),
        ('"a"', "('a~')"),
        ('"b"', "('b~')"),
        ("n < 2 and n", "(not (n < 2 and n))"),
        ("n < 2 and n", "(n < 2 or n)"),
        ("n < 2", "(n <= 2)"),
        ("2", "(3)"),
        ("note(n)", "pass"),
        ("n + 1", "(None)"),
        ("n + 1", "(n - 1)"),
        ("1", "(2)"),
    }


@pytest.mark.parametrize("module", MODULES)
def test_every_mutant_is_a_program_that_differs_from_the_module(module: str) -> None:
    source = (ROOT / module).read_text(encoding="utf-8")
    found = sorted(mutants(module, source), key=lambda one: one.order)

    assert len(found) > source.count("\n") / 3
    assert len({one.source for one in found}) == len(found)
    found = found[:10]
    assert all(ast.dump(ast.parse(one.source)) != ast.dump(ast.parse(source)) for one in found)


def test_a_fault_is_caught_and_is_not_once_its_test_is_gone(tmp_path: Path) -> None:
    source = (ROOT / MODULE).read_text(encoding="utf-8")
    fault = next(one for one in mutants(MODULE, source) if one.after == "(h.reason != 'turn')")
    catches = (
        "from session.model.floor import RaiseHand\n"
        "from session.rules.queue import queue_order\n"
        "from tests.session.table import Table\n"
        "def test_it():\n"
        "    table = Table()\n"
        "    table.do(RaiseHand(name='Kit'))\n"
        "    table.do(RaiseHand(reason='unclear'))\n"
        "    assert [hand.reason for hand in queue_order(table.state)] == ['unclear', 'turn']\n"
    )
    runs = []
    for name, test in (("with", catches), ("without", "def test_nothing():\n    pass\n")):
        tests = tmp_path / f"test_{name}.py"
        tests.write_text(test)
        runs += [Run((str(tests),), MODULE), Run((str(tests),), MODULE, fault.source)]

    caught = {run: code != PASSED for run, code, _ in results(runs, at_once=2)}

    assert [caught[run] for run in runs] == [False, True, False, False]


@pytest.mark.long
@pytest.mark.parametrize(
    ("does", "limits", "code"),
    [
        # As on a loaded machine: it takes long, but not long of the processor.
        ("time.sleep(2.5)", {"limit_s": 2}, PASSED),
        ("while True: pass", {"limit_s": 2}, HUNG),
        ("threading.Event().wait()", {"still_s": 2}, HUNG),
        # What it started works for it.
        (
            "subprocess.run([sys.executable, '-c', 'while True: pass'], check=True)",
            {"limit_s": 2, "still_s": 10},
            HUNG,
        ),
    ],
    ids=["slow", "spins", "waits for ever", "waits for what spins"],
)
def test_a_run_is_stopped_for_what_it_uses_and_never_for_being_slow(
    tmp_path: Path, does: str, limits: dict[str, float], code: int
) -> None:
    tests = tmp_path / "test_import.py"
    tests.write_text(
        "import subprocess, sys, threading, time\n"
        "def test_it():\n"
        "    import session.rules.queue\n"
        f"    {does}\n"
    )
    source = (ROOT / MODULE).read_text(encoding="utf-8")

    ((_, told, used_s),) = results([Run((str(tests),), MODULE, source, **limits)], at_once=1)

    assert told == code
    assert (used_s > 2) is ("while" in does)


def a_mutant(n: int) -> Mutant:
    return Mutant(MODULE, "f", 1, f"x < {n}", "...", "")


def test_too_little_caught_fails_and_so_does_a_survivor_nobody_knows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(Counter({MODULE: 100}), {}, left=0) == 0
    assert told(Counter({MODULE: 100}), {MODULE: [a_mutant(0)]}, left=0) == 1
    assert "NOT KNOWN" in capsys.readouterr().out
    assert told(Counter({MODULE: 100}), {MODULE: [a_mutant(n) for n in range(6)]}, left=0) == 1


def test_every_known_survivor_is_still_a_mutant_and_says_why() -> None:
    by_module = {
        name: {one.key for one in mutants(name, (ROOT / name).read_text(encoding="utf-8"))}
        for name in MODULES
    }
    for key, why in known().items():
        assert key in by_module[key[0]], key
        assert why.endswith(".")
