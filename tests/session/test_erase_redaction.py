"""A strike takes one entry, by its id: it, its earlier wordings and its copies, and no other text."""

from __future__ import annotations

import msgspec
import pytest

from session import envelope
from session.erase.areas import texts_in
from session.erase.redaction import Redaction, words_of
from session.erase.walk import STRUCK
from session.erase.word_strike import WordStrike
from session.model.agenda import MoveItem, Pause, StartAgenda, TakeBreak
from session.model.carried import Carried, CarriedAction, CarriedDecision, CarriedParked
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea, EditIdea, MergeIdea
from session.model.lifecycle import Strike, StrikeArea, WordsStruck
from session.model.opening_closing import ReflectionAdded
from session.model.parking import Park
from session.model.people import AddPerson, Allowed, WordsAllowed, words_mark
from session.model.phones import OfferIdea, OpenDoor, SetLookFirst, SettleOffer
from session.model.recap import (
    Recap,
    RecapIdea,
    RecapNote,
    RecapOption,
    RecapRound,
    RecapVoteGroup,
    half_id,
)
from session.model.record import (
    AddReservation,
    ChangeDecision,
    ChangeNote,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.series import Report
from session.model.state import Instant, State
from session.replay import replay, wordings
from session.undo import Deed
from session.views.recap import recap
from tests.session.table import OPENED, Table

pytestmark = pytest.mark.practice("P46")


def struck(table: Table, area: StrikeArea, key: str) -> None:
    done = table.do(Strike(area=area, key=key))
    assert done.strike
    table.journal = [done.strike.payload(payload) for payload in table.journal]


def holds(table: Table, words: str) -> bool:
    return any(words.casefold() in payload.decode().casefold() for payload in table.journal)


def old_strike(table: Table, area: str, key: str) -> list[bytes]:
    """The journal as an earlier release left it when it stopped right after a strike."""
    event = WordsStruck(area=area, key=key)
    n = len(table.journal) + 1
    return [*table.journal, envelope.encode(n, table.now(), "run-1", "old", event)]


@pytest.mark.parametrize("area", ["people", "queue"])
def test_a_name_is_no_entry_and_its_strike_is_refused(area: StrikeArea) -> None:
    table = Table()
    key = next(iter(table.state.people))

    assert table.refuse(Strike(area=area, key=key)) == "refused.strike_name"


def test_every_wording_an_idea_ever_had_goes() -> None:
    table = Table()
    table.do(AddIdea(text="Sack the manager"))
    key = next(iter(table.state.ideas))
    table.do(EditIdea(idea=key, text="Talk with the manager"))
    table.do(EditIdea(idea=key, text="third words"))
    table.do(Undo())
    struck(table, "ideas", key)
    for words in ("sack", "talk with", "third words"):
        assert not holds(table, words), words
    assert table.state.ideas[key].text == STRUCK
    assert table.state.ideas[key].first == STRUCK
    assert replay(table.journal).state == table.state


def test_the_same_words_in_any_other_text_stay() -> None:
    table = Table()
    table.do(WriteNote(text="warm"))
    key = next(iter(table.state.notes))
    for text in ("warm", "A warm room", "Warm!"):
        table.do(AddIdea(text=text))
    before = list(table.journal)
    struck(table, "notes", key)
    assert [idea.text for idea in table.state.ideas.values()] == ["warm", "A warm room", "Warm!"]
    changed = [old for old, new in zip(before, table.journal, strict=False) if old != new]
    assert [envelope.head(payload).k for payload in changed] == ["NoteWritten"]


def test_words_that_the_program_uses_itself_do_no_harm() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(TakeBreak(minutes=5))
    for words in ("break", "10:00", "console", "here", "2026-03-02", "id-000001", "e"):
        table.do(WriteNote(text=words))
    table.do(AddIdea(text="tea"))
    state = table.state
    for key in list(table.state.notes):
        struck(table, "notes", key)
    found = replay(table.journal)
    assert found.misfits == 0
    assert found.state == table.state
    assert msgspec.structs.replace(table.state, notes=state.notes) == state


def test_an_entry_is_struck_once_and_unknown_ones_not_at_all() -> None:
    table = Table()
    table.do(WriteNote(text="gone"))
    key = next(iter(table.state.notes))
    struck(table, "notes", key)
    assert table.refuse(Strike(area="notes", key=key)) == "refused.already_struck"
    assert table.refuse(Strike(area="notes", key="no")) == "refused.nothing_to_strike"
    assert table.refuse(Strike(area="ideas", key=key)) == "refused.nothing_to_strike"


def test_a_crash_between_the_strike_and_the_rewriting_is_told() -> None:
    table = Table()
    table.do(WriteNote(text="left behind"), "wrote")
    key = next(iter(table.state.notes))
    table.do(Strike(area="notes", key=key))
    left = Redaction("notes", key, ("left behind",), table.state.meta.id)
    found = replay(table.journal)
    assert found.strikes == (left,)
    wrote = found.memory.find("wrote")
    assert isinstance(wrote, Deed)
    assert [touch.after.text for touch in wrote.touches] == [STRUCK]


def test_events_that_hold_nothing_are_the_very_same_bytes() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(Pause())
    table.do(WriteNote(text="Ideas"))
    before = list(table.journal)
    struck(table, "notes", next(iter(table.state.notes)))
    assert [a is b for a, b in zip(before, table.journal, strict=False)] == [True] * 3 + [False]
    assert replay(table.journal).state == table.state


def test_a_planned_item_goes_from_the_plan_by_its_place() -> None:
    table = Table()
    table.do(AddIdea(text="Ideas"))
    table.do(MoveItem(item=table.state.order[1], by=1))
    key = next(key for key, item in table.state.items.items() if item.title == "Ideas")
    struck(table, "items", key)
    found = replay(table.journal).state
    assert found == table.state
    assert [item.title for item in found.items.values()] == [
        "Welcome and check-in",
        STRUCK,
        "Break",
        "Themes and dots",
        "Check-out",
    ]
    assert [idea.text for idea in found.ideas.values()] == ["Ideas"]


def test_a_struck_item_has_no_title_beside_what_was_written_in_it() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(WriteNote(text="A note"))
    table.do(RecordDecision(text="A decision"))
    before = recap(table.state)
    done = table.do(Strike(area="items", key=table.state.clock.current))
    assert done.strike
    assert recap(table.state) == done.strike.value(before)
    assert [note.item for note in recap(table.state).notes] == [STRUCK]


def test_a_decision_and_each_reservation_go_apart() -> None:
    table = Table()
    table.do(RecordDecision(text="Open on Sundays", reservations=("I can't come", "Nor can I")))
    table.do(AddReservation(text="It is cold"))
    (decision,) = table.state.decisions.values()
    second = decision.entries[1].id
    table.do(ChangeDecision(decision=decision.id, text="Open on Mondays"))

    struck(table, "reservations", second)

    assert table.state.decisions[decision.id].reservations == ("I can't come", STRUCK, "It is cold")
    assert not holds(table, "Nor can I")
    struck(table, "decisions", decision.id)
    (left,) = table.state.decisions.values()
    assert (left.text, left.reservations) == (STRUCK, ("I can't come", STRUCK, "It is cold"))
    assert not holds(table, "Open on")
    assert replay(table.journal).state == table.state


def test_reservations_of_an_old_journal_go_by_decision_and_place() -> None:
    table = Table()
    table.do(RecordDecision(text="Open on Sundays", reservations=("I can't come", "Nor can I")))
    (decision,) = table.state.decisions.values()
    ids = b',"reservation_ids":["%b","%b"]' % tuple(k.encode() for k in decision.reservation_ids)
    old = [payload.replace(ids, b"") for payload in table.journal]
    assert old != table.journal
    table = table.resumed(old)

    struck(table, "reservations", f"{decision.id}.1")
    table.do(AddReservation(text="It is cold"))
    struck(table, "reservations", table.state.decisions[decision.id].reservation_ids[2])

    assert table.state.decisions[decision.id].reservations == ("I can't come", STRUCK, STRUCK)
    assert replay(table.journal).state == table.state


def test_an_idea_from_a_phone_goes_with_what_was_offered() -> None:
    table = Table()
    table.do(OpenDoor(code="warm-soup"))
    table.do(SetLookFirst(on=True))
    table.do(OfferIdea(text="A night bus"), "phone-1")
    table.do(OfferIdea(text="A night bus, twice"), "phone-2")
    table.do(SettleOffer(taken=True))
    struck(table, "ideas", next(iter(table.state.ideas)))
    assert sum(b"A night bus" in payload for payload in table.journal) == 1
    assert [offer.text for offer in table.state.offers.values()] == ["A night bus, twice"]


def test_an_idea_of_an_old_journal_goes_with_what_was_offered_under_another_id() -> None:
    table = Table()
    table.do(OpenDoor(code="warm-soup"))
    table.do(SetLookFirst(on=True))
    table.do(OfferIdea(text="A night bus"), "phone-1")
    table.do(OfferIdea(text="A night bus, twice"), "phone-2")
    table.do(SettleOffer(taken=True))
    (idea,) = table.state.ideas
    added = f'"idea":"{idea}"'.encode()
    old = [payload.replace(added, b'"idea":"other"') for payload in table.journal]
    table = table.resumed(old)

    struck(table, "ideas", "other")

    assert sum(b"A night bus" in payload for payload in table.journal) == 1
    assert [offer.text for offer in table.state.offers.values()] == ["A night bus, twice"]
    assert replay(table.journal).state == table.state


def test_what_a_newer_version_wrote_is_searched() -> None:
    newer = (
        b'{"n":1,"t":0,"at":"","run":"r","cmd":"c","k":"Newer","v":9,"d":{"x":["Ask Kit now",7]}}'
    )

    cleaned = Redaction("notes", "n-1", ("Ask Kit",)).payload(newer)

    assert STRUCK.encode() + b" now" in cleaned
    assert Redaction("notes", "n-1", ("Ask Ada",)).payload(newer) is newer


OLD = Recap(
    "s-1",
    "Soup",
    notes=(RecapNote("Soup"), RecapNote("More soup"), RecapNote("Soup", id="n-2")),
    unthemed=(RecapIdea("Soup", by="Kit", merged=(RecapIdea("Broth", by="Ada"),)),),
    thanks=("Soup", "Soup for all"),
    next_session="Soup",
)


@pytest.mark.parametrize(
    ("area", "now"),
    [
        ("notes", {"notes": (RecapNote(STRUCK), *OLD.notes[1:])}),
        ("ideas", {"unthemed": (RecapIdea(STRUCK, merged=OLD.unthemed[0].merged),)}),
        ("thanks", {"thanks": (STRUCK, "Soup for all")}),
        ("closing", {"next_session": STRUCK}),
        ("missing", {}),
    ],
)
def test_in_a_recap_without_ids_an_entry_is_found_by_its_whole_text_in_its_own_area(
    area: str, now: dict[str, object]
) -> None:
    strike = Redaction(area, "k-1", ("Soup",), "s-1")

    assert strike.value(OLD) == msgspec.structs.replace(OLD, **now)
    elsewhere = Redaction(area, "k-1", ("Soup",), "s-2")
    assert elsewhere.value(OLD) is OLD


@pytest.mark.parametrize(("why", "left"), [("Soup", STRUCK), ("More soup", "More soup")])
def test_why_something_was_not_done_goes_from_what_an_old_journal_carried(
    why: str, left: str
) -> None:
    carried = Carried(1, actions=(CarriedAction("a-1", "Soup", state="not-done", why=why),))
    table = Table(carried=carried)
    strike = Redaction("outcomes", "became-a-1", ("Soup",), "s-1")

    table = table.resumed([strike.payload(payload) for payload in table.journal])

    (action,) = table.state.carried.actions
    assert (action.what, action.why) == ("Soup", left)


def test_what_a_group_chose_stands_under_what_is_left_of_an_option() -> None:
    vote = RecapRound(
        "What first?",
        "dots",
        (RecapOption("Soup", id="o-1"), RecapOption("The bus", id="o-2")),
        groups=(RecapVoteGroup("researcher", 3, {"Soup": 2, "The bus": 1}),),
        id="r-1",
    )

    cleaned = Redaction("options", "o-1", ("Soup",)).value(vote)
    whole = Redaction("rounds", "r-1", ("What first?",)).value(vote)

    assert [option.label for option in cleaned.options] == [STRUCK, "The bus"]
    assert cleaned.groups[0].counts == {STRUCK: 2, "The bus": 1}
    assert cleaned.question == "What first?"
    assert whole.question == STRUCK
    assert whole.groups[0].counts == {STRUCK: 3}


def test_a_merged_idea_goes_from_the_idea_that_holds_it() -> None:
    table = Table()
    for text in ("A warm room", "Warmth"):
        table.do(AddIdea(text=text))
    room, warmth = table.state.ideas
    table.do(MergeIdea(idea=warmth, into=room))
    before = recap(table.state)
    struck(table, "ideas", warmth)
    (idea,) = recap(table.state).unthemed
    assert (idea.text, idea.merged[0].text) == ("A warm room", STRUCK)
    strike = Redaction("ideas", warmth, ("Warmth",))
    assert strike.value(before) == recap(table.state)


def test_every_area_that_can_be_struck_is_known() -> None:
    for area in StrikeArea.__args__:  # type: ignore[attr-defined]  # a Literal's own words
        assert texts_in(State(), area) == {}
    assert words_of(State(), "notes", "none") is None


# ---- strikes of an earlier release ----


def test_a_strike_of_version_1_that_is_half_done_still_searches_its_words() -> None:
    table = Table()
    table.do(AddPerson(name="Jo Bloggs"))
    key = list(table.state.people)[-1]
    table.do(WriteNote(text="Then jo bloggs told us about the lease."))
    table.do(Park(text="Lease", asked_by="Jo Bloggs"))
    table.do(SetAction(what="Ring the landlord", who="Jo Bloggs"))

    found = replay(old_strike(table, "people", key))

    assert found.strikes == (WordStrike(("Jo Bloggs",), key),)
    assert found.struck == {key}
    cleaned = [found.strikes[0].payload(payload) for payload in table.journal]
    assert not any(b"bloggs" in payload.lower() for payload in cleaned)
    assert replay(cleaned).state == found.state
    (note,) = found.state.notes.values()
    assert note.text == f"Then {STRUCK} told us about the lease."


def test_a_strike_of_version_1_took_the_reservations_and_words_inside_others() -> None:
    table = Table()
    table.do(RecordDecision(text="warm", reservations=("I can't come",)))
    for text in ("A warmer room", "A warm room"):
        table.do(AddIdea(text=text))
    key = next(iter(table.state.decisions))

    found = replay(old_strike(table, "decisions", key))

    (decision,) = found.state.decisions.values()
    assert (decision.text, decision.reservations) == (STRUCK, (STRUCK,))
    assert [i.text for i in found.state.ideas.values()] == ["A warmer room", f"A {STRUCK} room"]


def test_a_strike_of_version_1_that_is_done_asks_for_nothing() -> None:
    table = Table()
    table.do(WriteNote(text="gone"))
    journal = old_strike(table, "notes", next(iter(table.state.notes)))
    (strike,) = replay(journal).strikes

    assert replay([strike.payload(payload) for payload in journal]).strikes == ()


def test_a_strike_of_version_1_keeps_nobody_beside_struck_words() -> None:
    idea = RecapIdea("Soup", by="Kit", merged=(RecapIdea("Broth", by="Ada"),))

    assert WordStrike(("Kit",)).value(idea) == RecapIdea("Soup", merged=idea.merged)
    assert WordStrike(("Soup",)).value(idea) == RecapIdea(STRUCK, merged=idea.merged)
    assert WordStrike(("Broth",)).value(idea).merged == (RecapIdea(STRUCK),)
    assert WordStrike(("Tea",)).value(idea) is idea
    group = RecapVoteGroup("researcher", 3, {"Zoë's plan": 2, "The bus": 1})
    assert WordStrike(("Zoë's plan",)).value(group).counts == {STRUCK: 2, "The bus": 1}


def test_redo_after_a_strike_brings_no_words_back() -> None:
    table = Table()
    table.do(AddIdea(text="first words"))
    key = next(iter(table.state.ideas))
    table.do(EditIdea(idea=key, text="second words"))
    table.do(Undo())
    struck(table, "ideas", key)
    table.give(Redo())
    assert not any(word in str(table.state) for word in ("first words", "second words"))


def test_the_reason_of_an_action_that_was_carried_over_goes_with_it_and_with_nothing_else() -> None:
    left = CarriedAction(id="a-1", what="Ask the council", why="She was in hospital")

    assert Redaction("carried", "a-1", (left.what,)).value(left).why == STRUCK
    assert Redaction("carried", "a-2", ("Paint",)).value(left) is left


@pytest.mark.parametrize(
    ("area", "key", "place", "goes"),
    [
        ("notes", "n-1", "notes/n-1", True),
        ("notes", "n-2", "notes/n-1", False),
        ("notes", "n-1", "ideas/n-1", False),
        ("notes", "n-1", "carried/n-1", True),
        ("rounds", "r-1", "options/o-1", True),
        ("notes", "n-1", "options/o-1", False),
    ],
)
def test_a_yes_to_the_words_of_an_entry_goes_with_it(
    area: str, key: str, place: str, goes: bool
) -> None:
    struck = Redaction(area, key, ("The tall man",))
    where, _, which = place.partition("/")
    said = WordsAllowed(area=where, key=which, mark=words_mark(("The tall man",)), people=("p",))
    mark = "" if goes else said.mark

    assert struck.value(said).mark == mark
    assert struck.value(State(allowed={place: Allowed(("p",), said.mark)})).allowed[place] == (
        Allowed(("p",), mark)
    )


def test_what_became_of_a_carried_item_goes_with_its_report_and_with_no_other() -> None:
    left = CarriedParked("p-1", "The bus", why="No money", why_id="o-1", to="Council")

    assert Redaction("outcomes", "o-1", ("No money",)).value(left) == (
        CarriedParked("p-1", "The bus", why=STRUCK, why_id="o-1", to=STRUCK)
    )
    assert Redaction("outcomes", "o-2", ("Other",)).value(left) is left


@pytest.mark.parametrize("area", ["actions", "parking", "decisions", "reflections", "promises"])
def test_what_became_of_an_entry_goes_with_it(area: str) -> None:
    told = Report("o-1", "e-1", "not-done", why="No money", to="Council")

    assert Redaction(area, "e-1", ("The bus",)).value(told) == (
        Report("o-1", "e-1", "not-done", why=STRUCK, to=STRUCK)
    )
    assert Redaction(area, "e-2", ("Tea",)).value(told) is told
    assert Redaction("notes", "e-1", ("The bus",)).value(told) is told


@pytest.mark.parametrize(
    ("area", "key", "gone"),
    [
        ("decisions", "d-2", {"text", "why"}),
        ("decisions", "d-1", {"replaces", "why"}),
        ("outcomes", "o-1", {"why"}),
        ("outcomes", "d-2", set()),
        ("notes", "d-1", set()),
    ],
)
def test_what_a_decision_replaces_goes_with_the_earlier_one_and_why_with_either(
    area: str, key: str, gone: set[str]
) -> None:
    told = CarriedDecision(
        "d-2", "On Tuesdays", replaces="On Mondays", replaces_id="d-1", why="The hall", why_id="o-1"
    )

    struck = Redaction(area, key, ("Words",)).value(told)

    fields = told.__struct_fields__
    assert {name for name in fields if getattr(struck, name) != getattr(told, name)} == gone
    assert {getattr(struck, name) for name in gone} <= {STRUCK}


def test_what_was_asked_for_goes_from_the_journal_it_was_said_in() -> None:
    said = ReflectionAdded(reflection="r-1", worked="The tea", change="More bread")
    (payload,) = envelope.encode_all(1, Instant(0, OPENED), "run", "cmd", (said,))

    struck = Redaction("carried", half_id("r-1", "change"), ("More bread",)).payload(payload)

    assert b"More bread" not in struck
    assert b"The tea" in struck


def test_damage_is_searched_for_the_id_and_for_the_words() -> None:
    struck = Redaction("notes", "n-000001", ("Mavis was late",))

    assert struck.in_damage(b'{"c":"00","e":{"d":{"note":"n-000001","te')
    assert struck.in_damage(b'ext":"Mavis was late"}}')
    assert not struck.in_damage(b'{"c":"00","e":{"d":{"note":"n-000002","te')


def test_every_wording_an_entry_had_is_found_longest_first_and_nothing_else() -> None:
    table = Table()
    table.do(WriteNote(text="Soup"))
    table.do(WriteNote(text="Something else altogether"))
    (note, _) = table.state.notes
    for text in ("Soup on Mondays", "Soup again"):
        table.do(ChangeNote(note=note, text=text))

    assert wordings(table.journal, note) == ("Soup on Mondays", "Soup again", "Soup")
    same = [f"Soup for {n}" for n in range(9)]
    for text in reversed(same):
        table.do(ChangeNote(note=note, text=text))
    assert [text for text in wordings(table.journal, note) if " for " in text] == same
    assert wordings(table.journal, "nothing") == ()
