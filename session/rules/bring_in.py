"""Ideas and themes of earlier sessions of the series, brought in with colour and first words (P40, P54).

They keep their ids, so that striking one in any session removes it in all.
"""

from __future__ import annotations

from collections.abc import Iterator

from session.erase.walk import STRUCK
from session.model.ideas import (
    BringIn,
    EarlierIdea,
    IdeaAdded,
    IdeaColoured,
    IdeaEdited,
    IdeaMerged,
    Theme,
    ThemeAdded,
)
from session.model.protocol import Event
from session.model.recap import Recap, RecapIdea, RecapTheme
from session.model.state import Rejected, State
from session.rules import themes

_NO_WORDS = frozenset({"", STRUCK})


def of_recap(recap: Recap, only: str = "") -> BringIn:
    """Return what a recap has to bring in; ``only``: the letter of one theme.

    Ideas from before recaps had ids, and what was struck, are left out.
    """
    wanted = tuple(one for one in recap.themes if _known(one.id, one.name))
    wanted = tuple(one for one in wanted if only in {"", one.letter})
    by_letter = {one.letter: one.id for one in wanted}
    found: list[tuple[RecapIdea, tuple[str, ...]]] = []
    found += [(idea, (one.id,)) for one in wanted for idea in one.ideas]
    for idea in recap.contested:
        keys = tuple(by_letter[one] for one in idea.letters.split(", ") if one in by_letter)
        if keys or not only:
            found.append((idea, keys))
    found += [(idea, ()) for idea in recap.unthemed if not only]
    return BringIn(
        themes=tuple(map(_theme, wanted)),
        ideas=tuple(_idea(idea, keys) for idea, keys in found if _known(idea.id, idea.text)),
    )


def decide(state: State, command: BringIn) -> tuple[Event, ...] | Rejected:
    """Return the events, or why it is refused: all is here already, or there are too many themes."""
    here = {one.name.casefold(): one.id for one in themes.live(state)}
    texts = {one.text for one in themes.standing(state)}
    new = [one for one in command.ideas if one.id not in state.ideas and one.text not in texts]
    wanted = {key for one in new for key in one.themes}
    events: list[Event] = []
    meant: dict[str, str] = {}
    taken = {one.letter for one in themes.live(state)}
    for theme in command.themes:
        if theme.id not in wanted:
            continue
        known = here.get(theme.name.casefold())
        meant[theme.id] = known or theme.id
        if known:
            continue
        # Its colour if that is free: people remember it.
        free = (one for one in (theme.letter, *themes.LETTERS) if one not in taken)
        letter = next(free, "")
        if not letter:
            return Rejected("refused.themes_full", {"n": len(themes.LETTERS)})
        taken.add(letter)
        events.append(ThemeAdded(theme=theme.id, letter=letter, name=theme.name))
    for idea in new:
        events += _added(idea, state)
        if keys := tuple(meant[key] for key in idea.themes if key in meant):
            events.append(IdeaColoured(idea=idea.id, themes=tuple(dict.fromkeys(keys))))
    return tuple(events) or Rejected("refused.brought_already")


def _added(idea: EarlierIdea, state: State) -> Iterator[Event]:
    yield IdeaAdded(idea=idea.id, text=idea.first or idea.text, channel=idea.channel)
    if idea.first and idea.first != idea.text:
        yield IdeaEdited(idea=idea.id, text=idea.text)
    for one in idea.merged:
        if one.id not in state.ideas:
            yield from _added(one, state)
            yield IdeaMerged(idea=one.id, into=idea.id)


def _known(key: str, text: str) -> bool:
    return bool(key) and text not in _NO_WORDS


def _theme(theme: RecapTheme) -> Theme:
    return Theme(theme.id, theme.letter, theme.name)


def _idea(idea: RecapIdea, keys: tuple[str, ...] = ()) -> EarlierIdea:
    first = idea.first if idea.first not in _NO_WORDS else ""
    merged = tuple(_idea(one) for one in idea.merged if _known(one.id, one.text))
    return EarlierIdea(idea.id, idea.text, first, idea.channel, keys, merged)  # type: ignore[arg-type]  # a recap has it as text
