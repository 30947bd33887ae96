"""Before the read-back: lines that hold names or words of people who did not agree to it."""

from __future__ import annotations

import pytest

from session.model.agenda import AddItem, StartAgenda
from session.model.agreement import AddLine
from session.model.glossary import ExplainWord
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme, EditIdea, RemoveIdea
from session.model.lifecycle import AgreeRecap, EndSession, Strike
from session.model.opening_closing import AddReflection, AddThanks, NoteMissing, SetNextSession
from session.model.parking import Park
from session.model.people import AddPerson, AllowWords, AnswerConsent, ArriveAll, ChangePerson
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, ChangeNote, RecordDecision, SetAction, WriteNote
from session.model.speaking_round import OpenCircle
from session.model.state import replace
from session.model.votes import OpenRound
from session.rules.reword import line_of
from session.views.name_check import name_check
from session.views.recap import recap
from tests.session.recapped import last, person
from tests.session.table import PLAN, Table

pytestmark = [pytest.mark.practice("P17"), pytest.mark.practice("P47")]

WHO = "Siân O'Rourke-Young"


def table_with(*names: str) -> Table:
    table = Table(replace(PLAN, title="The hub", agenda=PLAN.agenda, people=()))
    for name in names or (WHO,):
        table.do(AddPerson(name=name))
    table.do(StartAgenda())
    return table


def says(table: Table, name: str, question: str, answer: bool | None) -> None:
    key = person(table, name)
    table.do(AnswerConsent(person=key, question=question, answer=answer))  # type: ignore[arg-type]  # both are questions


def found(table: Table) -> list[tuple[str, str]]:
    return [(line.area, line.text) for line in name_check(table.state).lines]


@pytest.mark.parametrize(
    ("area", "command"),
    [
        ("notes", WriteNote(text=f"Thanks to {WHO}")),
        ("decisions", RecordDecision(text=f"{WHO} keeps the key")),
        ("reservations", RecordDecision(text="The key", reservations=(f"Not {WHO}",))),
        ("actions", SetAction(what=f"Ring {WHO}")),
        ("actions", SetAction(what="Ring", by=f"when {WHO} is back")),
        ("ideas", AddIdea(text=f"Ask {WHO}")),
        ("parking", Park(text=f"What {WHO} asked")),
        ("parking", Park(text="The bus", promise=f"{WHO} asks")),
        (
            "rounds",
            OpenRound(question=f"Is {WHO} right?", options=("Yes", "No"), method="dots", dots=3),
        ),
        ("options", OpenRound(question="Who?", options=(WHO, "Nobody"), method="dots", dots=3)),
        ("circles", OpenCircle(kind="question", question=f"What would {WHO} do?")),
        ("themes", AddTheme(name=f"{WHO}'s point")),
        ("missing", NoteMissing(text=WHO)),
        ("reflections", AddReflection(worked=f"{WHO} listened")),
        ("thanks", AddThanks(text=WHO)),
        ("items", AddItem(title=f"{WHO} tells", minutes=5)),
        ("lines", AddLine(text=f"We wait for {WHO}")),
        ("words", ExplainWord(text="key worker", meaning=f"as {WHO} is")),
        ("closing", SetNextSession(when=f"When {WHO} can")),
    ],
)
def test_a_name_is_found_wherever_the_recap_has_words(area: str, command: AnyCommand) -> None:
    table = table_with()

    table.do(command)

    assert [one for one, _ in found(table)] == [area]
    assert not recap(table.state).names_checked
    says(table, WHO, "named", True)
    assert found(table) == []
    assert recap(table.state).names_checked


@pytest.mark.parametrize(
    ("name", "text", "listed"),
    [
        ("O'Rourke", "mrs o’rourke came", True),
        ("Siân Young", "sian came", True),
        ("Siân Young", "Young came", True),
        ("Siân Young", "a young carer came", False),
        ("Siân Young", "the sianese", False),
        ("Will", "Will came", True),
        ("Will", "we will come", False),
        ("Hope", "we hope so", False),
        ("Mo", "Mo's point", True),
        ("Mo", "mo money", False),
        ("A", "A night bus", False),
        ("A", "A. came", True),
        ("عائشہ", "عائشہ نے کہا", True),
        ("Łukasz Żak", "lukasz zak", True),
        ("🦊", "🦊 came", True),
        ("x" * 60, f"{'x' * 60} came", True),
        ("Hub", "The hub", True),
    ],
)
def test_names_are_found_in_their_folded_form_as_whole_words(
    name: str, text: str, listed: bool
) -> None:
    table = table_with(name)

    table.do(WriteNote(text=text))

    assert (("notes", text) in found(table)) is listed


def test_a_first_name_that_somebody_agreed_to_is_not_asked_about() -> None:
    table = table_with("Priya Shah", "Priya Nair")
    says(table, "Priya Nair", "named", True)

    table.do(WriteNote(text="Priya came"))

    assert found(table) == []
    table.do(WriteNote(text="Priya Shah came"))
    assert found(table) == [("notes", "Priya Shah came")]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Mo: the bus is late", True),
        ("“The bus is late”, Mo", True),
        ("'The bus is late' (Mo)", True),
        ("Mo said the bus is late", True),
        ("Mo brings the tea", False),
        ("Mo's tea", False),
        ("It was “late”", False),
    ],
)
def test_words_of_somebody_who_may_be_named_but_not_quoted_are_found(
    text: str, listed: bool
) -> None:
    table = table_with("Mo")
    says(table, "Mo", "named", True)

    table.do(WriteNote(text=text))

    assert bool(found(table)) is listed
    says(table, "Mo", "quoted", True)
    assert found(table) == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (SetAction(what="Ring", who=WHO), "someone"),
        (SetAction(what="Ring", who="Dr Patel"), "someone"),
        (SetAction(what="Ring", who="community member"), "community member"),
        (Park(text="The bus", asked_by="Dr Patel"), "someone"),
        (Park(text="The bus", asked_by=WHO), "someone"),
    ],
)
def test_who_takes_something_on_or_asked_it_stands_as_they_wish_and_is_not_asked_about(
    command: AnyCommand, told: str
) -> None:
    table = table_with(WHO)
    table.do(ChangePerson(person=person(table, WHO), name=WHO, roles=("community member",)))

    table.do(command)

    assert found(table) == []
    made = recap(table.state)
    assert [*(one.who for one in made.actions), *(one.asked_by for one in made.parking)] == [told]


def test_a_yes_to_one_line_holds_for_that_line_as_it_is() -> None:
    table = table_with()
    table.do(WriteNote(text=f"Thanks to {WHO}"))
    table.do(WriteNote(text=f"And to {WHO}"))
    note = next(iter(table.state.notes))
    who = person(table, WHO)

    table.do(AllowWords(area="notes", key=note, people=(who,)))
    assert [text for _, text in found(table)] == [f"And to {WHO}"]
    assert [text for _, text in found(table.resumed())] == [f"And to {WHO}"]

    table.do(ChangeNote(note=note, text=f"Many thanks to {WHO}"))
    assert len(found(table)) == 2


def test_a_yes_to_one_line_is_undone_like_anything_else_and_tells_no_name() -> None:
    table = table_with()
    table.do(WriteNote(text=f"Thanks to {WHO}"))
    table.do(AllowWords(area="notes", key=last(table, "notes"), people=(person(table, WHO),)))

    done = table.do(Undo())

    assert len(found(table)) == 1
    assert "Rourke" not in done.what


@pytest.mark.parametrize("question", ["named", "quoted"])
def test_a_new_no_takes_back_the_yes_to_single_lines(question: str) -> None:
    table = table_with()
    table.do(WriteNote(text=f"{WHO} said yes"))
    table.do(AllowWords(area="notes", key=last(table, "notes"), people=(person(table, WHO),)))
    assert found(table) == []

    says(table, WHO, question, False)

    assert len(found(table)) == 1
    assert not recap(table.state).names_checked


@pytest.mark.parametrize("way", ["agreed", "read"])
def test_a_yes_taken_back_while_the_recap_is_read_or_after_it_was_agreed_counts_at_once(
    way: str,
) -> None:
    table = table_with()
    says(table, WHO, "named", True)
    table.do(WriteNote(text=f"Thanks to {WHO}"))
    assert recap(table.state).names_checked
    if way == "agreed":
        table.do(AgreeRecap(not_coproduced="The date"))

    says(table, WHO, "named", False)

    told = recap(table.state)
    assert told.names == ()
    assert not told.names_checked
    assert len(found(table)) == 1


def test_after_the_end_lines_are_asked_about_until_the_recap_is_agreed() -> None:
    table = table_with()
    table.do(WriteNote(text=f"Thanks to {WHO}"))
    allow = AllowWords(area="notes", key=last(table, "notes"), people=(person(table, WHO),))
    table.do(EndSession())
    table.do(allow)
    assert found(table) == []

    table.do(AgreeRecap(not_coproduced=f"What {WHO} set"))

    assert table.refuse(allow) == "refused.ended"
    assert found(table) == [("frame", f"What {WHO} set")]


def test_what_is_struck_or_taken_out_is_not_asked_about() -> None:
    table = table_with()
    table.do(AddIdea(text=f"Ask {WHO}"))
    table.do(RemoveIdea(idea=last(table, "ideas")))
    table.do(WriteNote(text=f"Thanks to {WHO}"))
    note = last(table, "notes")
    table.do(Strike(area="notes", key=note))

    assert found(table) == []
    allow = AllowWords(area="notes", key="nowhere", people=())
    assert table.refuse(allow) == "refused.words_gone"


def test_the_idea_of_somebody_who_said_no_to_being_quoted_is_asked_about_until_it_is_reworded() -> (
    None
):
    table = table_with("Mo")
    says(table, "Mo", "named", True)
    table.do(AddIdea(text="A night bus", author=person(table, "Mo")))
    table.do(WriteNote(text="a  night bus"))
    assert found(table) == []

    says(table, "Mo", "quoted", False)
    assert found(table) == [("notes", "a night bus"), ("ideas", "A night bus")]
    (idea,) = recap(table.state).unthemed
    assert "night" not in f"{idea}"

    table.do(EditIdea(idea=last(table, "ideas"), text="A bus after ten"))
    assert found(table) == []
    (idea,) = recap(table.state).unthemed
    assert (idea.text, idea.first, idea.by) == ("A bus after ten", "", "")


def test_nobody_on_the_list_means_nothing_to_look_through() -> None:
    table = table_with("")
    table.do(WriteNote(text="Somebody said: the bus is late"))

    assert found(table) == []
    table.do(ArriveAll()) if any(
        p.presence == "expected" for p in table.state.people.values()
    ) else None
    assert recap(table.state).names_checked


def test_a_reservation_is_asked_about_by_itself() -> None:
    table = table_with("Mo")
    table.do(RecordDecision(text="Soup on Tuesdays"))
    table.do(AddReservation(text="Mo: not in summer"))

    assert found(table) == [("reservations", "Mo: not in summer")]


def test_an_action_is_put_right_as_one_line_with_who_and_when() -> None:
    table = table_with()
    table.do(SetAction(what="Ring the depot", who=WHO, by="Friday"))
    (key,) = table.state.actions

    assert line_of(table.state, "actions", key) == f"Ring the depot @{WHO} by Friday"
