"""What people really bring: each file of ``tests/cases`` becomes what stands beside it, by every way in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec import Struct

from session.model.plan import Plan, PlanItem
from session.plan.reading.dropped import is_path, path_of
from session.plan.reading.reader import add_item
from session.plan.understood import Understood
from store.plans.encoding import decoded
from store.plans.read import read_file, read_text
from store.plans.write import plan_toml
from tui.cli.main import main

CASES = Path(__file__).parents[1] / "cases"
NO_PLANS = {18, 19, 20, 21, 28, 33}
BINARY = {16, 17}
KNOWN = {"Egwyl": "break"}
"""Breaks of the six languages are known, which the case leaves open."""


class Right(Struct, frozen=True):
    """What one file should become."""

    title: str
    start: str
    items: tuple[tuple[str, str, str, str], ...]


def right(name: str) -> Right:
    told = (CASES / f"{name}.right.md").read_text("utf-8")
    said = dict(re.findall(r"^(title|start): (.*)$", told, re.MULTILINE))
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in re.findall(r"^\|.*\|$", told, re.MULTILINE)
    ]
    return Right(said["title"], said["start"], tuple((a, b, c, d) for a, b, c, d in rows[2:]))


def names(*left_out: int) -> list[str]:
    found = sorted(path.name for path in CASES.iterdir() if not path.name.endswith(".right.md"))
    return [one for one in found if int(one[:2]) not in {*NO_PLANS, *left_out, 26}]


def holds(found: Understood, name: str) -> None:
    wanted = right(name)
    assert found.good, found.doubt
    assert found.start == ("" if wanted.start == "-" else wanted.start)
    assert len(found.items) == len(wanted.items)
    for one, (minutes, starts_at, kind, title) in zip(found.items, wanted.items, strict=True):
        focus = re.search(r" \(focus: (.*)\)$", title)
        assert one.title == re.sub(r" \(focus: .*\)$", "", title)
        assert one.focus == (focus[1] if focus else "")
        assert str(one.minutes or "-") == minutes, one.title
        assert starts_at in {"-", one.starts_at}
        kinds = kind.replace("(", "").replace(")", "").split(" or ")
        assert one.kind in {*kinds, KNOWN.get(one.title)}


@pytest.mark.parametrize("name", names())
def test_a_file_becomes_what_stands_beside_it(name: str) -> None:
    found = read_file(CASES / name).understood

    holds(found, name)
    title = right(name).title.removesuffix(" (or the name of the file)")
    assert title in {"-", "(the name of the file)", found.title}


@pytest.mark.parametrize("name", names(*BINARY))
def test_pasted_it_becomes_the_same(name: str) -> None:
    text, _ = decoded((CASES / name).read_bytes())

    holds(read_text(text).understood, name)


@pytest.mark.parametrize("name", names())
def test_check_and_plan_say_the_same(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "plan.toml"

    assert main(["check", "--json", str(CASES / name)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["plan", str(CASES / name), "-o", str(written)]) == 0
    again = read_file(written)

    read = read_file(CASES / name)
    assert told["good"]
    fields = ("title", "minutes", "starts_at", "kind", "focus", "notes")
    assert told["items"] == [
        {key: getattr(one, key) for key in fields} for one in read.understood.items
    ]
    assert again.plan == read.plan


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("10mins Welcome", PlanItem("Welcome", 10)),
        ("10m Round", PlanItem("Round", 10)),
        ("10 mins Ideas", PlanItem("Ideas", 10)),
        ("15m Break", PlanItem("Break", 15, "break", protected=True, may_shrink=False)),
        ("5, Welcome", PlanItem("Welcome", 5)),
        ("Round of names - 15 minutes", PlanItem("Round of names", 15)),
        ("10 am Welcome (10 mins)", PlanItem("Welcome", 10)),
        ("1h15 Small groups", PlanItem("Small groups", 75)),
        ("12 noon Lunch", PlanItem("Lunch", None, "break", protected=True, may_shrink=False)),
    ],
)
def test_a_line_means_the_same_in_a_file_pasted_and_added(
    line: str, item: PlanItem, tmp_path: Path
) -> None:
    plan = Plan("Ours", (PlanItem("First", 5),))
    file = tmp_path / "plan.txt"
    file.write_text(f"Ours\n{line}\nAnd then 5 min\n", "utf-8")

    added = add_item(plan, line, 1)

    assert isinstance(added, Plan)
    assert added.agenda[1] == item
    assert read_text(line).understood.items == (item,)
    assert read_file(file).understood.items[0] == item


@pytest.mark.parametrize("line", (CASES / "33-dropped-path.txt").read_text("utf-8").splitlines())
def test_a_dropped_path_is_the_file_that_is_meant(line: str) -> None:
    assert is_path(line)
    assert path_of(line) == "/home/me/My plans/spring.toml"


def test_what_was_understood_is_a_plan_file_again() -> None:
    for name in names():
        plan = read_file(CASES / name).plan
        assert plan
        assert plan_toml(plan)
