"""Talk by role group beside the room: silent at first, and never about so few that it names them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.floor import EndTurn, StartTurn
from session.model.lifecycle import RecordGap, SetCounting
from session.model.people import AddPerson, LeavePerson
from session.model.plan import DEFAULT_ROLES
from session.rules.talk_shares import FEW, Share, Shares, folded, recent, whole
from tests.session.builders import COMMUNITY, FACILITATOR, PROVIDER, RESEARCHER
from tests.session.table import Table


def room(*people: tuple[str, ...]) -> Table:
    """Return a session in which turns are counted, with one person here for each set of groups."""
    table = Table()
    table.do(SetCounting(on=True))
    for roles in people:
        table.do(AddPerson(roles=roles))
    return table


def heads(**groups: int) -> Table:
    """Return a room with as many people of one group each."""
    known = dict(
        zip(("community", "provider", "researcher", "facilitator"), DEFAULT_ROLES, strict=True)
    )
    return room(*((known[group],) for group, n in groups.items() for _ in range(n)))


def talk(table: Table, *turns: tuple[str, float]) -> None:
    """Let groups speak one after the other, each for as many minutes; ``""`` is someone."""
    for group, minutes in turns:
        table.do(StartTurn(kind="group" if group else "someone", group=group))
        table.wait(minutes * 60)
    table.do(EndTurn())


def by_group(shown: Shares) -> dict[str, Share]:
    return {share.group: share for share in shown.groups}


def shown_to_others(table: Table) -> dict[str, Share]:
    return by_group(folded(table.state, whole(table.state, table.t)))


@pytest.mark.practice("P23")
def test_shares_say_nothing_before_five_minutes_of_talk() -> None:
    table = heads(community=3, provider=3)
    talk(table, (COMMUNITY, 3), (PROVIDER, 1.9))
    assert {share.talk for share in whole(table.state, table.t).groups} == {None}
    talk(table, (PROVIDER, 0.1))
    assert by_group(whole(table.state, table.t))[COMMUNITY].talk == pytest.approx(0.6)


@pytest.mark.practice("P23")
def test_shares_of_talk_stand_beside_shares_of_the_room() -> None:
    table = heads(community=6, provider=3, researcher=1)
    talk(table, (COMMUNITY, 3), (PROVIDER, 6), (RESEARCHER, 1))
    shares = by_group(whole(table.state, table.t))
    assert [shares[g].talk for g in (COMMUNITY, PROVIDER, RESEARCHER)] == [0.3, 0.6, 0.1]
    assert [shares[g].room for g in (COMMUNITY, PROVIDER, RESEARCHER)] == [0.6, 0.3, 0.1]
    assert shares[PROVIDER].seconds == 360


def test_the_turn_under_way_is_in_it() -> None:
    table = heads(community=3, provider=3)
    talk(table, (COMMUNITY, 5))
    table.do(StartTurn(group=PROVIDER))
    table.wait(300)
    for shares in (whole(table.state, table.t), recent(table.state, table.t)):
        assert by_group(shares)[PROVIDER].talk == 0.5


def test_someone_is_part_of_all_talk() -> None:
    table = heads(community=3)
    talk(table, (COMMUNITY, 5), ("", 5))
    shares = whole(table.state, table.t)
    assert shares.talk_s == 600
    assert by_group(shares)[COMMUNITY].talk == 0.5


@pytest.mark.practice("P23")
def test_facilitators_are_counted_apart() -> None:
    table = heads(community=3, provider=3, facilitator=2)
    talk(table, (FACILITATOR, 20), (COMMUNITY, 5), (PROVIDER, 5))
    shares = whole(table.state, table.t)
    assert (shares.talk_s, shares.apart_s) == (600, 1200)
    assert FACILITATOR not in by_group(shares)
    assert by_group(shares)[COMMUNITY].talk == by_group(shares)[COMMUNITY].room == 0.5


@pytest.mark.practice("P24")
def test_somebody_with_several_groups_counts_in_each() -> None:
    table = room((COMMUNITY,), (COMMUNITY, PROVIDER), (FACILITATOR, PROVIDER), ())
    shares = by_group(whole(table.state, table.t))
    assert [shares[g].heads for g in (COMMUNITY, PROVIDER)] == [2, 2]
    assert [shares[g].room for g in (COMMUNITY, PROVIDER)] == [0.5, 0.5]


def test_the_room_is_who_is_here_now() -> None:
    table = heads(community=3, provider=1)
    table.do(LeavePerson(person=list(table.state.people)[-1]))
    assert by_group(whole(table.state, table.t))[COMMUNITY].room == 1.0


def test_an_empty_room_has_no_shares() -> None:
    assert {share.room for share in whole(Table().state, 0).groups} == {0.0}


def test_recent_is_the_last_fifteen_minutes() -> None:
    table = heads(community=3, provider=3)
    talk(table, (COMMUNITY, 20), (PROVIDER, 10))
    shares = by_group(recent(table.state, table.t))
    assert (shares[COMMUNITY].seconds, shares[PROVIDER].seconds) == (300, 600)
    assert by_group(whole(table.state, table.t))[COMMUNITY].seconds == 1200
    table.wait(900)
    assert recent(table.state, table.t).talk_s == 0


def test_a_gap_is_no_talk_also_in_the_last_fifteen_minutes() -> None:
    table = heads(community=3, provider=3)
    table.do(StartTurn(group=COMMUNITY))
    table.wait(20 * 60)
    table.do(RecordGap(length_ms=10 * 60_000))
    table.wait(5 * 60)
    assert whole(table.state, table.t).talk_s == 15 * 60
    assert recent(table.state, table.t).talk_s == 5 * 60


def test_a_gap_before_the_last_fifteen_minutes_takes_nothing_from_them() -> None:
    table = heads(community=3, provider=3)
    table.do(StartTurn(group=COMMUNITY))
    table.wait(10 * 60)
    table.do(RecordGap(length_ms=5 * 60_000))
    table.wait(20 * 60)
    assert recent(table.state, table.t).talk_s == 15 * 60


@pytest.mark.practice("P23")
def test_small_groups_are_put_together() -> None:
    table = heads(community=5, provider=2, researcher=2)
    talk(table, (COMMUNITY, 6), (PROVIDER, 3), (RESEARCHER, 1))
    shares = shown_to_others(table)
    assert set(shares) == {COMMUNITY, ""}
    assert shares[""].talk == pytest.approx(0.4)
    assert shares[""].heads == 4


@pytest.mark.practice("P23")
def test_one_small_group_takes_another_with_it() -> None:
    table = heads(community=6, provider=3, researcher=1)
    talk(table, (COMMUNITY, 6), (PROVIDER, 3), (RESEARCHER, 1))
    shares = shown_to_others(table)
    assert set(shares) == {COMMUNITY, ""}
    assert shares[""].seconds == 240


def test_two_people_in_two_groups_are_still_two_people() -> None:
    table = room(*((COMMUNITY,),) * 5, *((PROVIDER, RESEARCHER),) * 2)
    talk(table, (COMMUNITY, 6), (PROVIDER, 3), (RESEARCHER, 1))
    assert set(shown_to_others(table)) == {""}


def test_when_all_are_too_few_nothing_is_shown() -> None:
    table = heads(provider=2, facilitator=2)
    talk(table, (PROVIDER, 10))
    assert shown_to_others(table) == {}


def test_large_groups_stand_as_they_are() -> None:
    table = heads(community=3, provider=4)
    talk(table, (COMMUNITY, 5), (PROVIDER, 5))
    assert set(shown_to_others(table)) == {COMMUNITY, PROVIDER}


def test_a_group_whose_last_person_left_is_not_shown_alone() -> None:
    table = heads(community=5, provider=4, researcher=1)
    talk(table, (COMMUNITY, 5), (PROVIDER, 4), (RESEARCHER, 1))
    table.do(LeavePerson(person=list(table.state.people)[-1]))
    assert set(shown_to_others(table)) == {COMMUNITY, ""}


@pytest.mark.practice("P23")
def test_facilitators_time_is_not_for_others() -> None:
    table = heads(community=3, provider=3, facilitator=1)
    talk(table, (FACILITATOR, 4), (COMMUNITY, 5), (PROVIDER, 5))
    assert folded(table.state, whole(table.state, table.t)).apart_s == 0


_people = st.lists(st.lists(st.sampled_from(DEFAULT_ROLES), max_size=2, unique=True), max_size=12)
_turns = st.lists(
    st.tuples(st.sampled_from([*DEFAULT_ROLES, ""]), st.integers(1, 8)), min_size=1, max_size=8
)


@pytest.mark.practice("P23")
@settings(max_examples=150)
@given(_people, _turns)
def test_nothing_shown_to_others_is_about_fewer_than_three(
    people: list[list[str]], turns: list[tuple[str, int]]
) -> None:
    table = room(*map(tuple, people))
    talk(table, *turns)
    for shares in (whole(table.state, table.t), recent(table.state, table.t)):
        assert sum(s.talk or 0.0 for s in shares.groups) <= 1 + 1e-9
        assert sum(s.room for s in shares.groups) == pytest.approx(1.0) or not any(
            s.room for s in shares.groups
        )
        public = folded(table.state, shares)
        assert all(share.heads >= FEW for share in public.groups)
        alone = {share.group for share in public.groups} - {""}
        here = [set(roles) for roles in people]
        spoke = {group for group, _ in turns}
        known = [g for g in DEFAULT_ROLES[:3] if g in spoke or any(g in r for r in here)]
        rest = set(known) - alone
        # What the shown groups leave is more than one group, and three people or more, or nothing.
        left_over = sum(not rest.isdisjoint(roles) for roles in here)
        assert not public.groups or not rest or (len(rest) >= 2 and left_over >= FEW)
        assert public.talk_s == pytest.approx(sum(share.seconds for share in public.groups))
