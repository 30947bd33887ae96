"""Small faults put into a module's source, one at a time: a comparison turned round, a call left out …"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_WORKED_OUT: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_FEWER = ast.Tuple | ast.List | ast.Set
_NEVER_RUN = (ast.JoinedStr, ast.Import, ast.ImportFrom, ast.arguments)
"""In an f-string nodes have no place of their own; types of arguments and defaults are seldom wrong."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: what stands in `function` at `line` (`before`), and what stands there instead."""

    module: str
    function: str
    line: int
    before: str
    after: str
    source: str
    """The whole module with the fault in it."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is known by: its place in words, since lines move."""
        return self.module, self.function, self.before, self.after

    @property
    def order(self) -> str:
        """Chance that stays the same: which mutants are taken first does not hang on what else changed."""
        return hashlib.sha256("\n".join(self.key).encode()).hexdigest()


def mutants(module: str, source: str) -> list[Mutant]:
    """Return every mutant of a module whose text is another than the module's own."""
    found: dict[tuple[str, str, str, str], Mutant] = {}
    data = source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for function, node, instead in _faults(ast.parse(source), ""):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        changed = (data[:start] + instead.encode() + data[end:]).decode()
        before = " ".join(data[start:end].decode().split())
        one = Mutant(module, function, node.lineno, before, " ".join(instead.split()), changed)
        # The same change twice in one function is tried once.
        found.setdefault(one.key, one)
    return list(found.values())


_Node = ast.expr | ast.stmt
_Fault = tuple[str, _Node, str]


def _faults(tree: ast.AST, function: str) -> Iterator[_Fault]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _NEVER_RUN) or _is_type_or_words(tree, node):
            continue
        within = function
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            within = f"{function}.{node.name}".lstrip(".")
        if isinstance(node, ast.expr):
            for one in _instead_of(node):
                yield function, node, one if isinstance(node, ast.Slice) else f"({one})"
        elif isinstance(node, ast.stmt):
            yield from ((function, at, one) for at, one in _instead_of_statement(node))
        yield from _faults(node, within)


def _is_type_or_words(tree: ast.AST, node: ast.AST) -> bool:
    """Tell whether a node is a type, a decorator or a docstring: none of them decides anything."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(tree, ast.AnnAssign) and node in {tree.annotation, tree.target}:
        return True
    if isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node not in tree.body
    return (
        isinstance(tree, ast.Subscript) and node is not tree.value and isinstance(node, ast.Tuple)
    )


def _instead_of(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            yield ast.unparse(ast.Compare(left, [_COMPARED[type(op)]()], [right]))
        case ast.Compare(left=left, ops=[*_, last] as ops, comparators=others):
            yield ast.unparse(ast.Compare(left, [*ops[:-1], _COMPARED[type(last)]()], others))
        case ast.BoolOp(op=op, values=values):
            yield ast.unparse(
                ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            )
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield ast.unparse(inner)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _WORKED_OUT:
            yield ast.unparse(ast.BinOp(left, _WORKED_OUT[type(op)](), right))
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.unparse(ast.IfExp(test, other, body))
        case ast.Constant(value=bool() as value):
            yield repr(not value)
        case ast.Constant(value=int() | float() as value):
            yield repr(value + 1)
        case ast.Constant(value=str() as text) if text and " " not in text:
            # A sentence decides nothing.
            yield repr(f"{text}~")
        case ast.Tuple(elts=several, ctx=ast.Load()) | ast.List(elts=several, ctx=ast.Load()) if (
            several and not any(isinstance(one, ast.Starred) for one in several)
        ):
            made = type(node)
            for place in range(len(several)):
                yield ast.unparse(made(several[:place] + several[place + 1 :], ast.Load()))
        case ast.Slice(lower=None, upper=ast.expr() as upper):
            yield ast.unparse(ast.Slice(upper, None))
        case _:
            return


def _instead_of_statement(node: ast.stmt) -> Iterator[tuple[_Node, str]]:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="_log")))):
            return
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom() | ast.Await()):
            yield node, "pass"
        case ast.AugAssign():
            yield node, "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield node, "pass"
        case ast.Raise():
            yield node, "pass"
        case ast.Continue():
            yield node, "break"
        case ast.Break():
            yield node, "continue"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield value, "(None)"
        case ast.If(test=test) | ast.While(test=test) if not isinstance(test, ast.Constant):
            yield test, f"(not ({ast.unparse(test)}))"
        case _:
            return
