"""The recap: everything true, in order, and nobody in it who did not agree to be."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from session.model.agenda import AddMinutes, NextItem, Pause, Resume, SkipItem, TakeBreak
from session.model.ideas import AddIdea, AddTheme, ColourIdea, EditIdea, MergeIdea, RemoveIdea
from session.model.lifecycle import AgreeRecap, CountGap, EndSession, RecordGap
from session.model.parking import MoveParked, Park
from session.model.plan import PlanItem
from session.model.recap import Recap, RecapItem, RecapNote, RecapOption
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.state import State
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.views.recap import last_t, recap
from tests.session.recapped import held, last, told
from tests.session.table import PLAN, Table

# ---- the session and its agenda ----


def test_a_session_just_opened_has_a_recap() -> None:
    found = told(Table())

    assert (found.title, found.series) == ("What should the hub offer?", "Hub futures")
    assert (found.date, found.started, found.ended) == ("2026-03-02", "", "")
    assert found.stamp == "2026-03-02T09:55:00+00:00"
    assert {item.outcome for item in found.agenda} == {"not reached"}
    assert found.draft


def test_nothing_at_all_has_a_recap() -> None:
    assert recap(State()).draft


def test_each_item_tells_planned_and_actual_minutes_and_when() -> None:
    table = held()
    table.do(AddMinutes(minutes=5))
    table.wait(14 * 60 + 40)
    table.do(NextItem())
    table.wait(10 * 60)
    table.do(Pause())
    table.wait(5 * 60)
    table.do(Resume())
    table.wait(12 * 60)
    table.do(SkipItem(item=table.state.order[2]))
    table.do(TakeBreak(minutes=10))
    table.wait(20)
    table.do(WriteNote(text="Soup is ready."))

    agenda = told(table).agenda
    assert tuple(item.id for item in agenda) == table.state.order
    assert tuple(replace(item, id="") for item in agenda) == (
        RecapItem(
            "Welcome and check-in",
            "check-in",
            "How are you arriving?",
            10,
            5,
            15,
            "10:00",
            "10:14",
            "done",
        ),
        RecapItem(
            "Ideas",
            "ideas",
            "Think of last winter. What was missing?",
            30,
            0,
            22,
            "10:14",
            "",
            "not finished",
        ),
        replace(agenda[2], title="Break", kind="break", outcome="under way", extra=True, id=""),
        RecapItem("Break", "break", "", 10, outcome="left out"),
        RecapItem("Themes and dots", "vote", "", 20),
        RecapItem("Check-out", "check-out", "", 10),
    )
    assert agenda[2].actual_min == 0


def test_a_live_recap_tells_what_was_known_last_and_nothing_of_now() -> None:
    table = held()
    table.wait(8 * 60)
    table.do(WriteNote(text="We began."))
    before = told(table)
    table.wait(3600)

    assert told(table) == before
    assert before.agenda[0].actual_min == 8
    assert before.said == ("The session was still going on. This tells what was known at 10:08.",)
    assert before.stamp == "2026-03-02T10:08:00+00:00"
    assert last_t(table.state) == 780_000


def test_it_is_stamped_with_the_end_of_the_session_also_when_agreed_later() -> None:
    table = held()
    table.wait(3600)
    table.do(EndSession())
    table.wait(900)
    table.do(AgreeRecap(not_coproduced="The date was set for us."))

    found = told(table)
    assert (found.started, found.ended) == ("10:00", "11:00")
    assert found.stamp == "2026-03-02T11:00:00+00:00"
    assert found.said == ()
    assert not found.draft


def test_what_is_agreed_and_printed_before_the_end_is_no_session_still_going_on() -> None:
    table = held()
    table.do(AgreeRecap(not_coproduced="nothing"))

    assert told(table).said == ()


@pytest.mark.practice("P42")
def test_it_is_a_draft_until_agreed_with_its_line() -> None:
    table = held()
    table.do(EndSession())
    assert told(table).draft
    assert table.refuse(AgreeRecap(not_coproduced=" ")) == "refused.line_missing"
    assert told(table).draft

    table.do(AgreeRecap(not_coproduced="nothing"))

    assert not told(table).draft
    assert told(table).not_coproduced == "nothing"


def test_local_time_is_that_of_the_place() -> None:
    state = held().state
    east = replace(state, meta=replace(state.meta, utc_offset_s=14 * 3600 + 1800))

    assert (recap(east).date, recap(east).started) == ("2026-03-03", "00:30")


def test_gaps_of_the_clock_are_told_in_plain_words() -> None:
    table = held()
    table.wait(240)
    table.do(RecordGap(length_ms=240_000))
    table.wait(60)
    table.do(RecordGap(length_ms=61_000))
    table.do(CountGap(counted=False))
    table.do(RecordGap(length_ms=9_000))
    table.do(EndSession())

    assert told(table).said == (
        "The clock was not seen for 4 minutes, up to 10:04. The agenda counts that time.",
        "The clock was not seen for 1 minute, up to 10:05. The agenda leaves that time out.",
        "The clock was not seen for under a minute, up to 10:05. The agenda counts that time.",
    )


# ---- ideas ----


@pytest.mark.practice("P54")
def test_no_idea_is_lost_and_the_first_wording_is_kept() -> None:
    table = held()
    for text in ("Soup", "Tea", "A choir", "A bus", "Chess", "Noise"):
        table.do(AddIdea(text=text, channel="paper" if text == "Tea" else "console"))
    soup, tea, choir, bus, _, noise = table.state.ideas
    for name in ("Food", "Company"):
        table.do(AddTheme(name=name))
    food, company = table.state.themes
    table.do(EditIdea(idea=soup, text="Soup at noon"))
    table.do(EditIdea(idea=tea, text="Tea and toast"))
    table.do(MergeIdea(idea=tea, into=choir))
    table.do(MergeIdea(idea=choir, into=soup))
    table.do(ColourIdea(idea=soup, theme=food))
    table.do(ColourIdea(idea=bus, theme=food))
    table.do(ColourIdea(idea=bus, theme=company, also=True))
    table.do(RemoveIdea(idea=noise))

    found = told(table)
    assert [(t.letter, t.shape, t.name) for t in found.themes] == [
        ("A", "●", "Food"),
        ("B", "■", "Company"),
    ]
    (idea,) = found.themes[0].ideas
    assert (idea.text, idea.first) == ("Soup at noon", "Soup")
    assert [(m.text, m.first, m.channel) for m in idea.merged] == [
        ("A choir", "", "console"),
        ("Tea and toast", "Tea", "paper"),
    ]
    assert found.themes[1].ideas == ()
    assert [(i.text, i.letters) for i in found.contested] == [("A bus", "A, B")]
    assert [i.text for i in found.unthemed] == ["Chess"]
    assert found.removed_ideas == 1


# ---- votes ----


def vote(table: Table, method: str = "dots") -> tuple[str, list[str]]:
    options = ("Food", "Travel", "Company")
    table.do(OpenRound(question="What first?", options=options, method=method, dots=3))  # type: ignore[arg-type]  # a method
    key = last(table, "rounds")
    return key, list(table.state.rounds[key].options)


@pytest.mark.practice("P27")
def test_only_what_the_group_saw_has_totals() -> None:
    table = held()
    key, (food, travel, company) = vote(table)
    hidden = tuple(map(RecapOption, ("Food", "Travel", "Company")))

    def now() -> tuple[bool, tuple[RecapOption, ...], tuple[str, ...]]:
        (found,) = told(table).rounds
        if not found.shown:
            assert (found.units, found.ballots) == ({}, {})
        options = tuple(replace(option, id="") for option in found.options)
        return found.shown, options, found.said

    assert now() == (False, hidden, ("Not closed yet, so no count is given.",))
    table.do(
        EnterCount(round=key, channel="paper", counts={food: 4, travel: 4, company: 1}, ballots=3)
    )
    assert now()[1] == hidden
    table.do(EnterCount(round=key, channel="hands", counts={food: 1, travel: 2, company: 0}))
    table.do(CloseRound(round=key))
    assert now() == (False, hidden, ("Closed, not shown to the group.",))

    table.do(RevealRound(round=key))

    (found,) = told(table).rounds
    assert found.shown
    assert found.options == (
        RecapOption("Food", {"paper": 4, "hands": 1}, {"paper": 1, "hands": 2}, food),
        RecapOption("Travel", {"paper": 4, "hands": 2}, {"paper": 1, "hands": 1}, travel),
        RecapOption("Company", {"paper": 1, "hands": 0}, {"paper": 3, "hands": 3}, company),
    )
    assert found.units == {"paper": "dots", "hands": "hands"}
    assert (found.dots, found.present, found.ballots) == (3, 4, {"paper": 3})
    assert any("tie" in remark for remark in found.said)


def test_fewer_than_three_papers_beside_hands_tell_only_how_many() -> None:
    table = held()
    key, (food, travel, company) = vote(table)
    counts = {food: 2, travel: 1, company: 0}
    table.do(EnterCount(round=key, channel="paper", counts=counts, ballots=2))
    table.do(EnterCount(round=key, channel="hands", counts={food: 1, travel: 2, company: 0}))
    table.do(CloseRound(round=key))
    table.do(RevealRound(round=key))

    (found,) = told(table).rounds
    assert [option.counts for option in found.options] == [{"hands": n} for n in (1, 2, 0)]
    assert any("2 papers" in remark for remark in found.said)


def test_a_vote_never_closed_says_so_at_the_end() -> None:
    table = held()
    vote(table, "hands")
    table.do(EndSession())

    (found,) = told(table).rounds
    assert found.said == ("Never closed, so there is no count.",)
    assert found.dots == 0


# ---- the record ----


@pytest.mark.practice("P32")
def test_decisions_actions_notes_and_parking_stand_in_order() -> None:
    table = held(replace(PLAN, agenda=(*PLAN.agenda, PlanItem("Close"))))
    table.wait(120)
    table.do(WriteNote(text="The hall was cold."))
    table.do(RecordDecision(text="Soup on Thursdays.", reservations=("One day is too few.",)))
    table.do(SetAction(what="Find a cook", who="the hub team", by="1 April"))
    for text in ("The roof", "The door"):
        table.do(Park(text=text, promise="session 5"))
    table.do(MoveParked(parked=last(table, "parking"), status="picked-up"))

    found = told(table)
    (note,) = found.notes
    assert replace(note, id="", item_id="") == RecapNote(
        "The hall was cold.", "Welcome and check-in", "10:02"
    )
    (decision,) = found.decisions
    assert (decision.text, decision.reservations, decision.item) == (
        "Soup on Thursdays.",
        ("One day is too few.",),
        "Welcome and check-in",
    )
    (action,) = found.actions
    assert (action.what, action.who, action.by) == ("Find a cook", "the hub team", "1 April")
    assert [(p.text, p.promise, p.status) for p in found.parking] == [
        ("The roof", "session 5", "parked"),
        ("The door", "session 5", "picked-up"),
    ]


def test_a_replayed_journal_gives_the_same_recap_and_it_survives_storing() -> None:
    table = held()
    table.do(AddIdea(text="اردو میں ایک خیال"))
    table.do(RecordDecision(text="Soup on Thursdays."))
    table.do(EndSession())

    found = told(table)
    assert told(table.resumed()) == found
    assert msgspec.json.decode(msgspec.json.encode(found), type=Recap) == found
