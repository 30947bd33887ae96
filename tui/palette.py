"""Every action by its name, "Area: Verb": those of the screen, and those without a key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.style import Style

from screens.keys.key import Key
from screens.keys.keymap import keys_of, keys_on, layout_of
from screens.keys.scenes import LETTERS
from screens.keys.search import lit, score
from screens.keys.tables import ways_on
from screens.messages import Go, Submit
from screens.places import place_named
from screens.text import plain
from session.model.agenda import GoToItem
from session.model.floor import EndTurn
from session.model.lifecycle import CountGap, SetCounting
from session.model.parking import CarryAll
from session.model.people import ArriveAll
from session.model.protocol import AnyCommand
from session.model.state import State
from session.model.votes import CloseRound, RevealRound
from session.rules.parking import open_items
from session.views.shared.scene import scene_title
from session.wording.catalogue import say
from tui import places, theme

if TYPE_CHECKING:
    from tui.app import FairsayApp


class Entry(NamedTuple):
    """One line of the palette."""

    name: str
    run: Callable[[], Awaitable[object] | object]
    help: str = ""
    words: str = ""
    """What else people call it."""
    jump: bool = False
    """Whether it ends the item that is on, for another one."""


_SETTINGS = {"settings": "Settings: Open", "key": "Settings: Keys"}
_JUMP = 100
"""By how much a jump in the agenda is put behind."""
_HERE_ALREADY = {"command-palette", "go-dark"}
"""Omitted: the palette itself, and a second way to the blackout."""


def commands(state: State) -> Iterator[tuple[str, AnyCommand, str]]:
    """Yield what is possible now and has no key: name, command, help."""
    if not state.meta.id or state.closing.ended_t is not None:
        return
    if state.gaps and state.gaps[-1].length_ms and state.gaps[-1].until_t >= state.clock.since_t:
        if state.gaps[-1].counted:
            yield (
                "Agenda: Don't count the gap",
                CountGap(counted=False),
                "Nobody was looking; the agenda leaves that time out.",
            )
        else:
            yield (
                "Agenda: Count the gap",
                CountGap(counted=True),
                "The agenda counts the time nobody was looking.",
            )
    for key in state.order:
        item = state.items[key]
        if key != state.clock.current and not item.dropped and state.clock.started_t is not None:
            yield (
                f"Agenda: Go to “{item.title}”",
                GoToItem(item=key),
                "End this item and start that one.",
            )
    if state.meta.counting:
        yield "Turns: Stop counting", SetCounting(on=False), "From now on no turns are counted."
    if state.floor.current:
        yield "Turns: End the turn", EndTurn(), "Nobody is speaking now."
    for vote in state.rounds.values():
        if not vote.closed and (vote.counts or vote.begun):
            yield (
                f"Vote: Close “{vote.question}”",
                CloseRound(round=vote.id),
                "It can't be opened again.",
            )
        elif vote.covered:
            yield (
                f"Vote: Show the result of “{vote.question}”",
                RevealRound(round=vote.id),
                "Everyone sees it from then on.",
            )
    if open_items(state):
        yield (
            "Parking: Carry all over",
            CarryAll(),
            "All that is still parked goes to the next session.",
        )
    if any(person.presence == "expected" for person in state.people.values()):
        yield "People: Everyone is here", ArriveAll(), "All those still expected have come."


class Actions(Provider):
    """Lists only what applies now."""

    async def discover(self) -> Hits:
        for entry in self._entries():
            yield DiscoveryHit(plain(entry.name), entry.run, entry.name, entry.help)

    async def search(self, query: str) -> Hits:
        style = self.matcher(query).match_style
        for nth, entry in enumerate(self._entries()):
            if points := score(query, entry.name, entry.words, entry.help):
                # Of two that fit as well the table's order decides; a jump in the agenda never comes first.
                points = points / (_JUMP if entry.jump else 1) - nth / 1e6
                yield Hit(points, _lit(query, entry.name, style), entry.run, entry.name, entry.help)

    def _entries(self) -> Iterator[Entry]:
        # Only that app has this palette.
        app = cast("FairsayApp", self.app)
        state = app.state
        place = places.place(self.screen)
        layout = layout_of(app)
        known, idle = place_named(place), places.idle_on(self.screen)
        for key in (*keys_of(known, layout), *ways_on(known)) if known else ():
            if key.when(state) and key.does not in idle:
                yield from self._of_key(key, state)
        for key in keys_on("everywhere", layout):
            if key.id not in _HERE_ALREADY:
                yield self._entry(key.name, f"app.{key.run}", key)
        for about, words in _SETTINGS.items():
            yield Entry(words, partial(app.post_message, Go("help", about=about)))
        for name, command, told in commands(state):
            run = partial(app.post_message, Submit(command))
            yield Entry(name, run, told, jump=isinstance(command, GoToItem))
        for choice in theme.CHOICES:
            if app.theme != choice.theme.name:
                told = say(f"settings.theme.{choice.name}")
                yield Entry(f"Colours: {told}", partial(app.preferences.change, theme=choice.name))

    def _of_key(self, key: Key, state: State) -> Iterator[Entry]:
        if key.native:
            return
        if not key.each:
            yield self._entry(key.name, key.run, key)
        else:
            for which, choice in _choices(key, state):
                yield self._entry(f"{key.area}: {choice}", f"{key.run}({which!r})", key)

    def _entry(self, name: str, action: str, key: Key) -> Entry:
        told = f"{key.tooltip}  ({key.shown})" if key.keys else key.tooltip
        run = partial(self.app.run_action, action, self.screen)
        return Entry(name, run, told, key.words)


def _choices(key: Key, state: State) -> Iterator[tuple[str, str]]:
    """Yield the meaning of each of a key's choices: the key, and its words."""
    if key.id == "turn":
        for nth, role in enumerate(state.meta.roles[:8], start=1):
            yield str(nth), f"Turn of {role}"
    elif key.id == "scene":
        for letter, name in LETTERS.items():
            yield letter, f"Show {scene_title(name)}"
    elif key.id == "colour":
        for one in state.themes.values():
            if not one.removed:
                yield one.letter, f"Colour as {one.letter}, {one.name}"


def _lit(query: str, name: str, style: Style) -> Content:
    """Return a name with what was typed marked in it; never read as markup."""
    marked = plain(name)
    for start, end in lit(query, name):
        marked = marked.stylize(style, start, end)
    return marked
