"""Home and the recap as they look at three sizes, and with the worst that people can type."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from screens.calm import CalmScreen
from screens.close import CloseScreen
from screens.dialogs.votes_menu import ask_dialog
from screens.help import HelpScreen
from screens.home import HomeScreen
from screens.people import PeopleScreen
from screens.private.screen import PrivateScreen
from screens.record import RecordScreen
from screens.series import SeriesScreen
from screens.series_messages import SeriesSeen
from screens.speak import SpeakScreen
from screens.start import StartScreen
from session.erase.entries import Entry
from session.model.text import clean
from session.rules.ballots import BallotsIn
from session.views.library import HomeView, SeriesCard, SessionCard
from session.views.recap_lines import LineKind, ReadBack, ReadBackLine
from session.views.series import SeriesSession, SeriesView, ThingLine
from tests.screens.hall import hall
from tests.screens.harness import Harness

SIZES = [(80, 24), (120, 36), (200, 56)]
HOSTILE = [
    "[/red]",
    "[@click=app.quit]press me[/]",
    "[bold",
    "\x1b[31mred\x07",
    "שלום لعالم",
    "word " * 2000,
    "w" * 10_000,
    "lone \ud800 surrogate",
    "家族で話す👩‍👩‍👧",
]


def home() -> HomeScreen:
    screen = HomeScreen()
    screen.library = HomeView(
        unfinished=(SessionCard("a", "What should the hub offer?", "Thu 11 Jun 2026, 10:00"),),
        series=(
            SeriesCard(
                "Hub futures",
                (
                    SessionCard(
                        "b", "Who uses the hub, and when?", "Thu 14 May 2026, 10:00", "draft"
                    ),
                    SessionCard("c", "Starting together", "Thu 16 Apr 2026, 10:00", "agreed"),
                ),
            ),
            SeriesCard("", (SessionCard("d", "A walk round the garden", "", "agreed"),)),
        ),
        folder="/home/dawn/.local/share/fairsay",
        looked=True,
    )
    return screen


def recap() -> CloseScreen:
    screen = CloseScreen()
    screen.read_back = ReadBack(
        title="What should the hub offer next winter?",
        sign="DRAFT",
        draft="Draft: not yet read back and agreed by the group",
        lead=("Thursday 11 June 2026, from 10:04 to 12:01", "Part of: Hub futures"),
        lines=(
            ReadBackLine("section", "What was decided"),
            ReadBackLine("point", "The hub stays open until eight on Tuesdays and Thursdays. " * 2),
            ReadBackLine("under", "A reservation: I want to see what the heating costs first."),
            ReadBackLine("gap"),
            ReadBackLine("section", "Our ideas"),
            ReadBackLine("part", "Eating together: 14 ideas", "A", "●"),
            ReadBackLine("point", "A soup lunch where you pay what you can"),
            ReadBackLine("quiet", "18 papers were counted."),
        ),
        changeable=True,
        formats=(("text", "Plain text, for mail"),),
        written=("/home/dawn/recap.md", "/home/dawn/recap.html"),
    )
    return screen


@pytest.mark.parametrize("size", SIZES)
def test_home_looks(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(home()), terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_recap_looks(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(recap()), terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_closing_list_looks(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(CloseScreen(), hall()), terminal_size=size)


LISTS: dict[str, Callable[[], Screen[Any]]] = {
    "start": StartScreen,
    "speak": SpeakScreen,
    "record": RecordScreen,
    "people": PeopleScreen,
    "private": PrivateScreen,
    "names": lambda: PrivateScreen("people"),
    "help": lambda: HelpScreen("board"),
    "ask": lambda: ask_dialog(hall().state, BallotsIn()),
    "calm": CalmScreen,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LISTS)
def test_the_screens_of_a_session_look(snap_compare: Any, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(Harness(LISTS[name](), hall()), terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_series_looks(snap_compare: Any, size: tuple[int, int]) -> None:
    view = SeriesView(
        name="Hub futures",
        summary="3 sessions, 2 things still open.",
        lines=(
            ThingLine("d", "decision", "Soup on Fridays", "it holds", open=False),
            ThingLine(
                "a", "action", "Ring the council", "not told yet", "open for 40 days", open=True
            ),
        ),
        sessions=(SeriesSession("s", "Starting together", "Thu 16 Apr 2026", "", "agreed"),),
    )

    async def told(pilot: Pilot[Any]) -> None:
        pilot.app.screen.post_message(SeriesSeen(view))
        await pilot.pause()

    assert snap_compare(Harness(SeriesScreen()), terminal_size=size, run_before=told)


def seen(app: Harness) -> str:
    words = re.findall(r"<text[^>]*>(.*?)</text>", app.export_screenshot())
    return html.unescape("".join(words)).replace("\xa0", " ")


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_people_typed_is_shown_as_it_is(typed: str) -> None:
    words = clean(typed, 10_000)
    first = HomeScreen()
    cards = (SessionCard("a", words), SessionCard("b", words, standing="draft"))
    first.library = HomeView(
        unfinished=cards[:1],
        series=(SeriesCard(words, cards[1:]),),
        told=(words,),
        faults=(words,),
        looked=True,
    )
    second = CloseScreen()
    kinds: tuple[LineKind, ...] = ("section", "part", "point", "under", "line", "quiet")
    entry = Entry("notes", "x", words)
    second.read_back = ReadBack(
        title=words,
        sign="DRAFT",
        draft=words,
        lead=(words,),
        lines=tuple(ReadBackLine(kind, words, "A", "●", (entry, entry)) for kind in kinds),
        changeable=True,
        written=(f"/{words}/{words}",),
    )
    for screen in (first, second):
        app = Harness(screen)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            if len(words) < 50 and words.isascii():
                assert words in seen(app)
            await pilot.press("x")
            await pilot.pause()
            assert app.return_code in {0, None}
