"""Close: the steps from top to bottom, and below them the read-back, to be agreed, exported, struck and ended from."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.widgets import Static

from screens.closing_rows import read_rows, step_rows, written
from screens.closing_steps import ClosingSteps
from screens.eight import Eight, tell_step
from screens.keys.keymap import hint, layout_of
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import READ_BACK, Go, Tell
from screens.mounted import is_shown
from screens.read_back import ReadingBack
from screens.text import plain
from screens.widgets.card import stacked
from screens.widgets.headline import Headline
from screens.widgets.key_line import KeyLine
from screens.widgets.lettering import letters, smooth_in
from screens.widgets.rows import Row, Rows
from screens.widgets.series_sign import looks_of, series_sign, series_style
from session.views.closing_checklist import closing_list
from session.views.open_now import open_now
from session.views.recap_lines import ReadBack
from session.views.spine import NextPage, Step
from session.wording.catalogue import say

_MEASURE = 96
"""The longest line, in cells: longer ones are hard to read aloud from."""
_SIGN = (80, 8)
"""Cells and rows in which “draft” is drawn at most."""


class CloseScreen(ListedScreen):
    """Nothing of the recap is shown before it is asked for, since names in it are checked in private first.

    Once its session has ended, or if another one is open here, it shows the recap alone.
    """

    CSS_PATH = Path(__file__).parent / "close.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("close")]
    PLACE = "close"
    PARTS = (Eight, ClosingSteps, ReadingBack)

    read_back: reactive[ReadBack] = reactive(ReadBack())
    asked: var[bool] = var(False, init=False)
    """Whether the read-back was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._read: list[Row] = []

    def compose(self) -> ComposeResult:
        yield Static(plain(say("closing.title")), classes="page")
        yield Headline()
        with Horizontal(id="read"):
            with Vertical(id="what"):
                yield Static(id="title")
                yield Static(id="lead")
                yield Static(id="standing")
            yield Static(id="sign")
        yield Rows(focus=False)
        yield Static(id="written")
        yield KeyLine("close")

    def on_mount(self) -> None:
        self._show()

    def begin(self, about: str) -> None:
        """Begin with the read-back."""
        self.asked = about == READ_BACK
        self._to_read_back()

    def watch_read_back(self, was: ReadBack, read: ReadBack) -> None:
        if is_shown(self):
            self._show(anew=was.lines != read.lines)
            if not was.lines:
                self._to_read_back()

    def watch_asked(self) -> None:
        self._show()

    def watch_state(self) -> None:
        if is_shown(self):
            self._show(anew=False)

    def on_resize(self) -> None:
        self._show()

    def idle(self, chosen: str) -> frozenset[str]:
        """The recap is agreed as a whole."""
        return super().idle(chosen) - {"yes"}

    # What it shows

    @property
    def _of_another(self) -> bool:
        return self.read_back.session not in {"", self.state.meta.id}

    @property
    def reads(self) -> bool:
        """Whether the recap is shown."""
        ended = self.state.closing.ended_t is not None
        return self.asked or ended or self._of_another or not self.state.meta.id

    @property
    def _lists(self) -> bool:
        """Whether the steps are shown."""
        ended = self.state.closing.ended_t is not None
        return bool(self.state.meta.id) and not ended and not self._of_another

    def _show(self, *, anew: bool = True) -> None:
        read, width = self.read_back, min(_MEASURE, self.app.size.width - 10)
        if anew:
            self._read = read_rows(read, width)
        self.set_class(self.reads, "-reading")
        steps = closing_list(self.state) if self._lists else ()
        rows = step_rows(steps, layout_of(self.app), width)
        if self.reads:
            rows += [*([("", Content(""))] if rows else []), *self._read]
            self._show_head(read)
        else:
            headline = self.query_one(Headline)
            headline.below = len(rows)
            due = (step.text for step in steps if not (step.below or step.done))
            headline.words = next(due, say("closing.title"))
        self.query_one(Rows).show(rows)
        files = self.query_one("#written", Static)
        files.update(written(read))
        files.display = bool(read.writing or read.written)
        line = self.query_one(KeyLine)
        line.ids = self._keys(read)
        line.opened = () if self._of_another else open_now(self.state)
        tell_step(self)

    def _show_head(self, read: ReadBack) -> None:
        looks = looks_of(self.app)
        of = plain(f"{series_sign(read.series, looks)} ", series_style(read.series, looks))
        title = plain(read.title, "bold")
        self.query_one("#title", Static).update(of + title if read.series else title)
        self.query_one("#lead", Static).update(plain("\n".join(read.lead), "$quiet"))
        self.query_one("#standing", Static).update(self._standing(read))
        self.query_one("#sign", Static).update(self._large(read.sign))

    def _standing(self, read: ReadBack) -> Content:
        if not read.title:
            return Content("")
        told = plain(read.draft, "bold $warning" if read.sign else "bold $success")
        if read.changeable and not read.agreed:
            told += plain(f"  {hint(self.app, 'close', 'readback.to_agree')}", "$quiet")
        elif not read.changeable and not read.agreed:
            told += plain(f"  {say('readback.read_only')}", "$quiet")
        return told

    def _large(self, sign: str) -> Content:
        # The text beside it says what a draft is, and keeps half of the width.
        width, height = min(_SIGN[0], self.app.size.width // 2), _SIGN[1]
        drawn = letters(sign, width, height, "$warning", smooth=smooth_in(self.app))
        return stacked(drawn) if drawn else plain(sign, "bold $warning")

    def _keys(self, read: ReadBack) -> tuple[str, ...]:
        wanted = {
            "step": not self.reads,
            "agree": self.reads and read.changeable and not read.agreed,
            "end": self.reads and read.changeable and not read.ended,
            "export": self.reads,
            "change": not self.reads or read.changeable,
            "strike": not self.reads or read.changeable,
            "check": not self.reads or (read.changeable and not read.agreed),
            "leave": True,
            "help": True,
        }
        return tuple(key for key, is_wanted in wanted.items() if is_wanted)

    def _to_read_back(self) -> None:
        """Put the first line of the read-back at the top."""
        rows = self.query_one(Rows)
        if self.reads and self._read:
            rows.choose(next(key for key, _ in self._read if key))
            self.call_after_refresh(rows.scroll_to_highlight, top=True)

    # What comes next

    @property
    def page_after(self) -> NextPage | None:
        return None if self.reads else NextPage("recap", say("closing.recap"))

    @property
    def is_written(self) -> bool:
        return bool(self.read_back.written)

    @property
    def step_here(self) -> Step | None:
        # A recap that is only read is of another session than the one that is open here.
        if not self.reads or self.read_back.changeable:
            return None
        deed: Literal["print", "home"] = "home" if self.is_written else "print"
        return Step(deed, say(f"spine.{deed}"))

    @property
    def goes_on(self) -> bool:
        return bool(self.read_back.title) if self.reads else super().goes_on

    def own_step(self, step: Step) -> None:
        match step.deed:
            case "print":
                self.run_step("export")
            case _:
                self.run_step(step.deed)

    # Its keys

    def may_change(self) -> bool:
        """Return whether the session shown is open here, so that it can be changed; say so if not."""
        if self.reads and not self.read_back.changeable:
            self.post_message(Tell(say("readback.read_only"), trouble=True))
            return False
        return True

    def run_step(self, name: str) -> None:
        getattr(self, f"action_{name.replace('-', '_')}")()

    def action_step(self) -> None:
        """Do the step chosen; correct any other line."""
        kind, _, name = self.chosen.partition("/")
        if kind == "step":
            self.run_step(name)
        elif kind and kind != "read":
            self.run_step("change")

    def action_leave(self) -> None:
        self.post_message(Go("board"))
