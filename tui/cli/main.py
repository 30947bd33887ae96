"""The command line. Each command is a few lines; what it needs is imported when it is used."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.catch_up import catch_up
from tui.cli.forget import forget
from tui.cli.hall import hall_check
from tui.cli.options import COLOURS, Refused, desk_here, on_terminal, reopened, way_options, ways_of
from tui.cli.plans import check
from tui.cli.plans import plan as plan_command
from tui.cli.series import series
from tui.cli.sheets import keys, wording

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom
    from app.library import Library
    from app.live_session import LiveSession
    from app.network_options import NetworkOptions
    from app.rehearsal.coach import Rehearsal

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fairsay", prog_name="fairsay")
@COLOURS
@click.pass_context
def fairsay(context: click.Context, colours: str | None) -> None:
    """Run a co-production session from this terminal. Without a command: Home."""
    # Colours chosen before a command hold for it too, unless it has its own.
    context.default_map = {name: {"colours": colours} for name in fairsay.commands}
    if context.invoked_subcommand is None:
        _show(desk_here(), colours=colours)


@fairsay.command()
@click.argument("plan", type=click.Path())
@way_options
@COLOURS
def run(plan: str, colours: str | None, **told: Any) -> None:
    """Start a session from a plan file."""
    from app.library import AskSeries

    ways = ways_of(told)
    _needs_terminal()
    desk = desk_here()
    begun = desk.begin(plan)
    while isinstance(begun, AskSeries):
        begun = desk.begin(plan, begun.known if click.confirm(begun.question) else begun.new)
    if isinstance(begun, tuple):
        raise Refused("\n".join(begun))
    _show(desk, begun, colours=colours, ways=ways)


@fairsay.command()
@click.argument("session", default="")
@way_options
@COLOURS
def resume(session: str, colours: str | None, **told: Any) -> None:
    """Go on with a session, or the newest unfinished one."""
    ways = ways_of(told)
    _needs_terminal()
    desk = desk_here()
    _show(desk, reopened(desk, session), colours=colours, ways=ways)


@fairsay.command()
@click.option("--script", is_flag=True, help="Play to the end without a screen; print the recap.")
@click.option("--out", type=click.Path(path_type=Path), help="Keep the demo's data and files here.")
@COLOURS
def demo(script: bool, out: Path | None, colours: str | None) -> None:
    """Watch a sample session with simulated people."""
    if script or not on_terminal():
        from app.demo.player import play_script

        click.echo(play_script(out), nl=False)
        return
    from store.paths import private_folder

    desk = desk_here()
    room = desk.demo(private_folder(out) / "data" if out else None)
    _show(desk, room.live, room, colours)


@fairsay.command()
@COLOURS
def rehearse(colours: str | None) -> None:
    """Try the eight keys on the board, with made-up people."""
    _needs_terminal()
    desk = desk_here()
    room = desk.rehearsal()
    _show(desk, room.live, room, colours)


@fairsay.command()
@_AS_JSON
def sessions(as_json: bool) -> None:
    """List every session, newest first."""
    from tui.cli.listing import as_document, as_rows, session_lines

    rows = desk_here().rows()
    click.echo(as_document(as_rows(rows)) if as_json else session_lines(rows))


@fairsay.command()
@_AS_JSON
def status(as_json: bool) -> None:
    """Say which session is open now."""
    from session.wording.catalogue import say
    from tui.cli.listing import as_document, status_line, status_of

    found = status_of(desk_here())
    if found is None:
        raise Refused(say("cli.none_live"))
    click.echo(as_document(found) if as_json else status_line(found))


@fairsay.command()
@click.argument("session")
@click.option(
    "--format", "form", default="", help="markdown, text, html, docx, pdf, csv, json, ics …"
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder that is there."
)
@click.option("--version", type=int, help="An earlier version of a corrected recap.")
@click.option("--short", is_flag=True, help="The first side alone: one page.")
@click.option("--large-print", is_flag=True, help="At 18 points: for html, docx and pdf.")
def recap(
    session: str,
    form: str,
    output: Path | None,
    version: int | None,
    short: bool,
    large_print: bool,
) -> None:
    """Print the recap of a session, or write it to a file."""
    from app.export_progress import ExportProgress
    from tui.cli.listing import form_of, printed, variant_of

    desk = desk_here()
    named = desk.named(session)
    form = form or ("text" if output is None else form_of(output))
    form = variant_of(form, brief=short, large=large_print)
    if output is None:
        click.echo(printed(desk.content(named, form, version=version), form), nl=False)
        return
    shown = ExportProgress(beside=_beside)
    for path in desk.export(named, form, output, shown, version=version):
        click.echo(path)


def _beside(held: Path, beside: Path) -> None:
    from session.wording.catalogue import say

    # On stderr, so that a program that reads the paths gets nothing else.
    click.echo(say("export.beside", name=held.name, beside=beside.name), err=True)


@fairsay.command()
@click.option(
    "--repair",
    is_flag=True,
    help="Cut unfinished ends (kept aside); make the index again; finish strikes.",
)
def verify(repair: bool) -> None:
    """Check everything that is stored, and report what is wrong."""
    from store.verify import verify as look
    from tui.cli.listing import verified

    report = look(desk_here().home, repair=repair)
    if not report.sound:
        raise Refused(verified(report))
    click.echo(verified(report))


fairsay.add_command(catch_up)
fairsay.add_command(check)
fairsay.add_command(plan_command)
fairsay.add_command(forget)
fairsay.add_command(hall_check)
fairsay.add_command(keys)
fairsay.add_command(series)
fairsay.add_command(wording)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    # Garbage collection while everything is imported takes a sixth of the time to the first paint; the app
    # enables it again once it is on the screen.
    gc.disable()
    try:
        fairsay.main(arguments, prog_name="fairsay", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 1
    except click.exceptions.Exit as left:
        return left.exit_code
    except BrokenPipeError:
        # The reader has closed the pipe.
        sys.stderr.close()
        return 0
    except Exception as fault:  # noqa: BLE001 - the last resort: never a traceback on a screen
        click.echo(_sentence(fault), err=True)
        return 1
    finally:
        gc.enable()
    return 0


def _sentence(fault: Exception) -> str:
    from app.crash_log import CrashLog
    from session.wording.catalogue import say
    from store.paths import data_home
    from store.refusal import Refusal

    if isinstance(fault, Refusal):
        return str(fault)
    if isinstance(fault, OSError) and fault.filename and fault.strerror:
        return say("cli.disk", path=str(fault.filename), why=fault.strerror)
    crash = CrashLog(data_home().log)
    crash.note(fault)
    return crash.sentence


def _needs_terminal() -> None:
    if not on_terminal():
        from session.wording.catalogue import say

        raise Refused(say("cli.no_terminal"))


def _where_kept(live: LiveSession | None) -> str:
    """Return where a session is kept, if the data folder could not be made to lead there; else empty."""
    from session.wording.catalogue import say

    if live is None or not (alone := live.alone_at):
        return ""
    return say("quit.kept_noted" if live.is_noted else "quit.kept_alone", path=str(alone))


def _show(
    desk: Library,
    live: LiveSession | None = None,
    room: SimulatedRoom | Rehearsal | None = None,
    colours: str | None = None,
    ways: NetworkOptions | None = None,
) -> None:
    """Run the app until it exits; then close the session it had open."""
    from app.network_options import NetworkOptions
    from session.wording.catalogue import say
    from tui.app import FairsayApp
    from tui.reopening import Reopening

    _needs_terminal()
    # Textual would turn every colour grey; the theme without colours leaves the terminal its own.
    no_colour = os.environ.pop("NO_COLOR", "")
    all_keys = os.environ.get("FAIRSAY_KEYS", "").strip().lower() == "all"
    ways = ways or NetworkOptions()
    first = FairsayApp(desk, live, room, colours or "", no_colour, ways, all_keys=all_keys)
    running = Reopening(first)
    try:
        said = running.run()
    finally:
        app = running.app
        trouble = app.saved.trouble
        app.plans.keep_draft()
        kept = app.live is None or app.live.close()
        for one in (*app.opening.letting_go, *([app.live] if app.live else [])):
            for late in one.late:
                click.echo(late, err=True)
        desk.close()
    if app.crash.noted:
        raise Refused(app.crash.sentence)
    if not kept:
        raise Refused(say("quit.lost", trouble=trouble))
    if running.reopened:
        click.echo(first.crash.sentence, err=True)
    if app.rehearsals.is_on:
        said = say("rehearsal.left")
    if said:
        click.echo(_where_kept(app.live) or said)
