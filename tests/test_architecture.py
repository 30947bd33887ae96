"""The rules of the house that an import contract can't state: what the session may use and call."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from session.model.plan import ITEM_KINDS, KEPT_KINDS
from tests import imports

ROOT = Path(__file__).parent.parent

# Modules without I/O, clock or chance. An allow-list, so that a new module is weighed, not overlooked.
PURE = {
    "__future__",
    "base64",
    "bisect",
    "collections",
    "collections.abc",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "heapq",
    "html",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "textwrap",
    "types",
    "typing",
    "unicodedata",
    "zlib",
}

# Calls that reach a disk, a clock or chance through a module that is allowed, or need none.
IMPURE_NAMES = {"open", "input", "print", "__import__", "eval", "exec", "compile", "breakpoint"}
IMPURE_METHODS = {
    "now",
    "utcnow",
    "today",
    "uuid1",
    "uuid4",
    "monotonic",
    "perf_counter",
    "import_module",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "urandom",
    "astimezone",
}
CLOCKS = {"datetime", "date", "dt"}


def impurities(source: str) -> list[str]:
    """Every import outside the allow-list and every impure call in one module, as ``line: what``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                wanted = [alias.name for alias in names]
            case ast.ImportFrom(module=module):
                wanted = [module or "."]
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_NAMES:
                found.append(f"{node.lineno}: calls {name}")
                continue
            case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in IMPURE_METHODS:
                # `now` may be a name the session is given; only a clock's own `now` is impure.
                owner = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
                if name not in {"now", "today"} or owner in CLOCKS:
                    found.append(f"{node.lineno}: calls .{name}")
                continue
            case _:
                continue
        found.extend(
            f"{node.lineno}: imports {name}"
            for name in wanted
            if name not in PURE and name.split(".")[0] not in {"session", "msgspec"}
        )
    return found


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "from datetime import datetime\ndatetime.now()",
        "import datetime as dt\ndt.datetime.now(dt.UTC)",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\ndatetime.utcnow()",
        "__import__('os')",
        "import random",
        "from uuid import uuid4",
        "import time",
        "from urllib.request import urlopen",
        "def late():\n    import socket",
        "from store import plans",
    ],
)
def test_the_purity_test_sees_what_it_looks_for(source: str) -> None:
    assert impurities(source)


def test_the_session_has_no_disk_no_clock_and_no_chance() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "session").rglob("*.py"))
        for line in impurities(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("room", ["session", "store", "remote", "app", "screens", "tui"])
def test_a_package_does_nothing_when_it_is_imported(room: str) -> None:
    filled = [p for p in (ROOT / room).rglob("__init__.py") if p.read_text(encoding="utf-8")]

    assert filled == []


SHARED_BY_SCREENS = {"idle", "keys", "messages", "places", "series_messages", "text"}
"""What of `screens` is no screen: tables, messages, text and time, which all of `tui` may use."""


def test_screens_are_made_by_places_alone() -> None:
    # So that a screen is named by its place everywhere else, and loads only when first shown.
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.module}"
        for path in sorted((ROOT / "tui").rglob("*.py"))
        if path != ROOT / "tui" / "places.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "screens"
        if (node.module or "").split(".")[1] not in SHARED_BY_SCREENS
    ]

    assert found == []


def test_no_handler_calls_that_of_its_base_which_textual_calls_too() -> None:
    """Textual calls ``on_mount`` of every class of a screen, so that ``super().on_mount()`` begins it twice.

    Not so ``on_event``, which is a method of Textual.
    """
    twice = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for room in ("screens", "tui", "tests")
        for file in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("on_")
        and node.attr != "on_event"
        and ast.unparse(node.value) == "super()"
    ]
    assert twice == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = ["textual", "tinydb", "qrcode", "jinja2", "filelock", "docx", "lxml", "typst"]
    asked = f"import sys, tui.cli.main; print(*sorted(set({heavy!r}) & set(sys.modules)))"

    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stdout.split()) == (0, []), told.stderr


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a": "import b", "b": "def late():\n    from a import x"}, {"a", "b"}),
        ({"a": "from b import c", "b": "", "b.c": "import a"}, {"a", "b.c"}),
        ({"a": "import b", "b": "if TYPE_CHECKING:\n    import a"}, set()),
        ({"a": "import b", "b": "import c", "c": ""}, set()),
    ],
)
def test_a_circle_of_imports_is_seen(sources: dict[str, str], found: set[str]) -> None:
    assert set(imports.circle(imports.graph(sources))) == found


def test_no_module_imports_itself_through_others() -> None:
    # Also not late, in a function: such an import hides that two modules are one.
    assert imports.circle(imports.graph(imports.product())) == ()


@pytest.mark.parametrize("room", ["", *imports.ROOMS])
def test_rooms_and_what_is_inside_them_import_in_one_direction(room: str) -> None:
    assert imports.circle(imports.inside(room) if room else imports.rooms()) == ()


def test_the_drawing_of_the_imports_is_as_they_are() -> None:
    assert imports.drawn() == imports.drawing(), "python -m tests.imports draws it again"


def test_the_kinds_of_an_item_are_listed_in_one_place() -> None:
    # Two lists would differ one day: what a plan may have, and what a session may.
    found = [
        f"{name}: {values}"
        for name, source in imports.product().items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Set | ast.List | ast.Tuple)
        and (values := {one.value for one in node.elts if isinstance(one, ast.Constant)})
        in (set(ITEM_KINDS), KEPT_KINDS)
    ]

    assert len(found) == 2, found


def test_a_limit_is_set_in_one_place() -> None:
    # Two of one name would differ one day, or do already and are taken for each other.
    places: dict[str, list[str]] = {}
    for name, source in imports.product().items():
        for node in ast.parse(source).body:
            for target in node.targets if isinstance(node, ast.Assign) else ():
                for one in target.elts if isinstance(target, ast.Tuple) else (target,):
                    if isinstance(one, ast.Name) and re.fullmatch(
                        r"MOST_\w+|[A-Z]\w*_LIMIT", one.id
                    ):
                        places.setdefault(one.id, []).append(name)

    assert {limit: found for limit, found in places.items() if len(found) > 1} == {}


def test_a_round_is_a_vote_and_never_a_round_of_speaking() -> None:
    # A round of speaking is a circle; `speaking_round` is the name of its area.
    of_circles = {
        name: source
        for name, source in imports.product().items()
        if re.search(r"speaking_round$|speaks?$|now_line$|keys\.applies$", name)
        and not name.startswith("session.wording")
    }
    called = {
        f"{name}: {one}"
        for name, source in of_circles.items()
        for node in ast.walk(ast.parse(source))
        for field in ("name", "id", "attr", "arg")
        if isinstance(one := getattr(node, field, None), str)
        and re.search(r"(?:^|_)rounds?(?:_|$)|Round", one.replace("speaking_round", ""))
    }

    assert len(of_circles) >= 6
    assert called == set()


SPOKEN_TO = {
    "session/plan/reading/own_recap.py": "a recap that Fairsay exported, read back as a file of another program would be",
    "session/rules/writing.py": "the first word of a typed line",
    "session/views/people.py": "what is typed behind a name",
    "screens/plan/rows.py": "a title that holds the word of its kind already, which is then not shown twice",
}
"""The modules that hold what was typed, or read from a file, against Fairsay's words, each with what that is."""


def rendered_compared(source: str) -> list[str]:
    """Every comparison with a sentence of the catalogue, also by way of a name, as ``line: comparison``."""

    def said(node: ast.AST) -> bool:
        calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
        return any(isinstance(one.func, ast.Name) and one.func.id == "say" for one in calls)

    alike = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)
    found = set()
    tree = ast.parse(source)
    for part in ast.walk(tree):
        if not isinstance(part, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        names = {
            target.id
            for one in ast.walk(part)
            if not isinstance(part, ast.Module)
            if isinstance(one, ast.Assign) and said(one.value)
            if not isinstance(one.value, ast.Dict | ast.DictComp)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        for one in ast.walk(part):
            if not isinstance(one, ast.Compare) or not isinstance(one.ops[0], alike):
                continue
            sides = [one.left, *one.comparators]
            if any(said(side) or getattr(side, "id", "") in names for side in sides):
                found.add(f"{one.lineno}: {ast.unparse(one)}")
    return sorted(found)


@pytest.mark.parametrize(
    "source",
    [
        "at.page == say('agreement.title')",
        "def f(text):\n    heading = say('recap.agenda')\n    return text == heading",
        "text in {say('one'), say('two')}",
        "line.text.casefold() != say('one').casefold()",
    ],
)
def test_a_comparison_with_a_sentence_is_seen(source: str) -> None:
    assert rendered_compared(source)


def test_nothing_is_recognised_by_its_rendered_sentence() -> None:
    # A group may replace any sentence by its own, and two of them may be the same.
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for room in imports.ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if (lines := rendered_compared(path.read_text(encoding="utf-8")))
    }

    assert {path: lines for path, lines in found.items() if path not in SPOKEN_TO} == {}
    assert SPOKEN_TO.keys() - found.keys() == set(), "no exception any more"


OF_LIBRARIES = {
    "textual._xterm_parser": "a read of the terminal is handled as a whole",
    "_notifications": "Textual's, since the same notification is shown once",
    "_unnotify": "the same",
    "_result_callbacks": "Textual's caller of a dialog, for which it opens again after a refusal",
    "_FT_Bitmap": "freetype-py makes a list of the pixels, number by number",
    "_p": "python-docx does not read or write everything of a paragraph",
    "_r": "the same of a run",
    "_tr": "the same of a row",
    "_tc": "the same of a cell",
    "_tbl": "the same of a table",
}
"""What the product uses of libraries that is private by its name, each with the reason."""


def test_what_is_private_in_a_library_is_used_for_a_reason_alone() -> None:
    own: set[str] = set()
    used: set[str] = set()
    for source in imports.product().values():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    own.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                    own.add(name)
                case ast.Attribute(attr=name):
                    used.add(name)
                case ast.ImportFrom(module=str(name)) if "._" in name:
                    used.add(name)
                case _:
                    pass
    private = {name for name in used - own if re.search(r"(?:^|\.)_[^_]", name)}

    assert private == OF_LIBRARIES.keys()


MOST_LINES = 300
LONGER = {
    "session/model/lifecycle.py": 310,
    "session/model/recap.py": 390,
    "session/erase/redaction.py": 390,
    "tui/app.py": 345,
    "screens/messages.py": 335,
    "tui/shell.py": 305,
    "session/rules/replan.py": 320,
    "tui/key_gate.py": 320,
}
"""The files that hold one idea and are longer all the same, each with its ceiling."""


def test_a_file_of_the_product_can_be_read_at_once() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for room in imports.ROOMS
        for path in (ROOT / room).rglob("*.py")
    }

    assert {p: n for p, n in lines.items() if n > LONGER.get(p, MOST_LINES)} == {}
    assert {p for p in LONGER if lines.get(p, 0) <= MOST_LINES} == set(), "no exception any more"
