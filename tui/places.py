"""Makes the screens of `screens.places`, and the app's own questions; imports each when first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from textual.app import App
from textual.screen import ModalScreen, Screen

from screens.places import COVERS, TABLE, Destination, Place, place_named

COLUMNS, ROWS = 60, 20
"""The smallest terminal in which every screen works."""

_BOUND = (
    "state",
    "now",
    "saved",
    "ballots",
    "next_entries",
    "library",
    "read_back",
    "settings",
    "joining",
    "looked",
)
"""The app's reactives that are bound to screens with reactives of the same names."""


def screen_of(to: Place) -> type[Screen[Any]]:
    """Return the class of a screen; its module is imported the first time."""
    module, _, name = TABLE[to].screen.partition(":")
    kind: type[Screen[Any]] = getattr(import_module(f"screens.{module}"), name)
    return kind


def make(
    to: Destination | Literal["small"], app: type[App[Any]], opened_from: str = ""
) -> Screen[Any]:
    """Return a new screen, bound to the app's reactives. Only within a message handler of the app."""
    kind: Callable[..., Screen[Any]] = screen_of(to)
    match to:
        case "help":
            screen = kind(place_named(opened_from) or "board")
        case "small":
            screen = kind(COLUMNS, ROWS)
        case _:
            screen = kind()
    bound = {name: getattr(app, name) for name in _BOUND if hasattr(type(screen), name)}
    return screen.data_bind(**bound)


def rules(to: Literal["home", "board"]) -> Path:
    """Return the path of the style sheet of the program's first screen."""
    return Path(__file__).parent.parent / "screens" / f"{to}.tcss"


def place(screen: Screen[Any]) -> str:
    """Return the place of a screen; empty for a dialog."""
    found: Place | None = getattr(screen, "PLACE", None)
    return found if found and TABLE[found].screen else ""


def confirm(question: str, yes: str, no: str = "") -> ModalScreen[bool | None]:
    from screens.dialogs.confirm import Confirm

    return Confirm(question, yes, no)


def ask_alone(app: App[Any], answered: Callable[[bool | None], object]) -> None:
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


def begin(screen: Screen[Any], about: str) -> None:
    """Let a screen begin with what it was opened for, such as one of its pages."""
    from screens.base import BaseScreen

    if isinstance(screen, BaseScreen):
        screen.begin(about)


def idle_on(screen: Screen[Any]) -> frozenset[str]:
    """Return what keys do on a screen that have nothing to do it to now."""
    from screens.base import BaseScreen

    return screen.idle_now if isinstance(screen, BaseScreen) else frozenset()


def show_caption(screen: Screen[Any], words: str) -> None:
    """Put a caption above a screen, or change it; none where the work is covered."""
    from screens.widgets.caption import Caption

    if not screen.is_mounted or place(screen) in COVERS:
        return
    found = screen.query(Caption)
    for one in found:
        one.words = words
    if words and not found:
        caption = Caption()
        caption.words = words
        screen.mount(caption, before=0)


def show_refusal(screen: Screen[Any], why: str) -> bool:
    """Show why something was refused in a dialog; return whether ``screen`` is one."""
    show = getattr(screen, "show_refusal", None)
    if show and screen.is_mounted:
        show(why)
    return show is not None


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


def missing_for_letters() -> tuple[str, ...]:
    """Load the libraries of large letters, in a thread; return what is missing of them and of the typefaces."""
    from screens.widgets.typeface import missing

    return missing()


def drop_drafts(screens: Iterable[Screen[Any]], holds: Callable[[str], bool]) -> None:
    """Drop what was left in dialogs and has words that are taken out, or a forgotten name."""
    from screens.base import BaseScreen

    for screen in screens:
        if way := getattr(screen, "way", None):
            way.drafts[:] = [one for one in way.drafts if not any(map(holds, one.lines))]
        if isinstance(screen, BaseScreen):
            left = screen.words_left
            gone = [one for one, typed in left.items() if any(map(holds, (*typed, str(one))))]
            for subject in gone:
                del left[subject]


def enlarge(screens: Iterable[Screen[Any]]) -> None:
    """Draw in large letters what the first paint showed as plain words."""
    for screen in screens:
        for card in screen.query("NowPanel"):
            card.refresh()
        if again := getattr(screen, "fit_again", None):
            again()
