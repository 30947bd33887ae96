"""Re-plan: the choices side by side, each with what it would change, before anything changes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from screens.dialogs.ask import Ask
from screens.dialogs.sheet import StateSheet
from screens.keys.tables import bindings_for
from screens.messages import Tell
from screens.mounted import is_shown
from screens.text import plain
from session.model.state import Instant, State
from session.rules.replan import Choice, Preview, command, preview
from session.views import replan
from session.wording.catalogue import say

_WIDE = 100


class ReplanDialog(StateSheet):
    """Numbers choose, arrows select the item that would be dropped; Esc changes nothing."""

    PLACE = "replan"
    DEFAULT_CSS = """
    ReplanDialog > #sheet { width: 76; }
    ReplanDialog.-wide > #sheet { width: 116; }
    ReplanDialog #ways { height: auto; max-height: 60vh; margin-top: 1; }
    ReplanDialog #columns { height: auto; layout: vertical; }
    ReplanDialog.-wide #columns { layout: horizontal; }
    ReplanDialog .way { height: auto; width: 100%; }
    ReplanDialog.-wide .way { width: 1fr; padding-right: 2; }
    ReplanDialog #keeps { height: auto; max-height: 3; color: $quiet; margin-top: 1; }
    ReplanDialog.-low #ways, ReplanDialog.-low #keeps { margin-top: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("replan")]
    AUTO_FOCUS = ""

    def __init__(self, state: State, now: Instant) -> None:
        super().__init__(state)
        self.set_reactive(ReplanDialog.now, now)
        self._item = ""
        self._shown: Preview = preview(state, now)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(classes="title")
            with VerticalScroll(id="ways", can_focus=False), Horizontal(id="columns"):
                for n in range(1, 5):
                    yield Static(classes="way", id=f"way-{n}")
            yield Static(id="keeps")
            yield Static(plain(self.keys_told("replan.keys")), classes="keys")

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.show(self.state)

    def watch_now(self, before: Instant, now: Instant) -> None:
        # Times are shown in minutes, so they change no more often than that.
        if is_shown(self) and now.t // 60_000 != before.t // 60_000:
            self.show(self.state)

    def show(self, state: State) -> None:
        self._shown = preview(state, self.now, self._item)
        self.query_one(".title", Static).update(plain(replan.title(state, self._shown)))
        wide = self.has_class("-wide")
        for n, choice in enumerate(self._shown.choices, start=1):
            told = replan.lines(state, self._shown, choice, side_by_side=wide)
            style = "$quiet" if choice.why_not else ""
            words = plain(f"{n}  {told[0]}", f"bold {style}".strip())
            for line in told[1:]:
                words = words.append(plain(f"\n{'' if wide else '   '}{line}", style))
            self.query_one(f"#way-{n}", Static).update(words)
        keeps = replan.keeps(state)
        self.query_one("#keeps", Static).update(plain(keeps))
        self.query_one("#keeps").display = bool(keeps) and self.app.size.height >= 20

    def action_other(self, by: int) -> None:
        keys = self._shown.items
        if not keys:
            return
        chosen = next((c.item for c in self._shown.choices if c.item), keys[0])
        self._item = keys[(keys.index(chosen) + by) % len(keys)]
        self.show(self.state)

    def action_choose(self, number: str) -> None:
        shown, choice = self._shown, self._shown.choices[int(number) - 1]
        if choice.why_not:
            self.post_message(Tell(say(choice.why_not), trouble=True))
        elif choice.way == "late":
            self.post_message(Tell(say("replan.stays")))
            self.dismiss(None)
        elif choice.way == "park":
            self._ask_promise(shown, choice)
        else:
            self._do(shown, choice)

    def _ask_promise(self, shown: Preview, choice: Choice) -> None:
        title = say("replan.promise", title=self.state.items[choice.item].title)
        self.app.push_screen(
            Ask(title, say("replan.promise.hint")),
            lambda promise: self._do(shown, choice, promise) if promise else None,
        )

    def _do(self, shown: Preview, choice: Choice, promise: str = "") -> None:
        if asked := command(shown, choice, promise):
            self.submit(asked)
            self.dismiss(None)
