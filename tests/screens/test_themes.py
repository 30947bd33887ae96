"""Sorting ideas: every key of the themes screen, few ideas and many."""

from __future__ import annotations

from typing import Any

import pytest

from screens.themes import ThemesScreen
from screens.widgets.rows import Rows
from session.model.history import Redo, Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
    ColourIdea,
    EditIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.people import AddPerson, ChangeConsent, Consent
from session.model.protocol import AnyCommand
from session.model.text import bare
from session.wording.catalogue import say
from tests.every_key import KEYS as KEYS_ON
from tests.screens.hall import hall
from tests.screens.harness import SIZES, Harness, Table, seen


def sorting(table: Table | None = None) -> Harness:
    """Open the screen: the fifth of six ideas is the first that is not sorted."""
    return Harness(ThemesScreen(), table or hall())


def idea(app: Harness, n: int) -> str:
    assert app.table
    return list(app.table.state.ideas)[n]


def theme(app: Harness, n: int) -> str:
    assert app.table
    return list(app.table.state.themes)[n]


@pytest.mark.parametrize("letter", ["A", "B", "C", "D", "E", "a", "b", "c", "d", "e"])
async def test_a_letter_colours_the_idea_in_focus_and_goes_on(letter: str) -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Idea 5 of 6" in seen(app)
        await pilot.press(letter)
        await pilot.pause()
        nth = "ABCDE".index(letter.upper())
        assert app.commands == [ColourIdea(idea=idea(app, 4), theme=theme(app, nth))]
        assert "Idea 6 of 6" in seen(app)


@pytest.mark.parametrize("letter", ["F", "G", "H", "f", "g", "h"])
async def test_a_letter_without_a_theme_says_so_and_stays(letter: str) -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press(letter)
        await pilot.pause()
        assert app.commands == []
        assert app.told == [say("themes.no_letter", letter=letter.upper())]
        assert "Idea 5 of 6" in seen(app)


@pytest.mark.practice("P55")
async def test_an_idea_stands_with_who_chose_to_be_shown() -> None:
    held = hall()
    name = "Kit [/red]"
    held.do(AddPerson(name=name))
    kit = list(held.state.people)[-1]
    held.do(
        AddIdea(text="A night bus", author=kit),
        ChangeConsent(person=kit, consent=Consent(named=True)),
    )
    app = sorting(held)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert f"A night bus  from {name}" in seen(app)
        app.state = held.do(ChangeConsent(person=kit, consent=Consent())).state
        await pilot.pause()
        assert "A night bus" in seen(app)
        assert "Kit" not in seen(app)


async def test_also_called_makes_it_contested_and_stays() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press("up", "plus")
        await pilot.pause()
        assert "Also called: press the letter" in seen(app)
        await pilot.press("c")
        await pilot.pause()
        assert app.commands == [ColourIdea(idea=idea(app, 3), theme=theme(app, 2), also=True)]
        assert "B ■ Food and warmth   C ▲ Someone to talk to  seen differently" in seen(app)
        assert "Also called" not in seen(app).splitlines()[-2]


async def test_esc_leaves_also_called_and_then_the_screen() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press("plus", "escape")
        await pilot.pause()
        assert app.ways == []
        await pilot.press("escape")
        await pilot.pause()
        assert (app.ways, app.commands) == (["board"], [])


KEYS: list[tuple[list[str], Any]] = [
    (["up", "0"], lambda app: ColourIdea(idea=idea(app, 3))),
    (["up", "delete"], lambda app: ColourIdea(idea=idea(app, 3))),
    (["down", "a"], lambda app: ColourIdea(idea=idea(app, 5), theme=theme(app, 0))),
    (["1", *"Play", "enter"], lambda app: AddTheme(name="Play")),
    (
        ["2", "a", *" now", "enter"],
        lambda app: RenameTheme(theme=theme(app, 0), name="Getting here now"),
    ),
    (["3", "E"], lambda app: RemoveTheme(theme=theme(app, 4))),
    (["4", *"Chess", "enter"], lambda app: AddIdea(text="Chess")),
    (
        ["5", *" too", "enter"],
        lambda app: EditIdea(idea=idea(app, 4), text="Open until eight on one evening too"),
    ),
    (["6"], lambda app: MergeIdea(idea=idea(app, 4), into=idea(app, 3))),
    (["8"], lambda app: RemoveIdea(idea=idea(app, 4))),
    (["u"], lambda _: Undo()),
    (["U"], lambda _: Redo()),
]


@pytest.mark.parametrize(("keys", "expected"), KEYS, ids=["-".join(k) for k, _ in KEYS])
async def test_one_key_is_one_command(keys: list[str], expected: Any) -> None:
    app = sorting()
    async with app.run_test() as pilot:
        wanted: AnyCommand = expected(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert app.commands == [wanted]


async def test_what_was_put_together_is_taken_apart_again() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "Idea 4 of 5" in seen(app)
        await pilot.press("7")
        await pilot.pause()
        assert app.commands[-1] == SplitIdea(idea=idea(app, 4))
        await pilot.press("7")
        await pilot.pause()
        assert app.told == [say("themes.not_together")]


async def test_the_first_idea_has_none_above_it() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press(*["up"] * 8, "6")
        await pilot.pause()
        assert (app.commands, app.told) == ([], [say("themes.none_above")])


@pytest.mark.parametrize(("key", "way"), [("f1", "help"), ("question_mark", "help")])
async def test_a_key_asks_for_another_screen(key: str, way: str) -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.ways == [way]


def test_every_key_of_the_table_is_tried_here() -> None:
    tried = {key for keys, _ in KEYS for key in keys} | set("ABCDEFGHabcdefgh")
    tried |= {"slash", "plus", "escape", "7", "f1", "question_mark"}
    assert {key for one in KEYS_ON["themes"] for key in one.keys.split(",") if key} <= tried


async def test_single_keys_are_dead_while_something_is_typed() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press("4", *"abcABC+0.1", "enter", "escape")
        await pilot.pause()
        assert app.commands == [AddIdea(text="abcABC+0.1")]
        assert app.ways == []


@pytest.mark.parametrize("size", SIZES)
async def test_without_ideas_the_screen_says_what_to_do(size: tuple[int, int]) -> None:
    app = sorting(Table())
    async with app.run_test(size=size) as pilot:
        await pilot.press("a", "0", "5", "7", "8", "up", "down")
        await pilot.pause()
        assert app.commands == []
        assert "No ideas yet. Press 4 to write one down." in seen(app)


async def test_three_hundred_ideas_stay_quick_to_go_through() -> None:
    table = hall()
    table.do(*(AddIdea(text=f"Idea number {n}") for n in range(7, 301)))
    app = sorting(table)
    async with app.run_test() as pilot:
        await pilot.press(*["down"] * 100)
        await pilot.pause()
        assert "Idea 105 of 300" in seen(app)
        assert "Idea number 105" in seen(app)
        await pilot.press("c")
        await pilot.pause()
        assert "Idea 106 of 300" in seen(app)
        assert app.screen.query_one(Rows).option_count == 300


async def test_when_all_are_sorted_the_focus_stays() -> None:
    app = sorting()
    async with app.run_test() as pilot:
        await pilot.press("a", "a", "b")
        await pilot.pause()
        assert len(app.commands) == 3
        assert "Idea 6 of 6" in seen(app)
        assert "B ■ Food and warmth" in seen(app)


@pytest.mark.parametrize("size", SIZES)
def test_how_sorting_looks(size: tuple[int, int], snap_compare: Any) -> None:
    assert snap_compare(sorting(), terminal_size=size)


async def test_it_starts_at_the_first_idea() -> None:
    table = Table().do(AddTheme(name="Warmth"), *(AddIdea(text=f"Idea {n}") for n in range(3)))
    app = sorting(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Idea 1 of 3" in seen(app)
        await pilot.press("a")
        await pilot.pause()
        assert app.commands == [ColourIdea(idea=idea(app, 0), theme=theme(app, 0))]
        assert "Idea 2 of 3" in seen(app)


async def test_what_happened_is_said_and_u_leads_back_to_it() -> None:
    table = Table().do(AddTheme(name="Warmth"), *(AddIdea(text=f"Idea {n}") for n in range(3)))
    app = sorting(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        assert "Idea 0” is in A." in bare(seen(app))
        await pilot.press("u")
        await pilot.pause()
        assert "Idea 0” is in no theme." in bare(seen(app))
        assert "Idea 1 of 3" in seen(app)
        # The same letter again, twice in a burst: two ideas, none skipped.
        await pilot.press("a", "a")
        await pilot.pause()
        assert "Idea 3 of 3" in seen(app)
        await pilot.press("1", *"Food", "enter")
        await pilot.pause()
        assert "Theme B “Food” is there." in bare(seen(app))
        await pilot.press("u")
        await pilot.pause()
        assert "Theme B “Food” is gone." in bare(seen(app))


async def test_several_changes_at_once_are_no_sentence() -> None:
    table = Table().do(AddTheme(name="Warmth"), *(AddIdea(text=f"Idea {n}") for n in range(3)))
    app = sorting(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        table.do(*(ColourIdea(idea=idea(app, n), theme=theme(app, 0)) for n in range(3)))
        app._paint()
        await pilot.pause()
        assert "is in A" not in seen(app)
