"""Home: the sessions that can be resumed, then every series with its sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive, var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.base import BaseScreen
from screens.dialogs.ask import Ask, ask_line
from screens.dialogs.pick import Pick
from screens.filtering import Filtering
from screens.keys.keymap import hint
from screens.keys.search import has_words
from screens.keys.tables import bindings_for
from screens.messages import (
    AllSessionsAsked,
    AloneAnswered,
    AloneAsked,
    DemoAsked,
    ExportAsked,
    ForgetAsked,
    Go,
    PlanOpened,
    QuitAsked,
    RehearsalAsked,
    SessionOpened,
    SettingsChosen,
    Tell,
)
from screens.mounted import is_shown
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.series_sign import looks_of, series_name
from screens.widgets.session_line import heading, session_line
from session.model.settings import Settings
from session.model.state import replace
from session.model.text import theirs
from session.views.library import HomeView, SessionCard
from session.views.series_look import CHOICES
from session.wording.catalogue import say

_KEYS = ("open", "new", "file", "demo", "export", "forget", "settings", "quit", "help")
_KEYS_EMPTY = ("new", "file", "demo", "settings", "quit", "help")

_SERIES = "series/"
"""What the id of a series' heading begins with; no id of a session has it."""
_WIDEST = 112
"""With more columns than this the eye loses the line between a title and its status."""


class HomeScreen(BaseScreen[None]):
    """Shows ``library``; requests everything else by messages."""

    CSS_PATH = Path(__file__).parent / "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("home")]
    PLACE = "home"
    PARTS = (Filtering,)
    AUTO_FOCUS = "OptionList"
    DEFAULT_CLASSES = "-empty"
    """Until the library was read. Set from the start: a class that changes restyles the whole screen."""

    library: reactive[HomeView] = reactive(HomeView())
    settings: var[Settings] = var(Settings())
    _typed = ""

    def compose(self) -> ComposeResult:
        yield Static(plain("Fairsay"), id="name")
        yield Static(plain(say("home.motto")), id="motto")
        yield Static(id="first")
        yield Static(id="told")
        yield OptionList(id="sessions", compact=True)
        yield Static(id="empty")
        with VerticalScroll(id="faults", can_focus=False):
            yield Static(id="fault-lines")
        yield Static(id="folder")
        yield KeyLine("home", _KEYS)

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        self._list()

    def watch_library(self) -> None:
        if is_shown(self):
            self._show()

    def watch_settings(self) -> None:
        if is_shown(self):
            self._list()

    def _show(self) -> None:
        view = self.library
        self._list()
        nothing = not view.unfinished and not view.series
        self.set_class(nothing, "-empty")
        words = hint(self.app, "home", "home.begin") if view.looked else say("home.looking")
        self.query_one("#empty", Static).update(
            plain(f"{say('home.empty')}\n{words}" if view.looked else words)
        )
        first = self.query_one("#first", Static)
        first.update(plain(self._first()))
        first.display = not nothing
        told = self.query_one("#told", Static)
        sentences = (
            *view.told,
            *((hint(self.app, "home", "home.others"),) if view.hides_others else ()),
        )
        told.update(plain("\n".join(sentences)))
        told.display = bool(sentences)
        self.query_one("#faults").display = bool(view.faults)
        if view.faults:
            head = plain(hint(self.app, "home", "home.faults", n=len(view.faults)), "bold")
            lines = plain("\n" + "\n".join(view.faults))
            self.query_one("#fault-lines", Static).update(head + lines)
        folder = say("home.folder", folder=view.folder) if view.folder else ""
        self.query_one("#folder", Static).update(plain(folder))
        self.query_one(KeyLine).ids = _KEYS_EMPTY if nothing else _KEYS

    def _first(self) -> str:
        """Return what to do first."""
        if unfinished := self.library.unfinished:
            return hint(self.app, "home", "home.first.go_on", title=theirs(unfinished[0].title))
        return hint(self.app, "home", "home.first.plan")

    def filter_by(self, typed: str) -> None:
        self._typed = typed
        self._list()

    def _list(self) -> None:
        sessions = self.query_one("#sessions", OptionList)
        chosen = sessions.highlighted_option
        sessions.set_options(self._options(max(20, min(_WIDEST, self.size.width - 8))))
        ids = [option.id for option in sessions.options]
        if chosen and chosen.id in ids:
            sessions.highlighted = ids.index(chosen.id)
        else:
            known = (n for n, one in enumerate(ids) if one and not one.startswith(_SERIES))
            sessions.highlighted = next(known, None)

    def _options(self, width: int) -> Iterator[Option | None]:
        view = self.library
        if unfinished := self._kept(view.unfinished, width):
            yield heading(plain(f"▸ {say('home.go_on')}", "bold $secondary"))
            yield from unfinished
        for series in view.series:
            lines = self._kept(series.sessions, width, series.name)
            if not lines:
                continue
            if series.name:
                yield Option(" ", disabled=True)
                words = series_name(series.name, looks_of(self.app))
                yield Option(words, id=f"{_SERIES}{series.name}")
            else:
                yield heading(plain(f"  {say('home.outside_series')}", "bold $secondary"))
            yield from lines

    def _kept(self, cards: Sequence[SessionCard], width: int, series: str = "") -> list[Option]:
        """Return the lines that have what was typed, if anything was."""
        lines = [session_line(card, width) for card in cards]
        return [one for one in lines if has_words(self._typed, f"{one.prompt} {series}")]

    def _chosen(self) -> SessionCard | None:
        option = self.query_one("#sessions", OptionList).highlighted_option
        if option is None:
            return None
        view = self.library
        cards = [*view.unfinished, *(card for one in view.series for card in one.sessions)]
        return next((card for card in cards if card.id == option.id), None)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    @property
    def _series(self) -> str:
        """The name of the series whose heading is chosen; empty if none is."""
        option = self.query_one("#sessions", OptionList).highlighted_option
        key = (option.id or "") if option else ""
        return key.removeprefix(_SERIES) if key.startswith(_SERIES) else ""

    def action_open(self) -> None:
        if self._series:
            self.post_message(Go("series", about=self._series))
        elif card := self._chosen():
            ended = card.standing in {"draft", "agreed"}
            self.post_message(SessionOpened(card.id, ended))

    def action_new(self) -> None:
        self.post_message(Go("plan"))

    def action_file(self) -> None:
        ask_line(
            self,
            say("home.plan"),
            lambda path: self.post_message(PlanOpened(path)),
            say("home.plan_hint"),
            self.library.path,
            again=True,
        )

    def action_all(self) -> None:
        self.post_message(AllSessionsAsked())

    def action_demo(self) -> None:
        self.post_message(DemoAsked())

    def action_rehearse(self) -> None:
        self.post_message(RehearsalAsked())

    def action_hall_check(self) -> None:
        self.post_message(Go("hall"))

    def action_export(self) -> None:
        card = self._chosen()
        if card is None:
            if self._series:
                self.post_message(Tell(say("home.choose_session"), trouble=True))
            return
        if card.standing in {"draft", "agreed"}:
            self.post_message(ExportAsked("all", card.id))
        else:
            self.post_message(Tell(say("home.not_yet"), trouble=True))

    def action_forget(self) -> None:
        card = self._chosen()
        if card is None:
            self._forget("")
            return
        choices = [
            (card.id, say("forget.this_session", title=card.title)),
            ("", say("forget.a_person")),
        ]
        self.app.push_screen(Pick(say("forget.which"), choices), self._forget)

    def _forget(self, session: str | None) -> None:
        if session:
            self.post_message(ForgetAsked(session=session))
        elif session is not None:
            # A person who wants to be forgotten does not want their name on the wall for it.
            self.post_message(AloneAsked(self))

    @on(AloneAnswered)
    def _whom(self, answer: AloneAnswered) -> None:
        if not answer.alone:
            return
        asked = Ask(say("forget.who"), say("forget.who_hint"))
        asked.PRIVATE = True
        self.app.push_screen(asked, self._person)

    def _person(self, name: str | None) -> None:
        if name:
            self.post_message(ForgetAsked(person=name))

    def action_sign(self) -> None:
        card = self._chosen()
        series = (one for one in self.library.series if one.name)
        found = [one.name for one in series if card in one.sessions or one.name == self._series]
        if not found:
            self.post_message(Tell(say("home.sign.none"), trouble=True))
            return
        choices = [(one, say("home.sign.choice", sign=one[0], n=one[1])) for one in CHOICES]
        choices.insert(0, ("", say("home.sign.usual")))
        asked = Pick(say("home.sign", series=found[0]), choices)
        self.app.push_screen(asked, lambda look: self._sign(found[0], look))

    def _sign(self, series: str, look: str | None) -> None:
        if look is not None:
            looks = {**self.settings.series, series: look}
            kept = {name: one for name, one in looks.items() if one}
            self.post_message(SettingsChosen(replace(self.settings, series=kept)))

    def action_settings(self) -> None:
        self.post_message(Go("help", about="settings"))

    def action_quit(self) -> None:
        self.post_message(QuitAsked())
