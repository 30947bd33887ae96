"""The commands about series: listing them, and reporting what became of what they decided and promised."""

from __future__ import annotations

import click

from tui.cli.options import Refused, desk_here

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")
_STATES = ("done", "under-way", "not-done", "cannot-change", "passed-on")


@click.group(invoke_without_command=True)
@_AS_JSON
@click.pass_context
def series(context: click.Context, as_json: bool) -> None:
    """List every series, or say what became of what it decided, promised and asked for."""
    if context.invoked_subcommand is not None:
        return
    from tui.cli.listing import as_document, series_lines, series_of

    found = series_of(desk_here().rows())
    click.echo(as_document(found) if as_json else series_lines(found))


@series.command()
@click.argument("name")
@click.argument("thing", default="", metavar="[ID]")
@click.argument("state", type=click.Choice(_STATES), required=False)
@click.option("--why", default="", help="The reason; needed for what can't change.")
@click.option("--to", default="", help="To whom it was passed on.")
@_AS_JSON
def told(name: str, thing: str, state: str | None, why: str, to: str, as_json: bool) -> None:
    """Report what became of one thing; without a state, list everything with its id."""
    from app.series import report, series_named, thing_named, things_of, today
    from session.model.series import ReportOutcome
    from session.views.series import thing_lines
    from session.wording.catalogue import say
    from tui.cli.listing import as_document, thing_list

    desk = desk_here()
    named = series_named(desk, name)
    found = things_of(desk, named)
    if state:
        about = thing_named(found, thing)
        report(desk, named, ReportOutcome(about=about, state=state, why=why, to=to))  # type: ignore[arg-type]  # one of the choices
        found = tuple(one for one in things_of(desk, named) if one.id == about)
        lines = thing_lines(found, today(), names=True)
        click.echo("\n".join(say("cli.told", text=one.text, state=one.state) for one in lines))
        return
    wanted = [one for one in found if one.id.startswith(thing)]
    if found and not wanted:
        raise Refused(say("refused.thing_unknown"))
    lines = thing_lines(wanted, today(), names=True)
    click.echo(as_document(lines) if as_json else thing_list(lines))


@series.command()
@click.argument("name")
@click.argument("text")
@click.option("--by", "who", default="", help="Who promised it, such as the council.")
@click.option("--due", default="", help="By when, as a date or in words.")
def promise(name: str, text: str, who: str, due: str) -> None:
    """Write down what an organisation promised."""
    from app.series import report, series_named
    from session.model.series import MakePromise
    from session.wording.catalogue import say

    desk = desk_here()
    report(desk, series_named(desk, name), MakePromise(text=text, who=who, by=due))
    click.echo(say("cli.promised", who=who, text=text))


@series.command()
@click.argument("session")
@click.argument("name")
def move(session: str, name: str) -> None:
    """Move a session to another series, which may be a new one, or with "" to none."""
    from app.series import move as moved
    from session.wording.catalogue import say

    desk = desk_here()
    key = desk.named(session)
    troubles = moved(desk, key, name)
    row = next(one for one in desk.rows() if one.id == key)
    moved_to = "cli.moved" if row.series else "cli.moved_alone"
    click.echo(say(moved_to, title=row.title or say("home.untitled"), series=row.series))
    for one in troubles:
        click.echo(one, err=True)


@series.command()
@click.argument("name")
@click.argument("number", type=int)
def sessions(name: str, number: int) -> None:
    """Say how many sessions a series will have in all."""
    from app.series import report, series_named
    from session.model.series import PlanSessions
    from session.wording.catalogue import say

    desk = desk_here()
    named = series_named(desk, name)
    report(desk, named, PlanSessions(sessions=number))
    click.echo(say("cli.planned", series=named, sessions=say("cli.sessions", n=number)))


@series.command()
@click.argument("name")
@click.argument("old")
@click.argument("new")
@click.option("--why", default="", help="Why the decision changed.")
def replace(name: str, old: str, new: str, why: str) -> None:
    """Let a later decision replace an earlier one, and say why."""
    from app.series import report, series_named, thing_named, things_of
    from session.model.series import ReplaceDecision
    from session.wording.catalogue import say

    desk = desk_here()
    named = series_named(desk, name)
    found = things_of(desk, named)
    about, instead = thing_named(found, old), thing_named(found, new)
    report(desk, named, ReplaceDecision(about=about, instead=instead, why=why))
    texts = {one.id: one.text for one in found}
    click.echo(say("cli.replaced", text=texts[about], instead=texts[instead]))
