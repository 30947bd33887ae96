"""Commands that print reference sheets: the keys, the wording."""

from __future__ import annotations

import click


@click.command()
@click.option("--print", "card", is_flag=True, help="One page of A4, in two columns.")
def keys(card: bool) -> None:
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
