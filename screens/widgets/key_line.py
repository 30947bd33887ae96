"""The most important keys in one calm line; ``?`` shows them all."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from screens.keys.key import Key
from screens.keys.keymap import keys_on, layout_of, table_of
from screens.keys.still_open import leading, row_for
from screens.places import DIALOGS, Place, place_named
from screens.text import plain
from session.model.state import State
from session.model.text import short
from session.views.open_now import Open
from session.wording.catalogue import say

SHORT = frozenset({"write", "speak", "ask", "time", "room", "undo"})
"""Those of the eight that have a label of one short word."""


_STEP_CELLS, _ANY = 16, 200
"""Characters that are always kept of what the first of the eight will do, and more than there ever are."""
OF_A_LINE = frozenset(
    [
        "put-right",
        "strike",
        "take",
        "remove",
        "yes",
        "no",
        "open-answer",
        "resolved",
        "presence",
        "late",
        "gets",
        "needs",
    ]
)
"""What is done to the marked line of a list."""


class KeyLine(Widget):
    """``ids`` of keys in the table, most important first; the last is always visible."""

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
    """What is open now, so that nobody forgets it."""
    going: reactive[str] = reactive("")
    """What the first of the eight will do: the first words of the line."""
    asks: reactive[bool] = reactive(False)
    """Whether it says at its end that it asks, which is never left out."""
    idle: reactive[frozenset[str]] = reactive(frozenset())
    """What keys do that have nothing to do it to now: with no line marked, none is struck."""
    now_called: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Labels that replace those of the table, by id."""

    def __init__(self, place: Place, ids: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._place: Place = place
        self._keys: dict[str, Key] = {}
        # A key looks like a key, also under the mouse.
        self.auto_links = False
        self.set_reactive(KeyLine.ids, ids)

    def render(self) -> Content:
        layout = layout_of(self.app)
        if (dialog := place_named(table_of(self.app.screen))) in DIALOGS and dialog:
            return _of_dialog(keys_on(dialog, layout))
        keys = keys_on(self._place, layout)
        self._keys = {name: key for key in reversed(keys) for name in (key.run, key.id)}
        state = getattr(self.screen, "state", State())
        eight = [key.id for key in keys if key.eight and not layout.all_keys and key.when(state)]
        ids = [*dict.fromkeys((*self.ids[:-1], *eight, *self.ids[-1:]))]
        ids = [one for one in ids if one not in self._led and self._is_of_use(one, state)]
        first = [one for one in ids if one == "go-on"]
        rest = [one for one in ids if one not in first]
        before = [*map(self._part, first), *self._lead()]
        for part, gap in ((self._part, "   "), (self._part, "  ")):
            line = Content(gap).join([*before, *map(part, rest)])
            if line.cell_length <= self.size.width:
                return line
        line = Content("  ").join([*before, *map(self._short, rest)])
        if line.cell_length <= self.size.width:
            return line
        always = [one for one in dict.fromkeys((*self.ids[-1:], "help")) if one in rest]
        told = [one for one in rest if one not in always]
        own = [one for one in told if one not in SHORT and not layout.all_keys]
        ends, mine = [*map(self._short, always)], [*map(self._part, own)]
        # The first words of the next step are enough.
        least = len(self.going) if self.asks else min(_STEP_CELLS, len(self.going))
        spare = len(self.going) - least
        led = [one for one in eight if one in self._led]
        bare = [self._bare(one) for one in told if one not in own]
        # What is open, what this screen is for, and the eight; what has no room beside the eight goes.
        ways = [
            ([*self._lead(), *mine[:1], *bare], mine[1:]),
            ([*self._lead(), *bare], mine),
            ([*bare, *map(self._bare, led)], mine),
        ][: 3 if eight else 1]

        def over(needed: list[Content]) -> int:
            whole = [*map(self._part, first), *needed, *ends]
            return Content("  ").join(whole).cell_length - self.size.width

        chosen, others = next((way for way in ways if over(way[0]) <= spare), ways[-1])
        most = max(least, len(self.going) - over(chosen))
        step = [self._part(one, most) for one in first]
        return _as_many_as_fit([*step, *chosen, *others], ends, self.size.width)

    def _is_of_use(self, name: str, state: State) -> bool:
        key = self._keys[name]
        return bool(key.keys) and key.does not in self.idle and key.when(state)

    @property
    def _led(self) -> set[str]:
        """Ids of the keys that are already shown beside what is open."""
        rows = (row_for(self.app, self._place, one.key) for one in self.opened)
        return {row.id for row in rows if row}

    def _lead(self) -> list[Content]:
        if self._place != "board":
            words = leading(self.app, self._place, self.opened)
            return [plain(words, "bold")] if words else []
        rows = ((one, row_for(self.app, "board", one.key)) for one in self.opened)
        return [_clickable(_named(row.shown, one.label), row) for one, row in rows if row]

    def _part(self, name: str, most: int = _ANY) -> Content:
        key = self._keys[name]
        if name == "go-on" and self.going:
            return _clickable(_named(key.shown, short(self.going, most)), key)
        return _clickable(_named(key.shown, dict(self.now_called).get(name, key.label)), key)

    def _short(self, name: str) -> Content:
        """The same with the shortest label there is."""
        key = self._keys[name]
        if name not in SHORT:
            return self._part(name)
        return _clickable(_named(key.shown, say(f"keys.short.{name}")), key)

    def _bare(self, name: str) -> Content:
        """The same without its label, which `?` tells: the keys themselves are always the same."""
        if name not in SHORT:
            return self._part(name)
        key = self._keys[name]
        return _clickable(plain(key.shown, "bold $footer-key-foreground"), key)


def _of_dialog(keys: tuple[Key, ...]) -> Content:
    """Return the line behind a dialog: going on, where it can, help, and the way back. The dialog tells the rest."""
    ids = ("dialog-help", "dialog-leave")
    going = [key for key in keys if key.does == "go-on" and key.keys]
    always = [key for one in ids for key in keys if key.id == one]
    parts = [_named(key.shown, key.label) for key in (*going, *always)]
    return Content("  ").join(parts)


def _clickable(words: Content, key: Key) -> Content:
    """Let a click do what the key does; what each key of a row does for itself only a key can tell."""
    if key.each:
        return words
    to = "app" if key.on == "everywhere" else "screen"
    return words.stylize(Style.from_meta({"@click": f"{to}.{key.run}"}))


def _named(shown: str, label: str) -> Content:
    return plain(shown, "bold $footer-key-foreground") + " " + plain(label)


def _as_many_as_fit(parts: list[Content], always: list[Content], width: int) -> Content:
    """Return the parts from the first on that have room beside those that are always in sight."""
    gap = Content("  ")
    room = width - sum(part.cell_length + len(gap) for part in always)
    line = Content("")
    for part in parts:
        if line.cell_length + part.cell_length <= room:
            line += part + gap
    return line + gap.join(always)
