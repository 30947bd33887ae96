"""Each practice this version serves is shown by a test that says so."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent
ROWS = 68
DUE = {
    "P1", "P2", "P3", "P6", "P16", "P17", "P19", "P20", "P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28",
    "P9", "P12", "P13", "P18", "P30",
    "P32", "P34", "P37", "P39", "P42", "P46", "P47", "P52", "P53", "P54", "P56", "P58",
}  # fmt: skip


def marked() -> set[str]:
    """Return every row named by a ``practice`` mark anywhere in the tests."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "practice"
            ):
                found |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    return found


def test_every_practice_that_is_due_is_shown() -> None:
    assert DUE - marked() == set()


def test_every_mark_names_a_practice() -> None:
    assert {row for row in marked() if row not in {f"P{n}" for n in range(1, ROWS + 1)}} == set()
