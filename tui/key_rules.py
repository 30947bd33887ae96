"""What the gate asks of a key: whether it opens a box to type in, and whether it goes before those that wait."""

from __future__ import annotations

from screens.keys.dialogs import DIALOGS
from screens.keys.keymap import as_changed, opens_box
from screens.keys.tables import KEYS
from session.wording.catalogue import say
from tui.key_gate import KeyGate
from tui.projector_app import ProjectorApp
from tui.shell import Shell


class KeyRules:
    """Asks the tables of keys, as the settings have changed them."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

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

    def opens_box(self, key: str) -> bool:
        """Return whether a key, pressed now, opens a box that text is typed into."""
        place = self._shell.place or getattr(self._shell.stack[-1], "HELP", "")
        return opens_box(place, key, self._shell.key_changes)

    def may_open_box(self, key: str) -> bool:
        """Return whether a key opens a box on any screen."""
        changes = self._shell.key_changes
        return any(opens_box(at, key, changes) for at in (*KEYS, *DIALOGS))

    def acts_at_once(self, key: str) -> bool:
        """Return whether a key is let in before those that wait, whatever is being typed."""
        return self._is_everywhere("go-dark", key)

    def blacks_out(self, key: str) -> bool:
        """Return whether a key is let in before those that wait where nothing is being typed."""
        return self._is_everywhere("blackout", key)

    def _is_everywhere(self, name: str, key: str) -> bool:
        keys = as_changed("everywhere", self._shell.key_changes)
        return any(one.id == name and key in one.keys.split(",") for one in keys)

    def is_covered(self) -> bool:
        """Return whether the screen is blacked out, until any key."""
        return self._shell.place == "blackout"

    def text_dropped(self) -> None:
        """Tell that text came where keys are commands, and was not carried out."""
        self._shell.tell(say("keys.text_dropped"), trouble=True)
