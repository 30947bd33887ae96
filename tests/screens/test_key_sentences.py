"""Sentences that name a key: each names the one that does it now, whatever the keys are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.keys.keymap import Layout, as_now, keys_on
from screens.places import Place
from session.wording.catalogue import CATALOGUE, say

ROOT = Path(__file__).parents[2]
PRESS = re.compile(r"\b[Pp]ress ([A-Za-z0-9])\b")
SENTENCES: dict[str, tuple[Place, tuple[str, ...], tuple[str, ...]]] = {
    "agreement.none": ("start", ("suggest", "add"), ("suggest", "add")),
    "agreement.suggest.none": ("start", ("add",), ("add",)),
    "ballots.whose.none": ("board", ("people",), ("people",)),
    "dialog.agenda.none": ("agenda", ("agenda-add",), ("agenda-add",)),
    "home.begin": ("home", ("new", "demo"), ("new", "help")),
    "home.faults": ("home", ("file",), ("help",)),
    "home.first.go_on": ("home", ("new",), ("new",)),
    "home.first.plan": ("home", ("new",), ("new",)),
    "home.others": ("home", ("all",), ("help",)),
    "join.none.add": ("join", ("ways",), ("ways",)),
    "join.nowhere": ("join", ("another",), ("another",)),
    "keys.elsewhere": ("help", ("change-key",), ("change-key",)),
    "keys.text_dropped": ("board", ("note",), ("write",)),
    "notes.none": ("record", ("note",), ("write",)),
    "opening.missing": ("start", ("add",), ("add",)),
    "parking.none": ("record", ("park",), ("park",)),
    "people.none": ("people", ("add",), ("add",)),
    "plan.draft_back": ("plan", ("save",), ("save",)),
    "plan.nobody": ("plan", ("add-item",), ("add-item",)),
    "readback.to_agree": ("close", ("agree-recap",), ("agree-recap",)),
    "strike.soon": ("board", ("undo",), ("undo",)),
    "themes.no_letter": ("themes", ("new-theme",), ("new-theme",)),
    "themes.no_theme": ("themes", ("new-theme",), ("new-theme",)),
    "themes.none": ("themes", ("new-idea",), ("new-idea",)),
    "words.none": ("words", ("words-add",), ("words-add",)),
}
"""By its name: where it is shown, and the rows that its keys mean with ``All keys`` and without."""
ELSEWHERE = {"ballots.whose.none"}
"""It names the key of another screen, whose letter is the same in both."""


def pressed(sentence: str) -> list[str]:
    return re.findall(r"\b[Pp]ress (\S+?)(?=[ .,])", sentence)


def shown_keys(place: Place, layout: Layout, rows: tuple[str, ...]) -> list[str]:
    known = {key.id: key.shown for key in keys_on(place, layout)}
    return [known[row] for row in rows]


def test_every_sentence_that_names_a_key_is_in_the_table() -> None:
    found = {
        name
        for name, words in CATALOGUE.items()
        for text in (words if isinstance(words, tuple) else (words,))
        if PRESS.search(text)
    }

    assert found == SENTENCES.keys()


LONE = re.compile(r"(?<![\w{'’“./-])[b-z](?![\w}’'./-])")
AS_IT_IS = {"keys.card.always"}
"""The card of all keys tells the usual ones."""


def test_no_sentence_names_a_key_in_another_way() -> None:
    """The lines of keys below a dialog are made from the table where they are shown."""
    found = {
        name
        for name, words in CATALOGUE.items()
        for text in (words if isinstance(words, tuple) else (words,))
        if LONE.search(PRESS.sub("", text)) and not name.endswith(".keys")
    }

    assert found == AS_IT_IS


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("all_keys", [False, True])
def test_it_names_the_key_that_does_it(name: str, all_keys: bool) -> None:
    place, before, now = SENTENCES[name]
    layout = Layout(all_keys=all_keys)
    sentence = as_now(place, layout, say(name, n=2, letter="A", title="T", label="L", screen="S"))

    assert pressed(sentence) == shown_keys(place, layout, before if all_keys else now)


def test_no_screen_shows_one_as_it_is_written() -> None:
    """It goes through ``hint`` or ``as_now``, or is the line of a page or list that does."""
    rooms = ("app", "screens", "tui")
    found = {
        f"{path.relative_to(ROOT)}:{name}"
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        for name in _said_plainly(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert found == set()


def _said_plainly(tree: ast.AST) -> Iterator[str]:
    through = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) == "as_now"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "say" and id(node) not in through:
            for one in node.args[:1]:
                if isinstance(one, ast.Constant) and one.value in SENTENCES.keys() - ELSEWHERE:
                    yield str(one.value)


def _called(node: ast.Call) -> str:
    name = node.func
    return name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")
