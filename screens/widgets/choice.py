"""A choice of a few: the arrows or space change it, and the selection is visible without colour."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain


class Choice(Widget, can_focus=True):
    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; background: $field; color: $foreground; }
    Choice:focus { background: $field-now; text-style: $field-style; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "Next", show=False, id="choice.next"),
        Binding("left", "turn(-1)", "Before", show=False, id="choice.before"),
    ]

    chosen: reactive[int] = reactive(0)

    def __init__(
        self, labels: tuple[str, ...], chosen: int = 0, name: str = "", *, one: bool = False
    ) -> None:
        """one: only the chosen label is shown, where all have no room."""
        super().__init__(id=name or None)
        self._labels, self._one = labels, one
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Content:
        if self._one:
            place = plain(f"  {self.chosen + 1}/{len(self._labels)}", "$quiet")
            return plain(f"◂ {self._labels[self.chosen]} ▸", "bold") + place
        return Content("   ").join(
            plain(f"(•) {label}", "bold") if n == self.chosen else plain(f"( ) {label}", "$quiet")
            for n, label in enumerate(self._labels)
        )

    def action_turn(self, by: int) -> None:
        self.chosen = (self.chosen + by) % len(self._labels)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_turn(1)
