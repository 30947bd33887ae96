"""The current meaning of a key: its row of the table, whether it acts, opens a box, or overtakes."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen

from screens.keys.keymap import Heard, as_now, hear, keys_on, may_open_box, shown, table_of
from screens.places import Place
from session.wording.catalogue import say
from tui import places
from tui.key_gate import KeyGate
from tui.projector_app import ProjectorApp
from tui.second_press import SecondPress
from tui.shell import Shell


class KeyRules:
    """Looks up the tables of keys, as changed by the settings."""

    def __init__(self, shell: Shell) -> None:
        self._shell, self._twice = shell, SecondPress()

    def gate(self, app: ProjectorApp, gate: type[KeyGate]) -> KeyGate:
        return gate(
            app,
            opens_box=self.opens_box,
            may_open_box=self.may_open_box,
            at_once=self.acts_at_once,
            at_once_unless_text=self.blacks_out,
            covered=self.is_covered,
            dropped=self.text_dropped,
            busy=app.on_the_way,
        )

    def _hear(self, key: str) -> Heard:
        return hear(table_of(self._shell.top), key, self._shell.layout_of_keys)

    def opens_box(self, key: str, at: float) -> bool:
        """Return whether a key, pressed at this time, opens a box that text is typed into."""
        heard = self._hear(key)
        if heard.kind == "again" and not self._twice.is_second(self._shell.top, heard.stroke, at):
            return False
        return heard.key is not None and heard.key.box

    def may_open_box(self, key: str) -> bool:
        """Return whether a key opens a box on any screen."""
        return may_open_box(key, self._shell.layout_of_keys)

    def meant(self, event: events.Key) -> events.Key | None:
        """Return the key under its name on the screen; ``None`` if it only caused a message."""
        top, heard = self._shell.top, self._hear(event.key)
        if heard.kind == "again" and not self._twice.press(top, heard.stroke, event.time):
            self._say_first(top, event.key.lower(), heard)
            return None
        if heard.kind != "again":
            self._twice.done()
        if heard.kind == "unknown":
            self._say_nothing(shown(event.key))
            return None
        return events.Key(heard.stroke, None) if heard.stroke else event

    def _say_nothing(self, pressed: str) -> None:
        """Tell that a key has no meaning here; in a question, which keys answer it."""
        if table_of(self._shell.top) == "question":
            yes = self._key_of("question", "confirm-yes")
            self._say(say("keys.no_answer", shown=pressed, yes=yes))
        else:
            self._say(say("keys.nothing", shown=pressed, help=self._key_of("board", "help")))

    def _say_first(self, top: Screen[Any], pressed: str, heard: Heard) -> None:
        if heard.key and heard.key.does in places.idle_on(top):
            self._say_nothing(shown(pressed))
            return
        label = heard.key.label if heard.key else ""
        if not label.startswith("I "):
            label = f"{label[:1].lower()}{label[1:]}"
        self._say(say("keys.again", shown=shown(pressed), label=label))

    def _key_of(self, place: Place, name: str) -> str:
        keys = keys_on(place, self._shell.layout_of_keys)
        return next(key.shown for key in keys if key.id == name)

    def _say(self, sentence: str) -> None:
        """Show a message about a key that did nothing: only the last one of several at once."""
        if not self._shell.more_keys_wait:
            self._shell.tell(sentence)

    def acts_at_once(self, key: str) -> bool:
        """Return whether a key overtakes waiting ones, whatever is being typed."""
        return self._is_everywhere("go-dark", key)

    def blacks_out(self, key: str) -> bool:
        """Return whether a key overtakes waiting ones if nothing is being typed."""
        return self._is_everywhere("blackout", key)

    def _is_everywhere(self, name: str, key: str) -> bool:
        keys = keys_on("everywhere", self._shell.layout_of_keys)
        return any(one.id == name and key in one.keys.split(",") for one in keys)

    def is_covered(self) -> bool:
        """Return whether the screen is blacked out."""
        return self._shell.place == "blackout"

    def text_dropped(self) -> None:
        """Tell that text came where keys are commands, and was not carried out."""
        words = as_now("board", self._shell.layout_of_keys, say("keys.text_dropped"))
        self._shell.tell(words, trouble=True)
