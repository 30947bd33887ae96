"""`make mutants`: do the tests notice a fault in the modules that everything rests on?

Small faults are put into these modules, one at a time, and the tests beside them are run. At least 95 % must
be caught. Each that is not stands in `survivors.toml`, with the reason why it may.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from tests.mutants.mutation import Mutant, mutants
from tests.mutants.running import PASSED, ROOT, Run, prepared, results

SESSION = "tests/session"
MODULES: dict[str, tuple[str, ...]] = {
    "session/runtime.py": (
        f"{SESSION}/test_runtime.py",
        f"{SESSION}/test_pending_strike.py",
        f"{SESSION}/test_undo.py",
        f"{SESSION}/test_erase_redaction.py",
        f"{SESSION}/test_machine.py",
        f"{SESSION}/test_lifecycle.py",
        f"{SESSION}/test_put_right.py",
        f"{SESSION}/test_phones.py",
    ),
    "session/replay.py": (
        f"{SESSION}/test_runtime.py",
        f"{SESSION}/test_pending_strike.py",
        f"{SESSION}/test_undo.py",
        f"{SESSION}/test_erase_redaction.py",
        f"{SESSION}/test_machine.py",
        f"{SESSION}/test_lifecycle.py",
        f"{SESSION}/test_put_right.py",
        f"{SESSION}/test_phones.py",
    ),
    "session/pending_strike.py": (
        f"{SESSION}/test_pending_strike.py",
        f"{SESSION}/test_undo.py",
    ),
    "session/undo.py": (
        f"{SESSION}/test_undo.py",
        f"{SESSION}/test_put_right.py",
        f"{SESSION}/test_pending_strike.py",
        f"{SESSION}/test_erase_redaction.py",
        f"{SESSION}/test_queue.py",
        f"{SESSION}/test_consent.py",
        f"{SESSION}/test_ballots.py",
        f"{SESSION}/test_phones.py",
        f"{SESSION}/test_machine.py",
    ),
    "session/ballot_box.py": (f"{SESSION}/test_ballots.py", "tests/app/test_ballot_service.py"),
    "session/rules/ballots.py": (
        f"{SESSION}/test_ballots.py",
        f"{SESSION}/test_tallies.py",
        f"{SESSION}/test_admission.py",
    ),
    "session/rules/tallies.py": (f"{SESSION}/test_tallies.py", f"{SESSION}/test_votes.py"),
    "session/rules/queue.py": (f"{SESSION}/test_queue.py", f"{SESSION}/test_speaking_round.py"),
    "session/rules/replan.py": (f"{SESSION}/test_replan.py", f"{SESSION}/test_offsets.py"),
    "session/rules/talk_shares.py": (
        f"{SESSION}/test_talk_shares.py",
        f"{SESSION}/test_talk_shares_attacks.py",
        f"{SESSION}/test_private.py",
        f"{SESSION}/test_agreement.py",
    ),
    "session/erase/redaction.py": (
        f"{SESSION}/test_erase_redaction.py",
        f"{SESSION}/test_erase_entries.py",
        "tests/test_strike_one_entry.py",
    ),
    "session/erase/walk.py": (
        f"{SESSION}/test_erase_redaction.py",
        f"{SESSION}/test_erase_person.py",
        f"{SESSION}/test_erase_entries.py",
        "tests/store/test_erase_person.py::test_a_series_called_like_the_person_is_told",
    ),
    "session/views/names.py": (
        f"{SESSION}/test_consent.py",
        f"{SESSION}/test_recap_people.py",
        f"{SESSION}/test_folding.py",
        f"{SESSION}/test_people.py",
        f"{SESSION}/test_board.py",
    ),
    "store/journal/format.py": (
        "tests/store/test_journal_format.py",
        "tests/store/test_journal_file.py",
    ),
    "store/journal/writer.py": (
        "tests/store/test_journal_writer.py",
        "tests/store/test_journal_file.py",
    ),
    "store/library/storage.py": ("tests/store/test_library_storage.py",),
    "remote/limits.py": ("tests/remote/test_limits.py",),
    "remote/gate.py": (
        "tests/remote/test_gate.py",
        "tests/remote/test_server.py",
        "tests/remote/test_bad_input.py",
    ),
}
"""Each module with the tests that must notice, those nearest to it first."""
GOAL = 0.95
SURVIVORS = Path(__file__).with_name("survivors.toml")
_TIMES, _MORE_S = 5, 20
"""A mutant that uses so many times the processor time of the tests without it, and a little more, hangs: noticed."""

Key = tuple[str, str, str, str]


def known() -> Mapping[Key, str]:
    """Return the survivors that are known, each with the reason why no test notices it."""
    rows = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("mutant", [])
    return {(r["module"], r["function"], r["before"], r["after"]): r["why"] for r in rows}


def chosen(names: list[str], each: int | None) -> Iterator[Mutant]:
    """Yield the first `each` mutants of each module, in turns, so that a run cut short saw all modules."""
    by_module = [
        sorted(mutants(name, (ROOT / name).read_text(encoding="utf-8")), key=lambda one: one.order)
        for name in names
    ]
    for turn in zip_longest(*(found[:each] for found in by_module)):
        for one in filter(None, turn):
            # What is no program would look caught.
            ast.parse(one.source)
            yield one


def limits_s(names: list[str], at_once: int) -> dict[str, float]:
    """Return the processor time that the tests of each module may use with a fault in it. They must pass without."""
    limits: dict[str, float] = {}
    for run, code, used in results([Run(MODULES[name], name) for name in names], at_once=at_once):
        if code != PASSED:
            sys.exit(f"The tests of {run.module} don't pass as it stands (code {code}).")
        limits[run.module] = _TIMES * used + _MORE_S
    return limits


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(MODULES), metavar="module")
    parser.add_argument(
        "--each", type=int, default=30, help="mutants a module (default 30; 0: all)"
    )
    parser.add_argument("--minutes", type=float, default=20, help="begin none after so long (20)")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if unknown := set(asked.modules) - MODULES.keys():
        parser.error(f"no tests are named for {', '.join(sorted(unknown))}")

    prepared(test for name in asked.modules for test in MODULES[name])
    limits = limits_s(asked.modules, asked.at_once)
    until = time.monotonic() + asked.minutes * 60
    found = list(chosen(asked.modules, asked.each or None))
    by_source = {(one.module, one.source): one for one in found}
    runs = (
        Run(MODULES[one.module], one.module, one.source, limits[one.module])
        for one in found
        if time.monotonic() < until
    )
    tried: Counter[str] = Counter()
    survived: defaultdict[str, list[Mutant]] = defaultdict(list)
    for run, code, _ in results(runs, at_once=asked.at_once):
        tried[run.module] += 1
        if code == PASSED:
            one = by_source[run.module, run.source]
            survived[run.module].append(one)
            place = f"{run.module}:{one.line}, {one.function or 'module'}"
            print(
                f"{tried.total()} tried; survived: {place}: {one.before}  ->  {one.after}",
                file=sys.stderr,
                flush=True,
            )
    return told(tried, survived, left=len(found) - tried.total())


def told(tried: Counter[str], survived: Mapping[str, list[Mutant]], *, left: int) -> int:
    """Print what was found; 1 when too little was caught, or something survived that is not known."""
    why, new = known(), 0
    for module, n in tried.items():
        lived = survived.get(module, [])
        print(f"{n - len(lived):4} of {n:4} caught  {module}")
        for one in sorted(lived, key=lambda one: one.line):
            reason = why.get(one.key)
            new += reason is None
            print(
                f"      line {one.line}, {one.function or 'module'}: {one.before}  ->  {one.after}"
            )
            print(
                f"        {reason or 'NOT KNOWN: a test is missing, or a line in survivors.toml'}"
            )
    caught = 1 - sum(map(len, survived.values())) / max(1, tried.total())
    print(
        f"{caught:.1%} of {tried.total()} caught; {new} survived that should not; {left} not tried."
    )
    return int(new > 0 or caught < GOAL)


if __name__ == "__main__":
    sys.exit(main())
