"""The spine: what *go on* does next, from who comes in to the printed recap, tested alone."""

from __future__ import annotations

import pytest

from session.model.agenda import NextItem, StartAgenda
from session.model.agreement import AddLine, AgreeLines, RemoveLine, RewordLine
from session.model.carried import Carried, CarriedLine
from session.model.ideas import AddIdea
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import AddSummary
from session.model.people import ArriveAll
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.record import RecordDecision
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.model.state import replace
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.views.spine import At, NextPage, Step, next_step
from tests.screens.harness import Table

PLAN = Plan(
    title="Winter plans",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Check-in", 10, "check-in", focus="How are you arriving?"),
        PlanItem("Ideas", 20, "ideas"),
        PlanItem("Sorting", 10, "themes"),
        PlanItem("Choosing", 10, "vote", focus="Which first?"),
        PlanItem("Break", 10, "break"),
        PlanItem("Deciding", 10, "decision"),
        PlanItem("Goodbye", 5, "check-out"),
    ),
    people=(PlanPerson("Dawn"), PlanPerson("Mo")),
)


def table(items: int = -1) -> Table:
    """Return a session in which so many items were gone on to; -1: it has not begun."""
    found = Table(PLAN)
    if items >= 0:
        found.do(ArriveAll(), StartAgenda())
    for _ in range(items):
        found.wait(1)
        found.do(NextItem())
    return found


def step(found: Table, **at: object) -> tuple[str, str]:
    done = next_step(found.state, At(**at))  # type: ignore[arg-type]  # fields of At
    return done.deed, done.words


def offered(*steps: str) -> frozenset[str]:
    return frozenset(steps)


def test_before_the_start_each_page_comes_once_and_then_the_first_item() -> None:
    found = table()
    assert step(found) == ("people", "who comes in")
    assert step(found, place="people") == ("opening", "why we meet")
    assert step(found, place="start", page=NextPage("last", "Last time")) == ("page", "Last time")
    assert step(found, offered=offered("people:start", "opening:start")) == (
        "agreement",
        "our agreement",
    )
    reached = next_step(found.state, At("start", page=NextPage("agreement", "Ours")))
    assert (reached.deed, reached.id) == ("page", "agreement:start")
    everything = offered("people:start", "opening:start", "agreement:start")
    assert step(found, place="start", offered=everything) == ("begin", "Welcome")
    assert step(found, offered=everything) == ("begin", "Welcome")


def test_who_comes_in_is_asked_only_while_nobody_has_come() -> None:
    found = table().do(ArriveAll())
    assert step(found)[0] == "opening"


AGREEMENT = PlanItem("Our agreement", 10, "agreement")


@pytest.mark.parametrize("when", ["before the start", "in its item"])
def test_lines_that_are_not_agreed_are_asked_about_once_on_their_page(when: str) -> None:
    found = Table(replace(PLAN, agenda=(AGREEMENT, *PLAN.agenda)))
    after = ("begin", "Our agreement")
    if when == "in its item":
        found.do(StartAgenda())
        found.wait(1)
        after = ("next", "Welcome")
    everything = offered("people:start", "opening:start", "agreement:start")

    def at(asked: str = "") -> tuple[str, str, str]:
        done = next_step(found.state, At("start", offered=everything | {asked}))
        return done.deed, done.words, done.id

    assert at()[:2] == after
    found.do(AddLine(text="One person speaks at a time."))
    deed, words, asked = at()
    assert (deed, words) == ("agree-lines", "agree these lines (asks)")
    assert at(asked)[:2] == after
    # Another page, and another screen, go on as before.
    assert (
        step(found, place="start", page=NextPage("today", "Today"), offered=everything)[0]
        != "agree-lines"
    )
    assert step(found, offered=everything)[0] != "agree-lines"

    found.do(AddLine(text="Breaks are fine."))
    assert at(asked)[0] == "agree-lines"
    found.do(AgreeLines())
    assert at()[:2] == after
    found.do(RewordLine(line=next(iter(found.state.lines)), text="One at a time."))
    assert at()[0] == "agree-lines"
    for line in found.state.lines:
        found.do(RemoveLine(line=line))
    assert at()[:2] == after


def test_lines_from_last_time_are_asked_about_too_since_they_are_not_agreed_today() -> None:
    lines = (CarriedLine("line", "Breaks are fine."),)
    found = Table(PLAN, Carried(lines=lines, lines_version=2))
    everything = offered("people:start", "opening:start", "agreement:start")
    assert step(found, place="start", offered=everything)[0] == "agree-lines"
    found.do(AgreeLines())
    assert step(found, place="start", offered=everything)[0] == "begin"


def test_an_open_round_comes_before_lines_that_are_not_agreed() -> None:
    found = table(1).do(AddLine(text="Breaks are fine."), OpenCircle(kind="check-in"))
    assert step(found, place="start")[0] != "agree-lines"


def test_an_item_without_a_tool_goes_on_to_the_next_which_is_named() -> None:
    assert step(table(0)) == ("next", "Check-in")


def test_a_check_in_starts_its_round_and_goes_from_voice_to_voice() -> None:
    found = table(1)
    assert step(found) == ("circle", "ask everyone in turn")
    found.do(OpenCircle(question="How are you arriving?", quiet=True))
    assert step(found)[0] == "talk"
    found.do(StartCircle())
    deed, words = step(found)
    assert deed == "voice"
    assert words.startswith("next voice: ")
    found.do(StepCircle())
    assert step(found)[0] == "circle-over"
    found.do(CloseCircle())
    assert step(found) == ("next", "Ideas")


@pytest.mark.parametrize(
    ("items", "tool", "used"),
    [
        (2, "idea", (AddIdea(text="Soup"),)),
        (4, "ask", (OpenRound(question="Which?", options=("A", "B")),)),
        (6, "decide", (RecordDecision(text="Soup"),)),
    ],
)
def test_a_tool_is_offered_until_it_was_used_and_once_only(
    items: int, tool: str, used: tuple[object, ...]
) -> None:
    found = table(items)
    asked = next_step(found.state)
    assert asked.deed == tool
    assert next_step(found.state, At(offered=frozenset({asked.id}))).deed == "next"
    found.do(*used)  # type: ignore[arg-type]  # commands
    assert next_step(found.state).deed in {"next", "count"}


def test_sorting_leads_to_its_screen_and_from_there_to_the_next_item() -> None:
    found = table(3)
    assert step(found)[0] == "themes"
    assert step(found, place="themes") == ("next", "Choosing")


def test_a_vote_is_counted_closed_and_shown_before_anything_else() -> None:
    found = table(0).do(OpenRound(question="Which?", options=("A", "B")))
    (vote,) = found.state.rounds.values()
    assert step(found)[0] == "count"
    assert step(found, offered=offered(f"count:{vote.id}")) == ("close", "close the vote (asks)")
    found.do(EnterCount(round=vote.id, channel="hands", counts=dict.fromkeys(vote.options, 2)))
    assert step(found)[0] == "close"
    found.do(CloseRound(round=vote.id))
    assert step(found) == ("show", "show the result (asks)")
    assert step(found, offered=offered(f"show:{vote.id}"))[0] == "next"
    found.do(RevealRound(round=vote.id))
    assert step(found) == ("next", "Check-in")


def test_after_the_last_item_come_the_closing_list_the_read_back_and_the_files() -> None:
    found = table(7)
    found.do(OpenCircle(kind="check-out"), CloseCircle())
    assert step(found) == ("closing", "closing list")
    found.do(NextItem())
    assert step(found) == ("closing", "closing list")
    assert step(found, place="close", page=NextPage("recap", "Read-back"))[0] == "read-back"
    assert step(found, place="check")[0] == "recap"
    assert step(found, place="close") == ("mattered", "what mattered")
    asked = offered("mattered:recap")
    assert step(found, place="close", offered=asked)[0] == "agree"
    found.do(AddSummary(text="We want warmth"))
    assert step(found, place="close")[0] == "agree"
    found.do(AgreeRecap(not_coproduced="The date"))
    assert step(found)[0] == "recap"
    assert step(found, place="close")[0] == "print"
    assert step(found, place="close", written=True) == ("end", "end the session (asks)")
    found.do(EndSession())
    assert step(found, place="close")[0] == "print"
    assert step(found, place="close", written=True)[0] == "home"


def test_a_plan_without_items_goes_straight_to_the_closing() -> None:
    assert next_step(Table(Plan(title="Nothing planned", agenda=())).state) == Step(
        "closing", "closing list"
    )


@pytest.mark.parametrize("kind", ["agreement", "recap"])
def test_what_was_looked_at_already_does_not_come_again(kind: str) -> None:
    plan = Plan(title="Hub", agenda=(PlanItem("One", 5, kind), PlanItem("Two", 5)))  # type: ignore[arg-type]
    found = Table(plan).do(StartAgenda())
    asked = next_step(found.state)
    assert asked.id
    assert step(found, offered=offered(asked.id)) == ("next", "Two")
