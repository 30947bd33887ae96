"""Names that are typed and are not on the list: kept from the room until it is said that they may be shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from session.erase.kinds import NAMES_IN
from session.erase.person import forgetting
from session.erase.walk import STRUCK
from session.model.floor import LowerHand, RaiseHand
from session.model.history import Redo, Undo
from session.model.lifecycle import Strike
from session.model.message import Fact
from session.model.parking import ChangeParked, Park
from session.model.people import (
    AddPerson,
    AnswerUnlisted,
    ArriveAll,
    ChangeConsent,
    ChangePerson,
    Consent,
    NameNoted,
)
from session.model.plan import PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import SetAction
from session.model.state import State
from session.rules.unlisted import unlisted
from session.runtime import Done
from session.views.board import board
from session.views.names import only_consented
from session.views.phone_build import PARTS
from session.views.recap import recap
from session.views.record import record_view
from tests.session.recapped import last, person
from tests.session.table import PLAN, Table

pytestmark = pytest.mark.practice("P47")

NAMED = Consent(named=True)


def _put_right(table: Table, name: str) -> AnyCommand:
    table.do(Park(text=f"The heating {len(table.state.parking)}"))
    return ChangeParked(parked=last(table, "parking"), text="The heating", asked_by=name)


PLACES: dict[str, Callable[[Table, str], AnyCommand]] = {
    "the queue": lambda _, name: RaiseHand(name=name),
    "did not follow": lambda _, name: RaiseHand(name=name, reason="unclear"),
    "an action": lambda _, name: SetAction(what="Ring the depot", who=name),
    "parked": lambda _, name: Park(text="The timetable", asked_by=name),
    "parked, put right": _put_right,
}
"""Everywhere a name is typed that need not be on the list."""


def notes(done: Done) -> list[NameNoted]:
    return [event for event in done.events if isinstance(event, NameNoted)]


def shown(table: Table) -> str:
    """Return who the room and the recap say waits, does or asked something."""
    state, told = table.state, recap(table.state)
    queue = board(state, table.now()).queue
    lines = [line.also for part in record_view(state).parts for line in part.lines]
    asked = [one.asked_by for one in told.parking]
    return str((queue, lines, asked, [one.who for one in told.actions]))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Deb Okoro", "D."),
        ("deb", "D."),
        ("O'Rourke", "O."),
        ("Żaneta", "Ż."),
        ("ماریہ", "م."),
        ("Q", "someone"),
        ("🌻", "someone"),
        ("Will", "W."),
        ("hope", "H."),
        ("N" * 60, "N."),
        ("Hub", "H."),
    ],
)
def test_a_name_that_is_not_on_the_list_is_noted_once_and_shown_only_after_a_yes(
    place: str, name: str, sign: str
) -> None:
    table = Table()
    table.do(ArriveAll())

    done = table.do(PLACES[place](table, name))

    (note,) = notes(done)
    assert name not in shown(table)
    assert (only_consented(table.state, name), only_consented(table.state, name, record=True)) == (
        sign,
        "someone",
    )
    for other in PLACES.values():
        again = table.give(other(table, name.upper()))
        assert not isinstance(again, Done) or not notes(again)

    table.do(AnswerUnlisted(unlisted=note.unlisted, shown=True))
    assert (
        only_consented(table.state, name) == only_consented(table.state, name, record=True) == name
    )
    assert table.resumed().state == table.state


def test_every_event_with_a_typed_name_is_among_the_places() -> None:
    kinds = set()
    for place in PLACES.values():
        table = Table()
        kinds |= {type(event) for event in table.do(place(table, "Deb")).events}

    assert kinds - {NameNoted} == {kind for kind in NAMES_IN if issubclass(kind, Fact)}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Priya",
        "priya",
        "Priya’s group",
        "Mo (for the group)",
        "the hub team",
        "Hub team",
        "all of us",
        "everyone",
        "young people",
        "community members",
        "a researcher",
        "the service providers",
        "Mo and the council",
        "whoever will",
    ],
)
def test_people_on_the_list_and_what_names_nobody_are_not_asked_about(line: str) -> None:
    table = Table()

    done = table.do(SetAction(what="Ring the depot", who=line))

    assert not notes(done)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mo and Deb", ("Deb",)),
        ("Deb, Kit & Sam", ("Deb", "Kit")),
        ("Mo Khan", ("Mo Khan",)),
        ("Mo's sister Deb", ("Mo's sister Deb",)),
        ("the chair Deb", ("the chair Deb",)),
    ],
)
def test_each_name_of_a_line_is_a_name_of_its_own(line: str, names: tuple[str, ...]) -> None:
    table = Table()

    assert unlisted(table.state, line) == names
    assert len(notes(table.do(SetAction(what="Ring the depot", who=line)))) == len(names)


def test_two_people_of_one_first_name_are_known_by_it_and_a_third_is_not() -> None:
    maggies = (PlanPerson("Maggie O’Rourke"), PlanPerson("Maggie Smith"))
    table = Table(replace(PLAN, people=(*PLAN.people, *maggies)))

    assert not notes(table.do(RaiseHand(name="Maggie")))
    assert notes(table.do(RaiseHand(name="Maggie Jones")))


def test_initials_keep_their_numbers_when_somebody_joins_later() -> None:
    table = Table()
    table.do(RaiseHand(name="Deb"))
    table.do(AddPerson(name="Dan"))
    table.do(RaiseHand(name="Dee"))
    table.do(RaiseHand(person=person(table, "Dan")))

    assert board(table.state, table.now()).queue == ("D.", "D. 3", "D. 2")


@pytest.mark.parametrize("joins", ["added", "renamed"])
def test_a_name_that_comes_on_the_list_is_that_persons(joins: str) -> None:
    table = Table()
    for place in PLACES.values():
        table.give(place(table, "Deb"))
    (note,) = table.state.unlisted
    table.do(AnswerUnlisted(unlisted=note, shown=True))
    assert "Deb" in shown(table)

    if joins == "added":
        table.do(AddPerson(name="déb"))
    else:
        table.do(ChangePerson(person=person(table, "Ana"), name="DEB"))
    key = next(key for key, one in table.state.people.items() if one.name in {"déb", "DEB"})

    assert "Deb" not in shown(table)
    assert only_consented(table.state, "Deb") == "D."
    assert not notes(table.do(SetAction(what="Write it down", who="Deb")))

    table.do(ChangeConsent(person=key, consent=NAMED))
    assert only_consented(table.state, "Deb") == "Deb"


def test_undo_takes_the_hand_back_and_asks_about_nobody_twice() -> None:
    table = Table()
    done = table.do(RaiseHand(name="Deb"))
    (note,) = notes(done)
    table.do(AnswerUnlisted(unlisted=note.unlisted, shown=True))

    table.do(Undo())

    assert not table.state.queue
    assert not notes(table.do(RaiseHand(name="Deb")))
    assert board(table.state, table.now()).queue == ("Deb",)
    table.do(Undo())
    table.do(Redo())
    assert board(table.state, table.now()).queue == ("Deb",)


def test_an_answer_can_be_changed_and_one_that_changes_nothing_is_refused() -> None:
    table = Table()
    (note,) = notes(table.do(RaiseHand(name="Deb")))

    assert table.refuse(AnswerUnlisted(unlisted=note.unlisted, shown=False))
    assert table.refuse(AnswerUnlisted(unlisted="nobody", shown=True))
    table.do(AnswerUnlisted(unlisted=note.unlisted, shown=True))
    table.do(AnswerUnlisted(unlisted=note.unlisted, shown=False))
    assert "Deb" not in shown(table)


def test_what_is_noted_of_a_name_does_not_hold_it() -> None:
    table = Table()
    table.do(SetAction(what="Ring the depot", who="Deb Okoro"))
    strike = table.do(Strike(area="actions", key=last(table, "actions"))).strike
    assert strike

    journal = [strike.payload(payload) for payload in table.journal]

    assert not any(b"Deb" in payload or b"deb" in payload for payload in journal)
    assert not notes(table.do(SetAction(what="Ring again", who=STRUCK)))


def test_forgetting_takes_the_note_of_a_name_with_it() -> None:
    table = Table()
    for name in ("Deb Okoro", "Kit"):
        table.do(RaiseHand(name=name))
    forget = forgetting("deb okoro")

    cleaned: State = forget.value(table.state)
    journal = [forget.payload(payload) for payload in table.journal]

    assert [one.letter for one in cleaned.unlisted.values()] == ["", "K"]
    assert [bool(one.mark) for one in cleaned.unlisted.values()] == [False, True]
    assert table.resumed(journal).state == cleaned


def test_phones_hear_of_each_change_of_what_a_name_may_show() -> None:
    table = Table()
    table.do(ArriveAll())
    for place in PLACES.values():
        table.give(place(table, "Deb"))
    table.do(RaiseHand(person=person(table, "Mo")))
    (note,) = table.state.unlisted
    heard = set()

    for command in (
        AnswerUnlisted(unlisted=note, shown=True),
        ChangeConsent(person=person(table, "Mo"), consent=NAMED),
        AddPerson(name="Deb"),
    ):
        before = table.state
        table.do(command)
        changed = {
            area
            for area in State.__struct_fields__
            if getattr(before, area) != getattr(table.state, area)
        }
        for part in PARTS:
            if part.make(before, table.now()) != part.make(table.state, table.now()):
                assert changed & {*part.areas}, (command, part.key)
                heard.add(part.key)

    assert heard >= {"queue", "notes"}


def test_a_hand_goes_down_and_its_initial_stays_the_same() -> None:
    table = Table()
    for name in ("Deb", "Dan"):
        table.do(RaiseHand(name=name))
    table.do(LowerHand())

    assert board(table.state, table.now()).queue == ("D. 2",)
