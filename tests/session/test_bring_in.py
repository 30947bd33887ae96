"""Ideas and themes of an earlier session, brought into a later one with colour and first words."""

from __future__ import annotations

import pytest

from session.erase.redaction import strike_of
from session.erase.walk import STRUCK
from session.model.history import Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
    BringIn,
    ColourIdea,
    EditIdea,
    MergeIdea,
    RemoveIdea,
)
from session.model.protocol import AnyCommand
from session.model.recap import Recap, RecapIdea, RecapTheme
from session.model.state import State
from session.rules import themes
from session.rules.bring_in import of_recap
from session.views.earlier import earlier
from session.views.next_session import day
from session.views.recap import recap
from tests.session.table import Table

pytestmark = [pytest.mark.practice("P40"), pytest.mark.practice("P54")]


class Evening(Table):
    """Its ids are of no other session."""

    def new_id(self) -> str:
        return f"before-{super().new_id()}"

    def all(self, *commands: AnyCommand) -> None:
        for one in commands:
            self.do(one)


def first_evening() -> Recap:
    """Two themes, with ideas in one, in both and in none; one is reworded, one holds another."""
    table = Evening()
    table.all(AddTheme(name="Getting there"), AddTheme(name="Food"))
    there, food = table.state.themes
    table.all(*(AddIdea(text=text) for text in ("Bus", "A late bus", "Soup", "Lights", "A lift")))
    bus, late, soup, lights, _ = table.state.ideas
    table.all(
        EditIdea(idea=bus, text="A bus that waits"),
        MergeIdea(idea=late, into=bus),
        ColourIdea(idea=bus, theme=there),
        ColourIdea(idea=soup, theme=food),
        ColourIdea(idea=lights, theme=there),
        ColourIdea(idea=lights, theme=food, also=True),
    )
    return recap(table.state)


def standing(state: State) -> dict[str, tuple[str, str]]:
    return {one.text: (themes.letters(state, one), one.first) for one in themes.standing(state)}


def give(table: Table, *commands: AnyCommand) -> None:
    for one in commands:
        table.do(one)


def test_they_come_with_colour_first_words_and_ids() -> None:
    before = first_evening()
    table = Table()

    give(table, of_recap(before))

    assert standing(table.state) == {
        "A bus that waits": ("A", "Bus"),
        "Soup": ("B", "Soup"),
        "Lights": ("AB", "Lights"),
        "A lift": ("", "A lift"),
    }
    assert [one.name for one in themes.live(table.state)] == ["Getting there", "Food"]
    after = recap(table.state)
    assert (after.themes, after.contested, after.unthemed) == (
        before.themes,
        before.contested,
        before.unthemed,
    )


def test_one_theme_comes_alone_and_keeps_its_letter_where_that_is_free() -> None:
    table = Table()
    give(table, of_recap(first_evening(), "B"))

    assert standing(table.state) == {"Soup": ("B", "Soup"), "Lights": ("B", "Lights")}


def test_a_theme_that_is_here_takes_them_in_and_a_letter_in_use_gives_way() -> None:
    table = Table()
    give(table, AddTheme(name="food"))

    give(table, of_recap(first_evening()))

    assert {one.letter: one.name for one in themes.live(table.state)} == {
        "A": "food",
        "B": "Getting there",
    }
    assert standing(table.state)["Soup"] == ("A", "Soup")


def test_what_is_here_or_was_taken_away_here_does_not_come_twice() -> None:
    before = of_recap(first_evening())
    table = Table()
    give(table, before, RemoveIdea(idea=before.ideas[1].id))

    assert table.refuse(before) == "refused.brought_already"
    assert table.refuse(BringIn()) == "refused.brought_already"


def test_more_themes_than_there_are_letters_are_refused_as_a_whole() -> None:
    table = Table()
    give(table, *(AddTheme(name=f"Theme {n}") for n in range(7)))

    assert table.refuse(of_recap(first_evening())) == "refused.themes_full"
    assert table.state.ideas == {}


def test_one_undo_takes_all_of_it_back() -> None:
    table = Table()
    was = table.state

    give(table, of_recap(first_evening()))
    table.do(Undo())

    assert (table.state.ideas, table.state.themes) == (was.ideas, was.themes)


def test_what_was_struck_or_has_no_id_stays_where_it_is() -> None:
    told = Recap(
        "s",
        "First evening",
        themes=(RecapTheme("A", "●", STRUCK, (RecapIdea("Soup", id="i-1"),), "t-1"),),
        unthemed=(
            RecapIdea(STRUCK, id="i-2"),
            RecapIdea("Old"),
            RecapIdea("Bread", STRUCK, id="i-3"),
        ),
    )

    assert [(one.text, one.first) for one in of_recap(told).ideas] == [("Bread", "")]


@pytest.mark.practice("P46")
def test_a_strike_takes_it_out_of_both_sessions() -> None:
    before = first_evening()
    table = Table()
    give(table, of_recap(before))
    soup = next(one.id for one in table.state.ideas.values() if one.text == "Soup")

    strike = strike_of(table.state, "ideas", soup)

    assert strike is not None
    assert "Soup" not in str(strike.value(before))


def test_the_choices_are_each_session_and_each_of_its_themes_the_newest_first() -> None:
    first = first_evening()
    told = earlier((first, Recap("s-2", "Empty"), Recap("s-3", "Here")), but="s-3")

    assert [one.words for one in told] == [
        f"{first.title} · {day(first.date)}: all 4 ideas",
        "  A Getting there: 2 ideas",
        "  B Food: 2 ideas",
    ]
