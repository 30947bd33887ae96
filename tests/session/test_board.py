"""What the shared screen shows: where things stand, in words, and nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from session.model.agenda import AddItem, NextItem, SkipItem, StartAgenda
from session.model.floor import RaiseHand, StartTurn
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import EndSession, SetCounting
from session.model.parking import Park
from session.model.people import AddPerson, ArriveAll, ArrivePerson, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.speaking_round import OpenCircle, StepCircle
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.views.board import BoardView, NowLine, board, themes_board
from tests.session.table import Table


def shown(table: Table) -> BoardView:
    return board(table.state, table.now())


def person(table: Table, name: str) -> str:
    return next(key for key, one in table.state.people.items() if one.name == name)


def named(table: Table, name: str) -> str:
    """Let somebody agree to be named; return their id."""
    key = person(table, name)
    table.do(ChangeConsent(person=key, consent=Consent(named=True)))
    return key


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a view, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def test_before_the_start_the_room_reads_what_it_came_for() -> None:
    view = shown(Table())
    assert (view.series, view.title, view.clock) == (
        "Hub futures",
        "What should the hub offer?",
        "09:55",
    )
    assert (view.now.stage, view.now.title, view.now.left) == (
        "not-started",
        "What should the hub offer?",
        "not started yet",
    )
    assert view.next == "Next at 10:00: Welcome and check-in"
    assert view.finish == "Finishing about 11:20, as planned"


@pytest.mark.practice("P15")
def test_the_agenda_shows_clock_times_and_where_it_stands() -> None:
    table = Table()
    table.wait(300)
    table.do(StartAgenda())
    table.wait(720)
    table.do(NextItem())
    table.wait(60)
    view = shown(table)
    assert [(line.at, line.state, line.minutes) for line in view.agenda] == [
        ("10:00", "done", 10),
        ("10:12", "now", 30),
        ("10:42", "next", 10),
        ("10:52", "later", 20),
        ("11:12", "later", 10),
    ]
    assert view.now.title == "Ideas"
    assert view.now.focus == "Think of last winter. What was missing?"
    assert view.now.left == "about 29 minutes left"
    assert view.now.share == pytest.approx(0.03)
    assert view.next == "Next at 10:42: Break, back at 10:52"
    # A break that comes next is told there, once.
    assert view.break_at == ""
    assert view.finish == "Finishing about 11:22, 2 minutes later than planned"


def test_what_was_left_out_or_not_reached_has_no_time() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(SkipItem(item=table.state.order[2]))
    assert [line.at for line in shown(table).agenda][2] == ""
    table.wait(600)
    table.do(EndSession())
    table.wait(3600)
    view = shown(table)
    assert [line.at for line in view.agenda] == ["09:55", "", "", "", ""]
    assert (view.now.left, view.next, view.break_at) == ("all done", "", "")
    assert view.finish == "Finished at 10:05"


def test_a_second_in_which_nothing_visible_changes_changes_nothing() -> None:
    table = Table()
    table.do(StartAgenda())
    table.wait(62)
    before = shown(table)
    table.wait(1)
    assert shown(table) == before


def test_people_are_counted_never_listed() -> None:
    table = Table()
    assert shown(table).people == ""
    table.do(ArrivePerson(person=person(table, "Priya")))
    assert shown(table).people == "1 person here"
    table.do(ArriveAll())
    table.do(AddPerson(remote=True))
    assert shown(table).people == "5 people here, 2 of them remote"


@pytest.mark.practice("P47")
def test_only_who_agreed_is_named_in_the_queue() -> None:
    table = Table()
    for reason in ("turn", "unclear"):
        table.do(RaiseHand(person=person(table, "Priya"), reason=reason))
    table.do(RaiseHand(person=named(table, "Sam")))
    table.do(RaiseHand(person=person(table, "Ana")))
    table.do(RaiseHand(name="mo"))
    table.do(RaiseHand(name="Kit"))
    table.do(RaiseHand(group="researcher"))
    table.do(RaiseHand(reason="online"))
    assert shown(table).queue == (
        "someone",
        "people online",
        "P.",
        "Sam",
        "A.",
        "M.",
        "K.",
        "researcher",
    )


@pytest.mark.practice("P47")
def test_a_typed_name_is_shown_as_whoever_goes_by_it_wishes_now() -> None:
    table = Table()
    table.do(RaiseHand(name="Kit"))
    table.do(AddPerson(name="Kit", roles=("researcher",)))
    assert "Kit" not in " ".join(shown(table).queue)
    kit = named(table, "Kit")
    assert shown(table).queue == ("Kit",)
    table.do(ChangeConsent(person=kit, consent=Consent(named=False)))
    assert "Kit" not in " ".join(shown(table).queue)


@pytest.mark.practice("P23")
def test_the_floor_is_told_by_group_and_only_when_turns_are_counted() -> None:
    table = Table()
    assert (shown(table).counting, shown(table).floor) == ("", "")
    table.do(SetCounting(on=True))
    assert shown(table).counting == "Turns are counted"
    assert shown(table).floor == ""
    told = []
    table.do(StartTurn(group="researcher"))
    told.append(shown(table).floor)
    for kind in ("someone", "silence", "group-work", "break"):
        table.do(StartTurn(kind=kind))
        told.append(shown(table).floor)
    assert told == [
        "Speaking: researcher",
        "Speaking: someone",
        "A quiet moment",
        "Working in groups",
        "On a break",
    ]


def test_the_last_thing_written_is_shown() -> None:
    table = Table()
    assert shown(table).line.written == ""
    for asked, words in (
        (WriteNote(text="The urn tripped the fuse."), "Noted: The urn tripped the fuse."),
        (RecordDecision(text="Soup on Mondays"), "Decided: Soup on Mondays"),
        (SetAction(what="Ask the library"), "To do: Ask the library"),
        (WriteNote(text="Two more came."), "Noted: Two more came."),
    ):
        table.wait(1)
        table.do(asked)
        assert shown(table).line.written == words


def test_the_line_now_tells_what_is_open_before_who_speaks_and_who_is_next() -> None:
    table = Table()
    table.do(WriteNote(text="First"))
    table.do(RaiseHand(group="researcher"))
    assert shown(table).line == NowLine(waiting=("researcher",), written="Noted: First")
    table.do(SetCounting(on=True))
    table.do(StartTurn(group="facilitator"))
    assert shown(table).line.speaking == "Speaking: facilitator"
    table.do(OpenRound(question="Which?", options=("A", "B")))
    assert (shown(table).line.key, shown(table).line.opened) == ("vote", "A vote is open")


def test_in_a_round_the_line_now_tells_who_speaks_and_who_comes_as_they_wish() -> None:
    table = Table()
    table.do(ArriveAll())
    table.do(OpenCircle(kind="check-in", question="How are you arriving?"))
    line = shown(table).line
    assert (line.key, line.opened) == ("circle", "")
    assert line.speaking.startswith("Speaking: ")
    assert len(line.waiting) == len(table.state.people) - 1
    while shown(table).line.waiting:
        table.do(StepCircle())
    table.do(StepCircle())
    assert shown(table).line.speaking == "Everyone has been asked."


def test_of_two_things_written_at_once_the_later_one_is_shown() -> None:
    table = Table()
    table.do(WriteNote(text="First"))
    table.do(WriteNote(text="Second"))
    assert shown(table).line.written == "Noted: Second"


@pytest.mark.practice("P26")
def test_themes_are_shown_by_how_many_ideas_they_have() -> None:
    table = Table()
    for name in ("Warmth", "Buses"):
        table.do(AddTheme(name=name))
    warmth = next(iter(table.state.themes))
    for text in ("Soup", "Stoves", "Bus 7"):
        table.do(AddIdea(text=text))
    soup, stoves, _ = table.state.ideas
    table.do(ColourIdea(idea=soup, theme=warmth))
    table.do(ColourIdea(idea=stoves, theme=warmth))
    bars = shown(table).themes
    assert [(bar.letter, bar.name, bar.count, bar.share) for bar in bars] == [
        ("A", "Warmth", 2, 1.0),
        ("B", "Buses", 0, 0.0),
    ]
    view = themes_board(table.state)
    assert view.themes == bars
    assert [(idea.text, idea.letters) for idea in view.ideas] == [
        ("Soup", "A"),
        ("Stoves", "A"),
        ("Bus 7", ""),
    ]
    assert view.summary == shown(table).ideas
    table.do(ColourIdea(idea=soup, theme=list(table.state.themes)[1], also=True))
    assert [idea.contested for idea in themes_board(table.state).ideas] == [True, False, False]


@pytest.mark.practice("P27")
def test_no_count_of_a_vote_is_shown_before_the_reveal() -> None:
    table = Table()
    table.do(ArriveAll())
    before = shown(table)
    assert before.round is None
    table.do(OpenRound(question="Where first?", options=("Hall", "Library")))
    (vote,) = table.state.rounds
    hall, library = table.state.rounds[vote].options
    unseen = shown(table)
    table.do(EnterCount(round=vote, channel="hands", counts={hall: 971, library: 853}))
    assert shown(table) == unseen
    table.do(CloseRound(round=vote))
    hidden = shown(table)
    assert hidden.round is not None
    assert hidden.round.status == "Counted, not shown yet"
    assert not re.search("971|853", " ".join(texts(hidden)))
    assert {(line.counts, line.rank, line.share) for line in hidden.round.lines} == {((), "", 0.0)}
    table.do(RevealRound(round=vote))
    result = shown(table).round
    assert result is not None
    assert [(line.label, line.counts, line.rank) for line in result.lines] == [
        ("Hall", ("971 hands",), "1"),
        ("Library", ("853 hands",), "2"),
    ]
    assert result.status == "Result"


@pytest.mark.practice("P46")
def test_nothing_private_is_in_any_field() -> None:
    """A person who agreed to nothing does everything; a group's talk time is told nowhere."""
    table = Table()
    table.do(AddPerson(name="Zebediah Quill", roles=("researcher",)))
    quill = person(table, "Zebediah Quill")
    table.do(SetCounting(on=True))
    table.do(StartAgenda())
    for reason in ("turn", "unclear"):
        table.do(RaiseHand(person=quill, reason=reason))
    table.do(RaiseHand(name="zebediah"))
    table.do(Park(text="The timetable", asked_by="Zebediah Quill", promise="next time"))
    table.do(SetAction(what="Ring the depot", who="Zebediah Quill", by="Friday"))
    table.do(StartTurn(group="researcher"))
    table.wait(1234 * 60)
    table.do(StartTurn(group="community member"))
    table.do(AddItem(title="One more"))
    table.do(AddIdea(text="Soup"))
    for view in (shown(table), themes_board(table.state)):
        for text in texts(view):
            assert not re.search("zebediah|quill|1234|next time", text.casefold()), text
    assert not re.search("talk|voice|access|private", " ".join(BoardView.__struct_fields__))


def test_in_a_break_its_end_is_told_once() -> None:
    table = Table(
        Plan(title="Winter", agenda=(PlanItem("Break", 10, "break"), PlanItem("Ideas", 20)))
    )
    table.do(StartAgenda())
    view = shown(table)

    assert (view.next, view.break_at) == ("Next at 10:05: Ideas", "")
    table.do(NextItem())
    assert shown(table).break_at == ""


def test_back_from_the_last_item_a_break_has_its_own_end() -> None:
    table = Table(Plan(title="Winter", agenda=(PlanItem("Break", 10, "break"),)))
    table.do(StartAgenda())

    assert (shown(table).next, shown(table).break_at) == ("", "Back at 10:05")
