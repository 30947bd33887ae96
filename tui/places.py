"""Creates every screen: the one module that knows the screens, and imports each when first shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from textual.app import App
from textual.screen import ModalScreen, Screen

from screens.keys.tables import place_named
from screens.messages import Destination

BASES: tuple[Destination, ...] = ("board", "home")
"""The base screens; one of them is always at the bottom."""


def _home() -> Screen[Any]:
    from screens.home import HomeScreen

    return HomeScreen()


def _board() -> Screen[Any]:
    from screens.board import BoardScreen

    return BoardScreen()


def _themes() -> Screen[Any]:
    from screens.themes import ThemesScreen

    return ThemesScreen()


def _agreement() -> Screen[Any]:
    from screens.agreement import AgreementScreen

    return AgreementScreen()


def _join() -> Screen[Any]:
    from screens.join import JoinScreen

    return JoinScreen()


def _recap() -> Screen[Any]:
    from screens.recap import RecapScreen

    return RecapScreen()


def _voices() -> Screen[Any]:
    from screens.private import VoicesScreen

    return VoicesScreen()


def _names() -> Screen[Any]:
    from screens.private_people import PrivatePeopleScreen

    return PrivatePeopleScreen()


def _slips() -> Screen[Any]:
    from screens.slips import SlipsScreen

    return SlipsScreen()


def _check() -> Screen[Any]:
    from screens.name_check import NameCheckScreen

    return NameCheckScreen()


def _blackout() -> Screen[Any]:
    from screens.blackout import BlackoutScreen

    return BlackoutScreen()


def _calm() -> Screen[Any]:
    from screens.calm import CalmScreen

    return CalmScreen()


def _circle() -> Screen[Any]:
    from screens.speaking_round import CircleScreen

    return CircleScreen()


def _shared() -> Screen[Any]:
    from screens.shared import SharedScreen

    return SharedScreen()


def _opening() -> Screen[Any]:
    from screens.opening import OpeningScreen

    return OpeningScreen()


def _closing() -> Screen[Any]:
    from screens.closing import ClosingScreen

    return ClosingScreen()


def _sofar() -> Screen[Any]:
    from screens.sofar import SofarScreen

    return SofarScreen()


def _notes() -> Screen[Any]:
    from screens.record import NotesScreen

    return NotesScreen()


def _people() -> Screen[Any]:
    from screens.people import PeopleScreen

    return PeopleScreen()


def _parking() -> Screen[Any]:
    from screens.parking import ParkingScreen

    return ParkingScreen()


def _settings() -> Screen[Any]:
    from screens.settings import SettingsScreen

    return SettingsScreen()


def _keys() -> Screen[Any]:
    from screens.choose_keys import ChooseKeysScreen

    return ChooseKeysScreen()


def _plan() -> Screen[Any]:
    from screens.plan.screen import PlanScreen

    return PlanScreen()


def _small() -> Screen[Any]:
    from screens.small import SmallScreen

    return SmallScreen(COLUMNS, ROWS)


_SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "home": _home,
    "board": _board,
    "themes": _themes,
    "agreement": _agreement,
    "join": _join,
    "recap": _recap,
    "voices": _voices,
    "names": _names,
    "slips": _slips,
    "check": _check,
    "blackout": _blackout,
    "calm": _calm,
    "opening": _opening,
    "circle": _circle,
    "shared": _shared,
    "closing": _closing,
    "sofar": _sofar,
    "notes": _notes,
    "people": _people,
    "parking": _parking,
    "settings": _settings,
    "keys": _keys,
    "plan": _plan,
    "small": _small,
}

COLUMNS, ROWS = 60, 20
"""The smallest terminal in which every screen works."""

_BOUND = (
    "state",
    "now",
    "saved",
    "ballots",
    "library",
    "read_back",
    "settings",
    "joining",
    "looked",
)
"""The app's reactives that are bound to screens with reactives of the same names."""


def make(
    to: Destination | Literal["small"], app: type[App[Any]], opened_from: str = ""
) -> Screen[Any]:
    """Return a new screen, bound to the app's reactives. Only within a message handler of the app."""
    screen = _help(opened_from) if to == "help" else _SCREENS[to]()
    screen.add_class(f"at-{to}")
    bound = {name: getattr(app, name) for name in _BOUND if hasattr(type(screen), name)}
    return screen.data_bind(**bound)


def rules(to: Literal["home", "board"]) -> Path:
    """Return the path of the style sheet of the program's first screen."""
    return Path(__file__).parent.parent / "screens" / f"{to}.tcss"


def place(screen: Screen[Any]) -> str:
    """Return the destination a screen was made for; empty for a dialog."""
    return next((name.removeprefix("at-") for name in screen.classes if name.startswith("at-")), "")


def _help(opened_from: str) -> Screen[Any]:
    from screens.help import HelpScreen

    return HelpScreen(place_named(opened_from) or "board")


def confirm(question: str, yes: str, no: str = "") -> ModalScreen[bool | None]:
    from screens.dialogs.confirm import Confirm

    return Confirm(question, yes, no)


def ask_alone(app: App[Any], answered: Callable[[bool], object]) -> None:
    from screens.dialogs.alone import ask_alone as ask

    ask(app, answered)


def content_note(title: str, note: str, support: str) -> ModalScreen[bool | None]:
    from screens.dialogs.content_note import ContentNote

    return ContentNote(title, note, support)


def ask(title: str, hint: str) -> ModalScreen[str | None]:
    from screens.dialogs.ask import Ask

    return Ask(title, hint)


def pick(title: str, choices: list[tuple[str, str]]) -> ModalScreen[str | None]:
    from screens.dialogs.pick import Pick

    return Pick(title, choices)


def large_rows(words: str, width: int, height: int) -> list[str]:
    """Return ``words`` in the largest letters that fit, row by row; as they are where letters can't be drawn."""
    from screens.widgets.lettering import letters

    drawn = letters(words, width, height, smooth=False)
    return [row.plain for row in drawn] if drawn else [words]


def show_trouble(screen: Screen[Any], trouble: str) -> None:
    """Put the banner on a screen without one of its own; dialogs are shown over a screen that has it."""
    from screens.widgets.status_line import TroubleBanner

    if isinstance(screen, ModalScreen) or not screen.is_mounted:
        return
    banners = screen.query(TroubleBanner)
    for banner in banners:
        banner.value = trouble
    if trouble and not banners:
        banner = TroubleBanner(classes="-docked")
        banner.value = trouble
        screen.mount(banner)
