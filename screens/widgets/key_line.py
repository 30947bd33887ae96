"""The few keys most needed now, in one calm line; ``?`` shows them all."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys.key import Key
from screens.keys.keymap import keys_on, layout_of
from screens.keys.still_open import leading
from screens.keys.tables import Place
from screens.text import plain
from session.views.open_now import Open


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
    opened: reactive[tuple[Open, ...]] = reactive(())
    """What is open now: it goes before all keys, so that nobody forgets it."""
    now_called: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Labels that stand in for those of the table, by id."""

    def __init__(self, place: Place, ids: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._place: Place = place
        self._keys: dict[str, Key] = {}
        self.set_reactive(KeyLine.ids, ids)

    def render(self) -> Content:
        keys = keys_on(self._place, layout_of(self.app))
        self._keys = {name: key for key in reversed(keys) for name in (key.run, key.id)}
        ids = [*dict.fromkeys((*self.ids[:-1], *self._eight, *self.ids[-1:]))]
        ids = [one for one in ids if one not in self._led and self._keys[one].keys]
        parts = [*self._lead(), *map(self._part, ids)]
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

    @property
    def _eight(self) -> list[str]:
        """The eight, as far as they are heard here; what is open, and the screen's own keys, go before."""
        layout = layout_of(self.app)
        return [key.id for key in keys_on(self._place, layout) if key.eight and not layout.all_keys]

    @property
    def _led(self) -> set[str]:
        return {one.key for one in self.opened} if self._place == "board" else set()

    def _lead(self) -> list[Content]:
        if self._place == "board":
            return [self._named(one.key, one.label) for one in self.opened]
        words = leading(self.app, self.opened)
        return [plain(words, "bold")] if words else []

    def _part(self, name: str) -> Content:
        return self._named(name, dict(self.now_called).get(name, self._keys[name].label))

    def _named(self, name: str, label: str) -> Content:
        return plain(self._keys[name].shown, "bold $footer-key-foreground") + " " + plain(label)
