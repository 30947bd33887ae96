"""Everybody by full name, for the private panel only: who waits, who speaks, who does what, who asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from screens.text import plain
from session.model.state import State
from session.views.by_name import ByName, NamedLine, by_name
from session.wording.catalogue import say


class ByNameLines(Static):
    """As high as its content. Recomputed only when the state changed."""

    DEFAULT_CSS = """
    ByNameLines { height: auto; padding: 0 2 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._of: State | None = None

    def show(self, state: State) -> None:
        if state is not self._of:
            self._of = state
            lines = list(_lines(by_name(state)))
            self.update(Content("\n").join(lines))
            self.display = bool(lines)


def _lines(view: ByName) -> Iterator[Content]:
    for key, names in (("queue", view.queue), ("round", view.circle)):
        if names:
            yield plain(say(f"voices.{key}", names=" · ".join(names)))
    yield from _listed(say("voices.owners"), view.owners)
    yield from _listed(say("voices.asked"), view.asked)
    if view.unlisted:
        yield plain(say("voices.unlisted"), "bold")
    for nth, one in enumerate(view.unlisted, start=1):
        now = say("voices.unlisted.shown" if one.shown else "voices.unlisted.private")
        yield plain(f"  {nth}  {one.name}: {now}")


def _listed(title: str, lines: Sequence[NamedLine]) -> Iterator[Content]:
    if lines:
        yield plain(title, "bold")
    for one in lines:
        yield plain(f"  {one.who}: {one.what}")
