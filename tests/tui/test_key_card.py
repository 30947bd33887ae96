"""The keys on paper: all of them, also changed ones, and the card on one page."""

from __future__ import annotations

from screens.keys.keymap import layout_with
from screens.places import DIALOGS, TITLES
from tests.every_key import ALL_KEYS, KEYS
from tui.cli.key_card import ROWS, WIDTH, key_card, key_list


def test_the_card_fits_a_page_of_a4() -> None:
    lines = key_card(ALL_KEYS).splitlines()

    assert len(lines) <= ROWS
    assert max(map(len, lines)) <= WIDTH


def test_every_key_of_the_board_and_every_dialog_stands_on_the_card() -> None:
    told = key_card(ALL_KEYS)
    joined = " ".join(told.split())

    assert [key.label for key in KEYS["board"] if key.keys and key.label not in told] == ["Help"]
    assert [at for at in DIALOGS if TITLES[at].split()[0] not in joined] == ["line"]


def test_a_changed_key_stands_there_as_it_is_now() -> None:
    changed = layout_with({"next": "f5"}, all_keys=True)

    assert f"{'F5':>6}  Next item" in key_card(changed)
    assert f"{'F5':>6}  Next item" in key_list(changed)
    assert f"{'n':>6}  Next item" not in key_list(changed).split("\n\n")[0]


def test_the_list_tells_what_each_key_does() -> None:
    told = key_list(ALL_KEYS)

    for keys in KEYS.values():
        for key in keys:
            assert not key.keys or key.tooltip in told
