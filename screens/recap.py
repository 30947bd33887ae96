"""The recap for reading back: all of it on one screen, to be agreed, exported, struck and ended from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.base import BaseScreen
from screens.dialogs.ask import Ask
from screens.dialogs.pick import Pick
from screens.eight import Eight, tell_step
from screens.keys.keymap import hint
from screens.keys.tables import bindings_for
from screens.messages import ExportAsked, Go, StrikeAsked, Submit, Tell
from screens.mounted import is_shown
from screens.text import plain
from screens.what_mattered import ask_what_mattered
from screens.widgets.card import stacked, wrapped
from screens.widgets.key_line import KeyLine
from screens.widgets.lettering import letters, smooth_in
from screens.widgets.series_sign import looks_of, series_sign, series_style
from screens.widgets.themes_card import sign as theme_sign
from session.erase.entries import Entry
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import CorrectRecap
from session.views.open_now import end_question, open_now
from session.views.recap_lines import ReadBack, ReadBackLine
from session.views.spine import Step
from session.wording.catalogue import say

_INDENT = {"section": 0, "part": 2, "point": 4, "under": 6, "line": 2, "quiet": 2, "gap": 0}
_STYLE = {"section": "bold $accent", "part": "bold", "quiet": "$quiet", "under": "$quiet"}

_MEASURE = 96
"""The longest line, in cells: longer ones are hard to read aloud from."""
_SIGN = (80, 8)
"""Cells and rows in which “draft” is drawn at most."""


class RecapScreen(BaseScreen[None]):
    """Shows ``read_back``; the available actions depend on whether its session is open here."""

    CSS_PATH = Path(__file__).parent / "recap.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("recap")]
    PLACE = "recap"
    PARTS = (Eight,)
    AUTO_FOCUS = "#lines"

    read_back: reactive[ReadBack] = reactive(ReadBack())

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            with Vertical(id="what"):
                yield Static(id="title")
                yield Static(id="lead")
                yield Static(id="standing")
            yield Static(id="sign")
        yield OptionList(id="lines", compact=True)
        yield Static(id="written")
        yield KeyLine("recap")

    def on_mount(self) -> None:
        self._show()

    def watch_read_back(self, was: ReadBack, read: ReadBack) -> None:
        if is_shown(self):
            self._show(lines=was.lines != read.lines)

    def watch_state(self) -> None:
        if is_shown(self):
            self._show(lines=False)

    def on_resize(self) -> None:
        self._lines(self.read_back)

    def _show(self, *, lines: bool = True) -> None:
        read = self.read_back
        looks = looks_of(self.app)
        of = plain(f"{series_sign(read.series, looks)} ", series_style(read.series, looks))
        title = plain(read.title, "bold")
        self.query_one("#title", Static).update(of + title if read.series else title)
        self.query_one("#lead", Static).update(plain("\n".join(read.lead), "$quiet"))
        self.query_one("#standing", Static).update(self._standing(read))
        self.query_one("#sign", Static).update(self._large(read.sign))
        written = self.query_one("#written", Static)
        written.update(plain(read.writing, "bold") if read.writing else _written(read.written))
        written.display = bool(read.writing or read.written)
        line = self.query_one(KeyLine)
        line.ids = _keys(read)
        tell_step(self)
        line.opened = open_now(self.state) if read.changeable else ()
        if lines:
            self._lines(read)

    def _standing(self, read: ReadBack) -> Content:
        if not read.title:
            return Content("")
        told = plain(read.draft, "bold $warning" if read.sign else "bold $success")
        if read.changeable and not read.agreed:
            told += plain(f"  {hint(self.app, 'recap', 'readback.to_agree')}", "$quiet")
        elif not read.changeable and not read.agreed:
            told += plain(f"  {say('readback.read_only')}", "$quiet")
        return told

    def _lines(self, read: ReadBack) -> None:
        lines = self.query_one("#lines", OptionList)
        at = lines.highlighted
        width = min(_MEASURE, self.app.size.width - 10)
        lines.set_options(_option(line, width) for line in read.lines)
        if read.lines:
            lines.highlighted = min(at or 0, len(read.lines) - 1)

    @property
    def is_written(self) -> bool:
        return bool(self.read_back.written)

    @property
    def step_here(self) -> Step | None:
        # A recap that is only read is of another session than the one that is open here.
        if self.read_back.changeable:
            return None
        deed: Literal["print", "home"] = "home" if self.is_written else "print"
        return Step(deed, say(f"spine.{deed}"))

    @property
    def goes_on(self) -> bool:
        return bool(self.read_back.title)

    def own_step(self, step: Step) -> None:
        match step.deed:
            case "mattered":
                self.action_mattered()
            case "agree":
                self.action_agree()
            case "print":
                self.action_export()
            case _:
                self.action_end()

    def action_mattered(self) -> None:
        if self._changeable():
            ask_what_mattered(self)

    def action_agree(self) -> None:
        read = self.read_back
        if not self._changeable():
            return
        asked = Ask(say("readback.agree"), say("readback.agree_hint"), read.not_coproduced)
        self.app.push_screen(asked, self._agree)

    def _agree(self, line: str | None) -> None:
        if line is not None:
            self.post_message(Submit(AgreeRecap(not_coproduced=line), say("readback.agreed")))

    def action_correct(self) -> None:
        if self._changeable():
            asked = Ask(say("readback.correct"), say("readback.correct_hint"))
            self.app.push_screen(asked, self._correct)

    def _correct(self, text: str | None) -> None:
        if text:
            self.post_message(Submit(CorrectRecap(text=text), say("readback.corrected")))

    def action_end(self) -> None:
        if self._changeable():
            asked = (end_question(self.state), say("readback.end_yes"), say("readback.end_no"))
            self.post_message(Submit(EndSession(), say("readback.ended"), asked))

    def action_export(self) -> None:
        choices = [("all", say("readback.export_all")), *self.read_back.formats]
        self.app.push_screen(Pick(say("readback.export"), choices), self._export)

    def _export(self, form: str | None) -> None:
        if form:
            self.post_message(ExportAsked(form))

    def action_strike(self) -> None:
        at = self.query_one("#lines", OptionList).highlighted
        if not self._changeable() or at is None:
            return
        found = self.read_back.lines[at].entries
        if not found:
            self.post_message(Tell(say("readback.no_words"), trouble=True))
        elif len(found) == 1:
            self.post_message(StrikeAsked(found[0].area, found[0].key))
        else:
            choices = [(str(nth), words) for nth, words in enumerate(map(_which, found))]
            self.app.push_screen(Pick(say("readback.which"), choices), partial(self._strike, found))

    def _strike(self, found: tuple[Entry, ...], which: str | None) -> None:
        if which is not None:
            entry = found[int(which)]
            self.post_message(StrikeAsked(entry.area, entry.key))

    def _changeable(self) -> bool:
        if not self.read_back.changeable:
            self.post_message(Tell(say("readback.read_only"), trouble=True))
        return self.read_back.changeable

    def action_check(self) -> None:
        if self._changeable():
            self.post_message(Go("check"))

    def action_up(self) -> None:
        self.query_one("#lines", OptionList).action_cursor_up()

    def action_down(self) -> None:
        self.query_one("#lines", OptionList).action_cursor_down()

    def action_page_up(self) -> None:
        self.query_one("#lines", OptionList).action_page_up()  # type: ignore[no-untyped-call]  # Textual leaves it untyped

    def action_page_down(self) -> None:
        self.query_one("#lines", OptionList).action_page_down()  # type: ignore[no-untyped-call]  # Textual leaves it untyped

    def action_first(self) -> None:
        self.query_one("#lines", OptionList).action_first()

    def action_last(self) -> None:
        self.query_one("#lines", OptionList).action_last()

    def _large(self, sign: str) -> Content:
        # The text beside it says what a draft is, and keeps half of the width.
        width, height = min(_SIGN[0], self.app.size.width // 2), _SIGN[1]
        drawn = letters(sign, width, height, "$warning", smooth=smooth_in(self.app))
        return stacked(drawn) if drawn else plain(sign, "bold $warning")

    def action_leave(self) -> None:
        self.post_message(Go("board"))


def _which(entry: Entry) -> str:
    """Return which text of a line is meant, without repeating it to the room."""
    n = len(entry.text.split())
    return say("readback.choice", what=say(f"entry.{entry.area}"), n=n)


def _option(line: ReadBackLine, width: int) -> Option:
    lead = plain("• ", "$quiet") if line.kind == "point" else Content("")
    if line.letter:
        lead = theme_sign(line.letter, line.shape) + " "
    indent = " " * _INDENT[line.kind]
    hanging = indent + " " * lead.cell_length
    rows = wrapped(line.text, width - len(hanging), _STYLE.get(line.kind, "")) or [Content("")]
    first = Content(indent) + lead + rows[0]
    told = stacked([first, *(Content(hanging) + row for row in rows[1:])])
    return Option(told, disabled=line.kind == "gap")


def _written(files: tuple[str, ...]) -> Content:
    if not files:
        return Content("")
    folder = str(Path(files[0]).parent)
    names = "   ".join(Path(name).name for name in files)
    return plain(say("readback.written", folder=folder), "bold $success") + plain(f"\n{names}")


def _keys(read: ReadBack) -> tuple[str, ...]:
    wanted = {
        "agree": read.changeable and not read.agreed,
        "end": read.changeable and not read.ended,
        "correct": read.changeable and read.agreed and read.ended,
        "export": True,
        "leave": True,
        "strike": read.changeable,
        "check": read.changeable and not read.agreed,
        "help": True,
    }
    return tuple(key for key, is_wanted in wanted.items() if is_wanted)
