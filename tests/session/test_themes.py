"""Themes on the board: letters, shapes, live counts, and the idea that is called next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.history import Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
    AnyIdeasCommand,
    ColourIdea,
    EditIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.state import Instant, Rejected, State
from session.rules import ideas, themes
from session.rules.themes import LETTERS, SHAPES
from session.wording.catalogue import say
from tests.session.strategies import texts
from tests.session.table import Table

Step = tuple[int, int, int, str, bool]


def letters(state: State) -> str:
    return "".join(line.letter for line in themes.lines(state))


def called(s: Table, letter: str, idea: str, *, also: bool = False) -> None:
    theme = next(line.theme for line in themes.lines(s.state) if line.letter == letter)
    s.do(ColourIdea(idea=idea, theme=theme, also=also))


def room(n_ideas: int, *names: str) -> tuple[Table, list[str]]:
    s = Table()
    for n in range(n_ideas):
        s.do(AddIdea(text=f"Idea {n}"))
    for name in names:
        s.do(AddTheme(name=name))
    return s, list(s.state.ideas)


@pytest.mark.practice("P26")
def test_each_theme_is_a_letter_and_a_shape_of_its_own() -> None:
    s, _ = room(0, *(f"Theme {n}" for n in range(8)))
    assert letters(s.state) == "ABCDEFGH" == LETTERS
    assert [line.shape for line in themes.lines(s.state)] == list(SHAPES.values())
    assert len(set(SHAPES.values())) == 8
    assert s.refuse(AddTheme(name="One more")) == "refused.themes_full"


@pytest.mark.practice("P26")
def test_a_new_theme_takes_the_lowest_free_letter() -> None:
    s, _ = room(0, "Place", "Money", "People")
    s.do(RemoveTheme(theme=themes.lines(s.state)[1].theme))
    assert letters(s.state) == "AC"
    s.do(AddTheme(name="Travel"))
    assert [(line.letter, line.name) for line in themes.lines(s.state)] == [
        ("A", "Place"),
        ("B", "Travel"),
        ("C", "People"),
    ]


def test_two_themes_never_share_a_letter_also_after_an_undo() -> None:
    s, _ = room(0, "Place", "Money")
    s.do(RemoveTheme(theme=themes.lines(s.state)[0].theme), cmd="gone")
    s.do(AddTheme(name="Travel"), cmd="new")
    assert s.refuse(Undo(target="gone")) == "refused.undo_built_on"
    s.do(Undo(target="new"))
    s.do(Undo(target="gone"))
    assert [line.name for line in themes.lines(s.state)] == ["Place", "Money"]


@pytest.mark.practice("P26")
def test_a_count_is_of_settled_ideas_that_stand() -> None:
    s, (settled, both, merged, removed, target) = room(5, "Place", "Money")
    for idea in (settled, both, merged, removed):
        called(s, "A", idea)
    called(s, "B", both, also=True)
    s.do(MergeIdea(idea=merged, into=target))
    s.do(RemoveIdea(idea=removed))
    assert [line.count for line in themes.lines(s.state)] == [1, 0]
    assert [idea.id for idea in themes.settled(s.state, themes.lines(s.state)[0].theme)] == [
        settled
    ]
    assert [idea.id for idea in themes.contested(s.state)] == [both]
    assert [idea.id for idea in themes.unthemed(s.state)] == [target]
    assert [idea.id for idea in themes.standing(s.state)] == [settled, both, target]


@pytest.mark.practice("P26")
def test_a_count_always_comes_with_its_unit() -> None:
    assert themes.count_words(1) == "1 idea"
    assert themes.count_words(14) == "14 ideas"
    s, (one, two, _) = room(3, "Place", "Money")
    called(s, "A", one)
    called(s, "A", two)
    called(s, "B", two, also=True)
    assert themes.summary(s.state) == "3 ideas, 1 not sorted, 1 seen differently"
    assert themes.summary(State()) == "0 ideas"


@pytest.mark.practice("P26")
def test_calling_letters_goes_from_one_unsorted_idea_to_the_next() -> None:
    s, (one, two, three) = room(3, "Place")
    assert themes.next_unsorted(s.state) == s.state.ideas[one]
    called(s, "A", two)
    assert themes.next_unsorted(s.state, after=one) == s.state.ideas[three]
    assert themes.next_unsorted(s.state, after=two) == s.state.ideas[three]
    assert themes.next_unsorted(s.state, after=three) == s.state.ideas[one]
    assert themes.next_unsorted(s.state, after="nobody-has-this-id") == s.state.ideas[one]
    called(s, "A", one)
    called(s, "A", three)
    assert themes.next_unsorted(s.state, after=one) is None


def test_an_idea_whose_theme_an_undo_took_back_is_not_sorted() -> None:
    s, (one,) = room(1)
    s.do(AddTheme(name="Place"), cmd="theme")
    called(s, "A", one)
    s.do(Undo(target="theme"))
    assert themes.unthemed(s.state) == (s.state.ideas[one],)
    assert themes.letters(s.state, s.state.ideas[one]) == ""


steps = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 9), st.integers(0, 9), texts, st.booleans()),
    min_size=1,
    max_size=40,
)


def _command(state: State, step: Step) -> AnyIdeasCommand:
    kind, one, other, text, also = step
    known_ideas, known_themes = [*state.ideas, "none"], [*state.themes, ""]
    idea, into = known_ideas[one % len(known_ideas)], known_ideas[other % len(known_ideas)]
    theme = known_themes[other % len(known_themes)]
    match kind:
        case 0:
            return AddIdea(text=text)
        case 1 | 2:
            return AddIdea(text=f"Idea {one}{other}")
        case 3:
            return EditIdea(idea=idea, text=text)
        case 4:
            return MergeIdea(idea=idea, into=into)
        case 5:
            return SplitIdea(idea=idea)
        case 6:
            return RemoveIdea(idea=idea)
        case 7:
            return AddTheme(name=text)
        case 8 | 9:
            return AddTheme(name=f"Theme {one}{other}")
        case 10:
            return RenameTheme(theme=theme, name=text)
        case 11:
            return RemoveTheme(theme=theme)
        case _:
            return ColourIdea(idea=idea, theme=theme, also=also)


def _played(given_steps: list[Step]) -> Iterator[tuple[State, State]]:
    numbers, state = count(), State()
    for step in given_steps:
        before = state
        decided = ideas.decide(
            state,
            _command(state, step),
            Instant(0, state.meta.opened_at),
            lambda: f"id-{next(numbers)}",
            say,
        )
        if isinstance(decided, Rejected):
            continue
        for event in decided:
            state = ideas.evolve(state, event, 0)  # type: ignore[arg-type]  # this area's own events
        yield before, state


@pytest.mark.practice("P26")
@given(steps)
def test_letters_are_unique_and_the_lowest_free(given_steps: list[Step]) -> None:
    for before, after in _played(given_steps):
        now = [theme.letter for theme in themes.live(after)]
        assert sorted(set(now)) == now
        assert set(now) <= set(LETTERS)
        names = [theme.name.casefold() for theme in themes.live(after)]
        assert len(set(names)) == len(names)
        for key in after.themes.keys() - before.themes.keys():
            free = [x for x in LETTERS if x not in {t.letter for t in themes.live(before)}]
            assert after.themes[key].letter == free[0]


def places(state: State) -> list[str]:
    """Return every idea once for each place it is in: it should be in one."""
    return [
        *(i.id for line in themes.lines(state) for i in themes.settled(state, line.theme)),
        *(idea.id for idea in themes.contested(state)),
        *(idea.id for idea in themes.unthemed(state)),
        *(inner.id for idea in themes.standing(state) for inner in ideas.held(state, idea)),
        *(idea.id for idea in state.ideas.values() if idea.removed),
    ]


@pytest.mark.practice("P54")
@given(steps)
def test_every_idea_is_in_exactly_one_place(given_steps: list[Step]) -> None:
    for before, after in _played(given_steps):
        assert sorted(places(after)) == sorted(after.ideas)
        assert sum(line.count for line in themes.lines(after)) == len(themes.standing(after)) - len(
            themes.contested(after)
        ) - len(themes.unthemed(after))
        assert before.ideas.keys() <= after.ideas.keys()
        for key, idea in before.ideas.items():
            assert after.ideas[key].first == idea.first


@given(steps, st.data())
def test_also_after_undoing_anything_no_idea_is_lost_and_no_letter_doubled(
    given_steps: list[Step], data: st.DataObject
) -> None:
    s = Table()
    for n, step in enumerate(given_steps):
        s.give(_command(s.state, step), cmd=f"step-{n}")
        if data.draw(st.booleans()):
            s.give(Undo(target=f"step-{data.draw(st.integers(0, n))}"))
        assert sorted(places(s.state)) == sorted(s.state.ideas)
        now = [theme.letter for theme in themes.live(s.state)]
        assert sorted(set(now)) == now
