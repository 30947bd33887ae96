"""Who stands in the recap: counted as they wish to be seen, named only if they said yes."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.model.floor import EndTurn, RaiseHand, StartTurn
from session.model.ideas import AddIdea, EditIdea, MergeIdea
from session.model.lifecycle import SetCounting, Strike
from session.model.parking import Park
from session.model.people import (
    AddPerson,
    ArriveAll,
    ArrivePerson,
    ChangeConsent,
    ChangePerson,
    Consent,
    LeavePerson,
)
from session.model.plan import PlanPerson
from session.model.recap import RecapGroup, RecapIdea
from session.model.record import SetAction
from session.model.speaking_round import OpenCircle
from session.views.board import board
from session.views.names import listed_as_wished, only_consented, record_names, room_names
from session.views.people import people_view
from session.views.who_speaks import who_speaks
from session.wording.catalogue import say
from tests.session.recapped import NAMED, held, last, person, told
from tests.session.table import PLAN, Table


@pytest.mark.practice("P6")
def test_people_are_counted_by_role_group_and_nobody_who_did_not_come() -> None:
    table = held(replace(PLAN, hoped_for={"community member": 5, "carer": 2}))
    table.do(LeavePerson(person=person(table, "Mo")))

    found = told(table)
    assert (found.people, found.remote, found.ungrouped) == (4, 1, 1)
    assert found.groups == (
        RecapGroup("community member", 2),
        RecapGroup("service provider", 1),
        RecapGroup("researcher", 1),
    )


@pytest.mark.practice("P47")
def test_only_those_who_said_yes_are_named_and_only_if_they_came() -> None:
    table = Table()
    for name, consent in (("Mo", NAMED), ("Priya", NAMED), ("Sam", Consent(named=False))):
        table.do(ChangeConsent(person=person(table, name), consent=consent))
    assert told(table).names == ()

    table.do(ArriveAll())
    assert told(table).names == ("Mo", "Priya")

    table.do(ChangeConsent(person=person(table, "Mo"), consent=Consent(named=False)))
    assert told(table).names == ("Priya",)


@pytest.mark.practice("P47")
@pytest.mark.parametrize(
    ("typed", "room", "record"),
    [
        ("", "", ""),
        ("Priya", "Priya", "Priya"),
        ("Mo", "M.", "a community member"),
        ("mo", "M.", "a community member"),
        ("Ana", "A.", "someone"),
        ("Priya and Mo", "Priya and M.", "Priya and a community member"),
        (
            "Mo, Sam & the hub team",
            "M., S. & the hub team",
            "a community member, someone & the hub team",
        ),
        ("Mo (for the group)", "M. (for the group)", "a community member (for the group)"),
        ("Priya and mo", "Priya and M.", "Priya and a community member"),
        ("Dawn Rae (for the group)", "D. (for the group)", "someone (for the group)"),
        ("mo/sam+ana", "M./S.+A.", "a community member/someone+someone"),
        ("Priya with mo", "Priya with M.", "Priya with a community member"),
        ("mo; sam", "M.; S.", "a community member; someone"),
        ("Brian Ashdown", "B.", "someone"),
        ("Brian", "B.", "someone"),
        ("Ashdown", "B.", "someone"),
        ("Ash", "Ash", "Ash"),
        ("Will", "W.", "someone"),
        ("whoever will", "whoever will", "whoever will"),
        ("young people", "young people", "young people"),
        ("Dawn", "Dawn", "Dawn"),
        ("Dawn Ash", "Dawn Ash", "Dawn Ash"),
        ("Dawn Rae", "D.", "someone"),
        ("dawn rae’s list", "D.’s list", "someone’s list"),
        ("Moses", "M. 3", "someone"),
        ("Mona Young", "M. 2", "a community member"),
        ("the hub team", "the hub team", "the hub team"),
    ],
)
def test_who_does_what_names_nobody_against_their_wish(typed: str, room: str, record: str) -> None:
    more = ("Brian Ashdown", "Will", "Dawn Rae", "Dawn Ash", "The chair")
    people = (*map(PlanPerson, more), PlanPerson("Mona Young", ("community member",)))
    table = Table(replace(PLAN, people=(*PLAN.people, *people)))
    table.do(ArriveAll())
    for name in ("Priya", "Dawn Ash"):
        table.do(ChangeConsent(person=person(table, name), consent=NAMED))
    table.do(SetAction(what="Ring the county", who=typed))
    table.do(Park(text="The door", asked_by=typed))

    assert only_consented(table.state, typed) == room
    assert only_consented(table.state, typed, record=True) == record
    assert told(table).actions[0].who == record
    assert told(table).parking[0].asked_by == record


def test_nobody_is_told_as_the_one_of_their_role_group_without_a_name() -> None:
    table = Table(replace(PLAN, people=(*PLAN.people, PlanPerson("Noor", ("researcher",)))))
    table.do(ArriveAll())
    table.do(SetAction(what="Ring the county", who="Sam"))
    assert told(table).actions[0].who == "a researcher"

    # Noor is named now, so that "a researcher" could only be Sam.
    table.do(ChangeConsent(person=person(table, "Noor"), consent=NAMED))

    assert told(table).actions[0].who == "someone"


def test_who_never_came_hides_nobody_of_their_role_group() -> None:
    table = Table(replace(PLAN, people=(*PLAN.people, PlanPerson("Noor", ("researcher",)))))
    table.do(ArrivePerson(person=person(table, "Sam")))

    assert record_names(table.state)[person(table, "Sam")] == "someone"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Dawn Rae", "Dora", "Dai"), ("D.", "D. 2", "D. 3")),
        (("Mrs O'Rourke", "Dr. Łukasz"), ("O.", "Ł.")),
        (("X", "🌻 Sunny", "7"), ("someone", "someone", "someone")),
        (("احمد", "Żaneta"), ("ا.", "Ż.")),
        (("N" * 60,), ("N.",)),
    ],
)
def test_initials_tell_people_apart_and_are_the_same_everywhere(
    names: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    table = Table(replace(PLAN, people=tuple(map(PlanPerson, names))))
    table.do(ArriveAll())
    for key in table.state.people:
        table.do(RaiseHand(person=key))
    table.do(OpenCircle(question="How are you?"))

    assert tuple(room_names(table.state).values()) == shown
    assert board(table.state, table.now()).queue == shown
    assert tuple(one.name for one in people_view(table.state).lines) == shown
    view = who_speaks(table.state)
    lines = [*view.now, *(name for _, name in view.coming)]
    assert all(any(name in words for words in lines) for name in shown)


def test_the_recap_has_no_place_for_talk_or_ballots() -> None:
    table = held()
    table.do(SetCounting(on=True))
    table.do(StartTurn(group="researcher"))
    table.wait(600)
    table.do(RaiseHand(person=person(table, "Ana")))
    table.do(EndTurn())
    before = told(table)
    table.do(StartTurn(group="service provider"))

    assert told(table) == before
    words = msgspec.json.encode(before).decode()
    assert not {"Priya", "Mo", "Sam", "Ana"} & set(words.split('"'))
    for name in ("talk", "turn", "total_ms", "device", "wifi", "meeting_link", "access"):
        assert f'"{name}' not in words


@pytest.mark.practice("P55")
@pytest.mark.parametrize(
    ("chosen", "named", "by"),
    [
        (True, True, "Priya"),
        (True, False, ""),
        (True, None, ""),
        (False, True, ""),
        (False, None, ""),
    ],
)
def test_an_idea_names_its_author_only_if_they_chose_it_and_agreed_to_be_named(
    chosen: bool, named: bool | None, by: str
) -> None:
    table = held()
    priya = person(table, "Priya")
    if named is not None:
        table.do(ChangeConsent(person=priya, consent=Consent(named=named)))
    table.do(AddIdea(text="Soup", author=priya if chosen else ""))

    assert [(idea.text, idea.by) for idea in told(table.resumed()).unthemed] == [("Soup", by)]


@pytest.mark.practice("P55")
def test_an_idea_put_into_another_keeps_its_author() -> None:
    table = held()
    for name in ("Priya", "Mo"):
        table.do(ChangeConsent(person=person(table, name), consent=NAMED))
    table.do(AddIdea(text="Soup", author=person(table, "Priya")))
    table.do(AddIdea(text="Broth", author=person(table, "Mo")))
    table.do(AddIdea(text="Stew", author=person(table, "Ana")))
    soup, broth, stew = table.state.ideas
    for key in (broth, stew):
        table.do(MergeIdea(idea=key, into=soup))

    (idea,) = told(table).unthemed
    assert (idea.by, [(one.text, one.by) for one in idea.merged]) == (
        "Priya",
        [("Broth", "Mo"), ("Stew", "")],
    )


@pytest.mark.practice("P47")
def test_a_recap_made_after_the_name_was_taken_back_or_is_gone_names_no_author() -> None:
    table = held()
    priya = person(table, "Priya")
    table.do(ChangeConsent(person=priya, consent=NAMED))
    table.do(AddIdea(text="Soup", author=priya))
    assert [idea.by for idea in told(table).unthemed] == ["Priya"]

    table.do(ChangeConsent(person=priya, consent=Consent(named=False)))
    assert [idea.by for idea in told(table).unthemed] == [""]

    table.do(ChangeConsent(person=priya, consent=NAMED))
    table.do(ChangePerson(person=priya, name="", roles=()))
    assert [idea.by for idea in told(table).unthemed] == [""]


@pytest.mark.practice("P46")
def test_a_struck_idea_has_no_author_left() -> None:
    table = held()
    priya = person(table, "Priya")
    table.do(ChangeConsent(person=priya, consent=NAMED))
    table.do(AddIdea(text="Soup", author=priya))
    before = told(table)

    done = table.do(Strike(area="ideas", key=last(table, "ideas")))

    assert [(idea.text, idea.by) for idea in told(table).unthemed] == [(STRUCK, "")]
    assert done.strike
    assert done.strike.value(before).unthemed == told(table).unthemed


def test_an_idea_stored_before_authors_had_a_place_is_read() -> None:
    assert msgspec.json.decode(b'{"text": "Soup", "channel": "phone"}', type=RecapIdea).by == ""


@pytest.mark.practice("P46")
def test_struck_words_are_in_no_part_of_it() -> None:
    table = held()
    table.do(AddIdea(text="Ask Mr Grey to leave"))
    table.do(EditIdea(idea=last(table, "ideas"), text="A calmer room"))
    table.do(Strike(area="ideas", key=last(table, "ideas")))

    found = told(table.resumed())
    assert [(i.text, i.first) for i in found.unthemed] == [(STRUCK, "")]
    words = msgspec.json.encode(found).decode()
    assert not any(word in words for word in ("Grey", "calmer", "Priya"))


ARTICLES = ("The", "A", "An")


@pytest.mark.parametrize(
    "title", [*ARTICLES, "Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Prof", "Prof."]
)
def test_a_title_names_nobody(title: str) -> None:
    table = Table(replace(PLAN, people=(PlanPerson(f"{title} Lindqvist"),)))

    assert list(room_names(table.state).values()) == ["L."]
    for words in (title, f"{title} nurse"):
        assert listed_as_wished(table.state, words) == words
    for record in (False, True):
        assert only_consented(table.state, title, record=record) == title
        # With a name it may be somebody, who is not on the list; an article before a word is nobody.
        more = only_consented(table.state, f"{title} nurse", record=record)
        assert more == (f"{title} nurse" if title in ARTICLES else "someone")
    table.do(SetAction(what="Ring the county", who=f"{title}, {title} Lindqvist"))
    assert only_consented(table.state, f"{title}, {title} Lindqvist").startswith(f"{title}, ")
    assert not table.state.unlisted


def test_a_second_role_group_hides_nobody() -> None:
    table = Table()
    table.do(AddPerson(name="Kim", roles=("researcher", "service provider")))
    table.do(AddPerson(name="Lee", roles=("service provider",)))

    told = record_names(table.state)

    assert told[person(table, "Lee")] == say("person.someone")


def test_a_listed_name_without_consent_is_replaced_where_it_stands_in_a_line() -> None:
    table = Table()

    assert listed_as_wished(table.state, "Priya has the key") != "Priya has the key"
