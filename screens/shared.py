"""The shared view: one scene at a time, full screen, by the agenda or as the facilitator chooses."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import var
from textual.widgets import Static

from screens.base import BaseScreen
from screens.eight import Eight
from screens.following import show_status
from screens.keys.tables import bindings_for
from screens.mounted import is_shown
from screens.steering import Steering
from screens.text import plain
from screens.widgets.card import stacked
from screens.widgets.key_line import KeyLine
from screens.widgets.qr_code import QrCode
from screens.widgets.scene_choice import SceneChoice, scene_of
from screens.widgets.scene_layouts import remarks_below
from screens.widgets.stage import Stage
from screens.widgets.status_line import (
    StatusLine,
    TroubleBanner,
)
from session.views.open_now import open_now
from session.views.shared.following import followed, scene
from session.views.shared.scene import SCENES, SceneName, SharedScene
from session.wording.catalogue import say

_CODE_SHARE = 0.45
_CODE_APART = 2
"""The most of the width that a code takes, and its distance in cells, as in the style sheet."""
_KEYS = ("next", "page", "other", "more", "undo", "help", "board")
_KEYS_CHOSEN = ("follow", "other", "next", "page", "help", "board")


class SharedScreen(BaseScreen[None]):
    CSS_PATH = Path(__file__).parent / "shared.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("shared")]
    PLACE = "shared"
    PARTS = (Eight, Steering)
    AUTO_FOCUS = None
    # Textual types these as instance variables, so they can't be ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-middle"), (160, "-wide")]  # noqa: RUF012 - as above

    chosen: var[SceneName | None] = var(None)
    """The scene the facilitator chose; ``None`` follows the session."""
    next_entries: var[tuple[str, ...]] = var(())
    """The next session for calendars, fullest first."""

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield TroubleBanner()
        with Horizontal(id="stage"):
            with Vertical():
                yield Stage()
                with Vertical(id="foot"):
                    yield Static(id="later")
            with Vertical(id="code"):
                yield QrCode(name="qr")
                yield Static(id="where")
        yield SceneChoice()
        yield KeyLine("shared")

    def on_mount(self) -> None:
        self.on_change(self._show, "state", "now", "saved", "ballots", "next_entries", "chosen")
        self._show()

    def on_resize(self) -> None:
        # The height below the stage depends on the rows there, which are known after this.
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if is_shown(self) and self.state.meta.id:
            self.show(scene(self.state, self.now, self._scene_shown, self.ballots))

    @property
    def _scene_shown(self) -> SceneName:
        return self.chosen or followed(self.state)

    def show(self, told: SharedScene) -> None:
        """Pass each widget its part."""
        show_status(self)
        stage, foot = self.query_one(Stage), self.query_one("#foot").size
        stage.below = foot.height
        stage.value = told
        code, where = told.code, f"{told.link_words}\n{told.link}"
        if told.name == "thanks":
            code, where = self._entry_that_fits(), say("shared.calendar")
            if self.next_entries and not code:
                told = replace(told, remarks=(say("shared.calendar.file"), *told.remarks))
                stage.value = told
        self.set_class(bool(code), "-code")
        self.query_one(QrCode).data = code
        self.query_one("#where", Static).update(plain(where if code else ""))
        later = remarks_below(told, foot.width, foot.height)
        self.query_one("#later", Static).update(stacked(map(plain, later)))
        self.query_one(SceneChoice).value = self.chosen
        line = self.query_one(KeyLine)
        line.opened = open_now(self.state)
        paused = self.state.clock.paused_t is not None
        start = (("next", say("console.start")),) if self.state.clock.started_t is None else ()
        turns = len(stage.pages) > 1
        space = "shared.turn" if turns else "console.go_on" if paused else "console.pause"
        line.now_called = (*start, ("page", say(space)))
        ids: tuple[str, ...] = _KEYS if self.chosen is None else _KEYS_CHOSEN
        if turns:
            # Also last, since that one is always in sight, at any width.
            ids = ("page", "board", *(one for one in ids if one not in {"page", "board"}), "page")
        line.ids = ids

    def _entry_that_fits(self) -> str:
        """Return the fullest entry that can be drawn beside the scene; empty if none can."""
        stage = self.query_one("#stage").size
        space = Size(int(stage.width * _CODE_SHARE) - _CODE_APART, stage.height)
        qr = self.query_one(QrCode)
        return next((one for one in self.next_entries if qr.fits(space, one)), "")

    def action_other(self) -> None:
        self._turn(1)

    def action_page(self) -> None:
        """Turn the page if there is another, since it is read first; else stop the clock or go on."""
        stage = self.query_one(Stage)
        if len(stage.pages) > 1:
            stage.turn()
        elif steering := self.part(Steering):
            steering.action_pause()

    def action_before(self) -> None:
        self._turn(-1)

    def _turn(self, steps: int) -> None:
        place = SCENES.index(self._scene_shown)
        self.chosen = SCENES[(place + steps) % len(SCENES)]

    def action_scene(self, letter: str) -> None:
        self.chosen = scene_of(letter)

    def begin(self, about: str) -> None:
        """Show one scene, for as long as wanted."""
        self.chosen = next((name for name in SCENES if name == about), None)

    def action_follow(self) -> None:
        self.chosen = None
