"""What is open is never forgotten: one view, which the keys, the help, the closing and the end read."""

from __future__ import annotations

import pytest

from session.model.agenda import StartAgenda
from session.model.floor import EndTurn, StartTurn
from session.model.lifecycle import EndSession
from session.model.people import ArriveAll
from session.model.protocol import AnyCommand
from session.model.speaking_round import CloseCircle, OpenCircle
from session.model.votes import CloseRound, EnterCount, OpenRound
from session.views.closing_checklist import closing_list
from session.views.open_now import end_question, open_now, sentences
from tests.session.builders import COMMUNITY, counting
from tests.session.table import Table

VOTE = OpenRound(question="Who is for [/red] soup?", options=("Soup", "Bread"))
PULSE = OpenRound(question="How are we?", method="pulse")
OPENING: dict[str, AnyCommand] = {
    "vote": VOTE,
    "pulse": PULSE,
    "circle": OpenCircle(),
    "turn": StartTurn(group=COMMUNITY),
}
KEYS = {"vote": "v", "circle": "G", "turn-over": "9"}


def table() -> Table:
    under_way = counting()
    under_way.do(StartAgenda())
    return under_way


@pytest.mark.parametrize("kind", OPENING)
def test_what_is_open_is_found_with_its_key(kind: str) -> None:
    under_way = table()
    assert open_now(under_way.state) == ()

    under_way.do(OPENING[kind])

    (opened,) = open_now(under_way.state)
    assert opened.kind == kind
    assert opened.key in KEYS


def test_all_that_is_open_stands_in_one_order() -> None:
    under_way = table()
    for command in reversed(OPENING.values()):
        under_way.do(command)
    under_way.do(StartTurn(group=COMMUNITY))

    assert [one.kind for one in open_now(under_way.state)] == list(OPENING)


def test_nothing_is_open_once_it_was_closed_or_the_session_has_ended() -> None:
    under_way = table()
    under_way.do(VOTE)
    (vote,) = under_way.state.rounds.values()
    counts = dict.fromkeys(vote.options, 1)
    under_way.do(EnterCount(round=vote.id, channel="hands", counts=counts))
    under_way.do(CloseRound(round=vote.id))
    under_way.do(OpenCircle())
    under_way.do(CloseCircle())
    under_way.do(StartTurn(group=COMMUNITY))
    under_way.do(EndTurn())
    assert open_now(under_way.state) == ()

    under_way.do(OpenCircle())
    under_way.do(EndSession())
    assert open_now(under_way.state) == ()


def test_the_sentence_names_the_key_and_where_it_works() -> None:
    under_way = table()
    under_way.do(VOTE)
    opened = open_now(under_way.state)

    assert sentences(opened, KEYS, here=True) == ("A vote is still open: v.",)
    assert sentences(opened, KEYS, here=False) == ("A vote is still open: v on the board.",)


@pytest.mark.parametrize("kind", OPENING)
def test_the_closing_lists_it_first(kind: str) -> None:
    under_way = table()
    under_way.do(OPENING[kind])
    (opened,) = open_now(under_way.state)

    first = closing_list(under_way.state)[0]

    assert opened.words in first.text


def test_the_end_names_all_that_is_open_and_otherwise_asks_as_usual() -> None:
    under_way = table()
    under_way.do(ArriveAll())
    assert end_question(under_way.state).startswith("End the session?")

    under_way.do(VOTE)
    under_way.do(OpenCircle())

    told = "Still open: a vote, a round of speaking. End the session all the same?"
    assert end_question(under_way.state) == told
