"""The sheet all dialogs are written on: low on the screen, so that the focus point stays in sight."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.messages import Go

T = TypeVar("T")


class Sheet(ModalScreen[T | None]):
    """A dialog. Esc leaves it with ``None``; ``.`` blacks out, unless somebody is typing."""

    DEFAULT_CSS = """
    Sheet {
        align: center bottom;
        background: $background 40%;
    }
    Sheet > #sheet {
        width: 76;
        max-width: 96%;
        height: auto;
        max-height: 90%;
        margin-bottom: 2;
        padding: 1 2;
        background: $surface;
        border: round $primary;
    }
    Sheet .title { text-style: bold; height: auto; max-height: 4; }
    Sheet .hint, Sheet .keys { color: $text-muted; height: auto; max-height: 4; }
    Sheet .keys { margin-top: 1; }
    Sheet Line { margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="dialog.leave"),
        Binding("full_stop", "blackout", "Black", show=False, id="dialog.blackout"),
        Binding("f10", "blackout", "Black", show=False, id="dialog.blackout.typing"),
    ]

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_blackout(self) -> None:
        self.post_message(Go("blackout"))
