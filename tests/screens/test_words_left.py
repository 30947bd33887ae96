"""What was typed in a dialog that is left with Esc is there again when the same is asked, unless it is private."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from screens.dialogs.ask import Ask
from screens.private.screen import PrivateScreen
from screens.record import RecordScreen
from session.model.state import replace
from session.wording.catalogue import say
from tests.screens.harness import Harness
from tests.screens.test_hostile import DIALOGS, state

TYPED = "so many words are typed"
OF_ITS_OWN = {
    "write box": "tests/screens/test_eight.py",
    "secret": "hidden",
    "count vote": "hidden",
}
"""Those that keep words in another way, or never."""


def fields(app: Harness) -> list[Any]:
    return [*app.screen.query("Input, TextArea")]


def words(app: Harness) -> list[str]:
    return [one.value if isinstance(one, Input) else one.text for one in fields(app)]


async def typed_into(app: Harness, pilot: Pilot[Any], typed: str) -> None:
    """Type into the first field that takes words, and leave with Esc."""
    await pilot.pause()
    field = next(one for one in fields(app) if not getattr(one, "restrict", None))
    field.focus()
    if isinstance(field, TextArea):
        field.text = ""
    else:
        field.value = ""
    await pilot.press(*typed)
    await pilot.press("escape")
    await pilot.pause()


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_with_a_text_has_it_again(name: str) -> None:
    app = Harness(RecordScreen())
    app.state = state("x")
    async with app.run_test(size=(120, 36)) as pilot:
        app.push_screen(DIALOGS[name](""))
        await pilot.pause()
        if not any(not getattr(one, "restrict", None) for one in fields(app)):
            return
        await typed_into(app, pilot, TYPED)
        assert app.screen is app.first
        app.push_screen(DIALOGS[name](""))
        await pilot.pause()
        kept = name not in OF_ITS_OWN
        assert (TYPED in words(app)) is kept
        assert (say("write.left") in app.told) is (kept or name == "write box")


async def test_a_few_words_are_dropped_and_so_is_what_was_taken_out_again() -> None:
    app = Harness(RecordScreen())
    app.state = state("x")
    async with app.run_test(size=(120, 36)) as pilot:
        for typed, there in (("a few words", ""), (TYPED, TYPED), ("", "")):
            app.push_screen(Ask("What?"))
            await typed_into(app, pilot, typed)
            app.push_screen(Ask("What?"))
            await pilot.pause()
            assert words(app) == [there]
            await pilot.press("escape")
            await pilot.pause()


async def test_they_are_not_there_for_another_question_another_line_or_another_session() -> None:
    app = Harness(RecordScreen())
    app.state = state("x")
    async with app.run_test(size=(120, 36)) as pilot:
        app.push_screen(Ask("What?", value="A line"))
        await typed_into(app, pilot, TYPED)
        for other in (Ask("Who?", value="A line"), Ask("What?", value="Another line")):
            app.push_screen(other)
            await pilot.pause()
            assert TYPED not in words(app)
            await pilot.press("escape")
            await pilot.pause()
        app.state = replace(app.state, meta=replace(app.state.meta, id="another"))
        app.push_screen(Ask("What?", value="A line"))
        await pilot.pause()
        assert TYPED not in words(app)


async def test_nothing_private_stays() -> None:
    app = Harness(PrivateScreen())
    app.state = state("x")
    async with app.run_test(size=(120, 36)) as pilot:
        app.push_screen(Ask("What?"))
        await typed_into(app, pilot, TYPED)
        app.push_screen(Ask("What?"))
        await pilot.pause()
        assert words(app) == [""]
