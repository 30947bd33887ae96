"""Which module of the product imports which, and the drawing of it: `python -m tests.imports` puts it into ARCHITECTURE.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
ROOMS = ("tui", "screens", "app", "remote", "store", "session")
LOOSE_TOO = {"session": True, "store": False}
"""The rooms whose inside is drawn as well, and whether with the modules that are in no folder."""
BEGIN, END = "```mermaid\n", "```\n"

Graph = Mapping[str, frozenset[str]]


@cache
def product() -> Mapping[str, str]:
    """Return the source of every module of the product, by its dotted name."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path.read_text(encoding="utf-8")
    return found


def imported(source: str) -> Iterator[str]:
    """Yield what a module imports when it is run, also late ones in functions; not what only types need."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        match waiting.pop():
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=other):
                waiting += other
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case node:
                waiting += ast.iter_child_nodes(node)


def graph(sources: Mapping[str, str]) -> Graph:
    """Return which of these modules each of them imports."""
    return {
        name: frozenset(set(imported(source)) & sources.keys() - {name})
        for name, source in sources.items()
    }


def circle(modules: Graph) -> tuple[str, ...]:
    """Return the modules of one circle of imports, in order; empty if there is none."""
    try:
        TopologicalSorter(modules).prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()


def together(modules: Graph, unit: Mapping[str, str]) -> Graph:
    """Return which unit imports which, where ``unit`` names the unit of each module that counts."""
    found: dict[str, set[str]] = {one: set() for one in unit.values()}
    for name, one in unit.items():
        found[one] |= {unit[other] for other in modules[name] if other in unit} - {one}
    return {one: frozenset(others) for one, others in found.items()}


def shortest(units: Graph) -> Graph:
    """Return the arrows from which all others follow, since what is imported imports it too."""
    return {
        one: frozenset(o for o in others if not any(o in below(units, n) for n in others - {o}))
        for one, others in units.items()
    }


def below(units: Graph, one: str) -> frozenset[str]:
    """Return all that a unit imports, directly or not."""
    found: set[str] = set()
    waiting = [*units[one]]
    while waiting:
        if (other := waiting.pop()) not in found:
            found.add(other)
            waiting += units[other]
    return frozenset(found)


def rooms() -> Graph:
    """Return which room imports which."""
    modules = graph(product())
    return together(modules, {name: name.split(".")[0] for name in modules})


def inside(room: str) -> Graph:
    """Return which folder of a room imports which, and which module that is in none of them."""
    modules = graph(product())
    parts = {name: name.split(".") for name in modules if name.startswith(f"{room}.")}
    loose = LOOSE_TOO.get(room, True)
    return together(modules, {name: at[1] for name, at in parts.items() if loose or len(at) > 2})


def drawing() -> str:
    """Return the drawing of the rooms, and of some from inside, as mermaid; an arrow points at what is imported."""
    lines = ["flowchart TB", *_arrows(rooms(), "")]
    for room in LOOSE_TOO:
        lines += [f"  subgraph in_{room} [inside {room}/]"]
        lines += [f"  {one}" for one in _arrows(inside(room), f"{room}_")]
        lines += ["  end"]
    return "\n".join(lines) + "\n"


def _arrows(units: Graph, prefix: str) -> Iterator[str]:
    for one, others in sorted(shortest(units).items()):
        for other in sorted(others):
            yield f"  {prefix}{one}[{one}] --> {prefix}{other}[{other}]"


def drawn() -> str:
    """Return the drawing that stands in ARCHITECTURE.md."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(before + BEGIN + drawing() + END + rest.partition(END)[2], encoding="utf-8")
