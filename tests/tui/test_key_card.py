"""The keys on paper: all of them, also changed ones, and the card on one page."""

from __future__ import annotations

from screens.keys.dialogs import DIALOGS
from screens.keys.keymap import as_changed
from screens.keys.tables import KEYS
from tui.cli.key_card import ROWS, WIDTH, key_card, key_list


def test_the_card_fits_a_page_of_a4() -> None:
    lines = key_card({}).splitlines()

    assert len(lines) <= ROWS
    assert max(map(len, lines)) <= WIDTH


def test_every_key_of_the_board_and_every_dialog_stands_on_the_card() -> None:
    told = key_card({})
    joined = " ".join(told.split())

    assert [key.label for key in KEYS["board"] if key.keys and key.label not in told] == ["Help"]
    assert [title for title, _ in DIALOGS.values() if title.split()[0] not in joined] == []


def test_a_changed_key_stands_there_as_it_is_now() -> None:
    changes = {"board.next": "f5"}

    assert f"{'F5':>6}  Next item" in key_card(changes)
    assert f"{'F5':>6}  Next item" in key_list(changes)
    assert f"{'n':>6}  Next item" not in key_list(changes).split("\n\n")[0]


def test_the_list_tells_what_each_key_does() -> None:
    told = key_list({})

    for place, keys in KEYS.items():
        for key in as_changed(place, {})[: len(keys)]:
            assert not key.keys or key.tooltip in told
