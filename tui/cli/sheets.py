"""Commands that print reference sheets: the keys, the wording."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--print", "card", is_flag=True, help="One page of A4, in two columns.")
@click.option(
    "--cards",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a PDF: the eight keys on cards, four to a sheet; every key on the back.",
)
def keys(card: bool, cards: Path | None) -> None:
    """List every key, also those you changed."""
    from screens.keys.keymap import layout_with, usable
    from store.paths import data_home
    from store.settings import read_settings
    from tui.cli.key_card import key_card, key_list

    settings, told = read_settings(data_home())
    if told:
        click.echo(told, err=True)
    changes, _ = usable(settings.keys, all_keys=settings.all_keys)
    layout = layout_with(changes, all_keys=settings.all_keys)
    if cards:
        from tui.cli.eight_card import eight_card

        cards.write_bytes(eight_card(layout))
        click.echo(cards)
        return
    click.echo(key_card(layout) if card else key_list(layout), nl=False)


@click.command()
def wording() -> None:
    """Print every sentence, as a file in which you may change them."""
    from store.paths import data_home
    from store.wording import printed, read_wording

    path = data_home().wording
    words, faults = read_wording(path) if path.exists() else ({}, ())
    click.echo(printed(path, words), nl=False)
    for fault in faults:
        click.echo(str(fault), err=True)
