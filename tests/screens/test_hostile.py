"""Whatever people type, paste or bring in a plan: no screen and no dialog breaks, or shows it otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.screen import Screen

import screens
from screens.board import BoardScreen
from screens.dialogs.agenda import AgendaDialog
from screens.dialogs.ask import Ask, AskText
from screens.dialogs.ask_lines import AskLines
from screens.dialogs.ask_room import AskRoom
from screens.dialogs.ballot import BallotScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.consent import ConsentDialog
from screens.dialogs.content_note import ContentNote
from screens.dialogs.count_vote import CountVote
from screens.dialogs.glossary import WordsDialog
from screens.dialogs.item_form import ItemForm
from screens.dialogs.list_sheet import ListSheet
from screens.dialogs.menu import Menu
from screens.dialogs.new_key import NewKey
from screens.dialogs.people_box import PeopleBox
from screens.dialogs.pick import Pick
from screens.dialogs.preview import agenda_preview
from screens.dialogs.replan import ReplanDialog
from screens.dialogs.room_menu import RoomMenu
from screens.dialogs.settle_menu import SettleMenu
from screens.dialogs.sheet import Sheet, StateSheet
from screens.dialogs.time_menu import TimeMenu
from screens.dialogs.votes import OpenVote
from screens.dialogs.votes_menu import ShowVote, VoteMenu, WhoseBallot
from screens.dialogs.votes_off import HoldAgain, WhyOff
from screens.dialogs.write import WriteBox
from screens.join import JoinScreen
from screens.people import AtTheDoor, PeopleScreen
from screens.plan.about import AskSecret
from screens.private.screen import PrivateScreen
from screens.record import RecordScreen
from screens.speak import SpeakScreen
from screens.start import StartScreen
from screens.themes import ThemesScreen
from screens.widgets.status_line import NothingYet
from session.model.agenda import Clock, Item
from session.model.agreement import Agreement, AgreementLine
from session.model.floor import Hand
from session.model.glossary import Word
from session.model.ideas import Idea, Theme
from session.model.lifecycle import Meta
from session.model.parking import Parked
from session.model.people import Consent, Person
from session.model.plan import PlanItem, Wifi
from session.model.record import Action, Decision, Note
from session.model.state import Instant, State
from session.model.votes import Round
from session.plan.item import fields_of
from session.plan.understood import LeftOut, Understood
from session.rules.ballots import BallotsIn
from session.rules.themes import LETTERS
from tests.screens.harness import SIZES, Harness, seen

HOSTILE = {
    "markup": "[/red] [bold]x[/] [@click=app.quit]y[/] \\[ $accent {n} {0} %s {{",
    "control": "a\x1b[2J\x1b]0;t\x07b\x00c\x08\x7f\x9bd\re\nf\tg\ud800h",
    "both ways": "מה חסר לנו? \u202eabc\u202c سردیوں میں \u2066x",
    "one long word": "x" * 10_000,
    "wide": "日本語の集会所 👩‍👩‍👧‍👦🏳️‍🌈🇬🇧é️ Z" + "\u0301" * 300 + " \u200b\u00a0 " * 9,
}


def state(text: str) -> State:
    """Return a session in which every word people can write is ``text``."""
    roles = tuple(f"{n}{text}" for n in range(8))
    return State(
        meta=Meta(
            id="s",
            title=text,
            series=text,
            roles=roles,
            meeting_link=text,
            wifi=Wifi(text, text),
            counting=True,
        ),
        people={"p": Person("p", text, (roles[0],), presence="here", consent=Consent(named=True))},
        items={
            str(n): Item(
                str(n), text, 10, focus=text, content_note=text, first_t=0 if not n else None
            )
            for n in range(30)
        },
        order=tuple(map(str, range(30))),
        clock=Clock(current="0", started_t=0),
        queue={str(n): Hand(str(n), name=text, group=roles[0]) for n in range(30)},
        parking={str(n): Parked(str(n), text, text, text) for n in range(30)},
        ideas={
            str(n): Idea(str(n), text, text, themes=("A", "B")[: n % 3], author="p")
            for n in range(30)
        },
        themes={letter: Theme(letter, letter, text) for letter in LETTERS},
        rounds={
            "r": Round(
                "r", text, "dots", {str(n): text for n in range(12)}, closed=True, revealed=True
            )
        },
        notes={str(n): Note(str(n), text, str(n)) for n in range(9)},
        decisions={"d": Decision("d", text, (text,))},
        actions={"a": Action("a", text, text, text)},
        agreement=Agreement(
            order=tuple(map(str, range(20))), agreed_shares={roles[0]: 50}, shares_shown=True
        ),
        lines={str(n): AgreementLine(str(n), text) for n in range(20)},
        words={str(n): Word(str(n), text, text if n else "") for n in range(20)},
    )


def vote(text: str) -> Round:
    return Round("r", text, "dots", {str(n): text for n in range(12)})


def at_the_door(text: str) -> AtTheDoor:
    screen = PeopleScreen()
    screen.set_reactive(PeopleScreen.state, state(text))
    return AtTheDoor(screen)


SCREENS: dict[str, Callable[[str], Screen[Any]]] = {
    "board": lambda text: BoardScreen(),
    "themes": lambda text: ThemesScreen(),
    "start": lambda text: StartScreen("agreement"),
    "join": lambda text: JoinScreen(),
    "private": lambda text: PrivateScreen(),
    "private people": lambda text: PrivateScreen("people"),
    "private slips": lambda text: PrivateScreen("slips"),
    "private lines": lambda text: PrivateScreen("lines"),
    "record": lambda text: RecordScreen(),
    "speak": lambda text: SpeakScreen(),
    "people": lambda text: PeopleScreen(),
}
DIALOGS: dict[str, Callable[[str], Screen[Any]]] = {
    "ask": lambda text: Ask(text, text, text),
    "confirm": lambda text: Confirm(text, text, text),
    "agenda": lambda text: AgendaDialog(state(text)),
    "words": lambda text: WordsDialog(state(text)),
    "consent": lambda text: ConsentDialog(state(text), "p"),
    "open vote": lambda text: OpenVote(state(text)),
    "count vote": lambda text: CountVote(State(rounds={"r": vote(text)}), vote(text)),
    "vote menu": lambda text: VoteMenu(State(rounds={"r": vote(text)}), vote(text), BallotsIn()),
    "whose ballot": lambda text: WhoseBallot(state(text), vote(text)),
    "ballot": lambda text: BallotScreen(
        State(rounds={"r": vote(text)}), vote(text), Person("p", text)
    ),
    "show vote": lambda text: ShowVote(State(rounds={"r": vote(text)}), vote(text)),
    "why off": lambda text: WhyOff(state(text), vote(text)),
    "hold again": lambda text: HoldAgain(state(text), vote(text), OpenVote(state(text))),
    "lines": lambda text: AskLines(text, text, text),
    "secret": lambda text: AskSecret(text, text, text),
    "content note": lambda text: ContentNote(text, text, text),
    "preview": lambda text: agenda_preview(
        Understood(
            text,
            items=tuple(PlanItem(text or "-", 10, notes=text) for _ in range(40)),
            left_out=tuple(LeftOut(n, text, text) for n in range(40)),
            doubt=text,
            said=(text,),
        )
    ),
    "new key": NewKey,
    "pick": lambda text: Pick(text, [(str(n), text) for n in range(20)]),
    "settle menu": lambda text: SettleMenu(state(text), next(iter(state(text).parking)), print),
    "time menu": lambda text: TimeMenu(state(text), Instant(0, datetime(2026, 11, 23, tzinfo=UTC))),
    "room menu": lambda text: RoomMenu(state(text)),
    "ask room": lambda text: AskRoom(state(text)),
    "write box": lambda text: WriteBox(state(text), Instant(0, datetime(2026, 11, 23, tzinfo=UTC))),
    "people box": lambda text: PeopleBox(at_the_door(text), state(text), f"{text}, {text}"),
    "item form": lambda text: ItemForm(
        fields_of(PlanItem(text, 10, focus=text, content_note=text, notes=text)), lambda _: None
    ),
    "re-plan": lambda text: ReplanDialog(
        state(text), Instant(0, datetime(2026, 11, 23, tzinfo=UTC))
    ),
}


def dialog_classes() -> set[type[Screen[Any]]]:
    """Return every dialog of the program: a class of sheets that no other is made of."""
    for found in walk_packages(screens.__path__, "screens."):
        import_module(found.name)
    classes: set[type[Screen[Any]]] = set()
    todo: list[type[Screen[Any]]] = [Sheet]
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if kind not in {Sheet, StateSheet, ListSheet, AskText, Menu}:
            classes.add(kind)
    return classes


def test_every_dialog_is_tried() -> None:
    assert {type(make("x")) for make in DIALOGS.values()} == dialog_classes()


def harmless(app: Harness) -> None:
    """Nothing on the screen can move the cursor, ring, or be sent to a terminal in vain."""
    width, height = app.size
    rows = app.screen._compositor.render_strips()
    assert len(rows) == height
    for strip in rows:
        assert strip.cell_length == width
        bad = [c for c in strip.text if unicodedata.category(c) in {"Cc", "Cs"}]
        assert bad == []
        assert not set(strip.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("screen", SCREENS)
async def test_no_screen_is_harmed(screen: str, text: str) -> None:
    for size in SIZES:
        app = Harness(SCREENS[screen](text))
        app.state = state(text)
        app.saved = NothingYet(n=1, trouble=text)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            harmless(app)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_no_dialog_is_harmed(dialog: str, text: str) -> None:
    app = Harness(Screen())
    async with app.run_test() as pilot:
        await app.push_screen(DIALOGS[dialog](text))
        await pilot.pause()
        harmless(app)
        await pilot.press("tab", "down", "escape")
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_markup_is_shown_as_it_was_typed(size: tuple[int, int]) -> None:
    text = "[/red] [b]x"
    app = Harness(BoardScreen())
    app.state = state(text)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert seen(app).count(text) >= 5


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_refusal_stands_in_its_dialog_until_something_else_is_typed(name: str) -> None:
    app, why = Harness(Screen()), "Nobody can count to that number."
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(DIALOGS[name]("x"))
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, Sheet)
        if not dialog.query("Input, TextArea"):
            return

        dialog.show_refusal("Another reason.")
        dialog.show_refusal(why)
        await pilot.pause()
        (told,) = dialog.query(".refused")
        fields = [field.region for field in dialog.query("Input, TextArea") if field.region.area]
        assert why in seen(app)
        assert dialog.query_one("#sheet").region.contains_region(told.region)
        assert told.region.y < min(field.y for field in fields)

        first = next(one for one in dialog.query("Input, TextArea") if one.region.area)
        first.focus()
        await pilot.press("1")
        await pilot.pause()
        assert why not in seen(app)


@pytest.mark.parametrize("size", [(120, 36), (200, 56)])
@pytest.mark.parametrize("name", DIALOGS)
async def test_the_title_of_a_dialog_is_never_larger_than_what_is_asked(
    name: str, size: tuple[int, int]
) -> None:
    """Only a result that is shown in a dialog may be in larger letters, never a title."""
    app = Harness(Screen())
    async with app.run_test(size=size) as pilot:
        await app.push_screen(DIALOGS[name]("Soup"))
        await pilot.pause()
        titles = [title for title in app.screen.query(".title") if title.region.area]

        assert all("█" not in str(title.render()) for title in titles)
        assert len(titles) <= 1
