"""Undo, redo, and when they are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from session.erase.walk import STRUCK
from session.model.agenda import AddMinutes, NextItem, SkipItem, StartAgenda, TakeBreak
from session.model.floor import CallHand, LowerHand, RaiseHand, StartTurn
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea, AddTheme, ColourIdea, EditIdea, RemoveTheme
from session.model.lifecycle import EndSession, SetCounting, Strike
from session.model.people import AnswerConsent, Consent
from session.model.phones import JoinDevice, OpenDoor
from session.model.protocol import AnyCommand
from session.model.state import Rejected
from session.runtime import Done
from session.wording.catalogue import say
from tests.session.table import Table


def idea(table: Table, text: str = "A warm room") -> str:
    table.do(AddIdea(text=text))
    return list(table.state.ideas)[-1]


def test_undo_takes_back_the_last_command_and_says_what() -> None:
    table = Table()
    idea(table)
    done = table.do(Undo())
    assert table.state.ideas == {}
    assert done.what == "an idea"


def test_redo_gives_back_what_undo_took_and_says_what() -> None:
    table = Table()
    key = idea(table)
    table.do(Undo())
    done = table.do(Redo())
    assert table.state.ideas[key].text == "A warm room"
    assert done.what == "an idea"
    assert table.refuse(Redo()) == "refused.nothing_to_redo"


def test_undo_goes_further_back_each_time_and_redo_comes_forward() -> None:
    table = Table()
    for text in ("one", "two", "three"):
        idea(table, text)
    for _ in range(3):
        table.do(Undo())
    assert table.state.ideas == {}
    assert table.refuse(Undo()) == "final.opened"
    for _ in range(3):
        table.do(Redo())
    assert [i.text for i in table.state.ideas.values()] == ["one", "two", "three"]


def test_a_new_command_closes_the_way_to_redo() -> None:
    table = Table()
    idea(table, "one")
    table.do(Undo())
    idea(table, "two")
    assert table.refuse(Redo()) == "refused.nothing_to_redo"


def test_undo_of_an_earlier_command_leaves_the_later_ones() -> None:
    table = Table()
    table.do(AddIdea(text="one"), cmd="first")
    idea(table, "two")
    table.do(Undo(target="first"))
    assert [i.text for i in table.state.ideas.values()] == ["two"]
    assert table.refuse(Undo(target="first")) == "refused.undo_done"
    assert table.refuse(Undo(target="never")) == "refused.undo_unknown"


def test_undo_is_refused_when_something_builds_on_it() -> None:
    table = Table()
    table.do(AddIdea(text="one"), cmd="first")
    key = next(iter(table.state.ideas))
    table.do(EditIdea(idea=key, text="one and a half"))
    assert table.refuse(Undo(target="first")) == "refused.undo_built_on"


def test_undo_after_interleaved_commands_touches_only_its_own() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(AddMinutes(minutes=5), cmd="more")
    key = idea(table)
    table.do(AddTheme(name="Warmth"))
    table.do(Undo(target="more"))
    assert table.state.items[table.state.order[0]].added_min == 0
    assert key in table.state.ideas
    assert table.state.clock.current == table.state.order[0]


def test_undoing_the_start_of_an_item_goes_back_to_the_one_before() -> None:
    table = Table()
    table.do(StartAgenda())
    table.wait(300)
    table.do(NextItem())
    table.wait(30)
    table.do(Undo())
    assert table.state.clock.current == table.state.order[0]
    assert table.state.clock.since_t == 0
    assert table.state.items[table.state.order[0]].ended_t is None


def _hand_by_phone(table: Table) -> None:
    person = next(iter(table.state.people))
    table.do(RaiseHand(person=person), "phone-2")


def _no_to_counting(table: Table) -> None:
    person = next(iter(table.state.people))
    table.do(AnswerConsent(person=person, question="counted", answer=False), "phone-3")


@pytest.mark.parametrize("moves", [NextItem(), SkipItem(), TakeBreak()])
@pytest.mark.parametrize("meanwhile", [_hand_by_phone, _no_to_counting])
def test_going_on_is_undone_though_the_floor_has_changed_since(
    meanwhile: Callable[[Table], None], moves: AnyCommand
) -> None:
    table = Table()
    person = next(iter(table.state.people))
    table.do(SetCounting(on=True))
    table.do(StartAgenda())
    table.do(OpenDoor(code="ABC234"))
    table.do(JoinDevice(device="d", name="Priya", consent=Consent(counted=True)), "phone-1")
    table.do(RaiseHand(person=person))
    table.do(CallHand())
    table.wait(60)
    table.do(moves)
    meanwhile(table)
    floor, turns = table.state.floor, table.state.turns
    assert floor.current is None

    table.do(Undo())

    assert table.state.clock.current == table.state.order[0]
    # The turn that ended stays over: nobody speaks as if counted who no longer wants to be.
    assert (table.state.floor, table.state.turns) == (floor, turns)
    assert table.resumed().state == table.state
    table.do(Redo())
    assert table.state.clock.current != table.state.order[0]


def test_going_on_is_undone_with_the_turn_that_it_ended() -> None:
    table = Table()
    table.do(SetCounting(on=True))
    table.do(StartAgenda())
    table.do(StartTurn(kind="someone"))
    before = table.state.floor
    table.do(NextItem())

    table.do(Undo())

    assert table.state.floor == before


def test_removing_a_theme_is_undone_with_the_colours_it_took() -> None:
    table = Table()
    key = idea(table)
    table.do(AddTheme(name="Warmth"))
    theme = next(iter(table.state.themes))
    table.do(ColourIdea(idea=key, theme=theme))
    before = table.state
    table.do(RemoveTheme(theme=theme))
    assert table.state.ideas[key].themes == ()
    table.do(Undo())
    assert table.state.ideas == before.ideas
    assert table.state.themes == before.themes


def test_what_is_final_is_refused_with_its_reason() -> None:
    table = Table()
    key = idea(table)
    table.do(Strike(area="ideas", key=key))
    assert table.refuse(Undo()) == "final.struck"


def test_undo_still_works_after_a_resume() -> None:
    table = Table()
    key = idea(table)
    table.do(EditIdea(idea=key, text="A warmer room"))
    table.do(Undo())
    again = table.resumed()
    assert again.state.ideas[key].text == "A warm room"
    assert again.do(Redo()).what == "new words for an idea"
    again.do(Undo())
    again.do(Undo())
    assert again.state.ideas == {}


def test_the_same_command_id_is_carried_out_once() -> None:
    table = Table()
    first = table.do(AddIdea(text="once"), cmd="phone-7")
    again = table.do(AddIdea(text="once more"), cmd="phone-7")
    assert again == Done("phone-7", first.n, ())
    assert len(table.state.ideas) == 1
    assert table.resumed().give(AddIdea(text="again"), "phone-7") == Done("phone-7", first.n, ())


def test_a_strike_leaves_its_words_nowhere_in_what_undo_remembers() -> None:
    table = Table()
    key = idea(table, "A warm room")
    table.do(EditIdea(idea=key, text="A warmer room"), cmd="edit")
    table.do(Undo())

    table.do(Strike(area="ideas", key=key))

    remembered = str([vars(table.runtime), *table.runtime._memory._deeds])
    assert "warm" not in remembered
    assert table.refuse(Undo(target="edit")) == "refused.undo_done"
    assert table.state.ideas[key].text == STRUCK


def test_after_the_end_nothing_is_undone_or_done_again() -> None:
    table = Table()
    idea(table)
    idea(table, "Soup")
    table.do(Undo())
    table.do(EndSession())

    assert table.refuse(Undo()) == "refused.ended"
    assert table.refuse(Redo()) == "refused.ended"


def test_a_hand_comes_back_beside_one_of_the_same_person_that_is_up_for_something_else() -> None:
    table = Table()
    ana = next(key for key, one in table.state.people.items() if one.name == "Ana")
    table.do(RaiseHand(person=ana))
    table.do(CallHand(), "called")
    table.do(RaiseHand(person=ana, reason="unclear"))

    table.do(Undo(target="called"))

    assert {hand.reason for hand in table.state.queue.values()} == {"turn", "unclear"}


def test_a_hand_that_went_down_does_not_come_back_beside_the_same_one_up_again() -> None:
    table = Table()
    ana = next(key for key, one in table.state.people.items() if one.name == "Ana")
    table.do(RaiseHand(person=ana))
    table.do(LowerHand(), "down")
    table.do(RaiseHand(person=ana))

    refused = table.give(Undo(target="down"))

    assert refused == Rejected("refused.undo_built_on", {"what": say("did.HandLowered")})
