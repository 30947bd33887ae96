"""The states in which a phone can find the page, each made by the commands that lead there."""

from __future__ import annotations

from collections.abc import Callable

from session.model.agenda import NextItem, StartAgenda
from session.model.agreement import AddLine, AgreeLines
from session.model.glossary import ExplainWord, FlagWord
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.parking import Park
from session.model.people import ArriveAll
from session.model.phones import CloseDoor, OpenDoor, SetColouring
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.votes import CloseRound, Count, OpenRound, RevealRound
from store.examples import sample_plan
from store.plans.read import read_plan
from tests.remote.hall import CODE, Hall
from tests.session.table import Table

IDEAS = (
    "A warm room on Sundays, with soup",
    "Somebody who rings when a bus is late",
    "A coat rail: take one, leave one",
    "Homework table until six",
    "One number to ring for all of it",
    "Film nights, chosen by whoever comes",
    "Repair bench for kettles and radios",
    "A quiet corner, without talk",
)
THEMES = ("Warm and fed", "Getting here", "Things to do", "Finding out")
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Llanfai"[:60]
URDU = "سردیوں میں گرم کمرہ، اور سب کے لیے چائے"


def before() -> Hall:
    """Joining is open; the agenda has not begun."""
    hall = Hall(Table(read_plan(sample_plan())))
    hall.table.do(OpenDoor(code=CODE))
    return hall


def ordinary() -> Hall:
    """The middle of a session: ideas in themes, notes, words, parked items, an agreement."""
    hall = before()
    do = hall.table.do
    do(ArriveAll())
    for text in ("Everyone may pass", "One person speaks at a time", "Ask about any word"):
        do(AddLine(text=text))
    do(AgreeLines())
    do(StartAgenda())
    for _ in range(5):
        hall.table.wait(300)
        do(NextItem())
    for text in IDEAS:
        do(AddIdea(text=text))
    for name in THEMES:
        do(AddTheme(name=name))
    ideas, themes = list(hall.state.ideas), list(hall.state.themes)
    for place, idea in enumerate(ideas[:6]):
        do(ColourIdea(idea=idea, theme=themes[place % 3]))
    do(ColourIdea(idea=ideas[0], theme=themes[3], also=True))
    do(WriteNote(text="The last bus leaves at ten past six, and not at all on Sundays"))
    do(RecordDecision(text="We ask for Sunday hours", reservations=("Not before April",)))
    do(SetAction(what="Ring the bus company", who="Dawn", by="12 December"))
    do(FlagWord(text="ICB"))
    do(ExplainWord(text="PPI", meaning="patient and public involvement"))
    do(Park(text="Who pays for heating?", promise="back in session 5"))
    return hall


def closed_door() -> Hall:
    hall = ordinary()
    hall.table.do(CloseDoor())
    return hall


def vote(method: str) -> Callable[[], Hall]:
    """An open vote beside everything else."""

    def made() -> Hall:
        hall = ordinary()
        given = {"dots": 3, "cap": 2} if method == "dots" else {}
        options = () if method == "gradient" else THEMES
        hall.table.do(
            OpenRound(question="What do we plan first?", options=options, method=method, **given)  # type: ignore[arg-type]  # by name
        )
        return hall

    return made


def the_vote(hall: Hall) -> str:
    return next(reversed(hall.state.rounds))


def tallied(hall: Hall) -> Count:
    vote = hall.state.rounds[the_vote(hall)]
    counts = {option: 7 + 2 * place for place, option in enumerate(vote.options)}
    return Count("ballots", counts, 17, by_channel={"phone": 17})


def waiting() -> Hall:
    hall = vote("dots")()
    hall.table.do(CloseRound(round=the_vote(hall), tally=tallied(hall)))
    return hall


def result() -> Hall:
    hall = waiting()
    hall.table.do(RevealRound(round=the_vote(hall)))
    return hall


def pulse() -> Hall:
    hall = ordinary()
    hall.table.do(OpenRound(question="How is it going?", method="pulse"))
    return hall


def colouring() -> Hall:
    hall = ordinary()
    hall.table.do(SetColouring(on=True))
    return hall


def hostile() -> Hall:
    """Long words, other directions and what looks like markup, wherever a person can type."""
    hall = colouring()
    do = hall.table.do
    for text in (URDU, f"<b>{LONG}</b> & {LONG}", "x" * 120):
        do(AddIdea(text=text))
        do(WriteNote(text=text))
        do(Park(text=text, promise=text[:40]))
    do(AddTheme(name=URDU[:30]))
    do(ExplainWord(text=URDU[:30], meaning=LONG))
    do(OpenRound(question=URDU, options=(LONG, URDU, "Soup"), method="dots", dots=3))
    return hall


STATES: dict[str, Callable[[], Hall]] = {
    "before": before,
    "ordinary": ordinary,
    "dots": vote("dots"),
    "gradient": vote("gradient"),
    "hands": vote("hands"),
    "waiting": waiting,
    "result": result,
    "pulse": pulse,
    "colouring": colouring,
    "hostile": hostile,
}
"""For a phone that has joined."""
