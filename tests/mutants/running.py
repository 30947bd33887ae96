"""Runs tests against a mutant, in a process of its own, without writing anything into the checkout.

The mutant is a module whose source comes from memory; whatever the tests import gets it. Programs that the
tests start themselves run the code as it stands.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.util
import io
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PASSED, HUNG = 0, -1000
_NO_RESULT = {3, 5}
"""Pytest itself broke, or found no test: that says nothing of a mutant."""
_NOT_IMPORTED = 4
"""What was asked for can't be collected. With a fault in the module this says that it can't even be imported."""
_OURS = {"session", "store", "remote", "app", "screens", "tui", "bench", "tests", "conftest"}
"""Imported again by each run, whatever this process has imported."""
_POLL_S = 0.02
_MOST_BYTES = 4 << 30


class NoResult(Exception):
    """The tests could not be run."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is run: these tests, with one module from `source` (empty: as it stands)."""

    tests: tuple[str, ...]
    module: str = ""
    source: str = ""
    limit_s: float = 1800


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, run: Run) -> None:
        self._name = run.module.removesuffix(".py").replace("/", ".")
        self._path, self._source = ROOT / run.module, run.source

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, str(self._path), "exec"), module.__dict__)  # noqa: S102 - it is our own source


def prepared(tests: Iterable[str]) -> None:
    """Import what these tests need, by collecting them: the libraries are then there for every run."""
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", *_arguments(sorted(set(tests)))])


def results(runs: Iterable[Run], *, at_once: int) -> Iterator[tuple[Run, int, float]]:
    """Yield each run with pytest's exit code (`HUNG`: stopped after its limit) and its seconds."""
    waiting, under_way = iter(runs), dict[int, tuple[Run, float]]()
    try:
        while True:
            while len(under_way) < at_once and (run := next(waiting, None)):
                under_way[_begun(run)] = run, time.monotonic()
            if not under_way:
                return
            time.sleep(_POLL_S)
            for pid, (run, began) in list(under_way.items()):
                took = time.monotonic() - began
                ended, status = os.waitpid(pid, os.WNOHANG)
                if not ended and took < run.limit_s:
                    continue
                del under_way[pid]
                if not ended:
                    _stop(pid)
                code = os.waitstatus_to_exitcode(status) if ended else HUNG
                if code in _NO_RESULT or (code == _NOT_IMPORTED and not run.source):
                    raise NoResult(f"pytest ended with {code} for {run.module}: {run.tests}")
                yield run, code, took
    finally:
        for pid in under_way:
            _stop(pid)


def _stop(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _begun(run: Run) -> int:
    pid = os.fork()
    if pid:
        # Its own group, so that it is stopped with all that it started; set here, too, before anybody asks.
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    code = 1
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, no file
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        for name in [one for one in sys.modules if one.split(".")[0] in _OURS]:
            del sys.modules[name]
        if run.source:
            sys.meta_path.insert(0, _Mutated(run))
        code = pytest.main(_arguments(run.tests))
    finally:
        os._exit(code)


def _arguments(tests: Sequence[str]) -> list[str]:
    # Side by side run the mutants, not the tests of one.
    alone = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return ["-x", "-q", "-c", str(ROOT / "pyproject.toml"), *alone, *tests]
