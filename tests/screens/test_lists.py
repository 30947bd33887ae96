"""Notes, people and parking lot as lists: every key of each, what the room reads, and bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screens.list_screen import ListedScreen
from screens.people import PeopleScreen
from screens.places import Place
from screens.private.screen import PrivateScreen
from screens.record import RecordScreen
from screens.widgets.rows import Rows
from session.model.glossary import ExplainWord
from session.model.history import Redo, Undo
from session.model.ideas import EditIdea
from session.model.opening_closing import NoteMissing
from session.model.parking import CarryAll, ChangeParked, MoveParked, Park, PickUpNow
from session.model.people import (
    AddPeople,
    AddPerson,
    AnswerConsent,
    ArriveAll,
    ArrivePerson,
    ChangePerson,
    LeavePerson,
    Newcomer,
    NoteNeeds,
    Person,
)
from session.model.phones import JoinDevice, LeaveDevice, OpenDoor
from session.model.protocol import AnyCommand
from session.model.record import (
    AddReservation,
    ChangeDecision,
    ChangeNote,
    ChangeReservation,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.state import State
from session.views.people import parse_person
from session.wording.catalogue import say
from tests.every_key import KEYS
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen

Expected = Callable[[State], list[AnyCommand]]
LEASE = "The lease of the building"


def lot() -> Harness:
    return Harness(RecordScreen("parking"), hall())


def written() -> Table:
    return hall().do(
        WriteNote(text="The bus is late"),
        AddReservation(text="Not on Fridays"),
        SetAction(what="Ring the depot", who="Mo", by="Friday"),
        ExplainWord(text="ICB", meaning="integrated care board"),
    )


def notes() -> Harness:
    return Harness(RecordScreen(), written())


def everything() -> Harness:
    return Harness(RecordScreen(), written())


def idea(state: State) -> str:
    return next(iter(state.ideas))


def people(table: Table | None = None) -> Harness:
    return Harness(PeopleScreen(), table or Table())


def names(table: Table | None = None) -> Harness:
    return Harness(PrivateScreen("people"), table or Table())


def slips() -> Harness:
    return Harness(PrivateScreen("slips"), Table())


def parked(state: State) -> str:
    return next(iter(state.parking))


def note(state: State) -> str:
    return next(iter(state.notes))


def decision(state: State) -> str:
    return next(iter(state.decisions))


def reservation(state: State) -> str:
    return state.decisions[decision(state)].entries[0].id


def action(state: State) -> str:
    return next(iter(state.actions))


def person(state: State, nth: int = 0) -> Person:
    return list(state.people.values())[nth]


def changed(state: State, **fields: str) -> ChangeParked:
    first = state.parking[parked(state)]
    kept = {"text": first.text, "asked_by": first.asked_by, "promise": first.promise}
    return ChangeParked(parked=first.id, **{**kept, **fields})


PARKING: list[tuple[list[str], Expected]] = [
    (["p", *"Soup @Priya > May", "enter"], lambda s: [Park("Soup", "Priya", "May")]),
    (["k"], lambda s: [MoveParked(parked=parked(s), status="picked-up")]),
    (
        ["k", "r"],
        lambda s: [
            MoveParked(parked=parked(s), status="picked-up"),
            MoveParked(parked=parked(s), status="resolved"),
        ],
    ),
    (
        ["k", "b"],
        lambda s: [
            MoveParked(parked=parked(s), status="picked-up"),
            MoveParked(parked=parked(s), status="parked"),
        ],
    ),
    (["c"], lambda s: [MoveParked(parked=parked(s), status="carried-over")]),
    (["C"], lambda s: [CarryAll()]),
    (["n"], lambda s: [PickUpNow(parked=parked(s))]),
    (
        ["k", "a", *" @Mo", "enter"],
        lambda s: [
            MoveParked(parked=parked(s), status="picked-up"),
            SetAction(what=LEASE, who="Mo"),
            MoveParked(parked=parked(s), status="action"),
        ],
    ),
    (["t", *" or 7", "enter"], lambda s: [changed(s, promise="session 6 or 7")]),
    (
        ["e", "home", *"Is ", "enter"],
        lambda s: [changed(s, text=f"Is {LEASE}")],
    ),
    (["k", "u"], lambda s: [MoveParked(parked=parked(s), status="picked-up"), Undo()]),
    (["k", "u", "U"], lambda s: [MoveParked(parked(s), "picked-up"), Undo(), Redo()]),
]
NOTES: list[tuple[list[str], Expected]] = [
    (["w", *"Tea", "enter"], lambda s: [WriteNote(text="Tea")]),
    (["d", *"Tea", "enter"], lambda s: [RecordDecision(text="Tea")]),
    (["D", *"No", "enter"], lambda s: [AddReservation(text="No", decision=decision(s))]),
    (["a", *"Ask @Mo", "enter"], lambda s: [SetAction(what="Ask", who="Mo")]),
    (
        ["end", "home", "e", *"!", "enter"],
        lambda s: [ChangeDecision(decision(s), said(s))],
    ),
    (
        ["down", "enter", *"!", "enter"],
        lambda s: [ChangeReservation(reservation=reservation(s), text="Not on Fridays!")],
    ),
    (
        ["down", "down", "e", *"!", "enter"],
        lambda s: [ChangeNote(note=note(s), text="The bus is late!")],
    ),
    (
        ["3", "e", "home", *"We ", "enter"],
        lambda s: [
            SetAction(action=action(s), what="We Ring the depot", who="Mo", by="Friday"),
        ],
    ),
    (["w", *"Tea", "enter", "u"], lambda s: [WriteNote(text="Tea"), Undo()]),
    (["w", *"Tea", "enter", "u", "U"], lambda s: [WriteNote(text="Tea"), Undo(), Redo()]),
]
RECORD: list[tuple[list[str], Expected]] = [
    (
        ["5", "e", *"!", "enter"],
        lambda s: [ExplainWord("ICB", "integrated care board!")],
    ),
    (["6", "e", *"!", "enter"], lambda s: [EditIdea(idea(s), f"{s.ideas[idea(s)].text}!")]),
    (["1", "e", *"!", "enter"], lambda s: [ChangeNote(note=note(s), text="The bus is late!")]),
    (["2", "e", *"!", "enter"], lambda s: [ChangeDecision(decision(s), said(s))]),
    (["3", "3", "4", "home", "k"], lambda s: [MoveParked(parked=parked(s), status="picked-up")]),
]
"""One kind alone; the same key shows all again."""
PEOPLE: list[tuple[list[str], Expected]] = [
    (["space"], lambda s: [ArrivePerson(person=person(s).id)]),
    (
        ["enter", "enter", "space"],
        lambda s: [
            ArrivePerson(person=person(s).id),
            LeavePerson(person=person(s).id),
            ArrivePerson(person=person(s).id),
        ],
    ),
    (["down", "l"], lambda s: [ArrivePerson(person=person(s, 1).id, late=True)]),
    (["A"], lambda s: [ArriveAll()]),
    (["1"], lambda s: [AddPerson(late=False)]),
    (
        ["a", *"Nadia, researcher, remote", "enter", "escape"],
        lambda s: [AddPeople(people=(Newcomer("Nadia", ("researcher",), True),))],
    ),
    (
        ["e", *", researcher", "enter"],
        lambda s: [
            ChangePerson(person(s).id, person(s).name, (*person(s).roles, "researcher"), False)
        ],
    ),
    (["r"], lambda s: [ChangePerson(person(s).id, person(s).name, person(s).roles, True)]),
    (["m", *"Drivers", "enter"], lambda s: [NoteMissing(text="Drivers")]),
    (["A", "u"], lambda s: [ArriveAll(), Undo()]),
    (["A", "u", "U"], lambda s: [ArriveAll(), Undo(), Redo()]),
]
NAMES: list[tuple[list[str], Expected]] = [
    (["y"], lambda s: [AnswerConsent(person=person(s).id, question="named", answer=True)]),
    (
        ["c", "y", "escape", "enter", "n", "escape"],
        lambda s: [
            AnswerConsent(person=person(s).id, question="named", answer=True),
            AnswerConsent(person=person(s).id, question="named", answer=False),
        ],
    ),
    (["N", *"A ramp", "enter"], lambda s: [NoteNeeds(person(s).id, "A ramp")]),
    (
        ["tab", "tab", "tab", "tab", "y"],
        lambda s: [AnswerConsent(person=person(s).id, question="named", answer=True)],
    ),
    (
        ["e", "home", *"Ms ", "enter", "u", "U"],
        lambda s: [
            ChangePerson(person(s).id, f"Ms {person(s).name}", person(s).roles, False),
            Undo(),
            Redo(),
        ],
    ),
]
SLIPS: list[tuple[list[str], Expected]] = [
    (
        ["y", "n", "0", "down", "up", "right", "delete", "y"],
        lambda s: [
            AnswerConsent(person=person(s).id, question="named", answer=True),
            AnswerConsent(person=person(s).id, question="quoted", answer=False),
            AnswerConsent(person=person(s, 1).id, question="photographed", answer=True),
        ],
    ),
    (
        ["1", "right", "1", "2", "left", "left", "backspace"],
        lambda s: [
            AnswerConsent(person=person(s).id, question="named", answer=True),
            AnswerConsent(person=person(s).id, question="photographed", answer=True),
            AnswerConsent(person=person(s, 1).id, question="named", answer=False),
            AnswerConsent(person=person(s).id, question="photographed", answer=None),
        ],
    ),
]
EVERY: list[tuple[Place, Callable[[], Harness], list[tuple[list[str], Expected]]]] = [
    ("record", lot, PARKING),
    ("record", notes, NOTES),
    ("record", everything, RECORD),
    ("people", people, PEOPLE),
    ("private", names, NAMES),
    ("private", slips, SLIPS),
]
PRESSED = [(place, made, *one) for place, made, rows in EVERY for one in rows]
ELSEWHERE = {"up", "pageup", "pagedown", "home", "end", "down", "x", "X", "f9"}
ELSEWHERE |= {"slash", "h", "f1", "question_mark", "escape", "q"}
PRIVATE_KEYS = {"private": {"s", "l", "C", "a", "g", "R", "k", "space"}}
"""Tried in the whole program (`tests/tui/test_private_door.py`)."""


def said(state: State) -> str:
    return f"{state.decisions[decision(state)].text}!"


@pytest.mark.practice("P28")
@pytest.mark.practice("P32")
@pytest.mark.parametrize(
    ("made", "keys", "expected"),
    [one[1:] for one in PRESSED],
    ids=[f"{place}-{'-'.join(keys)}" for place, _, keys, _ in PRESSED],
)
async def test_a_key_of_a_list(
    made: Callable[[], Harness], keys: list[str], expected: Expected
) -> None:
    app = made()
    async with app.run_test(size=(120, 36)) as pilot:
        wanted = expected(app.state)
        await pilot.press(*keys)
        await pilot.pause()
        assert app.commands == wanted
        assert app.told == []
        assert app.screen is app.first


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("record", [*PARKING, *NOTES, *RECORD]),
        ("people", PEOPLE),
        ("private", [*NAMES, *SLIPS]),
    ],
)
def test_every_key_of_the_tables_is_tried_here(
    place: Place, rows: list[tuple[list[str], Expected]]
) -> None:
    tried = {key for keys, _ in rows for key in keys} | ELSEWHERE | PRIVATE_KEYS.get(place, set())
    assert {key for one in KEYS[place] for key in one.keys.split(",") if key} <= tried


@pytest.mark.parametrize("made", [lot, notes, people])
@pytest.mark.parametrize("key", ["escape", "q"])
async def test_a_list_is_left_for_where_one_came_from(
    made: Callable[[], Harness], key: str
) -> None:
    app = made()
    async with app.run_test() as pilot:
        await pilot.press("question_mark", "f1", key)
        await pilot.pause()
        assert app.ways == ["help", "help"]
        assert app.screen is not app.first


@pytest.mark.parametrize(
    ("made", "area", "key"),
    [
        (lot, "parking", parked),
        (notes, "decisions", decision),
    ],
)
async def test_x_strikes_the_row_chosen(
    made: Callable[[], Harness], area: str, key: Callable[[State], str]
) -> None:
    app = made()
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert [(one.area, one.key) for one in app.strikes] == [(area, key(app.state))]


@pytest.mark.practice("P52")
async def test_a_reservation_is_a_row_of_its_own_and_goes_alone() -> None:
    app = notes()
    async with app.run_test() as pilot:
        await pilot.press("down", "x")
        await pilot.pause()
        assert [(one.area, one.key) for one in app.strikes] == [
            ("reservations", reservation(app.state))
        ]


SETTLED: list[tuple[list[str], Expected]] = [
    (["2"], lambda s: [MoveParked(parked(s), "carried-over")]),
    (["3", "1"], lambda s: [MoveParked(parked(s), to) for to in ("picked-up", "resolved")]),
    (["3", "4"], lambda s: [MoveParked(parked(s), to) for to in ("picked-up", "parked")]),
    (["5"], lambda s: [PickUpNow(parked=parked(s))]),
    (
        ["6", *" @Mo", "enter"],
        lambda s: [
            SetAction(what=LEASE, who="Mo"),
            MoveParked(parked(s), "picked-up"),
            MoveParked(parked(s), "action"),
        ],
    ),
    (["7", *" or 7", "enter"], lambda s: [changed(s, promise="session 6 or 7")]),
    (["8"], lambda s: [CarryAll()]),
    (["1", "9", "escape"], lambda s: []),
]
"""Numbers of the menu, which opens before each; what the status forbids does nothing."""


@pytest.mark.practice("P28")
@pytest.mark.parametrize(("keys", "expected"), SETTLED, ids=[k[0] for k, _ in SETTLED])
async def test_what_becomes_of_a_parked_line_is_chosen_by_number(
    keys: list[str], expected: Expected
) -> None:
    app = lot()
    async with app.run_test(size=(80, 24)) as pilot:
        wanted = expected(app.state)
        for key in keys:
            if app.screen is app.first:
                app.first.action_settle()  # type: ignore[attr-defined]  # the screen under test
                await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
        assert app.commands == wanted
        assert app.told == []
        assert app.screen is app.first


async def test_nothing_becomes_of_a_line_that_is_not_parked() -> None:
    app = notes()
    async with app.run_test(size=(80, 24)) as pilot:
        app.first.action_settle()  # type: ignore[attr-defined]  # the screen under test
        await pilot.press("r")
        await pilot.pause()
        assert app.told == [say("settle.nothing"), say("settle.choose")]
        assert app.commands == []


async def test_a_name_is_not_struck() -> None:
    app = people()
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert app.strikes == []


def many(kind: str) -> Harness:
    table = Table()
    match kind:
        case "parking":
            table.do(*(Park(text=f"Row {n}") for n in range(300)))
            return Harness(RecordScreen("parking"), table)
        case "notes":
            table.do(*(WriteNote(text=f"Row {n}") for n in range(300)))
            return Harness(RecordScreen(), table)
        case _:
            table.do(*(AddPerson(name=f"Row {n}") for n in range(300)))
            return Harness(PeopleScreen(), table)


@pytest.mark.parametrize("kind", ["parking", "notes", "people"])
async def test_the_arrows_and_pages_reach_every_row_of_three_hundred(kind: str) -> None:
    app = many(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.screen.query_one(Rows)
        first = rows.chosen
        await pilot.press("end")
        last = rows.chosen
        assert "Row 299" in seen(app) or kind == "people"
        await pilot.press("up", "pageup")
        assert rows.chosen not in {first, last}
        await pilot.press("pagedown", "down", "end")
        assert rows.chosen == last
        await pilot.press("home")
        assert rows.chosen == first
        await pilot.resize_terminal(60, 20)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert rows.chosen == first


@pytest.mark.parametrize("place", ["record", "people"])
async def test_an_empty_list_says_what_to_press_and_no_key_fails(place: Place) -> None:
    screens: dict[str, type[ListedScreen]] = {
        "record": RecordScreen,
        "people": PeopleScreen,
    }
    table = Table()
    if place == "people":
        for one in list(table.state.people):
            table.runtime.live.people.pop(one)
    app = Harness(screens[place](), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press " in seen(app)
        for key in KEYS[place]:
            if key.id not in {"leave", "help", "filter"}:
                await pilot.press(key.keys.split(",")[0])
                await pilot.pause()
                while app.screen is not app.first:
                    await pilot.press("escape")
                    await pilot.pause()
        assert app.strikes == []


# The record


@pytest.mark.practice("P32")
@pytest.mark.practice("P52")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_record_stands_by_agenda_item_with_reservations_and_who_does_what(
    size: tuple[int, int],
) -> None:
    app = notes()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert shown.index("Ideas for next winter") < shown.index("Soup stays at eleven")
        for words in ("Reservation: Not on Fridays", "The bus is late", "Mo, Friday"):
            assert words in shown
        assert "1 notes (1) · 2 decisions (1) · 3 actions (1)" in shown


async def test_a_long_note_keeps_its_column_also_after_a_resize() -> None:
    words = " ".join(f"word-{n}" for n in range(30))
    app = Harness(RecordScreen(), Table().do(WriteNote(text=words)))
    async with app.run_test(size=(120, 36)) as pilot:
        for width in (120, 80, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            rows = [row for row in seen(app).splitlines() if "word-" in row]
            assert len(rows) > 1
            assert len({row.index("word-") for row in rows}) == 1
            assert " ".join(" ".join(rows).split()).endswith("word-29")


async def test_a_long_note_is_read_to_its_end() -> None:
    table = Table().do(WriteNote(text=f"{'word ' * 60}and the end of it"))
    app = Harness(RecordScreen(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "and the end of it" in " ".join(seen(app).split())


# People


@pytest.mark.practice("P6")
async def test_who_came_stands_beside_who_was_hoped_for_and_who_is_missing() -> None:
    table = hall().do(NoteMissing(text="Nobody under 20"))
    app = people(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert "in the room" in shown
        assert "hoped for" not in shown
        assert " expected" not in shown
        assert "Missing: Nobody under 20" in shown

    app = names(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "hoped for" in seen(app)


async def test_somebody_not_on_the_list_is_late_once_the_agenda_has_begun() -> None:
    app = people(hall())
    async with app.run_test() as pilot:
        await pilot.press("a", *"Nadia", "enter")
        await pilot.pause()
        assert app.commands == [AddPeople(people=(Newcomer("Nadia"),), late=True)]
        # What the room sees stays what it was.
        assert app.ways == []


@pytest.mark.practice("P47")
async def test_somebody_entered_twice_is_asked_about_and_unnamed_people_stay_so() -> None:
    table = Table().do(ArriveAll())
    name = person(table.state).name
    app = people(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a", *name, "enter")
        await pilot.pause()
        assert say("refused.that_person_here") in seen(app)
        await pilot.press("escape", "l", "e")
        await pilot.pause()
        assert app.told == [say("refused.that_person_here")]
        assert name not in seen(app)


async def test_names_of_who_did_not_agree_are_initials() -> None:
    app = people(hall())
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        assert "Maureen" not in seen(app)
        assert "✓ M." in seen(app)


@pytest.mark.practice("P7")
@pytest.mark.practice("P47")
async def test_what_is_private_about_somebody_is_asked_for_on_a_page_of_its_own() -> None:
    table = Table()
    table.do(NoteNeeds(person=person(table.state).id, text="A ramp"))
    app = people(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "f9")
        await pilot.pause()
        assert "A ramp" not in seen(app)
        assert [(go.to, go.about) for go in app.gone] == [("private", person(table.state, 1).id)]


@pytest.mark.practice("P7")
async def test_needs_stand_beside_the_name_and_are_struck_there() -> None:
    table = Table()
    table.do(NoteNeeds(person=person(table.state).id, text="A ramp"))
    app = names(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "needs: A ramp" in seen(app)
        assert [one.area for one in app.strikes] == ["needs"]


@pytest.mark.practice("P17")
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_slips_are_typed_in_with_three_keys_a_person(size: tuple[int, int]) -> None:
    app = slips()
    async with app.run_test(size=size) as pilot:
        everybody = len(app.state.people)
        await pilot.press(*("y", "n", "y") * everybody, "y", "y")
        await pilot.pause()
        answered = [
            (one.consent.named, one.consent.quoted, one.consent.photographed)
            for one in app.state.people.values()
        ]
        assert answered == [(True, False, True)] * (everybody - 1) + [(True, False, True)]
        assert app.told == []
        shown = seen(app)
        assert person(app.state, everybody - 1).name in shown
        assert shown.count("▸") == 2


def test_lines_typed_for_a_person() -> None:
    roles = ("community member", "researcher")
    assert parse_person("Nadia, Researcher", roles) == ("Nadia", ("researcher",), False)
    assert parse_person("Nadia, 1, 2, online", roles) == ("Nadia", roles, True)
    assert parse_person("researcher", roles) == ("", ("researcher",), False)
    assert parse_person("Nadia, from the church", roles) == ("Nadia, from the church", (), False)
    assert parse_person("", roles) == ("", (), False)


@pytest.mark.practice("P46")
async def test_a_phone_is_asked_to_leave_and_its_person_stays() -> None:
    table = hall()
    table.do(OpenDoor(code="warm-soup"), JoinDevice(device="mark", name="Somebody new"))
    app = people(table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "by phone" in seen(app)
        await pilot.press("h")
        await pilot.pause()
        assert say("people.phone.ask") in seen(app)
        await pilot.press("y")
        await pilot.pause()
        assert app.commands == [LeaveDevice(device="mark", gone=False)]
        assert list(app.state.people.values())[-1].presence == "here"
        await pilot.press("h")
        await pilot.pause()
        assert app.told == [say("people.phone.none")]
