"""Secret ballots: what may be cast, and that what is told of them gives no single one away."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.ballot_box import BallotBox, InBox
from session.model.history import Undo
from session.model.state import Rejected
from session.model.votes import (
    SEVERAL,
    BallotChannel,
    BeginBallots,
    CloseRound,
    OpenRound,
    RevealRound,
    Round,
)
from session.rules import tallies
from session.rules.ballots import Ballot, BallotsIn, Voter, cell, check, tally
from session.rules.votes import GRADIENT, PULSE, open_pulse, open_round
from session.views.recap import recap
from tests.session.table import Table

OPTIONS = {"w": "Warm rooms", "b": "Evening bus", "l": "Later opening"}
COMMUNITY, PROVIDER = "community member", "service provider"


def vote(method: str = "dots", dots: int = 3, cap: int = 0, *, by_role: bool = False) -> Round:
    return Round(
        id="r",
        question="What comes first?",
        method=method,  # type: ignore[arg-type]  # Each test names one of the four
        options=OPTIONS,
        dots=dots,
        cap=cap,
        by_role=by_role,
        present=9,
    )


def ballot(*roles: str, channel: BallotChannel = "pass", **choice: int) -> Ballot:
    return Ballot(channel, choice, roles)


def reason(refused: Rejected | None) -> str:
    return refused.reason if refused else ""


@pytest.mark.practice("P27")
def test_dots_may_be_spread_but_not_be_more_than_there_are() -> None:
    three = vote(dots=3)

    assert reason(check(three, ballot(w=3))) == ""
    assert reason(check(three, ballot(w=1, b=2))) == ""
    assert reason(check(three, ballot())) == ""
    assert reason(check(three, ballot(w=2, b=2))) == "refused.ballot_dots"
    assert reason(check(three, ballot(w=4, b=-1))) == "refused.count_negative"
    assert reason(check(three, ballot(x=1))) == "refused.option_unknown"


def test_a_cap_holds_for_each_option() -> None:
    capped = vote(dots=3, cap=2)

    assert reason(check(capped, ballot(w=2, b=1))) == ""
    assert reason(check(capped, ballot(w=3))) == "refused.ballot_cap"


def test_a_gradient_takes_one_answer_and_a_pulse_one_to_each_question() -> None:
    s = Table()
    s.do(OpenRound(question="We open on Sundays", method="gradient"))
    s.do(OpenRound(question="How are we?", method="pulse"))
    gradient, pulse = s.state.rounds.values()

    assert tuple(gradient.options) == GRADIENT
    assert reason(check(gradient, ballot(fully=1))) == ""
    assert reason(check(gradient, ballot(fully=1, block=1))) == "refused.ballot_one"
    assert reason(check(gradient, ballot(fully=2))) == "refused.ballot_one"
    one_each = {answers[0]: 1 for answers in PULSE.values()}
    assert reason(check(pulse, Ballot("pass", one_each))) == ""
    assert reason(check(pulse, Ballot("pass", {"mood-1": 1, "mood-2": 1}))) == "refused.ballot_one"


@pytest.mark.practice("P33")
def test_a_pulse_may_run_beside_a_vote_but_not_beside_another_pulse() -> None:
    s = Table()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup")))
    s.do(OpenRound(question="How are we?", method="pulse"))

    assert s.refuse(OpenRound(question="And now?", method="pulse")) == "refused.round_open"
    assert s.refuse(OpenRound(question="Or?", options=("A", "B"))) == "refused.round_open"
    first, second = open_round(s.state), open_pulse(s.state)
    assert first
    assert second
    assert (first.method, second.method) == ("hands", "pulse")


def test_a_show_of_hands_and_a_closed_vote_take_no_ballot() -> None:
    closed = Round(id="r", question="?", method="dots", options=OPTIONS, closed=True)

    assert reason(check(vote("hands"), ballot(w=1))) == "refused.ballot_hands"
    assert reason(check(closed, ballot(w=1))) == "refused.round_closed"


def test_opening_a_vote_can_be_undone_until_a_ballot_is_cast() -> None:
    s = Table()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=2))
    opened = next(iter(s.state.rounds))
    s.do(BeginBallots(round=opened))

    assert s.refuse(Undo()) == "refused.undo_built_on"
    assert s.refuse(BeginBallots(round=opened)) == "refused.ballots_begun"


@pytest.mark.practice("P27")
@pytest.mark.parametrize("n", [1, 2])
def test_fewer_than_three_ballots_are_told_whole(n: int) -> None:
    counted = tally(vote(), [ballot(w=3)] * n, by_role=True)

    assert counted.counts["w"] == 3 * n
    assert (counted.ballots, counted.folded, counted.groups) == (n, False, ())


def test_ballots_are_told_together_whichever_way_they_came() -> None:
    cast = [
        ballot(w=2, b=1),
        ballot(b=3),
        ballot(l=1, channel="entered"),
        ballot(channel="online"),
    ]

    counted = tally(vote(), cast, by_role=False)

    assert counted.counts == {"w": 2, "b": 4, "l": 1}
    assert (counted.ballots, counted.folded, counted.groups) == (4, False, ())
    assert counted.by_channel == {"entered": 1, "online": 1, "pass": 2}


@pytest.mark.practice("P24")
def test_by_role_group_only_if_the_group_asked_when_it_was_opened_and_still_does() -> None:
    cast = [ballot(COMMUNITY, w=1)] * 3 + [ballot(PROVIDER, b=1)] * 3

    asked, not_asked = vote(by_role=True), vote()

    assert tally(not_asked, cast, by_role=True).groups == ()
    assert tally(asked, cast, by_role=False).groups == ()
    groups = tally(asked, cast, by_role=True).groups
    assert [(g.names, g.ballots, g.counts["w"]) for g in groups] == [
        ((COMMUNITY,), 3, 3),
        ((PROVIDER,), 3, 0),
    ]


@pytest.mark.practice("P24")
def test_where_role_groups_differ_it_is_said() -> None:
    cast = [ballot(COMMUNITY, w=1)] * 4 + [ballot(PROVIDER, b=1)] * 3
    counted = tally(vote(by_role=True), cast, by_role=True)
    shown = Round(
        id="r",
        question="?",
        method="dots",
        options=OPTIONS,
        counts={"ballots": counted},
        closed=True,
        revealed=True,
        present=9,
    )

    said = tallies.said(shown)

    assert "We differ here. Both sides stay in the record." in said
    assert "community member (4 ballots): most for Warm rooms." in said
    assert "service provider (3 ballots): most for Evening bus." in said


@pytest.mark.practice("P52")
def test_where_not_everyone_agrees_fully_reservations_are_asked_for() -> None:
    s = Table()
    s.do(OpenRound(question="We open on Sundays", method="gradient"))
    opened = next(iter(s.state.rounds.values()))
    s.do(BeginBallots(round=opened.id))
    cast = [ballot(fully=1), ballot(fully=1), ballot(block=1)]
    s.do(CloseRound(round=opened.id, tally=tally(opened, cast, by_role=False)))

    hidden = tallies.said(s.state.rounds[opened.id])
    s.do(RevealRound(round=opened.id))
    shown = tallies.said(s.state.rounds[opened.id])

    assert hidden == ()
    assert any("in people's own words" in remark for remark in shown)
    assert not any("tie" in remark.casefold() for remark in shown)


CELLS: tuple[tuple[str, ...], ...] = (
    (),
    (COMMUNITY,),
    (PROVIDER,),
    ("researcher",),
    (COMMUNITY, PROVIDER),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(CELLS), st.sampled_from(get_args(BallotChannel))),
        # A vote of one or two is told whole.
        min_size=3,
        max_size=11,
    )
)
def test_no_sum_or_difference_of_what_is_told_leaves_fewer_than_three(
    cast: list[tuple[tuple[str, ...], BallotChannel]],
) -> None:
    # Ballot number n is the only one for option n, so that counts say exactly who is in them.
    options = {str(n): f"Option {n}" for n in range(len(cast))}
    marked = Round(id="r", question="?", method="dots", options=options, by_role=True)
    ballots = [Ballot(way, {str(n): 1}, roles) for n, (roles, way) in enumerate(cast)]

    counted = tally(marked, ballots, by_role=True)

    told = [counted.counts, *(group.counts for group in counted.groups)]
    rows = [[counts.get(option, 0) for option in options] for counts in told]
    rank = _rank(rows)
    for size in (1, 2):
        for few in combinations(range(len(cast)), size):
            alone = [int(n in few) for n in range(len(cast))]
            # A weighted sum of the rows would not raise their rank.
            assert _rank([*rows, alone]) > rank


def _rank(rows: Sequence[Sequence[int]]) -> int:
    left = [[Fraction(n) for n in row] for row in rows]
    rank = 0
    for column in range(len(left[0])):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            by = row[column] / pivot[column]
            row[:] = [a - by * b for a, b in zip(row, pivot, strict=True)]
        rank += 1
    return rank


def new_box(lines: list[bytes] | None = None, *, stored: bytes = b"", salt: str = "s") -> BallotBox:
    return BallotBox(
        lambda added, n: lines.extend(added) if lines is not None else None,
        salt=salt,
        stored=stored,
    )


def test_of_three_ballots_of_which_two_are_taken_out_one_counts() -> None:
    box = new_box()
    for voter in "abc":
        box.put(vote(), Voter(f"token-{voter}", voter), ballot(w=1), f"cast-{voter}")

    assert box.take_out(lambda voter: voter.person == "c") == 2

    counted = box.tally(vote(), by_role=False)
    assert (counted.ballots, counted.counts["w"], counted.by_channel) == (1, 1, {"pass": 1})


def test_a_person_has_one_ballot_whichever_way_it_came() -> None:
    box = new_box()
    box.put(vote(), Voter("token", "amara", "phone"), ballot(w=1, channel="phone"), "c1")
    box.put(vote(), Voter("other", "amara"), ballot(b=1, channel="entered"), "c2")

    again = box.put(vote(), Voter("token", "amara", "phone"), ballot(l=1, channel="phone"), "c3")

    assert isinstance(again, InBox)
    assert again.again
    assert box.by_channel() == {"phone": 1}
    assert box.mine("other", box.n) is None
    assert box.mine("token", box.n) == {"l": 1}


def test_a_box_read_back_holds_the_same_ballots_and_nothing_of_whose_they_are() -> None:
    lines: list[bytes] = []
    box = new_box(lines)
    box.put(vote(), Voter("token-one", "amara", "phone-1"), ballot(w=1), "c1")
    box.put(vote(), Voter("token-two", "ben"), ballot(b=1), "c2")
    assert box.put(vote(), Voter("token-one", "amara", "phone-1"), ballot(l=2), "c3") == InBox(
        4, again=True
    )

    again = new_box(stored=lines[-1], salt="other")

    assert again.n == box.n == 4
    assert again.by_channel() == {"before": 2}
    assert again.before == 2
    assert again.mine("token-one", 4) == {"l": 2}
    for told in (b"token", b"amara", b"ben", b"phone-1", b"pass", b"c1"):
        assert told not in b"".join(lines)


def test_a_phone_from_before_a_crash_is_known_again_and_one_that_is_out_has_no_ballot() -> None:
    lines: list[bytes] = []
    box = new_box(lines)
    for person in ("amara", "ben", "cem"):
        box.put(vote(), Voter(f"token-{person}", person, "p"), ballot(w=1, channel="phone"), person)
    again = new_box(stored=lines[-1])
    again.put(vote(), Voter("laptop", "cem"), ballot(b=1, channel="entered"), "c4")

    assert again.met(Voter("token-amara", "amara", "p"), ())
    assert again.met(Voter("token-ben", "", "p"), ())
    assert again.met(Voter("token-cem", "cem", "p"), ())
    assert not again.met(Voter("token-dee", "dee", "p"), ())

    assert again.before == 0
    assert again.by_channel() == {"phone": 1, "entered": 1}


def test_role_groups_are_told_only_where_those_of_every_ballot_are_known() -> None:
    lines: list[bytes] = []
    box, voted = new_box(lines), vote(by_role=True)
    for n in range(8):
        role = COMMUNITY if n < 4 else PROVIDER
        box.put(voted, Voter(f"t{n}", f"p{n}", "d"), ballot(role, w=1, channel="phone"), f"c{n}")
    assert len(box.tally(voted, by_role=True).groups) == 2

    again = new_box(stored=lines[-1])

    assert again.tally(voted, by_role=True).groups == ()
    assert COMMUNITY.encode() not in lines[-1]


def test_roles_are_not_kept_in_the_box_when_nobody_asked_for_them() -> None:
    lines: list[bytes] = []
    box = new_box(lines)

    box.put(vote(), Voter("a"), ballot(COMMUNITY, w=1), "c1")

    assert COMMUNITY.encode() not in b"".join(lines)


@pytest.mark.practice("P27")
def test_a_box_that_was_counted_reaches_the_recap_only_once_it_is_shown() -> None:
    s = Table()
    s.do(OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=2))
    opened = next(iter(s.state.rounds.values()))
    bus, soup = opened.options
    s.do(BeginBallots(round=opened.id))
    cast = [Ballot("pass", {bus: 2}), Ballot("pass", {bus: 1, soup: 1}), Ballot("entered", {})]
    s.do(CloseRound(round=opened.id, tally=tally(opened, cast, by_role=False)))

    hidden = recap(s.state).rounds[0]
    s.do(RevealRound(round=opened.id))
    shown = recap(s.state).rounds[0]

    assert all(not option.counts for option in hidden.options)
    assert [option.counts for option in shown.options] == [{"ballots": 3}, {"ballots": 1}]
    assert shown.units == {"ballots": "dots"}
    assert "3 ballots: 1 entered for somebody, 2 passed round." in shown.said


def test_a_ballot_is_the_voters_own_once_its_line_is_on_disk() -> None:
    box = new_box()
    for place, n in enumerate((3, 2, 1)):
        box.put(vote(), Voter("kit", "kit"), ballot(w=n), f"cmd-{place}")

    assert [box.mine("kit", durable) for durable in (1, 2, 3, 4)] == [
        None,
        {"w": 3},
        {"w": 2},
        {"w": 1},
    ]
    box.take_out(lambda _: False)
    assert box.mine("kit", 4) == {"w": 1}
    assert box.mine("kit", 5) is None


def test_a_box_keeps_of_somebody_in_several_role_groups_only_that_they_are() -> None:
    lines: list[bytes] = []
    box = new_box(lines)
    both = Ballot("phone", {"w": 1}, (COMMUNITY, PROVIDER))

    box.put(vote(by_role=True), Voter("one"), both, "c1")

    assert COMMUNITY.encode() not in b"".join(lines)
    counted = box.tally(vote(by_role=True), by_role=True)
    assert counted == tally(vote(by_role=True), [both], by_role=True)


def test_a_phone_that_somebody_else_has_now_takes_away_no_ballot_of_theirs() -> None:
    box = new_box()
    box.put(vote(), Voter("phone", "amara", "phone-1"), ballot(w=1, channel="phone"), "c1")
    box.take_out(lambda voter: voter.person != "amara")
    box.put(vote(), Voter("phone", "ben", "phone-1"), ballot(b=1, channel="phone"), "c2")

    box.put(vote(), Voter("other", "amara", "phone-2"), ballot(l=1, channel="phone"), "c3")

    assert box.by_channel() == {"phone": 2}


def test_a_box_is_written_again_when_a_ballot_is_taken_out_and_only_then() -> None:
    lines: list[bytes] = []
    box = new_box(lines)
    box.put(vote(), Voter("token", "amara"), ballot(w=1), "c1")

    n = len(lines)

    assert (box.take_out(lambda _: True), len(lines)) == (0, n)
    assert (box.take_out(lambda _: False), len(lines)) == (1, n + 1)
    # Nor does the program hold it any longer in the form it was written in.
    assert not box._encoded


def test_no_ballots_are_none_from_before_a_restart_either() -> None:
    assert BallotsIn() == BallotsIn("", {}, 0, broken=False)


def test_a_box_has_a_ballot_of_a_phone_and_of_a_person_and_of_nobody_else() -> None:
    box = new_box()
    box.put(vote(), Voter("token", "amara"), ballot(w=1), "c1")

    assert box.has(Voter("token", "ben"))
    assert box.has(Voter("other", "amara"))
    assert not box.has(Voter("other", "ben"))


def test_none_of_an_option_is_a_count() -> None:
    assert reason(check(vote(dots=3), ballot(w=0, b=1))) == ""


@pytest.mark.parametrize(
    ("roles", "told"), [((), ""), ((COMMUNITY,), COMMUNITY), ((COMMUNITY, PROVIDER), SEVERAL)]
)
def test_a_ballot_counts_in_one_cell(roles: tuple[str, ...], told: str) -> None:
    assert cell(roles) == (told,)
