"""The base of all dialogs: low on the screen, so that the focus point stays visible."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultCallbackType
from textual.widgets import Input, Static

from screens.base import BaseScreen
from screens.keys.keymap import as_now, layout_of, told
from screens.keys.tables import bindings_for
from screens.messages import Answered, Tell
from screens.mounted import is_shown
from screens.places import PRIVATE, place_named
from screens.text import plain
from screens.widgets.card import title
from session.model.state import State
from session.wording.catalogue import say

T = TypeVar("T")
_SOME_WORDS = 4
"""A text of this many words is not lost by one key."""
_FIELDS = "Input, TextArea"
"""By name: text areas are imported by the first dialog that has one."""


class Sheet(BaseScreen[T | None], ModalScreen[T | None]):
    """A dialog. Esc closes it with ``None``; ``.`` blacks out, unless somebody is typing."""

    then: ScreenResultCallbackType[T | None] | None = None
    """The callback of the caller, if it is opened again."""
    _refused_at: list[str] | None = None
    """What was typed when it was refused."""
    _subject: object = None
    """What is asked, and of which session."""
    _fields_at_first: tuple[str, ...] = ()
    PRIVATE = False
    """Whether it closes as the private panel does: after a minute without a key, and before anything else is shown."""

    DEFAULT_CSS = """
    Sheet {
        align: center bottom;
        /* What lies under it stays as readable as it was. */
        background: transparent;
    }
    Sheet > #sheet {
        width: 76;
        max-width: 96%;
        height: auto;
        max-height: 100%;
        margin-bottom: 1;
        padding: 0 2;
        background: $surface;
        border: round $accent;
    }
    Sheet > #sheet.-private { border: round $private; border-title-color: $private; border-title-style: bold; }
    /* What is told stands above the sheet: on it, it would cover what is being typed. */
    Sheet ToastRack { dock: top; align: right top; margin-bottom: 0; }
    Sheet .title { text-style: bold; height: auto; max-height: 4; }
    Sheet .hint, Sheet .keys { color: $quiet; height: auto; max-height: 6; }
    Sheet .keys { margin-top: 1; }
    Sheet .refused { color: $warning; height: auto; max-height: 3; }
    Sheet Line { margin-top: 1; }
    Sheet.-low .keys, Sheet.-low .label, Sheet.-low .buttons, Sheet.-low .said { margin-top: 0; }
    Sheet.-low #fields { margin-top: 0; }
    Sheet Button, Sheet Button:hover {
        width: auto;
        min-width: 6;
        margin-right: 2;
        padding: 0 1;
        border: none;
        background: $field-now;
        color: $foreground;
    }
    Sheet Button:focus { background: $foreground; color: $background; text-style: bold underline; }
    """

    PLACE: ClassVar[str] = "list"
    """Its row of `screens.places`; empty: it handles every key itself."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("dialog"),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-high")]  # noqa: RUF012 - Textual declares no ClassVar

    def on_mount(self) -> None:
        for sheet in self.query("#sheet") if self.PRIVATE else ():
            sheet.add_class("-private")
            sheet.border_title = title(say("private.sign"))
        titles = [str(one.render()) for one in self.query(".title").results(Static)]
        self._fields_at_first = tuple(self._fields_now)
        self._subject = self._below.state.meta.id, type(self), *titles, self._fields_at_first
        left = self._words_left
        words = left.pop(self._subject, ()) if left is not None else ()
        for field, text in zip(self.query(_FIELDS), words, strict=False):
            setattr(field, "value" if isinstance(field, Input) else "text", text)

    def answer(self, answer: T, again: Sheet[T]) -> None:
        """Close with ``answer``; if that is refused afterwards, ``again`` is opened for the same caller."""
        again.then = self._result_callbacks[-1].callback
        # Posted first: the command that is refused comes after it.
        self.app.post_message(Answered(again))
        self.dismiss(answer)

    def open_again(self, app: App[Any], why: str) -> None:
        """Open it with the reason of a refusal, for the caller of the dialog before."""
        app.push_screen(self, self.then)
        app.call_after_refresh(self.show_refusal, why)

    def show_refusal(self, why: str) -> None:
        """Show why something was refused right above the text fields, until one of them changes."""
        for line in self.query(".refused").results(Static):
            line.update(plain(why))
            break
        else:
            sheet = self.query(Vertical).first()
            fields = {one for field in self.query(_FIELDS) for one in field.ancestors_with_self}
            having = (n for n, part in enumerate(sheet.children) if part in fields)
            first = next(having, len(sheet.children) - 1)
            sheet.mount(Static(plain(why), classes="refused"), before=max(0, first))
        self._refused_at = self._fields_now

    @property
    def _fields_now(self) -> list[str]:
        return [
            str(getattr(field, "value", "") or getattr(field, "text", ""))
            for field in self.query(_FIELDS)
        ]

    def on_input_changed(self) -> None:
        self._hide_refusal()

    def on_text_area_changed(self) -> None:
        self._hide_refusal()

    def _hide_refusal(self) -> None:
        if self._refused_at is not None and self._fields_now != self._refused_at:
            self._refused_at = None
            self.query(".refused").remove()

    def keys_told(self, name: str) -> str:
        """Return the row of keys of this dialog as they are now; ``name``: its sentence with ``All keys``."""
        place = place_named(self.PLACE)
        return told(place, layout_of(self.app), say(name)) if place else say(name)

    def as_now(self, sentence: str) -> str:
        """Return a sentence with its keys as they are now."""
        place = place_named(self.PLACE)
        return as_now(place, layout_of(self.app), sentence) if place else sentence

    def action_leave(self) -> None:
        self._leave_words()
        self.dismiss(None)

    def _leave_words(self) -> None:
        """Have what was typed again when the same is asked next: more than a few words are not lost by one key."""
        now = self._fields_now
        changed = (one for one, was in zip(now, self._fields_at_first, strict=False) if one != was)
        left = self._words_left
        if left is not None and any(len(one.split()) >= _SOME_WORDS for one in changed):
            left[self._subject] = now
            # Posted to the app, since this box is closing.
            self.app.post_message(Tell(say("write.left")))

    @property
    def _below(self) -> BaseScreen[Any]:
        """The screen below all dialogs."""
        screens = (one for one in reversed(self.app.screen_stack) if not one.is_modal)
        return next((one for one in screens if isinstance(one, BaseScreen)), self)

    @property
    def _words_left(self) -> dict[object, list[str]] | None:
        """What was typed in dialogs above the screen below; ``None`` where it is private or hidden."""
        private = self.PRIVATE or self._below.PLACE in PRIVATE
        hidden = any(field.password for field in self.query(Input))
        return None if private or hidden else self._below.words_left

    def action_blackout(self) -> None:
        self.go("blackout")


class StateSheet(Sheet[None]):
    """A dialog about the session's state, which it follows while it changes."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.set_reactive(StateSheet.state, state)

    def on_mount(self) -> None:
        below = [one for one in self.app.screen_stack[:-1] if isinstance(one, BaseScreen)]
        # A question in between has no state of its own.
        of_session = [one for one in below if one.state.meta.id]
        if of_session and self.app.screen is self:
            self.now, self.ballots = of_session[-1].now, of_session[-1].ballots
        self.show(self.state)

    def follow(self, name: str, value: object) -> None:
        setattr(self, name, value)

    def watch_state(self) -> None:
        if is_shown(self):
            self.show(self.state)

    def show(self, state: State) -> None:
        """Show the current state."""
        raise NotImplementedError
