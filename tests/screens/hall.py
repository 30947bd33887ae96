"""A session well under way, for screens to show: the hub's, in the middle of its ideas."""

from __future__ import annotations

from session.model.agenda import NextItem, StartAgenda
from session.model.floor import RaiseHand, StartTurn
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import SetCounting
from session.model.parking import Park
from session.model.people import AnswerUnlisted, ArriveAll
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision
from tests.screens.harness import Table

IDEAS = (
    "Soup on Tuesdays, made by whoever comes",
    "A lift share from the estate",
    "Somebody at the door who knows your name",
    "Repair table for coats and heaters",
    "Open until eight on one evening",
    "Help with the energy forms",
)
THEMES = (
    "Getting here",
    "Food and warmth",
    "Someone to talk to",
    "Opening hours",
    "Money and forms",
)


def hall() -> Table:
    """Return the session at 10:48: eight minutes into the ideas."""
    table = Table()
    table.do(ArriveAll(), StartAgenda())
    for minutes in (5, 10, 5, 5, 15):
        table.wait(minutes)
        table.do(NextItem())
    table.do(SetCounting(on=True), StartTurn(group="community member"))
    table.do(*(AddTheme(name=name) for name in THEMES))
    table.do(*(AddIdea(text=text) for text in IDEAS))
    table.do(*_coloured(table))
    table.do(
        Park(text="The lease of the building", promise="session 6"),
        Park(text="Bus 7 timetable", asked_by="Priya"),
        RaiseHand(name="Mo"),
        RaiseHand(group="service provider"),
        RecordDecision(text="Soup stays at eleven, whatever the weather."),
    )
    # Mo is not on the list, and said that the name may be shown.
    table.do(AnswerUnlisted(unlisted=next(iter(table.state.unlisted)), shown=True))
    table.wait(8)
    return table


def _coloured(table: Table) -> list[AnyCommand]:
    ideas, themes = list(table.state.ideas), list(table.state.themes)
    called = zip(ideas, (1, 0, 2, 1), strict=False)
    return [ColourIdea(idea=idea, theme=themes[n]) for idea, n in called]
