"""One display, always projected: every key of every screen is pressed, and nothing private appears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from app.live_session import LiveSession
from app.open_session import open_session
from screens.dialogs.confirm import Confirm
from screens.keys.key import Key
from screens.messages import Go, StrikeAsked, Submit
from screens.places import DESTINATIONS, SCREENS, Destination
from screens.places import PRIVATE as PRIVATE_PLACES
from session.model.floor import RaiseHand, StartTurn
from session.model.history import Redo, Undo
from session.model.ideas import AddTheme
from session.model.lifecycle import SetCounting
from session.model.opening_closing import AddReflection
from session.model.parking import Park
from session.model.people import (
    AddPerson,
    AnswerConsent,
    ArriveAll,
    ArrivePerson,
    LeavePerson,
    NoteNeeds,
)
from session.model.plan import PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import SetAction, WriteNote
from session.model.speaking_round import CloseCircle, OpenCircle, StepCircle
from session.model.state import replace
from session.model.votes import CloseRound, OpenRound
from session.rules.ballots import Ballot, Voter
from store.paths import Home
from tests.every_key import KEYS
from tests.tui.opened import PLAN, SAID, app_on, shown, until
from tui import places
from tui.app import FairsayApp

LEAVES: set[tuple[str, str]] = {
    ("home", "quit"),
    ("close", "end"),
    ("home", "demo"),
    ("home", "rehearse"),
}
"""What ends the session or the program, or opens another: nothing of this one is shown after it."""
PLACES = tuple(
    to for to in DESTINATIONS if to in SCREENS and to not in PRIVATE_PLACES and to != "help"
)
"""Every screen that has keys of its own, but the private panel with its pages, and the help."""
UNNAMED = "Zebediah Quill"
NEED = "A quiet corner by the door"
NEVER_SHOWN = re.compile(
    r"zebediah|quill|large print|quiet corner|(?-i:came late)|\d [^\n]{0,20}hoped for"
    r"|\d+ % of (talk|the room)|Facilitators spoke",
    re.IGNORECASE,
)


def deeds(person: str) -> dict[str, tuple[AnyCommand, ...]]:
    """Return what may be done while everybody looks on, each with what it may be refused for."""
    no = AnswerConsent(person=person, question="photographed", answer=False)
    return {
        "consent": (no, no, AnswerConsent(person=person, question="named", answer=False)),
        "a need": (NoteNeeds(person=person, text=NEED),),
        "lateness": (
            ArrivePerson(person=person, late=True),
            LeavePerson(person=person),
            LeavePerson(person=person),
            ArrivePerson(person=person, late=True),
        ),
        "a name of the list": (AddPerson(name=UNNAMED),),
        "somebody who is not on it": (AddPerson(name=f"{UNNAMED} the third", late=True),),
        "the queue": (RaiseHand(person=person), RaiseHand(person=person)),
        "the queue, not on the list": (
            RaiseHand(name=f"{UNNAMED} of Leeds"),
            RaiseHand(name=f"{UNNAMED} of Leeds"),
            RaiseHand(name="Quill", reason="unclear"),
        ),
        "an owner": (SetAction(what="Ask about soup", who=f"Dawn and {UNNAMED}", by="Friday"),),
        "who asked": (Park(text="Who pays for soup?", asked_by=f"{UNNAMED}"),),
        "a round": (OpenCircle(), StepCircle(), StepCircle(how="later"), CloseCircle()),
        "a count": (OpenRound(question="Soup?", options=("Yes", "No")),),
        "a reflection": (AddReflection(worked="The soup"),),
    }


@pytest.fixture
def live(tmp_path: Path) -> LiveSession:
    """A session in which somebody who agreed to nothing stands wherever a name can stand."""
    plan = replace(PLAN, people=(*PLAN.people, PlanPerson(UNNAMED, ("researcher",))))
    live = open_session(Home(tmp_path / "data"), plan, session_id="2026-11-23-aaaaaa")
    for command in (
        *SAID,
        ArriveAll(),
        AddPerson(name=f"{UNNAMED} the younger", roles=("community member",)),
        SetCounting(on=True),
        StartTurn(group="researcher"),
        AddTheme(name="Warmth"),
        OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3),
        RaiseHand(name=UNNAMED),
        RaiseHand(name="Quill", reason="unclear"),
        Park(text="The timetable", asked_by=UNNAMED),
        SetAction(what="Ring the depot", who=UNNAMED),
    ):
        live.handle(command)
    for person in live.runtime.live.people:
        live.handle(NoteNeeds(person=person, text="Large print"))
    vote = next(iter(live.runtime.live.rounds.values()))
    for voter in "abc":
        live.ballots.cast(vote.id, Voter(voter), Ballot("pass", {next(iter(vote.options)): 3}))
    live.handle(CloseRound(round=vote.id))
    return live


async def back_to(app: FairsayApp, pilot: Pilot[str], place: Destination) -> None:
    """Leave whatever a key opened, answering nothing that it asks."""
    for _ in range(6):
        if places.place(app.screen) == place and not app.gate.typing:
            return
        await pilot.press("escape")
        await pilot.pause()
    await go(app, pilot, place)


async def go(app: FairsayApp, pilot: Pilot[str], place: Destination) -> None:
    """Show a screen; that the session is left for Home, or who else can see it, is asked about first."""
    app.post_message(Go(place))
    await until(pilot, lambda: places.place(app.screen) == place or isinstance(app.screen, Confirm))
    if isinstance(app.screen, Confirm):
        await pilot.press("n" if place in PRIVATE_PLACES else "y")
    await until(pilot, lambda: places.place(app.screen) == place)


def pressed(key: Key) -> list[str]:
    keys = key.keys.split(",") if key.keys else []
    return keys if key.each else keys[:1]


def test_every_screen_with_keys_of_its_own_is_tried() -> None:
    assert {*PLACES, *PRIVATE_PLACES, "help", "everywhere"} == KEYS.keys()


@pytest.mark.practice("P47")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("place", PLACES)
async def test_no_key_brings_private_text_on_a_projected_screen(
    live: LiveSession, place: Destination, size: tuple[int, int]
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        seen = {"": shown(app)}
        keys = next(keys for known, keys in KEYS.items() if known == place)
        tried = [key for key in keys if (place, key.id) not in LEAVES]
        for key in tried:
            for one in pressed(key):
                await pilot.press(one)
                await pilot.pause()
                seen[one] = shown(app)
                await back_to(app, pilot, place)
            if not key.keys:
                # Help and the palette alone offer it.
                await app.screen.run_action(key.run)
                await pilot.pause()
                seen[key.id] = shown(app)
                await back_to(app, pilot, place)
        for one, words in seen.items():
            assert not NEVER_SHOWN.search(words), (
                f"{place}: {one} shows {NEVER_SHOWN.search(words)}"
            )
        assert seen.keys() == {"", *(one for key in tried for one in pressed(key) or [key.id])}
    live.close()


@pytest.mark.practice("P47")
@pytest.mark.parametrize("place", PLACES)
async def test_whatever_is_done_and_taken_back_no_screen_tells_of_whom(
    live: LiveSession, place: Destination
) -> None:
    person = next(key for key, one in live.runtime.live.people.items() if one.name == UNNAMED)
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        for name, commands in deeds(person).items():
            for command in (*commands, Undo(), Redo(), Undo()):
                app.post_message(Submit(command))
                await pilot.pause()
                await pilot.pause()
                found = NEVER_SHOWN.search(shown(app))
                assert not found, f"{place}: {name}, {type(command).__name__} shows {found}"
                await back_to(app, pilot, place)
    live.close()


@pytest.mark.practice("P46")
@pytest.mark.parametrize("place", PLACES)
async def test_no_screen_repeats_the_words_that_are_about_to_be_struck(
    live: LiveSession, place: Destination
) -> None:
    person = next(key for key, one in live.runtime.live.people.items() if one.name == UNNAMED)
    live.handle(WriteNote(text="Jo told us of her Xanthoma"))
    live.handle(WriteNote(text="So did her brother, of his Xanthoma"))
    live.handle(NoteNeeds(person=person, text="Large print and Xanthoma leaflets"))
    note = next(key for key, one in live.runtime.live.notes.items() if "Xanthoma" in one.text)
    needs = next(key for key, one in live.runtime.live.needs.items() if one.person == person)
    app = app_on(live.home, live, strike_s=60)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await go(app, pilot, place)
        for asked in (StrikeAsked(), StrikeAsked("needs", needs), StrikeAsked("notes", note)):
            app.post_message(asked)
            await until(pilot, lambda: isinstance(app.screen, Confirm))
            question = str(app.screen.query_one("#sheet .title", Static).content)
            assert question.startswith("Strike what ")
            assert "Xanthoma" not in question
            assert not NEVER_SHOWN.search(shown(app))
            await pilot.press("y")
            await until(pilot, lambda: app.live and app.live.runtime.pending)
            await pilot.pause()
            assert not NEVER_SHOWN.search(shown(app))
            await back_to(app, pilot, place)
        await until(pilot, lambda: "Xanthoma" not in shown(app))
    live.close()
