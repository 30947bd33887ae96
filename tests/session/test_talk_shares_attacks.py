"""What somebody who sees the public shares again and again could work out: nothing about a few."""

from __future__ import annotations

import pytest

from session.model.floor import EndTurn, StartTurn
from session.model.lifecycle import SetCounting
from session.model.people import AddPerson, LeavePerson
from session.rules.talk_shares import Shares, folded, recent, whole
from tests.session.table import Table

COMMUNITY, PROVIDER, RESEARCHER, FACILITATOR = (
    "community member",
    "service provider",
    "researcher",
    "facilitator",
)


def room(**heads: int) -> Table:
    table = Table()
    table.do(SetCounting(on=True))
    known = {"c": COMMUNITY, "p": PROVIDER, "r": RESEARCHER, "f": FACILITATOR}
    for group, n in heads.items():
        for _ in range(n):
            table.do(AddPerson(roles=(known[group],)))
    return table


def speak(table: Table, group: str, minutes: int) -> None:
    table.do(StartTurn(kind="group" if group else "someone", group=group))
    table.wait(minutes * 60)
    table.do(EndTurn())


def public(table: Table) -> tuple[Shares, Shares]:
    """Return the public shares: of the last fifteen minutes, and of the whole."""
    state, t = table.state, table.t
    return folded(state, recent(state, t)), folded(state, whole(state, t))


def seconds(shown: Shares) -> dict[str, float]:
    return {share.group: share.seconds for share in shown.groups}


@pytest.mark.practice("P23")
def test_the_last_minutes_taken_from_the_whole_leave_no_small_group() -> None:
    """The one researcher spoke and left; later only providers spoke, all of it in sight."""
    table = room(c=5, p=4, r=1)
    speak(table, RESEARCHER, 7)
    table.do(LeavePerson(person=list(table.state.people)[-1]))
    speak(table, COMMUNITY, 20)
    speak(table, PROVIDER, 6)
    last, everything = public(table)
    assert set(seconds(last)) == set(seconds(everything)) == {COMMUNITY, ""}


@pytest.mark.practice("P23")
def test_what_the_shares_leave_out_can_not_be_worked_out_from_them() -> None:
    """Someone without a group, and the one facilitator, spoke most of the time."""
    table = room(c=3, p=3, f=1)
    for group, minutes in ((COMMUNITY, 6), (PROVIDER, 2), ("", 9), (FACILITATOR, 30)):
        speak(table, group, minutes)
    everything = public(table)[1]
    assert [(share.group, share.talk) for share in everything.groups] == [
        (COMMUNITY, 0.75),
        (PROVIDER, 0.25),
    ]
    assert (everything.talk_s, everything.apart_s) == (8 * 60, 0.0)


@pytest.mark.practice("P23")
def test_who_comes_and_goes_never_makes_one_small_group_stand_alone() -> None:
    table = room(c=6, p=3, r=2)
    for group in (COMMUNITY, PROVIDER, RESEARCHER):
        speak(table, group, 4)
    here = [key for key, one in table.state.people.items() if one.presence == "here"]
    for leaving in reversed(here):
        shown = seconds(public(table)[1])
        assert PROVIDER not in shown
        assert RESEARCHER not in shown
        table.do(LeavePerson(person=leaving))
    assert seconds(public(table)[1]) == {}


@pytest.mark.practice("P23")
def test_below_five_minutes_the_public_shares_are_silent_too() -> None:
    table = room(c=3, p=3)
    speak(table, COMMUNITY, 4)
    assert {share.talk for share in public(table)[1].groups} == {None}


def test_when_only_someone_spoke_no_group_is_said_to_have() -> None:
    table = room(c=3, p=3)
    speak(table, "", 6)
    assert {share.talk for share in public(table)[1].groups} == {0.0}
