"""Votes: one at a time, fixed rules, honest counts, and no single ballot kept."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.model.history import Undo
from session.model.people import AddPerson, ArriveAll
from session.model.state import Instant, Rejected, State
from session.model.votes import (
    BeginBallots,
    CancelVote,
    CloseRound,
    Count,
    CountEntered,
    EnterCount,
    OpenRound,
    RevealRound,
    Round,
    VoidVote,
)
from session.replay import replay
from session.rules import tallies, votes
from session.rules.ballots import BallotsIn
from session.rules.votes import held_again
from session.views import phone_build
from session.views.recap import recap
from session.views.shared.work import vote as shared_vote
from session.views.votes import round_card
from session.wording.catalogue import refusal, say
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
    assert refused("Bus", "x" * 281) == "refused.text_too_long"
    assert s.refuse(OpenRound(question="", options=OPTIONS)) == "refused.text_empty"
    assert s.refuse(OpenRound(question="x" * 281, options=OPTIONS)) == "refused.text_too_long"
    s.do(OpenRound(question="x" * 280, options=tuple(f"Option {n}" for n in range(12))))


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
        say,
    )
    assert isinstance(refused, Rejected)
    assert refused.values == {}
    assert not any(sign.isdigit() for sign in refusal(refused))


@pytest.mark.practice("P34")
@pytest.mark.parametrize("ballots", [1, 2])
def test_a_vote_of_fewer_than_three_papers_is_told_whole(ballots: int) -> None:
    s, key, (warm, _, _) = opened()
    s.do(EnterCount(round=key, channel="paper", counts={warm: 2}, ballots=ballots))
    assert s.state.rounds[key].counts["paper"] == Count("paper", {warm: 2}, ballots)
    s.do(CloseRound(round=key))
    s.do(RevealRound(round=key))
    assert tallies.results(s.state.rounds[key])[0].counts == {"paper": 2}


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
def test_dots_are_conserved(counts: dict[str, int], ballots: int, dots: int) -> None:
    vote = Round("r", QUESTION, "dots", {"a": "A", "b": "B", "c": "C"}, dots)
    state = State(rounds={"r": vote})
    asked = EnterCount(round="r", channel="paper", counts=counts, ballots=ballots)
    decided = votes.decide(state, asked, Instant(0, state.meta.opened_at), str, say)
    if isinstance(decided, Rejected):
        assert not counts or sum(counts.values()) > ballots * dots
        return
    (event,) = decided
    assert isinstance(event, CountEntered)
    kept = votes.evolve(state, event, 0).rounds["r"].counts["paper"]
    assert kept.ballots == ballots
    assert (kept.folded, kept.counts) == (False, counts)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_and_options_are_cleaned_or_refused(text: str) -> None:
    state = State()
    asked = OpenRound(question=text, options=(text, "Another"))
    decided = votes.decide(state, asked, Instant(0, state.meta.opened_at), str, say)
    if isinstance(decided, Rejected):
        assert refusal(decided)
        return
    assert "\u202e" not in str(decided)
    assert "\x1b" not in str(decided)


@pytest.mark.parametrize("closed", [False, True])
def test_a_vote_without_a_result_is_told_so_everywhere_and_shows_no_count(closed: bool) -> None:
    s = Table()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup")))
    vote = next(iter(s.state.rounds.values()))
    bus, _ = vote.options
    s.do(EnterCount(round=vote.id, channel="hands", counts={bus: 17}))
    if closed:
        s.do(CloseRound(round=vote.id))
        s.do(RevealRound(round=vote.id))
        assert s.refuse(CancelVote(round=vote.id, why="many")) == "refused.round_closed_void"
        s.do(VoidVote(round=vote.id, why="asked"))
    else:
        assert s.refuse(VoidVote(round=vote.id, why="many")) == "refused.round_not_closed_off"
        s.do(CancelVote(round=vote.id, why="asked"))
        assert s.refuse(RevealRound(round=vote.id)) == "refused.round_off"
        assert s.refuse(Undo()) == "final.cancelled"
    off = s.state.rounds[vote.id]
    told = (
        recap(s.state).rounds[0],
        round_card(s.state, off),
        shared_vote(s.state, BallotsIn()),
        phone_build._round(s.state, s.now()),
    )
    for one in told:
        text = msgspec.json.encode(one)
        assert b"somebody asked for that" in text
        assert b"17" not in text
    assert held_again(off) == OpenRound(question="Which?", options=("Bus", "Soup"))
    s.do(held_again(off))
    assert replay(s.journal).state == s.state


def test_a_vote_tells_how_many_were_here_when_it_opened_and_when_it_closed() -> None:
    """The case of 32-late-joiners-vote.md: six are here, five more come, nine vote."""
    s = Table()
    for n in range(6):
        s.do(AddPerson(name=f"Early {n}"))
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=3))
    for n in range(5):
        s.do(AddPerson(name=f"Late {n}"))
    vote = next(iter(s.state.rounds.values()))
    bus, _ = vote.options
    s.do(BeginBallots(round=vote.id))
    s.do(CloseRound(round=vote.id, tally=Count("ballots", {bus: 27}, 9, by_channel={"phone": 9})))
    s.do(RevealRound(round=vote.id))

    found = s.state.rounds[vote.id]
    said = tallies.said(found)
    assert (found.present, found.present_closed) == (6, 11)
    assert "Here when the vote opened: 6 people; when it closed: 11." in said
    assert not any("Counted" in one for one in said)
    made = recap(s.state).rounds[0]
    assert (made.present, made.present_closed) == (6, 11)


def test_more_ballots_than_were_ever_here_are_said() -> None:
    s = Table()
    s.do(AddPerson(name="Early"))
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=3))
    s.do(AddPerson(name="Late"))
    vote = next(iter(s.state.rounds.values()))
    s.do(CloseRound(round=vote.id, tally=Count("ballots", {next(iter(vote.options)): 9}, 3)))
    s.do(RevealRound(round=vote.id))

    (said,) = [one for one in tallies.said(s.state.rounds[vote.id]) if "Counted" in one]
    assert said == "Counted: 3 ballots. Here when the vote opened: 1 person; when it closed: 2."


def test_a_vote_with_ballots_is_not_closed_without_its_tally() -> None:
    s = Table()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots"))
    vote = next(iter(s.state.rounds))
    s.do(BeginBallots(round=vote))

    assert s.refuse(CloseRound(round=vote)) == "refused.round_no_box"
    s.do(CloseRound(round=vote, tally=Count("ballots", ballots=0)))
    assert s.state.rounds[vote].counts == {}


def test_a_pulse_is_asked_of_whoever_is_here_also_who_came_late() -> None:
    table = Table()

    table.do(OpenRound(question="How are you?", method="pulse", kept=True))

    (pulse,) = table.state.rounds.values()
    assert not pulse.kept
