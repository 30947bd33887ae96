"""One person refuses everything, and nothing that anybody is shown or handed tells it, not by subtraction either.

The same session is played twice, by a clock and ids of its own: in one the person says no to all that is asked, in the
other says nothing. Whatever the room, a phone or a file tells must be the same, byte by byte; and none of it is about
the person by name. Beside it stands a session in which the others say yes: no number tells that one did not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from app.recap_lines import read_back
from remote.hub import Hub
from remote.pages import Pages
from remote.phone import Phone
from screens.board import BoardScreen
from screens.close import CloseScreen
from screens.join import JoinScreen
from screens.people import PeopleScreen
from screens.record import RecordScreen
from screens.shared import SharedScreen
from screens.speak import SpeakScreen
from screens.start import StartScreen
from screens.themes import ThemesScreen
from session.model.agenda import NextItem, StartAgenda
from session.model.agreement import ShowShares, TellByRole
from session.model.floor import CallHand, RaiseHand, StartTurn
from session.model.ideas import AddIdea, AddTheme
from session.model.lifecycle import AgreeRecap, EndSession, SetCounting
from session.model.parking import Park
from session.model.people import ArriveAll, ChangeConsent, Consent, ConsentQuestion, LeavePerson
from session.model.phones import JoinDevice, OpenDoor, RaiseConcern
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.speaking_round import CloseCircle, OpenCircle, StepCircle
from session.model.votes import BeginBallots, CloseRound, OpenRound, RevealRound
from session.rules.ballots import Ballot, BallotsIn, tally
from session.views import phone_build
from session.views.board import board, themes_board
from session.views.people import people_view
from session.views.recap import recap
from session.views.shared.following import scene
from session.views.shared.scene import SCENES
from session.wording.catalogue import CATALOGUE
from store.exports.registry import FORMATS
from tests.remote.hall import CODE, Hall
from tests.screens.harness import Harness, seen
from tests.session.table import Table
from tests.store.opened import text_of
from tests.test_privacy import texts

QUESTIONS: tuple[ConsentQuestion, ...] = get_args(ConsentQuestion)
YES = Consent(**dict.fromkeys(QUESTIONS, True))
NO = Consent(**dict.fromkeys(QUESTIONS, False))
SILENT = Consent()
ONE = "Zebediah Quill"
ROOM = Plan(
    title="What should the hub offer?",
    series="Hub futures",
    agenda=(
        PlanItem("Check-in", 10, "check-in"),
        PlanItem("Ideas", 30, "ideas"),
        PlanItem("Check-out", 10, "check-out"),
    ),
    people=(
        *(PlanPerson(name, ("community member",)) for name in ("Priya", "Mo", "Ana", "Bea")),
        *(PlanPerson(name, ("researcher",)) for name in ("Sam", "Kit", ONE)),
        PlanPerson("Dawn", ("facilitator",)),
    ),
    meeting_link="https://meet.example.org/hub",
    support="Ana, by the tea table",
)


class Played:
    """The session, stopped wherever somebody may look: what is shown there is asked of it."""

    def __init__(
        self, answers: Consent, others: Consent = YES, *, asked_late: bool = False
    ) -> None:
        self.table = Table(ROOM)
        self.late = asked_late
        self.answers = answers
        self.stops: list[Table] = []
        people = self.table.state.people
        self.one = next(key for key, person in people.items() if person.name == ONE)
        do = self.table.do
        do(OpenDoor(code=CODE))
        do(ArriveAll())
        for key in people:
            if key != self.one and others != SILENT:
                do(ChangeConsent(person=key, consent=others), f"others-{key}")
        if not asked_late:
            self._answer()
        self._gathers()
        self._speaks()
        self._votes()
        self._goes_round()
        if asked_late:
            self._answer()
        self._ends()

    def _answer(self) -> None:
        # The command has an id of its own, so that both sessions use the same ids after it.
        if self.answers != SILENT:
            self.table.do(ChangeConsent(person=self.one, consent=self.answers), "answers")

    def _stop(self) -> None:
        self.stops.append(self.table.resumed())

    def _gathers(self) -> None:
        do = self.table.do
        do(StartAgenda())
        do(JoinDevice(device="their phone", name=ONE))
        do(JoinDevice(device="another phone", name="Mo"))
        do(RaiseConcern(text="It is too loud"), "phone-concern")
        do(Park(text="Who pays?", asked_by=ONE))
        do(SetAction(what="Ring the depot", who=ONE, by="Friday"))
        do(SetAction(what="Ask about soup", who=f"Mo and {ONE}"))
        do(WriteNote(text="The bus does not run late"))
        do(RecordDecision(text="We meet on Mondays"))
        do(AddTheme(name="Warmth"))
        do(AddIdea(text="A night bus"))
        do(AddIdea(text="Soup", author=next(iter(self.table.state.people))))
        do(NextItem())
        self._stop()

    def _speaks(self) -> None:
        do, table = self.table.do, self.table
        do(SetCounting(on=True))
        do(ShowShares(on=True))
        do(TellByRole(on=True))
        for group in ("community member", "researcher"):
            do(StartTurn(group=group))
            table.wait(400)
        do(RaiseHand(person=self.one))
        do(RaiseHand(person=next(iter(table.state.people))))
        self._stop()
        do(CallHand(hand=next(iter(table.state.queue))))
        table.wait(60)
        self._stop()

    def _votes(self) -> None:
        do = self.table.do
        for method in ("gradient", "pulse"):
            do(OpenRound(question=f"How is it ({method})?", method=method))
            vote = list(self.table.state.rounds.values())[-1]
            do(BeginBallots(round=vote.id))
            choice = {"fully": 1} if method == "gradient" else {"mood-4": 1, "pace-fine": 1}
            refused = {"block": 1} if method == "gradient" else {"mood-1": 1, "pace-slower": 1}
            cast = [
                *(Ballot("phone", choice, ("community member",)) for _ in range(4)),
                *(Ballot("phone", choice, ("researcher",)) for _ in range(2)),
                Ballot("phone", refused, ("researcher",)),
            ]
            do(CloseRound(round=vote.id, tally=tally(vote, cast, by_role=True)))
            do(RevealRound(round=vote.id))
            self._stop()

    def _goes_round(self) -> None:
        self.table.do(OpenCircle())
        while _speaking(self.table) != self.one:
            self.table.do(StepCircle())
        self._stop()
        self.table.do(StepCircle())
        self.table.do(CloseCircle())

    def _ends(self) -> None:
        do = self.table.do
        do(LeavePerson(person=self.one))
        self._stop()
        do(EndSession())
        do(AgreeRecap(not_coproduced="The date"))
        self._stop()


def _speaking(table: Table) -> str:
    return next(reversed(table.state.circles.values())).current


def told(at: Table) -> dict[str, Any]:
    """Return everything the room and the phones are told at one moment, as values."""
    state, now = at.state, at.now()
    return {
        "board": board(state, now, BallotsIn()),
        "themes": themes_board(state),
        "people": people_view(state),
        **{f"scene {name}": scene(state, now, name) for name in SCENES},
        "recap": recap(state),
        **{f"phone {part.key}": part.make(state, now) for part in phone_build.PARTS},
    }


def phones(at: Table) -> dict[str, str]:
    """Return every page that somebody else's phone, or one that has not joined, is sent."""
    hall = Hall(at)
    pages = Pages(hall)
    hub = Hub(hall)
    whole, _ = hub.whole(Phone("a token of somebody who came late", at.state.meta.id))
    return {"join": pages.first(), "state": whole.decode(), "page": pages.page(whole)}


def files(at: Table) -> dict[str, str]:
    """Return every exported file by its name; what can't be read as text as its words."""
    made = {}
    for form in FORMATS.values():
        for file in form.render(recap(at.state)):
            suffix = "." + file.name.rsplit(".", 1)[-1]
            made[f"{form.name} {file.name}"] = text_of(suffix, file.data)
    return made


SAYS_NOTHING = Played(SILENT)
REFUSES = Played(NO)


@pytest.mark.practice("P47")
@pytest.mark.parametrize("stop", range(len(REFUSES.stops)))
def test_no_view_or_phone_tells_a_no_from_silence(stop: int) -> None:
    refused, silent = REFUSES.stops[stop], SAYS_NOTHING.stops[stop]

    assert told(refused) == told(silent)
    assert phones(refused) == phones(silent)
    words = "\n".join((*texts(told(refused)), *phones(refused).values())).casefold()
    assert "zebediah" not in words
    assert "quill" not in words


@pytest.mark.practice("P47")
def test_a_no_that_comes_late_or_takes_a_yes_back_is_silence_from_then_on() -> None:
    late, silent = Played(NO, asked_late=True).stops[-1], SAYS_NOTHING.stops[-1]

    assert told(late) == told(silent)
    assert phones(late) == phones(silent)


@pytest.mark.practice("P47")
@pytest.mark.parametrize("stop", [0, -1])
def test_no_file_tells_a_no_from_silence(stop: int) -> None:
    refused, silent = files(REFUSES.stops[stop]), files(SAYS_NOTHING.stops[stop])

    assert len(refused) > len(FORMATS)
    assert refused == silent
    for name, words in refused.items():
        assert "zebediah" not in words.casefold(), name
        assert "quill" not in words.casefold(), name


@pytest.mark.practice("P47")
def test_no_sum_tells_that_one_person_did_not_say_yes_with_the_others() -> None:
    """Everybody but one said yes to all: whoever knows how many came could take one number from the other."""
    about = re.compile(r"photograph|quote|consent|contact", re.IGNORECASE)
    which = re.compile(r"\b2026-\d\d-\d\d(?:-table)?\b")
    """The session and its date, which begin every row of a table."""

    for at in REFUSES.stops:
        public = [*texts(told(at)), *phones(at).values()]
        lines = [line for text in (*public, *files(at).values()) for line in text.splitlines()]
        counted = [
            line
            for line in lines
            if about.search(line) and re.search(r"\b[1-9]\d*\b", which.sub("", line))
        ]
        # A page of a phone is one line of JSON; what it asks about consent has no number in it.
        assert [line for line in counted if not line.startswith("{") and "<" not in line] == []


@pytest.mark.practice("P33")
def test_the_one_answer_of_a_pulse_and_of_a_role_group_is_nowhere_and_the_lone_no_of_a_vote_is() -> (
    None
):
    last = REFUSES.stops[-1]
    gradient, pulse = recap(last.state).rounds

    assert {option.label: n for option in gradient.options for n in option.counts.values()} == {
        CATALOGUE["rounds.gradient.fully"]: 6,
        CATALOGUE["rounds.gradient.reservations"]: 0,
        CATALOGUE["rounds.gradient.neutral"]: 0,
        CATALOGUE["rounds.gradient.aside"]: 0,
        CATALOGUE["rounds.gradient.block"]: 1,
    }
    # Six of seven are not told either: the seventh would follow from them.
    assert not any(option.counts for option in pulse.options)
    assert all(group.ballots >= 3 for group in gradient.groups)
    assert pulse.groups == ()


def recap_screen(at: Table) -> Screen[Any]:
    screen = CloseScreen()
    screen.read_back = read_back(recap(at.state), at.state)
    return screen


SCREENS: dict[str, Callable[[Table], Screen[Any]]] = {
    "agreement": lambda _: StartScreen("agreement"),
    "board": lambda _: BoardScreen(),
    "speak": lambda _: SpeakScreen(),
    "close": lambda _: CloseScreen(),
    "join": lambda _: JoinScreen(),
    "record": lambda _: RecordScreen(),
    "start": lambda _: StartScreen(),
    "people": lambda _: PeopleScreen(),
    "recap": recap_screen,
    "shared": lambda _: SharedScreen(),
    "so far": lambda _: StartScreen("so-far"),
    "themes": lambda _: ThemesScreen(),
}


async def frames(at: Table, make: Callable[[Table], Screen[Any]]) -> list[str]:
    """Return what a screen shows in two sizes, and on each further page it has."""
    found = []
    for size in ((80, 24), (120, 36)):
        app = Harness(make(at), at)  # type: ignore[arg-type]  # has all that it uses of a table
        async with app.run_test(size=size) as pilot:
            found.append(await _at_rest(app, pilot))
            await pilot.press("right")
            found.append(await _at_rest(app, pilot))
    return found


async def _at_rest(app: Harness, pilot: Pilot[None]) -> str:
    """Return what is shown once nothing moves any more: some heights are known after the first layout."""
    was = ""
    for _ in range(20):
        await pilot.pause()
        now = seen(app)
        if now == was:
            break
        was = now
    return was


@pytest.mark.practice("P47")
@pytest.mark.parametrize("stop", [3, -3])
@pytest.mark.parametrize("name", SCREENS)
async def test_no_frame_tells_a_no_from_silence(name: str, stop: int) -> None:
    refused = await frames(REFUSES.stops[stop], SCREENS[name])
    silent = await frames(SAYS_NOTHING.stops[stop], SCREENS[name])

    assert refused == silent
    assert not re.search("zebediah|quill", "\n".join(refused), re.IGNORECASE)
