"""That people said yes to words which were taken out is told by nothing that confirms a guess of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import get_args

import pytest

from app.open_session import open_session, resume_session
from session.erase.areas import NAMES, texts_in
from session.erase.person import Forgetting
from session.model.history import Redo, Undo
from session.model.lifecycle import StrikeArea
from session.model.opening_closing import CorrectRecap
from session.model.people import AddPerson, AllowWords
from session.model.plan import Plan, PlanItem
from session.model.record import ChangeNote, WriteNote
from session.replay import replay
from session.rules.allowed import allowed_in
from session.runtime import Done
from store.erase.person import forget_person
from store.journal.format import scan
from store.paths import Home, private_folder
from tests.test_strike_one_entry import (
    SESSIONS,
    STRUCK_IN,
    copied,
    give,
    last,
    nth_of,
    own,
    played,
)

pytestmark = pytest.mark.practice("P46")


PLAN = Plan(title="Hub", agenda=(PlanItem("Talk", 10),))


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return played(own, tmp_path_factory.mktemp("own"))


def marks(home: Home) -> str:
    return "\n".join(home.journal(one).read_text("utf-8") for one in SESSIONS)


@pytest.mark.parametrize("area", STRUCK_IN)
def test_a_strike_takes_the_marks_of_its_words_and_no_others(
    area: StrikeArea, series: Home, tmp_path: Path
) -> None:
    home = copied(series, private_folder(tmp_path / "own"))
    nth, session = nth_of(home, area), SESSIONS[STRUCK_IN[area]]
    live = resume_session(home, session)
    if live.runtime.live.closing.agreed_t is not None:
        give(live, CorrectRecap(text="The bus was late"))
    who = next(iter(live.runtime.live.people))
    said: dict[str, tuple[str, ...]] = {}
    for one in get_args(StrikeArea):
        for key, texts in texts_in(live.runtime.live, one).items():
            if any(texts) and one not in NAMES:
                give(live, AllowWords(area=one, key=key, people=(who,)))
                mark = live.runtime.live.allowed[f"{one}/{key}"].mark
                # What can be chosen are entries of their own.
                said[mark] = texts[:1] if one == "rounds" else texts
    assert live.settle()

    done = asyncio.run(live.strike(area, [*texts_in(live.runtime.live, area)][nth]))

    assert isinstance(done, Done)
    assert live.settle()
    kept = replay(scan(home.journal(session), session).payloads).state
    assert kept.allowed == live.runtime.live.allowed
    live.close()
    gone = {mark for mark, texts in said.items() if any(own(area) in one for one in texts)}
    assert gone
    assert {mark for mark in said if mark in marks(home)} == said.keys() - gone


def test_forgetting_takes_the_marks_of_every_wording_with_the_name(tmp_path: Path) -> None:
    home = Home(private_folder(tmp_path / "data"))
    live = open_session(home, PLAN, session_id=SESSIONS[0])
    give(live, AddPerson(name="Zofia"), WriteNote(text="Zofia has the key"))
    who, note = last(live, "people"), last(live, "notes")
    told = set()
    for text in ("", "Zofia had the key"):
        give(live, *([ChangeNote(note=note, text=text)] if text else []))
        give(live, AllowWords(area="notes", key=note, people=(who,)))
        told.add(live.runtime.live.allowed[f"notes/{note}"].mark)
    give(live, Undo(), Redo(), WriteNote(text="The bus"))
    give(live, AllowWords(area="notes", key=last(live, "notes"), people=(who,)))
    assert live.settle()
    live.close()

    forget_person(home, Forgetting("Zofia"))

    text = home.journal(SESSIONS[0]).read_text("utf-8")
    assert not [mark for mark in told if mark in text]
    state = replay(scan(home.journal(SESSIONS[0]), SESSIONS[0]).payloads).state
    assert allowed_in(state, "notes", list(state.notes)[-1], ("The bus",)) == {who}
