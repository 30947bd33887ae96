"""A preview of what was parsed: yes uses it, no discards it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from screens.dialogs.confirm import Confirm
from screens.text import plain
from session.model.text import short
from session.plan.reading.preview import left_words, preview_lines
from session.plan.understood import LeftOut, Understood
from session.wording.catalogue import say

_MOST = 300
_NOTE = 50


class Preview(Confirm):
    """``True``: use it. If it is not ``good``, no has the focus; the messages in ``told`` are at the top."""

    DEFAULT_CSS = """
    Preview > #sheet { width: 100; }
    Preview #told { color: $warning; height: auto; max-height: 3; }
    Preview #understood { height: auto; max-height: 60vh; margin-top: 1; }
    Preview #understood Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll('up')", "Up", show=False, id="preview.up"),
        Binding("down", "scroll('down')", "Down", show=False, id="preview.down"),
        Binding("pageup", "scroll('page_up')", "Page up", show=False, id="preview.page-up"),
        Binding("pagedown", "scroll('page_down')", "Page down", show=False, id="preview.page-down"),
    ]

    def __init__(
        self,
        question: str,
        lines: Sequence[Content],
        left_out: Sequence[LeftOut],
        told: Sequence[str] = (),
        *,
        good: bool = True,
    ) -> None:
        marked = "yes" if good else "no"
        super().__init__(question, say("plan.preview.yes"), say("plan.preview.no"), marked)  # type: ignore[arg-type]  # one of both
        self._told = told
        self._lines = [*lines[:_MOST]]
        if left_out:
            self._lines += [plain(""), plain(say("plan.left.head"), "bold")]
            self._lines += [plain(f"  {left_words(one)}") for one in left_out[:_MOST]]

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._question), classes="title")
            if self._told:
                yield Static(plain("\n".join(self._told)), id="told")
            with VerticalScroll(id="understood", can_focus=False):
                yield Static(Content("\n").join(self._lines))
            with Horizontal(id="answers"):
                yield Button(plain(self._yes), id="yes", compact=True)
                yield Button(plain(self._no), id="no", compact=True)
            yield Static(plain(say("plan.preview.keys")), classes="keys")

    def action_scroll(self, way: str) -> None:
        body = self.query_one("#understood", VerticalScroll)
        getattr(body, f"scroll_{way}")(animate=False)


def agenda_preview(found: Understood) -> Preview:
    """Return the preview of an agenda: start, minutes, title, kind, and the note below."""
    lines = [
        plain(f"{one.at:>6} {one.minutes:>8}  ", "$quiet")
        + plain(one.title, "bold")
        + plain(f"  {one.kind}" if one.kind else "", "$quiet")
        + plain(f"\n{'':17}{short(one.note, _NOTE)}" if one.note else "", "$quiet")
        for one in preview_lines(found)
    ]
    question = say("plan.preview", n=len(found.items), title=short(found.title, 60))
    told = [*filter(None, [found.doubt]), *found.said]
    return Preview(question, lines, found.left_out, told, good=found.good)
