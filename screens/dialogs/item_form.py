"""An agenda item of a plan as a form: title, minutes and question first, the rest under *more*."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from screens.dialogs.sheet import Sheet
from screens.keys.tables import bindings_for
from screens.text import plain
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.lines import Lines
from session.model.plan import ItemKind
from session.model.state import Rejected
from session.plan.item import ROOMS, ItemFields
from session.wording.catalogue import refusal, say

KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
_FIRST = ("title", "minutes", "focus")


class ItemForm(Sheet[ItemFields]):
    """Returns the fields as typed, once ``check`` accepts them; ``None`` when cancelled."""

    PLACE = "item"
    DEFAULT_CSS = """
    ItemForm .field { height: auto; }
    ItemForm .label { width: 18; color: $quiet; }
    ItemForm .field > Line, ItemForm .field > Choice, ItemForm .field > Lines { width: 1fr; margin-top: 0; }
    ItemForm .field > Lines { min-height: 2; max-height: 4; }
    ItemForm #first { height: auto; margin-top: 1; }
    ItemForm #more { margin-top: 1; }
    ItemForm #rest { height: auto; display: none; }
    ItemForm.-more #rest { display: block; }
    ItemForm.-more #more { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("item"),
        Binding("down", "app.focus_next", "Next", show=False, id="item.down"),
        Binding("up", "app.focus_previous", "Before", show=False, id="item.up"),
        # Fields take it first; it is left over where the button for more has the focus.
        Binding("space", "more", "More", show=False, id="item.more"),
    ]
    AUTO_FOCUS = "#title"

    def __init__(
        self,
        fields: ItemFields,
        check: Callable[[ItemFields], Rejected | None],
        given: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._given = given
        self._fields, self._check = fields, check

    def compose(self) -> ComposeResult:
        one = self._fields
        with Vertical(id="sheet"):
            yield Static(plain(one.title), classes="title")
            with Vertical(id="first"):
                for name in _FIRST:
                    value = getattr(one, name)
                    yield from _field(name, Line(value, name=name, given=value in self._given))
            yield Button(plain(say("plan.form.more", has=self._has())), id="more", compact=True)
            with Vertical(id="rest"):
                kinds = tuple(say(f"plan.kind.{kind}") for kind in KINDS)
                at = KINDS.index(one.kind)
                yield from _field("kind", Choice(kinds, at, name="kind", one=True))
                yield from _field("starts_at", Line(one.starts_at, name="starts_at"))
                rooms = tuple(say(f"plan.room.{room}") for room in ROOMS)
                yield from _field(
                    "room", Choice(rooms, ROOMS.index(one.room), name="room", one=True)
                )
                yield from _field("note", Line(one.note, name="note"))
                yield from _field("notes", Lines(one.notes, name="notes"))
            yield Static(plain(self.keys_told("plan.form.keys")), classes="keys")

    def _has(self) -> str:
        """Return in words what is under *more*."""
        one = self._fields
        said = [say(f"plan.kind.{one.kind}")]
        if one.starts_at:
            said.append(say("plan.fixed", at=one.starts_at))
        said += [say(f"plan.form.{name}") for name in ("note", "notes") if getattr(one, name)]
        return " · ".join(said)

    @on(Button.Pressed)
    def _open(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_more()

    def action_more(self) -> None:
        self.add_class("-more")
        self.query_one("#kind").focus()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        typed = ItemFields(
            **{
                name: self.query_one(f"#{name}", Line).value
                for name in (*_FIRST, "starts_at", "note")
            },
            kind=KINDS[self.query_one("#kind", Choice).chosen],
            room=ROOMS[self.query_one("#room", Choice).chosen],
            notes=self.query_one("#notes", Lines).text,
        )
        if refused := self._check(typed):
            self.show_refusal(refusal(refused))
        else:
            self.dismiss(typed)


def _field(name: str, widget: Widget) -> Iterator[Widget]:
    """Yield a field with its label before it; the label is also what is read out for it."""
    label = say(f"plan.form.{name}")
    widget.tooltip = say(f"plan.form.{name}.hint")
    with Horizontal(classes="field"):
        yield Static(plain(label), classes="label")
        yield widget
