"""Every screen and dialog has its row in the one table of places, and no other list of them exists."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, get_args

import pytest
from textual.screen import ModalScreen, Screen

from screens.base import BaseScreen
from screens.dialogs.sheet import Sheet
from screens.places import DESTINATIONS, DIALOGS, TABLE, Place
from tests.screens.test_hostile import dialog_classes
from tests.tui.test_dark import screen_classes
from tui import places

ROOT = Path(__file__).parent.parent
MADE = [place for place, row in TABLE.items() if row.screen]
MOST_NAMED = 8
"""A list that names more places than this is a second table."""
LISTS = {
    "screens/places.py": "the table",
    "screens/keys/table.py": "which key is where",
}


def test_the_table_has_each_place_once() -> None:
    assert [*TABLE] == list(dict.fromkeys(TABLE))
    assert {*TABLE} == {*get_args(Place)} - {""}
    assert {*MADE} == {*DESTINATIONS, "small"}
    assert all(row.title or row.screen for row in TABLE.values())


@pytest.mark.parametrize("place", MADE)
def test_a_screen_is_made_from_its_row_and_names_it(place: Place) -> None:
    kind: Any = places.screen_of(place)

    assert place == kind.PLACE


def test_no_screen_is_without_its_row() -> None:
    dialogs = dialog_classes()
    leaves = {kind for kind in screen_classes() if not kind.__subclasses__()}
    assert len(leaves) > 40

    made = {places.screen_of(place) for place in MADE}

    assert {kind.__name__ for kind in leaves - dialogs if not issubclass(kind, ModalScreen)} == {
        kind.__name__ for kind in made
    }
    assert {name_of(kind) for kind in dialogs} - {""} <= {*DIALOGS}


def name_of(dialog: type[Screen[Any]]) -> str:
    return str(getattr(dialog, "PLACE", ""))


def test_no_second_list_of_places() -> None:
    found = {
        f"{path.relative_to(ROOT)}"
        for room in ("screens", "tui", "app", "session")
        for path in (ROOT / room).rglob("*.py")
        if any(
            len(named(node) & {*MADE}) > MOST_NAMED
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }

    assert found == {*LISTS}


def named(node: ast.AST) -> set[str]:
    """Return the words of a collection, of a chain of comparisons, or of one string."""
    match node:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return {
                one.value
                for one in parts
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
        case ast.Dict(keys=keys):
            return {
                one.value
                for one in keys
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
        case ast.Constant(value=str(words)):
            return {*words.split()}
        case _:
            return set()


def ours(kind: type[Any]) -> list[type[Any]]:
    """Return the classes of this program between a screen and Textual, nearest first."""
    return [one for one in kind.__mro__[1:] if one.__module__.startswith("screens.")]


@pytest.mark.parametrize("place", MADE)
def test_between_a_screen_and_textual_are_the_base_and_at_most_one_template(place: Place) -> None:
    between = ours(places.screen_of(place))

    assert between[-1] is BaseScreen
    assert len(between) <= 2, between


def test_a_dialog_is_made_of_the_same_base() -> None:
    for kind in dialog_classes():
        assert ours(kind)[-2:] == [Sheet, BaseScreen], kind


def actions(kind: type[Any]) -> set[str]:
    return {name for name in dir(kind) if name.startswith("action_")}


@pytest.mark.parametrize("place", MADE)
def test_no_part_of_a_screen_takes_a_key_from_another(place: Place) -> None:
    """Except those of Textual itself, such as ``focus``."""
    screen: Any = places.screen_of(place)
    own = actions(screen) - actions(Screen)

    for part in screen.PARTS:
        assert not own & actions(part), part
        own |= actions(part)
