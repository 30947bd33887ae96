"""The table of keys: one letter, one deed; what each means now, and which can be changed."""

from __future__ import annotations

import pytest

from screens.keys.deeds import ambiguous, to_learn
from screens.keys.key import Key
from screens.keys.keymap import (
    KEPT,
    Layout,
    as_now,
    find,
    fixed,
    hear,
    keys_on,
    layout_with,
    refused,
    shown,
    usable,
)
from screens.keys.tables import ROWS
from screens.places import PLACES, SCREENS, Place
from session.model.state import Rejected
from session.wording.catalogue import refusal
from tests.every_key import ALL_KEYS

USUAL = Layout()


def key(name: str) -> Key:
    found = find(name)
    assert found
    return found


MOST_ROWS = 120


def test_a_letter_has_one_deed_on_all_screens_and_in_all_dialogs() -> None:
    letters = [one for row in ROWS for one in row.keys.split(",") if len(one) == 1]

    assert ambiguous(USUAL) == []
    assert [one for one in letters if one.isalpha() and not one.islower()] == []


def test_there_are_no_more_rows_to_learn_than_fit_into_a_head() -> None:
    assert len(to_learn(USUAL)) <= MOST_ROWS


@pytest.mark.parametrize("layout", [USUAL, ALL_KEYS], ids=["eight", "all keys"])
@pytest.mark.parametrize("place", PLACES)
def test_a_key_stands_for_one_row_of_a_screen(place: Place, layout: Layout) -> None:
    taken = [one for row in keys_on(place, layout) for one in row.keys.split(",") if one]

    assert sorted({one for one in taken if taken.count(one) > 1}) == []


def test_rows_have_names_of_their_own_and_stand_somewhere() -> None:
    ids = [row.id for row in ROWS]

    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    assert {place for row in ROWS for place in row.places} == set(PLACES)


@pytest.mark.parametrize("place", SCREENS)
def test_nothing_is_lost_with_the_eight_keys(place: Place) -> None:
    before = {row.id for row in keys_on(place, ALL_KEYS)}

    assert {row.id for row in keys_on(place, USUAL)} == before


def test_a_capital_is_heard_as_the_small_letter() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for place in PLACES:
            assert hear(place, letter.upper(), USUAL) == hear(place, letter, USUAL)


@pytest.mark.parametrize(
    ("place", "pressed", "kind", "stroke"),
    [
        ("board", "n", "act", "deed.go-on"),
        ("board", "k", "again", "deed.skip"),
        ("board", "2", "act", "deed.turn.2"),
        ("board", "full_stop", "act", "deed.blackout"),
        ("board", "space", "plain", ""),
        ("board", "ctrl+p", "plain", ""),
        ("board", "up", "plain", ""),
        ("board", "é", "unknown", ""),
        ("themes", "e", "act", "deed.colour.E"),
        ("themes", "h", "act", "deed.speak"),
        ("themes", "i", "again", "deed.new-idea"),
        ("themes", "enter", "plain", ""),
        ("record", "k", "unknown", ""),
        ("question", "n", "unknown", ""),
        ("blackout", "n", "plain", ""),
        ("", "n", "plain", ""),
    ],
)
def test_what_a_key_means(place: str, pressed: str, kind: str, stroke: str) -> None:
    heard = hear(place, pressed, USUAL)

    assert (heard.kind, heard.stroke) == (kind, stroke)


@pytest.mark.parametrize(
    ("place", "pressed", "stroke"),
    [
        ("board", "k", "deed.skip"),
        ("board", "N", "deed.back"),
        ("themes", "c", "deed.colour.C"),
        ("themes", "C", "deed.colour.C"),
        ("themes", "3", "deed.remove-theme"),
        ("question", "n", "deed.confirm-no"),
    ],
)
def test_with_all_keys_each_acts_at_once(place: str, pressed: str, stroke: str) -> None:
    assert hear(place, pressed, ALL_KEYS).kind == "act"
    assert hear(place, pressed, ALL_KEYS).stroke == stroke


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
        ("plus", "+"),
        ("escape", "Esc"),
        ("delete", "Del"),
    ],
)
def test_a_key_is_told_as_a_person_reads_it(pressed: str, says: str) -> None:
    assert shown(pressed) == says


@pytest.mark.parametrize("pressed", sorted(KEPT))
def test_what_means_the_same_everywhere_can_t_be_taken(pressed: str) -> None:
    no = refused("go-on", pressed, USUAL)

    assert no is not None
    assert no.reason == "keys.kept"


def test_a_clash_says_with_what() -> None:
    no = refused("go-on", "p", USUAL)

    assert isinstance(no, Rejected)
    assert refusal(no) == "“p” already means “Park” on “Board”. Change that first."


@pytest.mark.parametrize("pressed", ["full_stop", "1", "ctrl+m", "K"])
def test_what_is_heard_everywhere_numbers_doubtful_ones_and_capitals_are_refused(
    pressed: str,
) -> None:
    assert refused("go-on", pressed, USUAL) is not None


def test_a_key_heard_everywhere_clashes_with_those_of_every_screen() -> None:
    assert refused("blackout", "k", USUAL) is not None


def test_a_key_that_was_given_up_can_be_taken() -> None:
    changed = layout_with({"park": "f5"})

    assert refused("go-on", "p", changed) is None
    assert refused("no-theme", "p", USUAL) is None


def test_two_keys_can_change_places() -> None:
    good, unknown = usable({"park": "n", "go-on": "p"})

    assert good == {"park": "n", "go-on": "p"}
    assert unknown == ()


def test_a_key_is_also_found_as_it_was_named_before() -> None:
    good, unknown = usable({"board.park": "f5", "themes.redo": "f6"})

    assert good == {"park": "f5", "redo": "f6"}
    assert unknown == ()


def test_what_a_hand_wrote_and_can_t_be_used_is_named() -> None:
    good, unknown = usable({"go-on": "escape", "nothing": "f5", "turn": "f6", "write": "f7"})

    assert good == {"write": "f7"}
    assert unknown == ("go-on", "nothing", "turn")


def test_a_changed_key_acts_on_every_screen_where_the_deed_stands() -> None:
    changed = layout_with({"put-right": "f5", "skip": "ctrl+k"})

    assert hear("record", "f5", changed).stroke == "deed.change"
    assert hear("themes", "f5", changed).stroke == "deed.edit-idea"
    assert hear("record", "e", changed).kind == "unknown"
    assert hear("board", "ctrl+k", changed).kind == "act"


def test_a_key_that_was_given_up_does_nothing() -> None:
    assert hear("board", "space", layout_with({"pause": "f5"})).kind == "unknown"


def test_help_is_always_on_f1_and_leaving_on_escape() -> None:
    changed = layout_with({"help": "f3", "leave": "f4"})

    now = next(one for one in keys_on("board", changed) if one.id == "help")
    back = next(one for one in keys_on("start", changed) if one.id == "board")
    assert (now.keys, now.shown) == ("f3,f1", "F3")
    assert (back.keys, back.shown) == ("f4,escape", "F4")


def test_what_people_call_stays_as_it_is() -> None:
    assert fixed(key("turn"))
    assert fixed(key("colour"))
    assert fixed(key("go-dark"))
    assert not fixed(key("next"))
    assert find("nowhere.next") is None


@pytest.mark.parametrize(
    ("place", "layout", "now"),
    [
        ("people", ALL_KEYS, "Press a to add somebody."),
        ("people", USUAL, "Press + to add somebody."),
        ("people", layout_with({"add": "f5"}), "Press F5 to add somebody."),
        ("home", USUAL, "Press ? to add somebody."),
        ("calm", USUAL, "Press a to add somebody."),
    ],
)
def test_a_key_in_a_sentence_is_told_as_it_is_now(place: Place, layout: Layout, now: str) -> None:
    assert as_now(place, layout, "Press a to add somebody.") == now
