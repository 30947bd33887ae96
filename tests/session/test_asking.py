"""What Fairsay fills in by itself for a vote or a round is never refused: it would stop *go on*."""

from __future__ import annotations

import pytest

from session.model.agenda import StartAgenda
from session.model.ideas import AddIdea, AddTheme
from session.model.plan import FOCUS_LIMIT, Plan, PlanItem
from session.model.protocol import AnyCommand
from session.model.speaking_round import OpenCircle
from session.model.votes import OpenRound
from session.rules.asking import options, question
from session.rules.ideas import IDEA_LIMIT, THEME_LIMIT
from session.rules.themes import LETTERS
from tests.screens.harness import Table

LONG = "q" * FOCUS_LIMIT


def table(*commands: AnyCommand, focus: str = LONG) -> Table:
    plan = Plan(title="Winter", agenda=(PlanItem("Choose", 10, "vote", focus=focus),))
    return Table(plan).do(StartAgenda(), *commands)


@pytest.mark.parametrize(
    "said",
    [
        (AddIdea(text="w" * IDEA_LIMIT), AddIdea(text="Bus fares")),
        (AddIdea(text="Bus fares"), AddIdea(text="bus fares"), AddIdea(text="Soup")),
        (AddIdea(text="Bus fares"), AddIdea(text="bus fares")),
        tuple(AddTheme(name=str(n) * THEME_LIMIT) for n in range(len(LETTERS))),
        tuple(AddIdea(text=f"Idea {n}") for n in range(13)),
        (),
    ],
    ids=["long", "twice", "only twice", "many themes", "many ideas", "none"],
)
def test_what_is_filled_in_for_a_vote_is_never_refused(said: tuple[AnyCommand, ...]) -> None:
    s = table(*said)
    s.do(OpenRound(question=question(s.state), options=options(s.state)))
    assert len(s.state.rounds) == 1


def test_the_question_of_an_item_can_be_asked_in_a_round() -> None:
    s = table()
    s.do(OpenCircle(question=question(s.state)))
    assert len(s.state.circles) == 1
