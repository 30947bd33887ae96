"""The command that checks the hall: before people come, it says what will not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.options import Refused, desk_here, on_terminal, port_option

if TYPE_CHECKING:
    from session.views.hall import HallReport

_SIGNS = {"fine": "✓", "look": "!", "wrong": "✗"}


@click.command("hall-check")
@click.argument("plan", default="", type=click.Path())
@port_option("The port the phone page is to have; 0: a free one.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")
def hall_check(plan: str, port: int, as_json: bool) -> None:
    """Say what will not work in this hall, before people come."""
    import asyncio

    from app.hall.check import check_hall
    from app.hall.probes import probes_here
    from app.network_options import NetworkOptions
    from tui.cli.listing import as_document
    from tui.hall import report_of, terminal_of
    from tui.places import missing_for_letters

    if on_terminal() and not as_json:
        _sample()
    ways = NetworkOptions(port=port)
    probes = probes_here(desk_here(), terminal_of(), missing_for_letters, ways, plan=plan)
    report = asyncio.run(check_hall(probes))
    click.echo(as_document(report_of(report)) if as_json else _lines(report))
    if not report.ready:
        raise Refused(report.summary)


def _lines(report: HallReport) -> str:
    from session.views.hall import in_order, name_of

    found = in_order(report.checks)
    width = max(len(name_of(one.check)) for one in found)
    lines = [f"{_SIGNS[one.status]} {name_of(one.check):<{width}}  {one.say}" for one in found]
    return "\n".join([*lines, *([report.summary] if report.ready else [])])


def _sample() -> None:
    """Draw what only an eye can judge: large letters, and the eight colours."""
    from session.rules.themes import SHAPES
    from session.wording.catalogue import say
    from tui.hall import large
    from tui.theme import DEFAULT, THEMES

    named = next(theme for theme in THEMES if theme.name == DEFAULT).variables
    click.echo("\n".join(large(say("hall.sample"))))
    signs = (
        click.style(f"{letter} {shape}", fg=_rgb(named[f"theme-{letter.lower()}"]), bold=True)
        for letter, shape in SHAPES.items()
    )
    click.echo(f"\n{'   '.join(signs)}\n{say('hall.sample.colours')}\n")


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
