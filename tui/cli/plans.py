"""Commands about plans: what was parsed from a file, and the plan made from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import Refused, desk_here

if TYPE_CHECKING:
    from session.plan.understood import Understood


_PART = click.option("--part", default="", help="The day, sheet or agenda meant, if several.")


@click.command()
@click.argument("plan", type=click.Path(), default="")
@_PART
@click.option("--people", type=click.Path(), help="A list of people to look at instead.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")
def check(plan: str, part: str, people: str | None, as_json: bool) -> None:
    """Say what a plan was understood as, and whether it is good; or a list of people."""
    if people is not None:
        _check_people(people, as_json=as_json)
        return
    if not plan:
        raise click.MissingParameter(param_type="argument", param_hint="PLAN")
    from session.plan.understood import LeftOut, Understood
    from session.wording.catalogue import say
    from store.plans.read import PlanFaults, read_file
    from tui.cli.listing import as_document

    try:
        read = read_file(plan, part, central=_central())
    except PlanFaults as faults:
        if as_json:
            left = tuple(
                LeftOut(one.line, "", f"{one.wrong}; {one.instead}") for one in faults.faults
            )
            click.echo(as_document(_document(Understood(left_out=left, doubt=str(faults)))))
        raise Refused(str(faults)) from faults
    found = read.understood
    if as_json:
        click.echo(as_document(_document(found)))
    elif found.items:
        click.echo("\n".join(_lines(found)))
    if not found.good:
        raise Refused(say("cli.plan_no", path=plan, why=found.doubt))
    if not as_json:
        items = say("cli.items", n=len(found.items))
        click.echo(say("cli.plan_ok", path=plan, title=found.title, items=items))
        series = read.plan.series if read.plan else ""
        if known := desk_here().series_meant(series):
            click.echo(say("series.near", new=series, known=known))


def _check_people(path: str, *, as_json: bool) -> None:
    """Print the people of a list. Access needs are in neither format."""
    from session.model.plan import DEFAULT_ROLES
    from session.plan.reading.preview import left_words
    from session.wording.catalogue import say
    from store.plans.read import read_people_file
    from tui.cli.listing import as_document

    found = read_people_file(path, DEFAULT_ROLES, central=_central())
    if as_json:
        people = [
            {"name": one.name, "roles": list(one.role), "remote": one.remote}
            for one in found.people
        ]
        left = [{"line": one.line, "text": one.text, "why": one.why} for one in found.left_out]
        click.echo(as_document({"people": people, "left_out": left}))
        return
    for one in found.people:
        words = [*one.role, *([say("person.remote")] if one.remote else [])]
        click.echo("  ".join(filter(None, (one.name, ", ".join(words)))))
    if found.left_out:
        click.echo(
            "\n".join(
                ["", say("plan.left.head"), *(f"  {left_words(one)}" for one in found.left_out)]
            )
        )
    if not found.people:
        raise Refused(say("cli.no_people", path=path))


def _central() -> bool:
    from store.settings import read_settings

    return read_settings(desk_here().home)[0].central


@click.command()
@click.argument("plan", type=click.Path())
@_PART
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--print", "sheets", is_flag=True, help="Write run sheets to print: PDF and Word.")
def plan(plan: str, part: str, output: Path | None, sheets: bool) -> None:
    """Write a plan in any form as a plan file (TOML), or as pages to print."""
    from session.plan.reading.preview import left_words
    from session.wording.catalogue import say
    from store.exports.placing import place
    from store.plans.read import read_file
    from store.plans.write import plan_toml

    read = read_file(plan, part, central=_central())
    if read.plan is None or not read.understood.good:
        raise Refused(say("cli.plan_no", path=plan, why=read.understood.doubt))
    for left in read.understood.left_out:
        click.echo(left_words(left), err=True)
    if sheets:
        from store.exports.run_sheet import write_sheets

        for path in write_sheets(read.plan, output or Path(), Path(plan).stem):
            click.echo(path)
        return
    written = plan_toml(read.plan)
    if output is None:
        click.echo(written.decode(), nl=False)
    elif output.exists():
        raise Refused(say("cli.plan_there", path=str(output)))
    else:
        click.echo(place({output: written})[0])


def _lines(found: Understood) -> list[str]:
    """Return the parsed plan for a person to read: the items, then what was left out."""
    from session.model.text import short
    from session.plan.reading.preview import left_words, preview_lines
    from session.wording.catalogue import say

    lines = [*found.said]
    for one in preview_lines(found):
        also = "  ".join(filter(None, (one.kind, short(one.note, 60))))
        lines.append(
            f"{one.at:>7}  {one.minutes:>8}  {one.title}" + (f"  ({also})" if also else "")
        )
    if found.left_out:
        lines += [
            "",
            say("plan.left.head"),
            *(f"  {left_words(one)}" for one in found.left_out),
            "",
        ]
    return lines


def _document(found: Understood) -> dict[str, Any]:
    fields = ("title", "minutes", "starts_at", "kind", "focus", "notes")
    return {
        "title": found.title,
        "start": found.start,
        "items": [{name: getattr(one, name) for name in fields} for one in found.items],
        "left_out": [
            {"line": one.line, "text": one.text, "why": one.why} for one in found.left_out
        ],
        "good": found.good,
        "why": found.doubt,
        "parts": list(found.parts),
    }
