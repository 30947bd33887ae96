"""The private panel: talk beside the room, silent until there is something to say."""

from __future__ import annotations

import pytest

from session.commands.floor import EndTurn, StartTurn
from session.commands.frame import SetCounting
from session.commands.people import AddPerson, ArriveAll
from session.voices import VoicesView, voices
from session.wording.catalogue import say
from tests.session.table import Table

COMMUNITY, RESEARCHER, FACILITATOR = "community member", "researcher", "facilitator"


def talked(*turns: tuple[str, int]) -> Table:
    """Return a session in which groups spoke one after the other, each for as many seconds."""
    table = Table()
    table.do(ArriveAll())
    table.do(AddPerson(roles=(RESEARCHER,)))
    table.do(SetCounting(on=True))
    for group, seconds in turns:
        table.do(StartTurn(group=group))
        table.wait(seconds)
    if turns:
        table.do(EndTurn())
    return table


def seen(table: Table) -> VoicesView:
    return voices(table.state, table.now())


@pytest.mark.practice("P23")
def test_when_turns_are_not_counted_there_is_nothing_to_show() -> None:
    assert seen(Table()) == VoicesView(said=say("voices.not_counted"))


@pytest.mark.practice("P23")
def test_shares_of_talk_wait_for_five_minutes() -> None:
    view = seen(talked((COMMUNITY, 200)))
    assert view.said == "Shares are shown after 5 minutes of talk."
    assert {line.talk for line in (*view.recent, *view.whole)} == {None}
    assert [line.words for line in view.whole if line.group == RESEARCHER] == ["40 % of the room"]


@pytest.mark.practice("P23")
def test_talk_stands_beside_the_room_for_both_spans() -> None:
    table = talked((COMMUNITY, 900), (RESEARCHER, 300))
    view = seen(table)
    assert view.said == ""
    for lines, words in ((view.whole, "75 % of talk"), (view.recent, "67 % of talk")):
        line = next(line for line in lines if line.group == COMMUNITY)
        assert line.words == f"{words}, 40 % of the room"


def test_after_counting_was_switched_off_what_was_counted_can_still_be_seen() -> None:
    table = talked((COMMUNITY, 600))
    table.do(SetCounting(on=False))
    assert seen(table).said == ""


@pytest.mark.practice("P23")
def test_facilitators_are_told_apart_in_whole_minutes() -> None:
    table = talked((FACILITATOR, 60))
    assert seen(table).facilitators == "Facilitators spoke for a minute, counted apart."
    assert FACILITATOR not in {line.group for line in seen(table).whole}
    table = talked((FACILITATOR, 190))
    assert seen(table).facilitators == "Facilitators spoke for 3 minutes, counted apart."
