"""The command that deletes a person or a session from everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.options import Refused, desk_here, on_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from session.erase.look_alikes import LookAlike


@click.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--also", multiple=True, help="Another way in which the person is named.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file for the receipt.")
def forget(who: str, yes: bool, also: tuple[str, ...], output: Path | None) -> None:
    """Delete a person or a session from everything, permanently."""
    from app.erase import aim_at, alike_question, receipt
    from app.erase import forget as forgotten
    from session.model.folding import folded
    from session.wording.catalogue import say
    from store.exports.placing import place

    desk = desk_here()
    aim = aim_at(desk, who)
    open_ = [one for one in aim.alike if folded(one.text) not in map(folded, also)]
    if not yes:
        if not on_terminal():
            raise Refused("\n".join((aim.question, *_left(open_), say("forget.needs_yes"))))
        if not click.confirm(aim.question):
            raise Refused(say("forget.kept"))
        also += tuple(one.text for one in open_ if click.confirm(alike_question(one)))
    else:
        for line in _left(open_):
            # In addition to the receipt, which contains no names.
            click.echo(line, err=True)
    told = forgotten(desk, aim, also)
    lines = receipt(told)
    click.echo(lines)
    if output is not None:
        click.echo(place({output: f"{lines}\n".encode()})[0])
    if not told.done:
        raise Refused(say("forget.again") if told.person else "\n".join(told.troubles))


def _left(alike: Sequence[LookAlike]) -> tuple[str, ...]:
    """Return the lines that list the remaining look-alikes of the name."""
    from session.wording.catalogue import say

    told = (say("forget.alike", text=one.text, n=one.n) for one in alike)
    return (say("forget.alike_left"), *(f"  {one}" for one in told)) if alike else ()
