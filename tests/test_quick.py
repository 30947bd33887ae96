"""Only `make test-quick` leaves the long tests out; whatever must pass before a commit runs them all."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUICK = '-m "not long"'
LEFT_OUT = re.compile(r"""not long|test-quick|(?<!python) -m |-k |--deselect|--ignore""")
"""What makes pytest run fewer tests than there are."""


def recipes() -> dict[str, list[str]]:
    """Return the commands of each target of the Makefile."""
    made: dict[str, list[str]] = {}
    target = ""
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            made[target].append(line.strip())
        elif named := re.match(r"([\w./-]+):", line):
            target = named[1]
            made[target] = []
    return made


def test_the_quick_run_alone_leaves_long_tests_out() -> None:
    made = recipes()
    (quick,) = made.pop("test-quick")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    ci = [one.read_text(encoding="utf-8") for one in (ROOT / ".ci").iterdir()]
    everything = [*settings["pytest"]["ini_options"]["addopts"], *ci]
    everything += [line for lines in made.values() for line in lines if "pytest" in line]

    assert QUICK in quick
    assert not [text for text in everything if LEFT_OUT.search(text)]


def test_what_must_pass_before_a_commit_runs_every_test() -> None:
    made = recipes()

    assert made["check"][-1] == made["test"][-1] == "@$(BIN)/python -m pytest"
    assert "make check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
