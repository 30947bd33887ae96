"""What a vote came to: withheld until revealed, unlike units apart, ties kept."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.state import State, replace
from session.model.votes import Count, GroupCount, Round
from session.rules import tallies
from session.rules.ballots import Ballot, tally
from session.rules.votes import GRADIENT, PULSE
from session.views.recap_votes import recapped_round
from session.wording.catalogue import say

OPTIONS = {"w": "Warm rooms", "b": "Evening bus", "l": "Later opening"}


def vote(*counts: Count, present: int = 9, revealed: bool = True) -> Round:
    return Round(
        id="r",
        question="What comes first?",
        method="dots",
        options=OPTIONS,
        dots=3,
        counts={count.channel: count for count in counts},
        present=present,
        closed=True,
        revealed=revealed,
    )


@pytest.mark.practice("P27")
def test_nothing_is_told_before_the_reveal() -> None:
    hidden = vote(Count("hands", {"w": 5}), Count("paper", {"b": 12}, 40), revealed=False)
    assert [(o.label, o.counts, o.ranks) for o in tallies.results(hidden)] == [
        ("Warm rooms", {}, {}),
        ("Evening bus", {}, {}),
        ("Later opening", {}, {}),
    ]
    assert tallies.said(hidden) == ()


@pytest.mark.practice("P27")
def test_hands_and_dots_stand_apart() -> None:
    shown = vote(Count("hands", {"w": 5, "b": 2}), Count("paper", {"b": 12, "l": 1}, 6))
    warm, bus, later = tallies.results(shown)
    assert (warm.counts, warm.ranks) == ({"hands": 5, "paper": 0}, {"hands": 1, "paper": 3})
    assert (bus.counts, bus.ranks) == ({"hands": 2, "paper": 12}, {"hands": 2, "paper": 1})
    assert (later.counts, later.ranks) == ({"hands": 0, "paper": 1}, {"hands": 3, "paper": 2})


@pytest.mark.practice("P34")
def test_channels_of_one_unit_are_told_together_so_that_nobody_is_known_by_the_way_they_voted() -> (
    None
):
    shown = msgspec.structs.replace(
        vote(Count("hands", {"w": 6, "b": 2}), Count("online", {"b": 1})), method="hands"
    )

    assert [option.counts for option in tallies.results(shown)] == [
        {"together": 6},
        {"together": 3},
        {"together": 0},
    ]
    assert tallies.said(shown) == ("Told together: 8 by hands, 1 from online.",)
    assert recapped_round(State(), shown).units == {"together": "hands"}


@pytest.mark.practice("P52")
def test_one_who_can_not_live_with_it_is_told_with_all_the_others() -> None:
    shown = Round(
        id="r",
        question="Open on Sundays?",
        method="gradient",
        options={"fully": "Fully agree", "block": "Can't live with it"},
        counts={
            "hands": Count("hands", {"fully": 9}),
            "ballots": Count("ballots", {"fully": 2, "block": 1}, 3),
        },
        closed=True,
        revealed=True,
    )

    assert [option.counts for option in tallies.results(shown)] == [
        {"together": 11},
        {"together": 1},
    ]


@given(
    st.lists(
        st.fixed_dictionaries(
            {question: st.sampled_from(("", *answers)) for question, answers in PULSE.items()}
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_cell_of_a_pulse_under_three_is_kept_or_follows_from_what_is(
    answers: list[dict[str, str]],
) -> None:
    options = {key: key for group in PULSE.values() for key in group}
    pulse = Round(id="r", question="?", method="pulse", options=options, by_role=True)
    cast = [
        Ballot("phone", {key: 1 for key in one.values() if key}, ("researcher",)) for one in answers
    ]

    counted = tally(pulse, cast, by_role=True)
    assert counted is not None
    assert counted.groups == ()
    for group in PULSE.values():
        cells = [counted.counts[key] for key in group if key in counted.counts]
        left = len(cast) - sum(cells)
        assert all(n >= 3 for n in cells)
        assert not cells or left == 0 or left >= 3

    # What an earlier version kept is folded where it is told.
    whole = {key: sum(key in one.choice for one in cast) for key in options}
    ballots = {"ballots": Count("ballots", whole, len(cast), folded=len(cast) < 3)}
    kept = msgspec.structs.replace(pulse, counts=ballots, closed=True, revealed=True)
    told = {one.option: n for one in tallies.results(kept) for n in one.counts.values()}
    assert told == counted.counts


def test_a_count_comes_with_its_unit() -> None:
    assert tallies.unit("dots", "hands", 5) == "5 hands"
    assert tallies.unit("dots", "hands", 1) == "1 hand"
    assert tallies.unit("dots", "paper", 12) == "12 dots"
    assert tallies.unit("dots", "paper", 1) == "1 dot"


@pytest.mark.practice("P27")
def test_a_tie_stays_a_tie_and_is_said() -> None:
    tied = vote(Count("hands", {"w": 4, "b": 4, "l": 3}))
    assert [option.ranks["hands"] for option in tallies.results(tied)] == [1, 1, 3]
    assert tallies.said(tied) == ("A tie at the top, with 4 hands each: Warm rooms, Evening bus.",)


def test_a_clear_result_and_no_hands_at_all_need_no_remark() -> None:
    assert tallies.said(vote(Count("hands", {"w": 4, "b": 3}))) == ()
    assert tallies.said(vote(Count("hands", {"w": 0, "b": 0, "l": 0}))) == ()


@pytest.mark.practice("P34")
@pytest.mark.parametrize("paper", [Count("paper", {}, 2, folded=True), Count("paper", {"b": 2}, 2)])
def test_a_few_papers_beside_hands_tell_only_how_many_there_were(paper: Count) -> None:
    folded = vote(paper, Count("hands", {"w": 5}))
    assert [option.counts for option in tallies.results(folded)] == [
        {"hands": 5},
        {"hands": 0},
        {"hands": 0},
    ]
    assert tallies.said(folded) == (
        "There were 2 papers. Their dots are not kept, so that nobody's choice shows.",
    )


@pytest.mark.practice("P34")
def test_a_vote_is_told_whole_a_lone_no_and_two_papers_too() -> None:
    alone = vote(Count("ballots", {"w": 1}, 1))
    beside = vote(Count("ballots", {"w": 6}, 6), Count("paper", {"w": 1, "b": 1}, 2))

    assert next(option.counts for option in tallies.results(alone)) == {"ballots": 1}
    assert [option.counts for option in tallies.results(beside)] == [
        {"together": 7},
        {"together": 1},
        {"together": 0},
    ]


def test_role_groups_are_not_told_beside_a_few_papers_that_they_would_leave() -> None:
    groups = (GroupCount(("a",), 3, {"w": 3}), GroupCount(("b",), 3, {"b": 3}))
    ballots = Count("ballots", {"w": 3, "b": 3}, 6, groups=groups)

    for papers in (1, 2, 3):
        held = vote(ballots, Count("paper", {"w": papers}, papers))
        assert tallies.groups(held, ballots) == (groups if papers == 3 else ())


def test_more_ballots_than_people_is_said_not_refused() -> None:
    assert tallies.said(vote(Count("paper", {"w": 20}, 12))) == (
        "Counted: 12 papers. Here when the vote opened: 9 people.",
    )
    assert tallies.said(vote(Count("hands", {"w": 3}, 10))) == (
        "Counted: 10 people. Here when the vote opened: 9 people.",
    )


def test_more_hands_than_people_is_said_for_each_option() -> None:
    assert tallies.said(vote(Count("hands", {"w": 11, "b": 9}))) == (
        "“Warm rooms” has 11 hands. Here when the vote opened: 9 people.",
    )


def test_without_anyone_marked_as_here_numbers_are_not_doubted() -> None:
    assert tallies.said(vote(Count("paper", {"w": 20}, 12), present=0)) == ()


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 5), min_size=1, max_size=12))
def test_ranks_follow_competition_ranking(counts: dict[str, int]) -> None:
    ranks = tallies.ranked(counts)
    assert min(ranks.values()) == 1
    for one, count in counts.items():
        assert ranks[one] - 1 == sum(other > count for other in counts.values())


def test_more_hands_online_than_people_is_said_too() -> None:
    assert tallies.said(vote(Count("online", {"w": 10, "b": 9}))) == (
        "“Warm rooms” has 10 hands. Here when the vote opened: 9 people.",
    )


def gradient(**counts: int) -> Round:
    return replace(
        vote(Count("ballots", counts)), method="gradient", options=dict.fromkeys(GRADIENT, "x")
    )


@pytest.mark.practice("P52")
@pytest.mark.parametrize("degree", GRADIENT)
def test_only_what_is_not_full_agreement_has_something_to_say(degree: str) -> None:
    heard = tallies.said(gradient(**{degree: 1}))

    assert (heard == (say("rounds.gradient_heard"),)) == (
        degree in {"reservations", "aside", "block"}
    )
    assert len(heard) <= 1


@pytest.mark.practice("P33")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("clear-no", "rounds.pulse_lost"),
        ("pace-slower", "rounds.pulse_slower"),
        ("pace-faster", "rounds.pulse_faster"),
        ("clear-yes", ""),
        ("pace-fine", ""),
        ("mood-1", ""),
    ],
)
def test_a_pulse_says_from_a_third_on_what_people_feel(answer: str, told: str) -> None:
    def pulse(n: int) -> tuple[str, ...]:
        answers = {one: 0 for question in PULSE.values() for one in question}
        return tallies.said(
            replace(
                vote(Count("ballots", answers | {answer: n}, 9)),
                method="pulse",
                options=dict.fromkeys(answers, "x"),
            )
        )

    few = say("rounds.pulse_few")
    assert pulse(2) == (few,)
    assert pulse(3) == ((say(told), few) if told else (few,))


def test_a_pulse_that_nobody_answered_says_nothing_of_what_people_feel() -> None:
    nobody = replace(vote(Count("ballots", {"clear-no": 0}, 0)), method="pulse")
    assert tallies.said(nobody) == (say("rounds.pulse_few"),)


@pytest.mark.practice("P34")
@pytest.mark.parametrize(
    ("channel", "told"), [("ballots", "rounds.folded_ballots"), ("paper", "rounds.folded")]
)
def test_what_was_folded_is_told_in_the_words_of_its_way(
    channel: Literal["ballots", "paper"], told: str
) -> None:
    assert tallies.said(vote(Count(channel, {}, 2, folded=True))) == (say(told, n=2),)


@pytest.mark.parametrize(
    ("method", "channel", "unit"),
    [
        ("dots", tallies.TOGETHER, "dots"),
        ("hands", tallies.TOGETHER, "hands"),
        ("dots", "hands", "hands"),
    ],
)
def test_all_channels_together_count_what_was_voted_with(
    method: str, channel: str, unit: str
) -> None:
    assert tallies.unit_of(method, channel) == unit


def test_each_group_is_told_with_what_it_chose() -> None:
    groups = (
        GroupCount(("community member",), 4, {"w": 3, "b": 1}),
        GroupCount(("researcher",), 3, {"b": 3}),
    )
    told = Round(
        id="r",
        question="?",
        method="dots",
        options={"w": "Warm rooms", "b": "Evening bus"},
        by_role=True,
        closed=True,
        revealed=True,
        present=7,
        counts={"ballots": Count("ballots", {"w": 3, "b": 4}, 7, groups=groups)},
    )

    said = tallies.said(told)

    assert say("rounds.differ") in said
    assert say("rounds.group", group="community member", n=4, labels="Warm rooms") in said
