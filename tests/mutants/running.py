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
from dataclasses import dataclass, field
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
_POLL_S, _LOOK_S = 0.02, 0.5
_MOVED_S = 0.05
"""So little of the processor in all of `still_s` is the noise of waiting for what never comes."""
_TICKS_A_S = os.sysconf("SC_CLK_TCK")
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
    """Seconds of processor time, with what the tests start: a loaded machine does not make a run hang."""
    still_s: float = 20
    """How long the processor time may stand still, by the clock."""


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


@dataclass(slots=True)
class _Process:
    """A run under way: what it used so far of the processor, and since when that stands still."""

    pid: int
    run: Run
    used_s: float = 0
    moved_s: float = 0
    moved_at: float = field(default_factory=time.monotonic)
    looked_at: float = 0

    def code(self) -> int | None:
        """Return pytest's exit code, `HUNG` for a run that had to be stopped, or `None` if it goes on."""
        ended, status, usage = os.wait4(self.pid, os.WNOHANG)
        if ended:
            self.used_s = usage.ru_utime + usage.ru_stime
            return os.waitstatus_to_exitcode(status)
        if not self._hangs(time.monotonic()):
            return None
        _stop(self.pid)
        return HUNG

    def _hangs(self, now: float) -> bool:
        if now - self.looked_at < _LOOK_S:
            return False
        self.looked_at, self.used_s = now, _used_s(self.pid)
        if abs(self.used_s - self.moved_s) >= _MOVED_S:
            self.moved_s, self.moved_at = self.used_s, now
        return self.used_s > self.run.limit_s or now - self.moved_at > self.run.still_s


def _used_s(pid: int) -> float:
    """Return the seconds of processor time of a process and of all that it started; 0 once it ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        started = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / _TICKS_A_S + sum(map(_used_s, started))


def results(runs: Iterable[Run], *, at_once: int) -> Iterator[tuple[Run, int, float]]:
    """Yield each run with pytest's exit code (`HUNG`: it was stopped) and its seconds of processor time."""
    if not _used_s(os.getpid()):
        raise NoResult(
            "/proc does not tell what a process uses: every long run would look as if it hung"
        )
    waiting, under_way = iter(runs), list[_Process]()
    try:
        while True:
            while len(under_way) < at_once and (run := next(waiting, None)):
                under_way.append(_Process(_begun(run), run))
            if not under_way:
                return
            time.sleep(_POLL_S)
            for one in list(under_way):
                if (code := one.code()) is None:
                    continue
                under_way.remove(one)
                run = one.run
                if code in _NO_RESULT or (code == _NOT_IMPORTED and not run.source):
                    raise NoResult(f"pytest ended with {code} for {run.module}: {run.tests}")
                yield run, code, one.used_s
    finally:
        for one in under_way:
            _stop(one.pid)


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
