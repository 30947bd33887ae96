"""The app: it holds what screens show, and routes. Screens send messages; a controller handles each of them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, on
from textual.binding import BindingType
from textual.reactive import reactive, var
from textual.screen import Screen

import screens.messages as ask
import screens.series_messages as of_series
from app.library import Library
from app.live_session import LiveSession, Saved
from app.network_options import NetworkOptions
from screens.keys.keymap import Layout
from screens.keys.tables import bindings_for
from session.model.settings import Settings
from session.model.state import Instant, State
from session.rules.ballots import BallotsIn
from session.views.library import HomeView
from session.views.phone_link import Joining
from session.views.recap_lines import ReadBack
from tui import places, theme
from tui.controllers.exports import ExportsController
from tui.controllers.hall import HallController
from tui.controllers.leaving import Back, LeavingController, Left
from tui.controllers.library import LibraryController
from tui.controllers.navigation import Navigation
from tui.controllers.opening import OpeningController
from tui.controllers.phones import PhonesController
from tui.controllers.plans import PlansController
from tui.controllers.private import PrivateController
from tui.controllers.rehearsal import RehearsalController
from tui.controllers.reminders import Reminders
from tui.controllers.session import SessionController
from tui.controllers.settings import SettingsController
from tui.controllers.strikes import StrikesController
from tui.key_gate import KeyGate
from tui.key_rules import KeyRules
from tui.projector_app import ProjectorApp, spare_pauses
from tui.shell import Shell

if TYPE_CHECKING:
    from app.demo.player import SimulatedRoom
    from app.rehearsal.coach import Rehearsal

TICK_S = 0.5
_RULES = Path(__file__).parent / "app.tcss"


def _palette() -> Any:
    from tui.palette import Actions

    return Actions


class FairsayApp(ProjectorApp):
    """Fairsay in a terminal. ``colours``: a theme for this run only. Returns the sentence to print on exit, if any."""

    TITLE = "Fairsay"
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("everywhere")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012 - Textual declares no ClassVar
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall"), (50, "-high")]  # noqa: RUF012 - Textual declares no ClassVar
    gate_type: type[KeyGate] = KeyGate

    # `var`: Textual would repaint the whole screen for a `reactive`, at every tick.
    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))
    saved: var[Saved] = var(Saved())
    ballots: var[BallotsIn] = var(BallotsIn())
    next_entries: var[tuple[str, ...]] = var(())
    joining: var[Joining] = var(Joining())
    settings: var[Settings] = var(Settings())
    library: reactive[HomeView] = reactive(HomeView())
    read_back: reactive[ReadBack] = reactive(ReadBack())
    looked: var[int] = var(0)
    """When the private panel was last looked at, in session milliseconds."""

    def __init__(
        self,
        desk: Library,
        live: LiveSession | None = None,
        room: SimulatedRoom | Rehearsal | None = None,
        colours: str = "",
        no_colour: str = "",
        ways: NetworkOptions = NetworkOptions(),  # noqa: B008 - frozen
        back: Back | None = None,
        *,
        all_keys: bool = False,
    ) -> None:
        self._first: Literal["home", "board"] = "board" if live else "home"
        # Read with the app's own rules, since parsing style sheets again would take as long as a paint.
        super().__init__([_RULES, places.rules(self._first)], desk.home.log)
        for one in theme.THEMES:
            self.register_theme(one)
        self.desk, self._back = desk, back
        self.layout_of_keys, self._all_keys = Layout(), all_keys
        self.series_looks: dict[str, str] = {}

        self.shell = shell = Shell(self, self)
        self.preferences = SettingsController(shell, desk, colours, no_colour, all_keys=all_keys)
        self.session = session = SessionController(shell)
        self.strikes = StrikesController(shell, session)
        self.reminders = Reminders(shell, session)
        self.phones = PhonesController(shell, session, ways)
        self.data_folder = LibraryController(shell, session, desk)
        self.exports = ExportsController(shell, session, desk, self.preferences)
        self.hall = HallController(shell, session, self.phones, desk)
        self.plans = PlansController(shell, self.data_folder, desk)
        self.private = PrivateController(shell, session)
        self.leaving = LeavingController(
            shell, session, self.phones, self.exports, self.data_folder
        )
        self.rehearsals = RehearsalController(shell, session)
        self.opening = OpeningController(
            shell, session, self.phones, self.data_folder, desk, room, self.rehearsals
        )
        self.navigation = Navigation(
            shell,
            session,
            self.phones,
            self.data_folder,
            self.exports,
            self.private,
            self.opening,
        )
        # The theme is known by now: the rules are parsed with its colours at once.
        self.stylesheet.set_variables(self.get_css_variables())
        self.key_rules = KeyRules(shell)
        self.gate = self.key_rules.gate(self, self.gate_type)
        if live:
            session.take(live)

    @property
    def live(self) -> LiveSession | None:
        """The session that is open."""
        return self.session.live

    def get_default_screen(self) -> Screen[Any]:
        return places.make(self._first, type(self))

    def on_mount(self) -> None:
        self.set_interval(TICK_S, self.tick)
        self.call_after_refresh(self._started)

    def _started(self) -> None:
        spare_pauses()
        # The first key that needs large letters does not wait for their libraries.
        loading = partial(asyncio.to_thread, places.missing_for_letters)
        self.shell.run(loading, lambda _: places.enlarge(self.shell.stack))
        self.preferences.tell_first()
        if self.live:
            self.session.attach(self.live)
            self.opening.let_people_play()
            if self.session.ended:
                self.post_message(ask.Go("close"))
        else:
            self.data_folder.look()
        if self._back:
            self.shell.work(partial(self.navigation.go_back, self._back, self._first), "ways")

    def again(self, live: LiveSession | None, left: Left, told: tuple[str, ...]) -> FairsayApp:
        """Return an app that continues after this one crashed, with the same session reopened."""
        room, colours = self.opening.room, self.preferences.colours
        if room and live:
            room.live = live
        back = Back(left, told)
        ways, all_keys = self.phones.ways, self._all_keys
        return FairsayApp(self.desk, live, room, *colours, ways, back, all_keys=all_keys)

    def tick(self) -> None:
        """Advance the time."""
        self.session.tick()
        self.reminders.tick()
        self.rehearsals.tick()
        self.strikes.carry_out_due(monotonic())
        self.shell.ask_due()
        self.private.tick()

    # Called by Textual

    @property
    def calm_words(self) -> str:
        return self.leaving.calm_words

    async def run_async(self, **how: Any) -> str | None:
        return await self.leaving.run(partial(super().run_async, **how))

    async def on_event(self, event: events.Event) -> None:
        self.private.notice(event)
        await super().on_event(event)

    def meant(self, event: events.Key) -> events.Key | None:
        return self.key_rules.meant(event)

    def on_resize(self, event: events.Resize) -> None:
        self.navigation.resized(event.size.width, event.size.height)

    def note(self, fault: Exception | None = None) -> None:
        super().note(fault)
        self.leaving.note_places()

    def watch_state(self) -> None:
        self.exports.read_again()

    def watch_saved(self, was: Saved, saved: Saved) -> None:
        self.session.saved_changed(was, saved)
        self.exports.saved_changed(was, saved)

    # Routes

    async def action_blackout(self) -> None:
        await self.navigation.black_out()

    action_go_dark = action_blackout

    async def action_quit(self) -> None:
        self.leaving.ask()

    def action_save_elsewhere(self) -> None:
        self.session.ask_where()

    @on(ask.Go)
    async def _go(self, message: ask.Go) -> None:
        await self.rehearsals.after(self.navigation.go(message))

    @on(ask.Darkened)
    async def _lit(self, message: ask.Darkened) -> None:
        await self.navigation.darkened(message)

    @on(ask.Tell)
    def _tell(self, message: ask.Tell) -> None:
        if message.trouble:
            self.shell.refuse(message.sentence)
        else:
            self.shell.tell(message.sentence)

    @on(ask.Answered)
    def _answered(self, message: ask.Answered) -> None:
        self.shell.answered(partial(message.dialog.open_again, self))

    @on(ask.Submit)
    def _submit(self, message: ask.Submit) -> None:
        self.session.submit(message)

    @on(ask.BallotAsked)
    def _cast(self, message: ask.BallotAsked) -> None:
        self.session.cast(message)

    @on(ask.MoveAsked)
    def _move(self, message: ask.MoveAsked) -> None:
        self.session.move(message)

    @on(ask.StrikeAsked)
    def _strike(self, message: ask.StrikeAsked) -> None:
        self.strikes.ask(message)

    @on(ask.DoorAsked)
    def _door(self, message: ask.DoorAsked) -> None:
        self.phones.ask(message)

    @on(ask.HallAsked)
    def _check_hall(self, message: ask.HallAsked) -> None:
        self.hall.look(message)

    @on(ask.AllSessionsAsked)
    def _show_all(self) -> None:
        self.data_folder.show_all()

    @on(of_series.SeriesAsked)
    def _series(self, message: of_series.SeriesAsked) -> None:
        self.data_folder.series(message)

    @on(of_series.EarlierAsked)
    @on(of_series.CatchUpAsked)
    def _before(self, message: of_series.EarlierAsked | of_series.CatchUpAsked) -> None:
        self.data_folder.before(message)

    @on(ask.ForgetAsked)
    def _forget(self, message: ask.ForgetAsked) -> None:
        self.data_folder.forget(message)

    @on(ask.SettingsChosen)
    def _choose(self, message: ask.SettingsChosen) -> None:
        self.preferences.choose(message.settings)

    @on(ask.ExportAsked)
    def _export(self, message: ask.ExportAsked) -> None:
        self.exports.ask(message)

    @on(ask.PlanShelfAsked)
    def _plan_shelf(self, message: ask.PlanShelfAsked) -> None:
        self.plans.shelf(message)

    @on(ask.PlanWanted)
    def _plan(self, message: ask.PlanWanted) -> None:
        self.plans.read(message)

    @on(ask.PlanSaveAsked)
    def _plan_save(self, message: ask.PlanSaveAsked) -> None:
        self.plans.save(message)

    @on(ask.SheetsAsked)
    def _sheets(self, message: ask.SheetsAsked) -> None:
        self.plans.write_sheets(message)

    @on(ask.DraftKept)
    def _draft(self, message: ask.DraftKept) -> None:
        self.plans.keep(message)

    @on(ask.AloneAsked)
    def _alone(self, message: ask.AloneAsked) -> None:
        self.private.ask(message)

    @on(ask.KeepAsked)
    def _keep(self) -> None:
        self.private.keep()

    @on(ask.QuitAsked)
    def _quit(self) -> None:
        self.leaving.ask()

    @on(ask.PlanOpened)
    def _open_plan(self, message: ask.PlanOpened) -> None:
        self.opening.open_plan(message)

    @on(ask.SessionOpened)
    def _open_session(self, message: ask.SessionOpened) -> None:
        self.opening.open_session(message)

    @on(ask.RehearsalAsked)
    def _open_rehearsal(self) -> None:
        self.opening.open_rehearsal()

    @on(ask.DemoAsked)
    def _open_demo(self) -> None:
        self.opening.open_demo()
