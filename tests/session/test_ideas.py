"""Ideas: first wording kept, merges taken apart again, colours given by the group."""

from __future__ import annotations

import pytest

from session.model.history import Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
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
from session.wording.catalogue import refusal, say
from tests.session.strategies import HOSTILE
from tests.session.table import Table


def with_ideas(*texts: str) -> tuple[Table, list[str]]:
    s = Table()
    for text in texts:
        s.do(AddIdea(text=text))
    return s, list(s.state.ideas)


def with_themes(s: Table, *names: str) -> list[str]:
    for name in names:
        s.do(AddTheme(name=name))
    return [theme.id for theme in themes.live(s.state)]


def said(state: State, command: AddIdea | AddTheme | ColourIdea) -> str:
    refused = ideas.decide(state, command, Instant(0, state.meta.opened_at), lambda: "new", say)
    assert isinstance(refused, Rejected)
    return refusal(refused)


@pytest.mark.practice("P53")
@pytest.mark.parametrize("channel", ["console", "online", "paper", "phone"])
def test_an_idea_keeps_where_it_came_from_and_nobodys_name(channel: str) -> None:
    s = Table()
    s.do(AddIdea(text="  A warm   room ", channel=channel))  # type: ignore[arg-type]  # drawn from the literal
    (idea,) = s.state.ideas.values()
    assert (idea.text, idea.first, idea.channel) == ("A warm room", "A warm room", channel)
    assert idea.author == ""


@pytest.mark.practice("P54")
def test_the_first_wording_stays_through_edits_and_merges() -> None:
    s, (warm, heat) = with_ideas("A warm room", "Heating on at nine")
    s.do(EditIdea(idea=warm, text="A warm room every day"))
    s.do(EditIdea(idea=warm, text="A warm room on weekdays"))
    s.do(MergeIdea(idea=warm, into=heat))
    assert s.state.ideas[warm].text == "A warm room on weekdays"
    assert s.state.ideas[warm].first == "A warm room"
    assert s.state.ideas[heat].text == "Heating on at nine"


@pytest.mark.practice("P54")
def test_a_merged_idea_stays_in_the_record_and_can_be_taken_out_again() -> None:
    s, (warm, heat) = with_ideas("A warm room", "Heating on at nine")
    before = s.state.ideas
    s.do(MergeIdea(idea=warm, into=heat))
    assert s.state.ideas[warm].merged_into == heat
    assert [idea.id for idea in ideas.held(s.state, s.state.ideas[heat])] == [warm]
    assert [idea.id for idea in themes.standing(s.state)] == [heat]
    s.do(SplitIdea(idea=warm))
    assert s.state.ideas == before


def test_ideas_put_in_along_with_another_are_held_too() -> None:
    s, (a, b, c) = with_ideas("One", "Two", "Three")
    s.do(MergeIdea(idea=a, into=b))
    s.do(MergeIdea(idea=b, into=c))
    assert [idea.id for idea in ideas.held(s.state, s.state.ideas[c])] == [b, a]
    s.do(SplitIdea(idea=b))
    assert [idea.id for idea in ideas.held(s.state, s.state.ideas[b])] == [a]
    assert ideas.held(s.state, s.state.ideas[c]) == ()


def test_only_ideas_that_stand_can_be_merged() -> None:
    s, (a, b, c) = with_ideas("One", "Two", "Three")
    s.do(MergeIdea(idea=a, into=b))
    s.do(RemoveIdea(idea=c))
    assert s.refuse(MergeIdea(idea=b, into=b)) == "refused.idea_into_itself"
    assert s.refuse(MergeIdea(idea=b, into=a)) == "refused.idea_merged"
    assert s.refuse(MergeIdea(idea=a, into=b)) == "refused.idea_merged"
    assert s.refuse(MergeIdea(idea=b, into=c)) == "refused.idea_removed"
    assert s.refuse(MergeIdea(idea=b, into="x")) == "refused.idea_unknown"
    assert s.refuse(SplitIdea(idea=b)) == "refused.idea_not_merged"


@pytest.mark.practice("P54")
def test_a_removed_idea_is_marked_and_kept() -> None:
    s, (warm,) = with_ideas("A warm room")
    s.do(RemoveIdea(idea=warm))
    assert s.state.ideas[warm].removed
    assert s.state.ideas[warm].first == "A warm room"
    assert themes.standing(s.state) == ()
    assert s.refuse(RemoveIdea(idea=warm)) == "refused.idea_removed"
    assert s.refuse(EditIdea(idea=warm, text="Back")) == "refused.idea_removed"


@pytest.mark.practice("P54")
def test_an_idea_that_holds_others_is_not_removed_with_them() -> None:
    s, (a, b) = with_ideas("One", "Two")
    s.do(MergeIdea(idea=a, into=b))
    assert s.refuse(RemoveIdea(idea=b)) == "refused.idea_holds"
    assert s.refuse(RemoveIdea(idea=a)) == "refused.idea_merged"


def test_undoing_a_split_is_refused_once_the_other_idea_went() -> None:
    s, (a, b) = with_ideas("One", "Two")
    s.do(MergeIdea(idea=a, into=b))
    s.do(SplitIdea(idea=a), cmd="split")
    s.do(RemoveIdea(idea=b))
    assert s.refuse(Undo(target="split")) == "refused.undo_built_on"


def test_the_same_words_twice_are_refused_saying_where_they_stand() -> None:
    s, (warm,) = with_ideas("A warm room")
    assert s.refuse(AddIdea(text=" A warm room")) == "refused.idea_twice"
    assert "(not sorted)" in said(s.state, AddIdea(text="A warm room"))
    a, b = with_themes(s, "Place", "Money")
    s.do(ColourIdea(idea=warm, theme=b))
    assert "(theme B Money)" in said(s.state, AddIdea(text="A warm room"))
    s.do(ColourIdea(idea=warm, theme=a, also=True))
    assert "(seen differently: A, B)" in said(s.state, AddIdea(text="A warm room"))


def test_words_of_a_removed_or_merged_idea_may_come_again() -> None:
    s, (warm, heat) = with_ideas("A warm room", "Heating on at nine")
    s.do(RemoveIdea(idea=warm))
    s.do(AddIdea(text="A warm room"))
    s.do(MergeIdea(idea=list(s.state.ideas)[-1], into=heat))
    s.do(AddIdea(text="A warm room"))
    assert [idea.text for idea in themes.standing(s.state)] == ["Heating on at nine", "A warm room"]


def test_an_edit_may_not_repeat_another_idea_nor_change_nothing() -> None:
    s, (warm, _) = with_ideas("A warm room", "Heating on at nine")
    assert s.refuse(EditIdea(idea=warm, text="Heating on at nine")) == "refused.idea_twice"
    assert s.refuse(EditIdea(idea=warm, text="A warm room ")) == "refused.idea_same"
    assert s.refuse(EditIdea(idea="x", text="Words")) == "refused.idea_unknown"


@pytest.mark.practice("P26")
def test_the_group_colours_contests_and_settles() -> None:
    s, (warm,) = with_ideas("A warm room")
    a, b = with_themes(s, "Place", "Money")
    s.do(ColourIdea(idea=warm, theme=b))
    assert s.state.ideas[warm].themes == (b,)
    s.do(ColourIdea(idea=warm, theme=a, also=True))
    assert themes.letters(s.state, s.state.ideas[warm]) == "AB"
    s.do(ColourIdea(idea=warm, theme=a))
    assert s.state.ideas[warm].themes == (a,)
    s.do(ColourIdea(idea=warm))
    assert s.state.ideas[warm].themes == ()


@pytest.mark.practice("P26")
def test_a_colour_that_would_change_nothing_is_refused() -> None:
    s, (warm,) = with_ideas("A warm room")
    a, b = with_themes(s, "Place", "Money")
    assert s.refuse(ColourIdea(idea=warm)) == "refused.idea_no_colour"
    s.do(ColourIdea(idea=warm, theme=a, also=True))
    assert s.refuse(ColourIdea(idea=warm, theme=a)) == "refused.idea_coloured"
    s.do(ColourIdea(idea=warm, theme=b, also=True))
    assert s.refuse(ColourIdea(idea=warm, theme=a, also=True)) == "refused.idea_coloured"


def test_only_a_standing_idea_and_a_theme_that_is_there_go_together() -> None:
    s, (a, b, c) = with_ideas("One", "Two", "Three")
    place, money = with_themes(s, "Place", "Money")
    s.do(RemoveIdea(idea=a))
    s.do(MergeIdea(idea=b, into=c))
    s.do(RemoveTheme(theme=money))
    assert s.refuse(ColourIdea(idea=a, theme=place)) == "refused.idea_removed"
    assert s.refuse(ColourIdea(idea=b, theme=place)) == "refused.idea_merged"
    assert s.refuse(ColourIdea(idea="x", theme=place)) == "refused.idea_unknown"
    assert s.refuse(ColourIdea(idea=c, theme=money)) == "refused.theme_unknown"
    assert s.refuse(ColourIdea(idea=c, theme="x")) == "refused.theme_unknown"


@pytest.mark.practice("P26")
def test_removing_a_theme_takes_its_colour_off_every_idea() -> None:
    s, (one, two, three) = with_ideas("One", "Two", "Three")
    a, b = with_themes(s, "Place", "Money")
    s.do(ColourIdea(idea=one, theme=a))
    s.do(ColourIdea(idea=two, theme=a))
    s.do(ColourIdea(idea=two, theme=b, also=True))
    s.do(ColourIdea(idea=three, theme=b))
    s.do(RemoveTheme(theme=a))
    assert [idea.themes for idea in s.state.ideas.values()] == [(), (b,), (b,)]
    assert s.refuse(RemoveTheme(theme=a)) == "refused.theme_unknown"


def test_theme_names_are_distinct_whatever_their_case() -> None:
    s = Table()
    place, money = with_themes(s, "Place", "Money")
    assert s.refuse(AddTheme(name="PLACE")) == "refused.theme_twice"
    assert s.refuse(RenameTheme(theme=money, name="place")) == "refused.theme_twice"
    assert s.refuse(RenameTheme(theme=money, name="Money")) == "refused.theme_same"
    assert s.refuse(RenameTheme(theme="x", name="New")) == "refused.theme_unknown"
    s.do(RenameTheme(theme=money, name="MONEY"))
    s.do(RemoveTheme(theme=place))
    s.do(AddTheme(name="Place"))
    assert [line.name for line in themes.lines(s.state)] == ["Place", "MONEY"]


def test_a_text_that_is_empty_or_too_long_is_refused_with_its_length() -> None:
    s = Table()
    for empty in ("", "   ", "\x00\x07", "\u200b\u200e"):
        assert s.refuse(AddIdea(text=empty)) == "refused.text_empty"
        assert s.refuse(AddTheme(name=empty)) == "refused.text_empty"
    assert s.refuse(AddIdea(text="x" * 281)) == "refused.text_too_long"
    assert s.refuse(AddTheme(name="x" * 41)) == "refused.text_too_long"
    told = said(s.state, AddIdea(text="x" * 281))
    assert "281" in told
    assert "280" in told
    s.do(AddIdea(text="x" * 280))
    s.do(AddTheme(name="y" * 40))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_words_or_refused(text: str) -> None:
    state = State()
    decided = ideas.decide(
        state, AddIdea(text=text), Instant(0, state.meta.opened_at), lambda: "idea-1", say
    )
    if isinstance(decided, Rejected):
        assert refusal(decided)
        return
    (event,) = decided
    after = ideas.evolve(state, event, 0)  # type: ignore[arg-type]  # only IdeaAdded comes of AddIdea
    kept = after.ideas["idea-1"].text
    assert kept.encode()
    assert "\x1b" not in kept
    assert "\u202e" not in kept
