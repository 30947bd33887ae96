"""What commands cause stands in one table: nothing else in the program looks at which command it was."""

from __future__ import annotations

import ast
from pathlib import Path

from app.effects import AT_ONCE, BEFORE

ROOT = Path(__file__).parents[2]


def test_only_the_table_looks_for_what_has_effects() -> None:
    known = {kind.__name__ for kind in (*BEFORE, *AT_ONCE)}
    found = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _looks_for(node) & known
    }

    assert found == set()


def _looks_for(node: ast.AST) -> set[str]:
    """Return the kinds that are told apart here, by ``isinstance`` or a ``case``."""
    if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name):
        return {node.cls.id}
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return set()
    if node.func.id != "isinstance":
        return set()
    return {one.id for one in ast.walk(node.args[1]) if isinstance(one, ast.Name)}
