"""Every letter on every screen, in every theme of the program, is read against what it stands on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.color import Color as Parsed
from textual.theme import Theme

from app.live_session import LiveSession
from screens.places import PRIVATE, Destination
from session.model.floor import RaiseHand, StartTurn
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import SetCounting
from session.model.people import ArriveAll
from session.model.protocol import AnyCommand
from session.model.record import SetAction
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from store.paths import Home
from tests.every_key import KEYS
from tests.test_one_display import LEAVES, PLACES, back_to, go, pressed
from tests.tui.opened import SAID, app_on, ended, opened, until
from tests.tui.seeing import XTERM, Rgb, contrast
from tests.tui.test_theme import eight
from tui import places
from tui.app import FairsayApp
from tui.theme import SIXTEEN, THEMES, WITHOUT

EVERYWHERE: tuple[Destination, ...] = (*PLACES, *sorted(PRIVATE))
PARTS = 4
"""The screens are looked at in parts, side by side."""
LEAST = 7.0
LEAST_OF_16 = 4.5
"""In a terminal of sixteen colours no eight are apart and all under 7:1 to what is written on them."""


def _rgb(colour: Color | None) -> Rgb | None:
    if colour is None or colour.is_default:
        return None
    if colour.triplet is not None:
        return (colour.triplet.red, colour.triplet.green, colour.triplet.blue)
    return XTERM[colour.number or 0]


def is_text(segment: Segment) -> bool:
    """Frames and rules are no text: what they tell stands beside them in words."""
    drawn = segment.text.strip(" ▁▔")
    return any(not unicodedata.name(one, "BOX").startswith("BOX") for one in drawn)


def own(app: FairsayApp) -> set[Rgb]:
    """Return the colours of the theme: an edge of a large letter has one that is mixed from them."""
    theme = app.current_theme
    colours = (*vars(theme).values(), *theme.variables.values())
    return {Parsed.parse(one).rgb for one in colours if re.fullmatch("#[0-9A-Fa-f]{6}", str(one))}


def pairs(app: FairsayApp) -> Iterator[tuple[str, Rgb, Rgb]]:
    """Yield each piece of text on the screen, with its colour and the colour it stands on."""
    smooth, known = not app.native_ansi_color, own(app)
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or not is_text(segment):
                continue
            written, ground = _rgb(style.color), _rgb(style.bgcolor)
            if smooth and not segment.text.strip("▀▄█ ") and not {written, ground} <= known:
                continue
            if written is not None and ground is not None:
                yield segment.text.strip(), written, ground


def told(live: LiveSession) -> None:
    """Let everything that can stand on the board stand there."""
    first: tuple[AnyCommand, ...] = (
        ArriveAll(),
        SetCounting(on=True),
        StartTurn(group="researcher"),
        AddTheme(name="Warmth"),
        AddTheme(name="Getting here"),
        AddIdea(text="A lift share"),
        RaiseHand(name="Mo"),
        SetAction(what="Ring the depot", who="Dawn"),
        OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3),
    )
    for command in first:
        live.handle(command)
    state = live.runtime.live
    vote, idea, theme = next(iter(state.rounds)), next(iter(state.ideas)), next(iter(state.themes))
    option = next(iter(state.rounds[vote].options))
    more: tuple[AnyCommand, ...] = (
        ColourIdea(idea=idea, theme=theme),
        EnterCount(round=vote, channel="paper", counts={option: 9}, ballots=5),
        CloseRound(round=vote),
        RevealRound(round=vote),
    )
    for command in more:
        live.handle(command)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_all_text_is_read_against_its_ground(tmp_path: Path, theme: Theme, part: int) -> None:
    home = Home(tmp_path)
    ended(home)
    live = opened(home, *SAID)
    told(live)
    app = app_on(home, live)
    low: dict[tuple[str, Rgb, Rgb], str] = {}
    seen: set[tuple[Rgb, Rgb]] = set()

    def look(where: str) -> None:
        for text, written, ground in pairs(app):
            least = LEAST_OF_16 if theme is SIXTEEN and ground in eight(theme) else LEAST
            seen.add((written, ground))
            if contrast(written, ground) < least:
                low[f"{contrast(written, ground):.1f}", written, ground] = f"{where}: {text}"

    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.theme = theme.name
        await until(pilot, lambda: places.place(app.screen) == "board")
        for place in EVERYWHERE[part::PARTS]:
            await go(app, pilot, place)
            await pilot.pause()
            look(place)
            for key in next((keys for known, keys in KEYS.items() if known == place), ()):
                if (place, key.id) in LEAVES:
                    continue
                await pilot.press(*pressed(key)[:1])
                await pilot.pause()
                look(f"{place}, {key.id}")
                await back_to(app, pilot, place)
        await pilot.press("ctrl+p", "a")
        await pilot.pause(0.3)
        look("palette")
    live.close()
    assert low == {}
    if theme is not WITHOUT:
        assert len(seen) > 5
