"""The program's themes: the eight colours kept apart for every eye, and used for themes alone."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from screens.shared import SharedScreen
from screens.widgets.now_card import OVER
from screens.widgets.series_sign import series_name, series_sign, series_style
from screens.widgets.themes_card import sign
from session.rules.themes import SHAPES
from session.views.series_look import COLOURS, SIGNS
from session.wording.catalogue import say
from tests.screens.hall import hall
from tests.screens.harness import Harness, seen
from tests.tui.seeing import SEEING, XTERM, Rgb, apart, contrast, lab
from tui.theme import (
    APART,
    CHOICES,
    DARK,
    DEFAULT,
    HIGH_CONTRAST,
    LIGHT,
    NO_COLOUR,
    SIXTEEN,
    THEMES,
    WITHOUT,
    named,
    wanted,
)

ROOT = Path(__file__).parents[2]
COLOURED = [theme for theme in THEMES if theme is not WITHOUT]
SHOW_THEMES = {
    "tui/theme.py",
    "screens/widgets/themes_card.py",
    "tui/cli/hall.py",
    "screens/hall.py",
}
"""Where the names of the eight colours stand: their values, the one sign made of them, and the check by eye."""
SHOW_SHAPES = {
    "session/rules/themes.py",
    "session/plan/reading/text.py",
    "screens/widgets/now_card.py",
}
"""The second reads them, as marks of lists that people paste; the third has ▲ before the minutes over,
in words and in a colour that is no theme's."""


def rgb(name: str) -> Rgb:
    colour = Color.parse(name)
    return colour.rgb if colour.ansi is None else XTERM[colour.ansi]


def eight(theme: Theme) -> list[Rgb]:
    return [rgb(theme.variables[f"theme-{letter}"]) for letter in "abcdefgh"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # From the table of Sharma, Wu and Dalal (2005).
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_paper(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert apart(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.practice("P26")
@pytest.mark.parametrize("seeing", SEEING)
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_eight_colours_are_apart_for_every_eye(theme: Theme, seeing: str) -> None:
    for one, other in combinations(eight(theme), 2):
        assert apart(lab(one, seeing), lab(other, seeing)) >= APART


def meanings(theme: Theme) -> dict[str, Rgb]:
    """Return the colours that each mean one thing: what is on, soon over, over, private."""
    return {
        "current": rgb(str(theme.accent)),
        "short": rgb(theme.variables["short"]),
        "over": rgb(theme.variables["over"]),
        "private": rgb(theme.variables["private"]),
    }


@pytest.mark.parametrize("seeing", SEEING)
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_what_is_on_soon_over_over_and_private_are_apart_for_every_eye(
    theme: Theme, seeing: str
) -> None:
    for one, other in combinations(meanings(theme).values(), 2):
        assert apart(lab(one, seeing), lab(other, seeing)) >= APART


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_a_colour_that_means_something_is_read_at_seven_to_one(theme: Theme) -> None:
    grounds = [rgb(str(ground)) for ground in (theme.background, theme.surface, theme.panel)]

    for colour in meanings(theme).values():
        assert min(contrast(colour, ground) for ground in grounds) >= 7


ALIKE = {
    DARK.name: {"current": "AD", "short": "D", "over": "BG", "private": "BCH"},
    LIGHT.name: {"current": "AD", "short": "AE", "over": "B", "private": "F"},
    HIGH_CONTRAST.name: {"current": "AD", "short": "AE", "over": "B", "private": "BCH"},
    SIXTEEN.name: {"current": "B", "short": "A", "over": "D", "private": "C"},
}
"""Themes whose colour is too near to that of a meaning, for some eyes: there sign and words alone tell them apart.

Twelve colours at 7:1 that differ for every eye do not exist on a light ground, and on a dark one only pale greens."""
SIGN_OF = {"current": "▶", "short": "left", "over": OVER, "private": "◈"}
"""What stands beside the colour of a meaning (`tests/screens/test_four_meanings.py`); a theme has letter and shape."""


@pytest.mark.practice("P26")
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_a_meaning_is_told_from_a_theme_by_colour_or_by_a_sign_no_theme_has(theme: Theme) -> None:
    near = {
        meaning: "".join(
            letter
            for letter, other in zip("ABCDEFGH", eight(theme), strict=True)
            if any(apart(lab(colour, seeing), lab(other, seeing)) < APART for seeing in SEEING)
        )
        for meaning, colour in meanings(theme).items()
    }

    assert near == ALIKE[theme.name]
    for meaning, letters in near.items():
        shapes = {SHAPES[letter] for letter in letters}
        assert all(sign(letter, SHAPES[letter]).plain[0] == letter for letter in letters)
        assert SIGN_OF[meaning] not in shapes


@pytest.mark.practice("P26")
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_what_is_written_upon_the_eight_is_read_and_their_bars_are_seen(theme: Theme) -> None:
    least = 4.5 if theme is SIXTEEN else 7
    inks = [rgb(theme.variables[f"theme-{letter}-ink"]) for letter in "abcdefgh"]
    ground = rgb(str(theme.background))

    written = zip(eight(theme), inks, strict=True)
    assert [c for c, ink in written if contrast(c, ink) < least] == []
    assert [c for c in eight(theme) if contrast(c, ground) < 3] == []


@pytest.mark.practice("P43")
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_colours_of_series_are_none_of_the_eight(theme: Theme) -> None:
    series = [rgb(theme.variables[f"series-{nth}"]) for nth in range(COLOURS)]

    for one in series:
        assert all(apart(lab(one), lab(other)) >= APART for other in eight(theme))
        assert contrast(one, rgb(str(theme.background))) >= 7
    assert len(set(series)) == COLOURS


@pytest.mark.practice("P43")
def test_a_series_keeps_its_sign_and_no_sign_is_a_theme_s() -> None:
    assert series_name("Hub futures").plain == f"{series_sign('Hub futures')} Hub futures"
    assert series_sign("Hub futures") == series_sign("Hub futures")
    assert len({(series_sign(f"S{n}"), series_style(f"S{n}")) for n in range(400)}) == 36
    assert not {*SIGNS} & {*SHAPES.values()}
    assert len(set(SIGNS)) == len(SIGNS)


def sources() -> list[tuple[str, str]]:
    found = [
        *ROOT.glob("tui/**/*.py"),
        *ROOT.glob("app/**/*.py"),
        *ROOT.glob("screens/**/*.py"),
        *ROOT.glob("session/**/*.py"),
    ]
    found += [*ROOT.glob("tui/**/*.tcss"), *ROOT.glob("screens/**/*.tcss")]
    return [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in found]


@pytest.mark.practice("P26")
def test_colours_and_shapes_of_themes_are_used_for_nothing_else() -> None:
    colours = re.compile(r"theme-[a-h{]")
    shapes = re.compile("[" + "".join(SHAPES.values()) + "]")

    for path, text in sources():
        assert path in SHOW_THEMES or not colours.search(text), path
        assert path in SHOW_SHAPES or not shapes.search(text), path


@pytest.mark.parametrize(
    ("minutes", "says", "colour"),
    [(0, "minutes left", "accent"), (10, "left", "short"), (40, "▲", "over")],
)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_time_is_told_by_sign_and_words_and_in_its_colour(
    theme: Theme, minutes: int, says: str, colour: str
) -> None:
    held = hall()
    held.wait(minutes)
    app = Harness(SharedScreen(), held)
    app.theme = theme.name
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        told = next(row for row in seen(app).splitlines() if says in row)
        inks = {
            segment.style.color.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and says in segment.text
        }

        assert says in told
        wanted = str(theme.accent if colour == "accent" else theme.variables[colour])
        if theme not in (SIXTEEN, WITHOUT):
            assert wanted.lower() in {ink.lower() for ink in inks}


def test_what_is_private_says_so_with_a_sign() -> None:
    assert say("private.title").startswith("◈ Private: ")
    assert say("private.sign") == "◈ Private"


def test_no_colour_means_that_the_terminal_s_own_are_left_as_they_are() -> None:
    told = [str(part) for part in (WITHOUT.primary, WITHOUT.error, WITHOUT.foreground)]
    told += [value for value in WITHOUT.variables.values() if value.startswith(("#", "ansi"))]

    assert {*told} == {"ansi_default"}


def test_the_theme_is_the_option_s_then_the_setting_s_then_what_the_system_asks() -> None:
    assert wanted("", "", "") == DEFAULT == DARK.name
    assert wanted("", "", "1") == NO_COLOUR
    assert wanted("", "light", "1") == LIGHT.name
    assert wanted("16", "light", "1") == SIXTEEN.name
    assert named("something else") == DEFAULT
    assert {choice.theme.name for choice in CHOICES} == {theme.name for theme in THEMES}
