"""Options that several commands of the command line share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from session.model.settings import THEME_NAMES
from store.refusal import Refusal

if TYPE_CHECKING:
    from app.library import Library
    from app.live_session import LiveSession
    from app.network_options import NetworkOptions

COLOURS = click.option(
    "--theme",
    "colours",
    type=click.Choice(THEME_NAMES),
    help="The colours of the screen, for this once.",
)


class Refused(Refusal):
    """A command failed; the text is plain lines for the person."""


def desk_here() -> Library:
    """Return the data folder of the command line."""
    from app.library import Library
    from store.paths import data_home

    return Library(data_home())


def reopened(desk: Library, session: str) -> LiveSession:
    """Open a session again; if only an older record of it is here, ask whether to go on with that."""
    from app.open_session import OnlyOlder

    try:
        return desk.resume(session)
    except OnlyOlder as only:
        click.echo(str(only))
        if not click.confirm(only.question):
            raise click.Abort from only
        return desk.resume(only.session, older=True)


def on_terminal() -> bool:
    """Return whether this is an interactive terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def port_option(about: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option for a port; a number that no port has is refused."""
    return click.option("--port", default=0, help=about, callback=_port)


def _port(_command: click.Context, _option: click.Parameter, port: int) -> int:
    from session.wording.catalogue import say

    if not 0 <= port < 1 << 16:
        raise Refused(say("cli.port", port=port))
    return port


def way_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options about the phone page to a command."""
    for option in (
        click.option("--public-url", default="", help="An address elsewhere that leads here."),
        port_option("The port of the phone page; 0: a free one."),
        click.option("--host", default="", help="Serve the phone page on this address alone."),
        click.option(
            "--no-phones", is_flag=True, help="Without phones; every phone action has another way."
        ),
        click.option("--open", "open_", is_flag=True, help="Let people join by phone at once."),
    ):
        command = option(command)
    return command


def ways_of(told: dict[str, Any]) -> NetworkOptions:
    """Return the options about the phone page. Raises ``Refused``."""
    from app.network_options import NetworkOptions
    from session.wording.catalogue import say

    if told["public_url"]:
        from remote.addresses import public

        try:
            public(told["public_url"])
        except ValueError as wrong:
            raise Refused(say("cli.public_url", url=told["public_url"])) from wrong
    return NetworkOptions(
        not told["no_phones"], told["open_"], told["host"], told["port"], told["public_url"]
    )
