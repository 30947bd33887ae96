"""Keys changed in the settings: which can be, which can't, and what they are called."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.binding import Binding

from screens.keys.key import Key
from screens.keys.keymap import KEPT, as_changed, find, fixed, keymap, refused, shown, usable
from screens.keys.tables import KEYS, Place
from session.model.state import Rejected
from session.wording.catalogue import refusal


def key(place: Place, name: str) -> Key:
    return next(key for key in KEYS[place] if key.id == name)


@pytest.mark.parametrize(
    ("pressed", "says"),
    [
        ("question_mark", "?"),
        ("x", "x"),
        ("X", "X"),
        ("f5", "F5"),
        ("ctrl+x", "Ctrl+X"),
        ("space", "space"),
        ("full_stop", "."),
        ("up", "↑"),
    ],
)
def test_a_key_is_told_as_a_person_reads_it(pressed: str, says: str) -> None:
    assert shown(pressed) == says


@pytest.mark.parametrize("pressed", sorted(KEPT))
def test_what_means_the_same_everywhere_can_t_be_taken(pressed: str) -> None:
    no = refused("board", key("board", "next"), pressed, {})

    assert no is not None
    assert no.reason == "keys.kept"


def test_a_clash_says_with_what() -> None:
    no = refused("board", key("board", "next"), "p", {})

    assert isinstance(no, Rejected)
    assert refusal(no) == "“p” already means “Park” on “Board”. Change that first."


@pytest.mark.parametrize("pressed", ["full_stop", "1", "ctrl+m"])
def test_keys_heard_everywhere_numbers_and_doubtful_ones_are_refused(pressed: str) -> None:
    assert refused("board", key("board", "next"), pressed, {}) is not None


def test_a_key_heard_everywhere_clashes_with_those_of_every_screen() -> None:
    assert refused("everywhere", key("everywhere", "blackout"), "K", {}) is not None


def test_a_key_that_was_given_up_can_be_taken() -> None:
    changes = {"board.park": "f5"}

    assert refused("board", key("board", "next"), "p", changes) is None
    assert refused("themes", key("themes", "new-theme"), "p", {}) is None


def test_two_keys_can_change_places() -> None:
    good, unknown = usable({"board.park": "n", "board.next": "p"})

    assert good == {"board.park": "n", "board.next": "p"}
    assert unknown == ()


def test_what_a_hand_wrote_and_can_t_be_used_is_named() -> None:
    good, unknown = usable(
        {"board.next": "escape", "board.nothing": "f5", "board.turn": "f6", "board.note": "f7"}
    )

    assert good == {"board.note": "f7"}
    assert unknown == ("board.next", "board.nothing", "board.turn")


def test_help_is_always_on_f1_and_leaving_on_escape() -> None:
    changes = {"board.help": "f3", "themes.board": "f4", "everywhere.blackout": "f12"}

    assert keymap(changes) == {
        "board.help": "f3,f1",
        "themes.board": "f4,escape",
        "everywhere.blackout": "f12",
        "dialog.blackout": "f12",
    }
    now = next(one for one in as_changed("board", changes) if one.id == "help")
    assert now.shown == "F3"


def test_what_people_call_stays_as_it_is() -> None:
    assert fixed(key("board", "turn"))
    assert fixed(key("themes", "colour"))
    assert fixed(key("everywhere", "go-dark"))
    assert not fixed(key("board", "next"))
    assert find("board.next") == ("board", key("board", "next"))
    assert find("nowhere.next") is None


async def test_textual_takes_them() -> None:
    heard: list[str] = []

    class Small(App[None]):
        BINDINGS = [  # noqa: RUF012 - Textual types it so
            Binding("n", "hear('next')", id="board.next"),
            Binding("p", "hear('park')", id="board.park"),
        ]

        def action_hear(self, what: str) -> None:
            heard.append(what)

    app = Small()
    async with app.run_test() as pilot:
        app.set_keymap(keymap({"board.park": "n", "board.next": "p"}))
        await pilot.press("n", "p")

    assert heard == ["park", "next"]
