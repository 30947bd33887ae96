"""The command for who missed something: one side on what happened in a series since."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.options import Refused, desk_here


@click.command("catch-up")
@click.argument("series")
@click.option("--since", default="", metavar="DATE", help="Everything on or after this day.")
@click.option(
    "--person",
    default="",
    metavar="NAME",
    help="Everything since they were last here, with what they took on: for them alone.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--large-print", is_flag=True, help="At 18 points: for html, docx and pdf.")
def catch_up(series: str, since: str, person: str, output: Path | None, large_print: bool) -> None:
    """Print one side on what somebody missed, or write it to a file."""
    from app.catch_up import about_missed, caught_up, past_day, write
    from app.series import series_named
    from session.wording.catalogue import say

    if bool(since) == bool(person):
        raise Refused(say("cli.since_or_person"))
    desk = desk_here()
    day = past_day(since) if since else ""
    named = series_named(desk, series)
    if output is None:
        from store.exports.catch_up import drawn

        side = caught_up(desk, named, since=day, person=person, large=large_print)
        click.echo(drawn(side, ".txt").decode(), nl=False)
        return
    about = about_missed(desk, named, since=day, person=person, large=large_print)
    path, reached = write(desk, about, output)
    click.echo(path)
    if not reached:
        click.echo(say("catchup.yours"), err=True)
