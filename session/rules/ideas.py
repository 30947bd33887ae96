"""Ideas, and the themes the group colours them into (P26, P54).

No person is stored with an idea, except authors who chose to be shown. An idea keeps its first wording
through every edit and merge, and one that is removed stays in the record as removed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.ideas import (
    AddIdea,
    AddTheme,
    AnyIdeasCommand,
    BringIn,
    ColourIdea,
    EditIdea,
    Idea,
    IdeaAdded,
    IdeaColoured,
    IdeaEdited,
    IdeaMarked,
    IdeaMerged,
    IdeaRemoved,
    IdeasEvent,
    IdeaSplit,
    MarkIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
    Theme,
    ThemeAdded,
    ThemeChanged,
    ThemeRemoved,
)
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import short
from session.rules import bring_in, themes
from session.rules.input import validated
from session.wording.catalogue import Say

IDEA_LIMIT = 280
THEME_LIMIT = 40


def held(state: State, idea: Idea) -> tuple[Idea, ...]:
    """Return every idea that was merged into ``idea``, directly or through another one."""
    found: list[Idea] = []
    for key in idea.holds:
        inner = state.ideas[key]
        found += (inner, *held(state, inner))
    return tuple(found)


def decide(
    state: State, command: AnyIdeasCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about ideas or themes, or why it is refused."""
    match command:
        case AddIdea():
            return added(state, command, new_id, say)
        case ColourIdea():
            return _colour(state, command)
        case MarkIdea():
            return _mark(state, command)
        case EditIdea(idea=key, text=text):
            return _edit(state, key, text, say)
        case MergeIdea(idea=key, into=into):
            return _merge(state, key, into)
        case SplitIdea(idea=key):
            if (idea := state.ideas.get(key)) is None:
                return Rejected("refused.idea_unknown")
            if not idea.merged_into:
                return Rejected("refused.idea_not_merged", {"text": short(idea.text)})
            return (IdeaSplit(idea=key),)
        case RemoveIdea(idea=key):
            return _remove(state, key)
        case BringIn():
            return bring_in.decide(state, command)
        case AddTheme(name=name):
            return _add_theme(state, name, new_id)
        case RenameTheme(theme=key, name=name):
            return _rename_theme(state, key, name)
        case RemoveTheme(theme=key):
            theme = _theme(state, key)
            return theme if isinstance(theme, Rejected) else (ThemeRemoved(theme=key),)
        case _:
            assert_never(command)


def _standing(state: State, key: str) -> Idea | Rejected:
    if (idea := state.ideas.get(key)) is None:
        return Rejected("refused.idea_unknown")
    if idea.removed:
        return Rejected("refused.idea_removed", {"text": short(idea.text)})
    if idea.merged_into:
        return Rejected("refused.idea_merged", {"text": short(idea.text)})
    return idea


def _theme(state: State, key: str) -> Theme | Rejected:
    theme = state.themes.get(key)
    if theme is None or theme.removed:
        return Rejected("refused.theme_unknown")
    return theme


def added(
    state: State, command: AddIdea, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the event that adds an idea, or why it is refused."""
    words = new_words(state, command.text, say)
    if isinstance(words, Rejected):
        return words
    return (IdeaAdded(idea=new_id(), text=words, channel=command.channel, author=command.author),)


def new_words(state: State, text: str, say: Say, besides: str = "") -> str | Rejected:
    """Return an idea's text as stored, or why it is refused."""
    words = validated(text, IDEA_LIMIT)
    if isinstance(words, Rejected):
        return words
    for idea in themes.standing(state):
        if idea.text == words and idea.id != besides:
            place = themes.where(state, idea, say)
            return Rejected("refused.idea_twice", {"text": short(words), "where": place})
    return words


def _edit(state: State, key: str, text: str, say: Say) -> tuple[Event, ...] | Rejected:
    idea = _standing(state, key)
    if isinstance(idea, Rejected):
        return idea
    words = new_words(state, text, say, besides=key)
    if isinstance(words, Rejected):
        return words
    if words == idea.text:
        return Rejected("refused.idea_same")
    return (IdeaEdited(idea=key, text=words),)


def _merge(state: State, key: str, into: str) -> tuple[Event, ...] | Rejected:
    if key == into:
        return Rejected("refused.idea_into_itself")
    for one in (key, into):
        idea = _standing(state, one)
        if isinstance(idea, Rejected):
            return idea
    return (IdeaMerged(idea=key, into=into),)


def _remove(state: State, key: str) -> tuple[Event, ...] | Rejected:
    idea = _standing(state, key)
    if isinstance(idea, Rejected):
        return idea
    if idea.holds:
        return Rejected("refused.idea_holds", {"text": short(idea.text)})
    return (IdeaRemoved(idea=key),)


def _colour(state: State, command: ColourIdea) -> tuple[Event, ...] | Rejected:
    idea = _standing(state, command.idea)
    if isinstance(idea, Rejected):
        return idea
    now = themes.colours(state, idea)
    if not command.theme:
        if not now:
            return Rejected("refused.idea_no_colour", {"text": short(idea.text)})
        return (IdeaColoured(idea=command.idea),)
    theme = _theme(state, command.theme)
    if isinstance(theme, Rejected):
        return theme
    wanted = (*now, theme.id) if command.also and theme.id not in now else (theme.id,)
    if now == wanted or (command.also and theme.id in now):
        return Rejected("refused.idea_coloured", {"letter": theme.letter, "name": theme.name})
    return (IdeaColoured(idea=command.idea, themes=wanted),)


def _mark(state: State, command: MarkIdea) -> tuple[Event, ...] | Rejected:
    idea = _standing(state, command.idea)
    if isinstance(idea, Rejected):
        return idea
    if not state.door.colouring:
        return Rejected("refused.colouring_closed")
    if idea.settled:
        return Rejected("refused.idea_settled", {"text": short(idea.text)})
    if command.theme and isinstance(refused := _theme(state, command.theme), Rejected):
        return refused
    if idea.marks.get(command.mark, "") == command.theme:
        return Rejected("refused.idea_marked")
    return (IdeaMarked(idea=idea.id, mark=command.mark, theme=command.theme),)


def _add_theme(state: State, name: str, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    letter = themes.free_letter(state)
    if not letter:
        return Rejected("refused.themes_full", {"n": len(themes.LETTERS)})
    words = _new_name(state, name)
    if isinstance(words, Rejected):
        return words
    return (ThemeAdded(theme=new_id(), letter=letter, name=words),)


def _rename_theme(state: State, key: str, name: str) -> tuple[Event, ...] | Rejected:
    theme = _theme(state, key)
    if isinstance(theme, Rejected):
        return theme
    words = _new_name(state, name, besides=key)
    if isinstance(words, Rejected):
        return words
    if words == theme.name:
        return Rejected("refused.theme_same")
    return (ThemeChanged(theme=key, name=words),)


def _new_name(state: State, name: str, besides: str = "") -> str | Rejected:
    words = validated(name, THEME_LIMIT)
    if isinstance(words, Rejected):
        return words
    for theme in themes.live(state):
        if theme.id != besides and theme.name.casefold() == words.casefold():
            return Rejected("refused.theme_twice", {"name": theme.name, "letter": theme.letter})
    return words


def evolve(state: State, event: IdeasEvent, t: int) -> State:
    """Return the state after an event about ideas or themes."""
    match event:
        case IdeaAdded(idea=key, text=text):
            idea = Idea(key, text, text, event.channel, added_t=t, author=event.author)
        case IdeaColoured(idea=key):
            idea = replace(state.ideas[key], themes=event.themes, settled=bool(event.themes))
            if not event.themes:
                # With no theme at all: otherwise the phones' marks would reappear with the next colour.
                idea = replace(idea, marks={})
        case IdeaMarked(idea=key):
            idea = _marked(state.ideas[key], event)
        case IdeaEdited(idea=key):
            idea = replace(state.ideas[key], text=event.text)
        case IdeaMerged(idea=key, into=into):
            target = state.ideas[into]
            target = replace(target, holds=(*target.holds, key))
            state = replace(state, ideas=put(state.ideas, into, target))
            idea = replace(state.ideas[key], merged_into=into)
        case IdeaSplit(idea=key):
            state = _let_go(state, key)
            idea = replace(state.ideas[key], merged_into="")
        case IdeaRemoved(idea=key):
            idea = replace(state.ideas[key], removed=True)
        case ThemeAdded():
            return replace(state, themes=_with_theme(state.themes, event))
        case ThemeChanged(theme=key):
            theme = replace(state.themes[key], name=event.name)
            return replace(state, themes=put(state.themes, key, theme))
        case ThemeRemoved(theme=key):
            return _without_theme(state, key)
        case _:
            assert_never(event)
    return replace(state, ideas=put(state.ideas, key, idea))


def _marked(idea: Idea, event: IdeaMarked) -> Idea:
    marks = {mark: theme for mark, theme in idea.marks.items() if mark != event.mark}
    if event.theme:
        marks[event.mark] = event.theme
    return replace(idea, marks=marks, themes=tuple(dict.fromkeys(marks.values())))


def _let_go(state: State, key: str) -> State:
    into = state.ideas[key].merged_into
    target = state.ideas[into]
    target = replace(target, holds=tuple(one for one in target.holds if one != key))
    return replace(state, ideas=put(state.ideas, into, target))


def _with_theme(before: dict[str, Theme], event: ThemeAdded) -> dict[str, Theme]:
    # A removed theme loses its letter for good once another theme has it: undoing the removal is then
    # refused as built upon, instead of giving two themes one letter.
    after = {
        key: replace(theme, letter="") if theme.letter == event.letter else theme
        for key, theme in before.items()
    }
    after[event.theme] = Theme(id=event.theme, letter=event.letter, name=event.name)
    return after


def _without_theme(state: State, key: str) -> State:
    ideas = {
        one: replace(idea, themes=tuple(t for t in idea.themes if t != key))
        if key in idea.themes
        else idea
        for one, idea in state.ideas.items()
    }
    theme = replace(state.themes[key], removed=True)
    return replace(state, ideas=ideas, themes=put(state.themes, key, theme))
