"""The few keys most needed now, in one calm line; ``?`` shows them all."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys.key import Key
from screens.keys.keymap import as_changed, changes_of
from screens.keys.tables import Place
from screens.text import plain


class KeyLine(Widget):
    """``ids`` of keys in the table, most needed first; the last is always kept in sight."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        padding: 0 1;
        background: $footer-background;
        color: $footer-description-foreground;
        text-wrap: nowrap;
    }
    """

    ids: reactive[tuple[str, ...]] = reactive(())
    now_called: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Labels that stand in for those of the table, by id."""

    def __init__(self, place: Place, ids: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._place: Place = place
        self._keys: dict[str, Key] = {}
        self.set_reactive(KeyLine.ids, ids)

    def render(self) -> Content:
        keys = as_changed(self._place, changes_of(self.app))
        self._keys = {key.id: key for key in reversed(keys)}
        parts = [self._part(key) for key in self.ids]
        if not parts:
            return Content("")
        *others, last = parts
        room = self.size.width - last.cell_length
        line = Content("")
        for part in others:
            if line.cell_length + part.cell_length + 3 > room:
                break
            line += part + "   "
        return line + last

    def _part(self, name: str) -> Content:
        key = self._keys[name]
        return (
            plain(key.shown, "bold $footer-key-foreground")
            + " "
            + plain(dict(self.now_called).get(name, key.label))
        )
