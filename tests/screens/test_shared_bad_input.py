"""What people type stays whole on the shared view: long questions, all scripts, nothing, and very many."""

from __future__ import annotations

import re

import pytest

from screens.widgets.stage import Stage
from session.model.agenda import ChangeFocus, StartAgenda
from session.model.agreement import AddLine
from session.model.floor import RaiseHand
from session.model.ideas import AddIdea, AddTheme
from session.model.people import AnswerUnlisted, ArriveAll
from session.model.protocol import AnyCommand
from session.model.votes import OpenRound
from session.views.shared.scene import SceneName
from tests.screens.hall import THEMES, hall
from tests.screens.harness import Table, seen
from tests.screens.test_largest import largest_of, others_of, pages, size_of
from tests.screens.test_shared import on

SIZES = [(40, 10), (60, 20), (120, 36), (300, 80)]
QUESTION = ("What would help " * 20)[:279].strip() + "?"
MIXED = "Zażółć και مرکز với 冬天 🍲 together"
MANY = tuple(
    f"Option {n} " + "which takes sixty letters to say it all"[: 60 - 10] for n in range(12)
)


CASES: dict[str, tuple[SceneName, tuple[AnyCommand, ...], tuple[str, ...]]] = {
    "a question of 280": ("now", (ChangeFocus(focus=QUESTION),), (QUESTION,)),
    "a vote on it": (
        "vote",
        (OpenRound(question=QUESTION[-200:], options=("Yes", "No"), method="hands"),),
        (QUESTION[-200:].strip(), "Yes", "No"),
    ),
    "twelve options of 60": (
        "vote",
        (OpenRound(question="Which first?", options=MANY, method="hands"),),
        MANY,
    ),
    "all scripts in one line": ("agreement", (AddLine(text=MIXED),), (MIXED,)),
    "all scripts in a question": ("now", (ChangeFocus(focus=MIXED),), (MIXED,)),
    "300 ideas": (
        "ideas",
        tuple(AddIdea(text=f"Idea {n} of very many") for n in range(300)),
        # Those without a theme are counted.
        (*THEMES, "306 ideas, 302 not sorted"),
    ),
    "eight themes": (
        "ideas",
        tuple(AddTheme(name=f"Theme {n} with a long name") for n in range(3)),
        tuple(f"Theme {n} with a long name" for n in range(3)),
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", CASES)
async def test_what_was_typed_is_whole_and_inside_its_page(
    case: str, size: tuple[int, int]
) -> None:
    name, commands, texts = CASES[case]
    app = on(name, hall().do(*commands))
    async with app.run_test(size=size) as pilot:
        drawn = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        scene, told = stage.value, stage.pages

        assert scene is not None
        assert all(line.cell_length <= stage.size.width for page in told for line in page.lines)
        assert all(len(page.lines) <= stage.size.height for page in told)
        text = " ".join(line.plain for page in told for line in page.lines)
        assert "…" not in text
        for one in {*texts, *largest_of(scene), *others_of(scene)}:
            lettered = any(size_of(one, rows, stage.size.width, scene) for rows in drawn)
            assert lettered or re.search(".*?".join(map(re.escape, one.split())), text), one


NAME = "Wilhelmina Featherstonehaugh-Brzęczyszczykiewicz of Old Town"
LETTERED: dict[str, tuple[SceneName, tuple[AnyCommand, ...], tuple[str, ...]]] = {
    "a name of 60": ("circle", (RaiseHand(name=NAME),), (NAME,)),
    "one theme": ("ideas", (AddIdea(text="Soup"), AddTheme(name="Warm rooms")), ("Warm rooms",)),
    "Vietnamese": ("agreement", (AddLine(text="Điều gì đã giúp bạn?"),), ("Điều gì đã giúp bạn?",)),
    "Greek and an emoji": ("agreement", (AddLine(text="Ζεστή σούπα 🍲"),), ("Ζεστή σούπα 🍲",)),
    "Chinese": ("agreement", (AddLine(text="今年冬天"),), ("今年冬天",)),
}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 56)])
@pytest.mark.parametrize("case", LETTERED)
async def test_what_was_typed_is_whole_in_letters_too(case: str, size: tuple[int, int]) -> None:
    name, commands, texts = LETTERED[case]
    held = Table().do(ArriveAll(), StartAgenda(), *commands)
    for one in held.state.unlisted:
        held.do(AnswerUnlisted(unlisted=one, shown=True))
    app = on(name, held)
    async with app.run_test(size=size) as pilot:
        drawn = await pages(app, pilot)
        stage = app.screen.query_one(Stage)
        assert stage.value is not None

        for text in texts:
            assert any(size_of(text, rows, stage.size.width, stage.value) for rows in drawn)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["ideas", "vote", "parking", "decision", "agreement", "thanks"])
async def test_nothing_yet_is_said_in_words(name: SceneName, size: tuple[int, int]) -> None:
    app = on(name, Table())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)

        assert stage.value is not None
        assert stage.value.headline
        assert all(
            line.cell_length <= stage.size.width for page in stage.pages for line in page.lines
        )
        assert all(len(page.lines) <= stage.size.height for page in stage.pages)


@pytest.mark.parametrize("size", [(60, 20), (70, 22), (80, 24), (100, 30)])
async def test_where_a_code_has_no_room_it_says_so_in_a_whole_sentence(
    size: tuple[int, int],
) -> None:
    app = on("welcome")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        # The first row is the title, which may be cut.
        assert "…" not in seen(app).partition("\n")[2]
