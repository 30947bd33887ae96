"""Votes: one at a time, fixed rules, honest counts, and no single ballot kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.history import Undo
from session.model.people import ArriveAll
from session.model.state import Instant, Rejected, State
from session.model.votes import (
    CloseRound,
    Count,
    CountEntered,
    EnterCount,
    OpenRound,
    RevealRound,
    Round,
)
from session.rules import tallies, votes
from session.wording.catalogue import refusal
from tests.session.strategies import HOSTILE
from tests.session.table import Table

QUESTION = "What comes first?"
OPTIONS = ("Warm rooms", "Evening bus", "Later opening")


def opened(dots: int = 3, *, hands: bool = False) -> tuple[Table, str, list[str]]:
    s = Table()
    s.do(ArriveAll())
    s.do(
        OpenRound(
            question=QUESTION, options=OPTIONS, method="hands" if hands else "dots", dots=dots
        )
    )
    vote = next(iter(s.state.rounds.values()))
    return s, vote.id, list(vote.options)


@pytest.mark.practice("P27")
def test_a_vote_opens_with_rules_that_stay() -> None:
    s, key, options = opened(dots=3)
    vote = s.state.rounds[key]
    assert (vote.question, vote.method, vote.dots) == (QUESTION, "dots", 3)
    assert [vote.options[option] for option in options] == list(OPTIONS)
    assert vote.present == sum(p.presence == "here" for p in s.state.people.values()) > 0
    assert votes.open_round(s.state) == vote


def test_one_vote_is_open_at_a_time() -> None:
    s, key, options = opened()
    another = OpenRound(question="And then?", options=("Yes", "No"))
    assert s.refuse(another) == "refused.round_open"
    s.do(EnterCount(round=key, channel="hands", counts={options[0]: 2}))
    s.do(CloseRound(round=key))
    assert votes.open_round(s.state) is None
    s.do(another)
    assert len(s.state.rounds) == 2


def test_options_are_two_to_twelve_and_distinct() -> None:
    s = Table()

    def refused(*options: str) -> str:
        return s.refuse(OpenRound(question=QUESTION, options=options))

    assert refused() == "refused.options_few"
    assert refused("Only one") == "refused.options_few"
    assert refused(*(f"Option {n}" for n in range(13))) == "refused.options_many"
    assert refused("Bus", "bus ") == "refused.option_twice"
    assert refused("Bus", "  ") == "refused.text_empty"
    assert refused("Bus", "x" * 81) == "refused.text_too_long"
    assert s.refuse(OpenRound(question="", options=OPTIONS)) == "refused.text_empty"
    assert s.refuse(OpenRound(question="x" * 201, options=OPTIONS)) == "refused.text_too_long"
    s.do(OpenRound(question="x" * 200, options=tuple(f"Option {n}" for n in range(12))))


@pytest.mark.parametrize("dots", [-1, 0, 21])
def test_each_person_has_a_sensible_number_of_dots(dots: int) -> None:
    s = Table()
    assert (
        s.refuse(OpenRound(question=QUESTION, options=OPTIONS, method="dots", dots=dots))
        == "refused.dots_out"
    )
    s.do(OpenRound(question=QUESTION, options=OPTIONS, method="hands", dots=dots))
    assert next(iter(s.state.rounds.values())).dots == 1


@pytest.mark.practice("P34")
def test_a_count_replaces_what_its_channel_had() -> None:
    s, key, (warm, bus, _) = opened()
    s.do(EnterCount(round=key, channel="hands", counts={warm: 5, bus: 2}))
    s.do(EnterCount(round=key, channel="paper", counts={warm: 4}, ballots=3))
    s.do(EnterCount(round=key, channel="hands", counts={bus: 3}))
    counts = s.state.rounds[key].counts
    assert counts["hands"] == Count("hands", {bus: 3})
    assert counts["paper"] == Count("paper", {warm: 4}, 3)


def test_counts_that_cannot_be_are_refused() -> None:
    s, key, (warm, bus, _) = opened(dots=3)

    def hands(counts: dict[str, int], ballots: int | None = None) -> str:
        return s.refuse(EnterCount(round=key, channel="hands", counts=counts, ballots=ballots))

    assert hands({"x": 1}) == "refused.option_unknown"
    assert hands({warm: -1}) == "refused.count_negative"
    assert hands({warm: 10**20}) == "refused.count_too_large"
    assert hands({warm: 1}, 0) == "refused.ballots_negative"
    assert hands({}) == "refused.count_empty"

    def paper(counts: dict[str, int], ballots: int | None) -> str:
        return s.refuse(EnterCount(round=key, channel="paper", counts=counts, ballots=ballots))

    assert paper({warm: 1}, None) == "refused.ballots_missing"
    assert paper({warm: 0}, 0) == "refused.ballots_missing"
    assert paper({warm: 1}, 10**20) == "refused.count_too_large"
    assert paper({warm: 10, bus: 3}, 4) == "refused.dots_too_many"
    assert s.refuse(EnterCount(round="x", channel="hands", counts={})) == "refused.round_unknown"


def test_too_many_dots_are_refused_without_a_number_that_the_screen_hides() -> None:
    s, key, (warm, _, _) = opened(dots=3)
    refused = votes.decide(
        s.state,
        EnterCount(round=key, channel="paper", counts={warm: 13}, ballots=4),
        Instant(0, s.state.meta.opened_at),
        str,
    )
    assert isinstance(refused, Rejected)
    assert refused.values == {}
    assert not any(sign.isdigit() for sign in refusal(refused))


@pytest.mark.practice("P34")
@pytest.mark.parametrize("ballots", [1, 2])
def test_what_fewer_than_three_papers_say_is_never_kept(ballots: int) -> None:
    s, key, (warm, _, _) = opened()
    s.do(EnterCount(round=key, channel="paper", counts={warm: 2}, ballots=ballots))
    assert s.state.rounds[key].counts["paper"] == Count("paper", {}, ballots, folded=True)
    s.do(CloseRound(round=key))
    s.do(RevealRound(round=key))
    assert all(option.counts == {} for option in tallies.results(s.state.rounds[key]))


def test_hands_are_seen_by_all_and_are_not_folded() -> None:
    s, key, (warm, _, _) = opened(hands=True)
    s.do(EnterCount(round=key, channel="hands", counts={warm: 1}, ballots=1))
    assert s.state.rounds[key].counts["hands"] == Count("hands", {warm: 1}, 1)


@pytest.mark.practice("P27")
def test_a_vote_closes_with_a_count_and_stays_closed() -> None:
    s, key, (warm, _, _) = opened()
    assert s.refuse(CloseRound(round=key)) == "refused.round_no_count"
    assert s.refuse(RevealRound(round=key)) == "refused.round_not_closed"
    count = EnterCount(round=key, channel="hands", counts={warm: 2})
    s.do(count)
    s.do(CloseRound(round=key))
    assert s.state.rounds[key].closed
    assert not s.state.rounds[key].revealed
    assert s.refuse(count) == "refused.round_closed"
    assert s.refuse(CloseRound(round=key)) == "refused.round_closed"
    assert s.refuse(Undo()) == "final.closed"
    s.do(RevealRound(round=key))
    assert s.state.rounds[key].revealed
    assert s.refuse(RevealRound(round=key)) == "refused.round_revealed"
    assert s.refuse(Undo()) == "final.revealed"
    for command in (CloseRound(round="x"), RevealRound(round="x")):
        assert s.refuse(command) == "refused.round_unknown"


@pytest.mark.practice("P27")
@given(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 40)),
    st.integers(1, 30),
    st.integers(1, 5),
)
def test_dots_are_conserved_or_folded(counts: dict[str, int], ballots: int, dots: int) -> None:
    vote = Round("r", QUESTION, "dots", {"a": "A", "b": "B", "c": "C"}, dots)
    state = State(rounds={"r": vote})
    asked = EnterCount(round="r", channel="paper", counts=counts, ballots=ballots)
    decided = votes.decide(state, asked, Instant(0, state.meta.opened_at), str)
    if isinstance(decided, Rejected):
        assert not counts or sum(counts.values()) > ballots * dots
        return
    (event,) = decided
    assert isinstance(event, CountEntered)
    kept = votes.evolve(state, event, 0).rounds["r"].counts["paper"]
    assert kept.ballots == ballots
    assert kept.folded == (ballots < 3)
    assert kept.counts == ({} if kept.folded else counts)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_and_options_are_cleaned_or_refused(text: str) -> None:
    state = State()
    asked = OpenRound(question=text, options=(text, "Another"))
    decided = votes.decide(state, asked, Instant(0, state.meta.opened_at), str)
    if isinstance(decided, Rejected):
        assert refusal(decided)
        return
    assert "\u202e" not in str(decided)
    assert "\x1b" not in str(decided)
