"""Every dialog can be read and gone through in one order: its fields are labelled, Tab follows the reading order."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Static

from screens.dialogs.sheet import Sheet
from screens.widgets.choice import Choice
from tests.screens.harness import Harness
from tests.screens.test_hostile import DIALOGS

FIELDS = "Input, TextArea, Choice, OptionList"


def shown(dialog: Screen[object]) -> list[Widget]:
    """Return what Tab goes to, as far as it is in sight: the rest is scrolled to."""
    return [
        one
        for one in dialog.focus_chain
        if one.region.area
        and all(
            part.region.contains_region(one.region)
            for part in one.ancestors
            if isinstance(part, VerticalScroll)
        )
    ]


def label_of(field: Widget) -> str:
    """Return what is read before a field: its tooltip, the text before it in its row, or the last text above it."""
    if field.tooltip:
        return str(field.tooltip)
    at = field.region
    texts = [
        one for one in field.screen.query(Static) if one.region.area and str(one.render()).strip()
    ]
    beside = [one for one in texts if one.region.y == at.y and one.region.x < at.x]
    above = [one for one in texts if one.region.y < at.y]
    nearest = max(beside or above, key=lambda one: (one.region.y, one.region.x), default=None)
    return str(nearest.render()).strip() if nearest else ""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("name", DIALOGS)
async def test_tab_follows_the_reading_order_and_every_field_has_a_label(
    name: str, size: tuple[int, int]
) -> None:
    app = Harness(Screen())
    async with app.run_test(size=size) as pilot:
        await app.push_screen(DIALOGS[name]("Soup"))
        await pilot.pause()
        dialog = next(one for one in app.screen_stack if isinstance(one, Sheet))
        for more in dialog.query("#more").results(Button):
            more.press()
            await pilot.pause()

        chain = shown(dialog)
        places = [(one.region.y, one.region.x) for one in chain]
        assert places == sorted(places)
        assert dialog.focused is None or dialog.focused in dialog.focus_chain
        fields = [one for one in dialog.query(FIELDS) if one.region.area]
        assert [one for one in fields if not label_of(one)] == []
        # The options of a vote are people's words, which are all the same here.
        labels = [label for label in map(label_of, fields) if label != "Soup"]
        assert len(set(labels)) == len(labels), "two fields are told apart by nothing"
        for one in dialog.query(Button):
            assert str(one.label).strip()


async def test_a_choice_says_in_words_which_is_chosen() -> None:
    one, all_of_them = Choice(("soup", "tea"), 1, one=True), Choice(("soup", "tea"), 1)
    assert "tea" in one.render().plain
    assert "soup" not in one.render().plain
    assert "(•) tea" in all_of_them.render().plain
