"""The shared view: every key, every scene at the sizes of a projector, and what it must bear."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len
from rich.color import Color as Colour
from rich.segment import Segment

from screens.keys.keymap import Layout
from screens.keys.scenes import LETTERS
from screens.shared import SharedScreen
from screens.widgets.stage import Stage
from session.model.agenda import (
    AddMinutes,
    ChangeFocus,
    NextItem,
    Pause,
    Resume,
    StartAgenda,
    TakeBreak,
)
from session.model.agreement import AddLine
from session.model.carried import Carried, CarriedAction, CarriedDecision, CarriedParked
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.opening_closing import AddThanks, SetNextSession
from session.model.parking import Park
from session.model.people import AddPerson, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, RecordDecision
from session.model.speaking_round import OpenCircle
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.views.shared.following import followed
from session.views.shared.scene import SCENES, SceneName
from tests.screens.hall import hall
from tests.screens.harness import SIZES, Harness, Table, hub_plan, seen
from tests.tui.seeing import XTERM, Rgb, contrast
from tui.theme import NO_COLOUR, THEMES

BEFORE = Carried(
    sessions=1,
    title="First evening",
    date="2026-11-02",
    decisions=(CarriedDecision("d1", "Soup on Thursdays, from eleven to two"),),
    actions=(CarriedAction("a1", "Ring the council", "", "Friday"),),
    parked=(CarriedParked("p1", "The bus shelter"),),
)
VOTE = OpenRound(
    question="Which would help you most next winter?",
    options=("Soup on Tuesdays", "A lift share", "Somebody at the door", "A repair table"),
    method="hands",
)
HARD = (
    "Wilhelmina Featherstonehaugh-Brzęczyszczykiewicz of the Estate",
    "مرکز کے لیے سب سے اہم کیا ہے؟",
    "Zażółć gęślą jaźń, czyli co nam pomoże najbardziej tej zimy?",
    "🍲 Soup 👩‍👩‍👧 for [/red] everyone",
    "w" * 200,
)


def table(name: SceneName) -> Table:
    """Return a session in which the scene has something to show."""
    if name in {"welcome", "last-time"}:
        return Table(hub_plan(), BEFORE)
    return hall().do(*_DONE.get(name, ()))


_DONE: dict[str, tuple[AnyCommand, ...]] = {
    "circle": (OpenCircle(kind="introductions"),),
    "vote": (VOTE,),
    "break": (TakeBreak(minutes=10),),
    "agreement": tuple(
        AddLine(text=text)
        for text in ("One person speaks at a time", "We say what words mean", "Passing is fine")
    ),
    "decision": (AddReservation(text="I want to see what the heating costs first."),),
    "thanks": (AddThanks(text="Soup for all of us"), SetNextSession(when="Monday 7 December")),
}


def on(name: SceneName | None, held: Table | None = None) -> Harness:
    """Return the shared view with a scene chosen on it; ``None`` follows the agenda."""
    held = held or (hall() if name is None else table(name))
    screen = SharedScreen()
    if name is not None and name != followed(held.state):
        screen.chosen = name
    return Harness(screen, held)


def rows_with_words(app: Harness) -> dict[int, str]:
    """Return the rows of the stage that hold anything, by their place on the screen."""
    top = app.screen.query_one("Stage").region
    lines = seen(app).splitlines()[top.y : top.bottom]
    return {top.y + y: line for y, line in enumerate(lines) if line.strip()}


LOOKS = [
    *((name, size) for name in SCENES for size in SIZES[:2]),
    *((name, SIZES[2]) for name in ("now", "circle", "vote")),
]


@pytest.mark.parametrize(("name", "size"), LOOKS)
def test_how_each_scene_looks(snap_compare: Any, name: SceneName, size: tuple[int, int]) -> None:
    assert snap_compare(on(name), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_how_a_result_looks(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(on("vote", revealed()), terminal_size=size)


def counted() -> Table:
    held = hall().do(VOTE)
    vote = list(held.state.rounds.values())[-1]
    counts = dict(zip(vote.options, (9, 4, 7, 7), strict=True))
    return held.do(
        EnterCount(round=vote.id, channel="hands", counts=counts), CloseRound(round=vote.id)
    )


def revealed() -> Table:
    held = counted()
    return held.do(RevealRound(round=list(held.state.rounds)[-1]))


KEYS: list[tuple[str, AnyCommand]] = [
    ("n", NextItem()),
    ("space", Pause()),
    ("plus", AddMinutes(minutes=1)),
    ("equals_sign", AddMinutes(minutes=1)),
    ("minus", AddMinutes(minutes=-1)),
    ("u", Undo()),
]


@pytest.mark.parametrize(("key", "command"), KEYS)
async def test_the_agenda_is_steered_from_a_scene(key: str, command: AnyCommand) -> None:
    app = on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.commands == [command]
        assert app.told == []


async def test_n_starts_and_space_goes_on() -> None:
    app = on(None, Table())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "n Start" in seen(app)
        await pilot.press("n", "space", "space")
        await pilot.pause()
        assert app.commands == [StartAgenda(), Pause(), Resume()]


@pytest.mark.parametrize(("letter", "name"), LETTERS.items())
async def test_a_letter_chooses_a_scene_and_f_follows_again(letter: str, name: SceneName) -> None:
    app = on(None)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)
        assert stage.value
        assert stage.value.name == "now"
        await pilot.press(letter)
        await pilot.pause()
        assert stage.value.name == name
        assert f"▸{letter} " in seen(app)
        await pilot.press("f")
        await pilot.pause()
        assert stage.value.name == "now"
        assert "▸" not in seen(app)


async def test_the_scenes_are_told_without_letters_where_no_letter_shows_one() -> None:
    """With the eight keys ``w`` writes."""
    app = on(None)
    app.layout_of_keys = Layout()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert "▸Round" in seen(app)
        assert "w Welcome" not in seen(app)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("right",), "circle"),
        (("tab", "tab"), "ideas"),
        (("left",), "agenda"),
        (("left", "shift+tab"), "welcome"),
        (("left", "left", "left"), "thanks"),
        (("right", "left", "0"), "now"),
    ],
)
async def test_the_arrows_walk_round_the_scenes(keys: tuple[str, ...], name: SceneName) -> None:
    app = on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        told = app.screen.query_one(Stage).value
        assert told is not None
        assert told.name == name


async def test_the_scene_follows_the_agenda_and_a_chosen_one_stays() -> None:
    app = on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage)
        await pilot.press("n")
        await pilot.pause()
        followed_one = stage.value and stage.value.name
        await pilot.press("p", "n")
        await pilot.pause()
        assert (followed_one, stage.value and stage.value.name) == ("break", "parking")


@pytest.mark.parametrize(
    ("key", "way"),
    [
        ("escape", "board"),
        ("z", "board"),
        ("q", "board"),
        ("f1", "help"),
        ("question_mark", "help"),
    ],
)
async def test_the_ways_out(key: str, way: str) -> None:
    app = on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert (app.ways, app.commands) == ([way], [])


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (120, 36)])
@pytest.mark.parametrize("text", HARD)
async def test_whatever_people_type_is_readable_at_every_size(
    text: str, size: tuple[int, int]
) -> None:
    held = hall().do(
        ChangeFocus(focus=text),
        AddPerson(name=text[:60]),
        AddIdea(text=text),
        Park(text=text),
        RecordDecision(text=text),
        AddLine(text=text),
        AddThanks(text=text),
    )
    person = list(held.state.people)[-1]
    held.do(
        ChangeConsent(person=person, consent=Consent(named=True)),
        OpenCircle(question=text),
        OpenRound(question=text, options=(text[:60], "Soup"), method="hands"),
    )
    app = on(None, held)
    async with app.run_test(size=size) as pilot:
        for letter, name in LETTERS.items():
            await pilot.press(letter)
            await pilot.pause()
            words = rows_with_words(app)
            assert words, name
            assert all(cell_len(line) <= size[0] for line in words.values())


async def test_a_small_window_still_says_the_focus_point_and_the_minutes() -> None:
    app = on(None)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        words = " ".join(seen(app).split())
        assert "through the door on a dark afternoon?" in words
        assert "about 12 minutes left" in words


@pytest.mark.parametrize("count", [0, 1, 300])
@pytest.mark.parametrize("themes", [0, 1, 8])
@pytest.mark.parametrize("size", SIZES)
async def test_ideas_fit_from_none_to_three_hundred(
    count: int, themes: int, size: tuple[int, int]
) -> None:
    held = Table().do(*(AddTheme(name=f"Theme number {n}") for n in range(themes)))
    held.do(
        *(AddIdea(text=f"Idea number {n}, told in a sentence as people do") for n in range(count))
    )
    if themes:
        keys = list(held.state.themes)
        ideas = list(held.state.ideas)[: count - count // 3]
        held.do(*(ColourIdea(idea=one, theme=keys[n % themes]) for n, one in enumerate(ideas)))
    app = on("ideas", held)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        told = app.screen.query_one(Stage).value
        words = "\n".join(rows_with_words(app).values())
        assert told is not None
        assert told.headline.startswith({0: "No ideas", 1: "1 idea", 300: "300 ideas"}[count])
        if count == 300 and not themes:
            assert re.search(r"1 of \d+", words)


async def test_the_window_may_change_its_size_in_the_middle_of_a_vote() -> None:
    app = on("vote")
    async with app.run_test(size=(200, 56)) as pilot:
        for size in ((80, 24), (40, 10), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            words = seen(app)
            assert "Vote open" in words or size == (40, 10)
            assert "hands" not in "".join(re.findall(r"\d+ hands?", words))
        stage = app.screen.query_one(Stage)
        assert any("Somebody at the door" in str(line) for line in stage.pages[-1].lines)


def _contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(_rgb(style.color), _rgb(style.bgcolor))


def _rgb(colour: Colour) -> Rgb:
    if colour.number is not None:
        return XTERM[colour.number]
    assert colour.triplet is not None, f"{colour} is whatever the terminal takes"
    return (colour.triplet.red, colour.triplet.green, colour.triplet.blue)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES if theme.name != NO_COLOUR])
@pytest.mark.parametrize("name", SCENES)
async def test_every_word_has_a_contrast_of_seven_to_one(name: SceneName, theme: str) -> None:
    app = on(name)
    app.theme = theme
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        stage = app.screen.query_one(Stage).region
        words = [
            segment
            for strip in app.screen._compositor.render_strips()[stage.y : stage.bottom]
            for segment in strip.crop(stage.x, stage.right)
            if re.search(r"\w", segment.text)
        ]
        assert [s.text for s in words if _contrast(s) < 7] == []


@pytest.mark.practice("P47")
@pytest.mark.parametrize("size", SIZES)
async def test_nobody_is_named_who_did_not_agree(size: tuple[int, int]) -> None:
    plan = Plan(title="Hub", agenda=(PlanItem("Hello", 10, "check-in"),))
    held = Table(plan).do(
        AddPerson(name="Zebediah Quill", roles=("researcher",)),
        StartAgenda(),
        OpenCircle(kind="check-in"),
        Park(text="The timetable", asked_by="Zebediah Quill"),
    )
    app = on(None, held)
    async with app.run_test(size=size) as pilot:
        told = []
        for letter in LETTERS:
            await pilot.press(letter)
            await pilot.pause()
            value = app.screen.query_one(Stage).value
            told.append(f"{value}{seen(app)}")
        assert "Zebediah" not in "".join(told)
        assert "Quill" not in "".join(told)
        assert "Z." in "".join(told)
